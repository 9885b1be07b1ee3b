"""Organisations of the sandbox that take their envelopes straight from their access points."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import httpx

from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.message import Document, Message, new_id
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.opening import OpenedEnvelope, Reception, open_envelope
from sdk_desktop.exchange.sealing import (
    acknowledgement_envelope,
    acknowledgement_of,
    envelope_of,
    seal_acknowledgement,
    seal_message,
)
from sdk_desktop.exchange.validation import Receiver
from sdk_desktop.sandbox.network.access_points import PRACTICE_PASSWORD
from sdk_desktop.service.direct.access_point import AccessPoint, Account
from tests.kit.sandbox_network import NOON, PKI
from tests.sandbox.box import EKDALA, Box

HERE = "http://127.0.0.1:8000"


@dataclass
class DirectSandbox:
    """The sandbox, and clients of its access points."""

    box: Box = field(default_factory=Box)

    @property
    def web(self) -> httpx.Client:
        return httpx.Client(transport=httpx.WSGITransport(self.box.application), base_url=HERE)

    def practise(self, method: str, path: str, **body: Any) -> Any:  # noqa: ANN401 - JSON
        answer = self.web.request(method, f"/practice/{path}", json=body)
        answer.raise_for_status()
        return answer.json()

    def order(self, fault: str, **more: Any) -> None:  # noqa: ANN401 - JSON
        self.practise("POST", "link", fault=fault, **more)

    def wait(self, **time: float) -> None:
        self.box.watch.turn(**time)
        self.box.application.federation.tick()

    def direct(self, participant: str = EKDALA, **settings: object) -> Direct:
        """Let an organisation be in direct mode, and give its message system."""
        said = self.practise("PUT", f"access-points/{participant}", **({"direct": True} | settings))
        account = Account(said["user"], PRACTICE_PASSWORD)
        access_point = AccessPoint(self.web, f"{HERE}{said['path']}", said["party"], account)
        return Direct(participant, access_point)


@dataclass
class Direct:
    """A message system that is a client of its access point: as little as does for a test."""

    participant: str
    access_point: AccessPoint
    seen: set[str] = field(default_factory=set)

    def send(self, message: Message, *, name: str = "") -> str:
        """Seal a message and hand it over; gives the access point's name for it."""
        sealed = seal_message(
            message,
            PKI.key(self.participant),
            PKI.key(message.recipient.organisation).certificate,
        )
        return self.access_point.submit(sealed, envelope_of(message), message_id=name)

    def fetch(self) -> list[OpenedEnvelope]:
        """Take in all that waits, acknowledge what must be, and let the access point forget it."""
        opened = []
        for name in self.access_point.pending(self.participant):
            as4_message = self.access_point.retrieve(name)
            opened.append(open_envelope(as4_message.payload, self.reception()))
            self.answer(opened[-1])
            self.access_point.mark_downloaded(name)
        return opened

    def answer(self, opened: OpenedEnvelope) -> None:
        if opened.answer is None or opened.envelope is None:
            return
        self.seen.add(opened.answer.message_id)
        document = acknowledgement_of(opened.answer, opened.envelope, NOON)
        self.acknowledge(document, opened.envelope)

    def acknowledge(self, document: AcknowledgementDocument, answered: Envelope) -> None:
        sealed = seal_acknowledgement(document, answered, PKI.key(self.participant))
        self.access_point.submit(sealed, acknowledgement_envelope(document, answered))

    def reception(self) -> Reception:
        return Reception(
            participant=self.participant,
            keys=KeyRing([PKI.key(self.participant)]),
            receiver=Receiver(functions=None, seen=self.seen),
            check_published=PKI.check_published,
            check_certificate=CertificateCheck(
                lambda: NOON, [PKI.issuer], check_revocation=None
            ).for_signing,
        )


def acknowledgements(opened: list[OpenedEnvelope]) -> list[Acknowledgement]:
    return [
        one.content.acknowledgement
        for one in opened
        if isinstance(one.content, AcknowledgementDocument)
    ]


def messages(opened: list[OpenedEnvelope]) -> list[Message]:
    return [one.content for one in opened if isinstance(one.content, Message)]


def reply_to(message: Message) -> Message:
    """Write a reply."""
    identifier = new_id()
    return replace(
        message,
        message_id=identifier,
        ref_to_message_id=message.message_id,
        recipient=message.sender,
        sender=message.recipient,
        documents=(Document(identifier, texts=("Tack",)),),
    )
