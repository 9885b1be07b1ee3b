"""Two computers share a mailbox at an access point: one verdict leaves, once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.incoming import Incoming, Received, Unreadable, Waiting
from sdk_desktop.domain.message import Message
from sdk_desktop.usecases import draft_messages
from sdk_desktop.usecases.shared.ledgers import SharedLedgers
from tests.kit.access_point_network import EKELUND, AccessPointNetwork, access_point_network
from tests.kit.sandbox_network import PersonClient
from tests.kit.sharing.computers import (
    SharedComputers,
    before_next_append,
    lost_requests,
    read,
    shown,
    without_leases,
)
from tests.usecases.arrivals import AKUTEN, letter
from tests.usecases.direct.port import (
    NOT_FOUND,
    acknowledge,
    acknowledgement_to,
    handed_over_acknowledgements,
    payloads,
    sealed,
)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[AccessPointNetwork]:
    with access_point_network(tmp_path) as network:
        yield network


def rejecting(client: PersonClient) -> Callable[[Waiting], Incoming]:
    """Return what fetches as a client does whose check of every message fails."""
    fetch = client.workspace._service.fetch

    def judge(waiting: Waiting) -> Incoming:
        incoming = fetch(waiting)
        assert isinstance(incoming, Received)
        assert incoming.due is not None
        due = replace(incoming.due, causes=(NOT_FOUND,))
        return Unreadable(incoming.waiting, "Nobody is here.", incoming.raw, due)

    return judge


def acknowledgements(network: AccessPointNetwork) -> int:
    return len(payloads(network, DocumentType.ACKNOWLEDGEMENT))


def come(network: AccessPointNetwork, message: Message) -> None:
    network.put(sealed(network, message), EKELUND)


def test_of_two_verdicts_the_first_in_the_ledger_leaves(
    network: AccessPointNetwork, computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's computer would reject what Anna's has just taken in."""
    without_leases(monkeypatch)
    message = letter()
    come(network, message)
    monkeypatch.setattr(computers.bo.workspace._service, "fetch", rejecting(computers.bo))
    before_next_append(monkeypatch, computers.anna.synchronise)
    computers.bo.synchronise()
    computers.bo.synchronise()

    there = [one for one in computers.bo.headlines() if one.message_id == message.message_id]
    assert acknowledgement_to(network, message.message_id) == "ACCEPTED"
    assert (acknowledgements(network), len(there)) == (1, 1)
    assert read(computers.bo, message).message == read(computers.anna, message).message


def test_an_acknowledgement_goes_once_whoever_sends_it(
    network: AccessPointNetwork, computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anna's computer sends it and dies before the ledger hears of that."""
    message = letter()
    come(network, message)
    with lost_requests(monkeypatch, after=1):
        computers.anna.synchronise()
    computers.leads(computers.bo)
    computers.bo.synchronise()

    assert acknowledgement_to(network, message.message_id) == "ACCEPTED"
    assert acknowledgements(network) == 1


def test_what_anna_could_not_acknowledge_bo_does(
    network: AccessPointNetwork, computers: SharedComputers
) -> None:
    message = letter()
    come(network, message)
    network.line.cut_before(*network.SUBMIT)
    computers.anna.synchronise()
    computers.leads(computers.bo)
    computers.bo.synchronise()

    assert acknowledgements(network) == 2  # the first never arrived
    assert acknowledgement_to(network, message.message_id) == "ACCEPTED"


def test_the_same_envelope_again_is_answered_again_under_the_same_name(
    network: AccessPointNetwork, computers: SharedComputers
) -> None:
    message = letter()
    envelope = sealed(network, message)
    network.put(envelope, EKELUND)
    computers.anna.synchronise()
    network.put(envelope, EKELUND)
    computers.leads(computers.bo)
    computers.bo.synchronise()

    answers = handed_over_acknowledgements(network)
    assert (len(answers), len({one.identifier for one in answers})) == (2, 1)
    assert (
        len([one for one in computers.bo.headlines() if one.message_id == message.message_id]) == 1
    )


def test_a_second_copy_is_rejected_by_whoever_has_only_heard_of_the_first(
    network: AccessPointNetwork, computers: SharedComputers
) -> None:
    message = letter()
    come(network, message)
    computers.anna.synchronise()
    come(network, message)
    computers.leads(computers.bo)
    computers.bo.synchronise()

    assert acknowledgements(network) == 2
    assert "duplicate" in acknowledgement_to(network, message.message_id)
    assert shown(computers.bo, message) is not None


def test_what_answers_nothing_is_looked_for_once_more_before_it_is_let_go(
    network: AccessPointNetwork, computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anna has just sent what it answers, and Bo's computer has not heard of that yet."""
    sent = "0f8fad5b-d9cb-469f-a165-70867728950e"
    acknowledge(network, sent)
    computers.leads(computers.bo)
    computers.bo.synchronise()
    computers.leads(computers.bo)
    real = SharedLedgers.leads_all

    def late(ledgers: SharedLedgers) -> bool:
        monkeypatch.setattr(SharedLedgers, "leads_all", real)
        with monkeypatch.context() as named:
            named.setattr(draft_messages, "new_id", lambda: sent)
            computers.anna.workspace.prove(computers.anna.proof())
            computers.anna.send(computers.anna.draft_to(AKUTEN))
        return real(ledgers)

    monkeypatch.setattr(SharedLedgers, "leads_all", late)
    computers.bo.wait(hours=25)
    waiting = network.waiting()
    computers.leads(computers.bo)
    computers.bo.wait(minutes=61)

    assert waiting == 1
    assert computers.bo.sent(sent).status is Status.ACCEPTED
