"""What is typed in the search field."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sdk_desktop.domain.clock import midnight
from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.mailbox import SearchTerms
from sdk_desktop.usecases.searching.search_text import read_search, sought_words

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
MARCH_2 = midnight(date(2026, 3, 2))


@pytest.mark.parametrize(
    ("typed", "words", "terms"),
    [
        ("kallelse möte", "kallelse möte", SearchTerms()),
        ('"till möte" kall', '"till möte" kall', SearchTerms()),
        ("från:ekdala möte", "möte", SearchTerms(senders=("ekdala",))),
        ("Från: ekdala", "", SearchTerms(senders=("ekdala",))),
        ('från:"bup ekdala" till:soc', "", SearchTerms(("bup ekdala",), ("soc",))),
        ("from:ekdala to:soc", "", SearchTerms(("ekdala",), ("soc",))),
        ("dnr:12/26", "", SearchTerms(numbers=("12/26",))),
        ("bilaga:*", "", SearchTerms(has_files=True)),
        ("bilaga:plan", "", SearchTerms(files=("plan",))),
        ("handläggare:sara", "", SearchTerms(handlers=("sara",))),
        ('handler:"Sara Lind" möte', "möte", SearchTerms(handlers=("Sara Lind",))),
        ("före:2026-03-02", "", SearchTerms(before=MARCH_2)),
        ("efter:2/3", "", SearchTerms(since=MARCH_2)),
        ("efter:igår", "", SearchTerms(since=MARCH_2 + timedelta(days=1))),
        ("före:31/2 möte", "möte", SearchTerms()),
        ("efter:2026-0", "", SearchTerms()),
        ("status:besvarat", "", SearchTerms(states=frozenset({ErrandState.ANSWERED}))),
        ("status:hemlig", "", SearchTerms()),
        ("mina olästa möte", "möte", SearchTerms(mine=True, unread=True)),
        ('"mina"', '"mina"', SearchTerms()),
        ("från:", "", SearchTerms()),
        ("kl:10", "kl:10", SearchTerms()),
        ("", "", SearchTerms()),
    ],
)
def test_what_is_typed_is_read(typed: str, words: str, terms: SearchTerms) -> None:
    assert read_search(typed, NOW) == (words, terms)


def marked(search: str, text: str) -> list[str]:
    places = sought_words(search, NOW).places(text)
    return [text[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("search", "text", "found"),
    [
        ("möt", "Mötet flyttas, MÖTE två, omöte", ["Mötet", "MÖTE"]),
        ("mote", "Mötet och motet", ["motet"]),
        ("mote", "Mötet om mo\u0308tet", ["Mötet", "mo\u0308tet"]),
        ("ide", "Idéer", ["Idéer"]),
        ('"sip möte"', "sip-möte, SIP möten", ["sip-möte"]),
        ("12/26", "SOC 12/26 och 1226, 12 27", ["12/26", "1226"]),
        ("dnr:soc från:bup", "BUP i SOC 1", ["BUP", "SOC"]),
        ("mina olästa status:ny", "mina olästa nya", []),
        ("strasse", "Straße 1", ["Straße"]),
        ("150630-2387", "20150630-2387, 201506302387", ["20150630-2387", "201506302387"]),
        ("201506302387", "20150630-2387, 150630-2387", ["20150630-2387", "150630-2387"]),
        ("", "ord", []),
        ("...", "ord", []),
    ],
)
def test_what_was_sought_is_marked_as_the_search_finds_it(
    search: str, text: str, found: list[str]
) -> None:
    assert marked(search, text) == found
