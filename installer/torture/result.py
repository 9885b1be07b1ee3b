"""What must hold when the killing is over, and what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypedDict

from installer.torture.client import SentLog
from installer.torture.task import SUBJECT, content_of
from sdk_desktop.domain.delivery import LATE

_LATE = f"ACCEPTED {LATE}"
_ACCEPTED = frozenset({"ACCEPTED", _LATE})
"""How a message may end; the clocks run fast, and a killed client may take long."""
_MOST = 20
"""So many numbers are named at most when something is wrong with them."""


class Soundness(TypedDict):
    """What a store says of itself; `broken` is a link of the audit chain."""

    events: int
    broken: int | None
    complaints: list[list[str]]


class Side(Soundness):
    """What a profile holds: messages (id, direction, label, digest) and drafts (label, digest).

    `identifiers` are those of all messages, also of the sandbox's cast, `recorded` those that the
    audit trail says were sent or received, `strays` what it says was not kept, and `statuses`
    count the sent messages.
    """

    messages: list[tuple[str, str, str, str]]
    drafts: list[tuple[str, str]]
    identifiers: list[str]
    recorded: list[str]
    strays: int
    statuses: dict[str, int]


class Newcomer(Soundness):
    """A profile that was begun: was its store migrated, and is what it held still there."""

    aged: bool
    kept: bool


class NumberedLog(Protocol):
    """What senders noted: how far the message of each number came."""

    @property
    def lines(self) -> Sequence[tuple[str, int]]:
        """The entries."""


@dataclass(frozen=True)
class JoinedLog:
    """What two senders noted."""

    lines: Sequence[tuple[str, int]]


@dataclass(frozen=True)
class TortureResult:
    """What there is after everything has drained.

    `found` holds both sides and what their newest backups were restored to; `newcomers` are the
    profiles that were only begun.
    """

    seed: int
    notes: NumberedLog
    found: Mapping[str, Side]
    newcomers: Sequence[Newcomer]

    @property
    def sender(self) -> Side:
        """What the sender has."""
        return self.found["sender"]

    @property
    def receiver(self) -> Side:
        """What the receiver has."""
        return self.found["receiver"]

    def faults(self, known: Mapping[str, int]) -> Iterator[str]:
        """Return everything that is wrong; `known` counts the service's messages by status."""
        yield from self._lost()
        yield from self._twice()
        yield from self._altered()
        yield from self._drafts()
        yield from self._stores()
        if sum(known.values()) != len(self._sent()):
            yield f"the message service has taken {sum(known.values())} messages"
        for counted in (known, self.sender["statuses"]):
            if set(counted) - _ACCEPTED:
                yield f"not all were accepted: {dict(counted)}"

    def summary(self) -> Iterator[str]:
        """Return what was counted."""
        sent, received = self._sent(), self._received()
        yield (
            f"{len(self._noted('i'))} messages begun, {len(self._noted('r'))} surely sent; in the "
            f"stores: {sent.total()} sent, {received.total()} received, "
            f"{len(self.sender['drafts'])} still drafts"
        )
        twice = sum(count - 1 for count in (sent + received).values()) - len(sent & received)
        yield f"lost {len(list(self._lost()))}, twice {twice}, altered {len(list(self._altered()))}"
        for name, side in self.found.items():
            whole = "whole" if side["broken"] is None else f"broken at {side['broken']}"
            store = "whole" if not side["complaints"] else "damaged"
            yield (
                f"{name}: {len(side['identifiers'])} messages, store {store}, "
                f"audit chain of {side['events']} events {whole}"
            )
        late = self.sender["statuses"].get(_LATE, 0)
        yield f"accepted after their time, by clocks that run fast: {late}"
        aged = sum(newcomer["aged"] for newcomer in self.newcomers)
        yield f"{len(self.newcomers)} profiles begun anew, {aged} of them migrated"

    def _noted(self, what: str) -> set[int]:
        return {number for kind, number in self.notes.lines if kind == what}

    def _sent(self) -> Counter[int]:
        return _numbers(self.sender, "out")

    def _received(self) -> Counter[int]:
        return _numbers(self.receiver, "in")

    def _lost(self) -> Iterator[str]:
        sent, received = set(self._sent()), set(self._received())
        yield from _named("lost at the sender", self._noted("r") - sent)
        yield from _named("sent by nobody", sent - self._noted("i"))
        yield from _named("lost under way", sent - received)
        yield from _named("received from nowhere", received - sent)
        saved = set(_numbers(self.found["receiver's backup"], "in"))
        yield from _named("deleted at the service but in no backup", received - saved)

    def _twice(self) -> Iterator[str]:
        yield from _named("sent twice", _repeated(self._sent()))
        yield from _named("received twice", _repeated(self._received()))
        for name, side in self.found.items():
            if Counter(side["identifiers"]) != Counter(side["recorded"]):
                yield f"{name}: the audit trail does not name each message once"
        ids = [{one[0] for one in side["messages"]} for side in (self.sender, self.receiver)]
        if ids[0] != ids[1]:
            yield "the two sides name their messages differently"

    def _altered(self) -> Iterator[str]:
        for name, side in self.found.items():
            contents = [(label, digest) for _, _, label, digest in side["messages"]]
            yield from _named(f"{name}: altered", self._different(contents))

    def _drafts(self) -> Iterator[str]:
        drafts, sent = self.sender["drafts"], set(self._sent())
        numbers = Counter(_number(label) for label, _ in drafts)
        yield from _named("a draft twice", _repeated(numbers))
        yield from _named("both draft and sent", numbers.keys() & sent)
        yield from _named("neither draft nor sent", self._noted("d") - numbers.keys() - sent)
        yield from _named("an altered draft", self._different(drafts))

    def _different(self, contents: Iterable[tuple[str, str]]) -> set[int]:
        return {
            _number(label)
            for label, digest in contents
            if content_of(self.seed, _number(label)).digest() != digest
        }

    def _stores(self) -> Iterator[str]:
        stores: list[tuple[str, Soundness]] = list(self.found.items())
        stores += [(f"newcomer {place}", one) for place, one in enumerate(self.newcomers)]
        for name, one in stores:
            if one["broken"] is not None:
                yield f"{name}: the audit chain is broken at {one['broken']}"
            for complaint in one["complaints"]:
                yield f"{name}: {' '.join(complaint)}"
        for place, newcomer in enumerate(self.newcomers):
            if not newcomer["kept"]:
                yield f"newcomer {place} has lost what was there"


def shared_faults(
    seed: int, notes: Sequence[SentLog], found: Mapping[str, Side], contents: int
) -> Iterator[str]:
    """Return what is wrong where two computers share each mailbox; `contents` the ledger has.

    Every copy is held to what both wrote: that each message is there once, and as it was.
    """
    lines = [line for one in notes for line in one.lines]
    drafts = [one for side in found.values() for one in side["drafts"]]
    for senders in ("sender", "second sender"):
        for receivers in ("receiver", "second receiver"):
            sides: dict[str, Side] = {
                "sender": {**found[senders], "drafts": drafts},
                "receiver": found[receivers],
                "receiver's backup": found[receivers],
            }
            yield from TortureResult(seed, JoinedLog(lines), sides, ()).faults(
                found[senders]["statuses"]
            )
    for first in ("sender", "receiver"):
        ids = [Counter(found[side]["identifiers"]) for side in (first, f"second {first}")]
        if ids[0] != ids[1]:
            yield f"the {first}s' copies are not alike"
    for name, side in found.items():
        if side["strays"]:
            yield f"{name}: {side['strays']} acknowledgements belonged to nothing"
    if contents != sum(len(found[first]["identifiers"]) for first in ("sender", "receiver")):
        yield f"the ledger has {contents} messages"


def _numbers(side: Side, direction: str) -> Counter[int]:
    return Counter(_number(label) for _, way, label, _ in side["messages"] if way == direction)


def _number(label: str) -> int:
    return int(label.removeprefix(SUBJECT))


def _repeated(numbers: Counter[int]) -> set[int]:
    return {number for number, count in numbers.items() if count > 1}


def _named(what: str, numbers: Iterable[int]) -> Iterator[str]:
    found = sorted(numbers)
    if found:
        yield f"{what}: {len(found)} ({', '.join(map(str, found[:_MOST]))})"
