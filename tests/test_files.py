"""Files: named, read in bounds, and written whole or not at all."""

import errno
import os
import stat
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.files import (
    is_folder,
    is_there,
    may_be_written,
    opened,
    path_named,
    read_file,
    read_if_there,
    read_secret,
    replacing,
    text_of,
    write_new,
    write_private,
)
from tests.kit.computer.disk import full_disk, held_by_another_program, hold, not_writable
from tests.kit.project import on_posix, on_windows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


def no_space(*_given: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_path_begins_in_the_users_folder_or_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDK_KEYS", "/keys")

    assert path_named("~/own.pem") == Path.home() / "own.pem"
    assert path_named("$SDK_KEYS/own.pem") == Path("/keys/own.pem")
    assert path_named("/share/c$/own.pem") == Path("/share/c$/own.pem")


@on_posix
def test_the_folder_of_nobody_is_said() -> None:
    with pytest.raises(Refused, match="~nobody-of-that-name"):
        path_named("~nobody-of-that-name/own.pem")


def test_a_file_is_read_up_to_its_bound(path: Path) -> None:
    path.write_bytes(b"12345")

    assert read_file(path, largest=5) == b"12345"
    with pytest.raises(Refused, match="too large"):
        read_file(path, largest=4)


def test_a_small_file_is_read_without_room_for_the_largest(path: Path) -> None:
    path.write_bytes(b"12345")

    tracemalloc.start()
    read_file(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1_000_000


@on_posix
def test_what_has_no_size_is_read_to_its_end(path: Path) -> None:
    given, said = os.pipe()
    os.write(said, b"12345")
    os.close(said)

    data = read_file(Path(f"/dev/fd/{given}"))

    os.close(given)
    assert data == b"12345"


@on_posix
def test_a_pipe_that_nobody_writes_into_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)

    with pytest.raises(Refused, match="cannot be read"):
        read_if_there(path)
    with pytest.raises(OSError, match="a pipe"):
        opened(path)


@pytest.mark.parametrize("look", [is_there, is_folder])
def test_what_cannot_be_looked_at_is_not_there(
    tmp_path: Path, look: Callable[[Path], bool]
) -> None:
    assert look(tmp_path)
    assert not look(tmp_path / ("x" * 300))


def test_no_file_has_a_zero_in_its_name() -> None:
    with pytest.raises(Refused, match="cannot be read"):
        path_named("own\0.pem")


def test_a_file_that_is_not_there_is_said_or_is_none(path: Path) -> None:
    assert read_if_there(path) is None
    with pytest.raises(Refused, match="cannot be read"):
        read_file(path)


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_if_there(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        "hemligt å".encode(),
        "hemligt å\r\nnästa rad".encode(),
        " hemligt å \n".encode(),
        "hemligt å\n".encode("utf-8-sig"),
        "\ufeffhemligt å\r\n".encode("utf-16-le"),
        "\ufeffhemligt å\r\n".encode("utf-16-be"),
    ],
    ids=["bare", "more lines", "cmd's echo", "Notepad", "PowerShell", "the other end first"],
)
def test_a_secret_is_the_first_line_however_it_was_written(path: Path, data: bytes) -> None:
    path.write_bytes(data)

    assert read_secret(path) == "hemligt å"


def test_a_secret_that_is_no_text_is_said_and_not_shown(path: Path) -> None:
    path.write_bytes("hemligt å".encode("cp1252"))

    with pytest.raises(Refused, match="not a text file") as raised:
        read_secret(path)

    assert "hemligt" not in str(raised.value)


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(ValueError, match="decode"):
        text_of(b"\xff\xfe\x00")


def test_what_another_program_holds_for_a_moment_is_read_and_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_private(path, b"old")

    hold(monkeypatch, times=5)
    old = read_file(path)
    hold(monkeypatch, times=5)
    write_private(path, b"new")

    assert (old, path.read_bytes()) == (b"old", b"new")


def test_what_another_program_does_not_let_go_of_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_private(path, b"old")
    hold(monkeypatch, times=1_000)

    with pytest.raises(Unavailable, match="Another program is using"):
        read_if_there(path)
    with pytest.raises(Unavailable, match="Another program is using"):
        write_private(path, b"new")

    monkeypatch.undo()
    assert [path.read_bytes(), *path.parent.iterdir()] == [b"old", path]


@on_windows
def test_what_windows_says_is_held_is_waited_for_and_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_private(path, b"old")
    sleeps: list[float] = []
    with held_by_another_program(path) as let_go:
        monkeypatch.setattr("sdk_desktop.files.time.sleep", sleeps.append)
        with pytest.raises(Unavailable, match="Another program is using"):
            read_file(path)
        monkeypatch.setattr("sdk_desktop.files.time.sleep", lambda _: let_go())

        assert read_file(path) == b"old"

    assert len(sleeps) > 3


def test_a_folder_that_may_not_be_written_is_tried_once(path: Path) -> None:
    with not_writable(path.parent), pytest.raises(Refused, match="cannot be written"):
        write_private(path, b"new")

    assert [*path.parent.iterdir()] == []
    assert may_be_written(path.parent)
    assert [*path.parent.iterdir()] == []


@on_posix
def test_what_is_written_is_for_the_user_alone(path: Path) -> None:
    path.write_bytes(b"")
    path.chmod(0o666)
    new = path.with_name("new")

    write_private(path, b"a")
    write_new(new, b"b")

    assert {stat.S_IMODE(one.stat().st_mode) for one in (path, new)} == {0o600}


def test_what_cannot_be_written_leaves_the_old_file(path: Path) -> None:
    write_private(path, b"old")

    with full_disk(), pytest.raises(Unavailable, match="disk is full"):
        write_private(path, b"new")

    assert path.read_text() == "old"


def test_what_cannot_be_made_durable_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_private(path, b"old")
    monkeypatch.setattr("os.fsync", no_space)

    with pytest.raises(Unavailable, match="disk is full"):
        write_private(path, b"new")

    assert [path.read_bytes(), *path.parent.iterdir()] == [b"old", path]


def test_what_cannot_come_to_its_place_leaves_nothing_behind(path: Path) -> None:
    path.mkdir()
    (path / "in the way").touch()

    with pytest.raises(Refused, match="cannot be written"):
        write_private(path, b"new")

    assert list(path.parent.iterdir()) == [path]


def test_a_block_that_fails_leaves_the_old_file(path: Path) -> None:
    write_private(path, b"old")

    def fail() -> None:
        with replacing(path) as file:
            file.write(b"new")
            raise Refused("no")

    with pytest.raises(Refused, match="no"):
        fail()

    assert [path.read_bytes(), *path.parent.iterdir()] == [b"old", path]


def test_a_file_and_its_name_are_durable_before_it_counts_as_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[bool] = []
    real = os.fsync

    def note(descriptor: int) -> None:
        settled.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        real(descriptor)

    monkeypatch.setattr("os.fsync", note)

    write_private(path, b"new")

    assert settled == [False, True][: 2 if os.name == "posix" else 1]


def test_a_new_file_is_never_put_over_another(path: Path) -> None:
    path.write_bytes(b"old")

    assert not write_new(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_new_file_that_cannot_be_written_whole_does_not_stay(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", no_space)

    with pytest.raises(Unavailable, match="disk is full"):
        write_new(path, b"new")

    assert list(path.parent.iterdir()) == []


def test_a_new_file_needs_a_folder(path: Path) -> None:
    with pytest.raises(Refused, match="cannot be written"):
        write_new(path / "file", b"new")


def stream(path: Path) -> Path:
    """Return where a disk that knows no streams puts the mark."""
    return path.with_name(f"{path.name}:Zone.Identifier")


def test_what_comes_from_outside_is_marked_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk_desktop.files._ON_WINDOWS", True)
    path = tmp_path / "brev.docm"

    assert write_new(path, b"content", from_outside=True)

    assert stream(path).read_bytes() == b"[ZoneTransfer]\r\nZoneId=3\r\n"
    assert path.read_bytes() == b"content"


def test_a_disk_that_takes_no_mark_takes_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk_desktop.files._ON_WINDOWS", True)
    path = tmp_path / "brev.docm"
    stream(path).mkdir()

    assert write_new(path, b"content", from_outside=True)
    assert path.read_bytes() == b"content"


def test_elsewhere_and_for_what_is_our_own_there_is_no_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk_desktop.files._ON_WINDOWS", False)
    write_new(tmp_path / "brev.docm", b"content", from_outside=True)
    monkeypatch.setattr("sdk_desktop.files._ON_WINDOWS", True)
    write_new(tmp_path / "own.csv", b"content")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["brev.docm", "own.csv"]
