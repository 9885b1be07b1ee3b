from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from sdk_desktop.domain.delivery import Delivery, DeliveryEvent, Status
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.mailbox import Counts, Direction, Folder, ListQuery, Mailbox
from sdk_desktop.store.messages.lists import totals
from sdk_desktop.store.schema.count_tables import message_count
from sdk_desktop.store.schema.tables import message
from sdk_desktop.store.store import Store
from tests.store.letters import (
    DAY,
    NOON,
    SCHOOL,
    SOCIAL,
    late,
    letter,
    puzzle,
    query,
    received,
    rows,
    sent,
)

SOON = NOON + timedelta(seconds=1)


def test_a_thousand_messages_are_paged_without_gap_or_double(store: Store) -> None:
    stored = received(store, *(letter(f"Brev {number}") for number in range(1000)))

    seen = every_page(store, query(), limit=37)

    assert seen == stored[::-1]


def every_page(store: Store, asked: ListQuery, limit: int) -> list[int]:
    seen: list[int] = []
    more: int | None = 0
    with store.read() as transaction:
        while more is not None:
            page = transaction.messages.page(asked, more, limit)
            seen.extend(one.row for one in page.headlines)
            more = page.more
    return seen


def test_a_message_that_arrives_meanwhile_moves_the_places_of_the_others(store: Store) -> None:
    stored = received(store, *(letter() for _ in range(6)))
    with store.read() as transaction:
        before = transaction.messages.place(query(), stored[2])
    received(store, letter(), mailbox=SCHOOL)

    with store.read() as transaction:
        place = transaction.messages.place(query(), stored[2])
        assert place is not None
        page = transaction.messages.page(query(), place, limit=3)

    assert (before, place, page.total, page.more) == (3, 4, 7, None)
    assert [one.row for one in page.headlines] == stored[2::-1]


@pytest.mark.parametrize("mailbox", ["", SOCIAL])
@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (Folder.ALL, ["gone", "puzzle", "read", "mine", "new"]),
        (Folder.NEW, ["puzzle", "mine", "new"]),
        (Folder.MINE, ["mine"]),
        (Folder.UNASSIGNED, ["read", "new"]),
        (Folder.SENT, ["gone"]),
        (Folder.ACTION, ["puzzle"]),
    ],
)
def test_a_folder_holds_what_it_says(
    store: Store, mailbox: str, folder: Folder, expected: list[str]
) -> None:
    names = one_of_each(store)

    assert [names[row] for row in rows(store, query(folder, mailbox=mailbox))] == expected


def one_of_each(store: Store) -> dict[int, str]:
    new, mine, read = received(store, letter(), letter(), letter())
    with store.begin() as transaction:
        transaction.messages.assign(mine, "Siv")
        transaction.messages.mark_read(read)
        transaction.errands.see(read, "Siv")
        puzzling = transaction.messages.add_unreadable(puzzle(), NOON)
    gone = sent(store, letter())
    return {new: "new", mine: "mine", read: "read", puzzling: "puzzle", gone: "gone"}


def test_a_released_message_is_nobodys_again(store: Store) -> None:
    (row,) = received(store, letter())

    with store.begin() as transaction:
        transaction.messages.assign(row, "Siv")
        transaction.messages.assign(row, "")

    assert rows(store, query(Folder.UNASSIGNED)) == [row]
    assert rows(store, query(Folder.MINE)) == []


def test_a_received_message_needs_action_until_it_is_registered(store: Store) -> None:
    (row,) = received(store, letter())
    asked = query(Folder.ACTION)

    assert rows(store, late(asked, NOON)) == []
    assert rows(store, late(asked, SOON)) == [row]

    with store.begin() as transaction:
        transaction.messages.register(row, "SN 1/26")

    assert rows(store, late(asked, SOON)) == []


def test_a_number_taken_back_asks_for_action_again(store: Store) -> None:
    (row,) = received(store, letter())
    gone = sent(store, letter())
    with store.begin() as transaction:
        puzzling = transaction.messages.add_unreadable(puzzle(), NOON)
        for each in (row, gone, puzzling):
            transaction.messages.register(each, "SN 1/26")
            transaction.messages.register(each, "")

    assert rows(store, query(Folder.ACTION)) == [puzzling]
    assert rows(store, late(query(Folder.ACTION), SOON)) == [puzzling, gone, row]


def test_what_could_not_be_read_needs_no_action_once_registered(store: Store) -> None:
    with store.begin() as transaction:
        row = transaction.messages.add_unreadable(puzzle(), NOON)
        transaction.messages.register(row, "SN 1/26")

    assert rows(store, late(query(Folder.ACTION), SOON)) == []


@pytest.mark.parametrize(
    ("status", "at_once", "later"),
    [
        (Status.QUEUED, 0, 1),
        (Status.SCHEDULED, 0, 1),
        (Status.UNKNOWN, 0, 1),
        (Status.ACCEPTED, 0, 0),
        (Status.REJECTED, 1, 1),
        (Status.MESSAGE_EXCHANGE_ERROR, 1, 1),
        (Status.ERROR, 1, 1),
    ],
)
def test_a_sent_message_needs_action_by_its_status(
    store: Store, status: Status, at_once: int, later: int
) -> None:
    message = letter()
    sent(store, message)
    with store.begin() as transaction:
        transaction.deliveries.add(Delivery(message.message_id, Status.QUEUED))
        transaction.deliveries.put(Delivery(message.message_id, status))
    asked = query(Folder.ACTION, mailbox=SOCIAL)

    assert len(rows(store, asked)) == at_once
    assert len(rows(store, late(asked, SOON))) == later


def test_what_failed_needs_no_action_once_it_was_sent_again(store: Store) -> None:
    failed = letter()
    sent(store, failed)
    with store.begin() as transaction:
        transaction.deliveries.add(Delivery(failed.message_id, Status.QUEUED))
        transaction.deliveries.put(Delivery(failed.message_id, Status.MESSAGE_EXCHANGE_ERROR))
    assert len(rows(store, query(Folder.ACTION))) == 1

    sent(store, replace(letter(), conversation_id=failed.conversation_id))

    assert rows(store, query(Folder.ACTION)) == []


def test_a_headline_follows_its_delivery(store: Store) -> None:
    message = letter()
    row = sent(store, message)
    with store.begin() as transaction:
        transaction.deliveries.add(Delivery(message.message_id, Status.QUEUED))
        refused = (DeliveryEvent("BV", NOON),)
        status = Status.MESSAGE_EXCHANGE_ERROR
        transaction.deliveries.put(Delivery(message.message_id, status, refused))

    with store.read() as transaction:
        headline = transaction.messages.headline(row)

    assert (headline.status, headline.rejected) == (status, True)


def test_counts_agree_with_the_folders(store: Store) -> None:
    one_of_each(store)
    received(store, letter(), mailbox=SCHOOL)
    with store.begin() as transaction:
        transaction.mailboxes.put(Mailbox(SCHOOL, "Skolan", "o", "O"))
        transaction.mailboxes.put(Mailbox("empty@x", "Tom", "o", "O"))
        transaction.mailboxes.put(Mailbox(SOCIAL, "Social", "o", "O"))
        transaction.drafts.put(Draft("k", SOCIAL))
        counts = transaction.messages.counts(late(query(), NOON + DAY))

    assert counts == (
        Counts(SCHOOL, new=1, unassigned=1, action=1),
        Counts("empty@x"),
        Counts(SOCIAL, new=3, mine=1, unassigned=2, action=5, sent=1, drafts=1),
    )


def test_what_is_new_is_counted_and_paged_without_a_look_at_messages(
    store: Store, plans: list[str]
) -> None:
    with store.read() as stored:
        stored.messages.counts(query())
        stored.messages.page(query(Folder.NEW))
        stored.messages.page(query(Folder.NEW, mailbox=SOCIAL))

    _, counts, total, page, *_ = plans
    read = "SEARCH unseen USING COVERING INDEX"
    assert counts.split("UNION ALL")[0].endswith(f"{read} unseen_mailbox (who=?) ")
    assert total == f"{read} unseen_mailbox (who=?)"
    assert page == f"{read} sqlite_autoindex_unseen_1 (who=?)"


def test_counts_of_one_mailbox_are_of_that_alone(store: Store) -> None:
    received(store, letter())
    received(store, letter(), mailbox=SCHOOL)

    with store.read() as transaction:
        counts = transaction.messages.counts(query(mailbox=SCHOOL))

    assert counts == (Counts(SCHOOL, new=1, unassigned=1),)


def test_mine_is_of_whoever_asks(store: Store) -> None:
    (row,) = received(store, letter())
    with store.begin() as transaction:
        transaction.messages.assign(row, "Åke")

    asked = query(Folder.MINE)

    assert rows(store, asked) == []
    assert rows(store, replace(asked, me="Åke")) == [row]


def test_rows_are_never_used_again(store: Store) -> None:
    with store.begin() as transaction:
        first = transaction.messages.add(letter(), Direction.IN, SOCIAL, NOON)
        second = transaction.messages.add(letter(), Direction.OUT, SOCIAL, NOON)

    assert second > first


def test_totals_follow_what_is_stored_assigned_and_erased(store: Store) -> None:
    first, second = received(store, letter(), letter())
    (there,) = received(store, letter(), mailbox=SCHOOL)
    sent(store, letter())

    with store.begin() as transaction:
        transaction.messages.assign(first, "Siv")
        transaction.messages.connection.execute(sa.delete(message).where(message.c.id == there))

    with store.read() as transaction:
        assert totals.are_true(transaction.messages.connection)
        assert transaction.messages.page(query()).total == 3
        assert transaction.messages.page(query(Folder.SENT)).total == 1
        assert transaction.messages.page(query(Folder.UNASSIGNED)).total == 1
    assert rows(store, query(Folder.UNASSIGNED)) == [second]


def test_totals_that_are_not_what_is_there_are_put_right_by_the_check(store: Store) -> None:
    received(store, letter(), letter())
    with store.begin() as transaction:
        transaction.messages.connection.execute(sa.update(message_count).values(count=7))

    store.correct_totals()

    with store.read() as transaction:
        assert transaction.messages.page(query()).total == 2


def test_who_counts_and_opens_makes_no_statement_anew(store: Store) -> None:
    row, _ = received(store, letter(), letter())
    run: list[object] = []
    with store.read() as stored:
        connection = stored.messages.connection
        sa.event.listen(connection, "before_execute", lambda *event: run.append(event[1]))
        for moment in (NOON, SOON):
            stored.messages.counts(late(query(), moment))
            stored.messages.headline(row, late(query(), moment))
            stored.messages.conversation(row, late(query(), moment))

    first, second = run[: len(run) // 2], run[len(run) // 2 :]
    assert [*map(id, first)] == [*map(id, second)]
