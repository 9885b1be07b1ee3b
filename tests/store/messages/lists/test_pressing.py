"""Counting what needs somebody by days says as much as looking at each message."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Direction, Folder, ListQuery, Order
from sdk_desktop.store.messages.lists import totals
from sdk_desktop.store.schema.count_tables import duty_count
from sdk_desktop.store.schema.tables import Duty, message, reminder
from sdk_desktop.store.store import Store, Transaction
from tests.store.letters import KEY, NOON, SCHOOL, SOCIAL, letter, query

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
MIDNIGHT = NOON.replace(hour=0)
MOMENTS = (NOON - DAY, MIDNIGHT - SECOND, MIDNIGHT, NOON - SECOND, NOON, NOON + DAY)
ASKED = (MIDNIGHT - DAY, MIDNIGHT, NOON, NOON + SECOND, MIDNIGHT + DAY, NOON + 9 * DAY)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Store messages with each duty, of each day, each deadline, some with a reminder."""
    store = Store.create(Path(tmp_path_factory.mktemp("pressing")) / "store.db", KEY)
    with store.begin() as stored:
        fill(stored)
    yield store
    store.close()


def fill(stored: Transaction) -> None:
    connection = stored.messages.connection
    ways = product(Duty, MOMENTS, (None, *MOMENTS[::2]), (None, NOON))
    for number, (duty, came, until, answered) in enumerate(ways):
        mailbox = (SOCIAL, SCHOOL)[number % 2]
        row = stored.messages.add(letter(f"{number}"), Direction.IN, mailbox, came)
        values = {"duty": duty.value, "answer_by": until, "answered": answered}
        connection.execute(sa.update(message).where(message.c.id == row).values(values))
    third = message.c.id % 3 == 0
    reminded = sa.select(message.c.id, sa.literal("Siv"), message.c.received).where(third)
    connection.execute(sa.insert(reminder).from_select(list(reminder.c), reminded))
    connection.execute(sa.delete(message).where(message.c.id % 5 == 0))
    taken = sa.update(message).where(message.c.id % 4 < 2)
    connection.execute(taken.values(handler=sa.case((third, "Siv"), else_="Bo")))


def asked_at(moment: datetime, other: datetime) -> ListQuery:
    return replace(
        query(Folder.ACTION), unregistered_before=moment, unanswered_before=other, now=other
    )


def looked_at(stored: Transaction, asked: ListQuery) -> Counter[str]:
    """Return how many of each mailbox need somebody, by every row of the list."""
    return Counter(one.mailbox for one in stored.messages.page(asked, limit=1000).headlines)


@pytest.mark.parametrize("moment", ASKED)
@pytest.mark.parametrize("other", ASKED)
def test_as_many_are_counted_as_are_listed(store: Store, moment: datetime, other: datetime) -> None:
    asked = asked_at(moment, other)

    with store.read() as stored:
        listed = looked_at(stored, asked)
        counted = {one.address: one.action for one in stored.messages.counts(asked)}
        total = stored.messages.page(asked, limit=1).total
        of_one = stored.messages.page(replace(asked, mailbox=SCHOOL), limit=1).total

    assert counted == dict(listed)
    assert (total, of_one) == (listed.total(), listed[SCHOOL])
    assert 0 < total < 240


@pytest.mark.parametrize("moment", ASKED)
@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("mailbox", ["", SOCIAL])
def test_what_one_has_taken_is_found_among_what_needs_somebody(
    store: Store, moment: datetime, order: Order, mailbox: str
) -> None:
    asked = replace(asked_at(moment, NOON), order=order, mailbox=mailbox)

    with store.read() as stored:
        everybodys = stored.messages.page(asked, limit=1000)
        own = stored.messages.page(replace(asked, taken=True), limit=1000)

    mine = [one.row for one in everybodys.headlines if one.handler_id == "Siv"]
    assert [one.row for one in own.headlines] == mine
    assert (own.total, own.more) == (len(mine), None)
    assert 0 < len(mine) < everybodys.total


def test_what_is_kept_by_days_is_what_is_there(store: Store) -> None:
    with store.read() as stored:
        connection = stored.messages.connection
        kept = connection.execute(sa.select(duty_count.c.duty, duty_count.c["count"])).all()

        assert totals.are_true(connection)
    assert kept
    assert all(duty and count > 0 for duty, count in kept)


def test_the_check_puts_right_what_is_not(store: Store) -> None:
    asked = asked_at(NOON, NOON)
    with store.begin() as stored:
        there = looked_at(stored, asked)
        stored.messages.connection.execute(sa.update(duty_count).values(count=7))

    store.correct_totals()

    with store.read() as stored:
        assert stored.messages.page(asked, limit=1).total == there.total()
