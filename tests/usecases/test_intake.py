"""Messages of one id at a message service: none is lost for looking like another."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clock import local, midnight
from sdk_desktop.domain.incoming import Received
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.message import Message, new_id
from sdk_desktop.formats.message import write_message
from sdk_desktop.sandbox.cast.organisations import PRACTICE_CLIENT_ID, PRACTICE_CLIENT_SECRET
from sdk_desktop.usecases import receiving
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork
from tests.usecases.arrivals import AKUTEN, letter

APART = "Another message with the same number has come before. This one is kept apart."
MESSAGES = "/sdk/messages"


@pytest.fixture
def kim(kim: PersonClient) -> PersonClient:
    """Kim, who has taken in what waited at first."""
    kim.synchronise()
    return kim


def comes(network: SandboxNetwork, message: Message, function: str = SOCIAL) -> None:
    network.put_in_mailbox(write_message(message), function)


def saying(message: Message, text: str) -> Message:
    """Say something else under the same id."""
    return replace(message, documents=(replace(message.documents[0], texts=(text,)),))


def of_another(message: Message) -> Message:
    """Let another organisation use the same id."""
    return replace(message, sender=replace(message.sender, organisation="0203:vik.example.se"))


def to(message: Message, function: str) -> Message:
    """Send the same to another function."""
    attention = message.recipient.attention
    assert attention is not None
    attention = replace(attention, function=function)
    return replace(message, recipient=replace(message.recipient, attention=attention))


def apart(client: PersonClient) -> list[Headline]:
    return [one for one in client.headlines() if one.unreadable]


def notes(client: PersonClient) -> list[tuple[str, str]]:
    rows = client.workspace.audit_trail.page(kind=AuditKind.UNREADABLE)
    return [(row.event.mailbox, row.event.detail) for row in rows]


def test_messages_that_share_an_id_are_all_kept(network: SandboxNetwork, kim: PersonClient) -> None:
    first = letter()
    other = kim.workspace.mailboxes[-1].address
    comes(network, first)
    comes(network, saying(first, "Något annat"))
    comes(network, to(first, other), other)

    result = kim.synchronise()

    assert (result.received, result.unreadable) == (1, 2)
    assert {one.mailbox for one in apart(kim)} == {SOCIAL, other}
    assert {one.unreadable for one in apart(kim)} == {APART}
    assert sorted(notes(kim)) == sorted([(SOCIAL, APART), (other, APART)])


def test_messages_that_share_an_id_and_are_stored_together_are_all_kept(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    first = letter()
    comes(network, letter())  # is stored alone, and the next two together
    comes(network, first)
    comes(network, saying(first, "Något annat"))

    result = kim.synchronise()

    assert (result.received, result.unreadable) == (2, 1)
    assert [one.unreadable for one in apart(kim)] == [APART]


def test_what_is_kept_apart_stays_at_the_service_and_is_not_fetched_again(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    first = letter()
    comes(network, first)
    comes(network, saying(first, "Något annat"))
    kim.synchronise()
    fetched = network.line.count("GET", f"{MESSAGES}/")
    again = kim.synchronise()

    assert (again.received, again.unreadable) == (0, 0)
    assert network.waiting() == 1
    assert network.line.count("GET", f"{MESSAGES}/") == fetched


def test_another_sender_cannot_hide_a_message_by_its_id(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    first = letter()
    comes(network, of_another(first))
    kim.synchronise()
    comes(network, first)
    kim.synchronise()

    (kept,) = apart(kim)
    assert kept.counterpart.organisation == first.sender.organisation
    assert kept.message_id == first.message_id
    with kim.workspace._store.read() as stored:
        assert b"Hej" in stored.messages.raw(kept.row)


def test_a_large_message_in_conflict_is_kept_with_its_bytes_too(
    network: SandboxNetwork, kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "_LARGE", 1)

    test_another_sender_cannot_hide_a_message_by_its_id(network, kim)


def test_a_large_message_that_came_into_conflict_meanwhile_is_fetched_anew(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    comes(network, letter())
    (listed,) = kim.workspace._service.waiting(SOCIAL)
    fetched = kim.workspace._service.fetch(listed)
    assert isinstance(fetched, Received)
    intake = kim.workspace._receiving._intake
    alone = intake.without_bytes(fetched)
    kim.synchronise()

    renamed = replace(listed, service_id="another")
    in_conflict = replace(alone, waiting=renamed, message=saying(alone.message, "Något annat"))
    decided = intake.keep_together([alone, in_conflict])

    assert alone.raw == b""
    assert decided == (alone, None)


def test_the_same_message_again_is_let_go(network: SandboxNetwork, kim: PersonClient) -> None:
    first = letter()
    comes(network, first)
    kim.synchronise()
    comes(network, first)
    result = kim.synchronise()

    assert (result.received, result.unreadable) == (0, 0)
    assert network.waiting() == 0
    assert apart(kim) == []


@pytest.mark.parametrize("text", ["Hej", "Något annat"])
def test_what_was_stored_by_an_earlier_version_counts_as_the_same(
    network: SandboxNetwork, kim: PersonClient, text: str
) -> None:
    first = letter()
    comes(network, first)
    kim.synchronise()
    with kim.workspace._store.begin() as stored:
        stored.messages.connection.exec_driver_sql("UPDATE message SET digest = ''")
    comes(network, saying(first, text))
    kim.synchronise()

    assert apart(kim) == []


def test_what_another_window_stored_meanwhile_is_not_stored_twice(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    comes(network, letter())
    (listed,) = kim.workspace._service.waiting(SOCIAL)
    fetched = kim.workspace._service.fetch(listed)
    result = kim.synchronise()

    assert kim.workspace._receiving._intake.keep(fetched) == fetched
    assert result.received == 1
    assert apart(kim) == []


def test_what_comes_to_a_mailbox_with_a_time_is_to_be_answered_by_then(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    first, *others = kim.workspace.mailboxes
    patient = (replace(first, answer_days=2), *others)
    line = PRACTICE_CLIENT_ID, PRACTICE_CLIENT_SECRET
    client = network.behind_message_service("Bo", patient, *line)
    client.synchronise()
    (ours,) = client.workspace.outbox.send(client.draft_to(AKUTEN))
    comes(network, letter(message_id=new_id(), label="Fråga"))
    comes(network, letter(message_id=new_id(), label="Sv: Vår fråga", ref_to_message_id=ours))
    comes(network, to(letter(message_id=new_id()), others[0].address), others[0].address)

    client.synchronise()

    found = {one.subject: one.errand.due for one in client.headlines() if one.errand.state}
    assert found["Fråga"] == midnight(local(client.watch.now).date() + timedelta(days=3))
    assert [due for due in found.values() if due] == [found["Fråga"]]
