"""What is handed over from a shared mailbox: who may touch it again, and when it is overdue."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.domain.delivery import ALREADY, Status
from tests.kit.direct_town import direct_town
from tests.kit.ledger import LedgerTown
from tests.kit.sharing.office import (
    SharedOffice,
    before_next_append,
    deliveries_of,
    shared_office,
    without_leases,
)
from tests.usecases.arrivals import AKUTEN
from tests.usecases.direct.port import delivery_of


@pytest.fixture
def direct_office(tmp_path: Path, ledger_town: LedgerTown) -> Iterator[SharedOffice]:
    with direct_town(tmp_path) as town, shared_office(town, ledger_town) as office:
        yield office


def claimed_by_who_died(office: SharedOffice) -> str:
    """Let Anna's computer claim a message and do nothing more; give the message's id."""
    office.leads(office.anna)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    assert office.anna.workspace._fetched_here()
    next(deliveries_of(office.anna).begun(office.town.watch()))
    office.leads(office.bo)
    return sent


def test_what_a_service_may_take_late_rests_by_the_ledgers_clock(office: SharedOffice) -> None:
    """Whatever Bo's own clock says, Anna's computer may still be handing over."""
    claimed_by_who_died(office)
    early = office.bo.wait(hours=2).handed_over
    office.rest()
    office.leads(office.bo)

    assert (early, office.bo.synchronise().handed_over) == (0, 1)


def test_what_an_access_point_refuses_twice_need_not_rest(direct_office: SharedOffice) -> None:
    claimed_by_who_died(direct_office)

    assert direct_office.bo.wait(minutes=11).handed_over == 1


def test_nothing_is_overdue_while_what_came_is_not_in_the_ledger(
    direct_office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's computer changes the delivery just before Anna's brings its acknowledgement."""
    office = direct_office
    office.leads(office.anna)
    sent = office.anna.send(office.anna.draft_to(AKUTEN))
    office.anna.synchronise()
    office.bo.synchronise()
    without_leases(monkeypatch)
    before = delivery_of(office.bo, sent)
    after = before.already_there(office.town.watch())
    before_next_append(monkeypatch, lambda: deliveries_of(office.bo).moved(before, after))
    office.anna.wait(hours=3)
    meanwhile = delivery_of(office.anna, sent)
    office.anna.wait(minutes=1)

    assert (meanwhile.events[-1].code, meanwhile.status.failed) == (ALREADY, False)
    assert delivery_of(office.anna, sent).status is Status.ACCEPTED
