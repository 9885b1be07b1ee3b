from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sdk_desktop.domain.audit import AuditEvent, AuditKind, AuditScope, ChainResult
from sdk_desktop.store.store import Store
from tests.store.letters import NOON, SCHOOL, SOCIAL

EVENT = AuditEvent(AuditKind.READ, NOON, "Åsa", "pc-1", SOCIAL, "m-1", "19900101-1234", "Detalj")
HOUR = timedelta(hours=1)
TRIMMED = AuditEvent(AuditKind.TRIMMED, NOON, "system", "pc-1")
CUT_AT_4 = "UPDATE audit_start SET number = 4, digest = (SELECT digest FROM audit WHERE number = 4)"
COPY = (
    "INSERT INTO audit SELECT {}, kind, time, who, computer, mailbox, message_id, person, detail,"
    " words, digest, who_id FROM audit WHERE number = {}"
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


@pytest.mark.parametrize(
    ("day", "numbers"), [("2026-03-02", [1]), ("2026-03-03", [3, 2]), ("2026-03-04", [3])]
)
def test_a_date_among_the_words_is_the_day_of_whoever_looks(
    store: Store, in_sweden: None, day: str, numbers: list[int]
) -> None:
    evening = NOON.replace(hour=22, minute=59)
    later = replace(EVENT, time=evening + timedelta(minutes=2))
    telling = replace(later, detail="2026-03-04/2026-03-05")
    record(store, replace(EVENT, time=evening), later, telling)

    with store.read() as transaction:
        found = transaction.audit.page(text=day)

    assert [row.number for row in found] == numbers


@pytest.mark.parametrize("count", [0, 1, 5, 2_500])
def test_an_untouched_chain_is_whole(store: Store, count: int) -> None:
    record(store, *hours(count))

    assert verify(store) == ChainResult(count, None)


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE audit SET who = 'Bo' WHERE number = 3"], 3),
        (["UPDATE audit SET who_id = 'another Åsa' WHERE number = 3"], 3),
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


@pytest.mark.parametrize(
    ("scope", "numbers"),
    [
        (AuditScope(), [1, 2, 3]),
        (AuditScope(mailbox=SCHOOL), [2]),
        (AuditScope(mailbox="elsewhere"), []),
        (AuditScope(person="19900101-1234"), [1, 2]),
        (AuditScope(person="199001011234"), [1, 2]),
        (AuditScope(person="900101-1234"), [1, 2]),
        (AuditScope(person="9001011234"), [1, 2]),
        (AuditScope(person="20020202+2382"), [2, 3]),
        (AuditScope(person="tf1b22"), [3]),
        (AuditScope(person="1990"), []),
        (AuditScope(person="%"), []),
        (AuditScope(since=NOON + HOUR), [2, 3]),
        (AuditScope(until=NOON + HOUR), [1]),
        (AuditScope(since=NOON + HOUR, until=NOON + 2 * HOUR), [2]),
        (AuditScope(SCHOOL, "20020202-2382", NOON, NOON + 2 * HOUR), [2]),
    ],
)
def test_a_part_of_the_trail_is_chosen(store: Store, scope: AuditScope, numbers: list[int]) -> None:
    both = replace(EVENT, person="199001011234 20020202-2382", mailbox=SCHOOL, time=NOON + HOUR)
    other = replace(EVENT, person="TF-1B22 20020202-2382", time=NOON + 2 * HOUR)
    record(store, EVENT, both, other)

    with store.read() as transaction:
        found = transaction.audit.page(scope=scope)
        sample = transaction.audit.sample(99, scope=scope)

    assert [row.number for row in reversed(found)] == numbers
    assert [row.number for row in sample] == numbers


def test_the_pages_of_a_period_follow_the_times_even_where_a_clock_went_back(
    store: Store,
) -> None:
    times = (NOON, NOON + 3 * HOUR, NOON + HOUR, NOON + 2 * HOUR, NOON + 9 * HOUR)
    record(store, *(replace(EVENT, time=time) for time in times))
    scope = AuditScope(until=NOON + 5 * HOUR)

    with store.read() as transaction:
        first = transaction.audit.page(limit=2, scope=scope)
        second = transaction.audit.page(before=first[-1].number, limit=9, scope=scope)

    assert [row.number for row in (*first, *second)] == [2, 4, 3, 1]


def test_a_sample_takes_each_event_as_often_as_the_others(store: Store) -> None:
    record(store, *hours(4))

    with store.read() as transaction:
        drawn = [row.number for _ in range(800) for row in transaction.audit.sample(1)]

    assert [number for number in (1, 2, 3, 4) if not 130 <= drawn.count(number) <= 270] == []


def test_all_events_about_a_person_are_found_through_the_messages_about_them(store: Store) -> None:
    record(
        store,
        EVENT,
        replace(EVENT, kind=AuditKind.TAKEN, person=""),
        replace(EVENT, message_id="m-2", person=""),
        replace(EVENT, kind=AuditKind.EXTRACTED, message_id="", person="199001011234"),
        replace(EVENT, kind=AuditKind.UNLOCKED, message_id="", person=""),
    )

    with store.read() as transaction:
        about = [row.number for row in transaction.audit.about("19900101-1234")]
        nobody = list(transaction.audit.about("20020202-2382"))

    assert about == [1, 2, 4]
    assert nobody == []


def trim(store: Store, before: datetime, most: int = 100) -> int:
    with store.begin() as transaction:
        return transaction.audit.trim(before, most, TRIMMED)


def test_old_events_are_removed_and_the_chain_holds(store: Store) -> None:
    record(store, *hours(5))

    removed = trim(store, NOON + 3 * HOUR)

    assert removed == 3
    assert verify(store) == ChainResult(3, None)
    with store.read() as transaction:
        rows = list(transaction.audit.every())
    assert [row.number for row in rows] == [4, 5, 6]
    assert rows[-1].event.kind is AuditKind.TRIMMED
    assert rows[-1].event.detail.startswith("3 3 ")


def test_nothing_is_removed_beyond_the_first_event_that_is_kept(store: Store) -> None:
    record(store, replace(EVENT, time=NOON + HOUR), EVENT, EVENT)

    assert trim(store, NOON + HOUR) == 0
    assert verify(store) == ChainResult(3, None)


def test_a_trail_is_trimmed_again_and_again_a_part_at_a_time(store: Store) -> None:
    record(store, *hours(5))

    parts = [trim(store, NOON + 4 * HOUR, most=2) for _ in range(3)]
    record(store, EVENT)

    assert parts == [2, 2, 0]
    assert verify(store) == ChainResult(4, None)


def test_a_trail_in_which_all_is_old_keeps_what_removed_it(store: Store) -> None:
    record(store, *hours(3))

    assert trim(store, NOON + 9 * HOUR) == 3
    assert verify(store) == ChainResult(1, None)


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (["UPDATE audit SET who = 'Bo' WHERE number = 4"], 4),
        (["DELETE FROM audit WHERE number = 4"], 4),
        (["DELETE FROM audit WHERE number <= 4"], 4),
        (["DELETE FROM audit_start"], 1),
        (["UPDATE audit_start SET digest = 'x'"], 4),
        (["UPDATE audit_start SET number = 2"], 3),
        (
            [
                CUT_AT_4,
                "DELETE FROM audit WHERE number <= 4",
            ],
            5,
        ),
        (["DELETE FROM audit WHERE number >= 6"], 4),
        (["UPDATE audit SET detail = '9 9 x' WHERE number = 6"], 4),
        (["DELETE FROM audit WHERE number >= 7"], 7),
        (["DELETE FROM audit"], 4),
    ],
)
def test_tampering_with_a_trimmed_trail_is_found(
    store: Store, statements: list[str], broken: int
) -> None:
    record(store, *hours(5))
    trim(store, NOON + 3 * HOUR)
    record(store, EVENT)

    tamper(store, *statements)

    assert verify(store).broken == broken


def test_a_trail_of_which_the_beginning_was_cut_off_is_found(store: Store) -> None:
    record(store, *hours(5))

    tamper(
        store,
        "INSERT INTO audit_start SELECT 1, number, digest FROM audit WHERE number = 2",
        "DELETE FROM audit WHERE number <= 2",
    )

    assert verify(store).broken == 3
