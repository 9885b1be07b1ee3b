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
def apart(tmp_path: Path, ledger_database: LedgerDatabase) -> Iterator[SharedComputers]:
    with two_computers(SandboxNetwork(tmp_path), ledger_database) as computers:
        yield computers


@pytest.fixture
def any_apart(
    any_network: SandboxNetwork, ledger_database: LedgerDatabase
) -> Iterator[SharedComputers]:
    with two_computers(any_network, ledger_database) as computers:
        yield computers


def row(client: PersonClient, message: Message) -> Headline:
    headline = shown(client, message)
    assert headline is not None
    return headline


def come_to(
    apart: SharedComputers, client: PersonClient, *files: File, text: str = "Hej"
) -> Message:
    """Let a message come that only this computer fetches."""
    message = apart.comes(*files, text=text)
    client.wait(minutes=1)
    return message


def newest_first(client: PersonClient) -> list[tuple[str, str]]:
    return [(one.message_id, one.direction) for one in client.headlines()]


def settle(apart: SharedComputers) -> None:
    """Let both computers hear all that the other has said."""
    for client in (apart.anna, apart.bo, apart.anna, apart.bo):
        client.wait(minutes=1)


def test_what_was_there_before_all_have(any_apart: SharedComputers) -> None:
    computers = any_apart
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


def test_what_others_had_read_is_not_unread_to_who_comes_later(apart: SharedComputers) -> None:
    known, new = come_to(apart, apart.anna), come_to(apart, apart.anna)
    apart.anna.workspace.inbox.record_reading(read(apart.anna, known))
    apart.share()
    settle(apart)

    assert [row(apart.bo, one).unread for one in (known, new)] == [False, True]
    assert [row(apart.anna, one).unread for one in (known, new)] == [False, True]


def test_two_who_split_a_mailbox_have_all_of_it_and_the_notes_of_both(
    apart: SharedComputers,
) -> None:
    """Each has fetched what the other has not; one message both have, and both worked with it."""
    annas, bos = come_to(apart, apart.anna, LETTER), come_to(apart, apart.bo)
    common = letter(text="Båda")
    for client in apart.clients:
        apart.network.put_in_mailbox(write_message(common))
        client.wait(minutes=2)
    apart.anna.workspace.handling.take(row(apart.anna, common).row)
    apart.anna.workspace.handling.register(row(apart.anna, common).row, "SN 2026/1")
    apart.bo.workspace.handling.take(row(apart.bo, common).row)
    apart.bo.workspace.handling.hold(row(apart.bo, common).row, "Överklagat")
    apart.bo.workspace.handling.register(row(apart.bo, bos).row, "SN 2026/2")
    apart.share()
    settle(apart)

    assert sorted(newest_first(apart.anna)) == sorted(newest_first(apart.bo))
    assert len(set(newest_first(apart.bo))) == len(newest_first(apart.bo))
    assert files_of(apart.bo, annas) == [(LETTER.name, LETTER.content)]
    assert row(apart.anna, bos).diary_number == "SN 2026/2"
    noted = [
        (one.handler, one.diary_number, one.hold)
        for one in (row(client, common) for client in apart.clients)
    ]
    assert noted == [("Anna", "SN 2026/1", "Överklagat")] * 2
    (told,) = apart.bo.workspace.audit_trail.page(kind=AuditKind.NOTE_REFUSED)
    assert (told.event.message_id, told.event.detail) == (common.message_id, "Bo")


def test_what_somebody_lets_go_stays_let_go_while_the_rest_is_shared(
    apart: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's own note was added when his computer met the record, and is not added once more."""
    common = letter()
    for client in apart.clients:
        apart.network.put_in_mailbox(write_message(common))
        client.wait(minutes=2)
    apart.anna.workspace.handling.register(row(apart.anna, common).row, "SN 2026/1")
    apart.bo.workspace.handling.take(row(apart.bo, common).row)
    monkeypatch.setattr(upload.SharedUpload, "go_on", lambda _: None)
    apart.share()
    monkeypatch.undo()
    apart.anna.synchronise()
    monkeypatch.setattr(upload.SharedUpload, "go_on", lambda _: None)
    apart.bo.synchronise()
    apart.anna.synchronise()
    taken = row(apart.anna, common).handler
    bos = apart.bo.workspace.who_id
    apart.anna.workspace.handling.release(row(apart.anna, common).row, over=bos)
    apart.bo.synchronise()
    monkeypatch.undo()
    settle(apart)

    handlers = [row(client, common).handler for client in apart.clients]
    assert (taken, handlers) == ("Bo", ["", ""])


def test_sharing_goes_on_where_it_was_cut_off(
    apart: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "BATCH", 1)
    there = [come_to(apart, apart.anna, text=str(number)) for number in range(3)]
    with apart.ledger_database.administration() as administration:
        mailboxes_of(apart.anna).found(SOCIAL, "Kontoret", administration)
    before = apart.anna.workspace.status().to_share
    with lost_requests(monkeypatch, after=before):  # the first says who works here
        cut_off = apart.anna.wait(minutes=1)
    left = apart.anna.workspace.status().to_share
    let_in(apart.anna, apart.bo)
    settle(apart)

    assert (before >= len(there), left, cut_off.trouble is None) == (True, 1, False)
    assert apart.anna.workspace.status().to_share == 0
    assert apart.contents() == len(newest_first(apart.bo)) == len(newest_first(apart.anna))


def test_what_waited_to_be_sent_is_sent_once_after_all(apart: SharedComputers) -> None:
    come_to(apart, apart.anna)
    sent = apart.anna.send(apart.anna.draft_to(AKUTEN))
    apart.network.line.cut_after(*apart.network.SUBMIT)
    apart.anna.wait(minutes=1)
    apart.share()
    apart.rest()
    settle(apart)
    apart.anna.wait(minutes=5)
    apart.bo.wait(minutes=1)

    assert apart.bo.sent(sent).status is apart.anna.sent(sent).status is Status.ACCEPTED


def test_a_new_copy_shows_the_newest_first(
    apart: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's computer is cut off after its first look; it goes on from the beginning later."""
    monkeypatch.setattr(upload, "BATCH", 1)
    there = [come_to(apart, apart.anna, text=str(number)) for number in range(4)]
    with apart.ledger_database.administration() as administration:
        mailboxes_of(apart.anna).found(SOCIAL, "Kontoret", administration)
    sent = apart.anna.send(apart.anna.draft_to(AKUTEN))
    apart.anna.synchronise()
    there.append(come_to(apart, apart.anna))
    apart.anna.wait(minutes=5)
    let_in(apart.anna, apart.bo)
    monkeypatch.setattr(following, "FIRST", 5)
    with monkeypatch.context() as cut:
        cut.setattr(Following, "pull", Following._begin_with_newest)
        apart.bo.synchronise()
    at_first = newest_first(apart.bo)
    apart.bo.synchronise()

    assert 0 < len(at_first) < len(there)
    assert at_first[0] == newest_first(apart.anna)[0]
    assert newest_first(apart.bo) == newest_first(apart.anna)
    assert apart.bo.sent(sent).status is apart.anna.sent(sent).status
    assert sharing_of(apart.bo).trouble is None


def test_what_is_new_stands_above_what_came_late(apart: SharedComputers) -> None:
    old = come_to(apart, apart.anna)
    bos = come_to(apart, apart.bo)
    apart.share()
    settle(apart)
    new = apart.comes()
    apart.leads(apart.bo)
    apart.bo.wait(minutes=1)
    apart.anna.wait(minutes=1)

    assert newest_first(apart.bo)[0][0] == newest_first(apart.anna)[0][0] == new.message_id
    assert row(apart.bo, old).row > row(apart.bo, bos).row
    assert apart.bo.headlines(Folder.NEW)[0].message_id == new.message_id


def test_a_list_is_one_row_everywhere_whether_sent_before_sharing_or_after(
    apart: SharedComputers,
) -> None:
    both = (recipient(AKUTEN), recipient(BUP))
    apart.anna.workspace.outbox.send(apart.anna.draft_to(AKUTEN, recipients=both))
    apart.share()
    settle(apart)
    (past,) = apart.bo.headlines(Folder.SENT)
    drafts = apart.bo.workspace.drafts

    again = apart.bo.send(drafts.resend(past.row))
    apart.anna.synchronise()

    boards = [board_of(client) for client in (apart.anna, apart.bo)]
    assert [len(one) for one in boards] == [2, 2]
    assert boards[0] == boards[1]
    assert again in boards[0]


def board_of(client: PersonClient) -> set[str]:
    (row,) = client.headlines(Folder.SENT)
    return {one.headline.message_id for one in client.workspace.inbox.board(row.row)}
