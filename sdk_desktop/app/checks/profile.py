"""Checks of a profile's folder: its store, and whether there are keys to it."""

from __future__ import annotations

import os
import shutil

from sdk_desktop.app.checks.attempt import fails, works
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.domain.configuration import Check
from sdk_desktop.settings import Profile
from sdk_desktop.store.network_share import refuse_share

LEAST_SPACE = 500_000_000
"""Bytes that should be free on the disk of the store."""

_PLAIN_HEADER = b"SQLite format 3\x00"


def check_store_file(profile: Profile) -> Check:
    """Check that the store is there and encrypted, and that the disk has room."""
    refuse_share(profile.folder)
    if not os.access(profile.folder, os.W_OK):
        advice = "Give your user the right to write in the profile's folder."
        return fails("The folder cannot be written.", advice)
    if shutil.disk_usage(profile.folder).free < LEAST_SPACE:
        return fails("There is less than 500 MB of free space.", "Free some space on the disk.")
    if not profile.store.exists():
        return works("There is no store yet. It is made at the first start.")
    try:
        with profile.store.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
    except OSError:
        header = b""
    if header == _PLAIN_HEADER or len(header) < len(_PLAIN_HEADER):
        return fails("The store is damaged or not encrypted.", "Restore it from a backup.")
    return works("The store is there and encrypted.")


def check_people(profile: Profile) -> Check:
    """Check that there is somebody who can open the store."""
    if KeyFile(profile.keys).people():
        return works("There are people who can unlock the store.")
    if profile.store.exists():
        advice = "Restore the key file from a backup, or use the recovery key."
        return fails("There is a store but no key to it.", advice)
    return works("Nobody is enrolled yet.")
