"""The first person's store: made under another name, and moved when there is a key slot for it.

After an interruption the next start continues.
"""

from __future__ import annotations

from pathlib import Path

from sdk_desktop.domain.audit import AuditEvent
from sdk_desktop.files import replace_file, unwritable
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.closed_copy import remove_files
from sdk_desktop.store.store import Store


def make_store(profile: Profile, key: bytes, event: AuditEvent) -> None:
    """Make a store with its first event; replace one that no key slot was made for."""
    path = _beside(profile)
    try:
        remove_files(path)
    except OSError as error:
        raise unwritable(path, error) from error
    store = Store.create(path, key)
    try:
        with store.begin() as stored:
            stored.audit.add(event)
    finally:
        store.close()


def put_in_place(profile: Profile) -> None:
    """Move a new store to its place, unless there is one already."""
    path = _beside(profile)
    if profile.store.exists() or not path.exists():
        return
    replace_file(path, profile.store)


def _beside(profile: Profile) -> Path:
    return profile.store.with_suffix(".new")
