"""Our own TrueType files: which glyph a character has, and how wide it is (ISO/IEC 14496-22)."""

from __future__ import annotations

import struct
from functools import cached_property

_UNITS = 1000
"""PDF measures glyphs in thousandths of the letters' size."""


class Font:
    """One of the files that come with the program; nothing in it comes from outside."""

    def __init__(self, data: bytes) -> None:
        """Read the directory of the tables."""
        self.data = data
        count = struct.unpack_from(">H", data, 4)[0]
        entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count))
        self._tables = {tag: offset for tag, _, offset, _ in entries}
        self._units = self._number("head", 18)
        self._advances = self._number("hhea", 34)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The box in which every glyph lies: left, bottom, right, top."""
        left, bottom, right, top = (self._scaled("head", at) for at in (36, 38, 40, 42))
        return left, bottom, right, top

    @property
    def ascent(self) -> int:
        """How far letters reach above the line."""
        return self._scaled("hhea", 4)

    @property
    def descent(self) -> int:
        """How far letters reach below the line, as a negative number."""
        return self._scaled("hhea", 6)

    @cached_property
    def glyphs(self) -> dict[str, int]:
        """The glyph of each character that the font has."""
        start = self._tables[b"cmap"]
        count = self._number("cmap", 2)
        places = (struct.unpack_from(">HHL", self.data, start + 4 + 8 * n) for n in range(count))
        unicode = next(start + offset for *where, offset in places if where == [3, 1])
        return self._segments(unicode)

    @cached_property
    def widths(self) -> dict[str, int]:
        """How far the next glyph stands from that of each character."""
        return {sign: self._width(glyph) for sign, glyph in self.glyphs.items()}

    def _width(self, glyph: int) -> int:
        number = min(glyph, self._advances - 1)
        place = self._tables[b"hmtx"] + 4 * number
        return round(int(struct.unpack_from(">H", self.data, place)[0]) * _UNITS / self._units)

    def _segments(self, at: int) -> dict[str, int]:
        """Read a table of format 4: ranges of characters, each with a distance to its glyphs."""
        count = int(struct.unpack_from(">H", self.data, at + 6)[0]) // 2
        ends = struct.unpack_from(f">{count}H", self.data, at + 14)
        starts = struct.unpack_from(f">{count}H", self.data, at + 16 + 2 * count)
        deltas = struct.unpack_from(f">{count}H", self.data, at + 16 + 4 * count)
        ranges_at = at + 16 + 6 * count
        ranges = struct.unpack_from(f">{count}H", self.data, ranges_at)
        found: dict[str, int] = {}
        for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if ranges[number]:
                    place = ranges_at + 2 * number + ranges[number] + 2 * (code - first)
                    glyph = struct.unpack_from(">H", self.data, place)[0]
                found[chr(code)] = (glyph + deltas[number]) % 0x10000
        return {character: glyph for character, glyph in found.items() if glyph}

    def _number(self, table: str, at: int) -> int:
        return int(struct.unpack_from(">H", self.data, self._tables[table.encode()] + at)[0])

    def _scaled(self, table: str, at: int) -> int:
        signed = struct.unpack_from(">h", self.data, self._tables[table.encode()] + at)[0]
        return round(int(signed) * _UNITS / self._units)
