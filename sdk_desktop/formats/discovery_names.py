"""How a participant is looked up: its name in DNS, what DNS says, and the address that follows.

Source: transport.md §3.4, §6.3 (BDXL 1.6, RFC 3402, RFC 3403). What DNS says is not to be trusted:
its regular expressions are compared with the few that are in use, and never executed.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from sdk_desktop.domain.message import PARTICIPANT_SCHEME
from sdk_desktop.formats.rules.envelope_rules import SCOPE

_SERVICE = "meta:smp"
_WHATEVER = frozenset({".*", "^.*", ".*$", "^.*$"})
"""Expressions that match a whole name, whatever it is."""

_FLAGS = frozenset({"", "i", "I"})
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_NOT_IN_ADDRESS = frozenset('\\"<>^`{|}?#@')


@dataclass(frozen=True, slots=True)
class NaptrRecord:
    """A NAPTR record, as far as it can point to a publisher of metadata."""

    order: int
    preference: int
    flags: str
    service: str
    regexp: str

    @property
    def to_publisher(self) -> bool:
        """Return whether it says where metadata is published."""
        return self.flags.upper() == "U" and self.service.lower() == _SERVICE

    @property
    def address(self) -> str | None:
        """The address that it gives, without a `/` at its end; None when it cannot be used."""
        parts = self.regexp[1:].split(self.regexp[:1]) if self.regexp else []
        if len(parts) != 3 or parts[0] not in _WHATEVER or parts[2] not in _FLAGS:  # noqa: PLR2004
            return None
        return parts[1].rstrip("/") if _is_address(parts[1]) else None


def participant_label(participant: str) -> str:
    """Return the label that stands for a participant in DNS: 52 letters and digits."""
    digest = hashlib.sha256(participant.lower().encode()).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()


def participant_name(participant: str, zone: str) -> str:
    """Return the whole name under which a participant is looked up in the federation's zone."""
    return f"{participant_label(participant)}.{PARTICIPANT_SCHEME}.{zone.strip('.')}."


def publisher_addresses(pointers: Iterable[NaptrRecord]) -> tuple[str, ...]:
    """Return the publishers' addresses that can be used, the best first: https, then as ordered."""
    wanted = [one for one in pointers if one.to_publisher]
    wanted.sort(key=lambda one: (one.order, one.preference))
    addresses = [address for one in wanted if (address := one.address)]
    return tuple(sorted(addresses, key=lambda address: not address.lower().startswith("https:")))


def service_address(publisher: str, participant: str, document: str) -> str:
    """Return the address of the metadata of one of a participant's services."""
    who = quote(f"{PARTICIPANT_SCHEME}::{participant}", safe="")
    what = quote(f"{SCOPE['DOCUMENTID_SCHEME']}::{document}", safe="")
    return f"{publisher.rstrip('/')}/{who}/services/{what}"


def _is_address(text: str) -> bool:
    if not _ADDRESS.fullmatch(text) or not _NOT_IN_ADDRESS.isdisjoint(text):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
