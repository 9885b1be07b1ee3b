"""What a colleague at another computer does is heard of at once, and comes without hints, too."""

import select
from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.message import Message
from sdk_desktop.usecases.shared.hints import SharedHints
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.kit.sharing.computers import SharedComputers, lost_requests, shown

PATIENCE = 20
"""Seconds; a hint takes some thousandths of one."""


@pytest.fixture
def message(computers: SharedComputers) -> Message:
    message = computers.comes()
    computers.anna.synchronise()
    computers.bo.synchronise()
    return message


def hints(client: PersonClient) -> SharedHints:
    assert client.workspace.hints is not None
    return client.workspace.hints


def listening(client: PersonClient) -> int:
    socket = hints(client).exchange()
    assert socket is not None
    return socket


def hears(socket: int, seconds: float = PATIENCE) -> bool:
    return bool(select.select([socket], [], [], seconds)[0])


def row(client: PersonClient, message: Message) -> int:
    headline = shown(client, message)
    assert headline is not None
    return headline.row


def errand(client: PersonClient, message: Message) -> tuple[ErrandState | None, str]:
    headline = shown(client, message)
    assert headline is not None
    return headline.errand.state, headline.errand.writer


def test_what_anna_does_bo_hears_at_once(computers: SharedComputers, message: Message) -> None:
    socket = listening(computers.bo)
    computers.anna.workspace.handling.take(row(computers.anna, message))
    heard = hears(socket)
    again = listening(computers.bo)

    headline = shown(computers.bo, message)
    assert headline is not None
    assert (heard, headline.handler) == (True, "Anna")
    assert (again, hears(socket, 0)) == (socket, False)


def test_who_begins_an_answer_is_seen_at_once(computers: SharedComputers, message: Message) -> None:
    socket = listening(computers.bo)
    computers.anna.workspace.drafts.answer(row(computers.anna, message))
    listening(computers.anna)
    heard = hears(socket)
    listening(computers.bo)

    assert heard
    assert errand(computers.bo, message) == (ErrandState.WRITING, "Anna")


def test_who_was_taken_over_from_writes_no_longer(
    computers: SharedComputers, message: Message
) -> None:
    computers.anna.workspace.drafts.answer(row(computers.anna, message))
    listening(computers.anna)
    listening(computers.bo)
    drafts = computers.bo.workspace.drafts
    drafts.answer(row(computers.bo, message), over=computers.anna.workspace.who_id)
    listening(computers.bo)
    listening(computers.anna)

    assert (
        errand(computers.anna, message)
        == errand(computers.bo, message)
        == (ErrandState.WRITING, "Bo")
    )


def test_whose_message_a_colleague_answered_writes_no_longer(
    computers: SharedComputers, message: Message
) -> None:
    computers.anna.workspace.drafts.answer(row(computers.anna, message))
    listening(computers.anna)
    bo = computers.bo.workspace
    answer = bo.drafts.answer(row(computers.bo, message), over=computers.anna.workspace.who_id)
    bo.outbox.send(replace(answer, confidential=False, text="Vi kommer."))
    listening(computers.anna)

    assert errand(computers.anna, message) == (ErrandState.ANSWERED, "")


def test_two_computers_with_nothing_new_leave_each_other_alone(
    computers: SharedComputers, message: Message
) -> None:
    """A hint that answered a hint would never end."""
    computers.anna.workspace.drafts.answer(row(computers.anna, message))
    sockets = [listening(client) for _ in range(3) for client in computers.clients]

    assert [hears(socket, 0) for socket in sockets] == [False] * 6


def test_who_has_lost_the_line_listens_anew(computers: SharedComputers, message: Message) -> None:
    listening(computers.bo)
    computers.ledger_database.superuser_runs(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
    )
    computers.anna.workspace.handling.take(row(computers.anna, message))
    socket = listening(computers.bo)
    computers.anna.workspace.handling.release(row(computers.anna, message))

    assert hears(socket)


def test_without_hints_it_comes_with_the_next_round(
    computers: SharedComputers, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lost_requests(monkeypatch):
        computers.bo.synchronise()
        computers.bo.workspace.inbox.record_reading(
            computers.bo.workspace.inbox.open(row(computers.bo, message))
        )
        computers.bo.wait(minutes=1)
        deaf = hints(computers.bo).exchange()
    computers.anna.workspace.handling.take(row(computers.anna, message))
    computers.bo.synchronise()

    headline = shown(computers.bo, message)
    assert headline is not None
    assert (deaf, headline.handler) == (None, "Anna")


def test_where_nothing_is_shared_nobody_listens(tmp_path: Path) -> None:
    client = SandboxNetwork(tmp_path).practice_control()

    assert client.workspace.hints is None
    client.workspace.close()
    client.app.close()
