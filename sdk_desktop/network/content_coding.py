"""Content codings of HTTP (RFC 9110 §8.4), undone in pieces that stay small.

httpx undoes any number of layers before anybody can look at the size: five kilobytes with
`Content-Encoding: gzip, gzip` become gigabytes. Here one layer of gzip is undone, and no other.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import httpx

ACCEPTED = "gzip"
"""The value of `Accept-Encoding` that goes with `decoded`."""

_PIECE = 65_536
_GZIP_ONLY = 16 + zlib.MAX_WBITS


def decoded(parts: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Return the content of a body as it comes; a piece of coded content has at most 64 kB.

    `coding` is the value of `Content-Encoding`. Raise `httpx.DecodingError` for a coding that was
    not asked for, and for gzip that is damaged or cut short; no bytes at all are no content.
    """
    match coding.strip().lower():
        case "" | "identity":
            return iter(parts)
        case "gzip" | "x-gzip":
            return _unzipped(parts)
        case _:
            raise httpx.DecodingError("a coding that was not asked for")


def _unzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    unzip = zlib.decompressobj(_GZIP_ONLY)
    empty = True
    try:
        for part in parts:
            left = part
            while left:
                empty = False
                yield unzip.decompress(left, _PIECE)
                left = unzip.unconsumed_tail
        yield unzip.flush()
    except zlib.error as error:
        raise httpx.DecodingError("damaged gzip") from error
    if not empty and (not unzip.eof or unzip.unused_data):
        raise httpx.DecodingError("gzip that ends in the wrong place")
