"""A check of the user's folder on Windows: some are thrown away when the user logs off.

So it is on desktops that are made anew for each session (VDI, Citrix), and in guests' sessions.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

from sdk_desktop.app.checks.attempt import fails, works
from sdk_desktop.domain.configuration import Check
from sdk_desktop.settings import Profile, Settings

TEMPORARY, ROAMING, MANDATORY = 0x1, 0x2, 0x4
"""What GetProfileType says of a user's folder: made for a session, copied, never written back."""


def user_folder_kind() -> int:
    """Return what Windows says of this user's folder, 0 for one that stays; elsewhere they all do.

    What cannot be found out stays.
    """
    kind = ctypes.c_uint32()
    if sys.platform == "win32":
        ctypes.WinDLL("userenv").GetProfileType(ctypes.byref(kind))
    return kind.value


def check_user_folder(profile: Profile, settings: Settings, kind: int) -> Check:
    """Check that messages outlive the session, or come again from elsewhere."""
    if not profile.folder.is_relative_to(Path.home()) or not kind:
        return works("It stays when the user logs off.")
    if not kind & (TEMPORARY | MANDATORY):
        text = "The user's folder follows to other computers; the messages stay on this one."
        return works(text, "Ask your IT staff whether local folders are erased at log-off.")
    text = "The user's folder is erased at log-off, and the messages with it."
    if settings.shared or (settings.backup.before_delete and settings.backup.folder):
        return works(text, "They come again from the shared mailbox or from the message service.")
    advice = (
        "Keep the profile in a folder that stays (--folder), share the mailbox, or let messages"
        " stay at the message service until a backup elsewhere holds them (before_delete)."
    )
    return fails(text, advice)
