"""What waits is stored together, and nothing is confirmed that is not stored."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.domain.incoming import Incoming, Waiting
from sdk_desktop.domain.message import Message
from sdk_desktop.formats.message import write_message
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases import receiving
from tests.kit.cuttable_connection import Act, Fault
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.usecases.arrivals import letter

MESSAGES = "/sdk/messages"


@pytest.fixture
def kim(kim: PersonClient) -> PersonClient:
    """Kim, who has taken in what waited at first."""
    kim.synchronise()
    return kim


@pytest.fixture
def nine(network: SandboxNetwork, kim: PersonClient) -> list[Message]:
    """Nine messages that wait."""
    letters = [letter(label=f"Nummer {number}") for number in range(9)]
    for one in letters:
        network.put_in_mailbox(write_message(one))
    return letters


@pytest.fixture
def stored(kim: PersonClient, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many messages were added to the store by each transaction that added some."""
    counts: list[int] = []
    begin = kim.workspace._store.begin

    @contextmanager
    def counted() -> Iterator[Transaction]:
        with begin() as transaction:
            before = messages(transaction)
            yield transaction
            counts.extend(filter(None, [messages(transaction) - before]))

    monkeypatch.setattr(kim.workspace._store, "begin", counted)
    return counts


def messages(transaction: Transaction) -> int:
    counted = transaction.messages.connection.exec_driver_sql("SELECT count(*) FROM message")
    return int(counted.scalar_one())


def test_messages_are_stored_together_in_more_and_more(
    kim: PersonClient, nine: list[Message], stored: list[int]
) -> None:
    result = kim.synchronise()

    assert result.received == len(nine)
    assert stored == [1, 2, 4, 2]


def test_each_is_confirmed_when_the_store_has_it(
    network: SandboxNetwork, kim: PersonClient, nine: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    there: list[bool] = []
    service = kim.workspace._service
    confirm = service.confirm

    def watched(waiting: Waiting) -> None:
        with kim.workspace._store.read() as transaction:
            there.append(waiting.service_id in transaction.history.known([waiting.service_id]))
        confirm(waiting)

    monkeypatch.setattr(service, "confirm", watched)
    kim.synchronise()

    assert there == [True] * len(nine)
    assert network.waiting() == 0


def test_what_was_fetched_before_the_service_went_away_is_stored(
    network: SandboxNetwork, kim: PersonClient, nine: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetches: list[Callable[[], None]] = [lambda: None] * 5 + [away] * receiving.PATIENCE
    service = kim.workspace._service
    fetch = service.fetch

    def watched(waiting: Waiting) -> Incoming:
        fetches.pop(0)()
        return fetch(waiting)

    monkeypatch.setattr(service, "fetch", watched)
    with pytest.raises(Unavailable):
        kim.synchronise()
    before = network.waiting()
    monkeypatch.undo()
    kim.wait(minutes=1)

    assert before == len(nine) - 5
    assert sorted(one.subject for one in kim.headlines() if one.subject.startswith("Nummer")) == [
        one.label for one in nine
    ]


def test_messages_that_are_answered_with_a_fault_keep_no_other_waiting(
    network: SandboxNetwork, kim: PersonClient, nine: list[Message]
) -> None:
    faults = receiving.PATIENCE + 1
    network.line.answer(503, "GET", f"{MESSAGES}/", times=faults)

    result = kim.synchronise()

    assert result.received == len(nine) - faults


def test_large_messages_do_not_wait_for_others(
    kim: PersonClient,
    nine: list[Message],
    stored: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(receiving, "_LARGE", 1)

    kim.synchronise()

    assert stored == [1] * len(nine)


def test_messages_of_a_slow_service_do_not_wait_long_for_others(
    network: SandboxNetwork,
    kim: PersonClient,
    nine: list[Message],
    stored: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = kim.workspace._service
    fetch = service.fetch

    def slowly(waiting: Waiting) -> Incoming:
        network.watch.turn(seconds=1)
        return fetch(waiting)

    monkeypatch.setattr(service, "fetch", slowly)

    kim.synchronise()

    assert stored == [1, 2, 3, 3]


def away() -> None:
    raise Unavailable("The message service cannot be reached.")


def test_what_a_busy_service_keeps_back_is_said_and_comes_later(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.let_nothing_wait()
    for number in range(2):
        network.put_in_mailbox(write_message(letter(label=f"{number}")))
    busy = Fault(Act.ANSWER, "GET", "/v1/sdk/messages/", 429, b"{}", "application/json")
    network.line.add(busy)

    first, second = kim.synchronise(), kim.synchronise()

    assert (first.received, str(first.trouble)) == (1, "The server is busy or has a fault (429).")
    assert (second.received, second.trouble) == (1, None)


def test_what_the_service_will_not_give_is_said(network: SandboxNetwork, kim: PersonClient) -> None:
    network.let_nothing_wait()
    network.put_in_mailbox(write_message(letter(label="Den ena")))
    network.put_in_mailbox(write_message(letter(label="Den andra")))
    network.line.add(not_given(403))

    first, second = kim.synchronise(), kim.synchronise()

    assert first.received == 1
    assert "does not have the right" in str(first.trouble)
    assert (second.received, second.trouble) == (1, None)


def test_what_is_listed_again_and_never_there_is_said(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.let_nothing_wait()
    network.put_in_mailbox(write_message(letter()))
    network.line.add(not_given(404), times=2)

    first, second, third = kim.synchronise(), kim.synchronise(), kim.synchronise()

    assert first.trouble is None  # a colleague's computer may have been faster
    assert "does not have what was asked for" in str(second.trouble)
    assert (third.received, third.trouble) == (1, None)


def not_given(status: int) -> Fault:
    return Fault(Act.ANSWER, "GET", "/v1/sdk/messages/", status, b"{}", "application/json")
