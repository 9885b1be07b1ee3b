"""Several computers serve one mailbox: what one does, all have, and nothing is done twice.

Each story is told at a message service and at an access point, with a real PostgreSQL.
"""

from __future__ import annotations

import pytest

from sdk_desktop.domain.message import File
from tests.kit.sharing.office import (
    SharedOffice,
    before_next_append,
    cut_off_after,
    files_of,
    lost_answers,
    lost_requests,
    read,
    shown,
    without_leases,
)
from tests.kit.town import Town

PICTURE = File("karta.png", "image/png", bytes(range(256)) * 5000)
LETTER = File("beslut.txt", "text/plain", b"Beslut")


@pytest.fixture
def town(any_town: Town) -> Town:
    return any_town


def test_what_one_computer_fetches_all_have(office: SharedOffice) -> None:
    """Bo's computer never fetched the message, and has all of it."""
    message = office.comes(PICTURE, LETTER, text="Angående **Lisa**, åtta år")
    office.anna.synchronise()
    office.bo.synchronise()

    assert read(office.bo, message).message == read(office.anna, message).message
    assert files_of(office.bo, message) == [(one.name, one.content) for one in (PICTURE, LETTER)]
    assert office.bo.workspace.inbox.search("lisa").total == 1
    assert office.bo.workspace.inbox.search("beslut.txt").total == 1
    assert office.confirmed() >= 1
    assert office.town.waiting() == 0


def test_what_could_not_be_read_all_have_too(office: SharedOffice) -> None:
    office.town.put_in_mailbox(b"<message/>")
    anna, bo = office.anna.synchronise(), office.bo.synchronise()
    (ours,) = (one for one in office.anna.headlines() if one.unreadable)
    (theirs,) = (one for one in office.bo.headlines() if one.unreadable)

    assert (anna.unreadable, bo.unreadable) == (1, 0)
    assert ours.unreadable == theirs.unreadable


def test_nothing_is_confirmed_that_the_ledger_does_not_have(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three rounds without the ledger, then Anna's computer is gone: Bo has the message."""
    message, before = office.comes(), office.confirmed()
    with lost_requests(monkeypatch):
        for_nothing = [office.anna.wait(minutes=1).trouble for _ in range(3)]
    confirmed = office.confirmed() - before
    office.leads(office.bo)
    office.bo.synchronise()

    assert (confirmed, None in for_nothing) == (0, False)
    assert shown(office.anna, message) is None
    assert read(office.bo, message).message is not None


def test_a_lost_answer_neither_loses_nor_doubles_a_message(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, before = office.comes(), office.confirmed()
    with lost_answers(monkeypatch):
        office.anna.wait(minutes=1)
    unconfirmed = office.confirmed() - before
    office.anna.wait(minutes=1)
    office.bo.synchronise()

    assert unconfirmed == 0
    assert office.confirmed() > before
    assert [shown(one, message) is None for one in (office.anna, office.bo)] == [False, False]


def test_what_the_ledger_has_another_computer_confirms(office: SharedOffice) -> None:
    """Anna's computer dies between the ledger's yes and the service; Bo's need not fetch it."""
    message = office.comes()
    office.town.line.cut_before(*office.town.LET_GO)
    office.anna.synchronise()
    there = office.town.waiting()
    office.leads(office.bo)
    fetched = office.bo.synchronise().received

    assert (there, office.town.waiting(), fetched) == (1, 0, 0)
    assert len([one for one in office.bo.headlines() if one.message_id == message.message_id]) == 1


def test_who_does_not_lead_fetches_nothing(office: SharedOffice) -> None:
    message = office.comes()
    office.leads(office.anna)
    office.bo.synchronise()

    assert (shown(office.bo, message), office.town.waiting()) == (None, 1)


def test_who_no_longer_leads_keeps_nothing_of_what_it_has_in_hand(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, before = office.comes(), office.confirmed()
    office.leads(office.anna)
    before_next_append(monkeypatch, lambda: office.leads(office.bo))
    office.anna.synchronise()
    kept = shown(office.anna, message)
    confirmed = office.confirmed() - before
    office.bo.synchronise()
    office.anna.synchronise()

    assert (kept, confirmed) == (None, 0)
    assert shown(office.anna, message) is not None
    assert shown(office.bo, message) is not None


def test_without_leases_two_fetch_one_message_and_one_is_kept(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is first decides; the lease only saves work."""
    without_leases(monkeypatch)
    message = office.comes(LETTER)
    before_next_append(monkeypatch, office.bo.synchronise)
    office.anna.synchronise()
    office.bo.synchronise()
    office.anna.synchronise()

    assert files_of(office.anna, message) == files_of(office.bo, message)
    assert office.town.waiting() == 0


def test_without_leases_two_fetch_what_cannot_be_read_and_it_is_one(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_leases(monkeypatch)
    before = office.contents()
    office.town.put_in_mailbox(b"<message/>")
    before_next_append(monkeypatch, office.bo.synchronise)
    office.anna.synchronise()
    office.bo.synchronise()

    shown = [[one for one in client.headlines() if one.unreadable] for client in office.clients]
    assert [len(rows) for rows in shown] == [1, 1]
    assert office.contents() == before + 1


@pytest.mark.parametrize("changes", [0, 1, 2])
def test_a_message_comes_to_a_copy_whole_or_not_at_all(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch, changes: int
) -> None:
    """Wherever Bo's copy is cut off from the ledger, what has come is complete."""
    for_bo = [office.comes(LETTER, text=str(number)) for number in range(3)]
    office.anna.synchronise()
    with cut_off_after(monkeypatch, changes):
        cut_off = office.bo.synchronise()
    there = [one for one in for_bo if shown(office.bo, one)]
    files = [files_of(office.bo, one) for one in there]
    whole = office.bo.synchronise()

    assert files == [[(LETTER.name, LETTER.content)]] * changes
    assert (cut_off.trouble is None, whole.trouble) == (False, None)
    assert None not in [shown(office.bo, one) for one in for_bo]
