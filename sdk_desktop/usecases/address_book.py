"""The local copy of SDK Adressbok."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sdk_desktop.domain.address import AddressBookAge, AddressHit, Function, Organisation
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.store.store import Store

FRESH = timedelta(hours=24)

Directory = Callable[[], tuple[tuple[Organisation, ...], tuple[Function, ...]]]
"""Fetches the whole address book; raise `Unavailable`."""


class AddressBook:
    """Finds whom to write to."""

    def __init__(self, store: Store, directory: Directory, clock: Clock) -> None:
        """Keep a copy of a directory in a store."""
        self._store = store
        self._directory = directory
        self._clock = clock

    def search(self, text: str, limit: int = 30) -> tuple[AddressHit, ...]:
        """Return the functions that fit, favourites and recently used first."""
        with self._store.read() as stored:
            return stored.addresses.search(text, limit)

    def organisations(self) -> tuple[Organisation, ...]:
        """Return every organisation."""
        with self._store.read() as stored:
            return stored.addresses.organisations()

    def functions(self, organisation_key: str) -> tuple[AddressHit, ...]:
        """Return the functions of an organisation."""
        with self._store.read() as stored:
            return stored.addresses.functions(organisation_key)

    def favourite(self, identifier: str, on: bool) -> None:  # noqa: FBT001 - reads as it is said
        """Make a function a favourite, or not."""
        with self._store.begin() as stored:
            stored.addresses.favourite(identifier, on)

    def age(self) -> AddressBookAge:
        """Return how old the copy is and what it holds."""
        with self._store.read() as stored:
            return stored.addresses.age()

    def refresh(self) -> AddressBookAge:
        """Fetch the address book anew; the old copy stays when that fails."""
        organisations, functions = self._directory()
        if not functions:
            raise Unavailable("The address book is empty.")
        now = self._clock()
        with self._store.begin() as stored:
            stored.addresses.replace(organisations, functions, now)
            stored.fetches.done("addresses", now)
        return self.age()

    def is_stale(self) -> bool:
        """Return whether the copy should be fetched anew."""
        refreshed = self.age().refreshed
        return refreshed is None or self._clock() - refreshed > FRESH
