"""Searching bytes for words that must not be there, in every form that programs write them."""

from __future__ import annotations

import base64
import bz2
import json
import lzma
import os
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

LARGEST = 20_000_000
"""Bytes of an inflated stream that are looked at."""
DEEPEST = 3
"""So many streams inside each other."""
PIECE = 256

Form = Callable[[str], bytes]


def in_base64(data: bytes, shift: int) -> bytes:
    """Return what is always there of some bytes in Base64, when they begin `shift` bytes in."""
    whole = base64.b64encode(bytes(shift) + data)
    return whole[-(-shift * 8 // 6) : (shift + len(data)) * 8 // 6]


FORMS: Mapping[str, Form] = {
    "UTF-8": str.encode,
    "UTF-8, in capitals": lambda word: word.upper().encode(),
    "UTF-8, decomposed": lambda word: unicodedata.normalize("NFD", word).encode(),
    "UTF-16-LE": lambda word: word.encode("utf-16-le"),
    "UTF-16-BE": lambda word: word.encode("utf-16-be"),
    "Latin-1": lambda word: word.encode("latin-1"),
    "escaped JSON": lambda word: json.dumps(word)[1:-1].encode(),
    "escaped URL": lambda word: quote(word).encode(),
    "hexadecimal": lambda word: word.encode().hex().encode(),
    "Base64, at 0": lambda word: in_base64(word.encode(), 0),
    "Base64, at 1": lambda word: in_base64(word.encode(), 1),
    "Base64, at 2": lambda word: in_base64(word.encode(), 2),
    "Base64 of UTF-16-LE": lambda word: in_base64(word.encode("utf-16-le"), 0),
}


class _Needles:
    """The same form of many words; they begin alike, so that they are quickly sought.

    Zeros at either end of how they begin are not sought, for these are met everywhere.
    """

    def __init__(self, form: str, beginning: bytes, words: Mapping[bytes, str]) -> None:
        self.form = form
        sought = beginning.strip(b"\0")
        self._places = _by_pattern(sought) if b"\0" in sought else _by_finding(sought)
        self._before = beginning.index(sought)
        self._words = words
        self._lengths = {len(needle) for needle in words}

    def found_in(self, data: bytes) -> Iterator[str]:
        for place in self._places(data):
            begin = max(place - self._before, 0)
            for length in self._lengths:
                word = self._words.get(data[begin : begin + length])
                if word is not None:
                    yield word


def _by_finding(sought: bytes) -> Callable[[bytes], Iterator[int]]:
    def places(data: bytes) -> Iterator[int]:
        at = data.find(sought)
        while at >= 0:
            yield at
            at = data.find(sought, at + 1)

    return places


def _by_pattern(sought: bytes) -> Callable[[bytes], Iterator[int]]:
    """Find what has zeros in it: three times as quick there as to find it as it is."""
    pattern = re.compile(re.escape(sought[:1]) + b"(?=" + re.escape(sought[1:]) + b")")
    return lambda data: (match.start() for match in pattern.finditer(data))


class Search:
    """Looks for words that all begin alike, and for secrets, which may be texts or any bytes."""

    def __init__(
        self, words: Iterable[str], secrets: Mapping[str, bytes | str] | None = None
    ) -> None:
        words = tuple(words)
        self._needles = [_needles(form, words, make) for form, make in FORMS.items() if words]
        for name, secret in (secrets or {}).items():
            for needle, form in _forms_of_secret(secret).items():
                self._needles.append(_Needles(form, needle, {needle: name}))

    def hits(self, data: bytes) -> Counter[tuple[str, str]]:
        """Count what is found in bytes as they are, by word and form."""
        return Counter(
            (word, needles.form) for needles in self._needles for word in needles.found_in(data)
        )

    def leaks(self, data: bytes, depth: int = 0) -> set[tuple[str, str]]:
        """Return the words found in bytes or in a compressed stream in them, and their forms."""
        found = set(self.hits(data))
        if depth < DEEPEST:
            for stream in streams(data):
                found |= {(word, f"{form}, compressed") for word, form in self.hits(stream)}
                found |= self.leaks(stream, depth + 1)
        return found

    def leaks_of_file(self, path: Path) -> set[tuple[str, str]]:
        """Return the words found in a file's content or name."""
        return self.leaks(path.read_bytes()) | self.leaks(os.fsencode(path.name), DEEPEST)


def streams(data: bytes) -> Iterator[bytes]:
    """Return what each compressed stream holds, wherever it begins; of a damaged one the start."""
    for match in _ZLIB.finditer(data):
        yield _inflated(data, match.start(), zlib.decompressobj())
    for match in _GZIP.finditer(data):
        yield _inflated(data, match.start(), zlib.decompressobj(wbits=31))
    for match in _ZIP.finditer(data):
        name, more = (int.from_bytes(match[n], "little") for n in (1, 2))
        yield _inflated(data, match.end() + name + more, zlib.decompressobj(wbits=-15))
    for match in _BZIP.finditer(data):
        yield _inflated(data, match.start(), bz2.BZ2Decompressor())
    for match in _XZ.finditer(data):
        yield _inflated(data, match.start(), lzma.LZMADecompressor())


def _zlib_beginnings() -> Iterator[bytes]:
    """Return patterns of how a stream without a dictionary may begin (RFC 1950 §2.2)."""
    for first in range(0x08, 0x80, 0x10):
        seconds = bytes(s for s in range(256) if (first * 256 + s) % 31 == 0 and not s & 0x20)
        yield re.escape(bytes([first])) + b"(?=[" + re.escape(seconds) + b"])"


_ZLIB = re.compile(b"(?s)" + b"|".join(_zlib_beginnings()))
_GZIP = re.compile(rb"\x1f\x8b\x08")
_ZIP = re.compile(rb"(?s)PK\x03\x04.{22}(..)(..)")
_BZIP = re.compile(rb"BZh[1-9]1AY&SY")
_XZ = re.compile(rb"\xfd7zXZ\x00")


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def _inflated(data: bytes, start: int, decompressor: _Decompressor) -> bytes:
    """Inflate piece by piece, so that what comes before a fault is not lost."""
    parts: list[bytes] = []
    size = 0
    for at in range(start, len(data), PIECE):
        try:
            parts.append(decompressor.decompress(data[at : at + PIECE]))
        except (zlib.error, OSError, lzma.LZMAError):
            break
        size += len(parts[-1])
        if decompressor.eof or size > LARGEST:
            break
    return b"".join(parts)


def _needles(form: str, words: tuple[str, ...], make: Form) -> _Needles:
    made = {make(word): word for word in words}
    return _Needles(form, _common_beginning(min(made), max(made)), made)


def _common_beginning(one: bytes, other: bytes) -> bytes:
    pairs = enumerate(zip(one, other, strict=False))
    end = next((place for place, (left, right) in pairs if left != right), len(one))
    return one[:end]


def _forms_of_secret(secret: bytes | str) -> dict[bytes, str]:
    if isinstance(secret, str):
        return {make(secret): form for form, make in FORMS.items()}
    text = secret.hex()
    return {
        secret: "as it is",
        text.encode(): "hexadecimal",
        text.upper().encode(): "hexadecimal, in capitals",
        **{in_base64(secret, shift): f"Base64, at {shift}" for shift in range(3)},
    }
