"""What came at an access point stays there until a backup holds it, where the plan says so."""

from dataclasses import replace

import pytest

from sdk_desktop.domain.policy import BackupPlan
from tests.kit.direct_town import EKELUND, DirectTown
from tests.kit.town import TownClient
from tests.usecases.arrivals import AKUTEN
from tests.usecases.direct.port import acknowledge, acknowledgement_to, come, order

RETRIEVE = ("POST", "#retrieveMessage")


@pytest.fixture
def careful(kim: TownClient) -> TownClient:
    kim.app.settings = replace(kim.app.settings, backup=BackupPlan(before_delete=True))
    kim.lock_and_unlock()
    return kim


def test_a_message_is_acknowledged_at_once_and_let_go_when_a_backup_holds_it(
    town: DirectTown, careful: TownClient
) -> None:
    message = come(town)
    careful.synchronise()
    careful.wait(minutes=1)
    before = town.waiting()
    careful.workspace.maintenance.keep()
    late = come(town)
    careful.wait(minutes=1)
    after = town.waiting()
    careful.wait(hours=24)
    careful.workspace.maintenance.keep()
    careful.wait(minutes=1)

    assert (before, after, town.waiting()) == (1, 1, 0)
    assert {acknowledgement_to(town, one.message_id) for one in (message, late)} == {"ACCEPTED"}
    assert town.line.count(*RETRIEVE) == 2


def test_what_cannot_be_read_is_held_as_long(town: DirectTown, careful: TownClient) -> None:
    town.put(b"<broken", EKELUND)
    careful.synchronise()
    careful.wait(minutes=1)
    before = town.waiting()
    careful.workspace.maintenance.keep()
    town.put(b"<broken, too", EKELUND)
    careful.wait(minutes=1)
    careful.wait(minutes=1)

    assert before == 1
    assert town.waiting() == 1
    assert town.line.count(*RETRIEVE) == 2


def test_an_acknowledgement_need_not_wait_for_a_backup(
    town: DirectTown, careful: TownClient
) -> None:
    order(town, "lose", kind="acknowledgement", sender=EKELUND)
    sent = careful.send(careful.draft_to(AKUTEN))
    careful.synchronise()
    acknowledge(town, sent)
    careful.wait(seconds=1)

    assert town.waiting() == 0
