"""Sealing, opening and acknowledging, as the federation's message systems do."""

from __future__ import annotations

from collections.abc import Callable

from sdk_desktop.domain.access_point import As4Message, UserMessage, action_of
from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.message import Message
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
from sdk_desktop.sandbox.cast.behaviour import Behaviour
from sdk_desktop.sandbox.network.pki import SandboxPki
from sdk_desktop.sandbox.records import SandboxMember

Carry = Callable[[As4Message], bool]
"""Give an AS4 message to the sender's access point; return whether the receiver's was reached."""

OnAcknowledgement = Callable[[Acknowledgement], None]
"""What a sender does with the acknowledgement that it waited for."""


class Transport:
    """Seals what members send each other, and opens what their access points deliver.

    `on_opened` is called with every envelope that was opened. While `lenient`, everything readable
    is accepted.
    """

    def __init__(self, pki: SandboxPki, clock: Clock, carry: Carry) -> None:
        self._pki = pki
        self._clock = clock
        self._carry = carry
        self.on_opened: Callable[[OpenedEnvelope], None] = _ignore
        self.lenient = False
        self._waiting: dict[tuple[str, str], OnAcknowledgement] = {}

    def send(self, message: Message, on_acknowledgement: OnAcknowledgement) -> bool:
        """Send a message, and wait for its acknowledgement; return whether it was delivered."""
        envelope = envelope_of(message)
        key = self._pki.key(envelope.sender)
        sealed = seal_message(message, key, self._pki.key(envelope.recipient).certificate)
        self._waiting[envelope.identifier, envelope.recipient] = on_acknowledgement
        return self._carry(_as4_message(sealed, envelope))

    def receive(
        self, data: bytes, receiver: SandboxMember, behaviour_of: Callable[[str | None], Behaviour]
    ) -> Message | None:
        """Open what came for a member, and acknowledge it; return a message that was accepted.

        An acknowledgement goes to the waiting sender, and is never answered. It is ignored unless
        it comes from the recipient of the message.
        """
        opened = open_envelope(data, self._reception(receiver))
        self.on_opened(opened)
        if isinstance(opened.content, AcknowledgementDocument):
            self._acknowledged(opened.content)
            return None
        if opened.envelope is None:
            return None
        answer = self._decided(opened, behaviour_of(opened.envelope.function))
        if answer is None:
            return None
        received = (
            opened.content if answer.accepted and isinstance(opened.content, Message) else None
        )
        if received is not None:
            receiver.put_in_mailbox(received)
        self._answer(answer, opened.envelope)
        return received

    def _answer(self, answer: Acknowledgement, answered: Envelope) -> None:
        document = acknowledgement_of(answer, answered, self._clock())
        key = self._pki.key(document.sender)
        sealed = seal_acknowledgement(document, answered, key)
        self._carry(_as4_message(sealed, acknowledgement_envelope(document, answered)))

    def _decided(self, opened: OpenedEnvelope, behaviour: Behaviour) -> Acknowledgement | None:
        answer = opened.answer
        if answer is None or not behaviour.acknowledges:
            return None
        if self.lenient:
            return Acknowledgement(answer.message_id)
        if answer.accepted and behaviour.refusal:
            return Acknowledgement(answer.message_id, (behaviour.refusal,))
        return answer

    def _acknowledged(self, document: AcknowledgementDocument) -> None:
        answer = document.acknowledgement
        on_acknowledgement = self._waiting.pop((answer.message_id, document.sender), None)
        if on_acknowledgement is not None:
            on_acknowledgement(answer)

    def _reception(self, member: SandboxMember) -> Reception:
        issuers = [self._pki.issuer]
        certificates = CertificateCheck(self._clock, issuers, self._pki.check_revocation)
        return Reception(
            participant=member.participant,
            keys=KeyRing(self._pki.keys(member.participant)),
            receiver=member.receiver,
            check_published=self._pki.check_published,
            check_certificate=certificates.for_signing,
        )


def _ignore(_opened: OpenedEnvelope) -> None:
    pass


def _as4_message(sealed: bytes, envelope: Envelope) -> As4Message:
    header = UserMessage(
        original_sender=envelope.sender,
        final_recipient=envelope.recipient,
        action=action_of(envelope.document_type),
        from_party="",
        conversation_id=envelope.identifier,
    )
    return As4Message(header, sealed)
