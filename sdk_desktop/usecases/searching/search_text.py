"""What is typed in the search field: words, and operators such as `från:` with a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sdk_desktop.domain.characters import flattened, folded
from sdk_desktop.domain.clock import local, midnight
from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.identity_numbers import spellings
from sdk_desktop.domain.mailbox import SearchTerms

_PART = re.compile(r'(\w+):\s*$|(?:(\w+):\s*)?(?:"([^"]*)"?|([^\s"]+))')
"""An operator whose value is yet to come, or one with its value, a phrase, a word."""
_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')
_ANY = "*"
_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")

_FROM, _TO, _NUMBER, _FILE, _HANDLER, _BEFORE, _SINCE, _STATE = (
    *("från", "till", "dnr", "bilaga", "handläggare"),
    *("före", "efter", "status"),
)
_FIELDS: Mapping[str, str] = {
    _FROM: "senders",
    _TO: "recipients",
    _NUMBER: "numbers",
    _FILE: "files",
    _HANDLER: "handlers",
}
"""The operators whose value is a word in a name, and the field that holds it."""
_NAMES: Mapping[str, str] = {
    **{name: name for name in (_FROM, _TO, _NUMBER, _FILE, _HANDLER, _BEFORE, _SINCE, _STATE)},
    "from": _FROM,
    "to": _TO,
    "file": _FILE,
    "attachment": _FILE,
    "before": _BEFORE,
    "after": _SINCE,
    "fran": _FROM,
    **dict.fromkeys(("handler", "handlaggare"), _HANDLER),
    "fore": _BEFORE,
}
_MINE, _UNREAD = frozenset({"mina", "mine"}), frozenset({"olästa", "unread"})
_STATES: Mapping[str, ErrandState] = {
    **dict.fromkeys(("ny", "nya", "new"), ErrandState.NEW),
    **dict.fromkeys(("tagen", "tagna", "taken"), ErrandState.TAKEN),
    **dict.fromkeys(("skrivs", "svarskrivs", "writing"), ErrandState.WRITING),
    **dict.fromkeys(("besvarat", "besvarad", "besvarade", "answered"), ErrandState.ANSWERED),
    **dict.fromkeys(("klar", "klart", "klara", "diariefört", "done"), ErrandState.DONE),
}


def read_search(text: str, now: datetime) -> tuple[str, SearchTerms]:
    """Return the words that are searched for anywhere, and what narrows the search.

    An operator is a Swedish or English word with a colon; `mina` and `olästa` need none, and are
    searched for as words in quotation marks. A day that is not one, or an unknown state, narrows
    nothing: it may not have been typed to its end.
    """
    words: list[str] = []
    terms = SearchTerms()
    for found in _PART.finditer(text):
        unfinished, name, phrase, word = found.groups()
        operator = _NAMES.get((name or unfinished or "").lower(), "")
        value = phrase if phrase is not None else word or ""
        if operator:
            terms = _narrowed(terms, operator, value, now)
        elif unfinished is not None:
            words.append(unfinished)
        elif name is None and phrase is None and value.lower() in _MINE:
            terms = replace(terms, mine=True)
        elif name is None and phrase is None and value.lower() in _UNREAD:
            terms = replace(terms, unread=True)
        else:
            words.append(found.group().strip())
    return " ".join(words), terms


_TOKEN = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
_MOST_PLACES = 1_000


@dataclass(frozen=True, slots=True)
class SoughtWords:
    """What a search looks for: words in a row, of which the last is a beginning unless `whole`."""

    parts: tuple[tuple[str, bool], ...] = ()

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where a text holds what was searched for: whole words, as the search finds them.

        Letters are compared as in the index: `å` is found by `a` only where nothing else is.
        """
        for fold in (folded, flattened) if self.parts else ():
            found = tuple(self._places(text, fold))
            if found:
                return found[:_MOST_PLACES]
        return ()

    def _places(self, text: str, fold: Callable[[str], str]) -> Iterator[tuple[int, int]]:
        words = _words(text, fold)
        sought = [(_TOKEN.findall(fold(part)), whole) for part, whole in self.parts]
        place = 0
        while place < len(words):
            long = max(
                (_length(words, place, row, whole=whole) for row, whole in sought), default=0
            )
            if long:
                yield words[place][1], words[place + long - 1][2]
            place += long or 1


NOTHING_SOUGHT = SoughtWords()
"""What is looked for where there is no search."""


def sought_words(text: str, now: datetime) -> SoughtWords:
    """Return what is to be marked in what a search has found."""
    words, terms = read_search(text, now)
    parts = [(phrase or word, bool(phrase)) for phrase, word in _WORD.findall(words)]
    parts += [(word, False) for word in terms.words]
    numbers = [(way, True) for part, _ in parts for way in spellings(part)]
    return SoughtWords((*parts, *numbers))


def _words(text: str, fold: Callable[[str], str]) -> list[tuple[str, int, int]]:
    """Return the words of a text as they are compared, and where they stand in it."""
    compared = fold(text)
    if len(compared) == len(text):
        return [(one.group(), one.start(), one.end()) for one in _TOKEN.finditer(compared)]
    return [(fold(one.group()), one.start(), one.end()) for one in _TOKEN.finditer(text)]


def _length(
    words: Sequence[tuple[str, int, int]], place: int, row: Sequence[str], *, whole: bool
) -> int:
    """Return how many words from a place on are those of a row, or are written as one."""
    if not row:
        return 0
    if len(row) > 1 and _fits(words[place][0], "".join(row), whole=whole):
        return 1
    found = [word for word, _, _ in words[place : place + len(row)]]
    begins = len(found) == len(row) and found[:-1] == list(row[:-1])
    return len(row) if begins and _fits(found[-1], row[-1], whole=whole) else 0


def _fits(word: str, sought: str, *, whole: bool) -> bool:
    return word == sought if whole else word.startswith(sought)


def _narrowed(terms: SearchTerms, operator: str, value: str, now: datetime) -> SearchTerms:
    field = _FIELDS.get(operator)
    if not value:
        return terms
    if operator == _FILE and value == _ANY:
        return replace(terms, has_files=True)
    if field is not None:
        words: dict[str, Any] = {field: (*getattr(terms, field), value)}
        return replace(terms, **words)
    if operator == _STATE:
        known = _STATES.get(value.lower())
        return replace(terms, states=terms.states | {known}) if known else terms
    return _bounded(terms, operator, value, now)


def _bounded(terms: SearchTerms, operator: str, value: str, now: datetime) -> SearchTerms:
    day = _day(value, local(now).date())
    if day is None:
        return terms
    moment = midnight(day)
    return replace(terms, before=moment) if operator == _BEFORE else replace(terms, since=moment)


def _day(text: str, today: date) -> date | None:
    """Return the day of 2026-03-05, 5/3, 5/3/2026, idag or igår; None for anything else."""
    near = {"idag": 0, "today": 0, "igår": 1, "yesterday": 1}.get(text.lower())
    if near is not None:
        return today - timedelta(days=near)
    found = _DAY.fullmatch(text)
    day, month, year = found.groups() if found else ("", "", "")
    try:
        if found:
            return date(int(year or today.year), int(month), int(day))
        return date.fromisoformat(text)
    except ValueError:
        return None
