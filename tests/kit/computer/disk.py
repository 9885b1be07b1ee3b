"""Disks that take nothing: full, or not ours to write."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sdk_desktop.files import opened

ANYBODY = 65_534
"""The number of a user who owns nothing."""


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no new settings or key file be written, as on a disk that is full."""

    def no_space(*_arguments: object, **_more: object) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.mkstemp", no_space)
        yield


def hold(patch: pytest.MonkeyPatch, *, times: int) -> None:
    """Let no file be read or replaced so many times, as when a virus scanner has it open."""
    held = PermissionError(errno.EACCES, "The process cannot access the file")
    held.winerror = 32  # type: ignore[attr-defined, unused-ignore] # Windows' own
    left = iter(range(times))

    def after(real: Callable[..., object]) -> Callable[..., object]:
        def use(*given: object, **more: object) -> object:
            if next(left, None) is not None:
                raise held
            return real(*given, **more)

        return use

    patch.setattr("sdk_desktop.files.opened", after(opened))
    patch.setattr(Path, "replace", after(Path.replace))
    patch.setattr("sdk_desktop.files.time.sleep", lambda _: None)


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
