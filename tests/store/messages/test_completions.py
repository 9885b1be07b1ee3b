import pytest

from sdk_desktop.domain.characters import folded
from sdk_desktop.store.messages.completions import MOST, completions
from sdk_desktop.store.messages.search import SearchExpression
from sdk_desktop.store.store import Store
from tests.store.letters import letter, query, received, rows

NUMBERS = [f"barn{number}" for number in range(MOST)]


def said(store: Store, text: str) -> str:
    """Return what the engine is asked for a text that was typed."""
    with store.read() as transaction:
        connection = transaction.messages.connection
        return SearchExpression(connection, "words", "starts").of(text, folded)


def known(store: Store, beginning: str) -> list[str]:
    """Return the words that begin so."""
    with store.read() as transaction:
        return completions(transaction.messages.connection, beginning)


def test_the_words_that_begin_so_are_known_in_order(store: Store) -> None:
    received(store, letter("Barnets barnomsorg"), letter("barn barna bar", "Barnets möte"))

    assert known(store, "barn") == ["barn", "barna", "barnets", "barnomsorg"]
    assert known(store, "barne") == ["barnets"]
    assert known(store, "möte") == ["möte"]
    assert known(store, "öron") == []


def test_words_of_the_same_transaction_are_known(store: Store) -> None:
    received(store, letter("Barn"))

    with store.begin() as transaction:
        transaction.messages.register(1, "SN 1", "Barnahus")
        found = completions(transaction.messages.connection, "barna")

    assert found == ["barnahus"]


def test_the_matches_of_a_beginning_are_never_put_together_where_few_words_have_it(
    store: Store,
) -> None:
    received(store, letter("Barnets barnomsorg 12/2634"))

    assert said(store, "barn") == '({words} : "barnets" OR {words} : "barnomsorg")'
    assert said(store, "12/2634") == '({words} : "12 2634" OR {words} : "122634" *)'


def test_a_beginning_of_many_words_is_looked_for_as_one(store: Store) -> None:
    (row,) = received(store, letter("Kallelse", " ".join(NUMBERS)))
    assert known(store, "barn") == sorted(NUMBERS)

    (other,) = received(store, letter("Barnet"))

    assert known(store, "barn") == []
    assert said(store, "barn") == '({words} : "barn" *)'
    assert rows(store, query(text="barn")) == [other, row]


@pytest.mark.parametrize("text", ["barnets kallelse", "kallel barn", "barnets-kalle", "kallelse"])
def test_all_that_goes_on_is_found(store: Store, text: str) -> None:
    expected = received(store, letter("Barnets-kallelser"), letter("Barnets-kallelsen, kallelse"))

    assert rows(store, query(text=text)) == expected[::-1]
