"""Fetches what waits at the message service, stores it, and confirms it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import (
    Faulty,
    Gone,
    InvalidMessage,
    Refused,
    SdkError,
    Unavailable,
    Untrusted,
)
from sdk_desktop.domain.incoming import (
    Incoming,
    LeftWaiting,
    NotOurs,
    Received,
    Undecided,
    Unreadable,
    Waiting,
)
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.service.message_service import MessageService
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.backups import Maintenance, Release
from sdk_desktop.usecases.faults import ProgramFault, with_faults_said
from sdk_desktop.usecases.intake import Intake
from sdk_desktop.usecases.keeping import Standing

PATIENCE = 3
"""Fetches in a row that get no answer before a round ends: the service cannot be reached."""

RECORDED_GAP = timedelta(days=1)
"""Time without a fetch that is recorded: what waited meanwhile may have been erased there."""

_LOOK_AGAIN = timedelta(hours=1)
"""How often it is looked at what is left to another computer, or because of a fault of ours."""
_GONE = timedelta(days=60)
"""No access point keeps anything that long."""
_MANY = 100
"""Messages of a list from which on the service is asked once more: it may not have listed all."""

_TOGETHER = 50
"""Messages that are stored in one transaction: most of what storing costs is its end."""
_LARGE = 2_000_000
"""Bytes of such messages."""
_SOON = timedelta(seconds=2)
"""How long a message waits for others where the service is slow."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """How many messages were stored as readable, and how many as unreadable.

    `trouble` is why others were left at the service, None where none were.
    """

    received: int = 0
    unreadable: int = 0
    trouble: SdkError | None = None

    def with_one(self, incoming: Incoming) -> FetchResult:
        """Count one more."""
        match incoming:
            case Received():
                return replace(self, received=self.received + 1)
            case Unreadable():
                return replace(self, unreadable=self.unreadable + 1)
            case Undecided(reason=reason):
                return replace(self, trouble=reason)
            case NotOurs():
                return replace(self, trouble=self.trouble or _others())
            case LeftWaiting(trouble=trouble):
                return replace(self, trouble=self.trouble or trouble)
            case _:
                return self


class Receiving:
    """Fetches messages, stores them, and then confirms each, so that the service deletes it.

    With `before_delete` in the backup plan it is confirmed when a backup holds it.
    """

    def __init__(
        self,
        store: Store,
        service: MessageService,
        actor: Actor,
        intake: Intake,
        maintenance: Maintenance,
    ) -> None:
        """Fetch from a service into a store."""
        self._store = store
        self._service = service
        self._actor = actor
        self._intake = intake
        self._maintenance = maintenance
        self._unanswered = 0
        self._settled: frozenset[str] = frozenset()
        self._gone: set[str] = set()
        self._left: dict[str, tuple[LeftWaiting | Undecided, datetime]] = {}

    def receive(self, mailboxes: tuple[Mailbox, ...]) -> FetchResult:
        """Fetch and store what waits for these mailboxes; return how much that was.

        Neither a message that cannot be read nor a mailbox that the service refuses stops the
        others. The refusal is raised after the last mailbox. Raise `Unavailable` when the service
        does not answer.
        """
        self._unanswered = 0
        intake = FetchResult()
        refusals: list[Refused] = []
        left_for = timedelta() if self._service.gives_all else self._actor.policy.left_for
        release = self._maintenance.release(left_for)
        for mailbox in mailboxes:
            for waiting in self._lists(mailbox, refusals):
                for incoming in self._take_all(waiting, release):
                    intake = intake.with_one(incoming)
        if refusals:
            raise refusals[0]
        now = self._actor.clock()
        with self._store.begin() as stored:
            self._record_gap(stored, now)
            stored.fetches.done("messages", now)
            stored.fetches.forget_left(now - _GONE)
        return intake

    def _record_gap(self, stored: Transaction, now: datetime) -> None:
        """Record from when to when nothing was fetched, where that were days: once, at its end."""
        last = stored.fetches.last("messages")
        if last is not None and now - last >= RECORDED_GAP:
            span = f"{last.isoformat()}/{now.isoformat()}"
            stored.audit.add(self._actor.system_event(AuditKind.NOT_FETCHED, detail=span))

    def _lists(self, mailbox: Mailbox, refusals: list[Refused]) -> Iterator[tuple[Waiting, ...]]:
        """Yield lists of what waits, until one is short enough to be all that is left."""
        seen: set[str] = set()
        listed = self._waiting(mailbox, refusals)
        while listed:
            yield listed
            seen.update(one.service_id for one in listed)
            may_go_on = self._service.lists_in_part or len(listed) >= _MANY
            again = self._waiting_still(mailbox, refusals) if may_go_on else ()
            listed = tuple(one for one in again if one.service_id not in seen)

    def _waiting_still(self, mailbox: Mailbox, refusals: list[Refused]) -> tuple[Waiting, ...]:
        """Ask once more; what cannot be told now is for the next round."""
        try:
            return self._waiting(mailbox, refusals)
        except Unavailable as error:
            _log.info("there may be more: %s", error.text)
            return ()

    def _waiting(self, mailbox: Mailbox, refusals: list[Refused]) -> tuple[Waiting, ...]:
        try:
            return self._service.waiting(mailbox.address)
        except Refused as error:
            _log.info("a mailbox is refused: %s", error.text)
            refusals.append(error)
            return ()

    def _take_all(self, waiting: tuple[Waiting, ...], release: Release) -> Iterator[Incoming]:
        together = _Together()
        try:
            for one in self._new(waiting, release):
                yield from self._take_in(one, together, release)
        except SdkError:
            yield from self._stored(together, release)  # what has been fetched is not lost by that
            raise
        yield from self._stored(together, release)

    def _new(self, waiting: tuple[Waiting, ...], release: Release) -> Iterator[Waiting]:
        """Yield what the store has not got; confirm what it has, where the service may delete it.

        What cannot be read stays at the service, too, unless the store has all its bytes.
        """
        kept = self._kept(waiting, release)
        for one in waiting:
            if one not in kept:
                yield one
            elif kept[one]:
                self._confirm(one)

    def _kept(self, waiting: tuple[Waiting, ...], release: Release) -> dict[Waiting, bool]:
        """Return which of these the store has, and for each whether the service may delete it."""
        with self._store.read() as stored:
            standing = self._intake.standing(stored, waiting)
            kept = [one for one in waiting if standing[one] is Standing.KEPT]
            settled = [one for one in kept if self._has_all(stored, one)]
            released = release.of(stored, settled)
        gone = {one: True for one in waiting if one.service_id in self._settled}
        there = (one for one in waiting if standing[one] is not Standing.NEW)
        return gone | {one: one in released or standing[one] is Standing.SETTLED for one in there}

    def _has_all(self, stored: Transaction, waiting: Waiting) -> bool:
        """Return whether the store has all of a message: no more of it is left at the service."""
        if self._service.gives_all:
            return not stored.history.has_only_name(waiting.service_id)
        return stored.history.came_whole(waiting.service_id)

    def _take_in(
        self, waiting: Waiting, together: _Together, release: Release
    ) -> Iterator[Incoming]:
        """Fetch one message and yield what has been stored since: nothing where it may wait.

        An error of the store, as on a full disk, is raised: fetching the next would not help.
        """
        if (left := self._left_lately(waiting)) is not None:
            yield left
            return
        incoming = self._fetched_or_set_aside(waiting)
        if isinstance(incoming, Received) and self._intake.may_wait(incoming):
            size = len(incoming.raw)
            if size >= _LARGE:
                incoming = self._intake.without_bytes(incoming)
            together.add(incoming, size, self._actor.clock())
        elif incoming is not None:
            yield from self._kept_alone(incoming, release)
        if together.are_enough(self._actor.clock()):
            yield from self._stored(together, release)

    def _fetched_or_set_aside(self, waiting: Waiting) -> Incoming | None:
        try:
            return with_faults_said(partial(self._fetched, waiting))
        except ProgramFault as fault:
            return self._set_aside(waiting, fault)

    def _stored(self, together: _Together, release: Release) -> Iterator[Incoming]:
        """Store what was fetched in one transaction, and then confirm each.

        Where one of them is in the way, each is stored alone, so that it hinders no other.
        """
        fetched = together.taken()
        if not fetched:
            return
        try:
            stored = with_faults_said(partial(self._intake.keep_together, fetched))
        except (ProgramFault, Refused, Untrusted, InvalidMessage):
            for one in fetched:
                yield from self._kept_alone(one, release)
            return
        for one, taken in zip(fetched, stored, strict=True):
            if taken is not None and self._may_go(taken, release):
                self._confirm(one.waiting)
            if taken is not None:
                yield taken

    def _kept_alone(self, incoming: Incoming, release: Release) -> Iterator[Incoming]:
        try:
            taken = with_faults_said(partial(self._intake.keep, incoming))
        except ProgramFault as fault:
            yield self._set_aside(incoming.waiting, fault)
            return
        if taken is not None and self._may_go(taken, release):
            self._confirm(incoming.waiting)
        if taken is not None:
            yield taken

    def _set_aside(self, waiting: Waiting, fault: ProgramFault) -> Undecided:
        set_aside = Undecided(waiting, fault)
        self._left[waiting.service_id] = set_aside, self._actor.clock()
        return set_aside

    def _left_lately(self, waiting: Waiting) -> LeftWaiting | Undecided | None:
        """Return what was left where it is, unless it is time to look at it again."""
        left, looked = self._left.pop(waiting.service_id, (None, None))
        if left is None or looked is None:
            return None
        if not timedelta() <= self._actor.clock() - looked < _LOOK_AGAIN:
            return None
        self._left[waiting.service_id] = left, looked
        return left

    def _fetched(self, waiting: Waiting) -> Incoming | None:
        """Return what was fetched; raise after `PATIENCE` failures in a row.

        So a service that does not answer does not delay what is to be sent. What cannot be had
        waits there, and that is said; None for what is gone, as when another window was faster,
        unless the service lists it again.
        """
        try:
            incoming = self._service.fetch(waiting)
        except (Unavailable, Refused, Untrusted) as error:
            _log.info("message %s cannot be had: %s", waiting.message_id, error.text)
            answered = isinstance(error, Refused | Faulty)
            self._unanswered = 0 if answered else self._unanswered + 1
            if self._unanswered >= PATIENCE:
                raise
            if isinstance(error, Gone) and waiting.service_id not in self._gone:
                self._gone.add(waiting.service_id)
                return None
            return Undecided(waiting, error)
        self._unanswered = 0
        return incoming

    def _may_go(self, incoming: Incoming, release: Release) -> bool:
        """Return whether the service may delete what has just been stored."""
        match incoming:
            case Undecided(waiting, reason):
                _log.info("%s waits: %s", waiting.service_id, reason.text)
                return False
            case NotOurs():
                return False
            case LeftWaiting():
                self._left[incoming.waiting.service_id] = incoming, self._actor.clock()
                return False
            case Received():
                return release.at_once
            case Unreadable(raw=raw):
                return self._service.gives_all and release.at_once and bool(raw)
            case _:
                self._settled |= {incoming.waiting.service_id}
                return True

    def _confirm(self, waiting: Waiting) -> None:
        try:
            self._service.confirm(waiting)
        except (Unavailable, Refused) as error:
            _log.info("message %s stays at the service: %s", waiting.message_id, error.text)


class _Together:
    """Messages that have been fetched, to be stored together: at first one, then more and more.

    So the first stands in the list at once, and a store that is full is met at once.
    """

    def __init__(self) -> None:
        self._most = 1
        self._fetched: list[Received] = []
        self._bytes = 0
        self._since: datetime | None = None

    def add(self, fetched: Received, size: int, now: datetime) -> None:
        """Add one that came as so many bytes."""
        self._since = self._since or now
        self._fetched.append(fetched)
        self._bytes += size

    def are_enough(self, now: datetime) -> bool:
        """Return whether they are to be stored now."""
        if self._since is None:
            return False
        many = len(self._fetched) >= self._most or self._bytes >= _LARGE
        return many or not timedelta() <= now - self._since < _SOON

    def taken(self) -> tuple[Received, ...]:
        """Return them, and begin anew."""
        fetched = tuple(self._fetched)
        self._most = min(2 * self._most, _TOGETHER)
        self._fetched, self._bytes, self._since = [], 0, None
        return fetched


def _others() -> Refused:
    return Refused(
        "The access point shows this client messages of other organisations. They are left there."
        " Ask whoever runs it to give the client's user only your organisation's."
    )
