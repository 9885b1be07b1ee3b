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
from tests.kit.direct_town import EKELUND, DirectTown, direct_town
from tests.kit.sharing.office import (
    SharedOffice,
    before_next_append,
    lost_requests,
    read,
    shown,
    without_leases,
)
from tests.kit.town import TownClient
from tests.usecases.arrivals import AKUTEN, letter
from tests.usecases.direct.port import NOT_FOUND, acknowledge, acknowledgement_to, payloads, sealed


@pytest.fixture
def town(tmp_path: Path) -> Iterator[DirectTown]:
    with direct_town(tmp_path) as town:
        yield town


def rejecting(client: TownClient) -> Callable[[Waiting], Incoming]:
    """Return what fetches as a client does whose check of every message fails."""
    fetch = client.workspace._service.fetch

    def judge(waiting: Waiting) -> Incoming:
        incoming = fetch(waiting)
        assert isinstance(incoming, Received)
        assert incoming.due is not None
        due = replace(incoming.due, causes=(NOT_FOUND,))
        return Unreadable(incoming.waiting, "Nobody is here.", incoming.raw, due)

    return judge


def acknowledgements(town: DirectTown) -> int:
    return len(payloads(town, DocumentType.ACKNOWLEDGEMENT))


def come(town: DirectTown, message: Message) -> None:
    town.put(sealed(town, message), EKELUND)


def test_of_two_verdicts_the_first_in_the_ledger_leaves(
    town: DirectTown, office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bo's computer would reject what Anna's has just taken in."""
    without_leases(monkeypatch)
    message = letter()
    come(town, message)
    monkeypatch.setattr(office.bo.workspace._service, "fetch", rejecting(office.bo))
    before_next_append(monkeypatch, office.anna.synchronise)
    office.bo.synchronise()
    office.bo.synchronise()

    there = [one for one in office.bo.headlines() if one.message_id == message.message_id]
    assert acknowledgement_to(town, message.message_id) == "ACCEPTED"
    assert (acknowledgements(town), len(there)) == (1, 1)
    assert read(office.bo, message).message == read(office.anna, message).message


def test_an_acknowledgement_goes_once_whoever_sends_it(
    town: DirectTown, office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anna's computer sends it and dies before the ledger hears of that."""
    message = letter()
    come(town, message)
    with lost_requests(monkeypatch, after=1):
        office.anna.synchronise()
    office.leads(office.bo)
    office.bo.synchronise()

    assert acknowledgement_to(town, message.message_id) == "ACCEPTED"
    assert acknowledgements(town) == 1


def test_what_anna_could_not_acknowledge_bo_does(town: DirectTown, office: SharedOffice) -> None:
    message = letter()
    come(town, message)
    town.line.cut_before(*town.SUBMIT)
    office.anna.synchronise()
    office.leads(office.bo)
    office.bo.synchronise()

    assert acknowledgements(town) == 2  # the first never arrived
    assert acknowledgement_to(town, message.message_id) == "ACCEPTED"


def test_the_same_envelope_again_is_answered_again_under_the_same_name(
    town: DirectTown, office: SharedOffice
) -> None:
    message = letter()
    envelope = sealed(town, message)
    town.put(envelope, EKELUND)
    office.anna.synchronise()
    town.put(envelope, EKELUND)
    office.leads(office.bo)
    office.bo.synchronise()

    assert acknowledgements(town) == 2
    assert len([one for one in office.bo.headlines() if one.message_id == message.message_id]) == 1


def test_a_second_copy_is_rejected_by_whoever_has_only_heard_of_the_first(
    town: DirectTown, office: SharedOffice
) -> None:
    message = letter()
    come(town, message)
    office.anna.synchronise()
    come(town, message)
    office.leads(office.bo)
    office.bo.synchronise()

    assert acknowledgements(town) == 2
    assert "duplicate" in acknowledgement_to(town, message.message_id)
    assert shown(office.bo, message) is not None


def test_what_answers_nothing_is_looked_for_once_more_before_it_is_let_go(
    town: DirectTown, office: SharedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anna has just sent what it answers, and Bo's computer has not heard of that yet."""
    sent = "0f8fad5b-d9cb-469f-a165-70867728950e"
    acknowledge(town, sent)
    office.leads(office.bo)
    office.bo.synchronise()
    office.leads(office.bo)
    real = SharedLedgers.leads_all

    def late(ledgers: SharedLedgers) -> bool:
        monkeypatch.setattr(SharedLedgers, "leads_all", real)
        with monkeypatch.context() as named:
            named.setattr(draft_messages, "new_id", lambda: sent)
            office.anna.workspace.prove(office.anna.proof())
            office.anna.send(office.anna.draft_to(AKUTEN))
        return real(ledgers)

    monkeypatch.setattr(SharedLedgers, "leads_all", late)
    office.bo.wait(hours=25)
    waiting = town.waiting()
    office.leads(office.bo)
    office.bo.wait(minutes=61)

    assert waiting == 1
    assert office.bo.sent(sent).status is Status.ACCEPTED
