"""The way of one message from its sender's message service to the receiver's, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.delivery import DeliveryEvent, Status
from sdk_desktop.domain.message import Message
from sdk_desktop.sandbox.records import Member, Outgoing
from sdk_desktop.sandbox.roles import Role
from sdk_desktop.sandbox.timeline import Timeline
from sdk_desktop.sandbox.transport import Transport

STEP = timedelta(seconds=1)
ANSWER_AFTER = timedelta(seconds=15)
RECEIPT_TIMEOUT = timedelta(minutes=30)
"""How long a sender waits for an acknowledgement; no specification says."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One message under way; `answer` lets the receiver reply to it."""

    timeline: Timeline
    transport: Transport
    outgoing: Outgoing
    sender: Member
    receiver: Member
    role: Role
    answer: Callable[[Message], None]

    def begin(self) -> None:
        """Say that the message service has it, and let the rest follow in time."""
        self._move(Status.SCHEDULED, "Message scheduled for sending to local Access Point")
        self.timeline.after(STEP, self._submit)

    def _submit(self) -> None:
        self._move(Status.SUBMITTED, "Message submitted to local Access Point")
        if self.role.unreachable:
            self.timeline.after(STEP, self._fail_to_reach)
        else:
            self.timeline.after(STEP, self._arrive)

    def _fail_to_reach(self) -> None:
        title = "Remote Access Point not reached. Message will be resent"
        self._move(Status.SCHEDULED_FOR_RESEND, title)
        self.timeline.after(self.role.unreachable, self._arrive)

    def _arrive(self) -> None:
        self._move(Status.ACKNOWLEDGE, "Message received by remote Access Point")
        self.timeline.after(STEP, self._wait)

    def _wait(self) -> None:
        self._move(Status.WAITING_FOR_RECEIPT, "Waiting for receipt from remote party")
        message = self.outgoing.message
        acknowledgement = self.transport.deliver(message, self.sender, self.receiver, self.role)
        if acknowledgement is None:
            self.timeline.after(RECEIPT_TIMEOUT, self._give_up)
        elif acknowledgement.accepted:
            self.timeline.after(STEP, self._accept)
        else:
            self.timeline.after(STEP, lambda: self._reject(acknowledgement))

    def _accept(self) -> None:
        self._move(Status.ACCEPTED, "Message ACCEPTED by receiver")
        if self.role.answer:
            self.timeline.after(ANSWER_AFTER, lambda: self.answer(self.outgoing.message))

    def _reject(self, acknowledgement: Acknowledgement) -> None:
        self._fail("Message REJECTED by receiver")
        self.outgoing.events.extend(
            DeliveryEvent(cause.cause, self.timeline.stamp(), cause.code, cause.text, cause.path)
            for cause in acknowledgement.causes
        )

    def _give_up(self) -> None:
        organisation = self.receiver.organisation.participant
        self._fail(f"No message receipt received from {organisation}. Message NOT delivered.")

    def _fail(self, title: str) -> None:
        self.sender.refused.add(self.outgoing.message.message_id)
        self._move(Status.MESSAGE_EXCHANGE_ERROR, title)

    def _move(self, status: Status, title: str) -> None:
        self.outgoing.move(status, self.timeline.stamp(), title)
