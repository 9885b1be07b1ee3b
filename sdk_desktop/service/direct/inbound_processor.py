"""Opens what came to an access point, has it scanned, and decides its acknowledgement.

The order of what is checked is that of `exchange.opening`. Source: transport.md §4.3, §4.4, §8.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sdk_desktop.domain.access_point import As4Message, UserMessage
from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.delivery import (
    LONGEST_DELAY,
    DeliveryEvent,
    Status,
    StatusReport,
    delay_after,
)
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import Finding, InvalidMessage, SdkError, to_line
from sdk_desktop.domain.incoming import (
    Acknowledged,
    DueAcknowledgement,
    Incoming,
    NotOurs,
    Received,
    Stray,
    Unreadable,
    Waiting,
)
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.opening import OpenedEnvelope, Reception, open_envelope
from sdk_desktop.exchange.validation import FORBIDDEN, Receiver
from sdk_desktop.service.direct.message_system import MessageSystem, Participant
from sdk_desktop.service.malware import InfectedError, ScanPolicy

_log = logging.getLogger(__name__)
_FILES = "/messagePayload/message/messageBody/documents/ContentFiles/content"
_MOST_FINDINGS = 10


_MEANT = {
    FORBIDDEN: InvalidMessage("Malware was found in the message."),
    "not-found": InvalidMessage("The message is for a function that is not among our mailboxes."),
    "too-long": InvalidMessage("The message is larger than SDK allows."),
    "security": InvalidMessage(
        "Sender or recipient of the message are not those that its envelope names."
    ),
}


@dataclass(frozen=True, slots=True)
class InboundProcessor:
    """Opens and validates what came; raises when something that decides is not available now."""

    message_system: MessageSystem
    participant: Participant
    clock: Clock

    def take(self, waiting: Waiting, as4_message: As4Message) -> Incoming:
        """Open an envelope; return what came in it, with the acknowledgement that is due."""
        if not self._is_ours(as4_message.header.final_recipient):
            return NotOurs(waiting)
        opened = open_envelope(as4_message.payload, self._reception())
        envelope = opened.envelope
        if envelope is None:
            return Unreadable(waiting, _reason(opened, None), as4_message.payload)
        if not self._is_ours(envelope.recipient):
            return NotOurs(waiting)
        _log.info("envelope %s came as %s", envelope.identifier, waiting.service_id)
        waiting = replace(waiting, message_id=envelope.identifier, created=envelope.created)
        if envelope.document_type is DocumentType.ACKNOWLEDGEMENT:
            return _acknowledged(waiting, envelope, opened, as4_message.payload)
        if envelope.function in self.participant.mailboxes:
            waiting = replace(waiting, mailbox=envelope.function)
        return self._message(waiting, as4_message, opened, envelope)

    def _is_ours(self, recipient: str) -> bool:
        return recipient.lower() == self.participant.participant.lower()

    def _reception(self) -> Reception:
        message_system, participant = self.message_system, self.participant
        return Reception(
            participant.participant,
            message_system.keys,
            Receiver(participant.mailboxes),
            message_system.certificates.check_published,
            message_system.check.for_signing,
            participant.federation,
        )

    def _message(
        self, waiting: Waiting, as4_message: As4Message, opened: OpenedEnvelope, envelope: Envelope
    ) -> Incoming:
        content, verdict = opened.content, opened.answer
        if verdict is None and not opened.payload:
            self._check_key()
        if isinstance(content, Message):
            waiting = replace(waiting, mailbox=content.recipient.function)
            found = _mismatch(as4_message.header, envelope) or self._malware(content)
            if found is not None:
                verdict = Acknowledgement(envelope.identifier, (found,))
        due = None
        if verdict is not None:
            digest = hashlib.sha256(as4_message.payload).hexdigest()
            due = DueAcknowledgement(envelope, digest, verdict.causes)
        if isinstance(content, Message) and verdict is not None and verdict.accepted:
            return Received(waiting, content, as4_message.payload, due)
        reason = _reason(opened, verdict)
        causes = verdict.causes if verdict else ()
        incident = any(cause.code == FORBIDDEN for cause in causes)
        named = content.recipient.function if isinstance(content, Message) else ""
        function = envelope.function or named
        return Unreadable(
            waiting,
            reason,
            as4_message.payload,
            due,
            incident,
            envelope.sender,
            "" if function in self.participant.mailboxes else function,
        )

    def _check_key(self) -> None:
        """Raise when our own key cannot be used: that may be why something was not decrypted.

        Cards and modules report that in different ways. A message rejected for it would be lost.
        """
        self.message_system.keys.signing_key(self.clock()).sign(b"Is the key there?")

    def _malware(self, message: Message) -> Finding | None:
        if self.message_system.scanner is None:
            return None
        try:
            guard = ScanPolicy(self.message_system.scanner, self.message_system.must_scan)
            guard.check(file.content for file in message.files)
        except InfectedError:
            text = "Malware was found in the message."
            return Finding(FORBIDDEN, "BV", FORBIDDEN, _FILES, text)
        return None


class UndecidedMessages:
    """Remembers, while the client is open, what could not be decided, and when to try again.

    The delay grows to an hour, so that a message that can never be decided delays no other and
    does not fill the log.
    """

    def __init__(self, clock: Clock) -> None:
        """Begin without any."""
        self._clock = clock
        self._known: dict[str, _Undecided] = {}

    def worth_a_try(self, waiting: Iterable[str]) -> tuple[str, ...]:
        """Return those that are due, the least tried first; forget those that wait no more."""
        listed = tuple(waiting)
        self._known = {name: self._known[name] for name in listed if name in self._known}
        return tuple(sorted(filter(self._is_due, listed), key=self._tries))

    def note(self, name: str, *, acknowledges: bool) -> None:
        """Note an attempt that decided nothing, and whether it may be an acknowledgement."""
        tries = self._tries(name) + 1
        self._known[name] = _Undecided(tries, self._clock() + delay_after(tries), acknowledges)

    def settle(self, name: str) -> None:
        """Forget one that was decided."""
        self._known.pop(name, None)

    @property
    def of_acknowledgements(self) -> bool:
        """Return whether any may be an acknowledgement that somebody waits for."""
        return any(one.acknowledges for one in self._known.values())

    def _is_due(self, name: str) -> bool:
        """Return whether one is due; also when it is due later than any delay allows."""
        one, now = self._known.get(name), self._clock()
        return one is None or not now < one.until <= now + LONGEST_DELAY

    def _tries(self, name: str) -> int:
        one = self._known.get(name)
        return one.tries if one else 0


def _acknowledged(
    waiting: Waiting, envelope: Envelope, opened: OpenedEnvelope, sealed: bytes
) -> Incoming:
    content = opened.content
    if not isinstance(content, AcknowledgementDocument):
        return Stray(waiting, _reason(opened, None))
    said = content.acknowledgement
    title = "Message ACCEPTED by receiver" if said.accepted else "Message REJECTED by receiver"
    status = Status.ACCEPTED if said.accepted else Status.MESSAGE_EXCHANGE_ERROR
    causes = (
        DeliveryEvent(cause.cause, content.issued, cause.code, cause.text, cause.path)
        for cause in said.causes
    )
    events = (DeliveryEvent(status, content.issued, title), *causes)
    report = StatusReport(said.message_id, status, events)
    return Acknowledged(waiting, envelope.sender, report, sealed)


def _mismatch(header: UserMessage, envelope: Envelope) -> Finding | None:
    """Return a finding when AS4 header and signed envelope differ (transport.md §4.3 row 13)."""
    carried = (header.original_sender.lower(), header.final_recipient.lower())
    if carried == (envelope.sender.lower(), envelope.recipient.lower()):
        return None
    text = "originalSender and finalRecipient are not identical to values in XHE envelope."
    return Finding("security", "BV", "security", "NA", text)


def _reason(opened: OpenedEnvelope, verdict: Acknowledgement | None) -> str:
    """Return lines: why something was not accepted, whether its sender knows, broken rules."""
    causes = verdict.causes if verdict else ()
    known = (error for error in map(_meant, causes) if error)
    said: SdkError | None = next(known, None) or opened.problem
    lines = [to_line(said)] if said else []
    if causes:
        reason = "The sender is told that it was not taken in, and why."
        lines.append(reason)
    if isinstance(said, InvalidMessage):
        lines += (f"{broken.rule} {broken.path}" for broken in said.findings[:_MOST_FINDINGS])
    return "\n".join(lines)


def _meant(cause: Finding) -> SdkError | None:
    """Return the error that explains a cause, None where another explains more."""
    return _MEANT.get(cause.code) if cause.cause == "BV" else None


@dataclass(frozen=True, slots=True)
class _Undecided:
    tries: int
    until: datetime
    acknowledges: bool
