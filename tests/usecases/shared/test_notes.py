"""Two computers share a mailbox: what one notes on a message, the other sees and respects."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.formats.message import write_message
from sdk_desktop.sharing.errors import LedgerSilent
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.values import Answer, Change
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.kit.sharing.computers import sharing_computers
from tests.kit.sharing.counting import counted
from tests.kit.sharing.ledger import LedgerDatabase, client_with_ledger
from tests.usecases.arrivals import letter

SILENT = "There is no contact with the shared mailbox. Try again."


@pytest.fixture
def network(tmp_path: Path) -> SandboxNetwork:
    return SandboxNetwork(tmp_path)


@pytest.fixture
def clients(
    network: SandboxNetwork, ledger_database: LedgerDatabase
) -> Iterator[tuple[PersonClient, PersonClient]]:
    """Two computers that share a mailbox and have fetched the same messages."""
    with sharing_computers(network, ledger_database) as computers:
        yield computers.clients


@pytest.fixture
def anna(clients: tuple[PersonClient, PersonClient]) -> PersonClient:
    return clients[0]


@pytest.fixture
def bo(clients: tuple[PersonClient, PersonClient]) -> PersonClient:
    return clients[1]


def shown(client: PersonClient, like: Headline) -> Headline:
    """Return the same message as another client shows it."""
    return next(one for one in client.headlines() if one.message_id == like.message_id)


def read_by_somebody(client: PersonClient, like: Headline) -> bool:
    with client.workspace._store.read() as stored:
        return not stored.messages.headline(shown(client, like).row).unread


def newest(client: PersonClient) -> Headline:
    return client.headlines()[0]


def test_who_has_taken_a_message_is_seen_everywhere(anna: PersonClient, bo: PersonClient) -> None:
    message = newest(anna)
    anna.workspace.handling.take(message.row)
    bo.synchronise()

    assert shown(bo, message).handler == "Anna"
    assert shown(bo, message).handler_id == anna.workspace.who_id
    assert shown(bo, message).shared
    assert bo.headlines(Folder.MINE) == ()


def test_who_takes_a_message_later_is_told_who_has_it(anna: PersonClient, bo: PersonClient) -> None:
    """Bo has not heard of it yet: the ledger is asked before anything is noted."""
    message = newest(anna)
    anna.workspace.handling.take(message.row)

    with pytest.raises(Refused, match="Anna has already taken"):
        bo.workspace.handling.take(shown(bo, message).row)

    assert shown(bo, message).handler == "Anna"


def test_of_two_who_take_at_once_one_is_refused_and_sees_the_other(
    anna: PersonClient, bo: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = newest(anna)
    real = Ledger.append

    def late(ledger: Ledger, change: Change) -> Answer:
        monkeypatch.setattr(Ledger, "append", real)
        anna.workspace.handling.take(message.row)
        return real(ledger, change)

    monkeypatch.setattr(Ledger, "append", late)
    with pytest.raises(Refused, match="was first"):
        bo.workspace.handling.take(shown(bo, message).row)

    assert shown(bo, message).handler == "Anna"
    assert newest(anna).handler == "Anna"
    (refused,) = bo.workspace.audit_trail.page(kind=AuditKind.NOTE_REFUSED)
    assert refused.event.message_id == message.message_id


def test_a_take_takes_few_questions_also_after_another_one(
    anna: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks once before and once after; what was written from here just now is not read again.

    Before the ledger is asked the disk has what is asked; that it was answered may be lost.
    """
    first, second, *_ = anna.headlines()
    anna.workspace.handling.take(first.row)
    anna.synchronise()
    anna.workspace.handling.release(first.row)
    with counted(anna, monkeypatch) as count:
        anna.workspace.handling.take(second.row)

    assert (count["ledger"], count["transactions"], count["disk"]) == (3, 4, 1)
    assert count["store"] < 54


def test_nothing_is_taken_while_the_ledger_is_away(
    anna: PersonClient, ledger_database: LedgerDatabase
) -> None:
    message = newest(anna)
    ledger_database.cluster.kill()
    try:
        with pytest.raises(Unavailable):
            anna.workspace.handling.take(message.row)
        read = anna.workspace.inbox.open(message.row)
        anna.workspace.inbox.record_reading(read)
        result = anna.synchronise()
    finally:
        ledger_database.cluster.start()

    assert newest(anna).handler == ""
    assert not newest(anna).unread
    assert result.trouble is not None
    assert anna.wait(minutes=1).trouble is None


def test_what_was_read_offline_is_read_everywhere_later(
    anna: PersonClient, bo: PersonClient, ledger_database: LedgerDatabase
) -> None:
    message = newest(anna)
    ledger_database.cluster.kill()
    try:
        anna.workspace.inbox.record_reading(anna.workspace.inbox.open(message.row))
    finally:
        ledger_database.cluster.start()
    anna.synchronise()
    bo.synchronise()

    assert shown(bo, message).unread
    assert read_by_somebody(bo, message)


def test_a_lost_answer_is_said_as_not_known_and_the_note_stays(
    anna: PersonClient, bo: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = newest(anna)
    real = Ledger.append

    def lost(ledger: Ledger, change: Change) -> Answer:
        real(ledger, change)
        raise LedgerSilent(SILENT)

    with monkeypatch.context() as cut:
        cut.setattr(Ledger, "append", lost)
        with pytest.raises(Unavailable, match="not known yet"):
            anna.workspace.handling.take(message.row)
    anna.synchronise()
    bo.synchronise()

    assert newest(anna).handler == "Anna"
    assert shown(bo, message).handler == "Anna"


def test_other_notes_are_shared_too(anna: PersonClient, bo: PersonClient) -> None:
    message = newest(anna)
    anna.workspace.handling.register(message.row, "SN 2026/1", "Remiss")
    anna.workspace.handling.hold(message.row, "Överklagat")
    bo.synchronise()
    seen = shown(bo, message)
    bo.workspace.handling.hold(seen.row, "")
    anna.synchronise()

    assert (seen.diary_number, seen.document_type, seen.hold) == (
        "SN 2026/1",
        "Remiss",
        "Överklagat",
    )
    assert newest(anna).hold == ""
    assert bo.workspace.inbox.search("SN 2026/1").total == 1


def test_notes_come_with_the_message(
    anna: PersonClient, bo: PersonClient, network: SandboxNetwork
) -> None:
    network.put_in_mailbox(write_message(letter()))
    anna.synchronise()
    message = newest(anna)
    anna.workspace.handling.take(message.row)
    bo.synchronise()

    assert shown(bo, message).handler == "Anna"


def test_what_is_noted_on_what_cannot_be_read_is_shared(
    anna: PersonClient, bo: PersonClient, network: SandboxNetwork
) -> None:
    network.put_in_mailbox(b"<message/>")
    anna.synchronise()
    row = next(one.row for one in anna.headlines() if one.unreadable)
    anna.workspace.handling.register(row, "SN 2026/2")
    bo.synchronise()

    (there,) = (one for one in bo.headlines() if one.unreadable)
    assert there.diary_number == "SN 2026/2"


def test_two_colleagues_of_one_name_at_two_computers_are_two(
    anna: PersonClient, bo: PersonClient
) -> None:
    message = newest(anna)
    anna.workspace.handling.take(message.row)
    bo.synchronise()
    with bo.workspace._store.begin() as stored:
        assert stored.colleagues.id_of("Anna") != anna.workspace.who_id
        assert stored.colleagues.name_of(anna.workspace.who_id) == "Anna"


def test_a_mailbox_that_is_not_shared_needs_no_ledger(
    network: SandboxNetwork, ledger_database: LedgerDatabase
) -> None:
    client = client_with_ledger(network, ledger_database, "Anna")
    client.synchronise()
    ledger_database.cluster.kill()
    try:
        client.workspace.handling.take(newest(client).row)
        result = client.synchronise()
    finally:
        ledger_database.cluster.start()

    assert newest(client).handler == "Anna"
    assert result.trouble is None
    client.workspace.close()
    client.app.close()


def written(client: PersonClient, like: Headline) -> list[tuple[str, str]]:
    notes = client.workspace.handling.notes(shown(client, like).row)
    return [(one.who, one.text) for one in notes]


def test_what_colleagues_write_to_each_other_all_see_in_order(
    anna: PersonClient, bo: PersonClient, ledger_database: LedgerDatabase
) -> None:
    """Bo writes while the ledger is away: nobody's note is lost, and none comes twice."""
    message = newest(anna)
    ledger_database.cluster.kill()
    try:
        bo.workspace.handling.write_note(shown(bo, message).row, "Ring mamman först")
    finally:
        ledger_database.cluster.start()
    anna.watch.turn(seconds=1)
    anna.workspace.handling.write_note(message.row, "Ärendet är akut")
    for client in (anna, bo, anna, bo):
        client.synchronise()

    both = [("Bo", "Ring mamman först"), ("Anna", "Ärendet är akut")]
    assert written(anna, message) == written(bo, message) == both


def test_what_somebody_has_seen_to_is_seen_to_everywhere(
    anna: PersonClient, bo: PersonClient, network: SandboxNetwork
) -> None:
    network.put_in_mailbox(b"<message/>")
    anna.synchronise()
    bo.synchronise()
    unreadable = next(one for one in anna.headlines(Folder.ACTION) if one.unreadable)
    anna.workspace.handling.tick_off(unreadable.row, "Avsändaren sänder om")
    bo.synchronise()

    assert [one.message_id for one in bo.headlines(Folder.ACTION) if one.unreadable] == []
    (there,) = (one for one in bo.headlines() if one.unreadable)
    assert [one.text for one in bo.workspace.handling.notes(there.row)] == ["Avsändaren sänder om"]
