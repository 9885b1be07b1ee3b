"""Where a store must not lie."""

import os
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.store import network_share
from sdk_desktop.store.network_share import (
    Mount,
    is_network,
    is_network_name,
    is_share,
    linux_mounts,
    mac_mounts,
)
from sdk_desktop.store.store import Store
from tests.kit.project import on_posix
from tests.store.letters import KEY

LINUX = r"""22 28 0:21 / /proc rw,nosuid shared:13 - proc proc rw
28 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw,errors=remount-ro
41 28 0:45 / /srv/hem rw,relatime shared:5 - nfs4 filer:/export/hem rw,vers=4.2,sec=krb5p
42 28 0:46 / /srv/min\040mapp rw - cifs //server/mapp rw,vers=3.1.1
43 41 254:3 / /srv/hem/lokal rw - ext4 /dev/vdb1 rw
44 28 0:47 / /home/siv/fjärr rw,nosuid - fuse.sshfs siv@server: rw
45 28 8:17 / /media/usb rw,nosuid - fuseblk /dev/sdb1 rw,user_id=0
46 28 0:48 / /srv/sent rw - ext4 /dev/vdc1 rw
47 28 0:49 / /srv/sent rw - smb3 //server/sent rw
48 28 0:50 / /mnt/c rw - 9p C: rw,aname=drvfs
"""
MAC = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//siv@server/mapp on /Volumes/min mapp (smbfs, nodev, nosuid, mounted by siv)
filer:/export on /Volumes/export (nfs, nodev, nosuid)
/dev/disk4s1 on /Volumes/usb (1) (msdos, local, nodev)
"""


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/home/siv/.local/share/sdk-desktop/default", False),
        ("/srv/hem", True),
        ("/srv/hem/siv/sdk", True),
        ("/srv/hemma", False),
        ("/srv/hem/lokal/sdk", False),
        ("/srv/min mapp/sdk", True),
        ("/home/siv/fjärr/sdk", True),
        ("/media/usb/sdk", False),
        ("/srv/sent/sdk", True),
        ("/mnt/c/Users/siv", True),
        ("/", False),
    ],
)
def test_what_linux_says_of_its_file_systems(folder: str, network: bool) -> None:
    assert is_network(folder, linux_mounts(LINUX)) is network


@pytest.mark.parametrize(
    ("folder", "network"),
    [
        ("/Users/siv/Library/Application Support/sdk-desktop", False),
        ("/Volumes/min mapp/sdk", True),
        ("/Volumes/export", True),
        ("/Volumes/usb (1)/sdk", False),
        ("/System/Volumes/Data/home/siv", False),
    ],
)
def test_what_macos_says_of_its_file_systems(folder: str, network: bool) -> None:
    assert is_network(folder, mac_mounts(MAC)) is network


@pytest.mark.parametrize(
    ("drive", "network"),
    [
        ("\\\\server\\share", True),
        ("//server/share", True),
        ("\\\\?\\UNC\\server\\share", True),
        ("\\\\?\\C:", False),
        ("\\\\.\\C:", False),
        ("C:", False),
        ("", False),
    ],
)
def test_what_windows_calls_another_computers_folder(drive: str, network: bool) -> None:
    assert is_network_name(drive) is network


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs3", "cifs", "smbfs", "afs", "ceph", "glusterfs", "fuse.glusterfs", "fuse.rclone"],
)
def test_kinds_of_network_file_systems_are_known(kind: str) -> None:
    line = f"36 35 98:0 / /mnt/x rw shared:1 - {kind} source rw"

    assert linux_mounts(line) == (Mount("/mnt/x", network=True),)


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "tmpfs", "overlay", "fuse.gocryptfs"])
def test_kinds_of_this_computers_file_systems_are_known(kind: str) -> None:
    line = f"36 35 98:0 / /mnt/x rw - {kind} source rw"

    assert linux_mounts(line) == (Mount("/mnt/x", network=False),)


@pytest.mark.parametrize("text", ["", "nonsense", "36 35 - nfs", "\n\n", "on / (apfs"])
def test_what_cannot_be_understood_is_no_share(text: str) -> None:
    assert not is_network("/home/siv", linux_mounts(text))
    assert not is_network("/home/siv", mac_mounts(text))


@pytest.mark.skipif(os.name != "posix", reason="the program that stands in is a shell script")
def test_macos_is_asked_by_its_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "mount"
    said = f"//siv@server/mapp on {tmp_path.resolve()} (smbfs, nodev)"
    program.write_text(f"#!/bin/sh\necho '{said}'\n")
    program.chmod(0o700)
    monkeypatch.setattr(network_share, "MAC_MOUNTS", str(program))
    monkeypatch.setattr("sys.platform", "darwin")

    assert is_share(tmp_path / "sdk")
    assert not is_share(tmp_path.parent)


@pytest.mark.parametrize(("kind", "network"), [(3, False), (4, True)])
def test_windows_is_asked_what_a_drive_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: int, network: bool
) -> None:
    monkeypatch.setattr(network_share, "_drive_type", lambda _: kind)
    monkeypatch.setattr("sys.platform", "win32")

    assert is_share(tmp_path) is network


def test_this_computers_own_folders_are_no_share(tmp_path: Path) -> None:
    assert not is_share(tmp_path)
    assert not is_share(tmp_path / "not" / "there" / "yet")


def test_where_the_system_says_nothing_nothing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_share, "MOUNTS", tmp_path / "none")
    monkeypatch.setattr(network_share, "MAC_MOUNTS", str(tmp_path / "none"))

    assert not is_share(tmp_path)
    assert network_share._mac() == ""


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let Linux say that the temporary folder lies on a share."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"41 28 0:45 / {tmp_path.resolve()} rw - cifs //server/share rw\n")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(network_share, "MOUNTS", mounts)
    return tmp_path


def test_no_store_is_made_on_a_share(share: Path) -> None:
    with pytest.raises(Refused, match=r"network share.*Keep the profile on this computer"):
        Store.create(share / "messages.db", KEY)

    assert not (share / "messages.db").exists()


def test_no_store_is_opened_on_a_share(
    share: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounts = network_share.MOUNTS
    monkeypatch.setattr(network_share, "MOUNTS", tmp_path / "none")
    Store.create(share / "messages.db", KEY).close()
    before = (share / "messages.db").read_bytes()
    monkeypatch.setattr(network_share, "MOUNTS", mounts)

    with pytest.raises(Refused, match="network share"):
        Store.open(share / "messages.db", KEY)

    assert (share / "messages.db").read_bytes() == before


@on_posix
def test_a_link_to_a_share_is_a_share(
    share: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("home") / "link"
    link.symlink_to(share)

    assert is_share(link / "sdk")
