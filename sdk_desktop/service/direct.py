"""Being the message service at an access point: seal, hand over, take in, open, acknowledge.

The order of what is checked is that of `exchange.opening`; what must go back is given to whoever
keeps it, and sent by `answer`. Source: transport.md §1.3, §4.4, §8.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from sdk_desktop.domain.access_point import Parcel, TransportStatus, UserMessage
from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.delivery import DeliveryEvent, Status, StatusReport
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import Finding, Refused, Unavailable
from sdk_desktop.domain.incoming import (
    Acknowledged,
    Answer,
    Incoming,
    Received,
    Repeated,
    Stray,
    Unreadable,
    Waiting,
)
from sdk_desktop.domain.message import Message
from sdk_desktop.domain.outgoing import Dispatch, Sent
from sdk_desktop.exchange.opening import Opened, Reception, open_envelope
from sdk_desktop.exchange.sealing import (
    acknowledgement_of,
    envelope_of,
    seal,
    seal_acknowledgement,
)
from sdk_desktop.exchange.validation import DUPLICATE, FORBIDDEN, Receiver
from sdk_desktop.service.malware import InfectedError
from sdk_desktop.service.office import Charter, Office

_log = logging.getLogger(__name__)


class DirectMessageService:
    """The organisation's message service, which is this program."""

    gives_all = True

    def __init__(self, charter: Charter, open_office: Callable[[], Office], clock: Clock) -> None:
        """Open nothing yet: what is stored can be read although keys or a card are away."""
        self._charter = charter
        self._open = open_office
        self._opened: Office | None = None
        self._clock = clock

    def seal(self, message: Message) -> bytes:
        """Encrypt for the recipient's published certificate, put in an envelope, and sign."""
        office, charter = self._office, self._charter
        published = office.certificates.encryption_certificate(message.recipient.organisation)
        key = office.keys.signing_key(self._clock())
        return seal(message, key, published, charter.federation)

    def submit(self, dispatch: Dispatch) -> None:
        """Hand a sealed message over to the access point."""
        envelope = envelope_of(dispatch.message, self._charter.federation)
        name = transport_id(envelope.identifier, dispatch.attempt)
        self._office.access_point.submit(dispatch.sealed, envelope, message_id=name)

    def find(self, dispatch: Dispatch) -> StatusReport | None:
        """Ask whether the access point has an attempt that has not failed."""
        message_id = dispatch.message.message_id
        status = self._status(transport_id(message_id, dispatch.attempt))
        if status.failed or status is TransportStatus.NOT_FOUND:
            return None
        return StatusReport(message_id, _STATUS.get(status, Status.SCHEDULED))

    def statuses(self, mailbox: str, sent: Sequence[Sent]) -> tuple[StatusReport, ...]:  # noqa: ARG002 - each message is asked for by itself
        """Tell how these messages fare, and which of them waited too long for an answer."""
        return tuple(self._report(one) for one in sent)

    def waiting(self, mailbox: str) -> tuple[Waiting, ...]:
        """Ask what waits at the access point; whose it is shows when it is opened."""
        if mailbox != self._charter.mailboxes[0]:
            return ()
        pending = self._office.access_point.pending(self._charter.participant)
        return tuple(Waiting(transport, "", mailbox) for transport in pending)

    def fetch(self, waiting: Waiting) -> Incoming:
        """Take an envelope in, open it, and say what must go back."""
        parcel = self._office.access_point.retrieve(waiting.service_id)
        digest = hashlib.sha256(parcel.payload).hexdigest()
        answered = self._charter.history.answer_to(digest)
        if answered is not None:
            return Repeated(waiting, answered)
        opened = open_envelope(parcel.payload, self._reception())
        envelope = opened.envelope
        if envelope is None:
            return Unreadable(waiting, _reason(opened), parcel.payload)
        _log.info("envelope %s came as %s", envelope.identifier, waiting.service_id)
        waiting = replace(waiting, message_id=envelope.identifier, created=envelope.created)
        if envelope.document_type is DocumentType.ACKNOWLEDGEMENT:
            return _acknowledged(waiting, envelope, opened)
        return self._message(waiting, parcel, digest, opened, envelope)

    def confirm(self, waiting: Waiting) -> None:
        """Let the access point delete what the store has, durably."""
        self._office.access_point.mark_downloaded(waiting.service_id)

    def answer(self, answer: Answer) -> None:
        """Hand an acknowledgement over to the access point, unless an earlier attempt is there."""
        if answer.attempts > 1:
            earlier = self._status(transport_id(answer.identifier, answer.attempts - 1))
            if not earlier.failed and earlier is not TransportStatus.NOT_FOUND:
                return
        envelope = Envelope(
            identifier=answer.identifier,
            created=self._clock(),
            sender=self._charter.participant,
            recipient=answer.recipient,
            document_type=DocumentType.ACKNOWLEDGEMENT,
            federation=self._charter.federation,
        )
        name = transport_id(answer.identifier, answer.attempts)
        self._office.access_point.submit(answer.sealed, envelope, message_id=name)

    def close(self) -> None:
        """Let go of the keys."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.opened.close()

    @property
    def _office(self) -> Office:
        """The office, opened when it is first needed.

        That it cannot be opened is no message's fault: it may go better later.
        """
        if self._opened is None:
            try:
                self._opened = self._open()
            except Refused as error:
                raise Unavailable(error.text, **error.values) from error
        return self._opened

    def _status(self, transport: str) -> TransportStatus:
        return self._office.access_point.status(transport)

    def _report(self, sent: Sent) -> StatusReport:
        now = self._clock()
        if now - sent.handed_over > self._charter.patience:
            overdue = DeliveryEvent(
                Status.MESSAGE_EXCHANGE_ERROR, now, "Time-out: no acknowledgement has come."
            )
            return StatusReport(sent.message_id, Status.MESSAGE_EXCHANGE_ERROR, (overdue,))
        status = self._status(transport_id(sent.message_id, sent.attempts))
        if status.failed:
            return StatusReport(sent.message_id, Status.SCHEDULED_FOR_RESEND, again=True)
        return StatusReport(sent.message_id, _STATUS.get(status, Status.SCHEDULED))

    def _reception(self) -> Reception:
        office, charter = self._office, self._charter
        receiver = Receiver(charter.mailboxes, charter.history.seen, charter.history.refused)
        return Reception(
            charter.participant,
            office.keys,
            receiver,
            office.certificates.check_published,
            office.check.for_signing,
            charter.federation,
        )

    def _message(
        self, waiting: Waiting, parcel: Parcel, digest: str, opened: Opened, envelope: Envelope
    ) -> Incoming:
        content, verdict, reason = opened.content, opened.answer, _reason(opened)
        if isinstance(content, Message):
            waiting = replace(waiting, mailbox=content.recipient.function)
            found = _mismatch(parcel.header, envelope) or self._malware(content)
            if found is not None:
                verdict, reason = Acknowledgement(envelope.identifier, (found,)), found.text
        answer = None if verdict is None else self._answer(verdict, envelope, digest)
        if isinstance(content, Message) and verdict is not None and verdict.accepted:
            return Received(waiting, content, answer)
        causes = verdict.causes if verdict else ()
        if [cause.rule for cause in causes] == [DUPLICATE]:
            return Stray(waiting, causes[0].text, answer)
        incident = any(cause.code == FORBIDDEN for cause in causes)
        return Unreadable(waiting, reason, parcel.payload, answer, incident)

    def _answer(self, verdict: Acknowledgement, envelope: Envelope, digest: str) -> Answer:
        now = self._clock()
        document = acknowledgement_of(verdict, envelope, now)
        key = self._office.keys.signing_key(now)
        return Answer(
            identifier=document.identifier,
            message_id=envelope.identifier,
            recipient=envelope.sender,
            accepted=verdict.accepted,
            digest=digest,
            sealed=seal_acknowledgement(document, envelope, key),
        )

    def _malware(self, message: Message) -> Finding | None:
        """Let the scanner look; one that is down holds messages up if the organisation says so."""
        if self._office.scanner is None:
            return None
        try:
            self._office.scanner.scan(file.content for file in message.files)
        except InfectedError:
            path = "/messagePayload/message/messageBody/documents/ContentFiles/content"
            text = "Malware was found in the message."
            return Finding(FORBIDDEN, "BV", FORBIDDEN, path, text)
        except Unavailable:
            if self._office.must_scan:
                raise
            _log.warning("message %s was not scanned", message.message_id)
        return None


def transport_id(identifier: str, attempt: int) -> str:
    """Give the name of an attempt at the access point: ours, so that it can be asked for again."""
    return identifier if attempt == 1 else f"{identifier}-{attempt}"


_STATUS = {
    TransportStatus.WAITING_FOR_RECEIPT: Status.SUBMITTED,
    TransportStatus.WAITING_FOR_RETRY: Status.SCHEDULED_FOR_RESEND,
    TransportStatus.SEND_ATTEMPT_FAILED: Status.SCHEDULED_FOR_RESEND,
    TransportStatus.ACKNOWLEDGED: Status.WAITING_FOR_RECEIPT,
    TransportStatus.ACKNOWLEDGED_WITH_WARNING: Status.WAITING_FOR_RECEIPT,
}
"""What an access point's word means for a message; all others mean that it is still to leave."""


def _acknowledged(waiting: Waiting, envelope: Envelope, opened: Opened) -> Incoming:
    content = opened.content
    if not isinstance(content, AcknowledgementDocument):
        return Stray(waiting, _reason(opened))
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
    if (header.original_sender, header.final_recipient) == (envelope.sender, envelope.recipient):
        return None
    text = "originalSender and finalRecipient are not identical to values in XHE envelope."
    return Finding("parties", "BV", "security", "NA", text)


def _reason(opened: Opened) -> str:
    return opened.problem.text if opened.problem else ""
