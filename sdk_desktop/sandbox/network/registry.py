"""The registered organisations, and the faults of looking them up."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sdk_desktop.formats.discovery_names import participant_label
from sdk_desktop.sandbox.network.pki import SandboxPki

ZONE = "sml.sandbox.example"
"""The zone of DNS in which the federation's organisations are found."""

PUBLISHER_PATH = "/smp"


class LookupFault(StrEnum):
    """What can be wrong with looking up an organisation."""

    NOT_REGISTERED = "not-registered"
    NO_PUBLISHER = "no-publisher"
    NAMES_FAIL = "names-fail"
    NAMES_SILENT = "names-silent"
    NAMES_CUT = "names-cut"
    PUBLISHER_FAILS = "publisher-fails"
    NO_MESSAGES = "no-messages"
    NO_ACKNOWLEDGEMENTS = "no-acknowledgements"
    NO_CERTIFICATES = "no-certificates"
    LOWER_CASE = "lower-case"
    WRONG_SIGNATURE = "wrong-signature"
    WRONG_PARTICIPANT = "wrong-participant"
    WRONG_DOCUMENT = "wrong-document"
    EXPIRED_SIGNER = "expired-signer"
    REVOKED_SIGNER = "revoked-signer"
    STRANGE_SIGNER = "strange-signer"


class Registry:
    """The federation's organisations, as name service and publisher know them."""

    def __init__(self, participants: Iterable[str], pki: SandboxPki) -> None:
        self.pki = pki
        self.name_server = ""
        """Where DNS is answered, such as `127.0.0.1:5353`, once it is."""
        self._labels = {participant_label(one): one for one in participants}
        self._faults: dict[str, frozenset[LookupFault]] = {}

    @property
    def publisher(self) -> str:
        """The address at which metadata is published."""
        return f"{self.pki.address}{PUBLISHER_PATH}"

    def by_label(self, label: str) -> str | None:
        """Return the organisation of a label in DNS."""
        return self._labels.get(label.lower())

    def known(self, participant: str) -> str | None:
        """Return an organisation as it was registered, whatever case it is asked for in."""
        return self.by_label(participant_label(participant))

    def faults(self, participant: str) -> frozenset[LookupFault]:
        """Return the faults of looking an organisation up."""
        return self._faults.get(participant, frozenset())

    def disturb(self, participant: str, faults: Iterable[LookupFault]) -> None:
        """Set the faults of looking an organisation up."""
        self._faults[participant] = frozenset(faults)
