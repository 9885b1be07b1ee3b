"""Tests write into memory where there is room, and to the disk where there is not."""

from pathlib import Path

import pytest

from installer.development.memory_folder import place_for_tests
from tests.kit.project import on_posix

MUCH, LITTLE = "MemAvailable:   20000000 kB\n", "MemAvailable:    900000 kB\n"


@pytest.fixture(autouse=True)
def free_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("installer.development.memory_folder.ROOM", 1_000_000_000)


def said(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "meminfo"
    path.write_text(f"MemTotal:   30000000 kB\n{text}", encoding="ascii")
    return path


@on_posix
def test_the_folder_is_in_memory_and_gone_afterwards(tmp_path: Path) -> None:
    with place_for_tests(tmp_path, said(tmp_path, MUCH)) as place:
        folder = Path(place["TMPDIR"])
        (folder / "store.db").write_bytes(b"x")
        parent, rights = folder.parent, folder.stat().st_mode & 0o777

    assert (parent, rights) == (tmp_path, 0o711)
    assert not folder.exists()


@pytest.mark.parametrize("text", [LITTLE, ""])
def test_with_little_memory_the_disk_is_used(tmp_path: Path, text: str) -> None:
    with place_for_tests(tmp_path, said(tmp_path, text)) as place:
        assert place == {}


def test_without_such_a_place_the_disk_is_used(tmp_path: Path) -> None:
    with place_for_tests(tmp_path / "shm", said(tmp_path, MUCH)) as first:
        assert first == {}
    with place_for_tests(tmp_path, tmp_path / "nothing") as second:
        assert second == {}
