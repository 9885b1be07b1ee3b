"""Lists in other orders: what comes first, page by page, and by which index."""

from dataclasses import replace

import pytest

from sdk_desktop.domain.mailbox import Folder, Order
from sdk_desktop.domain.message import Attention, Message, Party
from sdk_desktop.store.messages.lists import sorting
from sdk_desktop.store.store import Store
from tests.store.letters import DAY, NOON, SCHOOL, SOCIAL, letter, query, received, rows, sent
from tests.store.messages.lists.test_listing import every_page


def from_side(function: str | None, organisation: str | None = "Vik") -> Message:
    """Return a message from a function by its name, or by its address where it has none."""
    side = Party("0203:vik.example.se", organisation, Attention("z@vik.example.se", function))
    return replace(letter(), sender=side)


def test_the_oldest_come_first_page_by_page(store: Store) -> None:
    stored = received(store, *(letter() for _ in range(7)))

    assert every_page(store, replace(query(), order=Order.OLDEST), limit=3) == stored


def test_senders_come_as_swedish_lists_sort_them_and_the_newest_of_each_first(store: Store) -> None:
    names = "Öppenvård", "Akuten", "ängen", "Ånghuset", "zonen", "akuten", None
    stored = dict(enumerate(received(store, *map(from_side, names))))

    seen = every_page(store, replace(query(), order=Order.SENDER), limit=2)

    assert seen == [stored[place] for place in (5, 1, 6, 4, 3, 2, 0)]


def test_functions_of_one_name_are_sorted_by_their_organisation(store: Store) -> None:
    last, first = received(store, from_side("Reception", "Öby"), from_side("Reception", "Åby"))

    assert rows(store, replace(query(), order=Order.SENDER)) == [first, last]


def test_what_is_to_be_answered_soonest_comes_first_and_what_has_no_deadline_last(
    store: Store,
) -> None:
    none, late, soon, done, newest = received(store, *(letter() for _ in range(5)))
    with store.begin() as transaction:
        transaction.errands.answer_by(late, NOON + 2 * DAY)
        transaction.errands.answer_by(soon, NOON + DAY)
        transaction.errands.answer_by(done, NOON)
        transaction.errands.answered(done, "", NOON)

    seen = every_page(store, replace(query(), order=Order.DEADLINE), limit=2)

    assert seen == [soon, late, newest, done, none]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("folder", [Folder.ALL, Folder.NEW, Folder.SENT])
def test_each_order_shows_what_the_folder_holds(store: Store, folder: Folder, order: Order) -> None:
    received(store, letter(), letter())
    received(store, letter(), mailbox=SCHOOL)
    sent(store, letter())
    asked = replace(query(folder, mailbox=SOCIAL), order=order)

    assert sorted(every_page(store, asked, limit=1)) == sorted(
        rows(store, replace(asked, order=Order.NEWEST))
    )


@pytest.mark.parametrize("few", [0, sorting.FEW])
@pytest.mark.parametrize("mailbox", ["", SOCIAL])
@pytest.mark.parametrize("folder", Folder)
@pytest.mark.parametrize("order", Order)
def test_each_message_is_known_to_stand_where_it_is_shown(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    order: Order,
    folder: Folder,
    mailbox: str,
    few: int,
) -> None:
    monkeypatch.setattr(sorting, "FEW", few)
    mine, *_ = received(store, letter(), from_side("Åsa"), from_side("Åsa"))
    received(store, letter(), mailbox=SCHOOL)
    sent(store, letter())
    with store.begin() as transaction:
        transaction.messages.assign(mine, query().me)
    asked = replace(query(folder, mailbox=mailbox), order=order)
    shown = every_page(store, asked, limit=2)

    with store.read() as transaction:
        places = [transaction.messages.place(asked, row) for row in shown]

    assert places == list(range(len(shown)))


def test_where_an_erased_message_stood_is_not_known(store: Store) -> None:
    received(store, letter(), letter())

    with store.read() as transaction:
        place = transaction.messages.place(replace(query(), order=Order.SENDER), 99)

    assert place is None


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ((Folder.ALL, Order.SENDER), "message_sender"),
        ((Folder.ALL, Order.DEADLINE), "message_deadline"),
        ((Folder.SENT, Order.SENDER), "message_sent_to"),  # what came in is not walked through
        ((Folder.SENT, Order.DEADLINE), "message_deadline"),
    ],
)
@pytest.mark.parametrize("mailbox", ["", SOCIAL])
def test_nothing_is_sorted_for_a_page_of_a_folder_that_grows_for_years(
    store: Store,
    plans: list[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: tuple[Folder, Order],
    index: str,
    mailbox: str,
) -> None:
    monkeypatch.setattr(sorting, "FEW", 0)
    folder, order = asked
    row = sent(store, letter())
    with store.read() as transaction:
        transaction.messages.page(replace(query(folder, mailbox=mailbox), order=order), row)

    (plan,) = (one for one in plans if f"INDEX {index}" in one)
    assert "TEMP B-TREE" not in plan
