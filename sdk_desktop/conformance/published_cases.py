"""The published test cases of transport.md §9, as far as a message system can be their subject."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sdk_desktop.conformance.case import (
    ACCEPTED,
    RECIPIENT,
    SENDER,
    SILENTLY_KEPT,
    Needs,
    answering,
    case,
    deliver,
    incoming,
    not_run,
    practice_function,
    receive,
    receive_waiting,
    refused,
    wait_for_status,
)
from sdk_desktop.conformance.case_context import (
    ROUND_TRIP,
    CaseContext,
    acknowledgement_facts,
    delivery_outcome,
)
from sdk_desktop.domain.conformance import Fact, NotRunReason
from sdk_desktop.domain.delivery import Status
from sdk_desktop.sandbox.cast.neighbours import BJORKVIKE, SCHOOL
from sdk_desktop.sandbox.network.faulty_link import LinkFault
from sdk_desktop.sandbox.network.registry import LookupFault

PARTNER = f"sdk:rektor:{SCHOOL.participant}"
"""The recipient of an ordinary message in the sandbox; no other case uses it."""

_TRIES = 5
_GIVEN_UP = 13 * 60
"""An access point tries five times within twelve minutes."""

_RECEIPTS = (Status.WAITING_FOR_RECEIPT, Status.ACCEPTED)
_ANOTHER_TRY = 60
_MANY = 20
_LONG_AWAY = 7_200
_UNFINDABLE = f"sdk:registrator:{BJORKVIKE.participant}"


def _to_partner(context: CaseContext) -> Iterator[str]:
    yield from deliver(context, context.partner)


def _from_partner(context: CaseContext) -> Iterator[str]:
    yield from receive(context, "sound", SCHOOL.participant)


def _receipt(context: CaseContext) -> Iterator[str]:
    """Send, and wait for the transport receipt; an acknowledgement implies it."""
    never = context.partner if context.controlled is None else practice_function("svarar-aldrig")
    sent = context.send(context.draft(never))
    wait_for_status(context, sent, _RECEIPTS)
    delivery = context.delivery(sent)
    arrived = delivery.status in _RECEIPTS or delivery.rejected
    yield Fact.RECEIPT if arrived else delivery_outcome(delivery)


def _unreachable(context: CaseContext) -> str:
    """Send to an access point that cannot be reached while ours tries; return the message id."""
    context.sandbox.order(LinkFault.UNREACHABLE, times=_TRIES, recipient=RECIPIENT)
    sent = context.send(context.draft(practice_function("tar-emot")))
    context.wait(_GIVEN_UP)
    context.synchronise()
    return sent


def _reports_error(context: CaseContext) -> Iterator[str]:
    yield delivery_outcome(context.delivery(_unreachable(context)))


def _sent_again(context: CaseContext) -> Iterator[str]:
    sent = _unreachable(context)
    context.wait(_ANOTHER_TRY)
    context.synchronise()
    context.wait(ROUND_TRIP)
    context.synchronise()
    yield delivery_outcome(context.delivery(sent))
    observations = context.sandbox.observations(sent)
    if observations.attempts > 1:
        yield Fact.SAME_BYTES if observations.versions == 1 else Fact.OTHER_BYTES
    yield {0: Fact.MISSING, 1: Fact.ARRIVED}.get(observations.arrived, Fact.OFTEN)


def _many_in(context: CaseContext) -> Iterator[str]:
    for _ in range(_MANY):
        context.sandbox.send("sound", SENDER, function=context.mailboxes[0].address)
    yield from receive_waiting(context)


def _many_out(context: CaseContext) -> Iterator[str]:
    draft = partial(context.draft, practice_function("tar-emot"))
    sent = [context.workspace.outbox.send(draft())[0] for _ in range(_MANY)]
    context.synchronise()
    context.exchange()
    context.synchronise()
    yield from (delivery_outcome(context.delivery(one)) for one in sent)


def _unsendable(context: CaseContext, fault: LookupFault) -> Iterator[str]:
    context.sandbox.disturb(BJORKVIKE.participant, fault)
    try:
        yield from deliver(context, _UNFINDABLE)
    finally:
        context.sandbox.disturb(BJORKVIKE.participant)


def _comes_again(context: CaseContext) -> Iterator[str]:
    """Receive the same bytes again: acknowledged as before, and not stored twice."""
    yield from receive(context, "sound")
    context.ignore_earlier_events()
    first = context.sandbox.observations().acknowledgements
    context.sandbox.again(SENDER)
    context.exchange()
    observations = context.sandbox.observations()
    yield Fact.LATER
    yield from acknowledgement_facts(observations)[len(first) :]
    if first and observations.acknowledgements[-1] == first[-1]:
        yield Fact.SAME
    yield from (fact for fact in context.received_facts(observations) if fact is Fact.TAKEN_IN)


def _answer_lost(context: CaseContext) -> Iterator[str]:
    """Lose our acknowledgement on its way, so that the sender sends the same again."""
    sender = context.mailboxes[0].organisation
    context.sandbox.order(LinkFault.LOSE, kind="acknowledgement", sender=sender)
    yield from receive(context, "sound")
    context.ignore_earlier_events()
    context.sandbox.again(SENDER)
    context.exchange()
    yield Fact.LATER
    yield from context.received_facts(context.sandbox.observations())


def _while_away(context: CaseContext) -> Iterator[str]:
    context.sandbox.send("sound", SENDER, function=context.mailboxes[0].address)
    context.wait(_LONG_AWAY)
    yield from receive_waiting(context)


def _doubled(context: CaseContext) -> Iterator[str]:
    context.sandbox.order(LinkFault.DUPLICATE, kind="message", recipient=RECIPIENT)
    yield from deliver(context, practice_function("tar-emot"))


PUBLISHED_CASES = (
    case(
        "We send to a test participant",
        "9.1:TF-01 4.3:1",
        _to_partner,
        "ACCEPTED",
        needs=Needs.PARTNER,
    ),
    not_run("We send to a revoked access point", "9.1:TF-02", NotRunReason.ACCESS_POINTS),
    not_run(
        "An access point with another environment's certificate sends to ours",
        "9.1:TF-03",
        NotRunReason.ACCESS_POINTS,
    ),
    case("A test participant sends to us", "9.1:TF-04 8:27", _from_partner, *ACCEPTED),
    case(
        "The receiver's access point is not reached: we are told",
        "9.1:TF-05",
        _reports_error,
        "SCHEDULED_FOR_RESEND",
    ),
    incoming("A message with all that can be said", "9.1:TF-06", "maximal", *ACCEPTED),
    incoming("An envelope without HandlingServiceID", "9.1:TF-07", "without-function", *ACCEPTED),
    incoming(
        "An envelope of 70 MB is answered; its message has more than 30 MB",
        "9.1:TF-08 8:15",
        "huge",
        *refused("BV too-long"),
    ),
    incoming(
        "An envelope that is wrongly formatted, if one came so far",
        "9.1:TF-09 8:4",
        "wrong-order",
        *SILENTLY_KEPT,
    ),
    incoming(
        "A process that is not the registered one", "9.1:TF-10 8:5", "other-process", *SILENTLY_KEPT
    ),
    case(
        "Many messages come at once",
        "9.1:many",
        _many_in,
        *(["ACCEPTED"] * _MANY),
        *([Fact.TAKEN_IN] * _MANY),
    ),
    case("We send many messages at once", "9.1:many", _many_out, *(["ACCEPTED"] * _MANY)),
    case(
        "We send to an organisation that is not in the federation",
        "9.1:other-federation",
        partial(_unsendable, fault=LookupFault.NOT_REGISTERED),
        Fact.UNSENDABLE,
    ),
    not_run("We send to an access point out of date", "9.1:expired", NotRunReason.ACCESS_POINTS),
    not_run("The access points' logs", "9.1:logs", NotRunReason.ACCESS_POINTS),
    case(
        "The same envelope comes again",
        "9.1:again 8:23",
        _comes_again,
        *ACCEPTED,
        Fact.LATER,
        "ACCEPTED",
        Fact.SAME,
    ),
    case(
        "The same envelope comes again, because our acknowledgement was lost",
        "9.1:again 8:23",
        _answer_lost,
        Fact.SILENCE,
        Fact.TAKEN_IN,
        Fact.LATER,
        "ACCEPTED",
    ),
    case(
        "What we send arrives twice, and is answered twice",
        "9.1:again",
        _doubled,
        "ACCEPTED",
        Fact.OFTEN,
    ),
    case(
        "We send a type that the receiver does not take",
        "9.1:type",
        partial(_unsendable, fault=LookupFault.NO_MESSAGES),
        Fact.UNSENDABLE,
    ),
    not_run("A check of time stamps", "9.1:time", NotRunReason.UNSPECIFIED),
    not_run("Conformance of the AS4 profile", "9.1:profile", NotRunReason.ACCESS_POINTS),
    case(
        "We send to a test participant: the transport receipt comes",
        "9.2:TF-01",
        _receipt,
        Fact.RECEIPT,
        needs=Needs.PARTNER,
    ),
    incoming(
        "TF2.4.1.xml: a date in words", "9.3:TF2.4.1 4.3:2", "tf-2.4.1", *refused("SV structure")
    ),
    incoming(
        "TF2.4.2.xml: senderID in another code system",
        "9.3:TF2.4.2 4.3:5",
        "sender-root",
        *refused("BV invariant"),
    ),
    incoming("min.xml: the least that a message says", "9.3:min.xml", "minimal", *ACCEPTED),
    not_run("TF2.4.8.xml", "9.3:TF2.4.8", NotRunReason.EMPTY),
    not_run("max.xml", "9.3:max.xml", NotRunReason.EMPTY),
    case(
        "A message came while the client was away for two hours",
        "9.3:TF2.4.6",
        _while_away,
        *ACCEPTED,
    ),
    answering(
        "An acknowledgement with an unusual detail code",
        "9.3:TF2.6.7",
        "rejects-oddly",
        "REJECTED BV Not-Supported",
        Fact.UNANSWERED,
    ),
    answering(
        "An acknowledgement without a detail code",
        "9.3:TF2.6.7",
        "rejects-barely",
        "REJECTED BV",
        Fact.UNANSWERED,
    ),
    case(
        "What did not arrive is handed over again",
        "9.3:TF2.7",
        _sent_again,
        "ACCEPTED",
        Fact.SAME_BYTES,
        Fact.ARRIVED,
    ),
    not_run(
        "The other tests of groups TF 2.1 to 2.7 and 3.2", "9.3:others", NotRunReason.UNPUBLISHED
    ),
    not_run("Chapter 5: tests of the SDK API", "9.3:API", NotRunReason.ANOTHER_SYSTEM),
)
