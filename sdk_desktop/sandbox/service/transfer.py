"""The transfer of one message to the receiver's message service, and its acknowledgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.delivery import DeliveryEvent, Status
from sdk_desktop.sandbox.cast.behaviour import Behaviour
from sdk_desktop.sandbox.network.transport import Transport
from sdk_desktop.sandbox.records import OutgoingRecord, SandboxMember
from sdk_desktop.sandbox.timeline import Timeline

STEP = timedelta(seconds=1)
RESEND_AFTER = timedelta(minutes=1)
RECEIPT_TIMEOUT = timedelta(minutes=30)
"""How long a sender waits for an acknowledgement; no specification says."""


@dataclass(frozen=True, slots=True)
class MessageTransfer:
    """One message on its way, and its changes of status."""

    timeline: Timeline
    transport: Transport
    outgoing: OutgoingRecord
    sender: SandboxMember
    receiver: SandboxMember
    behaviour: Behaviour

    def begin(self) -> None:
        """Record that the message service has it, and schedule what follows."""
        self._move(Status.SCHEDULED, "Message scheduled for sending to local Access Point")
        self.timeline.after(STEP, self._submit)

    def _submit(self) -> None:
        self._move(Status.SUBMITTED, "Message submitted to local Access Point")
        if self.behaviour.unreachable:
            self.timeline.after(STEP, partial(self._fail_to_reach, self.behaviour.unreachable))
        else:
            self.timeline.after(STEP, self._arrive)

    def _fail_to_reach(self, wait: timedelta) -> None:
        title = "Remote Access Point not reached. Message will be resent"
        self._move(Status.SCHEDULED_FOR_RESEND, title)
        self.timeline.after(wait, self._arrive)

    def _arrive(self) -> None:
        self._move(Status.ACKNOWLEDGE, "Message received by remote Access Point")
        self.timeline.after(STEP, self._wait)

    def _wait(self) -> None:
        self._move(Status.WAITING_FOR_RECEIPT, "Waiting for receipt from remote party")
        if self.transport.send(self.outgoing.message, self._acknowledged):
            self.timeline.after(RECEIPT_TIMEOUT, self._give_up)
        else:
            self._fail_to_reach(RESEND_AFTER)

    def _acknowledged(self, acknowledgement: Acknowledgement) -> None:
        """Handle an acknowledgement; one that comes after the end changes nothing."""
        if self.outgoing.final:
            return
        if acknowledgement.accepted:
            self.timeline.after(STEP, self._accept)
        else:
            self.timeline.after(STEP, partial(self._reject, acknowledgement))

    def _accept(self) -> None:
        self._move(Status.ACCEPTED, "Message ACCEPTED by receiver")

    def _reject(self, acknowledgement: Acknowledgement) -> None:
        self._fail("Message REJECTED by receiver")
        self.outgoing.events.extend(
            DeliveryEvent(cause.cause, self.timeline.stamp(), cause.code, cause.text, cause.path)
            for cause in acknowledgement.causes
        )

    def _give_up(self) -> None:
        if self.outgoing.final:
            return
        organisation = self.receiver.organisation.participant
        self._fail(f"No message receipt received from {organisation}. Message NOT delivered.")

    def _fail(self, title: str) -> None:
        self.sender.refused.add(self.outgoing.message.message_id)
        self._move(Status.MESSAGE_EXCHANGE_ERROR, title)

    def _move(self, status: Status, title: str) -> None:
        self.outgoing.move(status, self.timeline.stamp(), title)
