"""A computer that was away takes in what others did meanwhile, without asking much."""

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import File, Message
from tests.kit.sandbox_network import SOCIAL, PersonClient
from tests.kit.sharing.computers import (
    SharedComputers,
    let_in,
    mailboxes_of,
    sharing_of,
    shown,
)
from tests.kit.sharing.counting import counted

COME = 4
FILE = File("beslut.txt", "text/plain", b"Beslut")


def pull(client: PersonClient) -> int:
    with sharing_of(client).using(SOCIAL) as sharing:
        return sharing.pull()


def come(computers: SharedComputers, *files: File) -> list[Message]:
    """Let messages come that Anna's computer fetches and Bo's has not heard of."""
    messages = [computers.comes(*files, text=f"Brev {number}") for number in range(COME)]
    computers.anna.wait(minutes=1)
    pull(computers.bo)  # it is connected and knows the keys
    more = [computers.comes(*files, text=f"Nytt {number}") for number in range(COME)]
    computers.anna.wait(minutes=1)
    return messages + more


def diary_numbers(client: PersonClient, messages: list[Message]) -> list[str | None]:
    found = [shown(client, one) for one in messages]
    return [one.diary_number if one else None for one in found]


def test_of_what_is_taken_in_only_the_last_waits_for_the_disk(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message with files is taken in alone; what a power cut undoes is read again."""
    come(computers, FILE)
    with counted(computers.bo, monkeypatch) as count:
        pull(computers.bo)

    assert count["transactions"] > COME
    assert count["disk"] == 1


def test_taking_in_messages_asks_the_store_little(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is looked up, stored, found by its words and recorded; what waits is asked once."""
    come(computers)
    with counted(computers.bo, monkeypatch) as count:
        taken = pull(computers.bo)
        asked = count["store"]

    assert taken == 2 * COME  # each with its arrival
    assert asked < 28 * COME


def test_laying_what_others_noted_asks_the_store_little(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = come(computers)
    pull(computers.bo)
    for number, one in enumerate(messages):
        headline = shown(computers.anna, one)
        assert headline is not None
        computers.anna.workspace.handling.register(headline.row, f"SN 2026/{number}")
    with counted(computers.bo, monkeypatch) as count:
        pull(computers.bo)
        asked = count["store"]

    assert diary_numbers(computers.bo, messages) == [f"SN 2026/{n}" for n in range(2 * COME)]
    assert asked < 20 * len(messages)


def test_who_was_taken_out_while_away_brings_what_waited_once_let_in_again(
    computers: SharedComputers,
) -> None:
    messages = come(computers)
    pull(computers.bo)
    with sharing_of(computers.bo).using(SOCIAL) as sharing:
        bo = sharing.mailbox.keys.id
    there = shown(computers.bo, messages[0])
    assert there is not None
    computers.bo.workspace.handling.write_note(there.row, "Ring mamman först")
    mailboxes_of(computers.anna).remove(SOCIAL, bo)
    outside = computers.bo.synchronise()
    lag = computers.bo.workspace.status().sharing
    let_in(computers.anna, computers.bo)
    inside = computers.bo.synchronise()
    computers.anna.synchronise()
    here = shown(computers.anna, messages[0])

    assert isinstance(outside.trouble, Refused)
    assert lag is not None
    assert lag.waiting == 1
    assert inside.trouble is None
    assert here is not None
    assert [one.text for one in computers.anna.workspace.handling.notes(here.row)] == [
        "Ring mamman först"
    ]
