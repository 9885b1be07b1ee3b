"""How far a computer is from the others: told, and after too many days a copy does not open."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.sharing import LedgerAddress, SharingLag
from sdk_desktop.sharing.errors import ProgramTooOld
from sdk_desktop.sharing.values import FORMAT
from tests.kit.sharing.office import (
    SharedOffice,
    lost_requests,
    sharing_of,
    shown,
)
from tests.kit.town import SOCIAL, Town
from tests.usecases.arrivals import AKUTEN


def test_who_is_in_step_says_since_when(office: SharedOffice) -> None:
    office.anna.wait(minutes=1)
    lag = office.anna.workspace.status().sharing

    assert lag is not None
    assert (lag.met, lag.waiting, lag.out_of_touch) == (office.town.watch.now, 0, False)
    assert office.anna.app.status().ledger_seconds == 0


def test_who_is_out_of_touch_says_what_waits(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = office.comes()
    office.leads(office.anna)
    office.anna.synchronise()
    met = office.town.watch.now
    headline = shown(office.anna, message)
    assert headline is not None
    with lost_requests(monkeypatch):
        inbox = office.anna.workspace.inbox
        inbox.record_reading(inbox.open(headline.row))
        office.anna.wait(minutes=90)
        lag = office.anna.workspace.status().sharing
        watched = office.anna.app.status()
    office.anna.wait(minutes=1)

    assert lag is not None
    assert (lag.met, lag.waiting, lag.out_of_touch) == (met, 1, True)
    assert (watched.to_share, watched.ledger_seconds) == (1, 5400)
    assert "ledger" in watched.problems
    assert "ledger" not in office.anna.app.status().problems


def test_an_old_program_reads_on_and_what_it_changes_waits(office: SharedOffice) -> None:
    message = office.comes()
    office.leads(office.anna)
    office.anna.synchronise()
    office.bo.synchronise()
    there, here = shown(office.anna, message), shown(office.bo, message)
    assert there is not None
    assert here is not None
    office.anna.workspace.handling.take(there.row)
    only(office, FORMAT + 1)
    inbox = office.bo.workspace.inbox
    inbox.record_reading(inbox.open(here.row))
    trouble = office.bo.synchronise().trouble
    lag, watched = office.bo.workspace.status().sharing, office.bo.app.status()
    with pytest.raises(Refused, match="too old"):
        office.bo.workspace.handling.release(here.row)
    with pytest.raises(Refused, match="too old"):
        office.bo.send(office.bo.draft_to(AKUTEN))
    seen = shown(office.bo, message)
    only(office, FORMAT)
    office.bo.synchronise()

    assert isinstance(trouble, ProgramTooOld)
    assert lag == SharingLag(office.town.watch.now, 1, out_of_touch=False, too_old=True)
    assert "version" in watched.problems
    assert seen is not None
    assert seen.handler == "Anna"
    assert office.bo.workspace.status().sharing == SharingLag(
        office.town.watch.now, 0, out_of_touch=False
    )


def test_an_old_program_lets_a_newer_one_lead(office: SharedOffice) -> None:
    office.leads(office.bo)
    only(office, FORMAT + 1)
    office.bo.synchronise()

    assert not sharing_of(office.bo).may_fetch(SOCIAL)


def only(office: SharedOffice, least: int) -> None:
    """Let the ledger take changes of programs that know a format, and of no older ones."""
    with office.ledger_town.administration() as administration:
        administration.require(least)


def test_where_nothing_is_shared_nothing_is_said(tmp_path: Path) -> None:
    client = Town(tmp_path).practice_control()
    client.synchronise()

    assert client.workspace.status().sharing is None
    assert json.loads(client.app.profile.note.read_text())["ledger"] == ""
    client.workspace.close()
    client.app.close()


def test_a_copy_that_was_away_too_long_does_not_open_without_the_ledger(
    office: SharedOffice,
) -> None:
    office.anna.synchronise()
    office.anna.workspace.close()
    office.ledger_town.cluster.kill()
    try:
        office.town.watch.turn(days=13)
        office.anna.lock_and_unlock()
        office.anna.workspace.close()
        office.town.watch.turn(days=2)
        with pytest.raises(Unavailable, match="14 days"):
            office.anna.lock_and_unlock()
    finally:
        office.ledger_town.cluster.start()
    office.anna.lock_and_unlock()

    assert office.anna.synchronise().trouble is None


def test_a_clock_that_differs_from_the_ledgers_is_told(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger of these tests has the time of today; one on this computer would have its own."""
    office.anna.synchronise()
    same = office.anna.workspace.status().sharing
    monkeypatch.setattr(LedgerAddress, "is_here", False)
    office.anna.synchronise()
    other = office.anna.workspace.status().sharing

    assert same is not None
    assert other == replace(same, clock_differs=True)
