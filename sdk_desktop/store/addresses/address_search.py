"""Forgiving search over the address book (FTS5).

Rows are numbered in alphabetical order, so hits in row order are hits in alphabetical order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import sqlalchemy as sa

from sdk_desktop.domain.address import Function
from sdk_desktop.domain.characters import flattened, folded
from sdk_desktop.store.messages.search import flat_words, prefix_expression, query_parts
from sdk_desktop.store.schema.tables import function_word

_TOKEN = re.compile(r"[^\W_]+")
_index = sa.table(
    "function_search", *(sa.column(name) for name in ("rowid", "names", "more", "flat"))
)
_matches = sa.text("function_search MATCH :expression")
_EMPTY = sa.text("INSERT INTO function_search (function_search) VALUES ('delete-all')")
_FUZZY_FROM = 4
_SIMILAR = 74
_ALTERNATIVES = 8


def index_functions(connection: sa.Connection, functions: Iterable[tuple[int, Function]]) -> None:
    """Make exactly these functions findable, by everything that is said of them."""
    connection.execute(_EMPTY)
    connection.execute(sa.delete(function_word))
    rows = [_row(row, function) for row, function in functions]
    if not rows:
        return
    connection.execute(sa.insert(_index), rows)
    words = {word for row in rows for word in _TOKEN.findall(flattened(_text(row)))}
    connection.execute(sa.insert(function_word), [{"word": word} for word in sorted(words)])


class KnownWords:
    """The words of the address book, kept from one key stroke to the next while it is the same."""

    def __init__(self) -> None:
        self._kept: tuple[object, Sequence[str]] = (None, ())

    def of(self, connection: sa.Connection, version: object) -> Sequence[str]:
        """Return the words; `version` is another one when the address book was renewed."""
        known, words = self._kept
        if version is None or version != known:
            words = connection.execute(sa.select(function_word.c.word)).scalars().all()
            self._kept = version, words
        return words

    def forget(self) -> None:
        """Forget the words."""
        self._kept = (None, ())


def find_functions(
    connection: sa.Connection,
    text: str,
    first: Sequence[int],
    limit: int,
    words: Callable[[], Sequence[str]],
) -> list[int]:
    """Return rows in which every word of a text begins some word, those of `first` before others.

    Where nothing is found, å, ä and ö are taken for a and o, and then similar spelling is tried,
    among the `words` of the address book.
    """
    plain = (_all(text, folded, "names"), _all(text, folded, "names more"))
    found = _in_order(connection, plain, first, limit)
    if not found:
        everywhere = _all(text, flattened, "names more flat")
        found = _in_order(connection, (everywhere,), first, limit)
    if not found:
        found = _in_order(connection, (_similar(words, text),), first, limit)
    return found


def _all(text: str, fold: Callable[[str], str], columns: str) -> str:
    return " AND ".join(prefix_expression(part, columns) for part in query_parts(text, fold))


def _in_order(
    connection: sa.Connection, expressions: Sequence[str], first: Sequence[int], limit: int
) -> list[int]:
    """Return hits of `first` in their order, then those of each expression in row order."""
    if not all(expressions):
        return []
    preferred = set(_rows(connection, expressions[-1], limit, first)) if first else set()
    found = dict.fromkeys(row for row in first if row in preferred)
    for expression in expressions:
        if len(found) < limit:
            found.update(dict.fromkeys(_rows(connection, expression, limit + len(found))))
    return list(found)[:limit]


def _rows(
    connection: sa.Connection, expression: str, limit: int, among: Sequence[int] = ()
) -> Sequence[int]:
    hits = sa.select(_index.c.rowid).where(_matches).params(expression=expression)
    if among:
        hits = hits.where(_index.c.rowid.in_(among))
    return connection.execute(hits.order_by(_index.c.rowid).limit(limit)).scalars().all()


def _similar(words: Callable[[], Sequence[str]], text: str) -> str:
    """Return an expression with, for each word, the words of the address book most like it."""
    terms = [_alternatives(words, token) for token in _TOKEN.findall(flattened(text))]
    return " AND ".join(terms)


def _alternatives(words: Callable[[], Sequence[str]], token: str) -> str:
    """Return the expression for a word: itself, part of a longer one, or one spelt alike."""
    every = [f'"{token}" *']
    if len(token) >= _FUZZY_FROM:
        known_words = words()
        inside = [word for word in known_words if token in word]
        known = any(word.startswith(token) for word in inside)
        others = inside if known else [*inside[:_ALTERNATIVES], *_alike(token, known_words)]
        every.extend(f'"{word}"' for word in dict.fromkeys(others[: 2 * _ALTERNATIVES]))
    return f"({' OR '.join(every)})"


def _alike(token: str, words: Sequence[str]) -> list[str]:
    """Return the words whose beginning is spelt most like a word."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - who spells right needs none of it

    beginnings = [word[: len(token) + 1] for word in words]
    found = process.extract(
        token, beginnings, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=_ALTERNATIVES
    )
    return [words[place] for _, _, place in found]


def _row(row: int, function: Function) -> dict[str, object]:
    owner = function.organisation
    names = folded(f"{function.name}\n{owner.name}\n{owner.alternate_name}")
    more = folded(
        "\n".join(
            (
                *(function.description, *function.categories, *function.search_words),
                *(function.identifier, owner.participant, owner.number),
            )
        )
    )
    return {
        "rowid": row,
        "names": names,
        "more": more,
        "flat": flat_words(_TOKEN.findall(f"{names}\n{more}")),
    }


def _text(row: dict[str, object]) -> str:
    return f"{row['names']}\n{row['more']}"
