"""Where each line of a document stands on its pages, and of which part it is (A4, in points)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sdk_desktop.domain.dossier.paper import (
    Heading,
    ListEntry,
    NamedValues,
    Paper,
    PaperPart,
    PaperPicture,
    PaperTable,
    Paragraph,
    Words,
)
from sdk_desktop.formats.paper.font import Font
from sdk_desktop.formats.paper.lines import Fonts, Piece, TextStyle
from sdk_desktop.formats.paper.picture import Picture, read_png
from sdk_desktop.resources import resource

SHORT, LONG = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 62.0, 62.0, 64.0, 72.0
MOST_PAGES = 500
"""Pages of a document; the rest of a longer one is left out, and it says so."""

_NAMES = 140.0
_MARKER, _INDENT = 18.0, 18.0
_GAP = 12.0
_AROUND = 8.0
"""Over and below a picture."""
_POINTS = 0.75
"""As large as a pixel of a screen."""
_MOST_HIGH = 0.5
"""How much of a page a picture may take."""


BODY = TextStyle(10.5)
SMALL = TextStyle(8.5)
_ROW = TextStyle(10.5, before=3.0)
_NAME = TextStyle(10.5, bold=True, before=3.0)
_HEADINGS = (TextStyle(18, bold=True, before=0), TextStyle(13.5, bold=True, before=20))
_LOWEST = TextStyle(11, bold=True, before=12)
_CELL = TextStyle(8.5, before=5.0)
_COLUMN_HEADING = TextStyle(8.5, bold=True, before=5.0)
_BELOW = 4.0
"""Between the text of a row and the line below it."""


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document's structure, by a standard type of ISO 32000-1.

    One without `kids` holds text, or a picture with its words. `scope` says whether a heading is
    that of a row or a column. A `name` is what links lead to.
    """

    tag: str
    kids: list[Element] = field(default_factory=list)
    scope: str = ""
    words: str = ""
    name: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of text with its left end and its base line, of an element or of none.

    What is of none is there for the eye only, as headings that are repeated on the next page.
    """

    element: Element | None
    style: TextStyle
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A thin line from left to right, for the eye only."""

    y: float


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture with its lower left corner and its size."""

    element: Element
    picture: Picture
    x: float
    y: float
    width: float
    height: float


Placed = PlacedLine | PlacedRule | PlacedPicture


@dataclass(frozen=True, slots=True)
class Layout:
    """A document on its pages of one size, and its structure."""

    root: Element
    width: int
    height: int
    pages: tuple[tuple[Placed, ...], ...]


@dataclass(frozen=True, slots=True)
class _Column:
    element: Element | None
    style: TextStyle
    x: float
    width: float
    text: Words


def own_fonts() -> Fonts:
    """Return the program's own fonts."""
    regular, bold = (
        Font(resource("fonts", name).read_bytes())
        for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    )
    return Fonts(regular, bold)


def lay_out(paper: Paper, fonts: Fonts) -> Layout:
    """Set a document; one that is too long ends with the words that say so."""
    size = (LONG, SHORT) if paper.landscape else (SHORT, LONG)
    flow = _Flow(fonts, *size)
    for part, after in zip(paper.parts, (*paper.parts[1:], None), strict=True):
        flow.add(part, after)
        if flow.is_full:
            flow.add(Paragraph(paper.cut), last=True)
            break
    return Layout(flow.root, *size, tuple(map(tuple, flow.pages)))


class _Flow:
    """Sets one part after the other, and begins a new page where one is full."""

    def __init__(self, fonts: Fonts, width: int, height: int) -> None:
        self.root = Element("Document")
        self.pages: list[list[Placed]] = [[]]
        self._fonts, self._width, self._height = fonts, width, height
        self._y = height - TOP
        self._headings: Sequence[_Column] = ()

    @property
    def is_full(self) -> bool:
        return len(self.pages) > MOST_PAGES

    def add(self, part: PaperPart, after: PaperPart | None = None, *, last: bool = False) -> None:
        """Set a part; `after` is what comes next, for a heading is never alone on its page."""
        match part:
            case Heading():
                self._set_heading(part, after)
            case Paragraph(text):
                self._set((self._column("P", BODY, LEFT, text),), at_end=last)
            case ListEntry():
                self._set_entry(part)
            case NamedValues(rows):
                self._set_rows(rows)
            case PaperTable():
                self._set_table(part)
            case PaperPicture(png, words):
                self._set_picture(read_png(png), words)

    def _set_heading(self, heading: Heading, after: PaperPart | None) -> None:
        level = heading.level
        style = _HEADINGS[level - 1] if level <= len(_HEADINGS) else _LOWEST
        need = style.before + style.leading + 3 * BODY.leading
        if isinstance(after, PaperPicture):
            need = style.before + style.leading + _AROUND + self._size(read_png(after.png))[1]
        if heading.begins_page or self._y - need < BOTTOM:
            self._turn()
        column = self._column(f"H{min(level, 6)}", style, LEFT, heading.text)
        self.root.kids[-1].name = heading.name
        self._set((column,))

    def _set_picture(self, picture: Picture, words: str) -> None:
        """Set a picture as large as on a screen, or as there is room."""
        width, height = self._size(picture)
        if self._y - _AROUND - height < BOTTOM:
            self._turn()
        self._y -= _AROUND + height
        element = Element("Figure", words=words)
        self.root.kids.append(element)
        self.pages[-1].append(PlacedPicture(element, picture, LEFT, self._y, width, height))
        self._y -= _AROUND

    def _size(self, picture: Picture) -> tuple[float, float]:
        most_wide = self._width - LEFT - RIGHT
        most_high = (self._height - TOP - BOTTOM) * _MOST_HIGH
        scale = min(_POINTS, most_wide / picture.width, most_high / picture.height)
        return scale * picture.width, scale * picture.height

    def _set_entry(self, entry: ListEntry) -> None:
        entries = self.root.kids[-1] if self.root.kids else None
        if entries is None or entries.tag != "L":
            entries = Element("L")
            self.root.kids.append(entries)
        label, body = Element("Lbl"), Element("LBody")
        entries.kids.append(Element("LI", [label, body]))
        if entry.leads_to:
            body.kids.append(Element("Link", leads_to=entry.leads_to))
        x = LEFT + _INDENT * entry.level
        marker = self._fonts.printable(entry.marker, _ROW)
        inside = x + max(_MARKER, self._fonts.width(marker, _ROW) + 6)
        held = body.kids[0] if body.kids else body
        self._set(
            (
                _Column(label, _ROW, x, inside - x, entry.marker),
                _Column(held, _ROW, inside, self._width - RIGHT - inside, entry.text),
            )
        )

    def _set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        table = Element("Table")
        self.root.kids.append(table)
        inside = LEFT + _NAMES + _GAP
        for name, value in rows:
            head, cell = Element("TH", scope="Row"), Element("TD")
            table.kids.append(Element("TR", [head, cell]))
            self._set(
                (
                    _Column(head, _NAME, LEFT, _NAMES, name),
                    _Column(cell, _ROW, inside, self._width - RIGHT - inside, value),
                )
            )

    def _set_table(self, table: PaperTable) -> None:
        """Set a table; its headings stand again on top of each page that it goes on."""
        whole = Element("Table")
        self.root.kids.append(whole)
        self._set_row(table, whole, table.headings)
        self._headings = self._cells(table, table.headings, [None] * len(table.headings))
        for row in table.rows:
            if not self.is_full:
                self._set_row(table, whole, row)
        self._headings = ()

    def _set_row(self, table: PaperTable, whole: Element, texts: Sequence[str]) -> None:
        """Set a row on one page, unless it is longer than half of one, with a line below it."""
        of_columns = texts is table.headings
        elements = [Element("TH", scope="Column" if of_columns else "Row")]
        elements += [
            Element("TH", scope="Column") if of_columns else Element("TD") for _ in texts[1:]
        ]
        whole.kids.append(Element("TR", elements))
        cells = self._cells(table, texts, elements)
        lines = max(sum(1 for _ in self._lines(cell)) for cell in cells)
        high = lines * _CELL.leading + _CELL.before
        if self._y - high < BOTTOM and high < self._height / 2:
            self._turn()
        self._set(cells)
        self._rule_off()

    def _cells(
        self, table: PaperTable, texts: Sequence[str], elements: Sequence[Element | None]
    ) -> list[_Column]:
        style = _COLUMN_HEADING if texts is table.headings else _CELL
        room = self._width - LEFT - RIGHT - _GAP * (len(texts) - 1)
        widths = [room * share / sum(table.shares) for share in table.shares]
        lefts = [LEFT + sum(widths[:place]) + _GAP * place for place in range(len(widths))]
        return [
            _Column(element, style, left, width, text)
            for element, left, width, text in zip(elements, lefts, widths, texts, strict=True)
        ]

    def _rule_off(self) -> None:
        self._y -= _BELOW
        self.pages[-1].append(PlacedRule(self._y))

    def _column(self, tag: str, style: TextStyle, x: float, text: Words) -> _Column:
        element = Element(tag)
        self.root.kids.append(element)
        return _Column(element, style, x, self._width - RIGHT - x, text)

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
            for column, pieces in zip(columns, row, strict=True):
                self.pages[-1] += self._placed(column, pieces or ())

    def _placed(self, column: _Column, pieces: Sequence[Piece]) -> Iterator[PlacedLine]:
        x = column.x
        for piece in pieces:
            yield PlacedLine(column.element, piece.style, x, self._y, piece.text)
            x += self._fonts.width(piece.text, piece.style)

    def _turn(self) -> None:
        self.pages.append([])
        self._y = self._height - TOP
        if self._headings:
            self._set(self._headings)
            self._rule_off()

    def _lines(self, column: _Column) -> Iterator[list[Piece]]:
        return self._fonts.lines(column.text, column.style, column.width)
