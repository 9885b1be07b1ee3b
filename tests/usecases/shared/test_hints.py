"""What a colleague at another computer does is heard of at once, and comes without hints, too."""

import select
from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.message import Message
from sdk_desktop.usecases.shared.hints import SharedHints
from tests.kit.sharing.office import SharedOffice, lost_requests, shown
from tests.kit.town import Town, TownClient

PATIENCE = 20
"""Seconds; a hint takes some thousandths of one."""


@pytest.fixture
def message(office: SharedOffice) -> Message:
    message = office.comes()
    office.anna.synchronise()
    office.bo.synchronise()
    return message


def hints(client: TownClient) -> SharedHints:
    assert client.workspace.hints is not None
    return client.workspace.hints


def listening(client: TownClient) -> int:
    socket = hints(client).exchange()
    assert socket is not None
    return socket


def hears(socket: int, seconds: float = PATIENCE) -> bool:
    return bool(select.select([socket], [], [], seconds)[0])


def row(client: TownClient, message: Message) -> int:
    headline = shown(client, message)
    assert headline is not None
    return headline.row


def errand(client: TownClient, message: Message) -> tuple[ErrandState | None, str]:
    headline = shown(client, message)
    assert headline is not None
    return headline.errand.state, headline.errand.writer


def test_what_anna_does_bo_hears_at_once(office: SharedOffice, message: Message) -> None:
    socket = listening(office.bo)
    office.anna.workspace.handling.take(row(office.anna, message))
    heard = hears(socket)
    again = listening(office.bo)

    headline = shown(office.bo, message)
    assert headline is not None
    assert (heard, headline.handler) == (True, "Anna")
    assert (again, hears(socket, 0)) == (socket, False)


def test_who_begins_an_answer_is_seen_at_once(office: SharedOffice, message: Message) -> None:
    socket = listening(office.bo)
    office.anna.workspace.drafts.answer(row(office.anna, message))
    listening(office.anna)
    heard = hears(socket)
    listening(office.bo)

    assert heard
    assert errand(office.bo, message) == (ErrandState.WRITING, "Anna")


def test_who_was_taken_over_from_writes_no_longer(office: SharedOffice, message: Message) -> None:
    office.anna.workspace.drafts.answer(row(office.anna, message))
    listening(office.anna)
    listening(office.bo)
    drafts = office.bo.workspace.drafts
    drafts.answer(row(office.bo, message), over=office.anna.workspace.who_id)
    listening(office.bo)
    listening(office.anna)

    assert errand(office.anna, message) == errand(office.bo, message) == (ErrandState.WRITING, "Bo")


def test_whose_message_a_colleague_answered_writes_no_longer(
    office: SharedOffice, message: Message
) -> None:
    office.anna.workspace.drafts.answer(row(office.anna, message))
    listening(office.anna)
    bo = office.bo.workspace
    answer = bo.drafts.answer(row(office.bo, message), over=office.anna.workspace.who_id)
    bo.outbox.send(replace(answer, confidential=False, text="Vi kommer."))
    listening(office.anna)

    assert errand(office.anna, message) == (ErrandState.ANSWERED, "")


def test_two_computers_with_nothing_new_leave_each_other_alone(
    office: SharedOffice, message: Message
) -> None:
    """A hint that answered a hint would never end."""
    office.anna.workspace.drafts.answer(row(office.anna, message))
    sockets = [listening(client) for _ in range(3) for client in office.clients]

    assert [hears(socket, 0) for socket in sockets] == [False] * 6


def test_who_has_lost_the_line_listens_anew(office: SharedOffice, message: Message) -> None:
    listening(office.bo)
    office.ledger_town.superuser_runs(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
    )
    office.anna.workspace.handling.take(row(office.anna, message))
    socket = listening(office.bo)
    office.anna.workspace.handling.release(row(office.anna, message))

    assert hears(socket)


def test_without_hints_it_comes_with_the_next_round(
    office: SharedOffice, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lost_requests(monkeypatch):
        office.bo.synchronise()
        office.bo.workspace.inbox.record_reading(
            office.bo.workspace.inbox.open(row(office.bo, message))
        )
        office.bo.wait(minutes=1)
        deaf = hints(office.bo).exchange()
    office.anna.workspace.handling.take(row(office.anna, message))
    office.bo.synchronise()

    headline = shown(office.bo, message)
    assert headline is not None
    assert (deaf, headline.handler) == (None, "Anna")


def test_where_nothing_is_shared_nobody_listens(tmp_path: Path) -> None:
    client = Town(tmp_path).practice_control()

    assert client.workspace.hints is None
    client.workspace.close()
    client.app.close()
