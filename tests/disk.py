"""A disk that takes no more small files."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no new settings or key file be written, as on a disk that is full."""

    def no_space(*_arguments: object, **_more: object) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.mkstemp", no_space)
        yield
