"""Where an organisation decides for all users of a computer.

That is a file, and beside it what the system distributes: policies in Windows' registry, managed
preferences on macOS. Each lies in a fixed place that only administrators can write. Neither the
environment nor a folder that a user could have made decides where: otherwise anybody could decide
for the organisation.
"""

from __future__ import annotations

import ctypes
import plistlib
import re
import stat
import sys
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from sdk_desktop.domain.errors import Refused
from sdk_desktop.file_rights import descriptor_of, writers_of

if sys.platform == "win32":
    import winreg

POLICIES = r"Software\Policies\SDK Desktop"
"""The registry key, in the computer's part: values in a key for each table of the settings."""
MANAGED_PREFERENCES = Path("/Library/Managed Preferences/se.sdk-desktop.client.plist")

_NAME = "organisation.toml"
_PROGRAM_DATA = "{62AB5D82-FDC1-4DC3-A9DD-070D1D495D97}"
_ROOT = frozenset({0})
_ADMINISTRATORS = frozenset(
    {
        "SY",  # the system
        "BA",  # administrators
        "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",  # TrustedInstaller
    }
)


def organisation_file() -> Path:
    """Return the path of the organisation's file on this system, whether it is there or not."""
    if sys.platform == "win32":
        return _program_data() / "sdk-desktop" / _NAME
    if sys.platform == "darwin":
        return Path("/Library/Application Support/sdk-desktop") / _NAME
    return Path("/etc/sdk-desktop") / _NAME


def trusted(path: Path, administrators: frozenset[int] = _ROOT) -> Path | None:
    """Return an organisation's file that only administrators can change; None where none is.

    Raise `Refused` for one that others could have written, or put in its place.
    """
    try:
        if not path.exists():
            return None
        safe = (
            _is_safe_on_windows(path) if sys.platform == "win32" else _is_safe(path, administrators)
        )
    except OSError:
        safe = False
    if not safe:
        raise Refused(
            "Others than administrators can change {file}, so it decides nothing. Have its owner"
            " and its rights mended.",
            file=path,
        )
    return path


def managed_place() -> str:
    """Return where the system distributes settings, "" where it has no place for them."""
    return {"win32": f"HKLM\\{POLICIES}", "darwin": str(MANAGED_PREFERENCES)}.get(sys.platform, "")


def managed_tables() -> dict[str, Any]:
    """Return the tables of settings that the system distributes, none where it has no such place.

    Raise `Refused` as `trusted` does.
    """
    if sys.platform == "win32":
        return registry_tables(POLICIES)
    if sys.platform == "darwin":
        return preference_tables(trusted(MANAGED_PREFERENCES))
    return {}


def preference_tables(path: Path | None) -> dict[str, Any]:
    """Return what a property list says, a dictionary for each table; nothing for None."""
    if path is None:
        return {}
    try:
        said = plistlib.loads(path.read_bytes())
    except (OSError, ValueError, ExpatError, plistlib.InvalidFileException) as error:
        raise Refused("The settings file {file} cannot be read.", file=path) from error
    return said if isinstance(said, dict) else {}


def registry_tables(key: str) -> dict[str, Any]:
    r"""Return what a key of the computer's registry says, and the keys below it.

    Mailboxes are the keys `mailbox\1`, `mailbox\2` and so on.
    """
    found = {} if sys.platform != "win32" else _registry(key)
    mailboxes = found.get("mailbox")
    if isinstance(mailboxes, dict):
        found["mailbox"] = [mailboxes[name] for name in sorted(mailboxes, key=_place)]
    return found


def _place(name: str) -> tuple[int, str]:
    """Return by what names of keys are ordered: 2 goes before 10."""
    return len(name), name


def _registry(key: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if sys.platform == "win32":
        rights = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            opened = winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, rights)
        except FileNotFoundError:
            return found
        with opened:
            keys, values, _ = winreg.QueryInfoKey(opened)
            for number in range(values):
                name, value, _ = winreg.EnumValue(opened, number)
                found[name] = value
            for number in range(keys):
                name = winreg.EnumKey(opened, number)
                found[name] = _registry(f"{key}\\{name}")
    return found


def _is_safe(path: Path, administrators: frozenset[int]) -> bool:
    """Return whether a file and all folders above it belong to administrators alone."""
    for place in (path.resolve(), *path.resolve().parents):
        found = place.stat()
        others_write = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        sticky = found.st_mode & stat.S_ISVTX and place != path.resolve()
        if found.st_uid not in administrators | _ROOT or (others_write and not sticky):
            return False
    return True


def only_administrators_write(descriptor: str) -> bool:
    """Return whether a security descriptor (SDDL) gives rights to write to administrators only."""
    owner = re.search(r"O:(S-[0-9-]+|[A-Z]{2})", descriptor)
    if owner is None or owner[1] not in _ADMINISTRATORS or "D:" not in descriptor:
        return False
    return writers_of(descriptor) <= _ADMINISTRATORS


def _program_data() -> Path:
    """Return the folder of all users' settings, as Windows knows it and not the environment."""
    wanted = (ctypes.c_byte * 16)()
    found = ctypes.c_wchar_p()
    ole, shell = ctypes.windll.ole32, ctypes.windll.shell32  # type: ignore[attr-defined,unused-ignore]
    ole.CLSIDFromString(_PROGRAM_DATA, ctypes.byref(wanted))
    if shell.SHGetKnownFolderPath(ctypes.byref(wanted), 0, None, ctypes.byref(found)) != 0:
        raise Refused("Windows does not say where settings for all users are.")
    try:
        return Path(found.value or "")
    finally:
        ole.CoTaskMemFree(found)


def _is_safe_on_windows(path: Path) -> bool:
    """Return whether a file and its folder belong to administrators alone."""
    return all(only_administrators_write(descriptor_of(place)) for place in (path, path.parent))
