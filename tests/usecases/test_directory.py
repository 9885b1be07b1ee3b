"""The local copy of the address book."""

from dataclasses import replace

import pytest

from sdk_desktop.domain.address import AddressBookContent, AddressHit
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.sandbox.cast.organisations import functions
from sdk_desktop.usecases.address_book import AddressBook
from tests.kit.sandbox_network import SOCIAL, PersonClient, SandboxNetwork, colleague_of
from tests.usecases.arrivals import AKUTEN

BOOK = "/addressbook"


@pytest.fixture
def know_addresses() -> bool:
    return False


def test_it_is_fetched_once_a_day(network: SandboxNetwork, kim: PersonClient) -> None:
    kim.synchronise()
    asked = network.line.count("GET", BOOK)
    kim.wait(hours=24, seconds=-1)
    assert network.line.count("GET", BOOK) == asked
    kim.wait(seconds=1)
    assert network.line.count("GET", BOOK) > asked


def test_a_clock_that_was_set_back_asks_once(network: SandboxNetwork, kim: PersonClient) -> None:
    kim.synchronise()
    asked = network.line.count("GET", BOOK)
    kim.wait(days=-400)
    kim.wait(seconds=1)

    assert network.line.count("GET", BOOK) == 2 * asked


def test_a_book_that_came_whole_can_be_searched_and_walked(kim: PersonClient) -> None:
    book = kim.workspace.address_book
    age = book.refresh()

    assert (age.refreshed, age.functions) == (kim.watch.now, len(functions()))
    assert book.search("akuten")[0].function.identifier == AKUTEN
    assert len(book.search("a", limit=2)) == 2
    key = book.search("akuten")[0].function.organisation.key
    assert AKUTEN in {hit.function.identifier for hit in book.functions(key)}
    assert key in {organisation.key for organisation in book.organisations()}


def test_a_favourite_comes_first_until_it_is_none(kim: PersonClient) -> None:
    book = kim.workspace.address_book
    book.refresh()
    last = book.search("e", limit=100)[-1].function.identifier

    book.favourite(last, on=True)
    assert book.search("e")[0].function.identifier == last
    assert book.search("e")[0].favourite
    book.favourite(last, on=False)
    assert book.search("e", limit=100)[-1].function.identifier == last


def test_a_favourite_is_seen_by_oneself_and_a_mailboxs_by_all(kim: PersonClient) -> None:
    kim.workspace.address_book.refresh()
    mine, ours = (hit.function.identifier for hit in kim.workspace.address_book.search("e", 2))
    kim.workspace.address_book.favourite(mine, True)
    kim.workspace.address_book.favourite(ours, True, SOCIAL)

    sara = colleague_of(kim, "Sara Lind")
    seen = [[seen_as(hit) for hit in one.address_book.search("")] for one in (kim.workspace, sara)]
    sara.address_book.favourite(ours, False, SOCIAL)
    left = sara.address_book.search("")
    sara.close()

    assert seen == [[(mine, True, ()), (ours, False, (SOCIAL,))], [(ours, False, (SOCIAL,))]]
    assert left == ()


def seen_as(hit: AddressHit) -> tuple[str, bool, tuple[str, ...]]:
    return hit.function.identifier, hit.favourite, hit.mailboxes


def test_the_old_copy_stays_when_the_new_one_breaks_off(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    book = kim.workspace.address_book
    book.refresh()
    before = book.age()
    network.line.cut_before("GET", BOOK, times=4)
    kim.watch.turn(days=2)

    with pytest.raises(Unavailable) as raised:
        book.refresh()

    assert book.age() == replace(before, trouble=raised.value)
    assert kim.watch.paused == 15


def test_a_book_that_failed_rests_longer_each_time(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    book = kim.workspace.address_book
    network.line.cut_before("GET", BOOK, times=8)
    with pytest.raises(Unavailable):
        book.refresh()

    resting = book.is_stale()
    kim.watch.turn(seconds=30)
    rested = book.is_stale()
    with pytest.raises(Unavailable):
        book.refresh()
    kim.watch.turn(seconds=59)

    assert (resting, rested, book.is_stale()) == (False, True, False)


def test_a_clock_that_was_set_back_lets_no_book_rest_for_ever(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    book = kim.workspace.address_book
    network.line.cut_before("GET", BOOK, times=4)
    with pytest.raises(Unavailable):
        book.refresh()

    kim.watch.turn(days=-1)

    assert book.is_stale()


def test_a_busy_address_book_holds_up_no_message(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    kim.synchronise()
    kim.watch.turn(days=2)
    line, asked = network.line, len(network.line.requests)

    kim.synchronise()

    paths = [request.url.path for request in line.requests[asked:]]
    book = [number for number, path in enumerate(paths) if BOOK in path]
    assert book
    assert min(book) > max(n for n, path in enumerate(paths) if path.startswith("/v1/"))


def smaller(kim: PersonClient, left: int) -> AddressBook:
    """Return a book that has only some of the functions."""
    found = functions()[:left]
    owners = tuple({one.organisation.key: one.organisation for one in found}.values())
    return AddressBook(
        kim.workspace._store, lambda: AddressBookContent(owners, found, 2), kim.workspace._actor
    )


def test_a_book_that_lacks_much_replaces_nothing_unasked(kim: PersonClient) -> None:
    kim.workspace.address_book.refresh()
    book = smaller(kim, 3)

    with pytest.raises(Unavailable, match="The earlier copy is kept"):
        book.refresh()

    age = book.age()
    assert (age.functions, age.gone) == (len(functions()), 0)
    assert age.trouble
    assert age.trouble.values == {"gone": len(functions()) - 3, "count": len(functions())}


def test_a_book_that_may_shrink_says_what_is_gone(kim: PersonClient) -> None:
    kim.workspace.address_book.refresh()

    age = smaller(kim, 3).refresh(may_shrink=True)

    assert (age.functions, age.gone, age.homeless) == (3, len(functions()) - 3, 2)


def test_a_few_functions_that_went_are_counted(kim: PersonClient) -> None:
    kim.workspace.address_book.refresh()

    age = smaller(kim, len(functions()) - 1).refresh()

    assert (age.gone, age.trouble) == (1, None)


def test_an_empty_book_replaces_nothing(kim: PersonClient) -> None:
    book = kim.workspace.address_book
    book.refresh()
    empty = AddressBook(
        kim.workspace._store, lambda: AddressBookContent((), ()), kim.workspace._actor
    )

    with pytest.raises(Unavailable, match="address book is empty"):
        empty.refresh()

    assert not book.search("akuten")[0].gone
