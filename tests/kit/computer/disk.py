"""Disks that take nothing: full, or not ours to write."""

import ctypes
import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from sdk_desktop.files import open_at_once

ANYBODY = 65_534
"""The number of a user who owns nothing."""
_READ, _EXISTING = 0x80000000, 3


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no new settings or key file be written, as on a disk that is full."""

    def no_space(_path: Path) -> tuple[int, Path]:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sdk_desktop.files.new_beside", no_space)
        yield


def hold(patch: pytest.MonkeyPatch, *, times: int, reads: bool = True) -> None:
    """Let no file be read or replaced so many times, as when a virus scanner has it open.

    Without `reads` they can be read meanwhile.
    """
    held = PermissionError(errno.EACCES, "The process cannot access the file")
    held.winerror = 32  # type: ignore[attr-defined, unused-ignore] # Windows' own
    left = iter(range(times))

    def after(real: Callable[..., object]) -> Callable[..., object]:
        def use(*given: object, **more: object) -> object:
            if next(left, None) is not None:
                raise held
            return real(*given, **more)

        return use

    if reads:
        patch.setattr("sdk_desktop.files.open_at_once", after(open_at_once))
    patch.setattr(Path, "replace", after(Path.replace))
    patch.setattr("sdk_desktop.files.time.sleep", lambda _: None)


@contextmanager
def held_by_another_program(path: Path) -> Iterator[Callable[[], None]]:
    """Open a file on Windows so that nobody else may; yield what lets go of it before the end."""
    system = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore] # Windows' own
    system.CreateFileW.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(system.CreateFileW(str(path), _READ, 0, None, _EXISTING, 0, None))
    with ExitStack() as held:
        held.callback(system.CloseHandle, handle)
        yield held.close


@contextmanager
def not_writable(folder: Path) -> Iterator[None]:
    """Let nobody make a file in a folder, as its rights do; on Windows nothing else tells it."""
    real = os.open

    def refuse(path: str | Path, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT and Path(path).parent == folder:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, flags, *mode)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", refuse)
        yield


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nobody write in a folder and to its files, not even whoever may do everything."""
    known = [(path, path.stat().st_mode) for path in (*folder.iterdir(), folder)]
    for path, _ in known:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with _as_anybody():
            yield
    finally:
        for path, mode in known:
            path.chmod(mode)


@contextmanager
def _as_anybody() -> Iterator[None]:
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(ANYBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
