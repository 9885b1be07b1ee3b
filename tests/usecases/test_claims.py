"""What one window is handing over no other one hands over too, however slow the line is."""

import pytest

from sdk_desktop.domain.delivery import Dispatch, Status
from sdk_desktop.domain.message import File
from sdk_desktop.service.message_service import MessageService
from sdk_desktop.usecases import dispatching
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import AKUTEN

LARGE = File("underlag.pdf", "application/pdf", b"%PDF-1.7 " + bytes(500_000))


@pytest.fixture
def first_messages() -> bool:
    return False


def test_a_message_is_claimed_for_as_long_as_its_request_may_take(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dispatching, "_SLOWEST", 1_000)
    service = type(kim.workspace._service)
    submit = service.submit
    claimed: list[object] = []

    def slow(line: MessageService, dispatch: Dispatch) -> None:
        kim.watch.turn(minutes=20)
        with kim.workspace._store.begin() as stored:
            claimed.append(stored.deliveries.claim(kim.watch.now))
        submit(line, dispatch)

    monkeypatch.setattr(service, "submit", slow)
    sent = kim.send(kim.draft_to(AKUTEN, files=(LARGE,)))
    kim.synchronise()

    assert claimed == [None]
    assert kim.sent(sent).status is not Status.QUEUED


def test_what_another_window_has_begun_meanwhile_stays_as_that_has_it(kim: PersonClient) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    begun = kim.workspace.dispatching._begin_next()
    assert begun is not None
    kim.watch.turn(minutes=11)
    theirs = kim.workspace.dispatching._begin_next()
    tried = kim.workspace.dispatching._hand_over(begun)

    kim.workspace.dispatching._ended(begun, tried)

    with kim.workspace._store.read() as stored:
        assert stored.deliveries.get(sent) == theirs
