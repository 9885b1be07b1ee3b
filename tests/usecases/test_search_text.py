"""What is typed in the search field."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sdk_desktop.domain.clock import midnight
from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.mailbox import SearchTerms
from sdk_desktop.usecases.search_text import read_search

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
