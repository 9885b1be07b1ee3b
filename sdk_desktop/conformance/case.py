"""A case of a conformance run as a value, and what the ordinary ones do."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import partial

from sdk_desktop.conformance.case_context import MOMENT, CaseContext, answers, told
from sdk_desktop.domain.conformance import Fact, NotRunReason
from sdk_desktop.domain.delivery import Status
from sdk_desktop.sandbox.cast.neighbours import EKELUND
from sdk_desktop.sandbox.cast.practice_authority import PRACTICE_AUTHORITY

SENDER = EKELUND.participant
"""Who sends us what comes in, where nothing else is said."""

RECIPIENT = PRACTICE_AUTHORITY.participant
"""Whose functions refuse, each for a reason of its own, what we send."""

ACCEPTED = ("ACCEPTED", Fact.TAKEN)
SILENTLY_KEPT = (Fact.SILENCE, Fact.KEPT)
UNTRUSTED = ("REJECTED SIG security", Fact.KEPT)

OVERDUE_AFTER = 31 * 60
"""Seconds after which no acknowledgement is waited for any longer."""

Act = Callable[[CaseContext], Iterator[str]]
"""What a case does; gives what is seen, in order."""


class Needs(IntEnum):
    """What must be there for a case to run; each includes the ones before."""

    NOTHING = auto()
    PARTNER = auto()
    """Somebody who takes a message and acknowledges it."""
    SANDBOX = auto()
    """A counterpart that does as it is told."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is done, for which rows of transport.md, and what is expected.

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
    act = partial(hear, malformed=malformed)
    return Case(what, tuple(numbers.split()), expected, act, malformed=malformed)


def outgoing(what: str, numbers: str, place: str, *expected: str) -> Case:
    """Return a case in which we send to one of the functions that behave in a known way."""
    return case(what, numbers, partial(deliver, function=practice(place)), *expected)


def not_run(what: str, numbers: str, reason: NotRunReason) -> Case:
    """Return a case that no run of ours can go through."""
    return Case(what, tuple(numbers.split()), reason=reason)


def refused(code: str) -> tuple[str, str]:
    """Say what is expected of a message that is rejected for one cause."""
    return f"REJECTED {code}", Fact.KEPT


def practice(place: str) -> str:
    """Return the address of a function that behaves in a known way."""
    return f"sdk:{place}:{RECIPIENT}"


def receive(
    context: CaseContext, malformed: str, sender: str = SENDER, **more: str
) -> Iterator[str]:
    """Let an envelope come in, and see what it leads to."""
    function = context.mailboxes[-1].address
    context.sandbox.send(malformed, sender, function=function, **more)
    yield from taken(context, function)


def taken(context: CaseContext, function: str = "") -> Iterator[str]:
    """Take in what waits, and see what it leads to."""
    context.exchange()
    yield from context.received(context.sandbox.heard(), function)


def hear(context: CaseContext, malformed: str, sender: str = RECIPIENT) -> Iterator[str]:
    """Send to somebody who never acknowledges, and let an acknowledgement come from elsewhere."""
    sent = waiting_for_answer(context)
    context.sandbox.send(malformed, sender, of=sent)
    context.exchange()
    yield told(context.delivery(sent))
    yield from unanswered(context)


def unanswered(context: CaseContext) -> Iterator[str]:
    """See that no acknowledgement was answered, and what became of it."""
    heard = context.sandbox.heard()
    yield from answers(heard) or (Fact.UNANSWERED,)
    yield from context.kept(heard)


def waiting_for_answer(context: CaseContext) -> str:
    """Send a message that arrives and is not acknowledged; gives its id."""
    sent = context.send(context.draft(practice("svarar-aldrig")))
    context.wait(MOMENT)
    context.synchronise()
    return sent


def deliver(context: CaseContext, function: str, **draft: object) -> Iterator[str]:
    """Send a message, and see how it fares within the bench's patience."""
    sent = context.send(context.draft(function, **draft))
    await_one_of(context, sent)
    yield told(context.delivery(sent))
    if context.steered is not None and context.steered.heard(sent).arrived > 1:
        yield Fact.OFTEN


def await_one_of(context: CaseContext, sent: str, wanted: Container[Status] = ()) -> None:
    """Wait until a message is so far, or has ended, or patience has."""
    waited = 0.0
    while waited < context.patience:
        context.wait(MOMENT)
        waited += MOMENT
        context.synchronise()
        status = context.delivery(sent).status
        if status.final or status in wanted:
            return
