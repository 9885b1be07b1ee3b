"""The trail, taken out of the client."""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditEvent, AuditKind, AuditScope
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.errors import ProofNeeded, Refused, Unavailable
from sdk_desktop.domain.message import CodeSystem, Identifier, Message, Person, Reference
from sdk_desktop.store.audit import Audit
from sdk_desktop.store.store_file import PAGE_BYTES
from sdk_desktop.usecases import audit_trail
from sdk_desktop.usecases.audit_trail import COLUMNS
from tests.kit.sandbox_network import NOON, PersonClient
from tests.usecases.arrivals import arrived, letter


def exported(client: PersonClient, path: Path) -> list[dict[str, str]]:
    client.workspace.audit_trail.export(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def record(client: PersonClient, **said: str) -> None:
    event = AuditEvent(AuditKind.READ, NOON, said.pop("who", "Kim"), "dator", **said)
    with client.workspace._store.begin() as stored:
        stored.audit.add(event)


def test_the_whole_chain_is_exported_oldest_first(kim: PersonClient, tmp_path: Path) -> None:
    for number in range(1200):
        record(kim, detail=str(number))

    rows = exported(kim, tmp_path / "trail.csv")

    assert tuple(rows[0]) == COLUMNS
    assert [row["number"] for row in rows] == [str(n) for n in range(1, 1203)]
    assert [row["detail"] for row in rows[2:]] == [str(n) for n in range(1200)]
    assert {len(row["digest"]) for row in rows} == {64}
    assert rows[2]["time"] == "2026-03-02T12:00:00+00:00"


def test_the_export_itself_is_recorded_with_its_count(kim: PersonClient, tmp_path: Path) -> None:
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
def test_a_spreadsheet_finds_no_formula(kim: PersonClient, tmp_path: Path, formula: str) -> None:
    record(kim, who=formula, person=formula, detail=formula, mailbox=formula, message_id=formula)

    last = exported(kim, tmp_path / "trail.csv")[-1]

    told = [last[name] for name in ("who", "mailbox", "message", "person", "detail")]
    assert told == [f"'{formula}"] * 5


@pytest.mark.parametrize("text", ["a;b", 'a"b', "a\nb", "åäö", "'=1", "a,b"])
def test_every_other_text_comes_out_as_it_is(kim: PersonClient, tmp_path: Path, text: str) -> None:
    record(kim, detail=text)

    assert exported(kim, tmp_path / "trail.csv")[-1]["detail"] == text


def test_an_export_that_cannot_be_written_is_said_and_not_recorded(
    kim: PersonClient, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="cannot be written"):
        kim.workspace.audit_trail.export(tmp_path / "nowhere" / "trail.csv")

    assert kim.workspace.audit_trail.page(kind=AuditKind.EXPORTED) == ()


def test_what_is_taken_from_a_damaged_page_leaves_no_file(
    kim: PersonClient, tmp_path: Path
) -> None:
    record(kim, detail="x" * 40_000)
    kim.workspace.audit_trail.export(tmp_path / "whole")
    close_file(kim)
    content = kim.app.profile.store.read_bytes()
    pages = range(1, len(content) // PAGE_BYTES)

    tried = [exported_with_a_page_turned(kim, content, page, tmp_path) for page in pages]

    assert 0 in tried
    left = {one.name: one.read_text() for one in tmp_path.glob("*.csv")}
    assert set(left) == {f"{page}.csv" for page in tried if page}
    whole = (tmp_path / "whole").read_text()
    assert [name for name, text in left.items() if not text.startswith(whole)] == []


def close_file(client: PersonClient) -> None:
    """Bring everything into the store's file; it is opened again when it is needed."""
    assert client.workspace._store._engine is not None
    client.workspace._store._engine.dispose()


def exported_with_a_page_turned(client: PersonClient, content: bytes, page: int, to: Path) -> int:
    """Export the trail while a bit of a page is turned; gives the page, 0 when it was refused."""
    turned = bytearray(content)
    turned[page * PAGE_BYTES + 9_000] ^= 1
    client.app.profile.store.write_bytes(turned)
    try:
        client.workspace.audit_trail.export(to / f"{page}.csv")
    except Refused:
        page = 0
    close_file(client)
    client.app.profile.store.write_bytes(content)
    return page


def test_the_trail_is_looked_up_by_kind_and_words_and_sampled(kim: PersonClient) -> None:
    record(kim, person="19121212-1212")
    trail = kim.workspace.audit_trail

    assert [row.event.person for row in trail.page(text="19121212")] == ["19121212-1212"]
    assert [row.event.kind for row in trail.page(kind=AuditKind.READ)] == [AuditKind.READ]
    newest = trail.page()[0].number
    assert [row.number for row in trail.page(before=newest)] == list(range(newest - 1, 0, -1))
    assert len(trail.sample(2)) == 2
    assert {row.number for row in trail.sample(99)} == set(range(1, newest + 1))


def test_an_older_file_stays_when_the_export_cannot_be_recorded(
    kim: PersonClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_trail: Audit, _event: AuditEvent) -> None:
        raise Unavailable("The disk is full. Nothing has been saved. Make room and try again.")

    path = tmp_path / "trail.csv"
    path.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(Audit, "add", full)

    with pytest.raises(Unavailable):
        kim.workspace.audit_trail.export(path)

    assert path.read_text(encoding="utf-8") == "as it was"
    assert [one for one in tmp_path.iterdir() if one.is_file()] == [path]
    monkeypatch.undo()


ANNA, BERT, CECILIA = "19121212-1212", "20020202-2382", "19770707-0707"


def about(message: Message, *persons: str) -> Message:
    """Let a message be about persons: the first as a reference, the others as persons."""
    first, *others = [Identifier(CodeSystem.PERSONAL_NUMBER, person) for person in persons]
    attention = message.sender.attention
    assert attention is not None
    named = replace(
        attention,
        references=(*attention.references, Reference(first)),
        persons=tuple(Person(None, other) for other in others),
    )
    return replace(message, sender=replace(message.sender, attention=named))


def extract(client: PersonClient, person: str, path: Path) -> list[dict[str, str]]:
    client.workspace.audit_trail.extract(person, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.mark.parametrize("person", [ANNA, "191212121212", " 19121212-1212 ", BERT])
def test_an_extract_holds_all_that_was_done_about_a_person(
    kim: PersonClient, tmp_path: Path, person: str
) -> None:
    inbox = kim.workspace.inbox
    row = arrived(kim, about(letter(), ANNA, BERT))
    inbox.record_reading(inbox.open(row))
    kim.workspace.handling.take(row)
    kim.workspace.handling.register(row, "SOC 2026/9")
    kim.workspace.handling.hold(row, "Överklagat")
    inbox.record_reading(inbox.open(arrived(kim, about(letter(), CECILIA))))
    inbox.record_reading(inbox.open(arrived(kim, letter())))

    rows = extract(kim, person, tmp_path / "extract.csv")

    assert [one["event"] for one in rows] == ["read", "taken", "registered", "held"]
    assert {one["who"] for one in rows} == {"Kim Berg"}
    assert {one["mailbox"] for one in rows} == {"sdk:socialkontoret:0203:ekdala.example.se"}


def test_an_extract_names_nobody_else(kim: PersonClient, tmp_path: Path) -> None:
    kim.workspace.inbox.record_reading(
        kim.workspace.inbox.open(arrived(kim, about(letter(), ANNA, BERT)))
    )

    (row,) = extract(kim, ANNA, tmp_path / "extract.csv")

    assert row["person"] == ANNA
    assert BERT not in (tmp_path / "extract.csv").read_text(encoding="utf-8-sig")


def test_an_extract_is_recorded_and_in_the_next_one(kim: PersonClient, tmp_path: Path) -> None:
    kim.workspace.inbox.record_reading(
        kim.workspace.inbox.open(arrived(kim, about(letter(), ANNA)))
    )
    extract(kim, "191212121212", tmp_path / "one.csv")

    newest = kim.workspace.audit_trail.page()[0].event
    rows = extract(kim, ANNA, tmp_path / "two.csv")

    assert (newest.kind, newest.person, newest.detail) == (
        AuditKind.EXTRACTED,
        "191212121212",
        "1",
    )
    assert [one["event"] for one in rows] == ["read", "extracted"]


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ("", "Write the number of the person"),
        (" - ", "Write the number of the person"),
        ("121212-1212", "twelve digits"),
        ("1212121212", "twelve digits"),
    ],
)
def test_a_number_that_would_find_the_wrong_person_is_refused(
    kim: PersonClient, tmp_path: Path, person: str, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        kim.workspace.audit_trail.extract(person, tmp_path / "extract.csv")

    assert list(tmp_path.glob("*.csv")) == []


def test_taking_anything_out_needs_a_fresh_proof(kim: PersonClient, tmp_path: Path) -> None:
    kim.watch.turn(minutes=61)

    with pytest.raises(ProofNeeded) as first:
        kim.workspace.audit_trail.export(tmp_path / "trail.csv")
    with pytest.raises(ProofNeeded) as second:
        kim.workspace.audit_trail.extract(ANNA, tmp_path / "extract.csv")

    assert first.value.purpose is second.value.purpose is Purpose.EXPORT
    assert list(tmp_path.glob("*.csv")) == []


def test_a_sample_may_be_of_one_mailbox_and_one_person(kim: PersonClient) -> None:
    record(kim, mailbox="a", person=ANNA)
    record(kim, mailbox="b", person=ANNA)
    record(kim, mailbox="a", person=BERT)
    trail = kim.workspace.audit_trail

    def mailboxes(scope: AuditScope) -> list[str]:
        return [row.event.mailbox for row in trail.sample(9, scope=scope)]

    assert mailboxes(AuditScope(mailbox="a")) == ["a", "a"]
    assert mailboxes(AuditScope(person=ANNA)) == ["a", "b"]
    assert mailboxes(AuditScope("b", BERT)) == []


def years(count: float) -> timedelta:
    return timedelta(days=366 * count)


def let_years_pass(kim: PersonClient, count: float) -> None:
    """Let the clock go on, and the message service answer at the later time, too."""
    kim.watch.now += years(count)
    with kim.workspace._store.begin() as stored:
        stored.fetches.done("messages", kim.watch.now)
    kim.lock_and_unlock()


def test_a_person_removes_what_was_exported_and_need_not_be_kept(
    kim: PersonClient, tmp_path: Path
) -> None:
    let_years_pass(kim, 10.1)
    trail = kim.workspace.audit_trail

    exported = trail.export(tmp_path / "a.csv")
    old = trail.removable()
    removed = trail.trim()

    rows = trail.page()
    (trimmed,) = [row.event for row in rows if row.event.kind is AuditKind.TRIMMED]
    assert exported >= removed == old > 0
    assert (trimmed.who, trimmed.detail.split()[0]) == (kim.who, str(old))
    assert trail.removable() == 0
    assert trail.verify().broken is None


def test_nothing_is_removed_by_the_clock_alone(kim: PersonClient) -> None:
    kim.synchronise()
    kim.watch.now += years(11)
    kim.synchronise()

    assert kim.workspace.audit_trail.page(kind=AuditKind.TRIMMED) == ()


def test_nothing_is_removed_that_was_not_exported_just_before(
    kim: PersonClient, tmp_path: Path
) -> None:
    let_years_pass(kim, 11)
    with pytest.raises(Refused, match="Export the audit trail first"):
        kim.workspace.audit_trail.trim()

    kim.workspace.audit_trail.export(tmp_path / "a.csv")
    kim.watch.turn(hours=2)
    kim.lock_and_unlock()

    with pytest.raises(Refused, match="Export the audit trail first"):
        kim.workspace.audit_trail.trim()


@pytest.mark.parametrize(("kept", "age", "removed"), [(1, 4.9, False), (1, 5.1, True)])
def test_nobody_can_let_events_be_removed_before_five_years(
    kim: PersonClient, kept: int, age: float, removed: bool
) -> None:
    let_years_pass(kim, age)
    kim.workspace._actor.policy = replace(kim.workspace._actor.policy, audit_years=kept)

    assert bool(kim.workspace.audit_trail.removable()) is removed


def test_a_clock_that_no_server_agrees_with_removes_nothing(kim: PersonClient) -> None:
    kim.synchronise()
    kim.watch.now += years(30)

    assert kim.workspace.audit_trail.removable() == 0


def test_events_are_removed_a_part_at_a_time(
    kim: PersonClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_trail, "TRIM_AT_ONCE", 2)
    for _ in range(5):
        record(kim)
    let_years_pass(kim, 11)
    trail = kim.workspace.audit_trail
    trail.export(tmp_path / "a.csv")
    old = trail.removable()

    assert trail.trim() == old
    assert len(trail.page(kind=AuditKind.TRIMMED)) == -(-old // 2)
    assert trail.verify().broken is None


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM audit", "DELETE FROM audit_end"],
        ["DELETE FROM audit WHERE number = 1"],
        ["UPDATE audit SET kind = 'read' WHERE number = 1"],
    ],
)
def test_a_trail_that_was_begun_anew_is_found(kim: PersonClient, statements: list[str]) -> None:
    with kim.workspace._store.begin() as stored:
        for statement in statements:
            stored.audit.connection.exec_driver_sql(statement)

    assert kim.workspace.audit_trail.verify().broken == 1
    kim.lock_and_unlock()
    assert kim.workspace.audit_trail.verify().broken == 1
