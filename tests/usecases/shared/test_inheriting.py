"""What a message of a shared mailbox inherits from its conversation, all computers show alike."""

from uuid import uuid4

import pytest

from sdk_desktop.domain.message import Message
from sdk_desktop.formats.message import write_message
from tests.kit.sandbox_network import PersonClient
from tests.kit.sharing.computers import SharedComputers, before_next_append, shown
from tests.usecases.arrivals import AKUTEN, letter


def come(computers: SharedComputers, conversation: str) -> Message:
    message = letter(conversation_id=conversation)
    computers.network.put_in_mailbox(write_message(message))
    return message


def noted(client: PersonClient, message: Message) -> tuple[str, str]:
    headline = shown(client, message)
    assert headline is not None
    return headline.handler, headline.diary_number


def test_who_fetches_decides_what_a_message_inherits(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anna takes and registers the first message while Bo's computer brings the second."""
    conversation = str(uuid4())
    first = come(computers, conversation)
    computers.leads(computers.bo)
    computers.bo.synchronise()
    computers.anna.synchronise()
    row = shown(computers.anna, first)
    assert row is not None
    second = come(computers, conversation)

    def meanwhile() -> None:
        computers.anna.workspace.handling.take(row.row)
        computers.anna.workspace.handling.register(row.row, "SN 2026/7")

    before_next_append(monkeypatch, meanwhile)
    computers.bo.synchronise()
    computers.bo.synchronise()
    computers.anna.synchronise()
    third = come(computers, conversation)
    computers.bo.synchronise()
    computers.anna.synchronise()

    assert noted(computers.anna, second) == noted(computers.bo, second) == ("", "")
    assert noted(computers.anna, third) == noted(computers.bo, third) == ("Anna", "SN 2026/7")


def test_what_is_sent_has_the_number_of_its_conversation_everywhere(
    computers: SharedComputers,
) -> None:
    conversation = str(uuid4())
    first = come(computers, conversation)
    computers.leads(computers.bo)
    computers.bo.synchronise()
    row = shown(computers.bo, first)
    assert row is not None
    computers.bo.workspace.handling.register(row.row, "SN 2026/8")
    sent = computers.bo.send(computers.bo.draft_to(AKUTEN, conversation_id=conversation))
    computers.anna.synchronise()

    assert computers.anna.sent(sent).diary_number == "SN 2026/8"
    assert computers.anna.sent(sent).handler == "Bo"
