"""Acknowledgements that come to us: never answered, used only when valid (transport.md §8)."""

from __future__ import annotations

from collections.abc import Iterator

from sdk_desktop.conformance.case import (
    OVERDUE_AFTER,
    SENDER,
    answering,
    case,
    practice_function,
    receive_acknowledgement,
    unanswered,
    waiting_for_answer,
)
from sdk_desktop.conformance.case_context import ROUND_TRIP, CaseContext, delivery_outcome
from sdk_desktop.domain.conformance import Fact
from sdk_desktop.domain.message import new_id
from sdk_desktop.sandbox.cast.practice_authority import PRACTICE_AUTHORITY
from sdk_desktop.sandbox.network.faulty_link import LinkFault

_WAITING = "WAITING_FOR_RECEIPT"
_IGNORED = (_WAITING, Fact.UNANSWERED, Fact.SET_ASIDE)
_LATE_BY = 3600


def _for_unknown(context: CaseContext) -> Iterator[str]:
    """Receive one that waits there for the computer of ours that may have sent the message."""
    context.sandbox.send("accepts", PRACTICE_AUTHORITY.participant, of=new_id())
    context.exchange()
    yield from unanswered(context)


def _by_a_third(context: CaseContext) -> Iterator[str]:
    yield from receive_acknowledgement(context, "accepts", SENDER)


def _changed_mind(context: CaseContext) -> Iterator[str]:
    """Receive an acceptance, and then a rejection."""
    sent = waiting_for_answer(context)
    for malformed in ("accepts", "rejects"):
        context.sandbox.send(malformed, PRACTICE_AUTHORITY.participant, of=sent)
        context.exchange()
        yield delivery_outcome(context.delivery(sent))
    yield from unanswered(context)


def _none(context: CaseContext) -> Iterator[str]:
    sent = waiting_for_answer(context)
    yield delivery_outcome(context.delivery(sent))
    context.wait(OVERDUE_AFTER)
    context.synchronise()
    yield delivery_outcome(context.delivery(sent))


def _late(context: CaseContext) -> Iterator[str]:
    recipient = context.mailboxes[0].organisation
    context.sandbox.order(
        LinkFault.DELAY, kind="acknowledgement", seconds=_LATE_BY, recipient=recipient
    )
    sent = context.send(context.draft(practice_function("tar-emot")))
    context.wait(OVERDUE_AFTER)
    context.synchronise()
    yield delivery_outcome(context.delivery(sent))
    context.wait(_LATE_BY)
    context.exchange(ROUND_TRIP)
    yield delivery_outcome(context.delivery(sent))


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
        Fact.SET_ASIDE,
        Fact.WAITS,
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
