"""A disk that is full at one moment of a client's work, and has room again afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlcipher3 import dbapi2

from sdk_desktop.store.store import Store, Transaction


@contextmanager
def full_at(write: int) -> Iterator[None]:
    """Let the disk be full when one transaction ends, counted from 0."""
    real, begun = Store.begin, [0]

    @contextmanager
    def begin(store: Store, *, is_durable: bool = True) -> Iterator[Transaction]:
        with real(store, is_durable=is_durable) as stored:
            yield stored
            begun[0] += 1
            if begun[0] == write + 1:
                error = dbapi2.OperationalError("database or disk is full")
                error.sqlite_errorname = "SQLITE_FULL"
                raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "begin", begin)
        yield
