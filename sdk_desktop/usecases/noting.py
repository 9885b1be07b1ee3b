"""Changing what is noted on a message: here alone, or in step with other computers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol

from sdk_desktop.store.store import Store, Transaction

if TYPE_CHECKING:
    from sdk_desktop.usecases.shared.notes import SharedNotes


class Noting(Protocol):
    """Changes what is noted on a message, within a transaction."""

    def __call__(self, row: int, /, *, sure: bool = True) -> AbstractContextManager[Transaction]:
        """Yield the transaction; what must be `sure` fails without the other computers' yes."""


def noting_of(store: Store, notes: SharedNotes | None) -> Noting:
    """Return how notes are changed in a store, some of whose mailboxes may be shared."""
    if notes is not None:
        return notes.noting

    @contextmanager
    def alone(_row: int, *, sure: bool = True) -> Iterator[Transaction]:  # noqa: ARG001 - as what shares notes
        with store.begin() as stored:
            yield stored

    return alone
