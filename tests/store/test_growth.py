"""What the engine does for one piece of work, in a small store and in one eight times as large.

The engine counts its own steps, so nothing here depends on the computer's speed.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sdk_desktop.domain.audit import AuditEvent, AuditKind, AuditScope
from sdk_desktop.domain.delivery import Delivery, Status
from sdk_desktop.domain.errand import Reason
from sdk_desktop.domain.mailbox import Direction, Folder, ListQuery, Order, SearchTerms
from sdk_desktop.store.store import Store, Transaction
from tests.store.letters import CLEARED, FULL, KEY, NEVER, NOON, SOCIAL

SMALL, LARGE = 50, 400
PERSON = "19900101-1234"
STEPS_AT_ONCE = 4
MINUTE = timedelta(minutes=1)
NEW = replace(FULL, message_id="new", conversation_id="conversation 7")
DIRECTIONS = Direction.IN, Direction.OUT
READ = AuditEvent(AuditKind.READ, NOON, "Siv", "PC-1", SOCIAL)
EVERY = ListQuery("siv", NEVER, NEVER)
MINE = replace(EVERY, folder=Folder.MINE)
UNREAD = replace(EVERY, terms=SearchTerms(unread=True))
SENT = replace(EVERY, folder=Folder.SENT)


Work = Callable[[Transaction], object]


class CountedSteps:
    """A store, and how many steps its engine takes."""

    def __init__(self, path: Path, messages: int) -> None:
        self.store = Store.create(path, KEY)
        self._steps = 0
        with self.store.begin() as transaction:
            fill(transaction, messages)

    def count(self, work: Work) -> int:
        """Return the steps of a piece of work, which is not kept."""
        before = self._steps
        with pytest.raises(KeyError):
            self._undone(work)
        return self._steps - before

    def _undone(self, work: Work) -> None:
        with self.store.begin() as transaction:
            connection: Any = transaction.audit.connection.connection.driver_connection
            connection.set_progress_handler(self._step, STEPS_AT_ONCE)
            work(transaction)
            raise KeyError

    def _step(self) -> int:
        self._steps += STEPS_AT_ONCE
        return 0


def fill(transaction: Transaction, messages: int) -> None:
    """Store messages that nobody waits for, of which every second was sent, each with an event.

    Another mailbox has a few, as many in each store.
    """
    transaction.audit.add(replace(READ, person=PERSON))
    for number in range(6):
        message, direction = replace(FULL, message_id=f"few{number}"), DIRECTIONS[number % 2]
        transaction.messages.add(message, direction, "few", NOON, f"few{number}")
    for number in range(messages):
        direction = Direction.OUT if number % 2 else Direction.IN
        moment = NOON + number * MINUTE
        conversation = f"conversation {number}"
        message = replace(FULL, message_id=f"m{number}", conversation_id=conversation)
        row = transaction.messages.add(message, direction, SOCIAL, moment, f"s{number}")
        transaction.messages.register(row, f"SN {number}", "Remiss")
        if direction is Direction.OUT:
            transaction.deliveries.add(Delivery(f"m{number}", Status.QUEUED, due=moment))
        transaction.errands.tick(row, Reason.LATE)
        transaction.audit.add(replace(READ, time=moment, person="" if number % 2 else "SE1"))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CountedSteps, CountedSteps]]:
    """Fill a small store and a large one alike."""
    folder = tmp_path_factory.mktemp("growth")
    both = CountedSteps(folder / "small.db", SMALL), CountedSteps(folder / "large.db", LARGE)
    yield both
    for one in both:
        one.store.close()


def _page(folder: Folder, mailbox: str, order: Order) -> Work:
    asked = replace(EVERY, folder=folder, mailbox=mailbox, order=order)
    return lambda work: work.messages.page(asked, limit=10)


WORK: dict[str, Work] = {
    "send": lambda work: work.messages.add(NEW, Direction.OUT, SOCIAL, NOON),
    "take in": lambda work: work.messages.add(NEW, Direction.IN, SOCIAL, NOON, "new"),
    "is it known": lambda work: work.history.known(["new", "other"]),
    "open": lambda work: work.messages.reading(7, CLEARED),
    "conversation": lambda work: work.messages.conversation(7, MINE),
    "all messages": lambda work: work.messages.page(EVERY, limit=10),
    "sent messages": lambda work: work.messages.page(SENT, limit=10),
    "how many everywhere": lambda work: work.messages.counts(EVERY),
    "new messages": lambda work: work.messages.page(replace(EVERY, folder=Folder.NEW)),
    "search what is unread": lambda work: work.messages.page(UNREAD),
    "my messages": lambda work: work.messages.page(MINE),
    "record an event": lambda work: work.audit.add(READ),
    "newest events": lambda work: work.audit.page(limit=10),
    "events of a kind": lambda work: work.audit.page(kind=AuditKind.SENT),
    "events about a person": lambda work: work.audit.page(scope=AuditScope(person=PERSON)),
    "events of a mailbox": lambda work: work.audit.page(scope=AuditScope("another")),
    "events of a period": lambda work: work.audit.page(scope=AuditScope(until=NOON)),
    "events of some hours": lambda work: work.audit.page(
        limit=10, scope=AuditScope(since=NOON, until=NOON + 20 * MINUTE)
    ),
    "events at random": lambda work: work.audit.sample(5, AuditKind.READ),
    **{
        f"{folder} {'of a mailbox ' if box else ''}by {order}": _page(folder, box, order)
        for folder in Folder
        for box in ("", SOCIAL)
        for order in (Order.NEWEST, Order.OLDEST)
    },
    **{
        f"a few {folder} of a mailbox by {order}": _page(folder, "few", order)
        for folder in Folder
        for order in (Order.SENDER, Order.DEADLINE)
    },
    "what needs me": lambda work: work.messages.page(
        replace(EVERY, folder=Folder.ACTION, taken=True), limit=10
    ),
    **{
        f"{folder} of somebody by {order}": _page(folder, "", order)
        for folder in (Folder.MINE, Folder.ACTION)
        for order in (Order.SENDER, Order.DEADLINE)
    },
}


@pytest.mark.parametrize("name", WORK)
def test_the_work_is_the_same_in_a_store_eight_times_as_large(
    stores: tuple[CountedSteps, CountedSteps], name: str
) -> None:
    small, large = (store.count(WORK[name]) for store in stores)

    assert 0 < small <= large * 2
    assert large <= 1.3 * small + 20


def test_a_work_that_walks_through_all_is_found_out(
    stores: tuple[CountedSteps, CountedSteps],
) -> None:
    every = sa.text("SELECT count(*) FROM audit WHERE words LIKE '%nowhere%'")

    small, large = (
        store.count(lambda work: work.audit.connection.execute(every)) for store in stores
    )

    assert large > 1.3 * small + 20
