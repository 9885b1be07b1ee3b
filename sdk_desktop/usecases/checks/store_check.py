"""Looks whether the store is damaged: whole once a week, on other days a part at a time.

A part is a table with its indexes: each of their pages is authenticated, and what they say fits
together. What lies between the tables, the pages that are free, only the whole check looks at.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Refused, SdkError
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.checks.due import CHECK_EVERY, WHOLE_EVERY, has_passed

AT_ONCE = timedelta(seconds=1)
"""After so long no other part is begun; the rest waits for the next round."""

_CHECKED, _WHOLE, _DAMAGED, _PART = "checked", "checked whole", "damaged", "checked part "
"""Names under which the store keeps times; the last one's go on with a table's name."""

_log = logging.getLogger(__name__)


class StoreCheck:
    """Checks an open store when that is due, and remembers in it how far it has come."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self._store = store
        self._actor = actor

    def is_due(self, stored: Transaction) -> bool:
        """Return whether there is anything to check; always while damage is known."""
        return self._has_passed(stored, _CHECKED, CHECK_EVERY) or _is_damaged(stored)

    def go_on(self) -> bool:
        """Check what is due, as far as it goes at once; return whether that was the last of it.

        Raise `Refused` for a damaged store, which is recorded once.
        """
        with self._store.read() as stored:
            if not self.is_due(stored):
                return False
            known = _is_damaged(stored)
            whole = known or self._has_passed(stored, _WHOLE, WHOLE_EVERY)
        try:
            done = self._check_whole() if whole else self._check_parts()
        except Refused as damage:
            if not known:
                self._record_damage(damage)
            raise
        if done:
            self._record(whole=whole)
        return done

    def _check_whole(self) -> bool:
        self._store.check()
        self._store.correct_totals()
        return True

    def _check_parts(self) -> bool:
        with self._store.read() as stored:
            checked = {one.removeprefix(_PART) for one in stored.fetches.named(_PART)}
        parts, until = self._store.parts(), self._actor.clock() + AT_ONCE
        for one in parts:
            if one not in checked:
                self._store.check(one)
                checked.add(one)
                if self._actor.clock() >= until:
                    break
        if checked.issuperset(parts):
            self._store.correct_totals()
            return True
        with self._store.begin() as stored:
            for one in checked:
                stored.fetches.done(f"{_PART}{one}", self._actor.clock())
        return False

    def _record(self, *, whole: bool) -> None:
        now = self._actor.clock()
        with self._store.begin() as stored:
            stored.fetches.forget_all(_PART)
            for what in (_CHECKED, _WHOLE) if whole else (_CHECKED,):
                stored.fetches.done(what, now)
            stored.audit.add(self._actor.system_event(AuditKind.CHECKED))

    def _record_damage(self, damage: Refused) -> None:
        try:
            with self._store.begin() as stored:
                stored.fetches.done(_DAMAGED, self._actor.clock())
                stored.audit.add(self._actor.system_event(AuditKind.CHECKED, detail=damage.text))
        except SdkError as error:
            _log.warning("damage could not be recorded: %s", error.text)

    def _has_passed(self, stored: Transaction, what: str, time: timedelta) -> bool:
        return has_passed(stored.fetches.last(what), time, self._actor.clock())


def _is_damaged(stored: Transaction) -> bool:
    damaged, checked = stored.fetches.last(_DAMAGED), stored.fetches.last(_CHECKED)
    return damaged is not None and (checked is None or checked < damaged)
