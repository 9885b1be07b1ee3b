"""What a monitoring program may know of a profile, without anything being unlocked."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sdk_desktop import __version__
from sdk_desktop.app.checks.profile import LEAST_SPACE, PATIENCE
from sdk_desktop.domain.clock import Clock, local
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.settings import Profile, Settings
from sdk_desktop.store.backup.backups import Backups
from sdk_desktop.store.backup.closed_copy import store_of
from sdk_desktop.usecases.round_notes import RoundNote, read_note

MOST_FAILED = 10
"""Rounds that may fail one after the other before somebody should look."""
LONGEST_ALONE = timedelta(hours=1)
"""How long rounds may be made without a shared mailbox's ledger before somebody should look."""
LEAST_DAYS = 14
"""Days that a certificate should still be valid."""


@dataclass(frozen=True, slots=True)
class ClientStatus:
    """The state of a client: counts, ages in seconds (None for never), bytes, days, and problems.

    `failed_rounds` have failed since the last good one, the last of them with `error`, a kind of
    error. Of shared mailboxes `to_share` things wait; `ledger_seconds` ago all ledgers answered.
    Of what other computers wrote `unread` cannot be read.
    `problems` names what somebody should look at: `fetch`, `ledger`, `version`, `unread`,
    `backup`, `certificate`, `disk`.
    """

    version: str
    set_up: bool
    last_round_seconds: int | None
    last_fetch_seconds: int | None
    failed_rounds: int
    error: str
    queued: int
    to_share: int
    ledger_seconds: int | None
    unread: int
    backup_seconds: int | None
    store_bytes: int
    free_bytes: int
    certificate_days: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def status_of(profile: Profile, settings: Settings, clock: Clock) -> ClientStatus:
    """Return the state of a profile, from its files and the note of the last rounds."""
    now, note = clock(), read_note(profile.note)
    today = local(now).date()
    days = {
        owner: (date.fromisoformat(day) - today).days for owner, day in note.certificates.items()
    }
    store = profile.store.stat().st_size if profile.store.is_file() else 0
    backup = _backup_age(profile, settings, now) if store else None
    longest = timedelta(hours=settings.backup.every_hours) + PATIENCE
    free = shutil.disk_usage(profile.folder).free
    found = {
        "fetch": note.failed > MOST_FAILED,
        "ledger": _is_out_of_touch(note),
        "version": note.too_old,
        "unread": bool(note.unread),
        "backup": bool(store) and (backup is None or backup > longest.total_seconds()),
        "certificate": any(left < LEAST_DAYS for left in days.values()),
        "disk": free < LEAST_SPACE,
    }
    return ClientStatus(
        version=__version__,
        set_up=settings.is_connected,
        last_round_seconds=_age(note.tried, now),
        last_fetch_seconds=_age(note.fetched, now),
        failed_rounds=note.failed,
        error=note.error,
        queued=note.queued,
        to_share=note.to_share,
        ledger_seconds=_age(note.ledger, now),
        unread=sum(note.unread.values()),
        backup_seconds=backup,
        store_bytes=store,
        free_bytes=free,
        certificate_days=days,
        problems=tuple(name for name, wrong in found.items() if wrong),
    )


def _is_out_of_touch(note: RoundNote) -> bool:
    """Return whether rounds were made for long in which not every ledger answered."""
    if not note.ledger or not note.tried:
        return False
    tried, met = (datetime.fromisoformat(one) for one in (note.tried, note.ledger))
    return tried - met > LONGEST_ALONE


def _backup_age(profile: Profile, settings: Settings, now: datetime) -> int | None:
    """Return how old the newest backup is; None where there is none, or its folder is not there."""
    shared = bool(settings.backup.folder)  # in the profile's own folder all are of this store
    try:
        owner = store_of(profile.store) if shared else ""
        last = Backups(profile, settings.backup, owner).newest(now)
    except SdkError:
        return None
    return None if last is None else int((now - last.made).total_seconds())


def _age(written: str, now: datetime) -> int | None:
    try:
        return int((now - datetime.fromisoformat(written)).total_seconds())
    except (ValueError, TypeError):
        return None
