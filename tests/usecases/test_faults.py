"""A fault of the program in one message: it waits, and nothing else does."""

import logging
from collections.abc import Callable

import pytest

from sdk_desktop.domain.delivery import HINDERED, Dispatch, Status
from sdk_desktop.domain.message import Message
from sdk_desktop.formats.message import content_digest, write_message
from sdk_desktop.usecases.faults import ProgramFault
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.usecases.arrivals import AKUTEN, letter

SECRET = "Alva Testsson 20120212-2386"


def explode(*_: object) -> str:
    raise ZeroDivisionError(SECRET)


def digesting(bad: str) -> Callable[[Message], str]:
    """Return what digests every message but one."""
    special = {bad: explode}
    return lambda message: special.get(message.message_id, content_digest)(message)


def test_a_message_that_a_fault_hinders_stops_no_other_and_is_tried_again(
    network: SandboxNetwork,
    kim: PersonClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    bad, good = letter(label="Ett fel"), letter(label="Inget fel")
    for one in (bad, good):
        network.put_in_mailbox(write_message(one))
    monkeypatch.setattr(
        "sdk_desktop.usecases.recognising.content_digest", digesting(bad.message_id)
    )

    with caplog.at_level(logging.ERROR):
        first = kim.synchronise()
    next_round = kim.synchronise()
    monkeypatch.undo()
    resting = kim.wait(minutes=59)
    last = kim.wait(minutes=1)

    assert kim.received("Inget fel").unread
    assert [isinstance(one.trouble, ProgramFault) for one in (first, next_round, resting)] == [
        True
    ] * 3
    assert (last.received, last.trouble) == (1, None)
    assert kim.received("Ett fel").unread
    assert "ZeroDivisionError" in caplog.text
    assert SECRET not in caplog.text


def test_a_message_whose_sending_a_fault_hinders_stops_no_other(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = kim.send(kim.draft_to(AKUTEN)), kim.send(kim.draft_to(AKUTEN))
    service = kim.workspace._service
    submit = service.submit
    special: dict[str, Callable[[Dispatch], object]] = {bad: explode}
    monkeypatch.setattr(
        service, "submit", lambda one: special.get(one.message.message_id, submit)(one)
    )

    with caplog.at_level(logging.ERROR):
        result = kim.synchronise()
    waits = kim.sent(bad).status
    (hindered,) = hindrances(kim, bad)
    monkeypatch.undo()
    kim.wait(minutes=1)

    assert (result.handed_over, result.failed) == (1, 0)
    assert kim.sent(good).status is not Status.QUEUED
    assert waits is Status.QUEUED
    assert hindered.startswith("A fault in the program")
    assert kim.sent(bad).status not in {Status.QUEUED, Status.MESSAGE_EXCHANGE_ERROR}


def hindrances(client: PersonClient, message_id: str) -> list[str]:
    with client.workspace._store.read() as stored:
        events = stored.deliveries.get(message_id).events
    return [event.title for event in events if event.code == HINDERED]


def test_a_message_whose_text_is_lost_waits_and_stops_no_other(kim: PersonClient) -> None:
    bad, good = kim.send(kim.draft_to(AKUTEN)), kim.send(kim.draft_to(AKUTEN))
    with kim.workspace._store.begin() as stored:
        stored.messages.connection.exec_driver_sql(
            "DELETE FROM body WHERE message = (SELECT id FROM message WHERE message_id = ?)", (bad,)
        )

    result = kim.synchronise()

    assert (result.handed_over, result.failed) == (1, 0)
    assert kim.sent(good).status is not Status.QUEUED
    assert kim.sent(bad).status is Status.QUEUED
    assert hindrances(kim, bad) == ["This message is not in the store."]
