"""What the messages are like that are measured with."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from installer.bench.corpus import see_to
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.schema.tables import message
from sdk_desktop.store.store import Store
from tests.store.letters import KEY, NOON, SOCIAL, letter


@pytest.mark.parametrize("direction", Direction)
def test_many_are_left_as_if_each_had_been_seen_to_by_itself(
    tmp_path: Path, direction: Direction
) -> None:
    own = {"id", "message_id", "conversation_id"}
    wanted = sa.select(*(column for column in message.c if column.name not in own))
    store = Store.create(tmp_path / "store.db", KEY)

    with store.begin() as stored:
        _, *rows = (stored.messages.add(letter(), direction, SOCIAL, NOON) for _ in range(3))
        see_to(stored, direction, rows)
        as_it_came, first, second = stored.connection.execute(wanted)
    store.close()

    assert second == first != as_it_came
