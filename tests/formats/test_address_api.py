import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.address import Function, Organisation
from sdk_desktop.formats.address_api import (
    number_words,
    read_functions,
    read_organisations,
    read_words,
    write_code_system,
    write_function,
    write_list,
    write_organisation,
)

HABO = Organisation("o1", "Habo kommun", "0203:habo.example.se", "212000-0001", "Habo", "En kommun")
SCHOOL = Organisation("o2", "Skolan", kind="ou", parent="o1")
OFFICE = Function(
    "a1", "sdk:soc:0203:habo.example.se", "Socialkontor", HABO, "Hjälp", ("soc",), ("ekonomi",)
)
WORDS = number_words(["orosanmälan", "ekonomi"])
LOOSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def test_what_is_written_is_read_again() -> None:
    organisations = read_organisations([write_organisation(HABO), write_organisation(SCHOOL)])
    words = read_words([write_code_system("c1", "Sökord", WORDS)])

    assert organisations == {"o1": HABO, "o2": replace(SCHOOL, participant=HABO.participant)}
    assert words == {"S001": "ekonomi", "S002": "orosanmälan"}
    assert read_functions([write_function(OFFICE, WORDS)], organisations, words) == (OFFICE,)


def test_units_that_are_each_other_s_parent_end_nothing() -> None:
    units = (Organisation("a", "A", parent="b"), Organisation("b", "B", parent="a"))

    read = read_organisations([write_organisation(unit) for unit in units])

    assert [unit.participant for unit in read.values()] == ["", ""]


def test_a_page_says_where_the_next_one_is() -> None:
    page = write_list(
        [write_organisation(HABO)], self_url="/o?p=2", first_url="/o", next_url="/o?p=3"
    )
    last = write_list([], self_url="/o?p=3", first_url="/o")

    assert page["links"] == {"self": "/o?p=2", "first": "/o", "next": "/o?p=3"}
    assert last["links"] == {"self": "/o?p=3", "first": "/o"}
    assert json.dumps(page)


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({"searchCodes": ["S1", "S9"]}, ("ekonomi", "S9")),
        ({"searchCodes": [{"codeSystem": "c", "code": "S1"}]}, ("ekonomi",)),
        ({"codes": "S1, S2"}, ("ekonomi", "S2")),
        ({"searchCodes": None, "unknown": {}}, ()),
        ({}, ()),
    ],
)
def test_search_codes_become_words(attributes: dict[str, object], words: tuple[str, ...]) -> None:
    read = read_functions([address(**attributes)], {"o1": HABO}, {"S1": "ekonomi"})

    assert read == (Function("a1", "f", "f", HABO, search_words=words),)


def test_an_entry_that_lacks_what_it_needs_does_not_stop_the_others() -> None:
    homeless = address() | {"relationships": {"parent": {"data": None}}}
    nameless = address(identifier=" ")

    read = read_functions([homeless, nameless, 3, address()], {"o1": HABO}, {})

    assert [one.organisation == HABO for one in read] == [False, True]
    assert read_organisations([{"id": "o9"}, None, {"attributes": {"name": "A"}}]) == {}


def test_an_organisation_without_a_name_is_named_by_its_participant() -> None:
    read = read_organisations([{"id": 7, "attributes": {"participantIdentifier": "0203:a.se"}}])

    assert read == {"7": Organisation("7", "0203:a.se", "0203:a.se")}


@given(LOOSE)
def test_nothing_that_the_book_may_hold_stops_it(value: object) -> None:
    attributes = {"identifier": "f", "name": value, "categories": value, "searchCodes": value}
    resource = address() | {"id": value, "attributes": attributes}

    assert len(read_functions([value, resource], {"o1": HABO}, {})) == 1
    read_organisations([value, {"id": value, "attributes": value}])
    read_words([value, {"attributes": {"codes": value}}])


def address(**attributes: object) -> dict[str, object]:
    parent = {"data": {"type": "organizations", "id": "o1"}}
    return {
        "id": "a1",
        "attributes": {"identifier": "f", **attributes},
        "relationships": {"parent": parent},
    }
