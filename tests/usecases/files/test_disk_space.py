"""Room that is kept on the disk is given up whole."""

import errno
from pathlib import Path

import pytest

from sdk_desktop.usecases.files import disk_space
from sdk_desktop.usecases.files.disk_space import MEGABYTE, DiskSpace


def room(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    monkeypatch.setattr(DiskSpace, "_free", lambda _: megabytes * MEGABYTE)


def test_what_a_killed_program_left_of_the_reserve_is_given_up_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reserve.part").write_bytes(b"half")
    room(monkeypatch, 0)

    DiskSpace(tmp_path).make_room()

    assert list(tmp_path.iterdir()) == []


def test_a_reserve_that_finds_no_room_takes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk_space, "move", full)
    room(monkeypatch, 100)

    DiskSpace(tmp_path).keep_reserve()

    assert list(tmp_path.iterdir()) == []
