"""How a message stands, as a table: its state, why it needs somebody, and until when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from sdk_desktop.domain.delivery import Delivery, DeliveryEvent, Status
from sdk_desktop.domain.errand import WRITING_LASTS, ErrandState, Filing, Reason
from sdk_desktop.domain.mailbox import Folder, Headline, ListQuery
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.working_days import registration_due
from tests.store.letters import NOON, SOCIAL, letter, puzzle, query, received, rows, sent

LATER = NOON + timedelta(days=4)
SOON = NOON + timedelta(days=3)
AT_NOON = replace(query(), now=NOON)
DAYS_LATER = replace(query(), now=LATER, unregistered_before=LATER, unanswered_before=LATER)

Deed = Callable[[Transaction, int], None]


def take(stored: Transaction, row: int) -> None:
    stored.messages.assign(row, "Siv")


def write(stored: Transaction, row: int) -> None:
    stored.errands.begin_writing(row, "Siv", NOON)


def answer(stored: Transaction, row: int) -> None:
    stored.errands.answered(row, "Siv", NOON)


def register(stored: Transaction, row: int) -> None:
    stored.messages.register(row, "SN 1/26")


def keep(stored: Transaction, row: int) -> None:
    stored.errands.file(row, Filing.PERSONAL_FILE)


def dismiss(stored: Transaction, row: int) -> None:
    stored.errands.file(row, Filing.MINOR)


def expect(stored: Transaction, row: int) -> None:
    stored.errands.answer_by(row, SOON)


def remind(stored: Transaction, row: int) -> None:
    stored.errands.remind(row, "Siv", SOON)


def remind_another(stored: Transaction, row: int) -> None:
    stored.errands.remind(row, "Bo", SOON)


def after(store: Store, *deeds: Deed) -> int:
    """Receive a message, and do things with it in order."""
    (row,) = received(store, letter())
    with store.begin() as stored:
        for deed in deeds:
            deed(stored, row)
    return row


def shown(store: Store, row: int, asked: ListQuery) -> Headline:
    with store.read() as stored:
        return stored.messages.headline(row, asked)


@pytest.mark.parametrize(
    ("deeds", "state"),
    [
        ((), ErrandState.NEW),
        ((take,), ErrandState.TAKEN),
        ((take, write), ErrandState.WRITING),
        ((write, take), ErrandState.WRITING),
        ((take, write, answer), ErrandState.ANSWERED),
        ((answer, write), ErrandState.WRITING),
        ((register,), ErrandState.DONE),
        ((take, answer, register), ErrandState.DONE),
        ((keep,), ErrandState.DONE),
        ((take, dismiss), ErrandState.DONE),
        ((register, write), ErrandState.WRITING),
    ],
)
def test_a_received_message_is_in_one_state(
    store: Store, deeds: tuple[Deed, ...], state: ErrandState
) -> None:
    row = after(store, *deeds)

    assert shown(store, row, AT_NOON).errand.state is state


@pytest.mark.parametrize(
    ("deeds", "reason"),
    [
        ((), Reason.UNREGISTERED),
        ((take, answer), Reason.UNREGISTERED),
        ((register,), None),
        ((keep,), None),
        ((dismiss,), None),
        ((expect,), Reason.UNANSWERED),
        ((register, expect), Reason.UNANSWERED),
        ((expect, register), Reason.UNANSWERED),
        ((register, expect, answer), None),
        ((expect, answer), Reason.UNREGISTERED),
        ((register, remind), Reason.REMINDER),
        ((remind, register), Reason.REMINDER),
        ((register, remind_another), None),
    ],
)
def test_a_received_message_needs_somebody_for_one_reason(
    store: Store, deeds: tuple[Deed, ...], reason: Reason | None
) -> None:
    row = after(store, *deeds)

    assert shown(store, row, DAYS_LATER).errand.reason is reason
    asked = replace(DAYS_LATER, folder=Folder.ACTION)
    assert rows(store, asked) == [row][: 1 if reason else 0]


@pytest.mark.parametrize(
    ("status", "causes", "reason"),
    [
        (Status.QUEUED, (), Reason.LATE),
        (Status.WAITING_FOR_RECEIPT, (), Reason.LATE),
        (Status.ACCEPTED, (), None),
        (Status.REJECTED, (), Reason.REJECTED),
        (Status.MESSAGE_EXCHANGE_ERROR, (DeliveryEvent("BV", NOON),), Reason.REJECTED),
        (Status.MESSAGE_EXCHANGE_ERROR, (), Reason.FAILED),
        (
            Status.MESSAGE_EXCHANGE_ERROR,
            (DeliveryEvent(Status.WAITING_FOR_RECEIPT, NOON),),
            Reason.UNACKNOWLEDGED,
        ),
    ],
)
def test_a_sent_message_needs_somebody_for_one_reason(
    store: Store, status: Status, causes: tuple[DeliveryEvent, ...], reason: Reason | None
) -> None:
    message = letter()
    row = sent(store, message)
    with store.begin() as stored:
        stored.deliveries.add(Delivery(message.message_id, status, causes))

    headline = shown(store, row, DAYS_LATER)

    assert (headline.errand.state, headline.errand.reason) == (None, reason)
    asked = replace(DAYS_LATER, folder=Folder.ACTION)
    assert rows(store, asked) == [row][: 1 if reason else 0]


def test_what_cannot_be_read_needs_somebody_at_once(store: Store) -> None:
    with store.begin() as stored:
        row = stored.messages.add_unreadable(puzzle(), NOON)

    assert shown(store, row, AT_NOON).errand.reason is Reason.UNREADABLE


def test_what_is_to_be_registered_is_due_when_the_next_working_day_ends(store: Store) -> None:
    row = after(store)

    errand = shown(store, row, DAYS_LATER).errand

    assert errand.due == registration_due(NOON)
    assert errand.is_overdue(LATER)
    assert not errand.is_overdue(NOON)


def test_an_answer_that_is_not_touched_any_longer_is_not_being_written(store: Store) -> None:
    row = after(store, write)
    last = replace(query(), now=NOON + WRITING_LASTS - timedelta(seconds=1))
    over = replace(query(), now=NOON + WRITING_LASTS)

    assert shown(store, row, last).errand.writer == "Siv"
    assert shown(store, row, over).errand.writer == ""
    assert shown(store, row, over).errand.state is ErrandState.NEW


@pytest.mark.parametrize(
    ("deeds", "mine"),
    [
        ((), False),
        ((take,), True),
        ((take, answer), True),
        ((take, register), True),
        ((take, answer, register), False),
        ((take, keep), False),
        ((take, dismiss), False),
    ],
)
def test_what_i_have_taken_is_mine_until_it_is_answered_and_kept(
    store: Store, deeds: tuple[Deed, ...], *, mine: bool
) -> None:
    row = after(store, *deeds)

    asked = query(Folder.MINE)

    assert rows(store, asked) == [row][: int(mine)]
    with store.read() as stored:
        assert sum(one.mine for one in stored.messages.counts(asked)) == int(mine)


@pytest.mark.parametrize(
    ("first", "then", "left"),
    [
        (Status.REJECTED, Status.REJECTED, 0),
        (Status.MESSAGE_EXCHANGE_ERROR, Status.ACCEPTED, 0),
    ],
)
def test_what_was_ticked_off_stays_so(store: Store, first: Status, then: Status, left: int) -> None:
    message = letter()
    row = sent(store, message)
    with store.begin() as stored:
        stored.deliveries.add(Delivery(message.message_id, first))
        stored.errands.tick(row, Reason.FAILED)
        stored.deliveries.put(Delivery(message.message_id, then))

    assert len(rows(store, query(Folder.ACTION, mailbox=SOCIAL))) == left


def test_a_late_acknowledgement_that_was_ticked_off_fails_anew(store: Store) -> None:
    message = letter()
    row = sent(store, message)
    with store.begin() as stored:
        stored.deliveries.add(Delivery(message.message_id, Status.WAITING_FOR_RECEIPT))
        stored.errands.tick(row, Reason.LATE)
    quiet = rows(store, replace(DAYS_LATER, folder=Folder.ACTION))

    with store.begin() as stored:
        stored.deliveries.put(Delivery(message.message_id, Status.REJECTED))

    assert quiet == []
    assert rows(store, query(Folder.ACTION)) == [row]
