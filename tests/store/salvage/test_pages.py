"""Only pages that are as they were written are given, with what the log holds of them."""

import errno
import io
import shutil
from pathlib import Path

import pytest

from sdk_desktop.store.backup.closed_copy import wal_of
from sdk_desktop.store.engine import make_engine
from sdk_desktop.store.salvage.pages import CODE_BYTES, VECTOR_BYTES, TruePages, true_pages
from sdk_desktop.store.salvage.trees import Trees
from sdk_desktop.store.store_file import PAGE_BYTES
from tests.store.letters import KEY

TABLE = "CREATE TABLE one (a BLOB)"
FRAME = 24 + PAGE_BYTES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of two pages, and nothing in its log."""
    engine = make_engine(tmp_path / "store.db", KEY)
    with engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
    engine.dispose()
    return tmp_path / "store.db"


@pytest.fixture
def logged(path: Path, tmp_path: Path) -> Path:
    """A store with three transactions in its log, the last one over several pages."""
    copy = tmp_path / "copy.db"
    engine = make_engine(path, KEY)
    with engine.connect() as connection:
        for size in (3, 9_000, 40_000):
            connection.exec_driver_sql("INSERT INTO one VALUES (zeroblob(?))", (size,))
            connection.commit()
        shutil.copy(path, copy)
        shutil.copy(wal_of(path), wal_of(copy))
    engine.dispose()
    return copy


def sizes(path: Path) -> list[int]:
    with true_pages(path, KEY) as pages:
        return [len(values[0]) for _, values in Trees(pages.page).rows(2)]  # type: ignore[arg-type]


def by_the_engine(path: Path) -> list[int]:
    engine = make_engine(path, KEY)
    with engine.connect() as connection:
        asked = connection.exec_driver_sql("SELECT length(a) FROM one")
        found = [int(size) for size in asked.scalars()]
    engine.dispose()
    return found


def turned(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_what_is_in_the_log_only_is_read(logged: Path) -> None:
    assert sizes(logged) == [3, 9_000, 40_000]


@pytest.mark.parametrize("frame", range(6))
@pytest.mark.parametrize("at", [0, 7, 8, 16, 24, 9_000, FRAME - 1])
def test_the_log_holds_as_far_as_the_engine_believes_it(logged: Path, frame: int, at: int) -> None:
    turned(wal_of(logged), 32 + frame * FRAME + at)

    assert sizes(logged) == by_the_engine(logged)


@pytest.mark.parametrize("at", [0, 3, 11, 16, 24, 31])
def test_a_log_whose_beginning_is_damaged_holds_nothing(logged: Path, at: int) -> None:
    turned(wal_of(logged), at)

    assert sizes(logged) == by_the_engine(logged) == []


@pytest.mark.parametrize("left", [0, 10, 32, 32 + FRAME, 32 + 2 * FRAME + 5_000])
def test_of_a_log_that_was_cut_whole_transactions_hold(logged: Path, left: int) -> None:
    wal_of(logged).write_bytes(wal_of(logged).read_bytes()[:left])

    assert sizes(logged) == by_the_engine(logged)


def pages_of(path: Path, key: bytes = KEY) -> list[bool]:
    with true_pages(path, key) as pages:
        return [pages.page(number) is not None for number in range(pages.count + 2)]


def test_every_page_that_was_written_is_given(path: Path) -> None:
    assert pages_of(path) == [False, True, True, False]


@pytest.mark.parametrize("at", [0, 9_000, -CODE_BYTES - VECTOR_BYTES, -CODE_BYTES, -1])
def test_a_page_of_which_a_bit_is_turned_is_not_given(path: Path, at: int) -> None:
    turned(path, PAGE_BYTES + at % PAGE_BYTES)

    assert pages_of(path) == [False, True, False, False]


@pytest.mark.parametrize("at", range(16))
def test_nothing_is_given_without_the_salt(path: Path, at: int) -> None:
    turned(path, at)

    assert not any(pages_of(path))


def test_nothing_is_given_with_another_key(path: Path) -> None:
    assert not any(pages_of(path, bytes(32)))


def test_a_page_at_the_place_of_another_is_not_given(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[PAGE_BYTES:] + content[:PAGE_BYTES])

    assert not any(pages_of(path))


def test_a_page_that_was_cut_is_not_given(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])

    assert pages_of(path) == [False, True, False]


def test_a_page_that_the_disk_does_not_give_is_lost(path: Path) -> None:
    with path.open("rb") as file:
        pages = TruePages(BadDisk(file), None, KEY)
        assert (pages.page(1) is None, pages.page(2) is None) == (False, True)


class BadDisk(io.BufferedReader):
    """A file of whose second page the disk reads nothing."""

    def __init__(self, file: io.BufferedReader) -> None:
        super().__init__(file.raw)

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, or fail as a disk does."""
        if self.tell() >= PAGE_BYTES:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)
