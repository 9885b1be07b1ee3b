"""Reading, saving and taking care of messages."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.errors import ProofNeeded, Refused, Unavailable
from sdk_desktop.domain.incoming import Unreadable, Waiting
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.domain.message import File
from sdk_desktop.formats.message import write_message
from sdk_desktop.store.audit import Audit
from tests.kit.project import on_posix
from tests.kit.sandbox_network import NOON, SOCIAL, PersonClient, SandboxNetwork
from tests.usecases.arrivals import arrived, letter


def kinds(client: PersonClient) -> list[AuditKind]:
    """Return what was recorded, oldest first, from after the unlocking."""
    return [row.event.kind for row in reversed(client.workspace.audit_trail.page())][2:]


def attached(client: PersonClient, name: str, content: bytes = b"1") -> tuple[int, int]:
    """Return row and key of a file that came with a message."""
    row = arrived(client, letter(File(name, "application/pdf", content)))
    reading = client.workspace.inbox.open(row)
    client.workspace.inbox.record_reading(reading)
    return row, reading.attachments[0].key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "chosen" / "by the user"
    made.mkdir(parents=True)
    return made


HOSTILE = [
    "../../x.pdf",
    "..\\..\\x.pdf",
    "/etc/cron.d/x",
    "C:\\Windows\\x.dll",
    "\\\\server\\share\\x",
    "a\0b.pdf",
    "faktura\u202efdp.exe",
    "CON",
    "nul.txt",
    "x.pdf...",
    "x.pdf   ",
    "ö" * 300 + ".pdf",
    "😀" * 300 + ".pdf",
    "." * 300,
    "...",
    ".",
    "~/x",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_never_leaves_the_folder_that_was_chosen(
    kim: PersonClient, folder: Path, name: str
) -> None:
    row, key = attached(kim, name, b"innehall")

    saved = kim.workspace.inbox.save_file(row, key, folder)

    assert saved.parent == folder
    assert saved.resolve().parent == folder.resolve()
    assert files_in(folder) == [saved]
    assert saved.read_bytes() == b"innehall"
    assert list(folder.parent.iterdir()) == [folder]


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder; Wine shows Windows' marks of files as such, too."""
    return [path for path in folder.iterdir() if ":" not in path.name]


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400))
def test_no_name_at_all_leaves_it(
    kim: PersonClient, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    chosen = tmp_path_factory.mktemp("any") / "chosen"
    chosen.mkdir()
    row, key = attached(kim, name)

    saved = kim.workspace.inbox.save_file(row, key, chosen)

    assert saved.resolve().parent == chosen.resolve()


def test_a_hostile_name_that_came_all_the_way_is_harmless(
    network: SandboxNetwork, kim: PersonClient, folder: Path
) -> None:
    network.put_in_mailbox(write_message(letter(File("..\\../x\u202egpj.exe", "image/jpeg", b"1"))))
    kim.synchronise()
    row = kim.received("Fråga").row
    key = kim.workspace.inbox.open(row).attachments[0].key

    assert kim.workspace.inbox.save_file(row, key, folder) == folder / "_.._x_gpj.exe"


def test_a_file_is_never_saved_over_another(kim: PersonClient, folder: Path) -> None:
    row, key = attached(kim, "a.pdf", b"new")
    (folder / "a.pdf").write_bytes(b"old")

    first = kim.workspace.inbox.save_file(row, key, folder)
    second = kim.workspace.inbox.save_file(row, key, folder)

    assert [first.name, second.name] == ["a (2).pdf", "a (3).pdf"]
    assert (folder / "a.pdf").read_bytes() == b"old"


@on_posix
def test_a_file_is_never_saved_where_a_link_leads(kim: PersonClient, folder: Path) -> None:
    row, key = attached(kim, "a.pdf", b"new")
    (folder / "a.pdf").symlink_to(folder / "elsewhere")

    assert kim.workspace.inbox.save_file(row, key, folder).name == "a (2).pdf"
    assert not (folder / "elsewhere").exists()


def test_a_folder_that_is_not_there_is_said(kim: PersonClient, folder: Path) -> None:
    row, key = attached(kim, "a.pdf")

    with pytest.raises(Refused, match="cannot be written"):
        kim.workspace.inbox.save_file(row, key, folder / "nowhere")


def test_opening_and_saving_a_file_is_recorded(kim: PersonClient, folder: Path) -> None:
    row, key = attached(kim, "a.pdf")
    kim.workspace.inbox.file(row, key)
    kim.workspace.inbox.save_file(row, key, folder)

    assert kinds(kim) == [AuditKind.READ, AuditKind.OPENED_FILE, AuditKind.SAVED_FILE]


def test_an_old_proof_hides_what_is_confidential_only(kim: PersonClient, folder: Path) -> None:
    file = File("a.pdf", "application/pdf", b"1")
    secret = arrived(kim, letter(file, label="Hemligt", confidential=True))
    plain = arrived(kim, letter(file, label="Öppet"))
    key = kim.workspace.inbox.open(secret).attachments[0].key
    kim.watch.turn(hours=4)
    inbox = kim.workspace.inbox

    assert inbox.open(plain).message
    assert {headline.subject for headline in kim.headlines()} == {"", "Öppet"}
    with pytest.raises(ProofNeeded):
        inbox.open(secret)
    with pytest.raises(ProofNeeded):
        inbox.file(secret, key)
    with pytest.raises(ProofNeeded):
        inbox.save_file(secret, key, folder)
    with pytest.raises(ProofNeeded):
        kim.workspace.drafts.answer(secret)
    assert list(folder.iterdir()) == []

    kim.workspace.prove(kim.proof())

    assert inbox.open(secret).message
    assert {headline.subject for headline in kim.headlines()} == {"Hemligt", "Öppet"}
    assert inbox.file(secret, key) == file
    assert kim.workspace.status().proved == kim.watch.now


def test_an_old_proof_covers_what_a_confidential_message_says_in_every_list(
    kim: PersonClient,
) -> None:
    row = arrived(kim, letter(label="Hemligt", confidential=True))
    inbox = kim.workspace.inbox
    shown = (inbox.page("", Folder.NEW).headlines[0], inbox.conversation(row)[0])
    kim.watch.turn(hours=4)

    covered = (inbox.page("", Folder.NEW).headlines[0], inbox.conversation(row)[0])

    assert {(one.subject, len(one.references), one.covered) for one in shown} == {
        ("Hemligt", 2, False)
    }
    assert {(one.subject, len(one.references), one.covered) for one in covered} == {("", 0, True)}
    assert isinstance(inbox.covered(), ProofNeeded)


def test_a_subject_that_is_withheld_is_shown_to_whoever_has_opened_the_message(
    kim: PersonClient,
) -> None:
    row = arrived(kim, letter(label="Hemligt", confidential=True))
    arrived(kim, letter(label="Öppet"))
    inbox, actor = kim.workspace.inbox, kim.workspace.inbox._actor
    actor.policy = replace(actor.policy, withhold_subjects=True)

    before = {one.subject for one in (*kim.headlines(), *inbox.search("hemligt").headlines)}
    inbox.record_reading(inbox.open(row))

    assert before == {"", "Öppet"}
    assert {one.subject for one in kim.headlines()} == {"Hemligt", "Öppet"}


def test_a_search_with_an_old_proof_does_not_tell_what_a_confidential_message_holds(
    kim: PersonClient,
) -> None:
    secret = letter(label="Provsvar", text="Provet var positivt", confidential=True)
    arrived(kim, secret)
    arrived(kim, letter(label="Provsvar", text="Provet var positivt"))
    inbox = kim.workspace.inbox
    before = inbox.search("positivt").total
    kim.watch.turn(hours=4)

    found = {text: inbox.search(text).total for text in ("positivt", "prov", secret.message_id)}
    kim.workspace.prove(kim.proof())
    after = inbox.search("positivt").total

    assert (before, after) == (2, 2)
    assert found == {"positivt": 1, "prov": 1, secret.message_id: 0}


def searches(client: PersonClient) -> list[tuple[str, str, str]]:
    rows = client.workspace.audit_trail.page(kind=AuditKind.SEARCHED)
    return [(row.event.detail, row.event.mailbox, row.event.person) for row in reversed(rows)]


def test_a_search_that_finds_something_confidential_is_recorded_once(kim: PersonClient) -> None:
    arrived(kim, letter(text="Provet var positivt", confidential=True))
    arrived(kim, letter(text="En öppen fråga"))
    inbox = kim.workspace.inbox

    for text in ("negativt", "öppen", "positivt ", "positivt", "positivt", "provet", "positivt"):
        inbox.search(text, SOCIAL)

    assert searches(kim) == [(text, SOCIAL, "") for text in ("positivt", "provet", "positivt")]


def test_a_search_for_a_person_is_part_of_what_was_done_about_them(
    kim: PersonClient, tmp_path: Path
) -> None:
    arrived(kim, letter(text="Alva 20120212-2386", confidential=True))

    kim.workspace.inbox.search("Alva 20120212-2386")

    assert searches(kim) == [("Alva 20120212-2386", "", "20120212-2386")]
    assert kim.workspace.audit_trail.extract("201202122386", tmp_path / "extract.csv") == 1


def test_nothing_is_found_that_could_not_be_recorded(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived(kim, letter(text="Provet var positivt", confidential=True))
    monkeypatch.setattr(Audit, "add", fail)

    with pytest.raises(Unavailable):
        kim.workspace.inbox.search("positivt")


def fail(*_: object) -> None:
    raise Unavailable("The disk is full.")


def test_the_trail_covers_whom_and_what_people_searched_for_when_a_proof_is_old(
    kim: PersonClient,
) -> None:
    arrived(kim, letter(text="Alva 20120212-2386", confidential=True))
    kim.workspace.inbox.search("Alva 20120212-2386")
    kim.watch.turn(hours=4)

    assert searches(kim) == [("", "", "")]


def test_what_was_not_shown_stays_unread_and_unrecorded(kim: PersonClient) -> None:
    row = arrived(kim, letter(confidential=True))
    kim.watch.turn(hours=4)
    with pytest.raises(ProofNeeded):
        kim.workspace.inbox.open(row)

    assert kim.headlines()[0].unread
    assert kinds(kim) == []


def test_what_was_opened_and_not_shown_stays_unread_and_unrecorded(kim: PersonClient) -> None:
    row = arrived(kim, letter())

    kim.workspace.inbox.open(row)

    assert kim.headlines()[0].unread
    assert kinds(kim) == []


def test_what_was_shown_in_part_is_recorded_and_stays_unread(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    inbox = kim.workspace.inbox

    inbox.record_reading(inbox.open(row), whole=False)

    assert kim.headlines()[0].unread
    assert kinds(kim) == [AuditKind.READ]


def test_reading_again_within_a_minute_is_one_reading(kim: PersonClient) -> None:
    first, second = arrived(kim, letter()), arrived(kim, letter())
    inbox = kim.workspace.inbox
    inbox.record_reading(inbox.open(first))
    kim.watch.turn(seconds=60)
    inbox.record_reading(inbox.open(first))
    inbox.record_reading(inbox.open(second))
    inbox.record_reading(inbox.open(first))
    kim.watch.turn(seconds=61)
    inbox.record_reading(inbox.open(first))
    kim.watch.turn(minutes=-30)
    inbox.record_reading(inbox.open(first))

    assert kinds(kim) == [AuditKind.READ] * 5
    assert not any(headline.unread for headline in kim.headlines())


def test_a_message_that_a_colleague_has_is_not_taken(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    kim.workspace.handling.hand_over(row, " Åsa ")

    with pytest.raises(Refused, match="Åsa has already taken the message"):
        kim.workspace.handling.take(row)
    assert kim.headlines()[0].handler == "Åsa"

    with pytest.raises(Refused, match="Åsa has already taken the message"):
        kim.workspace.handling.release(row)
    kim.workspace.handling.hand_over(row, "Kim Berg")
    kim.workspace.handling.release(row)
    kim.workspace.handling.take(row)
    kim.workspace.handling.take(row)  # which changes nothing, and is no event
    assert kim.headlines(Folder.MINE)[0].handler == "Kim Berg"
    assert kinds(kim) == [
        AuditKind.HANDED_OVER,
        AuditKind.HANDED_OVER,
        AuditKind.RELEASED,
        AuditKind.TAKEN,
    ]


def test_a_message_is_to_be_registered_on_the_next_working_day(kim: PersonClient) -> None:
    kim.watch.turn(days=4)
    friday = arrived(kim, letter(label="Fredag"))

    def to_do() -> dict[int, bool]:
        found = kim.headlines(Folder.ACTION)
        return {one.row: one.errand.is_overdue(kim.watch()) for one in found}

    kim.watch.turn(days=2)
    sunday = to_do()
    kim.watch.turn(days=1)
    monday = to_do()
    kim.watch.turn(days=1)
    tuesday = to_do()
    kim.workspace.handling.register(friday, " SOC 2026/99 ")

    assert (sunday, monday, tuesday) == ({}, {friday: False}, {friday: True})
    assert to_do() == {}
    assert kim.headlines()[0].diary_number == "SOC 2026/99"


def test_what_needs_somebody_is_asked_for_alone_where_one_has_taken_it(kim: PersonClient) -> None:
    mine, others, _free = (arrived(kim, letter()) for _ in range(3))
    kim.watch.turn(days=4)
    kim.workspace.handling.take(mine)
    kim.workspace.handling.hand_over(others, "Åsa")

    all_, own = kim.workspace.inbox.to_do(), kim.workspace.inbox.to_do(mine=True)
    elsewhere = kim.workspace.inbox.to_do("school", mine=True)

    assert all_.total == 3
    assert ([one.row for one in own.headlines], own.total) == ([mine], 1)
    assert elsewhere.total == 0


def test_a_search_knows_mailboxes_and_pages(kim: PersonClient) -> None:
    rows = [arrived(kim, letter(label="Ärende"), NOON + timedelta(seconds=n)) for n in range(51)]

    first = kim.workspace.inbox.search("ärende")
    assert first.more is not None
    second = kim.workspace.inbox.search("ärende", first=first.more)

    assert [h.row for h in (*first.headlines, *second.headlines)] == rows[::-1]
    assert kim.workspace.inbox.search("ärende", "sdk:another").headlines == ()


def newest(client: PersonClient) -> AuditEvent:
    return client.workspace.audit_trail.page()[0].event


def test_a_message_has_a_number_and_a_type_and_is_found_by_both(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    inbox = kim.workspace.inbox

    kim.workspace.handling.register(row, " SOC 2026/99 ", " Orosanmälan ")

    headline = inbox.conversation(row)[0]
    assert (headline.diary_number, headline.document_type) == ("SOC 2026/99", "Orosanmälan")
    assert kim.workspace.handling.document_types() == ("Orosanmälan",)
    assert [one.row for one in inbox.search("orosanm").headlines] == [row]
    assert [one.row for one in inbox.search("soc 2026/99").headlines] == [row]
    assert newest(kim).detail == "SOC 2026/99 · Orosanmälan"


def test_a_message_may_have_a_type_without_a_number(kim: PersonClient) -> None:
    row = arrived(kim, letter())

    kim.workspace.handling.register(row, "", "Orosanmälan")

    assert kim.workspace.inbox.conversation(row)[0].diary_number == ""
    assert newest(kim).detail == "Orosanmälan"


def test_a_message_that_could_not_be_read_is_found_by_its_type(kim: PersonClient) -> None:
    with kim.workspace._store.begin() as stored:
        waiting = Waiting("s-1", "m-1", SOCIAL)
        row = stored.messages.add_unreadable(Unreadable(waiting, "It is no XML.", b"<"), NOON)

    kim.workspace.handling.register(row, "SOC 1/26", "Orosanmälan")

    assert [one.row for one in kim.workspace.inbox.search("orosanmälan").headlines] == [row]
    assert newest(kim).person == ""


def test_a_hold_has_a_reason_and_an_end(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    inbox = kim.workspace.inbox

    kim.workspace.handling.hold(row, " Överklagat ")
    held, kept = newest(kim), inbox.conversation(row)[0].hold
    kim.workspace.handling.hold(row, "")

    assert (held.kind, held.detail, kept) == (AuditKind.HELD, "Överklagat", "Överklagat")
    assert (newest(kim).kind, newest(kim).detail) == (AuditKind.HOLD_ENDED, "")
    assert inbox.conversation(row)[0].hold == ""


def test_whatever_is_done_names_the_person_that_the_message_is_about(
    kim: PersonClient, folder: Path
) -> None:
    kim.synchronise()
    sip = kim.received("Kallelse till SIP-möte")
    inbox = kim.workspace.inbox
    reading = inbox.open(sip.row)
    inbox.record_reading(reading)
    key = reading.attachments[0].key
    inbox.file(sip.row, key)
    inbox.save_file(sip.row, key, folder)
    kim.workspace.handling.take(sip.row)
    kim.workspace.handling.hand_over(sip.row, "Bo")
    kim.workspace.handling.hand_over(sip.row, "Kim Berg")
    kim.workspace.handling.release(sip.row)
    kim.workspace.handling.register(sip.row, "SOC 1/26")
    kim.workspace.handling.hold(sip.row, "Överklagat")

    events = [row.event for row in kim.workspace.audit_trail.page()]
    done = [event for event in events if event.message_id == sip.message_id]
    assert len(done) == 10
    assert {event.person for event in done} == {"20120212-2386"}
