"""The backups of one store: folders that are whole or do not count."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.files import move, settle_folder, unwritable
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.closed_copy import wal_of
from sdk_desktop.store.backup.files import copy_file, full, settled, writing_to
from sdk_desktop.store.backup.manifest import Backup, read_manifest, sealed, write_manifest
from sdk_desktop.store.history_mark import HistoryMark

ROOM = 20_000_000
"""Bytes that a backup leaves free: its disk may be the store's own."""
SECOND = timedelta(seconds=1)

_NAME = re.compile(r"sdk-desktop-\d{4}-\d\d-\d\dT\d{6}Z")

Copy = Callable[[Path], HistoryMark]


LEAST = 7
"""So many backups stay, however old the clock says that they are."""


class Backups:
    """The backups of a store, in a folder that other stores may use, too."""

    def __init__(
        self,
        profile: Profile,
        plan: BackupPlan,
        store: str,
        key: Callable[[], bytes] = bytes,
        earlier: frozenset[str] = frozenset(),
    ) -> None:
        """Use a plan's folder for a store's backups; one in the profile is made when needed.

        `store` tells the store from others, as in a `HistoryMark`; "" takes any. A folder anywhere
        else must be there: where a share is not connected, a new one would lie on this computer,
        unseen. Where `key` gives the store's key, those that are made are sealed with it, and what
        somebody else may have put there or changed counts as none that was verified. Those of the
        stores that it was `earlier`, under other keys, count for nothing and go when they are old.
        """
        self.folder = profile.backups(plan)
        self._own = not plan.folder
        self._profile = profile
        self._store = store
        self._key = key
        self._earlier = earlier

    def whole(self) -> tuple[Backup, ...]:
        """Return those that are whole, oldest first; raises when the folder cannot be read."""
        return tuple(self._newest_first({self._store}))[::-1]

    def newest(self, now: datetime, *, verified: bool = False) -> Backup | None:
        """Return the newest one, or the newest that was verified with the store's key.

        One that is made after `now` was dated by a clock that went wrong: it is nobody's newest.
        """
        fit = (one for one in self._newest_first({self._store}) if one.made <= now)
        return next((one for one in fit if not verified or self._is_verified(one)), None)

    def make(
        self, made: datetime, copy: Copy, is_due: Callable[[], bool] = lambda: True
    ) -> Backup | None:
        """Make a backup; None when somebody else makes one of this profile, or has just made it.

        `copy` puts the store into a file and says what that holds. What is not whole is taken
        away, and does not count if it cannot be. Raises `Unavailable` when it may go better later.
        """
        with self.alone() as alone, writing_to(self.folder):
            if not alone or not is_due():
                return None
            if self._own:
                self.folder.mkdir(mode=0o700, exist_ok=True)
            self._seek()
            self._clear()
            self._measure()
            part = self._unfinished(_name(made))
            part.mkdir(mode=0o700)
            try:
                backup = self._filled(part, made, copy)
                whole = self._free_name(made)
                move(part, whole)
            except BaseException:
                shutil.rmtree(part, ignore_errors=True)
                raise
            settle_folder(self.folder)
        return replace(backup, folder=whole)

    def expire(self, age: timedelta, now: datetime) -> int:
        """Remove those that are too old, never the newest ones and the newest verified one.

        So a clock that jumps ahead leaves some of those made before.
        """
        whole = self.whole()
        proved = [one for one in whole if self._is_ours(one)]
        kept = {*proved[-LEAST:], self.newest(now), self.newest(now, verified=True)}
        if len(proved) >= LEAST:
            whole = (*whole, *self._newest_first(self._earlier))
        old = [one for one in whole if now - one.made > age and one not in kept]
        with self.alone() as alone, writing_to(self.folder):
            if not alone:
                return 0
            for one in old:
                move(one.folder, self._unfinished(one.name))
                shutil.rmtree(self._unfinished(one.name))
        return len(old)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Lock this profile's backups against other windows and programs; yield whether free."""
        path = self._profile.folder / "backup.lock"
        lock = FileLock(path, timeout=0, mode=0o600)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        except OSError as error:
            raise unwritable(path, error) from error
        try:
            yield True
        finally:
            lock.release()

    def _newest_first(self, stores: Collection[str]) -> Iterator[Backup]:
        """Read as few manifests as are asked for: a share may hold those of many stores."""
        if self._own and not self.folder.exists():
            return
        with writing_to(self.folder):
            self._seek()
            named = [path for path in self.folder.iterdir() if _NAME.fullmatch(path.name)]
        for path in sorted(named, reverse=True):
            with contextlib.suppress(Refused, Unavailable):  # of others, who share the folder
                found = read_manifest(path)
                if found and not {"", found.mark.store}.isdisjoint(stores):
                    yield found

    def _filled(self, part: Path, made: datetime, copy: Copy) -> Backup:
        profile = self._profile
        store = part / profile.store.name
        mark = copy(store)
        files = {store.name: settled(store)}
        if wal_of(store).exists():
            files[wal_of(store).name] = settled(wal_of(store))
        for path in (profile.keys, profile.recovery, profile.settings):
            with contextlib.suppress(FileNotFoundError):
                files[path.name] = copy_file(path, part / path.name)
        backup = Backup(part, made.astimezone(UTC), mark, files)
        if key := self._key():
            backup = sealed(backup, key)
        write_manifest(backup)
        settle_folder(part)
        return backup

    def _is_verified(self, backup: Backup) -> bool:
        return backup.verified and self._is_ours(backup)

    def _is_ours(self, backup: Backup) -> bool:
        """Return whether nobody else can have made or changed it, as far as that can be known."""
        key = self._key()
        return not key or backup.is_proved(key)

    def _seek(self) -> None:
        if not self.folder.is_dir():
            raise Unavailable(
                "The backup folder {folder} is not there. Connect the disk or share, or make the"
                " folder.",
                folder=self.folder,
            )

    def _measure(self) -> None:
        files = (self._profile.store, wal_of(self._profile.store))
        needed = sum(path.stat().st_size for path in files if path.exists())
        if shutil.disk_usage(self.folder).free < needed + ROOM:
            raise full(self.folder)

    def _unfinished(self, name: str) -> Path:
        return self.folder / f"{name}.{self._store[:8]}.part"

    def _clear(self) -> None:
        """Remove what interrupted backups of this store left; nobody else makes one just now.

        What another program holds is removed before a later one.
        """
        for left in self.folder.glob(self._unfinished("sdk-desktop-*").name):
            shutil.rmtree(left, ignore_errors=True)

    def _free_name(self, made: datetime) -> Path:
        while (path := self.folder / _name(made)).exists():
            made += SECOND
        return path


def _name(made: datetime) -> str:
    return made.astimezone(UTC).strftime("sdk-desktop-%Y-%m-%dT%H%M%SZ")
