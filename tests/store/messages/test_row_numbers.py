"""Which number a message's row gets: by the time it was received, once mailboxes are shared."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.store import Store
from tests.store.letters import FULL, NOON, SOCIAL


@pytest.fixture
def shared(store: Store) -> Store:
    with store.begin() as stored:
        stored.shared.share(SOCIAL, uuid4())
    return store


def put(store: Store, when: datetime) -> int:
    message = replace(FULL, message_id=str(uuid4()))
    with store.begin() as stored:
        return stored.messages.add(message, Direction.IN, SOCIAL, when)


def test_rows_are_numbered_as_they_come(store: Store) -> None:
    assert [put(store, NOON), put(store, NOON - timedelta(days=1))] == [1, 2]


def test_what_was_received_earlier_stands_below(shared: Store) -> None:
    minutes = [put(shared, NOON + timedelta(minutes=minute)) for minute in (5, 1, 3, 4, 2)]

    assert sorted(minutes) == [minutes[1], minutes[4], minutes[2], minutes[3], minutes[0]]


def test_what_comes_at_once_is_numbered_as_it_comes(shared: Store) -> None:
    later = put(shared, NOON + timedelta(minutes=1))
    first, second, third = (put(shared, NOON) for _ in range(3))

    assert (second, third) == (first + 1, first + 2)
    assert third < later


def test_what_is_new_is_above_what_is_there_whatever_its_number(store: Store) -> None:
    before = put(store, NOON)
    with store.begin() as stored:
        stored.shared.share(SOCIAL, uuid4())
    many = [put(store, NOON) for _ in range(3)]

    assert before < min(many)
    assert put(store, NOON + timedelta(seconds=1)) > max(many)


def test_what_a_slow_clock_received_last_is_new_and_exported(shared: Store) -> None:
    """Two computers' clocks differ, and the lead went from the fast one to the slow one."""
    with shared.begin() as stored:
        stored.exports.begin(SOCIAL)
    fast = put(shared, NOON + timedelta(seconds=59))
    with shared.begin() as stored:
        stored.exports.done(SOCIAL, fast)

    slow = put(shared, NOON)

    with shared.read() as stored:
        assert stored.exports.due(SOCIAL, 10) == (slow,)
