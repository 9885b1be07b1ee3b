"""The access points of the organisations, and what they check (transport.md §8).

The signatures and encryption between access points (AS4) are left out: all are in one process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sdk_desktop.domain.access_point import (
    PROCESS,
    PROCESS_SCHEME,
    AccessPointRole,
    As4Message,
    TransportError,
    TransportStatus,
    UserMessage,
    action_of,
)
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.domain.message import new_id
from sdk_desktop.formats.envelope import read_envelope
from sdk_desktop.formats.soap.user_message import PAYLOAD_ID, PAYLOAD_TYPE
from sdk_desktop.formats.xmldsig.document import read_document
from sdk_desktop.formats.xmldsig.encryption import CIPHER_VALUE
from sdk_desktop.sandbox.network.access_point import (
    KEEPS,
    AccessPointFault,
    ReceivedAs4Message,
    SandboxAccessPoint,
    SentAs4Message,
)
from sdk_desktop.sandbox.network.faulty_link import FaultyLink, LinkResult
from sdk_desktop.sandbox.timeline import Timeline

PRACTICE_PASSWORD = "ovning-inget-skickas-pa-riktigt"  # noqa: S105 - invented, for the sandbox

STEP = timedelta(seconds=1)
RETRY_AFTER = timedelta(minutes=3)
MOST_ATTEMPTS = 5
"""Within twelve minutes, as the retry in Digg's example P-Mode (transport.md §5.3)."""

PAYLOADS = frozenset({PAYLOAD_ID, "cid:attachment"})
PROPERTIES = frozenset({"originalSender", "finalRecipient"})
"""The payloads and properties that Digg's example P-Mode allows, by name (transport.md §5.3)."""

NOT_SERVICED = "NOT_SERVICED"


class SubmissionError(Exception):
    """An access point does not take what it was given; `code` is an ebMS error."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class AccessPoints:
    """One access point for each organisation, and the link between them.

    `deliver` gives one that came to the message service of an organisation that has one; `delay_of`
    says for how long the access point of a function cannot be reached at first.
    """

    def __init__(
        self,
        participants: Iterable[str],
        timeline: Timeline,
        *,
        deliver: Callable[[As4Message], None],
        delay_of: Callable[[str | None], timedelta],
    ) -> None:
        self.link = FaultyLink(timeline)
        self.access_points = {
            one: _access_point(number, one) for number, one in enumerate(participants, start=1)
        }
        self._timeline = timeline
        self._deliver = deliver
        self._delay_of = delay_of

    def submit(
        self,
        access_point: SandboxAccessPoint,
        as4_message: As4Message,
        parts: Iterable[tuple[str, str]] = (),
        properties: Iterable[str] = (),
    ) -> str:
        """Accept an AS4 message from a client and return its id; raise `SubmissionError`.

        `parts` are the names and media types of its payloads, and `properties` the names of its
        properties, as far as they are to be checked.
        """
        name = as4_message.header.message_id or _new_name(access_point.party)
        if name in access_point.sent:
            raise SubmissionError(
                "EBMS:0004",
                f"Message with id {name} and role SENDING already exists."
                " Message identifiers must be unique",
            )
        self._check_parties(access_point, as4_message.header)
        _check_profile(access_point, parts, properties)
        envelope = checked_envelope(as4_message)
        header = replace(
            as4_message.header,
            message_id=name,
            to_party=self.access_points[as4_message.header.final_recipient].party,
            timestamp=self._timeline.stamp(),
        )
        reached = self._timeline.now() + self._delay_of(envelope.function)
        sent = access_point.sent[name] = SentAs4Message(
            replace(as4_message, header=header), reached
        )
        self._timeline.after(STEP, partial(self._try, sent))
        return name

    def seen_by(self, access_point: SandboxAccessPoint) -> tuple[SandboxAccessPoint, ...]:
        """Return the access points whose AS4 messages the user of one may see, its own first."""
        if AccessPointFault.SEES_ALL not in access_point.faults:
            return (access_point,)
        others = (one for one in self.access_points.values() if one is not access_point)
        return access_point, *others

    def pass_on(self, as4_message: As4Message) -> bool:
        """Carry at once what a message service sends; return whether the other side was reached."""
        result = self.link.carry(self._stamped(as4_message), self._arrive)
        return result is not LinkResult.UNREACHABLE

    def put(self, access_point: SandboxAccessPoint, as4_message: As4Message) -> str:
        """Put an AS4 message into an access point unchecked; return its id."""
        stamped = self._stamped(as4_message)
        self._receive(access_point, stamped)
        return stamped.header.message_id

    def _try(self, sent: SentAs4Message) -> None:
        sent.status = TransportStatus.SEND_IN_PROGRESS
        sent.attempts += 1
        if self._timeline.now() < sent.reached:
            self._try_again(sent)
            return
        match self.link.carry(sent.as4_message, partial(self._arrive, sent=sent)):
            case LinkResult.UNREACHABLE:
                self._try_again(sent)
            case LinkResult.UNDER_WAY:
                sent.status = TransportStatus.WAITING_FOR_RECEIPT
            case LinkResult.LOST:
                sent.status = TransportStatus.ACKNOWLEDGED

    def _try_again(self, sent: SentAs4Message) -> None:
        self._note(sent, "EBMS_0005", "Connection failure")
        if sent.attempts >= MOST_ATTEMPTS:
            sent.status = TransportStatus.SEND_FAILURE
            return
        sent.status = TransportStatus.WAITING_FOR_RETRY
        self._timeline.after(RETRY_AFTER, partial(self._try, sent))

    def _arrive(self, as4_message: As4Message, sent: SentAs4Message | None = None) -> None:
        """Receive another's AS4 message, or log and delete it (transport.md §8 rows 2-4)."""
        access_point = self.access_points.get(as4_message.header.final_recipient)
        if access_point is None or not _is_consistent(as4_message):
            if sent is not None:
                sent.status = TransportStatus.SEND_FAILURE
                self._note(sent, "EBMS_0004", NOT_SERVICED)
            return
        if sent is not None:
            sent.status = TransportStatus.ACKNOWLEDGED
        self._receive(access_point, as4_message)

    def _receive(self, access_point: SandboxAccessPoint, as4_message: As4Message) -> None:
        """A name that was there before is another try of the same, and dropped."""
        name = as4_message.header.message_id
        if name in access_point.received:
            return
        now = self._timeline.stamp()
        if access_point.direct:
            access_point.received[name] = ReceivedAs4Message(as4_message, now)
        else:
            access_point.received[name] = ReceivedAs4Message(None, now, TransportStatus.DOWNLOADED)
            self._deliver(as4_message)

    def now(self) -> datetime:
        """Return the time by the access points' clocks."""
        return self._timeline.stamp()

    def erase_old(self, access_point: SandboxAccessPoint) -> None:
        """Erase what nobody fetched, where the access point does not keep it longer."""
        if AccessPointFault.ERASES_UNREAD in access_point.faults:
            access_point.erase_waiting(self.now() - KEEPS)

    def _check_parties(self, access_point: SandboxAccessPoint, header: UserMessage) -> None:
        if header.original_sender != access_point.participant:
            raise SubmissionError("", "You are not allowed to handle this message.")
        if header.from_party != access_point.party:
            raise SubmissionError("EBMS:0003", "The sending party could not be found.")
        if header.final_recipient not in self.access_points:
            if AccessPointFault.UNKNOWN_WAITS in access_point.faults:
                raise SubmissionError("EBMS:0004", "Could not fetch metadata from SMP")
            raise SubmissionError("EBMS:0010", "No endpoint was found for the final recipient.")

    def _stamped(self, as4_message: As4Message) -> As4Message:
        """Return the AS4 message with the header fields that access points fill in."""
        header = as4_message.header
        here = self.access_points.get(header.original_sender)
        there = self.access_points.get(header.final_recipient)
        said = replace(
            header,
            from_party=header.from_party or (here.party if here else "AP0000-SANDBOX"),
            to_party=there.party if there else "",
            timestamp=self._timeline.stamp(),
        )
        name = header.message_id or _new_name(said.from_party)
        return replace(as4_message, header=replace(said, message_id=name))

    def _note(self, sent: SentAs4Message, code: str, detail: str) -> None:
        sent.errors.append(
            TransportError(
                code,
                detail,
                sent.as4_message.header.message_id,
                AccessPointRole.SENDING,
                self._timeline.stamp(),
            )
        )


def _check_profile(
    access_point: SandboxAccessPoint, parts: Iterable[tuple[str, str]], properties: Iterable[str]
) -> None:
    """Raise `SubmissionError` for what the P-Mode does not allow (transport.md §5.3)."""
    for name, kind in parts:
        if name not in PAYLOADS or kind != PAYLOAD_TYPE:
            text = "Payload profiling for this exchange does not include a payload with"
            raise SubmissionError("EBMS:0010", f"{text} CID: {name}")
    strange = sorted(set(properties) - PROPERTIES)
    if strange and AccessPointFault.STRICT_PROFILE in access_point.faults:
        text = "Property profiling for this exchange does not include a property named"
        raise SubmissionError("EBMS:0010", f"{text} [{strange[0]}]")


def checked_envelope(as4_message: As4Message) -> Envelope:
    """Read what an envelope says of itself, which must be what its header says ([AP] 3.1.6).

    Raises `SubmissionError` for what an access point may not carry.
    """
    header = as4_message.header
    try:
        envelope = read_envelope(read_document(as4_message.payload, CIPHER_VALUE).root)
    except InvalidMessage as error:
        text = "The payload is not an envelope in SDK's profile."
        raise SubmissionError("EBMS:0003", text) from error
    said = (header.original_sender, header.final_recipient, header.action)
    if said != (envelope.sender, envelope.recipient, action_of(envelope.document_type)):
        raise SubmissionError("EBMS:0003", "The header does not agree with the envelope.")
    if (header.service, header.service_type) != (PROCESS, PROCESS_SCHEME):
        raise SubmissionError("EBMS:0010", "The service is not known.")
    return envelope


def _is_consistent(as4_message: As4Message) -> bool:
    try:
        checked_envelope(as4_message)
    except SubmissionError:
        return False
    return True


def _access_point(number: int, participant: str) -> SandboxAccessPoint:
    return SandboxAccessPoint(
        participant=participant,
        party=f"AP{number:04}-SANDBOX",
        user=participant.partition(":")[2],
        password=PRACTICE_PASSWORD,
    )


def _new_name(party: str) -> str:
    return f"{new_id()}@{party.lower()}"
