from dataclasses import replace
from datetime import timedelta

import pytest

from sdk_desktop.domain.audit import AuditEvent, AuditKind, ChainResult
from sdk_desktop.store.store import Store
from tests.store.letters import NOON, SOCIAL

EVENT = AuditEvent(AuditKind.READ, NOON, "Åsa", "pc-1", SOCIAL, "m-1", "19900101-1234", "Detalj")
HOUR = timedelta(hours=1)
COPY = (
    "INSERT INTO audit SELECT {}, kind, time, who, computer, mailbox, message_id, person, detail,"
    " words, digest FROM audit WHERE number = {}"
)


def record(store: Store, *events: AuditEvent) -> None:
    with store.begin() as transaction:
        for event in events:
            transaction.audit.add(event)


def verify(store: Store) -> ChainResult:
    with store.read() as transaction:
        return transaction.audit.verify()


def tamper(store: Store, *statements: str) -> None:
    with store.begin() as transaction:
        for one in statements:
            transaction.audit.connection.exec_driver_sql(one)


def hours(count: int) -> list[AuditEvent]:
    return [replace(EVENT, time=NOON + number * HOUR) for number in range(count)]


def test_events_come_back_newest_first(store: Store) -> None:
    record(store, *hours(5))

    with store.read() as transaction:
        first = transaction.audit.page(limit=2)
        second = transaction.audit.page(before=first[-1].number, limit=5)

    assert [row.number for row in first + second] == [5, 4, 3, 2, 1]
    assert [row.event for row in second] == hours(3)[::-1]


@pytest.mark.parametrize(
    ("kind", "text", "numbers"),
    [
        (AuditKind.SENT, "", [2]),
        (None, "åsa", [1]),
        (None, "ÖRJAN", [2]),
        (None, "asa", []),
        (None, "19900101 detalj", [2, 1]),
        (None, "2026-03-02", [2, 1]),
        (None, "100%", []),
        (AuditKind.READ, "örjan", []),
    ],
)
def test_events_are_chosen_by_kind_and_words(
    store: Store, kind: AuditKind | None, text: str, numbers: list[int]
) -> None:
    record(store, EVENT, replace(EVENT, who="Örjan", kind=AuditKind.SENT))

    with store.read() as transaction:
        found = transaction.audit.page(kind=kind, text=text)

    assert [row.number for row in found] == numbers


@pytest.mark.parametrize("count", [0, 1, 5, 2_500])
def test_an_untouched_chain_is_whole(store: Store, count: int) -> None:
    record(store, *hours(count))

    assert verify(store) == ChainResult(count, None)


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE audit SET who = 'Bo' WHERE number = 3"], 3),
        (["UPDATE audit SET kind = 'nothing' WHERE number = 3"], 3),
        (["UPDATE audit SET time = time + 1 WHERE number = 1"], 1),
        (["UPDATE audit SET digest = 'x' WHERE number = 5"], 5),
        (["DELETE FROM audit WHERE number = 3"], 3),
        (["DELETE FROM audit WHERE number = 1"], 1),
        (["DELETE FROM audit WHERE number <= 2"], 1),
        (["DELETE FROM audit WHERE number >= 4"], 4),
        (["DELETE FROM audit"], 1),
        (["DELETE FROM audit_end"], 6),
        (
            [
                "UPDATE audit SET number = 99 WHERE number = 2",
                "UPDATE audit SET number = 2 WHERE number = 3",
                "UPDATE audit SET number = 3 WHERE number = 99",
            ],
            2,
        ),
        (
            [
                "DELETE FROM audit WHERE number = 2",
                "UPDATE audit SET number = number - 1 WHERE number > 2",
            ],
            2,
        ),
        ([COPY.format(0, 1)], 1),
        ([COPY.format(6, 5)], 6),
    ],
)
def test_tampering_is_found_where_it_was_done(
    store: Store, statements: list[str], broken: int
) -> None:
    record(store, *hours(5))

    tamper(store, *statements)

    assert verify(store).broken == broken


def test_a_chain_goes_on_after_opening(store: Store) -> None:
    record(store, EVENT)
    record(store, EVENT)

    assert verify(store) == ChainResult(2, None)


def test_a_sample_is_of_different_events_in_order(store: Store) -> None:
    record(store, *hours(20))

    with store.read() as transaction:
        some = [row.number for row in transaction.audit.sample(5)]
        every = [row.number for row in transaction.audit.sample(50)]

    assert some == sorted(set(some))
    assert len(some) == 5
    assert every == list(range(1, 21))


def test_an_event_of_a_transaction_that_failed_leaves_no_gap(store: Store) -> None:
    record(store, EVENT)
    with pytest.raises(KeyError):
        record_and_fail(store)
    record(store, EVENT)

    assert verify(store) == ChainResult(2, None)


def record_and_fail(store: Store) -> None:
    with store.begin() as transaction:
        transaction.audit.add(EVENT)
        raise KeyError
