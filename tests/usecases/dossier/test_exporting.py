"""What comes to a mailbox is put into the folder that the organisation has named, and only then."""

import errno
import hashlib
import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import SYSTEM, AuditKind
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.incoming import Unreadable, Waiting
from sdk_desktop.domain.policy import ExportPlan
from sdk_desktop.formats.message import read_message
from sdk_desktop.settings import read_settings
from tests.kit.computer.disk import hold
from tests.kit.sandbox_network import SOCIAL, PersonClient
from tests.usecases.arrivals import arrived, letter
from tests.usecases.dossier.packages import FORM

FOLDER = "sdk-socialkontoret-0203-ekdala.example.se"


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """The folder that a case system watches."""
    folder = tmp_path / "till verksamhetssystemet"
    folder.mkdir()
    return folder


@pytest.fixture
def exporting(kim: PersonClient, watched: Path) -> PersonClient:
    """A client with one message already, whose organisation lets it export from now on."""
    arrived(kim, letter())
    kim.app.settings = replace(kim.app.settings, export=ExportPlan(str(watched), SOCIAL))
    kim.lock_and_unlock()
    return kim


def written(client: PersonClient, watched: Path) -> list[Path]:
    """Export what is due, and return the folders that are there."""
    trouble = client.workspace._exporting.write()
    assert trouble is None
    return sorted((watched / FOLDER).glob("*"))


def test_nothing_is_exported_unless_the_organisation_says_so(
    kim: PersonClient, tmp_path: Path
) -> None:
    own = tmp_path / "settings.toml"
    own.write_text('[export]\nfolder = "/somewhere"\n')
    arrived(kim, letter())

    assert kim.workspace._exporting.write() is None
    assert kim.workspace.audit_trail.page(kind=AuditKind.PASSED_ON) == ()
    with pytest.raises(Refused, match=r"export\.folder .* for your organisation to decide"):
        read_settings(own)


def test_a_message_is_a_folder_with_its_data_files_and_a_description(
    exporting: PersonClient, watched: Path
) -> None:
    message = letter(FORM)
    arrived(exporting, message)

    (folder,) = written(exporting, watched)

    said = json.loads((folder / "Beskrivning.json").read_text(encoding="utf-8"))
    assert folder.name == f"{exporting.watch.now:%Y%m%dT%H%M%SZ} {message.message_id}"
    assert read_message((folder / "Meddelande.xml").read_bytes()) == message
    assert (said["format"], said["readable"], said["mailbox"]) == (1, True, SOCIAL)
    assert said["sender"]["functionName"] == "Akuten"
    assert said["recipient"]["references"][0]["extension"] == "SOC 2026/17"
    assert said["files"] == [
        {
            "path": "Bilagor/Blankett.pdf",
            "name": FORM.name,
            "contentType": FORM.content_type,
            "size": len(FORM.content),
            "sha256": hashlib.sha256(FORM.content).hexdigest(),
        }
    ]
    assert (folder / said["files"][0]["path"]).read_bytes() == FORM.content


def test_every_file_is_durable_before_it_counts_as_exported(
    exporting: PersonClient, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut leaves no empty files that nobody would write anew."""
    arrived(exporting, letter(FORM))
    settled: set[int] = set()
    monkeypatch.setattr("os.fsync", lambda descriptor: settled.add(os.fstat(descriptor).st_ino))

    (folder,) = written(exporting, watched)

    files = {one.stat().st_ino for one in folder.rglob("*") if one.is_file()}
    assert len(files) == 3
    assert files <= settled


def test_what_another_program_holds_for_a_moment_is_exported(
    exporting: PersonClient, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived(exporting, letter(FORM))
    hold(monkeypatch, times=3, reads=False)

    assert len(written(exporting, watched)) == 1


def test_each_is_exported_once_though_it_was_taken_from_the_folder(
    exporting: PersonClient, watched: Path
) -> None:
    arrived(exporting, letter())
    (first,) = written(exporting, watched)
    first.rename(watched / "taken")
    exporting.lock_and_unlock()

    assert written(exporting, watched) == []


def test_the_program_is_recorded_as_the_one_who_did_it(
    exporting: PersonClient, watched: Path
) -> None:
    message = letter()
    arrived(exporting, message)
    (folder,) = written(exporting, watched)

    rows = exporting.workspace.audit_trail.page(kind=AuditKind.PASSED_ON)
    (event,) = [row.event for row in rows]
    assert (event.who, event.message_id, event.detail) == (SYSTEM, message.message_id, folder.name)


def test_what_cannot_be_written_is_said_and_written_later(
    exporting: PersonClient, watched: Path
) -> None:
    arrived(exporting, letter())
    arrived(exporting, letter(), exporting.watch.now + timedelta(seconds=1))
    (watched / FOLDER).write_text("in the way")

    trouble = exporting.workspace._exporting.write()
    (watched / FOLDER).unlink()

    assert trouble is not None
    assert "cannot be written" in str(trouble)
    assert len(written(exporting, watched)) == 2


def test_no_folder_is_made_in_the_place_of_a_share_that_is_not_connected(
    exporting: PersonClient, watched: Path
) -> None:
    arrived(exporting, letter())
    watched.rmdir()

    trouble = exporting.workspace._exporting.write()

    assert isinstance(trouble, Unavailable)
    assert not watched.exists()
    watched.mkdir()
    assert len(written(exporting, watched)) == 1


def test_a_full_disk_keeps_no_part_of_a_message(
    exporting: PersonClient, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived(exporting, letter(FORM))

    def full(_source: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sdk_desktop.usecases.dossier.exporting.move", full)
        trouble = exporting.workspace._exporting.write()

    assert isinstance(trouble, Unavailable)
    assert list((watched / FOLDER).iterdir()) == []
    assert len(written(exporting, watched)) == 1


def test_messages_of_one_id_and_second_are_two_folders(
    exporting: PersonClient, watched: Path
) -> None:
    """Two organisations may use the same id; the second one's message is kept apart."""
    first = letter(FORM)
    arrived(exporting, first)
    other = Unreadable(Waiting("s1", first.message_id, SOCIAL), "Another message.", b"<")
    with exporting.workspace._store.begin() as stored:
        stored.messages.add_unreadable(other, exporting.watch.now)

    one, apart = written(exporting, watched)

    assert apart.name == f"{one.name} (2)"
    assert read_message((one / "Meddelande.xml").read_bytes()) == first
    assert json.loads((apart / "Beskrivning.json").read_bytes())["readable"] is False


def test_what_was_written_before_the_end_came_is_not_written_twice(
    exporting: PersonClient, watched: Path
) -> None:
    row = arrived(exporting, letter(FORM))
    exporting.workspace._exporting._write(row, watched / FOLDER)

    (folder,) = written(exporting, watched)

    assert not folder.name.endswith("(2)")


def test_what_was_left_half_written_is_written_whole(
    exporting: PersonClient, watched: Path
) -> None:
    message = letter()
    arrived(exporting, message)
    half = watched / FOLDER / f".{exporting.watch.now:%Y%m%dT%H%M%SZ} {message.message_id}"
    half.mkdir(parents=True)
    (half / "Bilagor").write_text("half")

    (folder,) = written(exporting, watched)

    assert [file.name for file in sorted(folder.iterdir())] == [
        "Beskrivning.json",
        "Bilagor",
        "Meddelande.xml",
    ]


def test_of_what_cannot_be_read_only_that_it_came_is_exported(
    exporting: PersonClient, watched: Path
) -> None:
    broken = Unreadable(Waiting("s1", "", SOCIAL), "The document is no message.", b"\x00<")
    with exporting.workspace._store.begin() as stored:
        stored.messages.add_unreadable(broken, exporting.watch.now)

    (folder,) = written(exporting, watched)

    said = json.loads((folder / "Beskrivning.json").read_bytes())
    assert (said["readable"], said["mailbox"]) == (False, SOCIAL)
    assert not (folder / "Meddelande.xml").exists()
