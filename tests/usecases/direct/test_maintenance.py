"""What came at an access point stays there until a backup holds it, where the plan says so."""

from dataclasses import replace

import pytest

from sdk_desktop.domain.policy import BackupPlan
from tests.kit.access_point_network import EKELUND, AccessPointNetwork
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import AKUTEN
from tests.usecases.direct.port import acknowledge, acknowledgement_to, come, order

RETRIEVE = ("POST", "#retrieveMessage")


@pytest.fixture
def careful(kim: PersonClient) -> PersonClient:
    kim.app.settings = replace(kim.app.settings, backup=BackupPlan(before_delete=True))
    kim.lock_and_unlock()
    return kim


def test_a_message_is_acknowledged_at_once_and_let_go_when_a_backup_holds_it(
    network: AccessPointNetwork, careful: PersonClient
) -> None:
    message = come(network)
    careful.synchronise()
    careful.wait(minutes=1)
    before = network.waiting()
    careful.workspace.maintenance.keep()
    late = come(network)
    careful.wait(minutes=1)
    after = network.waiting()
    careful.wait(hours=24)
    careful.workspace.maintenance.keep()
    careful.wait(minutes=1)

    assert (before, after, network.waiting()) == (1, 1, 0)
    assert {acknowledgement_to(network, one.message_id) for one in (message, late)} == {"ACCEPTED"}
    assert network.line.count(*RETRIEVE) == 2


def test_what_cannot_be_read_is_held_as_long(
    network: AccessPointNetwork, careful: PersonClient
) -> None:
    network.put(b"<broken", EKELUND)
    careful.synchronise()
    careful.wait(minutes=1)
    before = network.waiting()
    careful.workspace.maintenance.keep()
    network.put(b"<broken, too", EKELUND)
    careful.wait(minutes=1)
    careful.wait(minutes=1)

    assert before == 1
    assert network.waiting() == 1
    assert network.line.count(*RETRIEVE) == 2


def test_an_acknowledgement_need_not_wait_for_a_backup(
    network: AccessPointNetwork, careful: PersonClient
) -> None:
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    sent = careful.send(careful.draft_to(AKUTEN))
    careful.synchronise()
    acknowledge(network, sent)
    careful.wait(seconds=1)

    assert network.waiting() == 0
