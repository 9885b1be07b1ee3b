"""Sealed envelopes between the federation's message systems, and the acknowledgements back."""

from __future__ import annotations

from collections.abc import Callable

from sdk_desktop.domain.access_point import Parcel, UserMessage, action_of
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
    seal,
    seal_acknowledgement,
)
from sdk_desktop.sandbox.cast.roles import Role
from sdk_desktop.sandbox.network.pki import SandboxPki
from sdk_desktop.sandbox.records import Member

Carry = Callable[[Parcel], bool]
"""Give a parcel to the sender's access point; return whether the receiver's was reached."""

Heard = Callable[[Acknowledgement], None]
"""What a sender does with the acknowledgement that it waited for."""


class Transport:
    """Seals what members send each other, and opens what their access points hand in.

    `listen` is told of every envelope that was opened. While `lenient`, all that can be read is
    accepted.
    """

    def __init__(self, pki: SandboxPki, clock: Clock, carry: Carry) -> None:
        self._pki = pki
        self._clock = clock
        self._carry = carry
        self.listen: Callable[[OpenedEnvelope], None] = _nobody_listens
        self.lenient = False
        self._waiting: dict[tuple[str, str], Heard] = {}

    def send(self, message: Message, heard: Heard) -> bool:
        """Send a message, and wait for its acknowledgement; return whether the way was open."""
        envelope = envelope_of(message)
        key = self._pki.key(envelope.sender)
        sealed = seal(message, key, self._pki.key(envelope.recipient).certificate)
        self._waiting[envelope.identifier, envelope.recipient] = heard
        return self._carry(_parcel(sealed, envelope))

    def take(
        self, data: bytes, receiver: Member, role_of: Callable[[str | None], Role]
    ) -> Message | None:
        """Open what came for a member, and answer it; gives a message that was taken in.

        An acknowledgement is heard by whoever waits for it, and never answered. It counts only
        when it comes from whom the message went to.
        """
        opened = open_envelope(data, self._reception(receiver))
        self.listen(opened)
        if isinstance(opened.content, AcknowledgementDocument):
            self._hear(opened.content)
            return None
        if opened.envelope is None:
            return None
        answer = self._decided(opened, role_of(opened.envelope.function))
        if answer is None:
            return None
        taken = opened.content if answer.accepted and isinstance(opened.content, Message) else None
        if taken is not None:
            receiver.take_in(taken)
        self._answer(answer, opened.envelope)
        return taken

    def _answer(self, answer: Acknowledgement, answered: Envelope) -> None:
        document = acknowledgement_of(answer, answered, self._clock())
        key = self._pki.key(document.sender)
        sealed = seal_acknowledgement(document, answered, key)
        self._carry(_parcel(sealed, acknowledgement_envelope(document, answered)))

    def _decided(self, opened: OpenedEnvelope, role: Role) -> Acknowledgement | None:
        answer = opened.answer
        if answer is None or not role.acknowledges:
            return None
        if self.lenient:
            return Acknowledgement(answer.message_id)
        if answer.accepted and role.refusal:
            return Acknowledgement(answer.message_id, (role.refusal,))
        return answer

    def _hear(self, document: AcknowledgementDocument) -> None:
        answer = document.acknowledgement
        heard = self._waiting.pop((answer.message_id, document.sender), None)
        if heard is not None:
            heard(answer)

    def _reception(self, member: Member) -> Reception:
        issuers = [self._pki.issuer]
        certificates = CertificateCheck(self._clock, issuers, self._pki.check_revocation)
        return Reception(
            participant=member.participant,
            keys=KeyRing(self._pki.keys(member.participant)),
            receiver=member.receiver,
            check_published=self._pki.check_published,
            check_certificate=certificates.for_signing,
        )


def _nobody_listens(_opened: OpenedEnvelope) -> None:
    pass


def _parcel(sealed: bytes, envelope: Envelope) -> Parcel:
    header = UserMessage(
        original_sender=envelope.sender,
        final_recipient=envelope.recipient,
        action=action_of(envelope.document_type),
        from_party="",
        conversation_id=envelope.identifier,
    )
    return Parcel(header, sealed)
