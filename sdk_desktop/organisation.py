"""The file in which an organisation decides for all users of a computer.

It lies in a fixed place that only administrators can write. Neither the environment nor a folder
that a user could have made decides where: otherwise anybody could decide for the organisation.
"""

from __future__ import annotations

import ctypes
import re
import stat
import sys
from pathlib import Path

from sdk_desktop.domain.errors import Refused
from sdk_desktop.file_rights import descriptor_of, writers_of

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
