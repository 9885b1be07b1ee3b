"""What a mailbox held before it was shared: all computers get it, once, with everybody's notes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.domain.message import File, Message
from sdk_desktop.formats.message import write_message
from sdk_desktop.usecases.shared import following, upload
from sdk_desktop.usecases.shared.following import Following
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork, recipient
from tests.kit.sharing.computers import (
    SharedComputers,
    files_of,
    let_in,
    lost_requests,
    mailboxes_of,
    read,
    sharing_of,
    shown,
    two_computers,
)
from tests.kit.sharing.ledger import LedgerDatabase
from tests.usecases.arrivals import AKUTEN, letter

BUP = "sdk:bup-ekdala:0203:regionekelund.example.se"
LETTER = File("beslut.txt", "text/plain", b"Beslut")


@pytest.fixture
def computers(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    with two_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        yield computers


@pytest.fixture
def any_computers(
    any_network: SandboxNetwork, ledger_database: LedgerDatabase
) -> Iterator[SharedComputers]:
    with two_computers(any_network, ledger_database) as computers:
        yield computers


def row(client: PersonClient, message: Message) -> Headline:
    headline = shown(client, message)
    assert headline is not None
    return headline


def come_to(
    computers: SharedComputers, client: PersonClient, *files: File, text: str = "Hej"
) -> Message:
    """Let a message come that only this computer fetches."""
    message = computers.comes(*files, text=text)
    client.wait(minutes=1)
    return message


def newest_first(client: PersonClient) -> list[tuple[str, str]]:
    return [(one.message_id, one.direction) for one in client.headlines()]


def settle(computers: SharedComputers) -> None:
    """Let both computers hear all that the other has said."""
    for client in (computers.anna, computers.bo, computers.anna, computers.bo):
        client.wait(minutes=1)


def test_what_was_there_before_all_have(any_computers: SharedComputers) -> None:
    computers = any_computers
    computers.network.put_in_mailbox(b"<message/>")
    computers.anna.wait(minutes=1)
    first = come_to(computers, computers.anna, LETTER)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN, files=(LETTER,)))
    computers.anna.wait(minutes=1)
    second = come_to(computers, computers.anna)
    computers.anna.wait(minutes=5)
    computers.anna.workspace.handling.take(row(computers.anna, first).row)
    computers.anna.workspace.handling.register(
        row(computers.anna, first).row, "SN 2026/1", "Remiss"
    )
    computers.anna.workspace.handling.write_note(row(computers.anna, first).row, "Ring först")
    computers.share()
    computers.anna.synchronise()
    computers.bo.synchronise()

    assert newest_first(computers.bo) == newest_first(computers.anna)
    assert files_of(computers.bo, first) == [(LETTER.name, LETTER.content)]
    assert read(computers.bo, second).message == read(computers.anna, second).message
    assert (row(computers.bo, first).handler, row(computers.bo, first).diary_number) == (
        "Anna",
        "SN 2026/1",
    )
    (note,) = computers.bo.workspace.handling.notes(row(computers.bo, first).row)
    assert (note.who, note.text) == ("Anna", "Ring först")
    assert computers.bo.sent(sent).handler == "Anna"
    assert computers.bo.sent(sent).status is Status.ACCEPTED
    assert computers.anna.workspace.status().to_share == 0


def test_what_others_had_read_is_not_unread_to_who_comes_later(computers: SharedComputers) -> None:
    known, new = come_to(computers, computers.anna), come_to(computers, computers.anna)
    computers.anna.workspace.inbox.record_reading(read(computers.anna, known))
    computers.share()
    settle(computers)

    assert [row(computers.bo, one).unread for one in (known, new)] == [False, True]
    assert [row(computers.anna, one).unread for one in (known, new)] == [False, True]


def test_two_who_split_a_mailbox_have_all_of_it_and_the_notes_of_both(
    computers: SharedComputers,
) -> None:
    """Each has fetched what the other has not; one message both have, and both worked with it."""
    annas, bos = come_to(computers, computers.anna, LETTER), come_to(computers, computers.bo)
    common = letter(text="Båda")
    for client in computers.clients:
        computers.network.put_in_mailbox(write_message(common))
        client.wait(minutes=2)
    computers.anna.workspace.handling.take(row(computers.anna, common).row)
    computers.anna.workspace.handling.register(row(computers.anna, common).row, "SN 2026/1")
    computers.bo.workspace.handling.take(row(computers.bo, common).row)
    computers.bo.workspace.handling.hold(row(computers.bo, common).row, "Överklagat")
    computers.bo.workspace.handling.register(row(computers.bo, bos).row, "SN 2026/2")
    computers.share()
    settle(computers)

    assert sorted(newest_first(computers.anna)) == sorted(newest_first(computers.bo))
    assert len(set(newest_first(computers.bo))) == len(newest_first(computers.bo))
    assert files_of(computers.bo, annas) == [(LETTER.name, LETTER.content)]
    assert row(computers.anna, bos).diary_number == "SN 2026/2"
    noted = [
        (one.handler, one.diary_number, one.hold)
        for one in (row(client, common) for client in computers.clients)
    ]
    assert noted == [("Anna", "SN 2026/1", "Överklagat")] * 2
    (told,) = computers.bo.workspace.audit_trail.page(kind=AuditKind.NOTE_REFUSED)
    assert (told.event.message_id, told.event.detail) == (common.message_id, "Bo")


def test_what_somebody_lets_go_stays_let_go_while_the_rest_is_shared(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's own note was added when his computer met the record, and is not added once more."""
    common = letter()
    for client in computers.clients:
        computers.network.put_in_mailbox(write_message(common))
        client.wait(minutes=2)
    computers.anna.workspace.handling.register(row(computers.anna, common).row, "SN 2026/1")
    computers.bo.workspace.handling.take(row(computers.bo, common).row)
    monkeypatch.setattr(upload.SharedUpload, "go_on", lambda _: None)
    computers.share()
    monkeypatch.undo()
    computers.anna.synchronise()
    monkeypatch.setattr(upload.SharedUpload, "go_on", lambda _: None)
    computers.bo.synchronise()
    computers.anna.synchronise()
    taken = row(computers.anna, common).handler
    bos = computers.bo.workspace.who_id
    computers.anna.workspace.handling.release(row(computers.anna, common).row, over=bos)
    computers.bo.synchronise()
    monkeypatch.undo()
    settle(computers)

    handlers = [row(client, common).handler for client in computers.clients]
    assert (taken, handlers) == ("Bo", ["", ""])


def test_sharing_goes_on_where_it_was_cut_off(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "BATCH", 1)
    there = [come_to(computers, computers.anna, text=str(number)) for number in range(3)]
    with computers.ledger_database.administration() as administration:
        mailboxes_of(computers.anna).found(SOCIAL, "Kontoret", administration)
    before = computers.anna.workspace.status().to_share
    with lost_requests(monkeypatch, after=before):  # the first says who works here
        cut_off = computers.anna.wait(minutes=1)
    left = computers.anna.workspace.status().to_share
    let_in(computers.anna, computers.bo)
    settle(computers)

    assert (before >= len(there), left, cut_off.trouble is None) == (True, 1, False)
    assert computers.anna.workspace.status().to_share == 0
    assert (
        computers.contents() == len(newest_first(computers.bo)) == len(newest_first(computers.anna))
    )


def test_what_waited_to_be_sent_is_sent_once_after_all(computers: SharedComputers) -> None:
    come_to(computers, computers.anna)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    computers.network.line.cut_after(*computers.network.SUBMIT)
    computers.anna.wait(minutes=1)
    computers.share()
    computers.rest()
    settle(computers)
    computers.anna.wait(minutes=5)
    computers.bo.wait(minutes=1)

    assert computers.bo.sent(sent).status is computers.anna.sent(sent).status is Status.ACCEPTED


def test_a_new_copy_shows_the_newest_first(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's computer is cut off after its first look; it goes on from the beginning later."""
    monkeypatch.setattr(upload, "BATCH", 1)
    there = [come_to(computers, computers.anna, text=str(number)) for number in range(4)]
    with computers.ledger_database.administration() as administration:
        mailboxes_of(computers.anna).found(SOCIAL, "Kontoret", administration)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    computers.anna.synchronise()
    there.append(come_to(computers, computers.anna))
    computers.anna.wait(minutes=5)
    let_in(computers.anna, computers.bo)
    monkeypatch.setattr(following, "FIRST", 5)
    with monkeypatch.context() as cut:
        cut.setattr(Following, "pull", Following._begin_with_newest)
        computers.bo.synchronise()
    at_first = newest_first(computers.bo)
    computers.bo.synchronise()

    assert 0 < len(at_first) < len(there)
    assert at_first[0] == newest_first(computers.anna)[0]
    assert newest_first(computers.bo) == newest_first(computers.anna)
    assert computers.bo.sent(sent).status is computers.anna.sent(sent).status
    assert sharing_of(computers.bo).trouble is None


def test_what_is_new_stands_above_what_came_late(computers: SharedComputers) -> None:
    old = come_to(computers, computers.anna)
    bos = come_to(computers, computers.bo)
    computers.share()
    settle(computers)
    new = computers.comes()
    computers.leads(computers.bo)
    computers.bo.wait(minutes=1)
    computers.anna.wait(minutes=1)

    assert newest_first(computers.bo)[0][0] == newest_first(computers.anna)[0][0] == new.message_id
    assert row(computers.bo, old).row > row(computers.bo, bos).row
    assert computers.bo.headlines(Folder.NEW)[0].message_id == new.message_id


def test_a_list_is_one_row_everywhere_whether_sent_before_sharing_or_after(
    computers: SharedComputers,
) -> None:
    both = (recipient(AKUTEN), recipient(BUP))
    computers.anna.workspace.outbox.send(computers.anna.draft_to(AKUTEN, recipients=both))
    computers.share()
    settle(computers)
    (past,) = computers.bo.headlines(Folder.SENT)
    drafts = computers.bo.workspace.drafts

    again = computers.bo.send(drafts.resend(past.row))
    computers.anna.synchronise()

    boards = [board_of(client) for client in (computers.anna, computers.bo)]
    assert [len(one) for one in boards] == [2, 2]
    assert boards[0] == boards[1]
    assert again in boards[0]


def board_of(client: PersonClient) -> set[str]:
    (row,) = client.headlines(Folder.SENT)
    return {one.headline.message_id for one in client.workspace.inbox.board(row.row)}
