"""When something was last fetched, or first seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.schema.tables import fetch

LEFT = "left "
"""Begins the name of what was left at the access point; the access point's own name follows."""

_same = fetch.c.what == sa.bindparam("named")
_RENEW = sa.update(fetch).where(_same)
_LAST = sa.select(fetch.c.time).where(_same)
_FORGET_ONE = sa.delete(fetch).where(_same)
_FORGET = sa.delete(fetch).where(
    fetch.c.what.startswith(LEFT), fetch.c.time < sa.bindparam("before")
)


LEDGER = "ledger "
"""Begins the name of a ledger that answered; the shared mailbox's address follows."""


@dataclass(frozen=True, slots=True)
class Fetches:
    """The times of the last fetches, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def done(self, what: str, now: datetime) -> None:
        """Note that something ("messages", "addresses") has been fetched."""
        self.written.note(TableFamily.FETCHES)
        if not self.connection.execute(_RENEW, {"named": what, "time": now}).rowcount:
            self.connection.execute(sa.insert(fetch), {"what": what, "time": now})

    def named(self, beginning: str) -> tuple[str, ...]:
        """Return everything noted whose name begins so."""
        named = sa.select(fetch.c.what).where(fetch.c.what.startswith(beginning, autoescape=True))
        return tuple(self.connection.execute(named).scalars())

    def last(self, what: str) -> datetime | None:
        """Return when something was last fetched, None for never."""
        return self.connection.execute(_LAST, {"named": what}).scalar_one_or_none()

    def forget(self, what: str) -> None:
        """Forget that something was ever fetched."""
        if self.last(what) is not None:
            self.written.note(TableFamily.FETCHES)
            self.connection.execute(_FORGET_ONE, {"named": what})

    def forget_all(self, beginning: str) -> None:
        """Forget everything noted whose name begins so."""
        named = fetch.c.what.startswith(beginning, autoescape=True)
        self.connection.execute(sa.delete(fetch).where(named))

    def forget_left(self, before: datetime) -> None:
        """Forget what was left at the access point so long ago that it is gone from there."""
        self.connection.execute(_FORGET, {"before": before})
