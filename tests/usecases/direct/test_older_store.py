"""The store is replaced by an older copy: what has happened since is asked for, never guessed."""

import shutil
from collections.abc import Callable

import pytest

from sdk_desktop.domain.delivery import RESTORED, Status
from tests.kit.access_point_network import AccessPointNetwork
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import AKUTEN, letter
from tests.usecases.direct.port import acknowledge, come, delivery_of, names, order, taken_in
from tests.usecases.test_maintenance import restored

GoBack = Callable[[], None]
STATUS = ("POST", "#status")


@pytest.fixture(params=["restored from a backup", "copied over"])
def remember(kim: PersonClient, request: pytest.FixtureRequest) -> Callable[[], GoBack]:
    """Keep the store as it is now; what that gives brings it back."""
    ways = {"restored from a backup": backed_up, "copied over": copied}
    return lambda: ways[request.param](kim)


def backed_up(client: PersonClient) -> GoBack:
    backup = client.workspace.maintenance.keep().backup
    return lambda: restored(client, backup)


def copied(client: PersonClient) -> GoBack:
    client.lock_and_unlock()
    kept, store = client.app.profile.folder / "kept", client.app.profile.store
    client.workspace._store.copy_to(kept)

    def go_back() -> None:
        client.workspace.close()
        shutil.copy(kept, store)
        client.watch.turn(seconds=30)
        client.workspace = client.unlock()

    return go_back


def test_what_was_accepted_since_is_never_called_failed(
    network: AccessPointNetwork, kim: PersonClient, remember: Callable[[], GoBack]
) -> None:
    order(network, "lose", kind="acknowledgement", sender="0203:regionekelund.example.se")
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    go_back = remember()
    acknowledge(network, sent)
    kim.wait(seconds=1)
    accepted = kim.sent(sent).status
    go_back()
    before = network.line.count(*STATUS)
    results = [kim.wait(hours=1), kim.wait(hours=24)]
    asked = network.line.count(*STATUS) - before
    come(network, letter(label="Svar", ref_to_message_id=sent))
    kim.synchronise()

    assert accepted is Status.ACCEPTED
    assert kim.sent(sent).status is Status.WAITING_FOR_RECEIPT
    assert [result.failed for result in results] == [0, 0]
    assert asked >= 2
    assert RESTORED in {event.code for event in delivery_of(kim, sent).events}
    assert kim.received("Svar").unread


def test_what_was_sent_since_is_not_sent_again(
    network: AccessPointNetwork, kim: PersonClient, remember: Callable[[], GoBack]
) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    go_back = remember()
    kim.wait(seconds=1)
    kim.wait(seconds=1)
    accepted = kim.sent(sent).status
    go_back()
    kim.wait(minutes=1)
    kim.wait(hours=1)

    assert accepted is Status.ACCEPTED
    assert list(names(network, sent)) == [sent]
    assert taken_in(network, sent) == 1
    assert kim.sent(sent).status is Status.WAITING_FOR_RECEIPT


def test_what_was_not_sent_yet_goes_and_may_be_overdue(
    network: AccessPointNetwork, kim: PersonClient, remember: Callable[[], GoBack]
) -> None:
    order(network, "lose", kind="acknowledgement", sender="0203:regionekelund.example.se")
    sent = kim.send(kim.draft_to(AKUTEN))
    go_back = remember()
    go_back()
    kim.wait(minutes=1)
    kim.wait(seconds=1)
    waits = kim.sent(sent).status
    kim.wait(minutes=30)

    assert taken_in(network, sent) == 1
    assert (waits, kim.sent(sent).status) == (Status.WAITING_FOR_RECEIPT, Status.UNACKNOWLEDGED)


def test_an_acknowledgement_that_comes_later_is_taken_in(
    network: AccessPointNetwork, kim: PersonClient, remember: Callable[[], GoBack]
) -> None:
    order(network, "lose", kind="acknowledgement", sender="0203:regionekelund.example.se")
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    remember()()
    acknowledge(network, sent)
    kim.wait(hours=1)

    assert kim.sent(sent).status is Status.ACCEPTED
