"""What needs somebody next: the first deadline or reminder that has not come."""

from dataclasses import replace

from sdk_desktop.domain.errand import Reason
from sdk_desktop.domain.mailbox import ListQuery
from sdk_desktop.store.store import Store
from tests.store.letters import DAY, NOON, SCHOOL, SOCIAL, letter, query, received

NOW = replace(query(), now=NOON)


def upcoming(store: Store, asked: ListQuery, *, mine: bool = False) -> tuple[int, Reason] | None:
    """Return which message needs somebody next and why; None for none."""
    with store.read() as transaction:
        found = transaction.figures.upcoming(asked, mine=mine)
    return (found.headline.row, found.reason) if found else None


def test_the_first_deadline_that_has_not_come_is_next(store: Store) -> None:
    none, past, later, soon, done = received(store, *(letter() for _ in range(5)))
    before = upcoming(store, NOW)
    with store.begin() as transaction:
        transaction.errands.answer_by(past, NOON - DAY)
        transaction.errands.answer_by(later, NOON + 9 * DAY)
        transaction.errands.answer_by(soon, NOON + 8 * DAY)
        transaction.errands.answer_by(done, NOON + DAY)
        transaction.errands.answered(done, "", NOON)

    assert (before, upcoming(store, NOW)) == (None, (soon, Reason.UNANSWERED))
    assert upcoming(store, replace(NOW, now=NOON + 9 * DAY)) is None
    assert none not in {past, later, soon, done}


def test_ones_own_reminder_is_next_where_no_deadline_comes_before(store: Store) -> None:
    by_deadline, by_reminder, of_another = received(store, *(letter() for _ in range(3)))
    with store.begin() as transaction:
        transaction.errands.answer_by(by_deadline, NOON + 9 * DAY)
        transaction.errands.remind(by_reminder, "Siv", NOON + 2 * DAY)
        transaction.errands.remind(by_reminder, "Kim", NOON + DAY)
        transaction.errands.remind(of_another, "Kim", NOON + DAY)

    assert upcoming(store, NOW) == (by_reminder, Reason.REMINDER)


def test_what_is_next_is_of_the_mailbox_and_with_mine_of_what_one_has_taken(store: Store) -> None:
    (here,), (there,) = received(store, letter()), received(store, letter(), mailbox=SCHOOL)
    with store.begin() as transaction:
        transaction.errands.answer_by(here, NOON + 9 * DAY)
        transaction.errands.answer_by(there, NOON + 8 * DAY)
        transaction.messages.assign(here, "Siv")

    assert upcoming(store, NOW) == (there, Reason.UNANSWERED)
    assert upcoming(store, replace(NOW, mailbox=SOCIAL)) == (here, Reason.UNANSWERED)
    assert upcoming(store, NOW, mine=True) == (here, Reason.UNANSWERED)


def test_what_is_next_is_covered_without_a_proof(store: Store) -> None:
    (row,) = received(store, letter("Orosanmälan", confidential=True))
    with store.begin() as transaction:
        transaction.errands.answer_by(row, NOON + DAY)
    with store.read() as transaction:
        found = transaction.figures.upcoming(replace(NOW, clearance=None))

    assert found is not None
    assert (found.headline.subject, found.headline.covered) == ("", True)


def test_the_next_deadline_is_found_without_walking_through_messages(
    store: Store, plans: list[str]
) -> None:
    upcoming(store, replace(NOW, mailbox=SOCIAL), mine=True)

    assert "SEARCH message USING INDEX message_deadline (<expr>>? AND <expr><?)" in plans[0]
    assert "TEMP B-TREE" not in plans[0]
