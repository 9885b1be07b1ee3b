"""What narrows a search: each operator finds one message and leaves out the other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.mailbox import SearchTerms
from sdk_desktop.store.store import Store
from tests.store.letters import FULL, NOON, letter, query, received, rows, sent

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "terms",
    [
        SearchTerms(senders=("psyk",)),
        SearchTerms(senders=("PSYK@region",)),
        SearchTerms(numbers=("2026/12",)),
        SearchTerms(files=("PLAN",)),
        SearchTerms(has_files=True),
        SearchTerms(senders=("psyk",), has_files=True, since=NOON - DAY, before=NOON + DAY),
    ],
)
def test_an_operator_finds_what_it_says_and_nothing_else(store: Store, terms: SearchTerms) -> None:
    (row,) = received(store, FULL)
    received(store, letter("psyk@region.example.se"))

    assert rows(store, replace(query(), terms=terms)) == [row]


@pytest.mark.parametrize(
    "terms",
    [
        SearchTerms(since=NOON + DAY),
        SearchTerms(before=NOON - DAY),
        SearchTerms(mine=True),
        SearchTerms(states=frozenset({ErrandState.DONE})),
        SearchTerms(recipients=("psyk",)),
        SearchTerms(senders=("psyk",), files=("avtal",)),
    ],
)
def test_what_does_not_hold_finds_nothing(store: Store, terms: SearchTerms) -> None:
    received(store, FULL)

    assert rows(store, replace(query(), terms=terms)) == []


def test_who_wrote_and_to_whom_are_told_apart(store: Store) -> None:
    (came,) = received(store, FULL)
    went = sent(
        store, replace(FULL, message_id="1" * 36, sender=FULL.recipient, recipient=FULL.sender)
    )

    assert rows(store, replace(query(), terms=SearchTerms(senders=("psyk",)))) == [came]
    assert rows(store, replace(query(), terms=SearchTerms(recipients=("psyk",)))) == [went]


def test_what_is_new_and_mine_is_found_without_a_word(store: Store) -> None:
    first, second = received(store, letter("Ett"), letter("Två"))
    with store.begin() as transaction:
        transaction.messages.assign(second, "Siv")

    mine, new = SearchTerms(mine=True), SearchTerms(states=frozenset({ErrandState.NEW}))
    assert rows(store, replace(query(), terms=mine)) == [second]
    assert rows(store, replace(query(), terms=new)) == [first]


def test_what_a_colleague_has_is_found_by_a_part_of_the_name(store: Store) -> None:
    _free, hers, his = received(store, letter("Ett"), letter("Två"), letter("Tre"))
    with store.begin() as transaction:
        transaction.messages.assign(hers, transaction.colleagues.id_of("Åsa Öberg"))
        transaction.messages.assign(his, transaction.colleagues.id_of("Bo Ek"))

    asked = [SearchTerms(handlers=words) for words in (("åsa",), ("öberg", "Åsa"), ("åsa", "bo"))]

    found = [rows(store, replace(query(), terms=terms)) for terms in asked]
    assert found == [[hers], [hers], []]


def test_what_operators_find_is_counted_and_not_the_folder(store: Store) -> None:
    received(store, letter("Ett"), letter("Två"))
    with store.begin() as transaction:
        transaction.messages.assign(1, "Siv")
        found = transaction.messages.page(replace(query(), terms=SearchTerms(mine=True)))

    assert found.total == len(found.headlines) == 1


def test_without_a_proof_no_operator_tells_what_a_confidential_message_holds(store: Store) -> None:
    received(store, FULL)
    asked = replace(query(), terms=SearchTerms(has_files=True))

    assert rows(store, asked) != []
    assert rows(store, replace(asked, clearance=None)) == []
