"""A case that is taken out of the program is whole, recorded, and the same each time."""

import csv
import hashlib
import json
from io import StringIO
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.dossier.paper import Paper
from sdk_desktop.domain.errors import ProofNeeded, Refused
from sdk_desktop.domain.incoming import Unreadable, Waiting
from sdk_desktop.domain.message import File
from sdk_desktop.formats.message import read_message
from sdk_desktop.usecases.dossier.dossiers import TakenCase
from tests.kit.sandbox_network import SOCIAL, PersonClient
from tests.usecases.arrivals import arrived, letter
from tests.usecases.dossier.packages import FORM, acknowledged, content, taken_out, told

CONVERSATION = "2f1c7a52-3a54-4f6a-9d3e-0a6a5a3f0c11"


def test_a_package_holds_document_data_files_acknowledgement_and_trail(
    kim: PersonClient, tmp_path: Path
) -> None:
    message = letter(FORM)

    files = content(taken_out(kim, tmp_path, acknowledged(kim, message)))

    assert list(files) == [
        "1/Meddelande.xml",
        "1/Bilagor/Blankett.pdf",
        "1/Kvittens.xml",
        "Granskningslogg.csv",
        "Ärendet.pdf",
        "manifest.json",
    ]
    assert read_message(files["1/Meddelande.xml"]) == message
    assert files["1/Bilagor/Blankett.pdf"] == FORM.content
    assert files["Ärendet.pdf"].startswith(b"%PDF-1.7")


def test_the_manifest_names_each_file_and_who_took_it_out(
    kim: PersonClient, tmp_path: Path
) -> None:
    files = content(taken_out(kim, tmp_path))
    manifest = json.loads(files.pop("manifest.json"))

    assert (manifest["who"], manifest["made"]) == ("Kim Berg", kim.watch.now.isoformat())
    assert {one["name"]: (one["size"], one["digest"]) for one in manifest["files"]} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()
    }


def test_taking_out_is_recorded_with_the_digest_of_the_manifest(
    kim: PersonClient, tmp_path: Path
) -> None:
    files = content(taken_out(kim, tmp_path))

    (event,) = [row.event for row in kim.workspace.audit_trail.page(kind=AuditKind.DOSSIER)]
    assert event.who == "Kim Berg"
    assert event.message_id == kim.headlines()[0].message_id
    assert event.detail == hashlib.sha256(files["manifest.json"]).hexdigest()


def test_the_trail_of_the_messages_comes_along_and_no_other(
    kim: PersonClient, tmp_path: Path
) -> None:
    row, other = arrived(kim, letter()), arrived(kim, letter())
    kim.workspace.handling.take(row)
    kim.workspace.handling.take(other)

    files = content(taken_out(kim, tmp_path, row))

    text = files["Granskningslogg.csv"].decode("utf-8-sig")
    events = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert [(event["event"], event["who"]) for event in events] == [("taken", "Kim Berg")]


def test_the_same_case_at_the_same_time_has_the_same_bytes(
    kim: PersonClient, tmp_path: Path
) -> None:
    row = acknowledged(kim, letter(FORM))
    first = content(taken_out(kim, tmp_path, row))

    again = content(taken_out(kim, tmp_path, row))

    differing = {name for name in first if first[name] != again[name]}
    assert differing == {"Granskningslogg.csv", "manifest.json"}  # it was taken out before


def test_a_conversation_is_taken_out_whole_oldest_first(kim: PersonClient, tmp_path: Path) -> None:
    first, second = (letter(label=name, conversation_id=CONVERSATION) for name in ("Ett", "Två"))
    arrived(kim, first)
    row = arrived(kim, second)
    path = tmp_path / "case.zip"

    count = kim.workspace.dossiers.save(row, path, told, conversation=True)

    files = content(path)
    subjects = [read_message(files[f"{number}/Meddelande.xml"]).label for number in (1, 2)]
    assert (count, subjects) == (2, ["Ett", "Två"])
    assert len(kim.workspace.audit_trail.page(kind=AuditKind.DOSSIER)) == 2


def test_files_of_one_name_are_kept_apart_and_stay_in_their_folder(
    kim: PersonClient, tmp_path: Path
) -> None:
    names = ("a.pdf", "A.pdf", "../../a.pdf", "..\\x\\con")
    row = arrived(kim, letter(*(File(name, "application/pdf", b"1") for name in names)))

    files = content(taken_out(kim, tmp_path, row))

    assert [name for name in files if "Bilagor" in name] == [
        "1/Bilagor/a.pdf",
        "1/Bilagor/A (2).pdf",
        "1/Bilagor/_.._a.pdf",
        "1/Bilagor/_x_con",
    ]


def test_what_could_not_be_read_is_taken_out_as_it_came(kim: PersonClient, tmp_path: Path) -> None:
    broken = Unreadable(Waiting("s1", "m1", SOCIAL), "The message is not valid JSON.", b"{trasigt")
    with kim.workspace._store.begin() as stored:
        row = stored.messages.add_unreadable(broken, kim.watch.now)

    files = content(taken_out(kim, tmp_path, row))

    assert files["1/Som det kom.txt"] == b"{trasigt"


def test_nothing_is_taken_out_without_a_fresh_proof(kim: PersonClient, tmp_path: Path) -> None:
    row = arrived(kim, letter())
    kim.watch.turn(days=1)

    with pytest.raises(ProofNeeded):
        taken_out(kim, tmp_path, row)

    assert list(tmp_path.glob("*.zip*")) == []


def test_an_older_file_stays_when_a_case_cannot_be_told(kim: PersonClient, tmp_path: Path) -> None:
    path = taken_out(kim, tmp_path)
    before = path.read_bytes()

    def refuse(_case: TakenCase) -> Paper:
        raise Refused("No.")

    with pytest.raises(Refused):
        kim.workspace.dossiers.save(kim.headlines()[0].row, path, refuse)

    assert path.read_bytes() == before
    assert list(tmp_path.glob("*.new")) == []
    assert len(kim.workspace.audit_trail.page(kind=AuditKind.DOSSIER)) == 1


def test_a_message_that_is_not_here_is_named_as_such(kim: PersonClient) -> None:
    with pytest.raises(Refused, match="not in the store"):
        kim.workspace.inbox.named("m404")


def test_a_document_to_print_is_made_of_one_message_and_recorded(kim: PersonClient) -> None:
    row = acknowledged(kim, letter(FORM))
    cases: list[TakenCase] = []

    def tell(case: TakenCase) -> Paper:
        cases.append(case)
        return told(case)

    paper = kim.workspace.dossiers.paper(row, tell)

    (event,) = [one.event for one in kim.workspace.audit_trail.page(kind=AuditKind.PRINTED)]
    assert paper.startswith(b"%PDF-1.7")
    assert [one.reading.headline.row for one in cases[0].messages] == [row]
    assert event.message_id == kim.headlines()[0].message_id
