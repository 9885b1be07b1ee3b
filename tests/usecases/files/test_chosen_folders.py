"""Which folder a person chose last: for each use by itself, and nobody else's."""

from pathlib import Path

from sdk_desktop.domain.configuration import FolderUse
from tests.kit.sandbox_network import PersonClient, colleague_of


def test_a_folder_is_remembered_for_its_use_and_its_person_until_it_is_gone(
    kim: PersonClient, tmp_path: Path
) -> None:
    first, second = tmp_path / "Förra", tmp_path / "Ärendet Åsa"
    first.mkdir()
    second.mkdir()
    folders, sara = kim.workspace.folders, colleague_of(kim, "Sara Lind")

    folders.keep(FolderUse.ATTACH, first)
    folders.keep(FolderUse.ATTACH, second)
    folders.keep(FolderUse.CASE, first)
    kept = tuple(map(folders.last, FolderUse))
    theirs = sara.folders.last(FolderUse.ATTACH)
    sara.close()
    second.rmdir()

    assert kept == (second, None, first, None)
    assert (theirs, folders.last(FolderUse.ATTACH)) == (None, None)


def test_a_folder_that_the_system_cannot_look_at_is_gone(kim: PersonClient, tmp_path: Path) -> None:
    kim.workspace.folders.keep(FolderUse.SAVE, tmp_path / ("longer than any name" * 20))

    assert kim.workspace.folders.last(FolderUse.SAVE) is None


def test_whoever_leaves_is_forgotten_with_their_folders(kim: PersonClient, tmp_path: Path) -> None:
    kim.workspace.folders.keep(FolderUse.SAVE, tmp_path)

    with kim.workspace._store.begin() as stored:
        stored.colleagues.leave(kim.workspace.who, kim.watch.now)

    assert kim.workspace.folders.last(FolderUse.SAVE) is None
