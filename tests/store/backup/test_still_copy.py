"""Copies of the encrypted file as it is, while the store is open."""

import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Locked
from sdk_desktop.store.backup import copying, still_copy
from sdk_desktop.store.backup.copying import copy_store
from sdk_desktop.store.backup.still_copy import copy_still
from sdk_desktop.store.store import Store
from tests.store.letters import KEY, letter, query, received

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="another program copies on POSIX")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells who holds locks")


def on() -> bool:
    return True


def subjects(path: Path) -> list[str]:
    store = Store.open(path, KEY)
    with store.read() as stored:
        found = [one.subject for one in stored.messages.page(query()).headlines]
    store.close()
    return found


@pytest.fixture
def by_the_engine(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the engine's own backup has copied."""
    copied: list[Path] = []
    copy = copying._copy

    def noted(source: object, key: bytes, target: Path, goes_on: Callable[[], bool]) -> object:
        copied.append(target)
        return copy(source, key, target, goes_on)

    monkeypatch.setattr(copying, "_copy", noted)
    return copied


def test_where_nobody_writes_the_copy_is_the_file_itself(
    store: Store, path: Path, tmp_path: Path, by_the_engine: list[Path]
) -> None:
    received(store, letter())
    copy = tmp_path / "copy.db"

    store.copy_to(copy)

    assert copy.read_bytes() == path.read_bytes()
    assert by_the_engine == []


def test_what_is_written_while_it_is_copied_waits_in_the_log(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_the_engine: list[Path]
) -> None:
    received(store, letter("Före"))
    moved: list[int] = []

    def while_others_write(path: Path, target: Path, goes_on: Callable[[], bool]) -> bool:
        received(store, letter("Under"))
        moved.append(move_what_is_in_the_log(store))
        return copy_still(path, target, goes_on)

    monkeypatch.setattr(copying, "copy_still", while_others_write)
    store.copy_to(tmp_path / "copy.db")

    assert subjects(tmp_path / "copy.db") == ["Före"]
    assert (moved, by_the_engine) == ([0], [])


def move_what_is_in_the_log(store: Store) -> int:
    """Return how many pages the engine can move to the file."""
    assert store._engine is not None
    with store._engine.connect() as connection:
        cursor = connection.connection.cursor()
        ((_, _, pages),) = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        cursor.close()
    return int(pages)


def test_while_another_reads_what_was_before_the_engine_copies(
    store: Store, path: Path, tmp_path: Path, by_the_engine: list[Path]
) -> None:
    received(store, letter("Före"))
    other = Store.open(path, KEY)
    copy = tmp_path / "copy.db"

    with other.read() as stored:
        stored.messages.page(query())
        received(store, letter("Efter"))
        store.copy_to(copy)
    other.close()

    assert by_the_engine == [copy]
    assert subjects(copy) == ["Efter", "Före"]


@pytest.mark.parametrize("copied", [still_copy.copy_still, still_copy._copy_here])
def test_a_file_is_copied_as_it_is_until_it_shall_not_go_on(
    tmp_path: Path, copied: Callable[[Path, Path, Callable[[], bool]], bool]
) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(bytes(3_000_000))

    assert copied(source, target, on)
    assert target.read_bytes() == source.read_bytes()
    assert not copied(source, target, lambda: False)


@pytest.mark.parametrize(("source", "target"), [("nowhere", "there"), ("there", "nowhere/there")])
def test_the_log_says_why_a_file_is_not_copied_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, source: str, target: str
) -> None:
    (tmp_path / "there").write_bytes(b"1")

    with caplog.at_level(logging.INFO):
        assert not copy_still(tmp_path / source, tmp_path / target, on)

    assert re.search(r"not copied as it is: (error \d+|/bin/cp ended with \d+)", caplog.text)
    assert str(tmp_path) not in caplog.text


@POSIX
def test_where_no_other_program_can_copy_the_engine_does(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_the_engine: list[Path]
) -> None:
    received(store, letter("Före"))
    monkeypatch.setattr(still_copy, "PROGRAM", "/bin/there-is-none")
    copy = tmp_path / "copy.db"

    store.copy_to(copy)

    assert by_the_engine == [copy]
    assert subjects(copy) == ["Före"]


@POSIX
def test_locking_ends_the_program_that_copies(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    monkeypatch.setattr(still_copy, "_copying", lambda *_: endless)
    answers = iter([True])
    received(store, letter())

    with pytest.raises(Locked):
        copy_store(path, KEY, tmp_path / "copy.db", lambda: next(answers, False))

    assert endless.returncode != 0


@LINUX
def test_the_engine_keeps_its_locks_while_its_file_is_copied(
    store: Store, path: Path, tmp_path: Path
) -> None:
    with store.begin() as stored:
        stored.messages.page(query())
        held = locks(path)
        copied = copy_still(path, tmp_path / "copy.db", on)

        assert copied
        assert locks(path) == held != []


def locks(path: Path) -> list[str]:
    """Return the locks that this process holds on a file."""
    own, inode = f" {os.getpid()} ", f":{path.stat().st_ino} "
    lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return [line.partition(":")[2] for line in lines if own in line and inode in line]
