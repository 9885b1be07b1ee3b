"""Parts that measure a shared mailbox, each in a new process, at a ledger that waits for its disk.

`shared work|copy PORT PASSWORD COUNT` prints one JSON object. Times are those of the clock, for
most is waiting; each is taken in turn with its floor.
"""

from __future__ import annotations

import json
import random
import select
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from installer.bench import data
from installer.bench.memory import grown
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.domain.clearance import Clearance, Level
from sdk_desktop.domain.mailbox import Direction, ListQuery
from sdk_desktop.domain.policy import Policy
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.sandbox.postgres import DATABASE, HOST, OWNER
from sdk_desktop.sharing.administration import LedgerAdministration
from sdk_desktop.sharing.hints import HintListener
from sdk_desktop.sharing.keys import verify
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.mailbox import Wanted
from sdk_desktop.sharing.membership import EVERYTHING, admit, found_mailbox
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor, record_event
from sdk_desktop.usecases.shared.care import care_fields, care_id
from sdk_desktop.usecases.shared.copy import Sharing
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from sdk_desktop.usecases.shared.work import SharedWork

TAKES = 60
LISTENERS = 40
CHANGED = 200
"""Messages among which the changes of a week away fall."""
NEED = 5_000 * 10 / 5 / 3600
"""Changes in a second of a mailbox of 5 000 messages a day with ten changes each, when a fifth of
them fall into one hour."""
_BATCH = 50
_SIGNED_BYTES = 400
"""About as many as an event has."""
_UNKNOWN_KIND = 1_000
_KEY = bytes(32)
_NOW = datetime.now(UTC)
_EVERY = ListQuery("", _NOW, _NOW, now=_NOW, clearance=Clearance("Kim", _NOW, Level.HIGHEST))


@dataclass(frozen=True)
class SharingComputer:
    """A computer without a window that shares the mailbox."""

    store: Store
    shared: SharedMailboxes
    work: SharedWork
    begun: list[float]
    """When messages came into its store."""

    @contextmanager
    def sharing(self) -> Iterator[Sharing]:
        """Yield its copy."""
        with self.work.ledgers.using(data.SOCIAL) as sharing:
            yield sharing

    def share(self, mailbox: UUID) -> None:
        """Share what it holds from now on."""
        with self.store.begin() as stored:
            stored.shared.share(data.SOCIAL, mailbox)
            stored.past.begin(data.SOCIAL, _NOW)


class LedgerBench:
    """A ledger, and computers in a folder that log in there."""

    def __init__(self, folder: Path, port: int, password: str) -> None:
        self._folder = folder
        self._password = password
        self.owner = LedgerAddress(HOST, DATABASE, OWNER, port=port)
        with LedgerAdministration.at(self.owner, password) as administration:
            administration.upgrade()

    def computer(self, name: str) -> SharingComputer:
        """Return a computer with an empty store; nobody else has its name."""
        login, secret = f"{name} {uuid4().hex[:8]}", self._folder / f"{name}.password"
        with LedgerAdministration.at(self.owner, self._password) as administration:
            secret.write_text(administration.add_login(login), encoding="utf-8")
        address = replace(self.owner, user=login, password_file=str(secret))
        begun: list[float] = []

        def note(changes: Changes) -> None:
            if TableFamily.MESSAGES in changes:
                begun.append(time.monotonic())

        store = Store.create(self._folder / f"{name}.db", _KEY, note)
        actor = Actor(name, name, _now, Policy(), Clearance(name, _NOW, Level.HIGHEST))
        actor.begin(store, [name])
        shared = SharedMailboxes(store, actor, address, PRACTICE_MAILBOXES[:1])
        return SharingComputer(store, shared, SharedWork(shared, takes_late_copies=False), begun)

    def found(self, first: SharingComputer) -> UUID:
        """Let a computer share its mailbox; return the mailbox's id."""
        administration = LedgerAdministration.at(self.owner, self._password)
        with Ledger(first.shared.address) as ledger, administration as owner:
            mailbox = found_mailbox(ledger, owner, first.shared.keys(ledger), "first")
        first.share(mailbox.id)
        return mailbox.id

    def join(self, first: SharingComputer, other: SharingComputer, mailbox: UUID) -> None:
        """Let another computer in."""
        with Ledger(other.shared.address) as ledger:
            keys = other.shared.keys(ledger)
            ledger.introduce(keys.public)
        with first.sharing() as sharing:
            admit(sharing.mailbox, keys.public, f"{keys.id}", EVERYTHING)
        other.share(mailbox)

    def connect(self) -> psycopg.Connection:
        """Connect as the owner, for what is measured against bare statements."""
        told = f"host={HOST} port={self.owner.port} dbname={DATABASE} user={OWNER}"
        return psycopg.connect(told, password=self._password, autocommit=True)


def work(bench: LedgerBench, count: int) -> dict[str, list[float]]:
    """Return the milliseconds of what people do, and the seconds of catching up with `count`."""
    first, second, alone = (bench.computer(name) for name in ("first", "second", "alone"))
    fill(first.store, CHANGED)
    fill(alone.store, TAKES)
    mailbox = bench.found(first)
    with first.sharing() as sharing:
        first.work.upload.bring_all(data.SOCIAL, sharing)
    bench.join(first, second, mailbox)
    with second.sharing() as sharing:
        sharing.pull()
    return {
        **_takes(first, alone),
        **_appends(bench, first),
        "visible": _seen(first, second, mailbox),
        "caught up": [_caught_up(first, second, count)],
        "caught up floor": [_verified(first, count)],
    }


def copy(bench: LedgerBench, count: int) -> dict[str, list[float]]:
    """Return the seconds of a new computer's copy of `count` messages, and of bare insertion."""
    first, second = bench.computer("first"), bench.computer("second")
    bare = _seconds(lambda: fill(first.store, count))
    mailbox = bench.found(first)
    with first.sharing() as sharing:
        first.work.upload.bring_all(data.SOCIAL, sharing)
    bench.join(first, second, mailbox)
    began = time.monotonic()
    with second.sharing() as sharing:
        held = grown(sharing.pull)
    whole = time.monotonic() - began
    if _count(second.store) != count:
        sys.exit("not everything was copied")
    return {
        "first": [next(moment for moment in second.begun if moment > began) - began],
        "whole": [whole],
        "bare": [bare],
        "memory": [held],
    }


def fill(store: Store, count: int) -> None:
    """Store so many messages, a few in each transaction."""
    chance = random.Random(3)  # noqa: S311 - no secret
    for start in range(0, count, _BATCH):
        with store.begin() as stored:
            for number in range(start, min(start + _BATCH, count)):
                moment = _NOW - timedelta(seconds=count - number)
                message = data.make_message(chance, number, moment)
                stored.messages.add(message, Direction.IN, data.SOCIAL, moment, f"service {number}")


def _takes(first: SharingComputer, alone: SharingComputer) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {"take": [], "take floor": []}
    pairs = zip(_rows(first.store, TAKES), _rows(alone.store, TAKES), strict=True)
    for shared, local in pairs:
        took["take"].append(_seconds(partial(_take, first, shared)) * 1000)
        began = time.monotonic()
        with alone.store.begin() as stored:
            _note_taken(stored, alone, local)
        took["take floor"].append((time.monotonic() - began) * 1000)
    return took


def _take(computer: SharingComputer, row: int) -> None:
    with computer.work.notes.noting(row) as stored:
        _note_taken(stored, computer, row)


def _note_taken(stored: Transaction, computer: SharingComputer, row: int) -> None:
    actor = computer.shared.actor
    stored.messages.assign(row, actor.who_id)
    record_event(stored, actor.event(AuditKind.TAKEN), row)


def _appends(bench: LedgerBench, first: SharingComputer) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {"append": [], "append floor": []}
    fields = {"mailbox": data.SOCIAL, "said": "x" * 300}
    with first.sharing() as sharing, bench.connect() as bare:
        bare.execute("CREATE TABLE bare (id uuid PRIMARY KEY, sealed bytea)")
        for _ in range(TAKES * 4):
            wanted = Wanted(uuid4(), _UNKNOWN_KIND, 1, fields)
            change = sharing.mailbox.change(uuid4(), [wanted])
            took["append"].append(_seconds(partial(sharing.mailbox.send, change)) * 1000)
            sealed = change.records[0].sealed
            insert = partial(bare.execute, "INSERT INTO bare VALUES (%s, %s)", (uuid4(), sealed))
            took["append floor"].append(_seconds(insert) * 1000)
    return took


def _seen(first: SharingComputer, second: SharingComputer, mailbox: UUID) -> list[float]:
    """Return the milliseconds until what was noted here is in the store there."""
    listeners = [HintListener(second.shared.address) for _ in range(LISTENERS)]
    sockets = [one.listen((mailbox,)) for one in listeners]
    took = []
    for row in _rows(first.store, CHANGED)[TAKES : TAKES * 2]:
        began = time.monotonic()
        _take(first, row)
        select.select(sockets[-1:], [], [])
        listeners[-1].take()
        with second.sharing() as sharing:
            sharing.pull()
        took.append((time.monotonic() - began) * 1000)
    for one in listeners:
        one.close()
    return took


def _caught_up(first: SharingComputer, second: SharingComputer, count: int) -> float:
    """Return the seconds in which a computer that was away takes in so many changes."""
    rows = _rows(first.store, CHANGED)
    with first.sharing() as sharing:
        noted = [_care(first, sharing, row) for row in rows]
        for number in range(count):
            identity, version, fields = noted[number % CHANGED]
            fields = {**fields, "diary": f"SN {number}", "read": True}
            wanted = Wanted(identity, int(RecordKind.CARE), version + 1, fields)
            sharing.mailbox.send(sharing.mailbox.change(uuid4(), [wanted]))
            noted[number % CHANGED] = identity, version + 1, fields
    with second.sharing() as sharing:
        return _seconds(sharing.pull)


def _verified(computer: SharingComputer, count: int) -> float:
    """Return the seconds in which so many signatures are verified: each change has one."""
    with computer.sharing() as sharing:
        keys = sharing.mailbox.keys
    content = bytes(_SIGNED_BYTES)
    signature = keys.sign(content)
    began = time.monotonic()
    for _ in range(count):
        verify(keys.public, signature, content)
    return time.monotonic() - began


def _care(
    computer: SharingComputer, sharing: Sharing, row: int
) -> tuple[UUID, int, dict[str, object]]:
    with computer.store.read() as stored:
        headline = stored.messages.headline(row)
        identity = care_id(stored, headline) or UUID(int=0)
        known = stored.shared.record(sharing.mailbox.id, identity)
        return identity, known.version if known else 0, care_fields(stored, headline)


def _rows(store: Store, count: int) -> list[int]:
    with store.read() as stored:
        return [one.row for one in stored.messages.page(_EVERY, limit=count).headlines]


def _count(store: Store) -> int:
    with store.read() as stored:
        return stored.messages.page(_EVERY, limit=1).total


def _seconds(do: Callable[[], object]) -> float:
    began = time.monotonic()
    do()
    return time.monotonic() - began


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    what, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[4])
    with tempfile.TemporaryDirectory() as place:
        one = LedgerBench(Path(place), port, sys.argv[3])
        print(json.dumps((work if what == "work" else copy)(one, count)))
