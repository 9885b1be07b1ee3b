"""A picture that comes with the program, as a PDF carries it: the PNG's own bytes.

Whoever shows the document unpacks them (ISO 32000-1).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import pydyf

_SIGNATURE = 8
_PALETTE = 3
_RED_GREEN_BLUE = (
    "[/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [2.2 2.2 2.2]"
    " /Matrix [0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505] >>]"
)
"""Colours of a known light (sRGB's), so that no colour profile has to come along."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG of up to 256 colours, not interlaced, without transparency."""

    width: int
    height: int
    depth: int
    palette: bytes
    data: bytes

    def add_to(self, pdf: pydyf.PDF) -> bytes:
        """Add the picture to a document and return the reference by which pages name it."""
        last = len(self.palette) // 3 - 1
        known = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": self.width,
            "Height": self.height,
            "BitsPerComponent": self.depth,
            "ColorSpace": f"[/Indexed {_RED_GREEN_BLUE} {last} <{self.palette.hex()}>]",
            "Filter": "/FlateDecode",
            "DecodeParms": f"<< /Predictor 15 /BitsPerComponent {self.depth}"
            f" /Columns {self.width} >>",
        }
        added = pydyf.Stream([self.data], known)
        pdf.add_object(added)
        return bytes(added.reference)


def read_png(data: bytes) -> Picture:
    """Return one of our own pictures; raise `ValueError` for another kind of PNG."""
    chunks = list(_chunks(data))
    parts = dict(chunks)
    width, height, depth, colours, *ways = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    if colours != _PALETTE or any(ways) or b"tRNS" in parts:
        raise ValueError("a picture of a document has up to 256 colours and nothing transparent")
    content = b"".join(part for kind, part in chunks if kind == b"IDAT")
    return Picture(width, height, depth, parts[b"PLTE"], content)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = _SIGNATURE
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8 : at + 8 + size]
        at += size + 12
