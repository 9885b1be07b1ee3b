"""Several computers serve one mailbox: what one does, all have, and nothing is done twice.

Each story is told at a message service and at an access point, with a real PostgreSQL.
"""

from __future__ import annotations

import pytest

from sdk_desktop.domain.message import File
from tests.kit.sandbox_network import SOCIAL, SandboxNetwork
from tests.kit.sharing.computers import (
    SharedComputers,
    before_next_append,
    cut_off_after,
    files_of,
    lost_answers,
    lost_requests,
    read,
    sharing_of,
    shown,
    without_leases,
)

PICTURE = File("karta.png", "image/png", bytes(range(256)) * 5000)
LETTER = File("beslut.txt", "text/plain", b"Beslut")


@pytest.fixture
def network(any_network: SandboxNetwork) -> SandboxNetwork:
    return any_network


def test_what_one_computer_fetches_all_have(computers: SharedComputers) -> None:
    """Bo's computer never fetched the message, and has all of it."""
    message = computers.comes(PICTURE, LETTER, text="Angående **Lisa**, åtta år")
    computers.anna.synchronise()
    computers.bo.synchronise()

    assert read(computers.bo, message).message == read(computers.anna, message).message
    assert files_of(computers.bo, message) == [(one.name, one.content) for one in (PICTURE, LETTER)]
    assert computers.bo.workspace.inbox.search("lisa").total == 1
    assert computers.bo.workspace.inbox.search("beslut.txt").total == 1
    assert computers.confirmed() >= 1
    assert computers.network.waiting() == 0


def test_what_could_not_be_read_all_have_too(computers: SharedComputers) -> None:
    computers.network.put_in_mailbox(b"<message/>")
    anna, bo = computers.anna.synchronise(), computers.bo.synchronise()
    (ours,) = (one for one in computers.anna.headlines() if one.unreadable)
    (theirs,) = (one for one in computers.bo.headlines() if one.unreadable)

    assert (anna.unreadable, bo.unreadable) == (1, 0)
    assert ours.unreadable == theirs.unreadable


def test_nothing_is_confirmed_that_the_ledger_does_not_have(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three rounds without the ledger, then Anna's computer is gone: Bo has the message."""
    message, before = computers.comes(), computers.confirmed()
    with lost_requests(monkeypatch):
        for_nothing = [computers.anna.wait(minutes=1).trouble for _ in range(3)]
    confirmed = computers.confirmed() - before
    computers.leads(computers.bo)
    computers.bo.synchronise()

    assert (confirmed, None in for_nothing) == (0, False)
    assert shown(computers.anna, message) is None
    assert read(computers.bo, message).message is not None


def test_a_lost_answer_neither_loses_nor_doubles_a_message(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, before = computers.comes(), computers.confirmed()
    with lost_answers(monkeypatch):
        computers.anna.wait(minutes=1)
    unconfirmed = computers.confirmed() - before
    computers.anna.wait(minutes=1)
    computers.bo.synchronise()

    assert unconfirmed == 0
    assert computers.confirmed() > before
    assert [shown(one, message) is None for one in (computers.anna, computers.bo)] == [False, False]


def test_what_the_ledger_has_another_computer_confirms(computers: SharedComputers) -> None:
    """Anna's computer dies between the ledger's yes and the service; Bo's need not fetch it."""
    message = computers.comes()
    computers.network.line.cut_before(*computers.network.LET_GO)
    computers.anna.synchronise()
    there = computers.network.waiting()
    computers.leads(computers.bo)
    fetched = computers.bo.synchronise().received

    assert (there, computers.network.waiting(), fetched) == (1, 0, 0)
    assert (
        len([one for one in computers.bo.headlines() if one.message_id == message.message_id]) == 1
    )


def test_who_does_not_lead_fetches_nothing(computers: SharedComputers) -> None:
    message = computers.comes()
    computers.leads(computers.anna)
    computers.bo.synchronise()

    assert (shown(computers.bo, message), computers.network.waiting()) == (None, 1)


def test_who_locks_lets_another_lead_at_once(computers: SharedComputers) -> None:
    computers.leads(computers.anna)
    computers.anna.synchronise()
    meanwhile = sharing_of(computers.bo).may_fetch(SOCIAL)
    computers.anna.workspace.close()

    assert (meanwhile, sharing_of(computers.bo).may_fetch(SOCIAL)) == (False, True)


def test_who_no_longer_leads_keeps_nothing_of_what_it_has_in_hand(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, before = computers.comes(), computers.confirmed()
    computers.leads(computers.anna)
    before_next_append(monkeypatch, lambda: computers.leads(computers.bo))
    computers.anna.synchronise()
    kept = shown(computers.anna, message)
    confirmed = computers.confirmed() - before
    computers.bo.synchronise()
    computers.anna.synchronise()

    assert (kept, confirmed) == (None, 0)
    assert shown(computers.anna, message) is not None
    assert shown(computers.bo, message) is not None


def test_without_leases_two_fetch_one_message_and_one_is_kept(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is first decides; the lease only saves work."""
    without_leases(monkeypatch)
    message = computers.comes(LETTER)
    before_next_append(monkeypatch, computers.bo.synchronise)
    computers.anna.synchronise()
    computers.bo.synchronise()
    computers.anna.synchronise()

    assert files_of(computers.anna, message) == files_of(computers.bo, message)
    assert computers.network.waiting() == 0


def test_without_leases_two_fetch_what_cannot_be_read_and_it_is_one(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_leases(monkeypatch)
    before = computers.contents()
    computers.network.put_in_mailbox(b"<message/>")
    before_next_append(monkeypatch, computers.bo.synchronise)
    computers.anna.synchronise()
    computers.bo.synchronise()

    shown = [[one for one in client.headlines() if one.unreadable] for client in computers.clients]
    assert [len(rows) for rows in shown] == [1, 1]
    assert computers.contents() == before + 1


@pytest.mark.parametrize("changes", [0, 1, 2])
def test_a_message_comes_to_a_copy_whole_or_not_at_all(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch, changes: int
) -> None:
    """Wherever Bo's copy is cut off from the ledger, what has come is complete."""
    for_bo = [computers.comes(LETTER, text=str(number)) for number in range(3)]
    computers.anna.synchronise()
    with cut_off_after(monkeypatch, changes):
        cut_off = computers.bo.synchronise()
    there = [one for one in for_bo if shown(computers.bo, one)]
    files = [files_of(computers.bo, one) for one in there]
    whole = computers.bo.synchronise()

    assert files == [[(LETTER.name, LETTER.content)]] * changes
    assert (cut_off.trouble is None, whole.trouble) == (False, None)
    assert None not in [shown(computers.bo, one) for one in for_bo]
