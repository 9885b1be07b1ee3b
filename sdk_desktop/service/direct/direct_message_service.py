"""The message service of an organisation at its access point: seal, submit, receive, acknowledge.

What comes in is opened by `inbound_processor`; whether it has come before is for the store to say,
which then has the acknowledgement sealed and sent here. Source: transport.md §1.3, §4.4, §4.6.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sdk_desktop.domain.access_point import AccessPointRole, As4Message, TransportStatus, action_of
from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.delivery import DeliveryEvent, Dispatch, Sent, Status, StatusReport
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import Gone, InvalidMessage, Refused, Unavailable, Untrusted
from sdk_desktop.domain.incoming import (
    DueAcknowledgement,
    Incoming,
    NotOurs,
    OutgoingAcknowledgement,
    Undecided,
    Unreadable,
    Waiting,
)
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.sealing import (
    acknowledgement_id,
    acknowledgement_of,
    envelope_of,
    seal_acknowledgement,
    seal_message,
)
from sdk_desktop.service.direct.access_point import AccessPoint
from sdk_desktop.service.direct.access_point_errors import (
    EnvelopeErased,
    NotAnEnvelope,
    RequestFault,
    too_old,
)
from sdk_desktop.service.direct.inbound_processor import InboundProcessor, UndecidedMessages
from sdk_desktop.service.direct.message_system import LazyMessageSystem, MessageSystem, Participant
from sdk_desktop.service.direct.pending_messages import PendingMessages

LONGEST_UNDECIDED = timedelta(days=1)
"""How much later others are overdue while an undecided message may acknowledge them."""

_MOST_TRIES = 100
"""More often than this no access point gives up on the same envelope before it is overdue."""

_ACKNOWLEDGEMENT = action_of(DocumentType.ACKNOWLEDGEMENT)
_log = logging.getLogger(__name__)


class DirectMessageService:
    """The organisation's message service, which is this program."""

    gives_all = True
    lists_in_part = True
    takes_late_copies = False

    def __init__(
        self,
        participant: Participant,
        open_message_system: Callable[[], MessageSystem],
        clock: Clock,
    ) -> None:
        """Open nothing yet: what is stored can be read without keys or a card."""
        self._participant = participant
        self._message_system = LazyMessageSystem(open_message_system)
        self._clock = clock
        self._undecided = UndecidedMessages(clock)
        self._pending = PendingMessages(clock)
        self._others: set[str] = set()

    def seal(self, message: Message) -> bytes:
        """Encrypt for the recipient's published certificate, put in an envelope, and sign."""
        with self._message_system.message_system() as message_system:
            published = message_system.certificates.encryption_certificate(
                message.recipient.organisation
            )
            key = message_system.keys.signing_key(self._clock())
            return seal_message(message, key, published, self._participant.federation)

    def submit(self, dispatch: Dispatch) -> None:
        """Hand a sealed message over to the access point."""
        envelope = envelope_of(dispatch.message, self._participant.federation)
        with self._message_system.message_system() as message_system:
            attempt = 1
            if dispatch.attempt > 1:
                attempt, _ = _latest(message_system.access_point, envelope.identifier)
            name = transport_id(envelope.identifier, attempt)
            message_system.access_point.submit(dispatch.sealed, envelope, message_id=name)

    def find(self, dispatch: Dispatch) -> StatusReport | None:
        """Ask whether the access point has a message, and has not given up on it."""
        message_id = dispatch.message.message_id
        with self._message_system.message_system() as message_system:
            _, status = _latest(message_system.access_point, message_id)
        if status is TransportStatus.NOT_FOUND:
            return None
        return StatusReport(message_id, _STATUS.get(status, Status.SCHEDULED))

    def statuses(self, mailbox: str, sent: Sequence[Sent]) -> tuple[StatusReport, ...]:  # noqa: ARG002 - each message is asked for by itself
        """Return the statuses of these messages, and which are overdue.

        One whose status the access point fails to give does not hide the others.
        """
        known = tuple(report for one in sent if (report := self._by_the_clock(one)))
        reported = {report.message_id for report in known}
        try:
            asked = tuple(
                report
                for one in sent
                if one.message_id not in reported and (report := self._asked(one))
            )
        except Unavailable:
            if not known:
                raise
            return known
        return known + asked

    def waiting(self, mailbox: str) -> tuple[Waiting, ...]:
        """Return what waits at the access point; its mailbox is known only when it is opened.

        Raise `Unavailable` while our own certificate is not valid by this clock: we could not
        acknowledge, and a wrong clock would judge the certificates of others wrongly.
        """
        if mailbox != self._participant.mailboxes[0]:
            return ()
        with self._message_system.message_system() as message_system:
            try:
                message_system.keys.signing_key(self._clock())
            except Untrusted as error:
                raise Unavailable(error.text, **error.values) from error
            pending = self._pending.names(
                message_system.access_point, self._participant.participant
            )
        return tuple(Waiting(name, "", mailbox) for name in self._undecided.worth_a_try(pending))

    def fetch(self, waiting: Waiting) -> Incoming:
        """Fetch an envelope and return what it holds, with the acknowledgement to send."""
        name = waiting.service_id
        if name in self._others:
            return NotOurs(waiting)
        try:
            with self._message_system.message_system() as message_system:
                as4_message = self._retrieved(message_system.access_point, name)
        except NotAnEnvelope as error:
            raw = b"" if error.remains else name.encode()
            return Unreadable(waiting, error.text, raw, sender=error.sender)
        except Gone:  # another window was faster
            raise
        except (Unavailable, Refused, Untrusted):
            self._undecided.note(name, acknowledges=True)
            raise
        return self._judged(waiting, as4_message)

    def confirm(self, waiting: Waiting) -> None:
        """Delete an envelope at the access point; the store has it durably."""
        with self._message_system.message_system() as message_system:
            message_system.access_point.mark_downloaded(waiting.service_id)

    def seal_answer(self, due: DueAcknowledgement) -> OutgoingAcknowledgement:
        """Seal an acknowledgement; the same envelope is always answered under the same name."""
        now, envelope = self._clock(), due.envelope
        answer = Acknowledgement(envelope.identifier, due.causes)
        document = acknowledgement_of(answer, envelope, now, acknowledgement_id(due.digest))
        with self._message_system.message_system() as message_system:
            key = message_system.keys.signing_key(now)
            return OutgoingAcknowledgement(
                identifier=document.identifier,
                message_id=envelope.identifier,
                recipient=envelope.sender,
                accepted=answer.accepted,
                digest=due.digest,
                sealed=seal_acknowledgement(document, envelope, key),
            )

    def answer(self, answer: OutgoingAcknowledgement) -> None:
        """Hand an acknowledgement over to the access point, unless an earlier attempt is there."""
        envelope = Envelope(
            identifier=answer.identifier,
            created=self._clock(),
            sender=self._participant.participant,
            recipient=answer.recipient,
            document_type=DocumentType.ACKNOWLEDGEMENT,
            federation=self._participant.federation,
        )
        name = answer.identifier
        if answer.copy > 1:
            name = f"{name}-copy-{answer.copy}"
        with self._message_system.message_system() as message_system:
            attempt = 1
            if answer.attempts > 1:
                attempt, status = _latest(message_system.access_point, name)
                if status is not TransportStatus.NOT_FOUND:
                    return
            name = transport_id(name, attempt)
            message_system.access_point.submit(answer.sealed, envelope, message_id=name)

    def close(self) -> None:
        """Close the keys."""
        self._message_system.close()

    def _retrieved(self, access_point: AccessPoint, name: str) -> As4Message:
        """Retrieve an envelope; raise `Gone` when another computer has marked it.

        An access point still gives what is marked. What it lists although it is deleted was erased
        before anybody retrieved it: `EnvelopeErased`.
        """
        status = access_point.status(name, AccessPointRole.RECEIVING)
        if status is TransportStatus.DELETED and access_point.is_pending(name):
            header = access_point.header_of(name)
            raise EnvelopeErased(header.original_sender if header else "")
        if status in {TransportStatus.DOWNLOADED, TransportStatus.DELETED}:
            raise Gone("The access point does not have what was asked for.")
        if access_point.is_old:
            raise too_old()
        return access_point.retrieve(name)

    def _judged(self, waiting: Waiting, as4_message: As4Message) -> Incoming:
        name = waiting.service_id
        try:
            with self._message_system.message_system() as message_system:
                incoming = InboundProcessor(message_system, self._participant, self._clock).take(
                    waiting, as4_message
                )
        except (Unavailable, Refused, Untrusted, InvalidMessage) as error:
            self._undecided.note(name, acknowledges=as4_message.header.action == _ACKNOWLEDGEMENT)
            return Undecided(waiting, error)
        self._undecided.settle(name)
        if isinstance(incoming, NotOurs):
            self._others.add(name)
        return incoming

    def _by_the_clock(self, sent: Sent) -> StatusReport | None:
        """Return the report that follows from the clock alone; None where there is none."""
        if sent.restored:
            return None
        now = self._clock()
        if sent.handed_over > now:  # a clock that has been set back since
            event = DeliveryEvent(Status.SCHEDULED, now)
            return StatusReport(sent.message_id, Status.SCHEDULED, (event,))
        if self._is_overdue(sent):
            title = "Time-out: no acknowledgement has come."
            event = DeliveryEvent(Status.MESSAGE_EXCHANGE_ERROR, now, title)
            return StatusReport(sent.message_id, Status.MESSAGE_EXCHANGE_ERROR, (event,))
        return None

    def _asked(self, sent: Sent) -> StatusReport | None:
        if sent.resending:
            return None
        try:
            with self._message_system.message_system() as message_system:
                return _said(message_system.access_point, sent.message_id, self._clock())
        except (Unavailable, Refused) as error:
            if isinstance(error, Unavailable) and not isinstance(error, RequestFault):
                raise
            _log.info("how message %s fares is not known: %s", sent.message_id, error.text)
            return None

    def _is_overdue(self, sent: Sent) -> bool:
        """Return whether it was too late when a list of all that had come was begun.

        Later if an undecided message may acknowledge it.
        """
        later = LONGEST_UNDECIDED if self._undecided.of_acknowledgements else timedelta()
        listed = self._pending.listed
        return listed is not None and listed - sent.handed_over > self._participant.patience + later


def transport_id(identifier: str, attempt: int) -> str:
    """Return our name of an attempt at the access point, so that it can be asked for again."""
    return identifier if attempt == 1 else f"{identifier}-{attempt}"


_STATUS = {
    TransportStatus.WAITING_FOR_RECEIPT: Status.SUBMITTED,
    TransportStatus.WAITING_FOR_RETRY: Status.SCHEDULED_FOR_RESEND,
    TransportStatus.SEND_ATTEMPT_FAILED: Status.SCHEDULED_FOR_RESEND,
    TransportStatus.ACKNOWLEDGED: Status.WAITING_FOR_RECEIPT,
    TransportStatus.ACKNOWLEDGED_WITH_WARNING: Status.WAITING_FOR_RECEIPT,
}
"""The status of a message for that of its transport; others add nothing."""


def _said(access_point: AccessPoint, message_id: str, now: datetime) -> StatusReport | None:
    """Return what the access point reports of a message, None for nothing new."""
    attempt, status = _latest(access_point, message_id)
    if status is TransportStatus.NOT_FOUND and attempt > 1:
        errors = access_point.errors(transport_id(message_id, attempt - 1))
        codes = " ".join(dict.fromkeys(one.code for one in errors))
        event = DeliveryEvent(Status.SCHEDULED_FOR_RESEND, now, detail=codes)
        return StatusReport(message_id, Status.SCHEDULED_FOR_RESEND, (event,), again=True)
    known = _STATUS.get(status)
    return StatusReport(message_id, known) if known else None


def _latest(access_point: AccessPoint, identifier: str) -> tuple[int, TransportStatus]:
    """Return the first attempt that the access point has not given up on, and how far it is.

    `NOT_FOUND` means that there is none, and that its name is free for the next.
    """
    for attempt in range(1, _MOST_TRIES):
        status = access_point.status(transport_id(identifier, attempt))
        if not status.failed:
            return attempt, status
    return _MOST_TRIES, TransportStatus.NOT_FOUND
