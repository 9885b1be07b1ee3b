"""The floor that the encrypted store is measured against."""

from datetime import UTC, datetime
from pathlib import Path

from installer.bench.store import plain_engine
from sdk_desktop.domain.mailbox import Direction, ListQuery
from sdk_desktop.store.schema.migrations import migrate
from sdk_desktop.store.store import Store
from tests.store.letters import NEVER, SOCIAL, letter


def test_the_floor_takes_in_and_shows_what_the_client_stores(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    engine = plain_engine(path)
    migrate(engine, path, b"")
    store = Store(engine, b"", lambda _changes: None)

    with store.begin() as stored:
        stored.messages.add(letter("Hej"), Direction.IN, SOCIAL, datetime.now(UTC))
    with store.read() as stored:
        page = stored.messages.page(ListQuery("Siv", NEVER, NEVER))
    store.close()

    assert [one.subject for one in page.headlines] == ["Hej"]
    assert path.read_bytes().startswith(b"SQLite format 3")
