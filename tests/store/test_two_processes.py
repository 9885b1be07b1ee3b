"""Two processes at one store: one is stopped amid its work while the other does its own.

Nothing is lost, no copy is half, and neither says anything but that the other is in its way.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.store import rekeying
from sdk_desktop.store.backup.copying import verify_copy
from sdk_desktop.store.schema import migrations
from sdk_desktop.store.schema.migrations import MIGRATIONS
from sdk_desktop.store.store import Store
from tests.kit.processes.forked import Process
from tests.store.doing import OTHER, WORKS, copy_beside, doing
from tests.store.letters import KEY, query
from tests.store.writer import write_one

BEFORE = 12
OLDER = len(MIGRATIONS) - 1
CLEAR = {
    "done",
    "Unavailable: The message store is busy. Try again.",
    "Unavailable: Another window has the message store open. Close the client there and try again.",
    f"Refused: {migrations.of_newer_version().text}",
}
PAIRS = [pair for pair in product(WORKS, WORKS) if not all("backup" in one for one in pair)]
"""Two backups have a lock of their own (`Backups`)."""


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Return a store with messages, and one that an older version has written."""
    folder = tmp_path_factory.mktemp("stores")
    made = {False: folder / "new.db", True: folder / "old.db"}
    with pytest.MonkeyPatch.context() as older:
        for is_old, path in made.items():
            steps = MIGRATIONS[: OLDER if is_old else None]
            older.setattr(migrations.migrate, "__defaults__", (steps,))
            older.setattr(migrations.refuse_newer, "__defaults__", (steps,))
            filled(path)
    return made


def filled(path: Path) -> None:
    store = Store.create(path, KEY)
    for number in range(BEFORE):
        write_one(store, number)
    store.close()


@dataclass
class Said:
    """What the two have said, the one that was stopped first."""

    first: list[str]
    second: list[str]

    def count(self, word: str) -> int:
        return [*self.first, *self.second].count(word)


def until_half(process: Process) -> Iterator[str]:
    assert process.stdout is not None
    while (line := process.stdout.readline().strip()) in {"kept", "erased"}:
        yield line
    yield line


def both(path: Path, first: str, second: str, at: int) -> Said:
    """Stop the first at a pulse, let the second do what it does, and the first go on."""
    versions = [
        0 if one == "migration" or "migration" not in (first, second) else OLDER
        for one in (first, second)
    ]
    with doing(path, first, at, versions[0]) as stopped:
        before = list(until_half(stopped))
        with doing(path, second, 0, versions[1]) as other:
            meanwhile = other.communicate()[0].splitlines()
        assert stopped.stdin is not None
        stopped.stdin.write("\n")
        stopped.stdin.flush()
        return Said([*before, *stopped.communicate()[0].splitlines()], meanwhile)


def whole(path: Path, key: bytes) -> int:
    """Return how many messages a store has, all of which can be read."""
    store = Store.open(path, key)
    with store.read() as stored:
        rows = [one.row for one in stored.messages.page(query(), limit=100).headlines]
        assert all(stored.messages.message(row) for row in rows)
        assert stored.audit.verify().broken is None
    store.check()
    store.close()
    return len(rows)


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_nothing_is_lost_and_what_is_said_is_clear(
    stores: dict[bool, Path], path: Path, first: str, second: str
) -> None:
    shutil.copy(stores["migration" in {first, second}], path)
    said = both(path, first, second, at=2)

    assert said.first[0] in {"half", "kept", "erased"}
    assert {said.first[-1], said.second[-1]} <= CLEAR
    renewed = first == "new key" and said.first[-1] == "done"
    count = BEFORE + said.count("kept") - said.count("erased")
    assert whole(path, OTHER if renewed else KEY) == count
    if copy_beside(path).exists():
        verify_copy(copy_beside(path), KEY, lambda: True)


@pytest.mark.parametrize("at", [5, 6])
def test_a_new_file_is_built_by_one_at_a_time(
    stores: dict[bool, Path], path: Path, at: int
) -> None:
    """What writes the file anew removes what others left; what another builds is nothing left."""
    shutil.copy(stores[False], path)
    said = both(path, "new key", "rewriting", at)

    assert said.first[-1] == "done"
    assert said.second[-1] == "Unavailable: The message store is busy. Try again."
    assert whole(path, OTHER) == BEFORE


def test_who_signs_in_while_the_key_is_renewed_is_asked_to_try_again(
    stores: dict[bool, Path], path: Path
) -> None:
    """The key that was taken from the key file was the right one just before."""
    shutil.copy(stores[False], path)

    def sign_in() -> None:
        Store.open(path, KEY).renew_key(OTHER, lambda _: None, lambda _: None)
        Store.open(path, KEY)

    with pytest.raises(Unavailable, match="just got a new key"), rekeying.unless_renewed(path):
        sign_in()
    with (
        pytest.raises(SdkError, match="cannot be opened with this key"),
        rekeying.unless_renewed(path),
    ):
        Store.open(path, KEY)
