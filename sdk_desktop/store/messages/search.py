"""Full-text search over messages (FTS5).

The index holds `folded` text: å, ä and ö are letters of their own, é is e. `flat` holds the words
with å, ä, ö once more as a and o, for a search that finds nothing otherwise; `starts` holds the
first one to three letters of every word, so that the first key strokes are as cheap as the rest,
and `flat_starts` those of the words in `flat`.
Nothing of a message can be read back from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.characters import flattened, folded
from sdk_desktop.domain.identity_numbers import spellings
from sdk_desktop.domain.message import CodeSystem, Identifier, Message, Party
from sdk_desktop.store.compiled import Compiled
from sdk_desktop.store.messages.completions import completions
from sdk_desktop.store.schema.tables import message

TOTAL_LIMIT = 1_000
"""More hits than this are not counted."""

_TOKEN = re.compile(r"[^\W_]+")
_PART = re.compile(r'"([^"]*)"|([^\s"]+)')
_MOST_PARTS = 16
_DIARY = "Dnr"
_SHORT = 3
_LETTERS = frozenset("åäö")

_index = sa.table(
    "message_search",
    *(sa.column(name) for name in ("rowid", "words", "flat", "starts", "flat_starts")),
)
_WAYS = ((folded, "words", "starts"), (flattened, "words flat", "starts flat_starts"))
_INSERT = Compiled(sa.insert(_index), _index.c.keys())
_REMOVE = Compiled(sa.delete(_index).where(_index.c.rowid == sa.bindparam("row")))
_CONFIDENTIAL = sa.text(
    "SELECT EXISTS (SELECT 1 FROM message INDEXED BY message_confidential WHERE confidential = 1"
    " AND id IN (SELECT value FROM json_each(:rows)))"
)
"""Of a thousand hits, by an index that holds nothing else: each may be on another page."""
_matches = sa.text("message_search MATCH :expression")
_MERGE = sa.text("INSERT INTO message_search(message_search, rank) VALUES ('merge', :pages)")
_MERGE_PAGES = 64
_CHANGES = sa.select(sa.func.total_changes())
_MERGED_SOMETHING = 2
"""Rows that a merge changes at least; the command by itself counts for one."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The rows of hits, newest first, how many there are, and whether one is confidential."""

    rows: Sequence[int] = ()
    total: int = 0
    confidential: bool = False


def remove_from_index(connection: sa.Connection, *rows: int) -> None:
    """Remove messages from the index; their words stay in the file until `merge_index` ends."""
    _REMOVE.run_all(connection, [{"row": row} for row in rows])


def merge_index(connection: sa.Connection, *, begin: bool) -> bool:
    """Write a part of the index anew, without what was removed; return whether there is more.

    Called with `begin` first: from then on each call goes on where the last one ended.
    """
    before = connection.execute(_CHANGES).scalar_one()
    pages = -_MERGE_PAGES if begin else _MERGE_PAGES
    connection.execute(_MERGE, {"pages": pages})
    after = connection.execute(_CHANGES).scalar_one()
    return bool(after - before >= _MERGED_SOMETHING)


def index_message(connection: sa.Connection, row: int, said: Message, *noted: str) -> None:
    """Make a message findable by everything it says, everyone it names, and what was noted."""
    _write(connection, row, folded("\n".join((*_words(said), *noted))))


def diary_words(diary_number: str) -> tuple[str, ...]:
    """Return the words by which a registered message is found."""
    return (_DIARY, diary_number, _bare(diary_number)) if diary_number else ()


def index_unreadable(connection: sa.Connection, row: int, *words: str) -> None:
    """Make a message that could not be read findable by what little is known of it."""
    _write(connection, row, folded("\n".join(words)))


def find_messages(
    connection: sa.Connection,
    text: str,
    scope: Sequence[sa.ColumnElement[bool]],
    first: int,
    limit: int,
) -> Hits:
    """Return hits within a scope from a place on, newest first."""
    for fold, columns, starts in _WAYS:
        expression = SearchExpression(connection, columns, starts).of(text, fold)
        hits = _hits(scope).params(expression=expression)
        newest = _newest(connection, hits, TOTAL_LIMIT) if expression else ()
        if newest:
            rows = newest[first : first + limit]
            if len(newest) == TOTAL_LIMIT and len(rows) < limit:
                rows = _newest(connection, hits.offset(first), limit)
            return Hits(rows, len(newest), _is_any_confidential(connection, newest))
    return Hits()


def query_parts(text: str, fold: Callable[[str], str]) -> list[tuple[str, ...]]:
    """Return the words of each part of what was typed: parts are phrases, or end at a space."""
    found = (_TOKEN.findall(fold(quoted or word)) for quoted, word in _PART.findall(text))
    return [tuple(words) for words in found if words][:_MOST_PARTS]


def prefix_expression(part: Sequence[str], columns: str) -> str:
    """Return the FTS5 expression of a part whose last word may go on."""
    return _either(part, columns, " *")


def flat_words(words: Iterable[str]) -> str:
    """Return the words that have å, ä or ö with them as a and o."""
    return flattened(" ".join(sorted(w for w in words if not _LETTERS.isdisjoint(w))))


@dataclass(frozen=True, slots=True)
class SearchExpression:
    """Makes the FTS5 expression of what was typed, for some columns of the index."""

    connection: sa.Connection
    columns: str
    starts: str

    def of(self, text: str, fold: Callable[[str], str]) -> str:
        """Return the expression, empty when the text holds no word.

        Every word is taken as a beginning; `"…"` is a phrase of whole words.
        """
        parts = ((q, tuple(_TOKEN.findall(fold(q or word)))) for q, word in _PART.findall(text))
        said = [(is_phrase, words) for is_phrase, words in parts if words][:_MOST_PARTS]
        return " AND ".join(
            _either(words, self.columns, "") if is_phrase else self._typed(words)
            for is_phrase, words in said
        )

    def _typed(self, part: Sequence[str]) -> str:
        if len(part) == 1 and len(part[0]) <= _SHORT:
            return f'{{{self.starts}}} : "{part[0]}"'
        ways = (self._completed(way) for way in _ways(part))
        return f"({' OR '.join(ways)})"

    def _completed(self, way: str) -> str:
        before, space, beginning = way.rpartition(" ")
        words = completions(self.connection, beginning) if len(beginning) > _SHORT else ()
        of_words = [_phrase(self.columns, before + space + one) for one in words]
        return " OR ".join(of_words or [_phrase(self.columns, way, " *")])


def _either(part: Sequence[str], columns: str, more: str) -> str:
    return f"({' OR '.join(_phrase(columns, way, more) for way in _ways(part))})"


def _ways(part: Sequence[str]) -> Iterable[str]:
    """Return how `12/26` may stand: as two words in a row, or as one without the separator.

    A person's number may stand with its century or without.
    """
    joined = "".join(part)
    others = [way for one in spellings(joined) for way in (one, one.replace(" ", ""))]
    return dict.fromkeys((" ".join(part), joined, *others))


def _phrase(columns: str, words: str, more: str = "") -> str:
    return f'{{{columns}}} : "{words}"{more}'


def _write(connection: sa.Connection, row: int, words: str) -> None:
    distinct = set(_TOKEN.findall(words))
    plain = flat_words(distinct)
    values = {
        "rowid": row,
        "words": words,
        "flat": plain,
        "starts": _starts(distinct),
        "flat_starts": _starts(plain.split()),
    }
    _INSERT.run(connection, values)


def _starts(words: Iterable[str]) -> str:
    return " ".join(sorted({w[:n] for w in words for n in range(1, _SHORT + 1)}))


def _hits(scope: Sequence[sa.ColumnElement[bool]]) -> sa.Select[int]:
    hits = sa.select(_index.c.rowid).where(_matches)
    if not scope:
        return hits
    within = sa.select(sa.literal(1)).where(message.c.id == _index.c.rowid, *scope)
    return hits.where(within.correlate(_index).exists())


def _is_any_confidential(connection: sa.Connection, rows: Sequence[int]) -> bool:
    return bool(connection.execute(_CONFIDENTIAL, {"rows": json.dumps(rows)}).scalar_one())


def _newest(connection: sa.Connection, hits: sa.Select[int], limit: int) -> Sequence[int]:
    newest_first = hits.order_by(_index.c.rowid.desc()).limit(limit)
    return connection.execute(newest_first).scalars().all()


def _words(said: Message) -> Iterable[str]:
    yield from (said.label or "", said.message_id)
    for party in (said.sender, said.recipient):
        yield from _party_words(party)
    for document in said.documents:
        yield document.name or ""
        yield from document.texts
        yield from (file.name for file in document.files)


def _party_words(party: Party) -> Iterable[str]:
    yield from (party.organisation, party.label or "", party.function)
    yield (party.attention.function_label or "") if party.attention else ""
    for person in party.persons:
        yield from (person.label or "", *_identifier_words(person.identifier))
    for reference in party.references:
        yield from (reference.label or "", *_identifier_words(reference.identifier))


def _identifier_words(identifier: Identifier | None) -> Iterable[str]:
    if identifier is None:
        return
    if identifier.root == CodeSystem.DIARY_NUMBER:
        yield _DIARY
    yield from (identifier.extension, _bare(identifier.extension))


def _bare(text: str) -> str:
    """Return a number without its separators, as people type it too."""
    parts = _TOKEN.findall(text)
    return "".join(parts) if len(parts) > 1 else ""
