"""What every test of the store has: a real encrypted file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sdk_desktop.store.schema.tables import colleague
from sdk_desktop.store.store import Store
from tests.store.letters import KEY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Say where the store's file is."""
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Make an empty store."""
    made = Store.create(path, KEY)
    with made.begin() as transaction:  # whoever asks in these tests is a colleague of that id
        transaction.messages.connection.execute(sa.insert(colleague).values(id="Siv", name="Siv"))
    yield made
    made.close()
