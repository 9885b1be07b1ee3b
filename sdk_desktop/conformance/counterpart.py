"""The sandbox as a counterpart that does as it is told, over its `/practice` paths."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.sandbox.conformance.control import AGAIN, CounterpartFault
from sdk_desktop.sandbox.network.faulty_link import LinkFault as HopFault
from sdk_desktop.sandbox.network.registry import LookupFault

REVOKED = "revoked"
"""The fault that an organisation's certificate has been revoked."""

UNDISTURBED = "nothing-disturbed"
"""The fault that lookups, certificates and the way there are in order when they should not be."""

FAULTS = (*LookupFault, REVOKED, *HopFault, *CounterpartFault, UNDISTURBED)
"""All that can be switched on for a run, by name."""

_LONG = 86_400
_MANY = 1_000


class Unsteerable(SdkError):
    """The counterpart does not do as it is told: nothing can be found out."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the counterpart knows of our side.

    `answers` are acknowledgements as the sandbox tells them, `waiting` counts what is left at our
    access point; of one message of ours: how often it was handed over, in how many `versions`,
    and how often it arrived.
    """

    answers: tuple[Mapping[str, object], ...]
    waiting: int
    attempts: int
    versions: int
    arrived: int


class Sandbox:
    """Steers the sandbox on behalf of `participant`, whose access point is ours."""

    def __init__(self, client: httpx.Client, address: str, participant: str) -> None:
        """Say nothing yet."""
        self._client = client
        self._address = address
        self._participant = participant
        self._disturbs = True

    def ask(self, method: str, path: str, **body: object) -> bytes:
        """Send an order; gives the answer's body."""
        try:
            answer = self._client.request(method, f"{self._address}/{path}", json=body or None)
        except httpx.HTTPError as error:
            raise Unsteerable("The sandbox does not answer.") from error
        if not answer.is_success:
            raise Unsteerable("The sandbox does not do what it is told.")
        return answer.content

    def send(self, malformed: str, sender: str, **more: str) -> str:
        """Let an envelope of this kind come to us; gives its identifier."""
        path = f"practice/conformance/{self._participant}/{malformed}"
        return str(json.loads(self.ask("POST", path, sender=sender, **more))["identifier"])

    def again(self, sender: str) -> None:
        """Let the last envelope come once more, to the byte."""
        self.send(AGAIN, sender)

    def heard(self, sent: str = "") -> Heard:
        """Ask what came back, and how a message of ours fared."""
        query = f"?sent={sent}" if sent else ""
        said = json.loads(self.ask("GET", f"practice/conformance/{self._participant}{query}"))
        return Heard(**(said | {"answers": tuple(said["answers"])}))

    def tidy(self) -> None:
        """Let nothing be left of what came before."""
        self.ask("DELETE", f"practice/conformance/{self._participant}")

    def skip(self, seconds: float) -> None:
        """Let time pass there at once."""
        self.ask("POST", "practice/clock", seconds=seconds)

    def disturb(self, participant: str, *faults: LookupFault) -> None:
        """Let this, and nothing else, be wrong with looking an organisation up."""
        if self._disturbs:
            self.ask("PUT", f"practice/faults/{participant}", faults=faults)

    def certificate(self, participant: str, action: str) -> None:
        """Let an organisation's certificate be renewed, out of date or revoked."""
        if self._disturbs:
            self.ask("POST", f"practice/certificates/{participant}", action=action)

    def order(self, fault: HopFault, **which: object) -> None:
        """Let a fault befall the next parcels; `which` is what the sandbox's order may say."""
        if self._disturbs:
            self.ask("POST", "practice/hop", fault=fault, **which)

    def switch_on(self, faults: tuple[str, ...], participant: str) -> None:
        """Let faults disturb whatever the run does with one organisation."""
        lookups = [LookupFault(one) for one in faults if one in set(LookupFault)]
        if lookups:
            self.disturb(participant, *lookups)
        if REVOKED in faults:
            self.certificate(participant, "revoke")
        for one in faults:
            if one in set(HopFault):
                self.order(HopFault(one), times=_MANY, seconds=_LONG, recipient=participant)
        wrong = [one for one in faults if one in set(CounterpartFault)]
        self.ask("PUT", "practice/conformance", faults=wrong)
        self._disturbs = UNDISTURBED not in faults
