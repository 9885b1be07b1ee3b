"""Takes in what came to an access point: opens it, has it scanned, and says what must go back.

The order of what is checked is that of `exchange.opening`. Source: transport.md §4.3, §4.4, §8.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace

from sdk_desktop.domain.access_point import Parcel, UserMessage
from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.delivery import DeliveryEvent, Status, StatusReport
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import Finding, InvalidMessage, SdkError, to_line
from sdk_desktop.domain.incoming import (
    Acknowledged,
    Incoming,
    OutgoingAcknowledgement,
    Received,
    Repeated,
    Stray,
    Unreadable,
    Waiting,
)
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.opening import OpenedEnvelope, Reception, open_envelope
from sdk_desktop.exchange.sealing import acknowledgement_of, seal_acknowledgement
from sdk_desktop.exchange.validation import DUPLICATE, FORBIDDEN, Receiver
from sdk_desktop.service.direct.message_system import MessageSystem, Participant
from sdk_desktop.service.malware import InfectedError, ScanPolicy

_log = logging.getLogger(__name__)
_FILES = "/messagePayload/message/messageBody/documents/ContentFiles/content"
_MOST_FINDINGS = 10


@dataclass(frozen=True, slots=True)
class InboundProcessor:
    """Judges what comes; what nobody can judge now is raised, and then nothing is decided."""

    message_system: MessageSystem
    participant: Participant
    clock: Clock

    def take(self, waiting: Waiting, parcel: Parcel) -> Incoming:
        """Open an envelope, and say what came in it."""
        digest = hashlib.sha256(parcel.payload).hexdigest()
        answered = self.participant.history.acknowledgement_to(digest)
        if answered is not None:
            return Repeated(waiting, answered)
        opened = open_envelope(parcel.payload, self._reception())
        envelope = opened.envelope
        if envelope is None:
            return Unreadable(waiting, _reason(opened, None), parcel.payload)
        _log.info("envelope %s came as %s", envelope.identifier, waiting.service_id)
        waiting = replace(waiting, message_id=envelope.identifier, created=envelope.created)
        if envelope.document_type is DocumentType.ACKNOWLEDGEMENT:
            return _acknowledged(waiting, envelope, opened)
        if envelope.function in self.participant.mailboxes:
            waiting = replace(waiting, mailbox=envelope.function)
        return self._message(waiting, parcel, digest, opened, envelope)

    def _reception(self) -> Reception:
        message_system, participant = self.message_system, self.participant
        receiver = Receiver(
            participant.mailboxes, participant.history.seen, participant.history.refused
        )
        return Reception(
            participant.participant,
            message_system.keys,
            receiver,
            message_system.certificates.check_published,
            message_system.check.for_signing,
            participant.federation,
        )

    def _message(
        self,
        waiting: Waiting,
        parcel: Parcel,
        digest: str,
        opened: OpenedEnvelope,
        envelope: Envelope,
    ) -> Incoming:
        content, verdict = opened.content, opened.answer
        if verdict is None and not opened.payload:
            self._check_key()
        if isinstance(content, Message):
            waiting = replace(waiting, mailbox=content.recipient.function)
            found = _mismatch(parcel.header, envelope) or self._malware(content)
            if found is not None:
                verdict = Acknowledgement(envelope.identifier, (found,))
        answer = None if verdict is None else self._answer(verdict, envelope, digest)
        if isinstance(content, Message) and verdict is not None and verdict.accepted:
            return Received(waiting, content, answer)
        reason = _reason(opened, verdict)
        causes = verdict.causes if verdict else ()
        if [cause.rule for cause in causes] == [DUPLICATE]:
            return Stray(waiting, reason, answer)
        incident = any(cause.code == FORBIDDEN for cause in causes)
        return Unreadable(waiting, reason, parcel.payload, answer, incident, envelope.sender)

    def _answer(
        self, verdict: Acknowledgement, envelope: Envelope, digest: str
    ) -> OutgoingAcknowledgement:
        now = self.clock()
        document = acknowledgement_of(verdict, envelope, now)
        key = self.message_system.keys.signing_key(now)
        return OutgoingAcknowledgement(
            identifier=document.identifier,
            message_id=envelope.identifier,
            recipient=envelope.sender,
            accepted=verdict.accepted,
            digest=digest,
            sealed=seal_acknowledgement(document, envelope, key),
        )

    def _check_key(self) -> None:
        """See that it is not our key that is missing when something cannot be decrypted.

        Not every card or module says so in the same words; what was let go would be lost.
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


def _acknowledged(waiting: Waiting, envelope: Envelope, opened: OpenedEnvelope) -> Incoming:
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
    return Acknowledged(waiting, envelope.sender, report)


def _mismatch(header: UserMessage, envelope: Envelope) -> Finding | None:
    """Compare what the access points were told with what is signed (transport.md §4.3 row 13)."""
    told = (header.original_sender.lower(), header.final_recipient.lower())
    if told == (envelope.sender.lower(), envelope.recipient.lower()):
        return None
    text = "originalSender and finalRecipient are not identical to values in XHE envelope."
    return Finding("security", "BV", "security", "NA", text)


def _reason(opened: OpenedEnvelope, verdict: Acknowledgement | None) -> str:
    """Say why something was not taken in, whether its sender knows, and which rules it broke."""
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
    """Say in plain words what a cause means, None for one that the program explains better."""
    if cause.cause != "BV" or (cause.code == "not-supported" and _ANSWERED not in cause.path):
        return None
    return _MEANT.get(cause.code)


_ANSWERED = "refToMessageId"
_MEANT = {
    FORBIDDEN: InvalidMessage("Malware was found in the message."),
    DUPLICATE: InvalidMessage("A message with the same number has come before."),
    "not-found": InvalidMessage("The message is for a function that is not among our mailboxes."),
    "not-supported": InvalidMessage("The message answers one of ours that counts as failed."),
    "too-long": InvalidMessage("The message is larger than SDK allows."),
    "security": InvalidMessage(
        "Sender or recipient of the message are not those that its envelope names."
    ),
}
