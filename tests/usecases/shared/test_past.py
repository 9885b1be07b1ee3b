"""What a mailbox held before it was shared: all computers get it, once, with everybody's notes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.domain.message import File, Message
from sdk_desktop.formats.message import write_message
from sdk_desktop.usecases.shared import copy, upload
from tests.kit.ledger import LedgerTown
from tests.kit.sharing.office import (
    SharedOffice,
    files_of,
    let_in,
    lost_requests,
    mailboxes_of,
    office_of_two,
    read,
    sharing_of,
    shown,
)
from tests.kit.town import SOCIAL, Town, TownClient, recipient
from tests.usecases.arrivals import AKUTEN, letter

BUP = "sdk:bup-ekdala:0203:regionekelund.example.se"
LETTER = File("beslut.txt", "text/plain", b"Beslut")


@pytest.fixture
def office(tmp_path: Path, ledger_town: LedgerTown) -> Iterator[SharedOffice]:
    with office_of_two(Town(tmp_path), ledger_town) as office:
        yield office


@pytest.fixture
def any_office(any_town: Town, ledger_town: LedgerTown) -> Iterator[SharedOffice]:
    with office_of_two(any_town, ledger_town) as office:
        yield office


def row(client: TownClient, message: Message) -> Headline:
    headline = shown(client, message)
    assert headline is not None
    return headline


def come_to(office: SharedOffice, client: TownClient, *files: File, text: str = "Hej") -> Message:
    """Let a message come that only this computer fetches."""
    message = office.comes(*files, text=text)
    client.wait(minutes=1)
    return message


def newest_first(client: TownClient) -> list[tuple[str, str]]:
    return [(one.message_id, one.direction) for one in client.headlines()]


def settle(office: SharedOffice) -> None:
    """Let both computers hear all that the other has said."""
    for client in (office.anna, office.bo, office.anna, office.bo):
        client.wait(minutes=1)


def test_what_was_there_before_all_have(any_office: SharedOffice) -> None:
    office = any_office
    office.town.put_in_mailbox(b"<message/>")
    office.anna.wait(minutes=1)
    first = come_to(office, office.anna, LETTER)
    sent = office.anna.send(office.anna.draft_to(AKUTEN, files=(LETTER,)))
    office.anna.wait(minutes=1)
    second = come_to(office, office.anna)
    office.anna.wait(minutes=5)
    office.anna.workspace.handling.take(row(office.anna, first).row)
    office.anna.workspace.handling.register(row(office.anna, first).row, "SN 2026/1", "Remiss")
    office.anna.workspace.handling.write_note(row(office.anna, first).row, "Ring först")
    office.share()
    office.anna.synchronise()
    office.bo.synchronise()

    assert newest_first(office.bo) == newest_first(office.anna)
    assert files_of(office.bo, first) == [(LETTER.name, LETTER.content)]
    assert read(office.bo, second).message == read(office.anna, second).message
    assert (row(office.bo, first).handler, row(office.bo, first).diary_number) == (
        "Anna",
        "SN 2026/1",
    )
    (note,) = office.bo.workspace.handling.notes(row(office.bo, first).row)
    assert (note.who, note.text) == ("Anna", "Ring först")
    assert office.bo.sent(sent).handler == "Anna"
    assert office.bo.sent(sent).status is Status.ACCEPTED
    assert office.anna.workspace.status().to_share == 0


def test_what_others_had_read_is_not_unread_to_who_comes_later(office: SharedOffice) -> None:
    known, new = come_to(office, office.anna), come_to(office, office.anna)
    office.anna.workspace.inbox.record_reading(read(office.anna, known))
    office.share()
    settle(office)

    assert [row(office.bo, one).unread for one in (known, new)] == [False, True]
    assert [row(office.anna, one).unread for one in (known, new)] == [False, True]


def test_two_who_split_a_mailbox_have_all_of_it_and_the_notes_of_both(
    office: SharedOffice,
) -> None:
    """Each has fetched what the other has not; one message both have, and both worked with it."""
    annas, bos = come_to(office, office.anna, LETTER), come_to(office, office.bo)
    common = letter(text="Båda")
    for client in office.clients:
        office.town.put_in_mailbox(write_message(common))
        client.wait(minutes=2)
    office.anna.workspace.handling.take(row(office.anna, common).row)
    office.anna.workspace.handling.register(row(office.anna, common).row, "SN 2026/1")
    office.bo.workspace.handling.take(row(office.bo, common).row)
    office.bo.workspace.handling.hold(row(office.bo, common).row, "Överklagat")
    office.bo.workspace.handling.register(row(office.bo, bos).row, "SN 2026/2")
    office.share()
    settle(office)

    assert sorted(newest_first(office.anna)) == sorted(newest_first(office.bo))
    assert len(set(newest_first(office.bo))) == len(newest_first(office.bo))
    assert files_of(office.bo, annas) == [(LETTER.name, LETTER.content)]
    assert row(office.anna, bos).diary_number == "SN 2026/2"
    noted = [
        (one.handler, one.diary_number, one.hold)
        for one in (row(client, common) for client in office.clients)
    ]
    assert noted == [("Anna", "SN 2026/1", "Överklagat")] * 2
    (told,) = office.bo.workspace.audit_trail.page(kind=AuditKind.NOTE_REFUSED)
    assert (told.event.message_id, told.event.detail) == (common.message_id, "Bo")


def test_what_somebody_lets_go_stays_let_go_while_the_rest_is_shared(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's own note was added when his computer met the record, and is not added once more."""
    common = letter()
    for client in office.clients:
        office.town.put_in_mailbox(write_message(common))
        client.wait(minutes=2)
    office.anna.workspace.handling.register(row(office.anna, common).row, "SN 2026/1")
    office.bo.workspace.handling.take(row(office.bo, common).row)
    monkeypatch.setattr(upload.SharedUpload, "go_on", lambda _: None)
    office.share()
    monkeypatch.undo()
    office.anna.synchronise()
    monkeypatch.setattr(upload.SharedUpload, "go_on", lambda _: None)
    office.bo.synchronise()
    office.anna.synchronise()
    taken = row(office.anna, common).handler
    bos = office.bo.workspace.who_id
    office.anna.workspace.handling.release(row(office.anna, common).row, over=bos)
    office.bo.synchronise()
    monkeypatch.undo()
    settle(office)

    handlers = [row(client, common).handler for client in office.clients]
    assert (taken, handlers) == ("Bo", ["", ""])


def test_sharing_goes_on_where_it_was_cut_off(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "BATCH", 1)
    there = [come_to(office, office.anna, text=str(number)) for number in range(3)]
    with office.ledger_town.administration() as administration:
        mailboxes_of(office.anna).found(SOCIAL, "Kontoret", administration)
    before = office.anna.workspace.status().to_share
    with lost_requests(monkeypatch, after=before - 1):
        cut_off = office.anna.wait(minutes=1)
    left = office.anna.workspace.status().to_share
    let_in(office.anna, office.bo)
    settle(office)

    assert (before >= len(there), left, cut_off.trouble is None) == (True, 1, False)
    assert office.anna.workspace.status().to_share == 0
    assert office.contents() == len(newest_first(office.bo)) == len(newest_first(office.anna))


def test_what_waited_to_be_sent_is_sent_once_after_all(office: SharedOffice) -> None:
    come_to(office, office.anna)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    office.town.line.cut_after(*office.town.SUBMIT)
    office.anna.wait(minutes=1)
    office.share()
    office.rest()
    settle(office)
    office.anna.wait(minutes=5)
    office.bo.wait(minutes=1)

    assert office.bo.sent(sent).status is office.anna.sent(sent).status is Status.ACCEPTED


def test_a_new_copy_shows_the_newest_first(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's computer is cut off after its first look; it goes on from the beginning later."""
    monkeypatch.setattr(upload, "BATCH", 1)
    there = [come_to(office, office.anna, text=str(number)) for number in range(4)]
    with office.ledger_town.administration() as administration:
        mailboxes_of(office.anna).found(SOCIAL, "Kontoret", administration)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    office.anna.synchronise()
    there.append(come_to(office, office.anna))
    office.anna.wait(minutes=5)
    let_in(office.anna, office.bo)
    monkeypatch.setattr(copy, "FIRST", 5)
    with monkeypatch.context() as cut:
        cut.setattr(copy.Sharing, "pull", copy.Sharing._begin_with_newest)
        office.bo.synchronise()
    at_first = newest_first(office.bo)
    office.bo.synchronise()

    assert 0 < len(at_first) < len(there)
    assert at_first[0] == newest_first(office.anna)[0]
    assert newest_first(office.bo) == newest_first(office.anna)
    assert office.bo.sent(sent).status is office.anna.sent(sent).status
    assert sharing_of(office.bo).trouble is None


def test_what_is_new_stands_above_what_came_late(office: SharedOffice) -> None:
    old = come_to(office, office.anna)
    bos = come_to(office, office.bo)
    office.share()
    settle(office)
    new = office.comes()
    office.leads(office.bo)
    office.bo.wait(minutes=1)
    office.anna.wait(minutes=1)

    assert newest_first(office.bo)[0][0] == newest_first(office.anna)[0][0] == new.message_id
    assert row(office.bo, old).row > row(office.bo, bos).row
    assert office.bo.headlines(Folder.NEW)[0].message_id == new.message_id


def test_a_list_is_one_row_everywhere_whether_sent_before_sharing_or_after(
    office: SharedOffice,
) -> None:
    both = (recipient(AKUTEN), recipient(BUP))
    office.anna.workspace.outbox.send(office.anna.draft_to(AKUTEN, recipients=both))
    office.share()
    settle(office)
    (past,) = office.bo.headlines(Folder.SENT)
    drafts = office.bo.workspace.drafts

    again = office.bo.send(drafts.resend(past.row))
    office.anna.synchronise()

    boards = [board_of(client) for client in (office.anna, office.bo)]
    assert [len(one) for one in boards] == [2, 2]
    assert boards[0] == boards[1]
    assert again in boards[0]


def board_of(client: TownClient) -> set[str]:
    (row,) = client.headlines(Folder.SENT)
    return {one.headline.message_id for one in client.workspace.inbox.board(row.row)}
