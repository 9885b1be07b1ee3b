"""Two computers at one access point, each with mailboxes of its own: neither harms the other."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import to_line
from sdk_desktop.domain.message import Message, new_id
from sdk_desktop.exchange.sealing import envelope_of, seal_payload
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from tests.kit.access_point_network import EKDALA, EKELUND, AccessPointNetwork
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import AKUTEN, letter
from tests.usecases.direct.port import acknowledge, acknowledgement_to, come, details, key

FIRST, SECOND = PRACTICE_MAILBOXES[:2]
RETRIEVE = ("POST", "#retrieveMessage")


@pytest.fixture
def kim(network: AccessPointNetwork) -> Iterator[PersonClient]:
    """The client of the first mailbox alone."""
    client = network.at_access_point("Kim Berg", EKDALA, (FIRST,))
    client.synchronise()
    yield client
    client.workspace.close()
    client.app.close()


@pytest.fixture
def lo(network: AccessPointNetwork, kim: PersonClient) -> Iterator[PersonClient]:
    """The client of the second mailbox alone."""
    client = network.at_access_point("Lo Ek", EKDALA, (SECOND,))
    client.synchronise()
    yield client
    client.workspace.close()
    client.app.close()


def to_second() -> Message:
    message = letter()
    attention = message.recipient.attention
    assert attention is not None
    ours = replace(attention, function=SECOND.address, function_label=SECOND.name)
    return replace(message, recipient=replace(message.recipient, attention=ours))


def test_a_message_for_a_colleagues_mailbox_is_left_to_the_colleague(
    network: AccessPointNetwork, kim: PersonClient, lo: PersonClient
) -> None:
    message = come(network, to_second())
    result = kim.synchronise()
    silent = acknowledgement_to(network, message.message_id)
    lo.synchronise()

    assert (result.unreadable, result.trouble, silent) == (0, None, "silence")
    assert message.message_id not in [one.message_id for one in kim.headlines()]
    assert lo.received("Fråga").message_id == message.message_id
    assert acknowledgement_to(network, message.message_id) == "ACCEPTED"
    assert details(kim, AuditKind.UNREADABLE) == []


def test_what_breaks_a_rule_is_left_to_the_colleague_too(
    network: AccessPointNetwork, kim: PersonClient, lo: PersonClient
) -> None:
    message = to_second()
    ours, theirs = key(network, EKDALA).certificate, key(network, EKELUND)
    network.put(seal_payload([b"<messagePayload/>"], envelope_of(message), theirs, ours), EKELUND)
    kim.synchronise()
    silent = acknowledgement_to(network, message.message_id)
    result = lo.synchronise()

    assert silent == "silence"
    assert (len(details(kim, AuditKind.UNREADABLE)), result.unreadable) == (0, 1)


def test_what_is_left_is_not_fetched_at_every_round(
    network: AccessPointNetwork, kim: PersonClient, lo: PersonClient
) -> None:
    come(network, to_second())
    kim.synchronise()
    before = network.line.count(*RETRIEVE)
    kim.wait(minutes=30)
    soon = network.line.count(*RETRIEVE)
    kim.wait(minutes=31)

    assert (soon - before, network.line.count(*RETRIEVE) - before) == (0, 1)


def test_that_nobody_takes_a_message_is_said_after_a_day(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    come(network, to_second())
    early = kim.wait(minutes=1).trouble
    kim.lock_and_unlock()
    late = kim.wait(hours=25).trouble
    again = kim.wait(minutes=1).trouble

    assert early is None
    assert late is not None
    assert late.values == {"function": SECOND.name}
    assert to_line(late) == to_line(again or late)
    assert network.waiting() == 1


def test_without_an_address_book_nobody_is_told_that_a_function_is_not_there(
    network: AccessPointNetwork,
) -> None:
    network.line.answer(503, "GET", "/addressbook/", times=50)
    network.know_addresses = False
    kim = network.at_access_point("Kim Berg", EKDALA, (FIRST,))
    message = come(network, to_second())
    kim.synchronise()
    kim.workspace.close()
    kim.app.close()

    assert acknowledgement_to(network, message.message_id) == "silence"
    assert network.waiting() == 1


def test_a_colleagues_acknowledgement_is_left_to_the_colleague(
    network: AccessPointNetwork, kim: PersonClient, lo: PersonClient
) -> None:
    sent = lo.send(lo.draft_to(AKUTEN))
    lo.synchronise()
    lo.watch.turn(seconds=1)
    kim.synchronise()
    lo.wait(hours=1)

    assert lo.sent(sent).status is Status.ACCEPTED
    assert len(details(kim, AuditKind.STRAY)) == 1


def test_an_acknowledgement_that_nobody_waits_for_is_noted_once_and_let_go_after_a_day(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    acknowledge(network, new_id())
    kim.synchronise()
    kim.lock_and_unlock()
    kim.wait(hours=23)
    left = network.waiting()
    kim.wait(hours=2)

    assert (left, network.waiting()) == (1, 0)
    assert len(details(kim, AuditKind.STRAY)) == 1
