"""The trail, taken out of the client."""

import csv
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.errors import Refused
from sdk_desktop.usecases.audit_trail import COLUMNS
from tests.town import NOON, Desk


def exported(desk: Desk, path: Path) -> list[dict[str, str]]:
    desk.workspace.audit_trail.export(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def record(desk: Desk, **said: str) -> None:
    event = AuditEvent(AuditKind.READ, NOON, said.pop("who", "Kim"), "dator", **said)
    with desk.workspace._store.begin() as stored:
        stored.audit.add(event)


def test_the_whole_chain_is_exported_oldest_first(kim: Desk, tmp_path: Path) -> None:
    for number in range(1200):
        record(kim, detail=str(number))

    rows = exported(kim, tmp_path / "trail.csv")

    assert tuple(rows[0]) == COLUMNS
    assert [row["number"] for row in rows] == [str(n) for n in range(1, 1203)]
    assert [row["detail"] for row in rows[2:]] == [str(n) for n in range(1200)]
    assert {len(row["digest"]) for row in rows} == {64}
    assert rows[2]["time"] == "2026-03-02T12:00:00+00:00"


def test_the_export_itself_is_recorded_with_its_count(kim: Desk, tmp_path: Path) -> None:
    count = kim.workspace.audit_trail.export(tmp_path / "trail.csv")

    newest = kim.workspace.audit_trail.page()[0].event
    assert (newest.kind, newest.detail, newest.who) == (
        AuditKind.EXPORTED,
        str(count),
        "Kim Berg",
    )
    assert kim.workspace.audit_trail.verify().broken is None


@pytest.mark.parametrize(
    "formula",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("http://x","y")',
    ],
)
def test_a_spreadsheet_finds_no_formula(kim: Desk, tmp_path: Path, formula: str) -> None:
    record(kim, who=formula, person=formula, detail=formula, mailbox=formula, message_id=formula)

    last = exported(kim, tmp_path / "trail.csv")[-1]

    told = [last[name] for name in ("who", "mailbox", "message", "person", "detail")]
    assert told == [f"'{formula}"] * 5


@pytest.mark.parametrize("text", ["a;b", 'a"b', "a\nb", "åäö", "'=1", "a,b"])
def test_every_other_text_comes_out_as_it_is(kim: Desk, tmp_path: Path, text: str) -> None:
    record(kim, detail=text)

    assert exported(kim, tmp_path / "trail.csv")[-1]["detail"] == text


def test_an_export_that_cannot_be_written_is_said_and_not_recorded(
    kim: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="cannot be saved there"):
        kim.workspace.audit_trail.export(tmp_path / "nowhere" / "trail.csv")

    assert kim.workspace.audit_trail.page(kind=AuditKind.EXPORTED) == ()


def test_the_trail_is_looked_up_by_kind_and_words_and_sampled(kim: Desk) -> None:
    record(kim, person="19121212-1212")
    trail = kim.workspace.audit_trail

    assert [row.event.person for row in trail.page(text="19121212")] == ["19121212-1212"]
    assert [row.event.kind for row in trail.page(kind=AuditKind.READ)] == [AuditKind.READ]
    newest = trail.page()[0].number
    assert [row.number for row in trail.page(before=newest)] == list(range(newest - 1, 0, -1))
    assert len(trail.sample(2)) == 2
    assert {row.number for row in trail.sample(99)} == set(range(1, newest + 1))
