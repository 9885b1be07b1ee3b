"""An XML document as received: its tree, with the long Base64 texts beside it.

A message of 22 MB is nearly all Base64, which needs no parsing and is its own canonical form. So
every long text of nothing but Base64 is taken out before the document is parsed, and a short token
stands in its place. So read an element's text from the `XmlDocument`, not from the element.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdk_desktop.formats.xmldsig.limits import LARGEST, check_size
from sdk_desktop.formats.xmldsig.xml import (
    Element,
    canonical_form,
    has_instructions,
    in_utf8,
    parse,
    parse_whole,
)

LONG = 1 << 16
"""Bytes of a block: a text of two blocks holds a whole one, so it is always found."""

_INERT = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\n"
"""Characters that neither parsing nor canonicalising changes; a carriage return is not one."""

_CHUNK = 1 << 20
_TOKEN = re.compile(rb"(text-[0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A parsed document; `long_texts` are what stands in `data` for the tokens in the tree.

    Read from `root`. `whole` also has the processing instructions and serves only to make the
    canonical form; where there are none, it is the same tree.
    """

    root: Element
    long_texts: Mapping[str, memoryview]
    whole: Element

    def text(self, element: Element) -> bytes | memoryview:
        """Return all the text of an element that holds nothing but text, as UTF-8."""
        text = element.text or ""
        return self.long_texts.get(text) or text.encode()

    def length(self, element: Element) -> int:
        """Count the bytes of an element's text."""
        return len(self.text(element))

    def canonical(
        self, *, exclusive: bool = False, prefixes: Sequence[str] = ()
    ) -> Iterator[bytes | memoryview]:
        """Return the form of `xml.canonical_form` piece by piece."""
        form = canonical_form(self.whole, exclusive=exclusive, prefixes=prefixes)
        if not self.long_texts:
            yield form
            return
        for index, piece in enumerate(_TOKEN.split(form)):
            yield self.long_texts.get(piece.decode(), piece) if index % 2 else piece


def read_document(data: bytes, *holders: str, largest: int = LARGEST) -> XmlDocument:
    """Parse a document; raise `InvalidMessage` as `xml.parse` does.

    `holders` are the tags of elements whose text may be long and is asked of the document. Only
    with their long texts taken out may a document be larger than the parser takes.
    """
    check_size(data, largest)
    data = in_utf8(data)
    check_size(data, largest)
    short, long_texts = _take_out(data) if holders else (data, {})
    if long_texts:
        whole = parse_whole(short)
        if _all_are_held(whole, long_texts, holders):
            return XmlDocument(_read(whole, short), long_texts, whole)
    whole = parse_whole(data)
    return XmlDocument(_read(whole, data), {}, whole)


def _read(whole: Element, data: bytes) -> Element:
    return parse(data) if has_instructions(whole) else whole


def _take_out(data: bytes) -> tuple[bytes, dict[str, memoryview]]:
    view = memoryview(data)
    long_texts: dict[str, memoryview] = {}
    short: list[bytes | memoryview] = []
    done = 0
    for start, end in _long_texts(data):
        token = f"text-{secrets.token_hex(16)}"
        long_texts[token] = view[start:end]
        short += (view[done:start], token.encode())
        done = end
    short.append(view[done:])
    return b"".join(short), long_texts


def _long_texts(data: bytes) -> Iterator[tuple[int, int]]:
    """Find texts between two tags by looking for whole blocks that hold no tag."""
    done = block = 0
    while block + LONG <= len(data):
        if data.find(b"<", block, block + LONG) >= 0:
            block += LONG
            continue
        start = data.rfind(b">", done, block) + 1
        end = data.find(b"<", block + LONG)
        if end < 0:
            return
        if start and _is_inert(memoryview(data)[start:end]):
            yield start, end
        done = end
        block = end + LONG - end % LONG


def _is_inert(text: memoryview) -> bool:
    chunks = (bytes(text[at : at + _CHUNK]) for at in range(0, len(text), _CHUNK))
    return not any(chunk.translate(None, _INERT) for chunk in chunks)


def _all_are_held(
    root: Element, long_texts: Mapping[str, memoryview], holders: tuple[str, ...]
) -> bool:
    """Return whether each token is the whole text of a holder, not a part of one or a comment."""
    held = [element.text for element in root.iter(*holders) if not len(element)]
    return sum(text in long_texts for text in held) == len(long_texts)
