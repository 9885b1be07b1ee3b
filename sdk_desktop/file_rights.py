"""Who may read and write files besides their owner; administrators may in any case.

On POSIX by owner and mode: the group counts as others, but for what administrators let a group
read, which this user belongs to. On Windows by the access list.
"""

from __future__ import annotations

import ctypes
import os
import re
import stat
import sys
from pathlib import Path

_ENTRY = re.compile(
    r"\((?P<type>[^;()]*);(?P<flags>[^;()]*);(?P<rights>[^;()]*);[^;()]*;[^;()]*;(?P<who>[^;()]*)"
)
_WRITING = frozenset({"GA", "GW", "FA", "FW", "WD", "WO", "SD", "DC", "KA", "KW"})
_WRITING_BITS = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000
_READING = frozenset({"GA", "GR", "FA", "FR", "CC", "KA", "KR"})
_READING_BITS = 0x1 | 0x10000000 | 0x80000000
_EVERYBODY = frozenset({"WD", "BU", "AU", "BG", "AN", "IU", "NU", "DU", "DG"})
"""Everyone, users, whoever is signed in, guests, the domain's users."""
_NO_LIST = "NO_ACCESS_CONTROL"
"""Stands in the place of a list that is none: then everyone may do everything."""
_FOR_WHAT_IS_MADE_THERE = "IO"
"""Marks an entry that gives no right in the folder itself, as that of whoever makes a file."""
_READ_OWNER_AND_LIST = 0x1 | 0x4
_FILE_OBJECT = 1


def belongs_to_others(path: Path) -> bool:
    """Return whether neither this user nor an administrator owns a file; never on Windows."""
    return sys.platform != "win32" and path.stat().st_uid not in {0, os.geteuid()}


def others_may_write(path: Path) -> bool:
    """Return whether others may change a file, or what a folder holds."""
    if sys.platform == "win32":
        return not _EVERYBODY.isdisjoint(writers_of(descriptor_of(path)))
    return bool(path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def others_may_read(path: Path) -> bool:
    """Return whether others may read a file, or see what a folder holds."""
    if sys.platform == "win32":
        return not _EVERYBODY.isdisjoint(readers_of(descriptor_of(path)))
    known = path.stat()
    group = stat.S_IRGRP if known.st_uid == os.geteuid() else 0
    return bool(known.st_mode & (group | stat.S_IROTH))


def others_may_replace(path: Path) -> bool:
    """Return whether everybody may put something else in the place of a file; never on Windows."""
    modes = (folder.stat().st_mode for folder in path.absolute().parents)
    return sys.platform != "win32" and any(
        mode & stat.S_IWOTH and not mode & stat.S_ISVTX for mode in modes
    )


def keep_for_owner(path: Path) -> bool:
    """Take all rights of others away; return whether that could be done, which Windows leaves."""
    if sys.platform == "win32" or path.is_symlink():
        return False
    try:
        path.chmod(0o700 if path.is_dir() else 0o600)
    except OSError:
        return False
    return True


def writers_of(descriptor: str) -> frozenset[str]:
    """Return who may write, by a security descriptor (SDDL): two letters or a SID each."""
    return _allowed(descriptor, _WRITING, _WRITING_BITS)


def readers_of(descriptor: str) -> frozenset[str]:
    """Return who may read, by a security descriptor (SDDL): two letters or a SID each."""
    return _allowed(descriptor, _READING, _READING_BITS)


def descriptor_of(path: Path) -> str:
    """Return owner and access list of a file on Windows (SDDL)."""
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


def _allowed(descriptor: str, names: frozenset[str], bits: int) -> frozenset[str]:
    listed = descriptor.partition("D:")[2]
    if _NO_LIST in listed:
        return frozenset({"WD"})
    return frozenset(
        found["who"]
        for found in _ENTRY.finditer(listed)
        if found["type"] in {"A", "XA"}
        and _FOR_WHAT_IS_MADE_THERE not in _pairs(found["flags"])
        and _includes(found["rights"], names, bits)
    )


def _includes(rights: str, names: frozenset[str], bits: int) -> bool:
    if rights.startswith("0x"):
        return bool(int(rights, 16) & bits)
    return not names.isdisjoint(_pairs(rights))


def _pairs(letters: str) -> frozenset[str]:
    return frozenset(letters[at : at + 2] for at in range(0, len(letters), 2))
