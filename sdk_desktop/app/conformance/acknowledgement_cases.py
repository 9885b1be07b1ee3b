"""Acknowledgements that come to us: never answered, and believed only when all is right (§8)."""

from __future__ import annotations

from collections.abc import Iterator

from sdk_desktop.app.conformance.bench import MOMENT, Bench, told
from sdk_desktop.app.conformance.case import (
    OVERDUE_AFTER,
    SENDER,
    answering,
    case,
    hear,
    practice,
    unanswered,
    waiting_for_answer,
)
from sdk_desktop.domain.conformance import Fact
from sdk_desktop.domain.message import new_id
from sdk_desktop.sandbox.hop import Fault as HopFault
from sdk_desktop.sandbox.practice_authority import PRACTICE_AUTHORITY

_WAITING = "WAITING_FOR_RECEIPT"
_IGNORED = (_WAITING, Fact.UNANSWERED, Fact.ASIDE)
_LATE_BY = 3600


def _for_unknown(bench: Bench) -> Iterator[str]:
    bench.sandbox.send("accepts", PRACTICE_AUTHORITY.participant, of=new_id())
    bench.exchange()
    yield from unanswered(bench)


def _by_a_third(bench: Bench) -> Iterator[str]:
    yield from hear(bench, "accepts", SENDER)


def _changed_mind(bench: Bench) -> Iterator[str]:
    """Let an acceptance be followed by a rejection."""
    sent = waiting_for_answer(bench)
    for misfit in ("accepts", "rejects"):
        bench.sandbox.send(misfit, PRACTICE_AUTHORITY.participant, of=sent)
        bench.exchange()
        yield told(bench.delivery(sent))
    yield from unanswered(bench)


def _none(bench: Bench) -> Iterator[str]:
    sent = waiting_for_answer(bench)
    yield told(bench.delivery(sent))
    bench.wait(OVERDUE_AFTER)
    bench.synchronise()
    yield told(bench.delivery(sent))


def _late(bench: Bench) -> Iterator[str]:
    recipient = bench.mailboxes[0].organisation
    bench.sandbox.order(
        HopFault.DELAY, kind="acknowledgement", seconds=_LATE_BY, recipient=recipient
    )
    sent = bench.send(bench.draft(practice("tar-emot")))
    bench.wait(OVERDUE_AFTER)
    bench.synchronise()
    yield told(bench.delivery(sent))
    bench.wait(_LATE_BY)
    bench.exchange(MOMENT)
    yield told(bench.delivery(sent))


ACKNOWLEDGEMENT_CASES = (
    answering(
        "Acknowledgement that accepts", "8:acknowledgement", "accepts", "ACCEPTED", Fact.UNANSWERED
    ),
    answering(
        "Acknowledgement that rejects",
        "8:acknowledgement",
        "rejects",
        "REJECTED BV not-found",
        Fact.UNANSWERED,
    ),
    answering(
        "Acknowledgement without a signature", "8:acknowledgement", "accepts-unsigned", *_IGNORED
    ),
    answering(
        "Acknowledgement signed with another organisation's key",
        "8:acknowledgement",
        "accepts-by-anothers-key",
        *_IGNORED,
    ),
    answering(
        "Acknowledgement in another organisation's name",
        "8:acknowledgement",
        "accepts-in-anothers-name",
        *_IGNORED,
    ),
    answering(
        "Acknowledgement with a wrong signature value",
        "8:acknowledgement",
        "accepts-changed",
        *_IGNORED,
    ),
    answering(
        "Acknowledgement that is said to be encrypted",
        "8:acknowledgement",
        "accepts-said-encrypted",
        _WAITING,
        Fact.UNANSWERED,
        Fact.KEPT,
    ),
    answering(
        "Acknowledgement that is encrypted",
        "8:acknowledgement",
        "accepts-encrypted",
        _WAITING,
        Fact.UNANSWERED,
        Fact.KEPT,
    ),
    answering(
        "Acknowledgement without its time (XSD)",
        "8:acknowledgement",
        "accepts-without-time",
        *_IGNORED,
    ),
    answering(
        "Acknowledgement that accepts and names a cause (R7)",
        "8:acknowledgement",
        "accepts-with-cause",
        *_IGNORED,
    ),
    answering(
        "Acknowledgement that rejects and names no cause (R8)",
        "8:acknowledgement",
        "rejects-without-cause",
        *_IGNORED,
    ),
    answering(
        "Acknowledgement with an unknown kind of cause (R6)",
        "8:acknowledgement",
        "rejects-by-unknown-cause",
        *_IGNORED,
    ),
    answering(
        "Acknowledgement whose SenderParty is not FromParty",
        "8:acknowledgement",
        "accepts-as-another",
        *_IGNORED,
    ),
    answering(
        "Acknowledgement whose ReceiverParty is not ToParty",
        "8:acknowledgement",
        "accepts-to-another",
        *_IGNORED,
    ),
    case(
        "Acknowledgement of no message of ours",
        "8:acknowledgement",
        _for_unknown,
        Fact.UNANSWERED,
        Fact.ASIDE,
    ),
    case(
        "Acknowledgement of a message that we sent to somebody else",
        "8:acknowledgement",
        _by_a_third,
        *_IGNORED,
    ),
    case(
        "Acknowledgement that accepts, then another one that rejects",
        "8:acknowledgement",
        _changed_mind,
        "ACCEPTED",
        "ACCEPTED",
        Fact.UNANSWERED,
    ),
    case(
        "No acknowledgement within 30 minutes",
        "8:acknowledgement 9.3:TF2.6.6",
        _none,
        _WAITING,
        Fact.OVERDUE,
    ),
    case(
        "Acknowledgement that comes when nobody waits any longer",
        "8:acknowledgement",
        _late,
        Fact.OVERDUE,
        Fact.LATE,
    ),
)
