"""The local copy of the address book."""

import pytest

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.sandbox.cast.organisations import functions
from sdk_desktop.usecases.address_book import AddressBook
from tests.kit.town import Town, TownClient
from tests.usecases.arrivals import AKUTEN

BOOK = "/addressbook"


def test_it_is_fetched_once_a_day(town: Town, kim: TownClient) -> None:
    kim.synchronise()
    asked = town.line.count("GET", BOOK)
    kim.wait(hours=24)
    assert town.line.count("GET", BOOK) == asked
    kim.wait(seconds=1)
    assert town.line.count("GET", BOOK) > asked


def test_a_clock_that_was_set_back_asks_no_more(town: Town, kim: TownClient) -> None:
    kim.synchronise()
    asked = town.line.count("GET", BOOK)
    kim.wait(days=-400)

    assert town.line.count("GET", BOOK) == asked


def test_a_book_that_came_whole_can_be_searched_and_walked(kim: TownClient) -> None:
    book = kim.workspace.address_book
    age = book.refresh()

    assert (age.refreshed, age.functions) == (kim.watch.now, len(functions()))
    assert book.search("akuten")[0].function.identifier == AKUTEN
    assert len(book.search("a", limit=2)) == 2
    key = book.search("akuten")[0].function.organisation.key
    assert AKUTEN in {hit.function.identifier for hit in book.functions(key)}
    assert key in {organisation.key for organisation in book.organisations()}


def test_a_favourite_comes_first_until_it_is_none(kim: TownClient) -> None:
    book = kim.workspace.address_book
    book.refresh()
    last = book.search("e", limit=100)[-1].function.identifier

    book.favourite(last, on=True)
    assert book.search("e")[0].function.identifier == last
    assert book.search("e")[0].favourite
    book.favourite(last, on=False)
    assert book.search("e", limit=100)[-1].function.identifier == last


def test_the_old_copy_stays_when_the_new_one_breaks_off(town: Town, kim: TownClient) -> None:
    book = kim.workspace.address_book
    book.refresh()
    before = book.age()
    town.line.cut_before("GET", BOOK)
    kim.watch.turn(days=2)

    with pytest.raises(Unavailable):
        book.refresh()

    assert book.age() == before


def test_an_empty_book_replaces_nothing(kim: TownClient) -> None:
    book = kim.workspace.address_book
    book.refresh()
    empty = AddressBook(kim.workspace._store, lambda: ((), ()), kim.watch)

    with pytest.raises(Unavailable, match="address book is empty"):
        empty.refresh()

    assert not book.search("akuten")[0].gone
