"""Verifies the audit trail by itself: what is new each day, all of it once a week, in pieces."""

from __future__ import annotations

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.history_mark import HistoryMark
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.checks.due import CHECK_EVERY, WHOLE_EVERY, has_passed

AT_ONCE = 20_000
"""Events that are verified in one round."""

_FOLLOWED, _WHOLE, _BROKEN, _MARK = "followed", "followed whole", "broken event ", "followed to "
"""Names under which the store keeps times.

A broken event's goes on with its number, the mark's with that of the last true one and its seal.
"""


class TrailCheck:
    """Follows the chain from where it was last, and keeps a sealed mark of how far that was."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def is_due(self, stored: Transaction) -> bool:
        """Return whether there is anything to verify today."""
        return has_passed(stored.fetches.last(_FOLLOWED), CHECK_EVERY, self._actor.clock())

    def go_on(self) -> None:
        """Verify what is due, as far as it goes at once.

        Raise `Refused` for a broken link, which is recorded, once: backups of the store go on.
        """
        now, key = self._actor.clock(), self._store.key
        with self._store.read() as stored:
            if not self.is_due(stored):
                return
            anew = has_passed(stored.fetches.last(_WHOLE), WHOLE_EVERY, now)
            found = stored.audit.verify(0 if anew else self._mark(stored).events, AT_ONCE)
            is_end = found.reached == stored.history.reached(key).events
            mark = stored.history.mark(found.reached, key)
        with self._store.begin() as stored:
            stored.fetches.forget_all(_MARK)
            stored.fetches.done(f"{_MARK}{mark.events} {mark.seal}", now)
            if anew:
                stored.fetches.done(_WHOLE, now)
            if is_end or found.broken:
                stored.fetches.done(_FOLLOWED, now)
            broken = self._record(stored, found.broken) if found.broken else None
        if broken:
            raise broken

    def _mark(self, stored: Transaction) -> HistoryMark:
        """Return up to which event the trail is known to be true: none, without the key's seal."""
        for name in stored.fetches.named(_MARK):
            events, _, seal = name.removeprefix(_MARK).partition(" ")
            mark = HistoryMark("", int(events), seal)
            if stored.history.goes_through(mark, self._store.key):
                return mark
        return HistoryMark("")

    def _record(self, stored: Transaction, number: int) -> Refused | None:
        """Record a broken link; return its error where it was not known."""
        known = stored.fetches.last(f"{_BROKEN}{number}")
        if known:
            return None
        broken = Refused(
            "The chain is broken at event number {number}. Tell those responsible.", number=number
        )
        stored.fetches.done(f"{_BROKEN}{number}", self._actor.clock())
        stored.audit.add(self._actor.system_event(AuditKind.CHECKED, detail=str(broken)))
        return broken
