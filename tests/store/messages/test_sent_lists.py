"""One row of "sent" stands for a distribution list, and its board has a line per recipient."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.delivery import Arrival, Delivery, ListState, Status
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import BoardLine, Direction, Folder, Mailbox
from sdk_desktop.domain.message import Attention, Message, Party
from sdk_desktop.store.messages.erased_messages import erase
from sdk_desktop.store.messages.lists import totals
from sdk_desktop.store.salvage.salvage import salvage
from sdk_desktop.store.store import Store
from tests.store.letters import KEY, NOON, SCHOOL, SOCIAL, letter, query, received, rows, sent


def to(function: str, *, conversation: str = "") -> Message:
    message = letter("Inbjudan")
    recipient = Party("0203:vik.example.se", "Vik", Attention(function))
    talk = conversation or message.conversation_id
    return replace(message, recipient=recipient, conversation_id=talk)


def put(store: Store, message: Message, name: str = "möte", **more: str) -> int:
    row = sent(store, message)
    with store.begin() as stored:
        stored.deliveries.add(Delivery(message.message_id, Status.QUEUED))
        stored.lists.join(row, name, more.get("replaces", ""))
    return row


def become(store: Store, message: Message, status: Status) -> None:
    with store.begin() as stored:
        stored.deliveries.put(Delivery(message.message_id, status))


def answer_to(message: Message) -> Message:
    return replace(
        letter("Vi kommer"),
        conversation_id=message.conversation_id,
        ref_to_message_id=message.message_id,
    )


def board(store: Store, row: int) -> tuple[BoardLine, ...]:
    with store.read() as stored:
        return stored.lists.board(row, query())


def state(store: Store) -> ListState | None:
    with store.read() as stored:
        return stored.messages.page(query(Folder.SENT)).headlines[0].list_state


def test_a_list_is_one_row_of_what_was_sent_and_flat_everywhere_else(store: Store) -> None:
    before = sent(store, letter())
    first, second = put(store, to("bup")), put(store, to("skola"))
    after = sent(store, letter())

    assert rows(store, query(Folder.SENT)) == [after, first, before]
    assert rows(store, query(mailbox=SOCIAL)) == [after, second, first, before]
    assert rows(store, query(text="Inbjudan")) == [second, first]


def counted(store: Store) -> list[int]:
    """Return how many rows "sent" has, by the page and by the counter, after making sure of it."""
    with store.read() as stored:
        asked = query(Folder.SENT, mailbox=SOCIAL)
        assert totals.are_true(stored.messages.connection)
        (counts,) = stored.messages.counts(asked)
        return [stored.messages.page(asked).total, counts.sent]


@pytest.fixture
def lists(store: Store) -> tuple[int, ...]:
    """A store with what was sent to one, to three as a list, and to another list."""
    with store.begin() as stored:
        stored.mailboxes.put(Mailbox(SOCIAL, "Social", "0203:sundby.example.se", "Sundby"))
    sent(store, letter())
    three = tuple(put(store, to(one)) for one in ("bup", "skola", "tingsrätt"))
    put(store, to("vård"), "annat möte")
    sent(store, letter(), SCHOOL)
    return three


def test_what_was_sent_is_counted_by_its_rows(store: Store, lists: tuple[int, ...]) -> None:
    assert counted(store) == [3, 3]
    with store.read() as stored:
        assert stored.messages.page(query(Folder.SENT)).total == len(
            rows(store, query(Folder.SENT))
        )


@pytest.mark.parametrize(
    ("gone", "left"),
    [((0,), 3), ((1,), 3), ((0, 1), 3), ((2, 0), 3), ((0, 1, 2), 2)],
    ids=["first", "second", "first and second", "last and first", "all"],
)
def test_what_is_erased_of_a_list_is_counted_no_more(
    store: Store, lists: tuple[int, ...], gone: tuple[int, ...], left: int
) -> None:
    with store.begin() as stored:
        erase(stored.messages.connection, [lists[place] for place in gone])

    assert counted(store) == [left, left]


def test_what_is_withdrawn_one_by_one_is_counted_no_more(
    store: Store, lists: tuple[int, ...]
) -> None:
    with store.begin() as stored:
        for row in lists:
            stored.held.take_out(row, "")

    assert counted(store) == [2, 2]


def test_what_joins_a_list_before_its_first_message_stands_for_it(
    store: Store, lists: tuple[int, ...]
) -> None:
    early = lists[0] - 1
    with store.begin() as stored:
        stored.lists.join(early, "möte")
    joined = counted(store), rows(store, query(Folder.SENT, mailbox=SOCIAL))[-1]
    with store.begin() as stored:
        erase(stored.messages.connection, [early])

    assert joined == ([2, 2], early)
    assert counted(store) == [2, 2]


def test_a_list_that_goes_on_from_another_mailbox_is_counted_where_it_is_shown(
    store: Store, lists: tuple[int, ...]
) -> None:
    with store.begin() as stored:
        there = stored.messages.add(to("habilitering"), Direction.OUT, SCHOOL, NOON)
        stored.lists.join(there, "möte")
        erase(stored.messages.connection, lists)

    assert counted(store) == [2, 2]
    assert rows(store, query(Folder.SENT, mailbox=SCHOOL))[0] == there


def test_a_file_that_is_written_anew_counts_on(store: Store, lists: tuple[int, ...]) -> None:
    store.rewrite()

    put(store, to("habilitering"))

    assert counted(store) == [3, 3]


def salvaged(store: Store, path: Path, target: Path) -> None:
    store.close()
    salvage(path, KEY, target, AuditEvent(AuditKind.RESTORED, NOON, SYSTEM, "dator"))


def copied(store: Store, _path: Path, target: Path) -> None:
    store.copy_to(target)


@pytest.mark.parametrize("make", [salvaged, copied])
def test_a_file_that_is_made_of_it_counts_on(
    store: Store,
    path: Path,
    lists: tuple[int, ...],
    tmp_path: Path,
    make: Callable[[Store, Path, Path], None],
) -> None:
    make(store, path, tmp_path / "another.db")

    with closing(Store.open(tmp_path / "another.db", KEY)) as another:
        before = counted(another)
        put(another, to("habilitering"))
        assert (before, counted(another)) == ([3, 3], [3, 3])


def test_counting_what_was_sent_looks_at_no_message(store: Store, plans: list[str]) -> None:
    with store.read() as stored:
        total = totals.total(stored.messages.connection, Folder.SENT, SOCIAL)
        stored.messages.connection.execute(totals.by_mailbox(Folder.SENT)).all()

    assert total == 0
    assert {plan.partition(" (")[0] for plan in plans} == {
        "SEARCH message_count USING INDEX sqlite_autoindex_message_count_1",
        "SCAN message_count USING INDEX sqlite_autoindex_message_count_1",
    }


def test_the_last_that_was_sent_to_a_function_is_found_by_it(store: Store) -> None:
    first, *_, last = (sent(store, to("bup")) for _ in range(5))
    sent(store, to("skola"))
    received(store, replace(letter(), sender=to("bup").recipient))

    with store.read() as stored:
        found = stored.messages.sent_to("bup", query())

    assert [one.row for one in found] == [last, last - 1, last - 2]
    assert first < last - 2


def test_what_was_sent_to_a_function_is_covered_without_a_proof(store: Store) -> None:
    sent(store, replace(to("bup"), confidential=True))

    with store.read() as stored:
        (found,) = stored.messages.sent_to("bup", replace(query(), clearance=None))

    assert (found.subject, found.covered) == ("", True)


def test_what_was_sent_to_a_function_is_found_without_a_walk(
    store: Store, plans: list[str]
) -> None:
    with store.read() as stored:
        stored.messages.sent_to("bup", query())

    assert "USING INDEX message_recipient (<expr>=?)" in plans[0]
    assert "TEMP B-TREE" not in plans[0]
    assert "SCAN message " not in plans[0]


def test_the_row_of_a_list_survives_the_erasure_of_its_first_message(store: Store) -> None:
    first, second = put(store, to("bup")), put(store, to("skola"))

    with store.begin() as stored:
        stored.held.take_out(first, "")

    assert rows(store, query(Folder.SENT)) == [second]


def test_a_list_counts_each_recipient_once_and_what_needs_somebody_first(store: Store) -> None:
    bup, school, court = to("bup"), to("skola"), to("tingsrätt")
    put(store, bup)
    put(store, school)
    put(store, court)
    become(store, bup, Status.ACCEPTED)
    become(store, school, Status.MESSAGE_EXCHANGE_ERROR)
    failed = state(store)

    again = to("skola", conversation=school.conversation_id)
    put(store, again, replaces=school.message_id)

    counts = ((Arrival.UNDELIVERED, 1), (Arrival.WAITING, 1), (Arrival.ACCEPTED, 1))
    assert failed == ListState(counts)
    assert state(store) == ListState(((Arrival.WAITING, 2), (Arrival.ACCEPTED, 1)))


def test_a_message_to_one_recipient_is_no_list(store: Store) -> None:
    row = sent(store, letter())

    assert state(store) is None
    with pytest.raises(Refused):
        board(store, row)


def test_the_board_has_a_line_for_each_recipient_with_what_was_sent_last(store: Store) -> None:
    bup, school = to("bup"), to("skola")
    row, _ = put(store, bup), put(store, school)
    become(store, school, Status.REJECTED)
    again = to("skola 2", conversation=school.conversation_id)
    put(store, again, replaces=school.message_id)

    lines = board(store, row)

    assert [one.headline.message_id for one in lines] == [bup.message_id, again.message_id]
    assert [one.delivery.message_id for one in lines] == [bup.message_id, again.message_id]


def test_an_answer_stands_at_the_line_of_whom_it_came_from_whatever_it_answers(
    store: Store,
) -> None:
    bup, school, court = to("bup"), to("skola"), to("tingsrätt")
    row, *_ = put(store, bup), put(store, school), put(store, court)
    again = to("skola", conversation=school.conversation_id)
    put(store, again, replaces=school.message_id)
    received(store, answer_to(school))
    received(store, replace(answer_to(bup), ref_to_message_id=None))
    (newest,) = received(store, answer_to(bup))

    answers = [one.answer and one.answer.row for one in board(store, row)]

    assert answers == [newest, None, newest - 2]


def test_answers_elsewhere_and_in_a_talk_of_the_whole_list_are_nobodys(store: Store) -> None:
    bup = to("bup")
    school = to("skola", conversation=bup.conversation_id)
    row, _ = put(store, bup), put(store, school)
    received(store, answer_to(bup), mailbox=SCHOOL)
    received(store, replace(answer_to(bup), ref_to_message_id=None))

    assert [one.answer for one in board(store, row)] == [None, None]


def test_paging_walks_over_a_list_without_gap_or_double(store: Store) -> None:
    wanted = [sent(store, letter())]
    wanted.append(put(store, to("bup")))
    put(store, to("skola"))
    put(store, to("tingsrätt"))
    wanted.append(sent(store, letter()))

    with store.read() as stored:
        first = stored.messages.page(query(Folder.SENT), limit=2)
        second = stored.messages.page(query(Folder.SENT), 2, limit=2)

    seen = [one.row for one in (*first.headlines, *second.headlines)]
    assert (seen, second.more) == (wanted[::-1], None)


def test_sending_again_to_one_of_a_list_leaves_what_the_others_lack_to_be_done(
    store: Store,
) -> None:
    talk = "aaaaaaaa-0000-4000-8000-000000000000"
    bup, school, again = (to(name, conversation=talk) for name in ("bup", "skola", "bup"))
    first, second = put(store, bup), put(store, school)
    become(store, bup, Status.MESSAGE_EXCHANGE_ERROR)
    become(store, school, Status.MESSAGE_EXCHANGE_ERROR)
    before = rows(store, query(Folder.ACTION))

    resent = put(store, again, replaces=bup.message_id)
    meanwhile = rows(store, query(Folder.ACTION))
    with store.begin() as stored:
        stored.held.take_out(resent, again.message_id)

    assert before == [second, first]
    assert meanwhile == [second]
    assert rows(store, query(Folder.ACTION)) == [second, first]
