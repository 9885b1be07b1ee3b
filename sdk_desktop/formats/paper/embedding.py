"""A font as a PDF carries it: whole, with the width and the meaning of each glyph that is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pydyf

from sdk_desktop.formats.paper.font import Font

_CAPITALS = 729
"""How high capital letters are."""
_ONE_BLOCK = 100
"""Characters that one block of a character map may hold."""
_MEANINGS = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{blocks}
endcmap CMapName currentdict /CMap defineresource pop end end"""


class EmbeddedFont:
    """A font of a document, and the characters that are used of it."""

    def __init__(self, name: str, font: Font, stem: int) -> None:
        """Use nothing yet; `stem` is how thick the letters are."""
        self._name, self._font, self._stem = name, font, stem
        self._used: dict[int, str] = {}

    def codes(self, text: str) -> str:
        """Return the glyphs of a text in hexadecimal digits; they are used from now on."""
        glyphs = [self._font.glyphs[sign] for sign in text]
        self._used.update(zip(glyphs, text, strict=True))
        return "".join(f"{glyph:04X}" for glyph in glyphs)

    def add_to(self, pdf: pydyf.PDF) -> bytes:
        """Add the font to a document and return the reference by which pages name it."""
        glyphs = sorted(self._used.items())
        meanings = pydyf.Stream(
            [_MEANINGS.format(blocks="\n".join(_blocks(glyphs)))], compress=True
        )
        whole = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{self._name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pydyf.Array([self._descendant(pdf, glyphs)]),
            }
        )
        for one in (meanings, whole):
            pdf.add_object(one)
        whole["ToUnicode"] = meanings.reference
        return bytes(whole.reference)

    def _descendant(self, pdf: pydyf.PDF, glyphs: Sequence[tuple[int, str]]) -> bytes:
        widths = " ".join(f"{glyph} [{self._font.widths[sign]}]" for glyph, sign in glyphs)
        font = pydyf.Dictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{self._name}",
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": self._descriptor(pdf),
                "W": f"[{widths}]",
                "CIDToGIDMap": "/Identity",
            }
        )
        pdf.add_object(font)
        return bytes(font.reference)

    def _descriptor(self, pdf: pydyf.PDF) -> bytes:
        data = self._font.data
        file = pydyf.Stream([data], {"Length1": len(data)}, compress=True)
        pdf.add_object(file)
        descriptor = pydyf.Dictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{self._name}",
                "Flags": 4,  # its glyphs are numbered, not named
                "FontBBox": pydyf.Array(self._font.box),
                "ItalicAngle": 0,
                "Ascent": self._font.ascent,
                "Descent": self._font.descent,
                "CapHeight": _CAPITALS,
                "StemV": self._stem,
                "FontFile2": file.reference,
            }
        )
        pdf.add_object(descriptor)
        return bytes(descriptor.reference)


def _blocks(glyphs: Sequence[tuple[int, str]]) -> Iterator[str]:
    for start in range(0, len(glyphs), _ONE_BLOCK):
        block = glyphs[start : start + _ONE_BLOCK]
        pairs = "\n".join(f"<{glyph:04X}> <{ord(sign):04X}>" for glyph, sign in block)
        yield f"{len(block)} beginbfchar\n{pairs}\nendbfchar"
