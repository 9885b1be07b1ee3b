"""What a message of a shared mailbox inherits from its conversation, all computers show alike."""

from uuid import uuid4

import pytest

from sdk_desktop.domain.message import Message
from sdk_desktop.formats.message import write_message
from tests.kit.sharing.office import SharedOffice, before_next_append, shown
from tests.kit.town import TownClient
from tests.usecases.arrivals import AKUTEN, letter


def come(office: SharedOffice, conversation: str) -> Message:
    message = letter(conversation_id=conversation)
    office.town.put_in_mailbox(write_message(message))
    return message


def noted(client: TownClient, message: Message) -> tuple[str, str]:
    headline = shown(client, message)
    assert headline is not None
    return headline.handler, headline.diary_number


def test_who_fetches_decides_what_a_message_inherits(
    office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anna takes and registers the first message while Bo's computer brings the second."""
    conversation = str(uuid4())
    first = come(office, conversation)
    office.leads(office.bo)
    office.bo.synchronise()
    office.anna.synchronise()
    row = shown(office.anna, first)
    assert row is not None
    second = come(office, conversation)

    def meanwhile() -> None:
        office.anna.workspace.handling.take(row.row)
        office.anna.workspace.handling.register(row.row, "SN 2026/7")

    before_next_append(monkeypatch, meanwhile)
    office.bo.synchronise()
    office.bo.synchronise()
    office.anna.synchronise()
    third = come(office, conversation)
    office.bo.synchronise()
    office.anna.synchronise()

    assert noted(office.anna, second) == noted(office.bo, second) == ("", "")
    assert noted(office.anna, third) == noted(office.bo, third) == ("Anna", "SN 2026/7")


def test_what_is_sent_has_the_number_of_its_conversation_everywhere(office: SharedOffice) -> None:
    conversation = str(uuid4())
    first = come(office, conversation)
    office.leads(office.bo)
    office.bo.synchronise()
    row = shown(office.bo, first)
    assert row is not None
    office.bo.workspace.handling.register(row.row, "SN 2026/8")
    sent = office.bo.send(office.bo.draft_to(AKUTEN, conversation_id=conversation))
    office.anna.synchronise()

    assert office.anna.sent(sent).diary_number == "SN 2026/8"
    assert office.anna.sent(sent).handler == "Bo"
