"""Sealed envelopes between the federation's message systems, and the acknowledgements back."""

from __future__ import annotations

from collections.abc import Callable

from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.opening import Opened, Reception, open_envelope
from sdk_desktop.exchange.sealing import acknowledgement_of, seal, seal_acknowledgement
from sdk_desktop.sandbox.key_cabinet import KeyCabinet
from sdk_desktop.sandbox.records import Member
from sdk_desktop.sandbox.roles import Role

Hop = Callable[[bytes], bytes]
"""What the access points do to the bytes between two organisations."""


class Transport:
    """Seals, carries and opens what members send each other."""

    def __init__(self, cabinet: KeyCabinet, clock: Clock) -> None:
        self._cabinet = cabinet
        self._clock = clock
        self.hop: Hop = _unchanged

    def deliver(
        self, message: Message, sender: Member, receiver: Member, role: Role
    ) -> Acknowledgement | None:
        """Carry a message; the receiver takes in what it accepts, and the sender hears of it.

        Gives None where no acknowledgement comes that the sender can believe.
        """
        recipient = self._cabinet.key(receiver.participant).certificate
        sealed = seal(message, self._cabinet.key(sender.participant), recipient)
        opened = open_envelope(self.hop(sealed), self._reception(receiver))
        answer = _decided(opened, role)
        if answer is None or opened.envelope is None:
            return None
        if answer.accepted and isinstance(opened.content, Message):
            receiver.take_in(opened.content)
        return self._carry_back(answer, opened.envelope, sender)

    def _carry_back(
        self, answer: Acknowledgement, answered: Envelope, sender: Member
    ) -> Acknowledgement | None:
        document = acknowledgement_of(answer, answered, self._clock())
        sealed = seal_acknowledgement(document, answered, self._cabinet.key(document.sender))
        heard = open_envelope(self.hop(sealed), self._reception(sender)).content
        return heard.acknowledgement if isinstance(heard, AcknowledgementDocument) else None

    def _reception(self, member: Member) -> Reception:
        issuers = [self._cabinet.issuer]
        certificates = CertificateCheck(self._clock, issuers, check_revocation=None)
        return Reception(
            participant=member.participant,
            keys=KeyRing([self._cabinet.key(member.participant)]),
            receiver=member.receiver,
            check_published=self._cabinet.check_published,
            check_certificate=certificates.for_signing,
        )


def _decided(opened: Opened, role: Role) -> Acknowledgement | None:
    answer = opened.answer
    if answer is None or not role.acknowledges:
        return None
    if answer.accepted and role.refusal:
        return Acknowledgement(answer.message_id, (role.refusal,))
    return answer


def _unchanged(data: bytes) -> bytes:
    return data
