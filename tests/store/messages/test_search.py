from dataclasses import replace

import pytest

from sdk_desktop.domain.mailbox import Direction, Folder
from sdk_desktop.domain.message import new_id
from sdk_desktop.store.messages.search import TOTAL_LIMIT
from sdk_desktop.store.store import Store
from tests.store.letters import FULL, NOON, SCHOOL, SOCIAL, letter, puzzle, query, received, rows

FOUND = [
    ("subject", "kallelse"),
    ("a word of a compound with a hyphen", "möte"),
    ("text", "välkommen"),
    ("another document's text", "sist"),
    ("capitals", "ÖLANDSGATAN"),
    ("é as e", "iderummet"),
    ("é as é", "idérummet"),
    ("a person", "höglund"),
    ("a person's identifier", "SE2321-1"),
    ("a personal number", "19900101-1234"),
    ("a personal number without its hyphen", "199001011234"),
    ("a personal number being typed", "19900101-1"),
    ("a personal number without its century", "900101-1234"),
    ("a personal number without its century and its hyphen", "9001011234"),
    ("a reference", "2026/12"),
    ("a reference with its kind", "dnr 2026/12"),
    ("a reference with another separator", "2026-12"),
    ("a reference's label", "andré"),
    ("a file name", "plan"),
    ("an organisation", "sundby kommun"),
    ("a function", "socialkontoret"),
    ("a function address", "psyk@region.example.se"),
    ("the message id", FULL.message_id),
    ("the message id being typed", FULL.message_id[:17]),
    ("one letter", "k"),
    ("two letters", "vä"),
    ("a beginning", "väl"),
    ("a long beginning", "välkomm"),
    ("words in any order", "sist kallelse"),
    ("beginnings only", "kall väl"),
    ("a beginning with a space after it", "kall "),
    ("a whole word and a beginning", "möte kal"),
    ("a phrase", '"till idérummet på"'),
    ("a phrase that is not closed", '"till idérum'),
    ("å, ä, ö as a and o", "olandsgatan valkommen"),
]
NOT_FOUND = [
    ("a word that is not there", "orosanmälan"),
    ("ö is not another letter while o is there", "hö"),
    ("the end of a word", "gatan"),
    ("a phrase that ends within a word", '"till idéru"'),
    ("words that do not follow each other", '"möte kallelse"'),
    ("one word of two", "kallelse orosanmälan"),
    ("nothing but signs", '"'),
    ("a star", "*"),
    ("a hyphen", "-"),
    ("brackets", "((("),
    ("a column", "starts:"),
]


@pytest.mark.parametrize(("why", "text"), FOUND)
def test_a_message_is_found_by(store: Store, why: str, text: str) -> None:
    (row,) = received(store, FULL)
    received(store, letter("Annat", "Helt andra ord"))

    assert rows(store, query(text=text))[-1:] == [row]


@pytest.mark.parametrize("stands", ["900101-1234", "9001011234", "19900101-1234", "199001011234"])
@pytest.mark.parametrize("text", ["900101-1234", "9001011234", "19900101-1234", "199001011234"])
def test_a_personal_number_in_a_text_is_found_however_it_is_spelt(
    store: Store, stands: str, text: str
) -> None:
    (row,) = received(store, letter("Fråga", f"Det gäller {stands}, som flyttar."))
    received(store, letter("Annat", "Det gäller 20900101-9999."))

    assert rows(store, query(text=text)) == [row]


def test_of_a_person_of_another_century_nothing_is_found_where_the_century_is_typed(
    store: Store,
) -> None:
    received(store, letter("Fråga", "Det gäller 19120101-1234."))

    assert rows(store, query(text="20120101-1234")) == []
    assert len(rows(store, query(text="120101-1234"))) == 1


@pytest.mark.parametrize(("why", "text"), NOT_FOUND)
def test_a_message_is_not_found_by(store: Store, why: str, text: str) -> None:
    received(store, replace(FULL, recipient=FULL.sender))

    assert rows(store, query(text=text)) == []


@pytest.mark.parametrize(
    "text",
    ['"kallelse', 'kallelse"', "kallelse*", "-kallelse", "kallelse -", "(kallelse)", "^kallelse",
     "kallelse\0", "{kallelse}", "'kallelse'", "kallelse;", "+kallelse", "kallelse ☃"],
)  # fmt: skip
def test_signs_do_no_harm(store: Store, text: str) -> None:
    (row,) = received(store, FULL)

    assert rows(store, query(text=text)) == [row]


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR"])
def test_operators_are_words(store: Store, word: str) -> None:
    (row,) = received(store, letter(f"kallelse {word} möte"))
    received(store, letter("kallelse möte"))

    assert rows(store, query(text=f"kallelse {word} möte")) == [row]


@pytest.mark.parametrize(
    ("stored", "typed", "found"),
    [
        ("höra", "höra", True),
        ("höra", "hora", True),
        ("hora", "höra", True),
        ("idé", "ide", True),
        ("ide", "idé", True),
        ("ho\u0308ra", "höra", True),
        ("höra", "hara", False),
        ("åka", "äka", True),
    ],
)
def test_letters_are_compared_as_swedes_do(
    store: Store, stored: str, typed: str, found: bool
) -> None:
    received(store, letter(stored))

    assert bool(rows(store, query(text=typed))) is found


def test_letters_are_flattened_only_when_nothing_else_is_found(store: Store) -> None:
    (exact, _) = received(store, letter("hora"), letter("höra"))

    assert rows(store, query(text="hora")) == [exact]


def test_an_endless_search_is_cut(store: Store) -> None:
    (row,) = received(store, FULL)

    assert rows(store, query(text="kallelse " * 5000)) == [row]


def test_hits_come_newest_first_a_page_at_a_time(store: Store) -> None:
    stored = received(store, *(letter("Kallelse") for _ in range(5)))

    with store.read() as transaction:
        first = transaction.messages.page(query(text="kall"), limit=2)
        second = transaction.messages.page(query(text="kall"), 2, limit=3)

    assert [one.row for one in first.headlines + second.headlines] == stored[::-1]
    assert (first.total, second.total, second.more) == (5, 5, None)


def test_hits_are_counted_to_a_limit(store: Store) -> None:
    received(store, *(letter("Kallelse") for _ in range(TOTAL_LIMIT + 1)))

    with store.read() as transaction:
        assert transaction.messages.page(query(text="kallelse")).total == TOTAL_LIMIT


def test_a_search_keeps_to_its_mailbox_and_folder(store: Store) -> None:
    (here,) = received(store, letter("Kallelse"))
    (there,) = received(store, letter("Kallelse"), mailbox=SCHOOL)
    with store.begin() as transaction:
        transaction.messages.mark_read(here)
        transaction.errands.see(here, "Siv")

    assert rows(store, query(mailbox=SOCIAL, text="kallelse")) == [here]
    assert rows(store, query(Folder.NEW, text="kallelse")) == [there]
    assert rows(store, query(Folder.NEW, mailbox=SOCIAL, text="kallelse")) == []


def test_a_diary_number_is_found_once_it_is_registered(store: Store) -> None:
    (row,) = received(store, FULL)
    with store.begin() as transaction:
        transaction.messages.register(row, "KS 99/26")
        transaction.messages.register(row, "KS 77/26")

    assert rows(store, query(text="dnr KS 77/26")) == [row]
    assert rows(store, query(text="KS 99/26")) == []
    assert rows(store, query(text="kallelse plan")) == [row]


def test_what_could_not_be_read_is_found_by_its_names(store: Store) -> None:
    with store.begin() as transaction:
        name = new_id()
        row = transaction.messages.add_unreadable(puzzle(name), NOON)
        transaction.messages.register(row, "KS 5/26")

    assert rows(store, query(text=name)) == [row]
    assert rows(store, query(text="KS 5/26")) == [row]


def test_what_was_sent_is_found_too(store: Store) -> None:
    with store.begin() as transaction:
        row = transaction.messages.add(FULL, Direction.OUT, SOCIAL, NOON)

    assert rows(store, query(Folder.SENT, text="kallelse")) == [row]


def test_of_a_thousand_hits_only_those_that_are_shown_are_looked_at(
    store: Store, plans: list[str]
) -> None:
    received(store, *(letter("Kallelse") for _ in range(5)))
    plans.clear()

    with store.read() as transaction:
        transaction.messages.page(query(text="kall"), limit=2)

    looked = [plan for plan in plans if "SEARCH message USING INTEGER" in plan]
    assert len(looked) == 1
    assert any("COVERING INDEX message_confidential (id=?)" in plan for plan in plans)


def test_a_search_says_whether_a_hit_beyond_the_page_is_confidential(store: Store) -> None:
    received(store, letter("Remiss", confidential=True), letter("Kallelse", confidential=True))
    received(store, *(letter("Remiss") for _ in range(3)), letter("Beslut"))

    with store.read() as transaction:
        assert transaction.messages.page(query(text="remiss"), limit=2).confidential
        assert not transaction.messages.page(query(text="beslut"), limit=2).confidential
