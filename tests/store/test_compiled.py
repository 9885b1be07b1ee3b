from datetime import timedelta

import pytest
import sqlalchemy as sa

from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.compiled import Compiled, insert_row
from sdk_desktop.store.schema.tables import READABLE, audit, fetch, message
from sdk_desktop.store.store import Store
from tests.store.letters import NOON, letter, puzzle, received, sent

TIMES = sa.select(fetch.c.what, fetch.c.time)


def test_values_are_kept_as_sqlalchemy_keeps_them(store: Store) -> None:
    add = Compiled(sa.insert(fetch), ("what", "time"))

    with store.begin() as stored:
        connection = stored.messages.connection
        add.run(connection, {"what": "now", "time": NOON})
        add.run_all(connection, [{"what": n, "time": NOON + timedelta(1)} for n in ("a", "b")])
        kept = [tuple(row) for row in connection.execute(TIMES.order_by(fetch.c.what))]

    assert kept == [("a", NOON + timedelta(1)), ("b", NOON + timedelta(1)), ("now", NOON)]


def test_what_is_in_the_statement_stays_and_what_is_open_is_given(store: Store) -> None:
    (first,) = received(store, letter("A"))
    second = sent(store, letter("B"))
    with store.begin() as stored:
        stored.messages.add_unreadable(puzzle(), NOON)
    found = Compiled(
        sa.select(message.c.id)
        .where(
            READABLE, message.c.direction == sa.bindparam("way"), message.c.confidential.is_(False)
        )
        .order_by(message.c.id)
    )

    with store.read() as stored:
        connection = stored.messages.connection
        answers = [found.run(connection, {"way": way}).fetchall() for way in Direction]

    assert answers == [[(first,)], [(second,)]]


def test_a_value_that_is_not_given_is_missed(store: Store) -> None:
    add = Compiled(sa.insert(fetch), ("what", "time"))

    with store.begin() as stored, pytest.raises(KeyError, match="time"):
        add.run(stored.messages.connection, {"what": "now"})


def test_a_row_tells_its_number(store: Store) -> None:
    with store.begin() as stored:
        connection = stored.messages.connection
        values = dict.fromkeys(("kind", "who", "computer", "mailbox", "message_id"), "")
        texts = dict.fromkeys(("person", "detail", "words", "digest"), "")
        number = insert_row(connection, audit, {"number": 7, "time": NOON, **values, **texts})
        kept = connection.execute(sa.select(audit.c.number, audit.c.time)).one()

    assert (number, NOON) == tuple(kept) == (7, NOON)
