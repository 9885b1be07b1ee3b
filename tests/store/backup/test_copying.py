"""Copies of a store that others write at the same time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from sdk_desktop.domain.errors import Locked, Refused, SdkError, Unavailable
from sdk_desktop.store.backup import closed_copy, copying
from sdk_desktop.store.backup.closed_copy import copy_closed, store_of, wal_of
from sdk_desktop.store.backup.copying import (
    GoesOn,
    copy_store,
    verify_copy,
    verify_open_store,
)
from sdk_desktop.store.backup.files import copy_file
from sdk_desktop.store.store import Store
from tests.store.letters import FULL, KEY, letter, query, received, rows
from tests.store.writer import ended, write_one, writing

DAMAGED = "The message store is damaged"
PAGE = 16_384
MANY = [letter(text=f"{number} " + "Ett ord. " * 20_000) for number in range(12)]


def on() -> bool:
    return True


def damage(path: Path, page: int) -> None:
    """Flip a bit in a page, counted from 1 or back from the end."""
    pages = path.stat().st_size // PAGE
    place = ((page - 1) % (pages + 1)) * PAGE + 5_000
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ 1]))


def counted(path: Path) -> tuple[int, int]:
    """Open a copy with the store's key; gives its messages and the links of its sound chain."""
    store = Store.open(path, KEY)
    with store.read() as stored:
        messages, chain = stored.messages.page(query()).total, stored.audit.verify()
    store.close()
    assert chain.broken is None
    return messages, chain.events


def copies(folder: Path, copy: Callable[[Path], object], count: int) -> list[tuple[int, int]]:
    """Make copies, one after the other, and count what each holds."""
    folder.mkdir()
    found = []
    for number in range(count):
        target = folder / f"{number}.db"
        copy(target)
        found.append(counted(target))
    return found


def test_a_copy_holds_the_same_under_the_same_key(store: Store, path: Path, tmp_path: Path) -> None:
    received(store, FULL)
    copy = tmp_path / "copy.db"

    mark = store.copy_to(copy)

    again = Store.open(copy, KEY)
    with again.read() as stored:
        assert stored.messages.whole(FULL.message_id) == FULL
        assert stored.history.store() == mark.store == store_of(path) == store_of(copy)
    again.close()


def test_a_copy_has_no_plain_byte_and_opens_with_no_other_key(store: Store, tmp_path: Path) -> None:
    received(store, letter("Hemligheten", "Hemligheten " * 5000))
    copy = tmp_path / "copy.db"

    store.copy_to(copy)

    content = copy.read_bytes()
    assert b"Hemligheten" not in content
    assert not content.startswith(b"SQLite format 3")
    with pytest.raises(Refused):
        Store.open(copy, bytes(32))


def test_a_copy_leaves_nothing_beside_it(store: Store, tmp_path: Path) -> None:
    received(store, *MANY)
    folder = tmp_path / "copies"
    folder.mkdir()

    store.copy_to(folder / "copy.db")

    assert [path.name for path in folder.iterdir()] == ["copy.db"]


def test_copies_are_whole_while_another_process_writes(
    store: Store, path: Path, tmp_path: Path
) -> None:
    received(store, *MANY)

    with writing(path) as other:
        found = copies(tmp_path / "copies", store.copy_to, 2)
        written = ended(other)

    assert found == sorted(found)
    assert [messages - events for messages, events in found] == [len(MANY)] * 2
    assert found[0][1] >= 1
    assert counted(path) == (len(MANY) + written, written)


@pytest.mark.parametrize("page", [3, 20, -2, -1])
def test_a_false_page_makes_no_copy(store: Store, path: Path, tmp_path: Path, page: int) -> None:
    received(store, *MANY)
    store.close()
    damage(path, page)

    with pytest.raises(Refused, match=DAMAGED):
        copy_store(path, KEY, tmp_path / "copy.db", on)


@pytest.mark.parametrize("page", [3, 20, -2, -1])
def test_a_false_page_is_found_by_a_check(store: Store, path: Path, page: int) -> None:
    received(store, *MANY)
    store.check()
    store.close()
    damage(path, page)

    with pytest.raises(Refused, match=DAMAGED):
        verify_open_store(path, KEY, on)


@pytest.mark.parametrize("page", [1, 3, 20, -1])
def test_a_copy_that_is_spoilt_on_its_way_does_not_count(
    store: Store, tmp_path: Path, page: int
) -> None:
    received(store, *MANY)
    copy = tmp_path / "copy.db"
    store.copy_to(copy)
    damage(copy, page)

    with pytest.raises(Refused, match="is not whole"):
        verify_copy(copy, KEY, on)


@pytest.mark.parametrize("page", [1, 20])
def test_a_copy_that_is_spoilt_while_it_is_written_is_found_at_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    received(store, *MANY)
    copy = tmp_path / "copy.db"
    monkeypatch.setattr(copying, "_reading", spoiling(lambda: damage(copy, page)))

    with pytest.raises(Refused, match="is not whole"):
        store.copy_to(copy)


@pytest.mark.parametrize("missing", [PAGE, 5])
def test_a_copy_that_lacks_its_end_is_found_at_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: int
) -> None:
    received(store, *MANY)
    copy = tmp_path / "copy.db"
    shorter = partial(shorten, copy, missing)
    monkeypatch.setattr(copying, "_reading", spoiling(shorter))

    with pytest.raises(Refused, match="is not whole"):
        store.copy_to(copy)


def shorten(path: Path, missing: int) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - missing)


def spoiling(spoil: Callable[[], None]) -> Callable[..., AbstractContextManager[Any]]:
    """Do something to a copy before it is read back."""
    reading = copying._reading

    def spoilt(path: Path, key: bytes, goes_on: GoesOn) -> AbstractContextManager[Any]:
        spoil()
        return reading(path, key, goes_on)

    return spoilt


def test_a_full_disk_is_said_of_the_backups_place(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(store, *MANY)
    monkeypatch.setattr(copying, "copy_still", lambda *_: False)  # it did not fit either
    monkeypatch.setattr(copying, "TARGET", (*copying.TARGET, "PRAGMA max_page_count = 10"))

    with pytest.raises(Unavailable, match="There is no room for a backup"):
        store.copy_to(tmp_path / "copy.db")

    assert len(rows(store, query())) == len(MANY)


def test_a_copy_cannot_be_written_where_no_folder_is(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be used: No such file"):
        store.copy_to(tmp_path / "none" / "copy.db")


def test_locking_ends_the_copying_and_the_check(store: Store, path: Path, tmp_path: Path) -> None:
    received(store, *MANY)

    with pytest.raises(Locked):
        copy_store(path, KEY, tmp_path / "copy.db", lambda: False)
    store.close()
    with pytest.raises(Locked):
        store.copy_to(tmp_path / "another.db")
    with pytest.raises(Locked):
        store.check()


def test_locking_ends_a_check_at_once(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(store, *MANY)
    monkeypatch.setattr(copying, "PULSE", 1)

    asked = iter([True])
    with pytest.raises(Locked):
        verify_open_store(path, KEY, lambda: False)
    with pytest.raises(Locked):
        verify_copy(path, KEY, lambda: False)
    with pytest.raises(Locked):
        verify_copy(path, KEY, lambda: next(asked, False))


def test_a_store_whose_index_says_something_else_is_damaged(store: Store, path: Path) -> None:
    received(store, *MANY)
    mix_up(store)

    with pytest.raises(Refused, match=DAMAGED):
        store.check()
    store.close()
    with pytest.raises(Refused, match="is not whole"):
        verify_copy(path, KEY, on)


def mix_up(store: Store) -> None:
    """Let two indexes lead to each other's entries."""
    roots = "SELECT rootpage FROM sqlite_master WHERE name IN ('message_service', 'file_message')"
    with store.begin() as stored:
        run = stored.messages.connection.exec_driver_sql
        one, other = run(roots).scalars()
        run("PRAGMA writable_schema = ON")
        moved = "UPDATE sqlite_master SET rootpage = ? - rootpage WHERE rootpage IN (?, ?)"
        run(moved, (one + other, one, other))
        run("PRAGMA writable_schema = OFF")


def test_a_copy_that_is_gone_or_empty_is_not_whole(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()

    with pytest.raises(Refused, match="is not whole"):
        verify_copy(tmp_path / "none.db", KEY, on)
    with pytest.raises(Refused, match="is not whole"):
        verify_copy(empty, KEY, on)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database or disk is full", "There is no room for a backup"),
        ("database disk image is malformed", DAMAGED),
        ("file is not a database", DAMAGED),
        ("disk I/O error", "The backup cannot be written to"),
    ],
)
def test_what_the_engines_backup_says_is_said_in_plain_words(said: str, told: str) -> None:
    with pytest.raises(SdkError, match=told), copying._understood(Path("share")):
        raise dbapi2.OperationalError(said)


def test_without_its_key_a_store_is_copied_as_it_is(
    store: Store, path: Path, tmp_path: Path
) -> None:
    received(store, *MANY)
    store.close()
    copy = tmp_path / "copy.db"

    copy_closed(path, copy)

    assert copy.read_bytes() == path.read_bytes()


def test_without_its_key_an_open_store_is_copied_with_its_log(path: Path, tmp_path: Path) -> None:
    Store.create(path, KEY).close()

    with writing(path) as other:
        found = copies(tmp_path / "copies", lambda target: copy_closed(path, target), 6)
        written = ended(other)

    assert found == sorted(found)
    assert [messages for messages, _ in found] == [events for _, events in found]
    assert 1 <= found[0][1] <= found[-1][1] <= written


def test_a_log_that_begins_anew_is_copied_again(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_one(store, 1)
    copied: list[str] = []

    def interrupted(source: Path, target: Path) -> object:
        done = copy_file(source, target)
        copied.append(source.name)
        if len(copied) == 1:
            begin_log_anew(store)
        return done

    monkeypatch.setattr(closed_copy, "copy_file", interrupted)
    copy_closed(path, tmp_path / "copy.db")

    assert copied == ["store.db", "store.db-wal"] * 2
    assert counted(tmp_path / "copy.db") == (2, 2)


def test_a_log_that_never_rests_is_given_up(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_one(store, 1)
    folder = tmp_path / "copies"
    folder.mkdir()

    def interrupted(source: Path, target: Path) -> object:
        begin_log_anew(store)
        return copy_file(source, target)

    monkeypatch.setattr(closed_copy, "copy_file", interrupted)
    with pytest.raises(Unavailable, match="busy"):
        copy_closed(path, folder / "copy.db")

    assert list(folder.iterdir()) == []


def begin_log_anew(store: Store) -> None:
    """Move everything from the log to the store, and begin a new log with another message."""
    assert store._engine is not None
    with store._engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.close()
    write_one(store, 2)


@pytest.mark.parametrize("content", [b"", b"short"])
def test_what_is_no_store_is_not_copied(tmp_path: Path, path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(Refused, match=DAMAGED):
        copy_closed(path, tmp_path / "copy.db")

    assert not (tmp_path / "copy.db").exists()


def test_where_no_store_is_nothing_is_copied(tmp_path: Path, path: Path) -> None:
    with pytest.raises(Refused, match="is not there"):
        copy_closed(path, tmp_path / "copy.db")


def test_the_log_stands_beside_its_store(store: Store, path: Path) -> None:
    assert wal_of(path).is_file()
