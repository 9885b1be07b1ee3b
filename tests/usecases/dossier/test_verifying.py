"""A package that was changed says where; it needs no store, and no program but this one."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdk_desktop.domain.dossier.package import CheckedPackage, PackageFault
from sdk_desktop.domain.errors import InvalidMessage, Refused
from sdk_desktop.usecases.dossier.verifying import verify_package
from tests.exchange.parties import signed_again
from tests.kit.project import on_posix
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import arrived, letter
from tests.usecases.dossier.packages import (
    answer_to,
    content,
    keep_acknowledgement,
    packed,
    taken_out,
)

Files = dict[str, bytes]
ANSWER = "1/Kvittens.xml"

MADE = b'{"format": "SDK Desktop dossier 1", "made": "2026-01-01", "who": "", "program": "",'


@pytest.fixture
def package(kim: PersonClient, tmp_path: Path) -> Path:
    return taken_out(kim, tmp_path)


def found(checked: CheckedPackage) -> list[tuple[str, str]]:
    return [(finding.fault.value, finding.name) for finding in checked.findings]


def test_a_package_as_it_was_taken_out_is_whole(package: Path) -> None:
    checked = verify_package(package)

    assert found(checked) == []
    assert checked.signers == ("Ekdala kommun",)
    assert checked.manifest.who == "Kim Berg"


def test_the_folder_that_it_was_unpacked_to_is_whole_as_well(package: Path, tmp_path: Path) -> None:
    with ZipFile(package) as one:
        one.extractall(tmp_path / "unpacked")

    assert found(verify_package(tmp_path / "unpacked")) == []


CHANGES: list[tuple[Callable[[Files], Files], list[tuple[str, str]]]] = [
    (
        lambda files: files | {"1/Bilagor/Blankett.pdf": b"%PDF-1.7 Blankett"},
        [("changed", "1/Bilagor/Blankett.pdf")],
    ),
    (
        lambda files: files | {"1/Bilagor/Blankett.pdf": b""},
        [("changed", "1/Bilagor/Blankett.pdf")],
    ),
    (
        lambda files: files | {"1/Bilagor/Nytt.pdf": b"1"},
        [("added", "1/Bilagor/Nytt.pdf")],
    ),
    (
        lambda files: {name: data for name, data in files.items() if name != "1/Meddelande.xml"},
        [("missing", "1/Meddelande.xml")],
    ),
    (
        lambda files: files | {ANSWER: files[ANSWER].replace(b">ACCEPTED<", b">REJECTED<")},
        [("changed", ANSWER), ("forged", ANSWER)],
    ),
    (
        lambda files: files | {ANSWER: files[ANSWER][:-200]},
        [("changed", ANSWER), ("forged", ANSWER)],
    ),
]


@pytest.mark.parametrize(("change", "faults"), CHANGES)
def test_what_was_changed_is_named(
    package: Path,
    tmp_path: Path,
    change: Callable[[Files], Files],
    faults: list[tuple[str, str]],
) -> None:
    other = packed(tmp_path / "other.zip", change(content(package)))

    assert found(verify_package(other)) == faults


def test_a_file_that_is_there_twice_is_named(package: Path) -> None:
    with ZipFile(package, "a") as one, pytest.warns(UserWarning, match="Duplicate"):
        one.writestr("Ärendet.pdf", b"another")

    faults = {finding.fault for finding in verify_package(package).findings}
    assert PackageFault.TWICE in faults


def test_a_damaged_part_of_the_file_is_a_change(package: Path) -> None:
    data = bytearray(package.read_bytes())
    data[data.index(b"Meddelande.xml") + 40] ^= 0xFF
    package.write_bytes(bytes(data))

    assert ("changed", "1/Meddelande.xml") in found(verify_package(package))


def test_an_acknowledgement_of_another_message_is_foreign(
    kim: PersonClient, tmp_path: Path
) -> None:
    row = arrived(kim, letter())
    keep_acknowledgement(kim, row, answer_to(letter()))

    checked = verify_package(taken_out(kim, tmp_path, row))

    assert found(checked) == [("foreign", ANSWER)]


def test_an_acknowledgement_by_other_parties_is_foreign(kim: PersonClient, tmp_path: Path) -> None:
    message = letter()
    row = arrived(kim, message)
    others = replace(message, sender=message.recipient, recipient=message.sender)
    keep_acknowledgement(kim, row, answer_to(others))

    checked = verify_package(taken_out(kim, tmp_path, row))

    assert found(checked) == [("foreign", ANSWER)]


def test_parts_that_share_their_bytes_are_no_package(tmp_path: Path) -> None:
    path = packed(tmp_path / "case.zip", {"manifest.json": b"{}", "a": bytes(100_000)})
    with ZipFile(path, "a") as package:
        (first, second) = package.infolist()
        again = [copy(second) for _ in range(100)]
        for number, entry in enumerate(again):
            entry.filename = f"a{number}"
        package.filelist = [first, second, *again]
        package._didModify = True  # type: ignore[attr-defined]

    with pytest.raises(InvalidMessage, match="no package"):
        verify_package(path)


def test_one_folder_is_not_read_for_many_messages(tmp_path: Path) -> None:
    said = json.loads(MADE + b' "messages": [], "files": []}')
    said["messages"] = [{"folder": "1", "message_id": str(number)} for number in range(2)]

    with pytest.raises(InvalidMessage, match="no package"):
        verify_package(packed(tmp_path / "case.zip", {"manifest.json": json.dumps(said).encode()}))


def test_whoever_signs_again_is_named(kim: PersonClient, tmp_path: Path) -> None:
    message = letter()
    row = arrived(kim, message)
    keep_acknowledgement(kim, row, signed_again(answer_to(message)))

    checked = verify_package(taken_out(kim, tmp_path, row))

    assert checked.signers == ("0203:anna.example.se",)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"PK", b"[" * 100_000),
        MADE + b' "messages": [], "files": [{"name": "a", "size": 1e999, "digest": ""}]}',
        MADE + b' "messages": ["a"], "files": []}',
    ],
)
def test_what_is_no_package_is_said(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(data)

    with pytest.raises(InvalidMessage, match="no package"):
        verify_package(file)
    with pytest.raises(InvalidMessage, match="no package"):
        verify_package(packed(file, {"manifest.json": data}))
    with pytest.raises(Refused):
        verify_package(tmp_path / "nothing.zip")
    with pytest.raises(Refused):
        verify_package(tmp_path / ("longer than any name" * 20))


@pytest.mark.parametrize("folder", ["..", "\\0", "/etc"])
def test_no_name_leads_out_of_a_folder(package: Path, tmp_path: Path, folder: str) -> None:
    files = content(package)
    (tmp_path / "Kvittens.xml").write_bytes(files[ANSWER])
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    manifest = json.loads(files["manifest.json"]) | {"files": []}
    manifest["messages"][0]["folder"] = folder
    (unpacked / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    assert verify_package(unpacked).signers == ()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), byte=st.integers(1, 255), at_end=st.booleans())
def test_whatever_is_changed_is_found_or_said(
    package: Path, place: int, byte: int, at_end: bool
) -> None:
    data = bytearray(package.read_bytes())
    where = len(data) - 1 - place % 1500 if at_end else place % len(data)
    data[where] ^= byte
    other = package.with_name("other.zip")
    other.write_bytes(data)

    with suppress(InvalidMessage):
        verify_package(other)


@on_posix
def test_a_pipe_is_no_package(tmp_path: Path) -> None:
    """Nobody may ever write to it."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(InvalidMessage, match="no package"):
        verify_package(tmp_path / "pipe")


@on_posix
def test_a_pipe_in_a_folder_is_not_waited_for(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    with ZipFile(package) as one:
        one.extractall(folder)
    (folder / "1/Bilagor/Blankett.pdf").unlink()
    os.mkfifo(folder / "1/Bilagor/Blankett.pdf")

    assert found(verify_package(folder)) == [("missing", "1/Bilagor/Blankett.pdf")]


@on_posix
def test_a_link_in_a_folder_is_not_followed(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "unpacked"
    with ZipFile(package) as one:
        one.extractall(folder)
    secret = tmp_path / "secret"
    (folder / "1/Bilagor/Blankett.pdf").rename(secret)
    (folder / "1/Bilagor/Blankett.pdf").symlink_to(secret)

    assert found(verify_package(folder)) == [("changed", "1/Bilagor/Blankett.pdf")]
