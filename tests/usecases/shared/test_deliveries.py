"""What is handed over from a shared mailbox: who may touch it again, and when it is overdue."""

import pytest

from sdk_desktop.domain.delivery import ALREADY, TAKE_BACK, Status
from sdk_desktop.domain.draft import Draft
from tests.kit.sandbox_network import SOCIAL
from tests.kit.sharing.computers import (
    SharedComputers,
    before_next_append,
    deliveries_of,
    sharing_of,
    without_leases,
)
from tests.usecases.arrivals import AKUTEN
from tests.usecases.direct.port import delivery_of


def claimed_by_who_died(computers: SharedComputers) -> str:
    """Let Anna's computer claim a message and do nothing more; give the message's id."""
    computers.leads(computers.anna)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    assert computers.anna.workspace._fetched_here()
    next(deliveries_of(computers.anna).begun(computers.network.watch()))
    computers.leads(computers.bo)
    return sent


def held(computers: SharedComputers) -> tuple[Draft, str]:
    """Let Anna send something that she can take back; give its draft and the message's id."""
    draft = computers.anna.draft_to(AKUTEN)
    computers.anna.workspace.drafts.save(draft)
    (sent,) = computers.anna.workspace.outbox.send(draft, hold=TAKE_BACK)
    return draft, sent


def test_what_a_service_may_take_late_rests_by_the_ledgers_clock(
    computers: SharedComputers,
) -> None:
    """Whatever Bo's own clock says, Anna's computer may still be handing over."""
    claimed_by_who_died(computers)
    early = computers.bo.wait(hours=2).handed_over
    computers.rest()
    computers.leads(computers.bo)

    assert (early, computers.bo.synchronise().handed_over) == (0, 1)


def test_what_an_access_point_refuses_twice_need_not_rest(
    direct_computers: SharedComputers,
) -> None:
    claimed_by_who_died(direct_computers)

    assert direct_computers.bo.wait(minutes=11).handed_over == 1


def test_nothing_is_overdue_while_what_came_is_not_in_the_ledger(
    direct_computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's computer changes the delivery just before Anna's brings its acknowledgement."""
    computers = direct_computers
    computers.leads(computers.anna)
    sent = computers.anna.send(computers.anna.draft_to(AKUTEN))
    computers.anna.synchronise()
    computers.bo.synchronise()
    without_leases(monkeypatch)
    before = delivery_of(computers.bo, sent)
    after = before.already_there(computers.network.watch())
    before_next_append(monkeypatch, lambda: deliveries_of(computers.bo).moved(before, after))
    computers.anna.wait(hours=3)
    meanwhile = delivery_of(computers.anna, sent)
    computers.anna.wait(minutes=1)

    assert (meanwhile.events[-1].code, meanwhile.status.failed) == (ALREADY, False)
    assert delivery_of(computers.anna, sent).status is Status.ACCEPTED


def test_letting_go_ends_no_rest_of_what_is_being_handed_over(computers: SharedComputers) -> None:
    """Anna locks while Bo's computer hands over: a third one must still wait."""
    _, sent = held(computers)
    computers.rest()
    computers.leads(computers.bo)
    computers.bo.workspace._fetched_here()
    next(deliveries_of(computers.bo).begun(computers.network.watch()))
    computers.anna.synchronise()

    deliveries_of(computers.anna).let_go(sent)
    computers.leads(computers.anna)

    assert computers.anna.wait(minutes=11).handed_over == 0


def test_what_was_taken_back_since_it_was_listed_is_not_handed_over(
    computers: SharedComputers,
) -> None:
    """Bo's computer hears of it by a hint, while it still hands over the message before it."""
    held(computers)
    draft, _ = held(computers)
    computers.rest()
    computers.leads(computers.bo)
    computers.bo.workspace._fetched_here()
    begun = deliveries_of(computers.bo).begun(computers.network.watch())
    next(begun)
    computers.anna.workspace.outbox.take_back(draft.key)
    sharing_of(computers.bo).exchange(SOCIAL)

    assert list(begun) == []
