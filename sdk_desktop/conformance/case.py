"""A case of a conformance run, and the actions that cases have in common."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import partial

from sdk_desktop.conformance.case_context import (
    ROUND_TRIP,
    CaseContext,
    acknowledgement_facts,
    delivery_outcome,
)
from sdk_desktop.domain.conformance import Fact, NotRunReason
from sdk_desktop.domain.delivery import Status
from sdk_desktop.sandbox.cast.neighbours import EKELUND
from sdk_desktop.sandbox.cast.practice_authority import PRACTICE_AUTHORITY

SENDER = EKELUND.participant
"""The sender of what comes to us, unless a case names another."""

RECIPIENT = PRACTICE_AUTHORITY.participant
"""The organisation whose functions each handle what we send in one known way."""

ACCEPTED = ("ACCEPTED", Fact.TAKEN_IN)
SILENTLY_KEPT = (Fact.SILENCE, Fact.KEPT)
UNTRUSTED = ("REJECTED SIG security", Fact.KEPT)

OVERDUE_AFTER = 31 * 60
"""Seconds after which no acknowledgement is waited for any longer."""

Act = Callable[[CaseContext], Iterator[str]]
"""What a case does; yields what is seen, in order."""


class Needs(IntEnum):
    """What a case needs to be run; each includes the ones before."""

    NOTHING = auto()
    PARTNER = auto()
    """A recipient that acknowledges a message."""
    SANDBOX = auto()
    """A counterpart that can be controlled."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is done, for which rows of transport.md, and what is expected to be seen.

    `malformed` is the sandbox's name of what it sends, if that is all that it does. With a `reason`
    a case is never run.
    """

    what: str
    numbers: tuple[str, ...]
    expected: tuple[str, ...] = ()
    act: Act | None = None
    needs: Needs = Needs.SANDBOX
    malformed: str = ""
    reason: NotRunReason | None = None


def case(what: str, numbers: str, act: Act, *expected: str, needs: Needs = Needs.SANDBOX) -> Case:
    """Return a case that does something of its own; `numbers` have spaces between them."""
    return Case(what, tuple(numbers.split()), expected, act, needs)


def incoming(what: str, numbers: str, malformed: str, *expected: str) -> Case:
    """Return a case in which an envelope comes to us."""
    act = partial(receive, malformed=malformed)
    return Case(what, tuple(numbers.split()), expected, act, malformed=malformed)


def answering(what: str, numbers: str, malformed: str, *expected: str) -> Case:
    """Return a case in which an acknowledgement comes for a message that waits for one."""
    act = partial(receive_acknowledgement, malformed=malformed)
    return Case(what, tuple(numbers.split()), expected, act, malformed=malformed)


def outgoing(what: str, numbers: str, place: str, *expected: str) -> Case:
    """Return a case in which we send to one of the functions that behave in a known way."""
    return case(what, numbers, partial(deliver, function=practice_function(place)), *expected)


def not_run(what: str, numbers: str, reason: NotRunReason) -> Case:
    """Return a case that no run of ours can go through."""
    return Case(what, tuple(numbers.split()), reason=reason)


def refused(code: str) -> tuple[str, str]:
    """Return what is expected of a message that is rejected for one cause."""
    return f"REJECTED {code}", Fact.KEPT


def practice_function(place: str) -> str:
    """Return the address of a function that behaves in a known way."""
    return f"sdk:{place}:{RECIPIENT}"


def receive(
    context: CaseContext, malformed: str, sender: str = SENDER, **more: str
) -> Iterator[str]:
    """Have an envelope sent to us; return how it is acknowledged and stored."""
    function = context.mailboxes[-1].address
    context.sandbox.send(malformed, sender, function=function, **more)
    yield from receive_waiting(context, function)


def receive_waiting(context: CaseContext, function: str = "") -> Iterator[str]:
    """Receive what waits; return how it is acknowledged and stored."""
    context.exchange()
    yield from context.received_facts(context.sandbox.observations(), function)


def receive_acknowledgement(
    context: CaseContext, malformed: str, sender: str = RECIPIENT
) -> Iterator[str]:
    """Send to a function that never acknowledges; have an acknowledgement sent by `sender`."""
    sent = waiting_for_answer(context)
    context.sandbox.send(malformed, sender, of=sent)
    context.exchange()
    yield delivery_outcome(context.delivery(sent))
    yield from unanswered(context)


def unanswered(context: CaseContext) -> Iterator[str]:
    """Return whether an acknowledgement was answered, and how it was stored."""
    observations = context.sandbox.observations()
    yield from acknowledgement_facts(observations) or (Fact.UNANSWERED,)
    yield from context.incoming_facts(observations)


def waiting_for_answer(context: CaseContext) -> str:
    """Send a message that arrives and is not acknowledged; return its id."""
    sent = context.send(context.draft(practice_function("svarar-aldrig")))
    context.wait(ROUND_TRIP)
    context.synchronise()
    return sent


def deliver(context: CaseContext, function: str, **draft: object) -> Iterator[str]:
    """Send a message; return its outcome when it is final or the time is over."""
    sent = context.send(context.draft(function, **draft))
    wait_for_status(context, sent)
    yield delivery_outcome(context.delivery(sent))
    if context.controlled is not None and context.controlled.observations(sent).arrived > 1:
        yield Fact.OFTEN


def wait_for_status(context: CaseContext, sent: str, wanted: Container[Status] = ()) -> None:
    """Wait until a message has a status, has a final one, or the time is over."""
    waited = 0.0
    while waited < context.patience:
        context.wait(ROUND_TRIP)
        waited += ROUND_TRIP
        context.synchronise()
        status = context.delivery(sent).status
        if status.final or status in wanted:
            return
