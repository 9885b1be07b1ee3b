"""JSON with whole files in it, without ever making one text of it.

The files of a message are Base64 in members named `content` (message-service-api.md §Operations).
A text of 30 MB costs three times its room, and the interpreter does nothing else while it makes
one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from pybase64 import b64encode

from sdk_desktop.formats.json_fields import read_json

LONG = 65_536
"""Bytes of a content that is left where it is when the document is read."""
PIECE = 49_152
"""Bytes of a file that are written at once; divisible by three, so that no piece is padded."""

MOST_MEMBERS = 10_000
"""So many contents are looked at; a message has some ten."""

_NAME = b'"content"'
_VALUE = re.compile(rb'[ \t\r\n]*+:[ \t\r\n]*+"')


@dataclass(frozen=True, slots=True)
class JsonBody:
    """A document as pieces of UTF-8: `parts` in turn, and between two of them a file's Base64."""

    parts: tuple[bytes, ...]
    files: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """How many bytes all pieces have."""
        coded = sum((len(file) + 2) // 3 * 4 for file in self.files)
        return coded + sum(map(len, self.parts))

    def __iter__(self) -> Iterator[bytes]:
        """Write the pieces, as often as it is asked for."""
        first, *others = self.parts
        yield first
        for file, part in zip(self.files, others, strict=True):
            view = memoryview(file)
            for place in range(0, len(file), PIECE):
                yield b64encode(view[place : place + PIECE])
            yield part


class ContentMarks:
    """Stands in for files while the rest of a document is written."""

    def __init__(self) -> None:
        self._mark = uuid4().hex
        self._files: list[bytes] = []

    def mark(self, content: bytes) -> str:
        """Return the text that stands for the next file."""
        self._files.append(content)
        return self._mark

    def body(self, document: Mapping[str, object]) -> JsonBody:
        """Write a document in which each mark stands once, in the order of the files."""
        written = json.dumps(document, ensure_ascii=False).encode()
        return JsonBody(tuple(written.split(self._mark.encode())), tuple(self._files))


def read_large_json(data: bytes) -> Any:  # noqa: ANN401 - whatever it is, the caller looks
    """Read a document as `read_json` does, but give long contents as they stand in `data`.

    Such a content is a `memoryview` of what was between its quotes, unless that holds a backslash.
    """
    mark = uuid4().hex
    views: list[memoryview] = []
    parts: list[bytes | memoryview] = []
    whole, done = memoryview(data), 0
    for begin, end in _long_contents(data):
        parts += (whole[done:begin], f"{mark}{len(views)}".encode())
        views.append(whole[begin:end])
        done = end
    said = read_json(b"".join((*parts, whole[done:])) if views else data)
    if views:
        _put_in(said, {f"{mark}{number}": view for number, view in enumerate(views)})
    return said


def _long_contents(data: bytes) -> Iterator[tuple[int, int]]:
    """Return from where to where long contents stand between their quotes."""
    place = data.find(_NAME)
    for _ in range(MOST_MEMBERS):
        if place < 0:
            return
        value = _VALUE.match(data, place + len(_NAME))
        end = data.find(b'"', value.end()) if value else -1
        if value and _stands_alone(data, place, value.end(), end):
            yield value.end(), end
        place = data.find(_NAME, max(end, place + 1))


def _stands_alone(data: bytes, name: int, begin: int, end: int) -> bool:
    """Return whether a content is long, has no escapes, and is a member's, not within a text."""
    escaped = data[name - 1 : name] == b"\\"
    return end - begin >= LONG and not escaped and data.find(b"\\", begin, end) < 0


def _put_in(said: object, views: Mapping[str, memoryview]) -> None:
    """Replace the marks in every object of a document."""
    match said:
        case dict():
            if isinstance(mark := said.get("content"), str) and mark in views:
                said["content"] = views[mark]
            for inner in said.values():
                _put_in(inner, views)
        case list():
            for inner in said:
                _put_in(inner, views)
