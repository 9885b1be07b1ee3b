"""The sandbox as the counterpart of a run: control over its `/practice` paths, and settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from sdk_desktop.domain.configuration import AccessPointConnection, Discovery
from sdk_desktop.domain.errors import SdkError, Unavailable, Untrusted
from sdk_desktop.domain.policy import Policy
from sdk_desktop.files import write_private
from sdk_desktop.network.http_connection import HttpConnection
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.sandbox.conformance.control import AGAIN, CounterpartFault
from sdk_desktop.sandbox.network.access_point import AccessPointFault
from sdk_desktop.sandbox.network.access_points import PRACTICE_PASSWORD
from sdk_desktop.sandbox.network.faulty_link import LinkFault
from sdk_desktop.sandbox.network.pki import STATUS_PATH, Issuer
from sdk_desktop.sandbox.network.registry import LookupFault
from sdk_desktop.settings import Settings

REVOKED = "revoked"
"""The fault that an organisation's certificate has been revoked."""

UNDISTURBED = "nothing-disturbed"
"""The fault that no fault of lookups, certificates and link is switched on when a case asks."""

FAULTS = (
    *(*LookupFault, REVOKED, *LinkFault),
    *(*CounterpartFault, UNDISTURBED),
    *AccessPointFault,
)
"""All that can be switched on for a run, by name."""

_FOR_THE_WHOLE_RUN = 24 * 60
"""Minutes."""
_LONG = 86_400
_MANY = 1_000


class SandboxError(SdkError):
    """The sandbox does not do what was asked, so the run cannot go on."""


@dataclass(frozen=True, slots=True)
class Observations:
    """What the counterpart has observed of our side.

    `acknowledgements` are those that we sent, `waiting` counts what is left at our access point; of
    one message of ours: how often it was submitted, in how many `versions`, and how often it
    arrived.
    """

    acknowledgements: tuple[Mapping[str, object], ...]
    waiting: int
    attempts: int
    versions: int
    arrived: int


class SandboxClient:
    """Controls the sandbox on behalf of `participant`, whose access point is ours."""

    def __init__(self, client: httpx.Client, address: str, participant: str) -> None:
        """Send nothing yet."""
        self._connection = HttpConnection(client, "The sandbox does not answer.")
        self._address = address
        self.participant = participant
        self._disturbs = True

    def ask(self, method: str, path: str, **body: object) -> bytes:
        """Send a request and return the body of the response; raise `SandboxError`."""
        content = json.dumps(body).encode() if body else None
        request = self._connection.request(method, f"{self._address}/{path}", content=content)
        try:
            answer = self._connection.ask(request)
        except (Unavailable, Untrusted) as error:
            raise SandboxError("The sandbox does not answer.") from error
        if not (httpx.codes.is_success(answer.status) and answer.complete):
            raise SandboxError("The sandbox does not do what it is told.")
        return answer.body

    def send(self, malformed: str, sender: str, **more: str) -> str:
        """Have a document sent to us; return its identifier."""
        path = f"practice/conformance/{self.participant}/{malformed}"
        return str(json.loads(self.ask("POST", path, sender=sender, **more))["identifier"])

    def again(self, sender: str) -> None:
        """Have the same bytes as last sent to us again."""
        self.send(AGAIN, sender)

    def observations(self, sent: str = "") -> Observations:
        """Return what was observed since the last `clear`, also of the message `sent`."""
        query = f"?sent={sent}" if sent else ""
        body = json.loads(self.ask("GET", f"practice/conformance/{self.participant}{query}"))
        return Observations(**(body | {"acknowledgements": tuple(body["acknowledgements"])}))

    def clear(self) -> None:
        """Delete what was observed, and what waits for us."""
        self.ask("DELETE", f"practice/conformance/{self.participant}")

    def stop_clock(self) -> None:
        """Let time pass there only where it is skipped."""
        self.ask("DELETE", "practice/clock")

    def skip(self, seconds: float) -> None:
        """Advance the clock of the sandbox."""
        self.ask("POST", "practice/clock", seconds=seconds)

    def disturb(self, participant: str, *faults: LookupFault) -> None:
        """Set the faults of looking an organisation up."""
        if self._disturbs:
            self.ask("PUT", f"practice/faults/{participant}", faults=faults)

    def certificate(self, participant: str, action: str) -> None:
        """Have an organisation's certificate renewed, expired or revoked."""
        if self._disturbs:
            self.ask("POST", f"practice/certificates/{participant}", action=action)

    def order(self, fault: LinkFault, **which: object) -> None:
        """Order a fault of the link; `which` are the other fields of the sandbox's `FaultOrder`."""
        if self._disturbs:
            self.ask("POST", "practice/link", fault=fault, **which)

    def switch_on(self, faults: tuple[str, ...], participant: str) -> None:
        """Switch on faults for the whole run: our access point's, and those of one organisation."""
        ours = [one for one in faults if one in set(AccessPointFault)]
        self.ask("PUT", f"practice/access-points/{self.participant}", faults=ours)
        lookups = [LookupFault(one) for one in faults if one in set(LookupFault)]
        if lookups:
            self.disturb(participant, *lookups)
        if REVOKED in faults:
            self.certificate(participant, "revoke")
        for one in faults:
            if one in set(LinkFault):
                self.order(LinkFault(one), times=_MANY, seconds=_LONG, recipient=participant)
        wrong = [one for one in faults if one in set(CounterpartFault)]
        self.ask("PUT", "practice/conformance", faults=wrong)
        self._disturbs = UNDISTURBED not in faults


def sandbox_settings(sandbox: SandboxClient, address: str, folder: Path) -> Settings:
    """Return the settings of a client at the access point; its keys are written to the folder.

    It has the mailboxes of Ekdala kommun.
    """
    participant = sandbox.participant
    access_point = json.loads(
        sandbox.ask("PUT", f"practice/access-points/{participant}", direct=True)
    )
    temporary_fault = json.loads(sandbox.ask("GET", "practice/lookup"))
    own, password = folder / "own.pem", folder / "password"
    write_private(own, sandbox.ask("GET", f"practice/keys/{participant}"))
    write_private(password, PRACTICE_PASSWORD.encode())
    for issuer in (Issuer.ORGANISATIONS, Issuer.PUBLISHER):
        certificate = sandbox.ask("GET", f"{STATUS_PATH.strip('/')}/{issuer}/ca.cer")
        write_private(folder / f"{issuer}.cer", certificate)
    connection = AccessPointConnection(
        url=f"{address}{access_point['path']}",
        party=access_point["party"],
        key=str(own),
        issuers=str(folder / f"{Issuer.ORGANISATIONS}.cer"),
        address_book_url=f"{address}/addressbook/api/",
        user=access_point["user"],
        password_file=str(password),
    )
    discovery = Discovery(
        temporary_fault["zone"],
        str(folder / f"{Issuer.PUBLISHER}.cer"),
        temporary_fault["nameServer"],
    )
    policy = Policy(send_minutes=_FOR_THE_WHOLE_RUN, read_minutes=_FOR_THE_WHOLE_RUN)
    return Settings(PRACTICE_MAILBOXES, policy=policy, access_point=connection, discovery=discovery)
