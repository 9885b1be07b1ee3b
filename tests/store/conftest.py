"""What every test of the store has: a real encrypted file."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa

from sdk_desktop.files import write_private
from sdk_desktop.store.schema.tables import colleague
from sdk_desktop.store.store import Store
from tests.store.letters import KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Say where the store's file is."""
    return tmp_path / "store.db"


@pytest.fixture(scope="session")
def empty_store() -> bytes:
    """Return the file of a store without messages."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        made = Store.create(path, KEY)
        with made.begin() as transaction:  # whoever asks in these tests is a colleague of that id
            connection = transaction.messages.connection
            connection.execute(sa.insert(colleague).values(id="Siv", name="Siv"))
        made.close()
        return path.read_bytes()


@pytest.fixture
def store(path: Path, empty_store: bytes) -> Iterator[Store]:
    """Open an empty store, a copy of one that was made once."""
    write_private(path, empty_store)
    opened = Store.open(path, KEY)
    yield opened
    opened.close()


@pytest.fixture
def plans(store: Store) -> Iterator[list[str]]:
    """How the engine answers each question from now on."""
    found: list[str] = []

    def explain(_c: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked = cursor.connection.cursor()  # type: ignore[attr-defined] # the driver's own
        found.append(
            " ".join(row[3] for row in asked.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))
        )

    engine = store._engine
    assert engine is not None
    sa.event.listen(engine, "before_cursor_execute", explain)
    yield found
    sa.event.remove(engine, "before_cursor_execute", explain)
