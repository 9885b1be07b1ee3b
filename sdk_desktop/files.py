"""Files on the user's disk: found by the names in settings, read in bounds, written whole.

On Windows a file that another window or a virus scanner has open can for a moment neither be read
nor replaced. That is tried again for a second, and then said as what it is: never as damage.
"""

from __future__ import annotations

import codecs
import contextlib
import ctypes
import errno
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, TypeVar

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable

LARGEST = 1_000_000
"""Bytes of settings, keys, certificates and other files of the client's own."""

LARGEST_DOCUMENT = 100_000_000
"""Bytes of a message, an envelope or an exported trail."""

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Errors of a disk that is full."""
_DENIED = 5
_HELD = frozenset({_DENIED, 32, 33})
"""Windows' codes: access denied (also while a file is being deleted), sharing and lock violation.

Access denied may be for ever, too: then it is said after a second.
"""
_HELD_FOR_NOW = frozenset({32, 33})
_ON_WINDOWS = sys.platform == "win32"
_GIVEN = ("/dev/fd/", "/dev/stdin", "/proc/self/fd/")
"""Where Linux and macOS have the files that a program was started with."""
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4)
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""What some editors and shells begin a text with, and how they write it."""

_T = TypeVar("_T")


def path_named(name: str) -> Path:
    """Return a path as settings name it: `~` is the user's folder, `$NAME` or `%NAME%` a variable.

    A variable that the environment lacks stays as it is written. Raise `Refused` for `~name` of
    an unknown user, and for a name with a zero in it.
    """
    try:
        if "\0" not in name:
            return Path(os.path.expandvars(name)).expanduser()
    except RuntimeError:  # there is no such user
        pass
    raise Refused("The file {file} cannot be read.", file=name)


def read_file(path: Path, largest: int = LARGEST) -> bytes:
    """Read a whole file; raise `Refused` when it is missing, too large or cannot be read.

    Raise `Unavailable` when another program holds it.
    """
    data = read_if_there(path, largest)
    if data is None:
        raise Refused("The file {file} cannot be read.", file=path)
    return data


def read_if_there(path: Path, largest: int = LARGEST) -> bytes | None:
    """Read a whole file, None where there is none; raise as `read_file` does."""
    try:
        data = _first_bytes(path, largest + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        if _winerror(error) in _HELD_FOR_NOW:
            raise _held(path) from error
        raise Refused("The file {file} cannot be read.", file=path) from error
    if len(data) > largest:
        raise Refused("The file {file} is too large.", file=path)
    return data


def is_there(path: Path) -> bool:
    """Return whether a file or folder is there, as far as this user may see."""
    try:
        return path.exists()
    except OSError:  # the folders above let nobody look, or no disk has so long a name
        return False


def is_folder(path: Path) -> bool:
    """Return whether a folder is there, as far as this user may see."""
    try:
        return path.is_dir()
    except OSError:
        return False


def opened(path: Path) -> BufferedReader:
    """Open a file for reading, patiently; raise `OSError` for a pipe, whose writer may never come.

    What a shell puts in the place of a file is one of the program's own, and has its writer.
    """
    return _patiently(lambda: open(path, "rb", opener=open_at_once))


def open_at_once(path: str, flags: int) -> int:
    """Open a file, as `opened` wants it; a pipe does not wait for its writer."""
    descriptor = _open(path, flags | getattr(os, "O_NONBLOCK", 0))
    try:
        if stat.S_ISFIFO(os.fstat(descriptor).st_mode) and not path.startswith(_GIVEN):
            raise OSError(errno.ENXIO, "a pipe")
        if sys.platform != "win32":
            os.set_blocking(descriptor, True)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def text_of(data: bytes) -> str:
    """Return the text of a file: UTF-8, or UTF-16 that begins with its mark; else `ValueError`."""
    for mark, coding in _MARKS.items():
        if data.startswith(mark):
            return data.removeprefix(mark).decode(coding)
    return data.decode("utf-8")


def read_secret(path: Path) -> str:
    """Read a password, PIN or other secret: the first line of a file, without blanks around it.

    Raise as `read_file` does, and `Refused` for what is no text.
    """
    try:
        text = text_of(read_file(path))
    except ValueError:
        raise Refused("The file {file} is not a text file (UTF-8).", file=path) from None
    return text.partition("\n")[0].strip()


def read_password(path: Path) -> bytes:
    """Read a secret as `read_secret` does, for what wants it in UTF-8."""
    return read_secret(path).encode()


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only the user may read, whole or not at all; see `replacing`."""
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a new file, for the user alone, that takes this path durably when the block ends well.

    Otherwise an older file stays as it was. Of two writers at the same time the later one stays.
    Raise `Unavailable` when the disk is full or another program holds the file, `Refused` when it
    may not be written.
    """
    try:
        descriptor, new = new_beside(path)
        with contextlib.ExitStack() as failing:
            failing.callback(new.unlink, missing_ok=True)
            with os.fdopen(descriptor, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            move(new, path)
            failing.pop_all()
        settle_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error


def write_new(path: Path, content: bytes, *, from_outside: bool = False) -> bool:
    """Write a file that only the user may read where none is; return whether the name was free.

    What could not be written whole does not stay. One that is `from_outside` is marked on Windows
    as come from the internet, so that it warns and other programs open it with care. Raise as
    `replacing` does.
    """
    try:
        descriptor = _open(path, _NEW)
    except FileExistsError:
        return False
    except OSError as error:
        raise unwritable(path, error) from error
    if from_outside and _ON_WINDOWS:
        _mark_as_foreign(path)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise unwritable(path, error) from error
    settle_folder(path.parent)
    return True


def write_settled(path: Path, content: bytes) -> None:
    """Write a file durably, for whoever may read its folder; raise the system's own `OSError`."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace_file(source: Path, target: Path) -> None:
    """Move a file durably to the place of another one; raise as `replacing` does."""
    try:
        move(source, target)
    except OSError as error:
        raise unwritable(target, error) from error
    settle_folder(target.parent)


def move(source: Path, target: Path) -> None:
    """Move a file or folder, patiently; raise the system's own `OSError`."""
    _patiently(lambda: source.replace(target))


def remove_file(path: Path) -> None:
    """Remove a file, patiently; one that is not there is fine. Raise the system's `OSError`."""
    _patiently(lambda: path.unlink(missing_ok=True))


def new_beside(path: Path) -> tuple[int, Path]:
    """Open a new file beside another one, for the user alone; return its number and its path.

    Raise the system's own `OSError`. Where a folder may not be written, as in one that Windows
    guards against blackmail, `tempfile` would try two thousand million names there.
    """
    new = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    return _open(new, _NEW), new


def may_be_written(folder: Path) -> bool:
    """Return whether files can be made in a folder, by trying: of rights Windows tells nothing."""
    try:
        descriptor, new = new_beside(folder / "trial")
        os.close(descriptor)
        remove_file(new)
    except OSError:
        return False
    return True


def settle_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def disk_full() -> Unavailable:
    """Return the error for a disk that has no room for what was to be saved."""
    return Unavailable("The disk is full. Nothing has been saved. Make room and try again.")


def unwritable(path: Path, error: OSError) -> SdkError:
    """Return why a file cannot be written, as something that the user can mend."""
    if error.errno in FULL:
        return disk_full()
    if _winerror(error) in _HELD_FOR_NOW:
        return _held(path)
    return Refused("The file {file} cannot be written.", file=path)


def unmade(folder: Path, error: OSError) -> SdkError:
    """Return why a folder cannot be made, as something that the user can mend."""
    if error.errno in FULL:
        return disk_full()
    return Refused("The folder {folder} cannot be made.", folder=folder)


def _mark_as_foreign(path: Path) -> None:
    """Note the internet's zone beside the content; disks that know no streams take no mark."""
    with contextlib.suppress(OSError), Path(f"{path}:Zone.Identifier").open("xb") as stream:
        stream.write(b"[ZoneTransfer]\r\nZoneId=3\r\n")


def _held(path: Path) -> Unavailable:
    return Unavailable("Another program is using the file {file}. Try again.", file=path)


def _first_bytes(path: Path, count: int) -> bytes:
    """Read a file, of which more than it has now may come: Python makes room for all it may."""
    with opened(path) as file:
        expected = min(os.fstat(file.fileno()).st_size + 1, count)
        data = file.read(expected)
        return data if len(data) < expected else data + file.read(count - expected)


def _patiently(work: Callable[[], _T]) -> _T:
    """Do something with a file, and again while Windows says that another program holds it."""
    for pause in _PAUSES:
        try:
            return work()
        except OSError as error:
            if _winerror(error) not in _HELD:
                raise
        time.sleep(pause)
    return work()


def _open(path: Path | str, flags: int) -> int:
    """Open a file, a new one for the user alone; an error has the code that Windows gave.

    Of Windows' C library Python takes only its own code, which is one for all three that are held.
    """
    try:
        return os.open(path, flags, 0o600)
    except PermissionError as error:
        if sys.platform == "win32":
            code = ctypes.c_ulong()
            ctypes.CDLL("ucrtbase")["_get_doserrno"](ctypes.byref(code))
            raise OSError(error.errno, error.strerror, str(path), code.value or _DENIED) from None
        raise


def _winerror(error: OSError) -> int:
    return getattr(error, "winerror", None) or 0


_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
