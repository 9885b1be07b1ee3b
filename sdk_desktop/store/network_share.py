"""Where a store must not lie: on a network share, where the engine's log is not safe.

Who shares the log shares memory (https://sqlite.org/wal.html, §1): on a share two computers would
write past each other and damage the store.
"""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sdk_desktop.domain.errors import Refused

MOUNTS = Path("/proc/self/mountinfo")
"""What Linux says of its file systems (proc_pid_mountinfo(5))."""
MAC_MOUNTS = "/sbin/mount"
PATIENCE = 10
"""Seconds."""

_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|ncpfs|afs|auristorfs|9p|ceph|glusterfs|lustre|gpfs|beegfs|ocfs2|gfs2"
    r"|orangefs|coda|davfs|vboxsf|prl_fs|vmhgfs"
    r"|fuse\.(sshfs|davfs2?|glusterfs|ceph\S*|smb\S*|nfs\S*|rclone|s3fs|gvfsd-fuse|curlftpfs"
    r"|vmhgfs-fuse|moosefs|lizardfs|juicefs|gcsfuse|blobfuse2?)"
)
_MAC_LINE = re.compile(r".* on (?P<point>/.*) \((?P<said>[^()]*)\)")
_ESCAPED = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """A place where a file system begins."""

    point: str
    network: bool


def refuse_share(folder: Path) -> None:
    """Raise `Refused` when a folder lies on a network share."""
    if is_share(folder):
        raise Refused(
            "The folder {folder} lies on a network share, where a message store can be damaged."
            " Keep the profile on this computer, and let its backups go to the share.",
            folder=folder,
        )


def is_share(folder: Path) -> bool:
    """Return whether a folder lies on a network share; what cannot be found out is none."""
    place = os.path.realpath(folder)
    if sys.platform == "win32":
        drive, _ = os.path.splitdrive(place)
        return is_network_name(drive) or _drive_type(f"{drive}\\") == _REMOTE_DRIVE
    return is_network(place, mac_mounts(_mac()) if sys.platform == "darwin" else _linux())


def is_network(place: str, mounts: Iterable[Mount]) -> bool:
    """Return whether a place lies in a network file system: the deepest, and of those the last."""
    holding = [mount for mount in mounts if f"{place}/".startswith(f"{mount.point.rstrip('/')}/")]
    deepest = max((len(mount.point) for mount in holding), default=0)
    return any([mount.network for mount in holding if len(mount.point) == deepest][-1:])


def linux_mounts(text: str) -> tuple[Mount, ...]:
    """Read `/proc/self/mountinfo`."""
    found = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        point = before.split(" ")[4:5]
        kind = after.split(" ")[0]
        found += [Mount(_plain(one), bool(_NETWORK.fullmatch(kind))) for one in point]
    return tuple(found)


def mac_mounts(text: str) -> tuple[Mount, ...]:
    """Read what macOS's `mount` says; what lies on this computer is called local there."""
    lines = filter(None, map(_MAC_LINE.fullmatch, text.splitlines()))
    said = ((line["point"], line["said"].split(", ")) for line in lines)
    return tuple(
        Mount(point, "local" not in words and "autofs" not in words) for point, words in said
    )


def is_network_name(drive: str) -> bool:
    r"""Return whether a path of Windows begins with another computer's name: `\\server\share`."""
    name = drive.replace("/", "\\").upper()
    return name.startswith("\\\\?\\UNC\\") or (
        name.startswith("\\\\") and not name.startswith(("\\\\?\\", "\\\\.\\"))
    )


def _linux() -> tuple[Mount, ...]:
    try:
        return linux_mounts(MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:
        return ()


def _mac() -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system, without arguments
            [MAC_MOUNTS],
            capture_output=True,
            check=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=PATIENCE,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _drive_type(root: str) -> int:
    """Ask Windows what kind of drive this is."""
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


def _plain(escaped: str) -> str:
    r"""Undo Linux's escapes: a space is `\040`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), escaped)
