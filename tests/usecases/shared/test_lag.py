"""How far a computer is from the others: told, and after too many days a copy does not open."""

import json
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.sharing import LedgerAddress, SharingLag
from sdk_desktop.sharing.errors import ProgramTooOld
from sdk_desktop.sharing.values import FORMAT
from sdk_desktop.store.fetches import LEDGER
from tests.kit.sandbox_network import SOCIAL, SandboxNetwork
from tests.kit.sharing.computers import (
    SharedComputers,
    lost_requests,
    sharing_of,
    shown,
)
from tests.usecases.arrivals import AKUTEN


def test_who_is_in_step_says_since_when(computers: SharedComputers) -> None:
    computers.anna.wait(minutes=1)
    lag = computers.anna.workspace.status().sharing

    assert lag is not None
    assert (lag.met, lag.waiting, lag.out_of_touch) == (computers.network.watch.now, 0, False)
    assert computers.anna.app.status().ledger_seconds == 0


def test_who_is_out_of_touch_says_what_waits(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = computers.comes()
    computers.leads(computers.anna)
    computers.anna.synchronise()
    met = computers.network.watch.now
    headline = shown(computers.anna, message)
    assert headline is not None
    with lost_requests(monkeypatch):
        inbox = computers.anna.workspace.inbox
        inbox.record_reading(inbox.open(headline.row))
        computers.anna.wait(minutes=90)
        lag = computers.anna.workspace.status().sharing
        watched = computers.anna.app.status()
    computers.anna.wait(minutes=1)

    assert lag is not None
    assert (lag.met, lag.waiting, lag.out_of_touch) == (met, 1, True)
    assert (watched.to_share, watched.ledger_seconds) == (1, 5400)
    assert "ledger" in watched.problems
    assert "ledger" not in computers.anna.app.status().problems


def test_what_waits_for_a_mailbox_that_is_shared_no_longer_is_not_counted(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays, and goes when the mailbox is shared again; until then nothing brings it."""
    computers.comes()
    computers.leads(computers.anna)
    computers.anna.synchronise()
    inbox, store = computers.anna.workspace.inbox, computers.anna.workspace._store
    with lost_requests(monkeypatch):
        inbox.record_reading(inbox.open(computers.anna.headlines()[0].row))
        with store.begin() as stored:
            mailbox = stored.shared.ids()[SOCIAL]
            stored.shared.share("another mailbox", uuid4())
            stored.shared.unshare(SOCIAL)
        without = computers.anna.workspace.status().sharing
        with store.begin() as stored:
            stored.shared.share(SOCIAL, mailbox)
        again = computers.anna.workspace.status().sharing

    assert without is not None
    assert again is not None
    assert (without.waiting, again.waiting) == (0, 1)


def test_an_old_program_reads_on_and_what_it_changes_waits(computers: SharedComputers) -> None:
    message = computers.comes()
    computers.leads(computers.anna)
    computers.anna.synchronise()
    computers.bo.synchronise()
    there, here = shown(computers.anna, message), shown(computers.bo, message)
    assert there is not None
    assert here is not None
    computers.anna.workspace.handling.take(there.row)
    only(computers, FORMAT + 1)
    inbox = computers.bo.workspace.inbox
    inbox.record_reading(inbox.open(here.row))
    trouble = computers.bo.synchronise().trouble
    lag, watched = computers.bo.workspace.status().sharing, computers.bo.app.status()
    with pytest.raises(Refused, match="too old"):
        computers.bo.workspace.handling.release(here.row)
    with pytest.raises(Refused, match="too old"):
        computers.bo.send(computers.bo.draft_to(AKUTEN))
    seen = shown(computers.bo, message)
    only(computers, FORMAT)
    computers.bo.synchronise()

    assert isinstance(trouble, ProgramTooOld)
    assert lag == SharingLag(computers.network.watch.now, 1, out_of_touch=False, too_old=True)
    assert "version" in watched.problems
    assert seen is not None
    assert seen.handler == "Anna"
    assert computers.bo.workspace.status().sharing == SharingLag(
        computers.network.watch.now, 0, out_of_touch=False
    )


def test_an_old_program_lets_a_newer_one_lead(computers: SharedComputers) -> None:
    computers.leads(computers.bo)
    only(computers, FORMAT + 1)
    computers.bo.synchronise()

    assert not sharing_of(computers.bo).may_fetch(SOCIAL)


def only(computers: SharedComputers, least: int) -> None:
    """Let the ledger take changes of programs that know a format, and of no older ones."""
    with computers.ledger_database.administration() as administration:
        administration.require(least)


def test_where_nothing_is_shared_nothing_is_said(tmp_path: Path) -> None:
    client = SandboxNetwork(tmp_path).practice_control()
    client.synchronise()

    assert client.workspace.status().sharing is None
    assert json.loads(client.app.profile.note.read_text())["ledger"] == ""
    client.workspace.close()
    client.app.close()


def test_a_copy_that_was_away_too_long_does_not_open_without_the_ledger(
    computers: SharedComputers,
) -> None:
    computers.anna.synchronise()
    computers.anna.workspace.close()
    computers.ledger_database.cluster.kill()
    try:
        computers.network.watch.turn(days=13)
        computers.anna.lock_and_unlock()
        computers.anna.workspace.close()
        computers.network.watch.turn(days=2)
        with pytest.raises(Unavailable, match="14 days"):
            computers.anna.lock_and_unlock()
    finally:
        computers.ledger_database.cluster.start()
    computers.anna.lock_and_unlock()

    assert computers.anna.synchronise().trouble is None


@pytest.mark.parametrize(("hours", "opens"), [(20, True), (30 * 24, False)])
def test_a_clock_that_was_set_back_makes_no_copy_young(
    computers: SharedComputers, *, hours: int, opens: bool
) -> None:
    computers.anna.synchronise()
    with computers.anna.workspace._store.begin() as stored:
        for identity in stored.shared.ids():
            ahead = computers.network.watch.now + timedelta(hours=hours)
            stored.fetches.done(f"{LEDGER}{identity}", ahead)
    computers.anna.workspace.close()
    computers.ledger_database.cluster.kill()
    refused = pytest.raises(Unavailable, match="14 days")
    try:
        with nullcontext() if opens else refused:
            computers.anna.lock_and_unlock()
    finally:
        computers.ledger_database.cluster.start()


def test_a_clock_that_differs_from_the_ledgers_is_told(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger of these tests has the time of today; one on this computer would have its own."""
    computers.anna.synchronise()
    same = computers.anna.workspace.status().sharing
    monkeypatch.setattr(LedgerAddress, "is_here", False)
    computers.anna.synchronise()
    other = computers.anna.workspace.status().sharing

    assert same is not None
    assert other == replace(same, clock_differs=True)
