"""What we send, and what the receiver answers: transport.md §4.3 from the sender's side."""

from __future__ import annotations

from collections.abc import Iterator

from sdk_desktop.conformance.case import Needs, case, deliver, not_run, outgoing, practice_function
from sdk_desktop.conformance.case_context import CaseContext
from sdk_desktop.domain.conformance import Fact, NotRunReason
from sdk_desktop.domain.draft import ProblemKind
from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.domain.message import LABEL_LIMIT, SIZE_LIMIT, File, new_id
from sdk_desktop.sandbox.cast.neighbours import HOME

_PICTURE = File("conformance.png", "image/png", b"\x89PNG")


def _to_who_takes_pdf_only(context: CaseContext) -> Iterator[str]:
    function = f"sdk:placering:{HOME.participant}"
    yield from deliver(context, function, files=(_PICTURE,))


def _refers_to_unknown(context: CaseContext) -> Iterator[str]:
    yield from deliver(context, practice_function("tar-emot"), ref_to_message_id=new_id())


def _too_large(context: CaseContext) -> Iterator[str]:
    file = File("conformance.pdf", "application/pdf", bytes(SIZE_LIMIT))
    yield from _stopped(context, ProblemKind.TOO_LARGE, files=(file,))


def _too_long(context: CaseContext) -> Iterator[str]:
    yield from _stopped(context, ProblemKind.LABEL_TOO_LONG, label="x" * (LABEL_LIMIT + 1))


def _stopped(context: CaseContext, kind: ProblemKind, **changes: object) -> Iterator[str]:
    """Try to send to ourselves a draft that breaks a rule."""
    outbox, draft = context.workspace.outbox, context.own_draft(**changes)
    if kind not in {problem.kind for problem in outbox.check(draft).problems if problem.blocking}:
        return
    try:
        outbox.send(draft)
    except InvalidMessage:
        yield Fact.STOPPED


SENDING_CASES = (
    outgoing("We send; the receiver accepts", "4.3:1", "tar-emot", "ACCEPTED"),
    outgoing(
        "We send; the receiver finds the structure wrong",
        "4.3:2",
        "avvisar-fel-struktur",
        "REJECTED SV structure",
    ),
    outgoing(
        "We send; the receiver finds malware",
        "4.3:3",
        "avvisar-skadlig-kod",
        "REJECTED BV forbidden",
    ),
    outgoing(
        "We send; the receiver finds the message too large",
        "4.3:4",
        "avvisar-for-stort",
        "REJECTED BV too-long",
    ),
    case(
        "We try to send more than 30 MB",
        "4.3:4",
        _too_large,
        Fact.STOPPED,
        needs=Needs.NOTHING,
    ),
    outgoing(
        "We send; the receiver finds a broken rule",
        "4.3:5",
        "avvisar-bruten-regel",
        "REJECTED BV invariant",
    ),
    outgoing(
        "We send; the receiver knows the messageId",
        "4.3:6",
        "avvisar-dubblett",
        "REJECTED BV duplicate",
    ),
    case("We send what refers to a message unknown there", "4.3:7", _refers_to_unknown, "ACCEPTED"),
    outgoing(
        "We send; the receiver does not take the file type",
        "4.3:8",
        "avvisar-filtyp",
        "REJECTED BV not-supported",
    ),
    case(
        "We send a picture to an organisation that takes PDF and text",
        "4.3:8",
        _to_who_takes_pdf_only,
        "REJECTED BV not-supported",
    ),
    outgoing(
        "We send; the receiver does not know the function",
        "4.3:9",
        "avvisar-okand-funktion",
        "REJECTED BV not-found",
    ),
    not_run("Number 10 of the table", "4.3:10", NotRunReason.UNUSED),
    outgoing(
        "We send; the receiver refused what we refer to",
        "4.3:11",
        "avvisar-svar-pa-avvisat",
        "REJECTED BV not-supported",
    ),
    outgoing(
        "We send; the receiver does not accept our signature",
        "4.3:12",
        "avvisar-fel-signatur",
        "REJECTED SIG security",
    ),
    outgoing(
        "We send; the receiver finds another sender than stated",
        "4.3:13",
        "avvisar-fel-avsandare",
        "REJECTED BV security",
    ),
    outgoing(
        "We send; the receiver finds the message not encrypted",
        "4.3:14",
        "avvisar-okrypterat",
        "REJECTED SIG security",
    ),
    outgoing(
        "We send; the receiver finds recipientID and ToParty different",
        "4.3:recipientID",
        "avvisar-fel-mottagare",
        "REJECTED BV security",
    ),
    outgoing(
        "We send; the receiver does not know senderID",
        "4.3:senderID",
        "avvisar-okand-avsandare",
        "REJECTED BV invariant",
    ),
    outgoing(
        "We send; the receiver finds the label too long",
        "4.3:label",
        "avvisar-for-langt-amne",
        "REJECTED BV structure",
    ),
    case(
        "We try to send a label of 257 characters",
        "4.3:label",
        _too_long,
        Fact.STOPPED,
        needs=Needs.NOTHING,
    ),
)
