"""Where each line of a document stands on its pages, and of which part it is (A4, in points)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sdk_desktop.domain.dossier.paper import (
    Heading,
    ListEntry,
    NamedValues,
    Paper,
    PaperPart,
    Paragraph,
)
from sdk_desktop.formats.paper.font import Font
from sdk_desktop.resources import resource

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 62.0, 62.0, 64.0, 72.0
MOST_PAGES = 500
"""Pages of a document; the rest of a longer one is left out, and it says so."""

_NAMES = 140.0
_MARKER, _INDENT = 18.0, 18.0
_GAP = 12.0
_LEADING = 1.35


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set: its size, its weight, and the space before it."""

    size: float
    bold: bool = False
    before: float = 6.0

    @property
    def leading(self) -> float:
        """The distance from line to line."""
        return self.size * _LEADING


BODY = TextStyle(10.5)
SMALL = TextStyle(8.5)
_ROW = TextStyle(10.5, before=3.0)
_NAME = TextStyle(10.5, bold=True, before=3.0)
_HEADINGS = (TextStyle(18, bold=True, before=0), TextStyle(13.5, bold=True, before=20))
_LOWEST = TextStyle(11, bold=True, before=12)


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document's structure, by a standard type of ISO 32000-1.

    One without `kids` holds text.
    """

    tag: str
    kids: list[Element] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text of an element, with its left end and its base line."""

    element: Element
    style: TextStyle
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A document on its pages, and its structure."""

    root: Element
    pages: tuple[tuple[PlacedLine, ...], ...]


@dataclass(frozen=True, slots=True)
class _Column:
    element: Element
    style: TextStyle
    x: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two weights; a character that a font lacks is written as its number."""

    regular: Font
    bold: Font

    def of(self, style: TextStyle) -> Font:
        """Return the font of a style."""
        return self.bold if style.bold else self.regular

    def printable(self, text: str, style: TextStyle) -> str:
        """Return a text of characters that the font has."""
        glyphs = self.of(style).glyphs
        composed = unicodedata.normalize("NFC", text).replace("\t", "    ")
        return "".join(sign if sign in glyphs else f"[U+{ord(sign):04X}]" for sign in composed)

    def width(self, text: str, style: TextStyle) -> float:
        """Return how wide a printable text is."""
        widths = self.of(style).widths
        return sum(widths[sign] for sign in text) * style.size / 1000


def own_fonts() -> Fonts:
    """Return the program's own fonts."""
    regular, bold = (
        Font(resource("fonts", name).read_bytes())
        for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    )
    return Fonts(regular, bold)


def lay_out(paper: Paper, fonts: Fonts) -> Layout:
    """Set a document; one that is too long ends with the words that say so."""
    flow = _Flow(fonts)
    for part in paper.parts:
        flow.add(part)
        if flow.is_full:
            flow.add(Paragraph(paper.cut), last=True)
            break
    return Layout(flow.root, tuple(map(tuple, flow.pages)))


class _Flow:
    """Sets one part after the other, and begins a new page where one is full."""

    def __init__(self, fonts: Fonts) -> None:
        self.root = Element("Document")
        self.pages: list[list[PlacedLine]] = [[]]
        self._fonts = fonts
        self._y = HEIGHT - TOP

    @property
    def is_full(self) -> bool:
        return len(self.pages) > MOST_PAGES

    def add(self, part: PaperPart, *, last: bool = False) -> None:
        match part:
            case Heading(text, level):
                self._set_heading(text, level)
            case Paragraph(text):
                self._set((self._column("P", BODY, LEFT, text),), at_end=last)
            case ListEntry(marker, text, level):
                self._set_entry(marker, text, level)
            case NamedValues(rows):
                self._set_rows(rows)

    def _set_heading(self, text: str, level: int) -> None:
        style = _HEADINGS[level - 1] if level <= len(_HEADINGS) else _LOWEST
        if self._y - style.before - style.leading - 3 * BODY.leading < BOTTOM:
            self._turn()
        self._set((self._column(f"H{min(level, 6)}", style, LEFT, text),))

    def _set_entry(self, marker: str, text: str, level: int) -> None:
        entries = self.root.kids[-1] if self.root.kids else None
        if entries is None or entries.tag != "L":
            entries = Element("L")
            self.root.kids.append(entries)
        label, body = Element("Lbl"), Element("LBody")
        entries.kids.append(Element("LI", [label, body]))
        x = LEFT + _INDENT * level
        inside = x + max(_MARKER, self._fonts.width(self._printable(marker), _ROW) + 6)
        self._set(
            (
                _Column(label, _ROW, x, inside - x, marker),
                _Column(body, _ROW, inside, WIDTH - RIGHT - inside, text),
            )
        )

    def _set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        table = Element("Table")
        self.root.kids.append(table)
        inside = LEFT + _NAMES + _GAP
        for name, value in rows:
            head, cell = Element("TH"), Element("TD")
            table.kids.append(Element("TR", [head, cell]))
            self._set(
                (
                    _Column(head, _NAME, LEFT, _NAMES, name),
                    _Column(cell, _ROW, inside, WIDTH - RIGHT - inside, value),
                )
            )

    def _column(self, tag: str, style: TextStyle, x: float, text: str) -> _Column:
        element = Element(tag)
        self.root.kids.append(element)
        return _Column(element, style, x, WIDTH - RIGHT - x, text)

    def _printable(self, text: str) -> str:
        return self._fonts.printable(text, _ROW)

    def _set(self, columns: Sequence[_Column], *, at_end: bool = False) -> None:
        """Set columns beside each other, line by line."""
        self._y -= max(column.style.before for column in columns)
        lines = [self._lines(column) for column in columns]
        while (row := [next(one, None) for one in lines]) != [None] * len(lines):
            leading = max(column.style.leading for column in columns)
            if self._y - leading < BOTTOM:
                self._turn()
            if self.is_full and not at_end:
                return
            self._y -= leading
            for column, text in zip(columns, row, strict=True):
                if text:
                    placed = PlacedLine(column.element, column.style, column.x, self._y, text)
                    self.pages[-1].append(placed)

    def _turn(self) -> None:
        self.pages.append([])
        self._y = HEIGHT - TOP

    def _lines(self, column: _Column) -> Iterator[str]:
        for line in column.text.split("\n"):
            yield from self._broken(self._fonts.printable(line, column.style), column)

    def _broken(self, text: str, column: _Column) -> Iterator[str]:
        """Break a line after spaces, or within a word that is wider than the column."""
        line, wide = "", 0.0
        for word in _words(text):
            width = self._fonts.width(word, column.style)
            if line and wide + self._fonts.width(word.rstrip(), column.style) > column.width:
                yield line.rstrip()
                line, wide = "", 0.0
            if width <= column.width:
                line, wide = line + word, wide + width
                continue
            for sign in word:
                step = self._fonts.width(sign, column.style)
                if wide + step > column.width:
                    yield line
                    line, wide = "", 0.0
                line, wide = line + sign, wide + step
        yield line.rstrip()


def _words(text: str) -> Iterator[str]:
    """Return the words of a line, each with the spaces after it."""
    start = 0
    for at in range(1, len(text)):
        if text[at - 1] == " " and text[at] != " ":
            yield text[start:at]
            start = at
    if text:
        yield text[start:]
