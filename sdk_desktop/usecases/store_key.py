"""Gives the message store a new key, which whoever was removed does not have."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sdk_desktop.auth.keys.slot_keys import NewStoreKey
from sdk_desktop.auth.keys.slots import new_store_key
from sdk_desktop.auth.sign_in import SignIn
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.store.history_mark import HistoryMark
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.backups import Maintenance, key_of_earlier_store
from sdk_desktop.usecases.people import administer, refuse_removed
from sdk_desktop.usecases.trail_anchors import TrailAnchors


class StoreKey:
    """The key of the message store, and the way to a new one."""

    def __init__(
        self,
        store: Store,
        actor: Actor,
        sign_in: SignIn,
        maintenance: Maintenance,
        anchors: TrailAnchors,
    ) -> None:
        """Work on a store as a person."""
        self._store = store
        self._actor = actor
        self._sign_in = sign_in
        self._maintenance = maintenance
        self._anchors = anchors

    def renew(self) -> None:
        """Write the whole store anew under a new key; afterwards the client is locked.

        Every way in that there is now opens it, and so does the recovery key; nobody else need be
        present. Old copies of the key file open nothing but old copies of the store. Raise
        `Unavailable` when another window has the store open, `Refused` when somebody must sign in
        before. Whatever interrupts it, the store opens as before or with the new key.
        """
        administer(self._actor, self._sign_in)
        self._sign_in.slots.refuse_unrenewable()
        self._sign_in.recovery.refuse_unrenewable()
        with self._store.read() as stored:
            old = stored.history.store()
        change = _Change(self._actor, self._sign_in, old, self._store.key)
        with self._maintenance.paused():
            self._store.renew_key(change.key, change.complete, change.hand_on)
        self._anchors.leave(old, change.mark)

    def is_locked(self) -> bool:
        """Return whether the store is closed: also a change that failed may have closed it."""
        return not self._store.is_open()


@dataclass(slots=True)
class _Change:
    """One change: the store's salt and key so far, the new key, and where its trail then ends."""

    actor: Actor
    sign_in: SignIn
    old_store: str
    old_key: bytes = field(repr=False)
    key: bytes = field(repr=False, default_factory=new_store_key)
    mark: HistoryMark = field(default_factory=lambda: HistoryMark(""))

    def complete(self, built: Path) -> None:
        """Record the change in the new file, and where its trail ends as the old key seals it."""
        with closing(Store.open(built, self.key)) as store, store.begin() as stored:
            stored.fetches.done(key_of_earlier_store(self.old_store), self.actor.clock())
            stored.audit.add(self.actor.event(AuditKind.STORE_KEY))
            self.mark = stored.history.reached(self.old_key)

    def hand_on(self, store: str) -> None:
        """Hand the new key to every way in that there is."""
        new = NewStoreKey(self.old_store, self.old_key, store, self.key)
        with self.sign_in.keys.alone():
            refuse_removed(self.actor, self.sign_in)
            self.sign_in.slots.renew(new)
            self.sign_in.recovery.hand_on(new)
