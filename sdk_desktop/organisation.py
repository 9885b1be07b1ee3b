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
_ENTRY = re.compile(
    r"\((?P<type>[^;()]*);[^;()]*;(?P<rights>[^;()]*);[^;()]*;[^;()]*;(?P<who>[^;()]*)"
)
_WRITING = frozenset({"GA", "GW", "FA", "FW", "WD", "WO", "SD", "DC", "KA", "KW"})
_WRITING_BITS = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000
_READ_OWNER_AND_LIST = 0x1 | 0x4
_FILE_OBJECT = 1


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
    return all(
        found["who"] in _ADMINISTRATORS or not _may_write(found["rights"])
        for found in _ENTRY.finditer(descriptor.partition("D:")[2])
        if found["type"] in {"A", "XA"}
    )


def _may_write(rights: str) -> bool:
    if rights.startswith("0x"):
        return bool(int(rights, 16) & _WRITING_BITS)
    return not _WRITING.isdisjoint(rights[at : at + 2] for at in range(0, len(rights), 2))


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
    return all(only_administrators_write(_descriptor(place)) for place in (path, path.parent))


def _descriptor(path: Path) -> str:
    security = ctypes.windll.advapi32  # type: ignore[attr-defined,unused-ignore]
    descriptor, text = ctypes.c_void_p(), ctypes.c_wchar_p()
    failed = security.GetNamedSecurityInfoW(
        str(path),
        _FILE_OBJECT,
        _READ_OWNER_AND_LIST,
        None,
        None,
        None,
        None,
        ctypes.byref(descriptor),
    )
    if failed:
        raise OSError(failed, "no rights are known")
    security.ConvertSecurityDescriptorToStringSecurityDescriptorW(
        descriptor, 1, _READ_OWNER_AND_LIST, ctypes.byref(text), None
    )
    try:
        return text.value or ""
    finally:
        ctypes.windll.kernel32.LocalFree(descriptor)  # type: ignore[attr-defined,unused-ignore]
