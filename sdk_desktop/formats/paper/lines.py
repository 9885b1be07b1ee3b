"""Text in the program's own letters: how wide it is, and where its lines are broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sdk_desktop.domain.dossier.paper import Words
from sdk_desktop.formats.paper.font import Font

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


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that is set in one style."""

    text: str
    style: TextStyle


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

    def lines(self, words: Words, style: TextStyle, width: float) -> Iterator[list[Piece]]:
        """Break a text into printable lines of a width; its own line ends stay."""
        for line in _split(words, style):
            yield from self._broken(
                [Piece(self.printable(one.text, one.style), one.style) for one in line], width
            )

    def _broken(self, pieces: Sequence[Piece], room: float) -> Iterator[list[Piece]]:
        """Break a line after spaces, or within a word that is wider than the room."""
        line: list[Piece] = []
        wide = 0.0
        for word in _words(pieces):
            width = sum(self.width(one.text, one.style) for one in word)
            last = word[-1]
            spaces = last.text[len(last.text.rstrip()) :]
            if line and wide + width - self.width(spaces, last.style) > room:
                yield line  # with its space, or who hears it hears one word
                line, wide = [], 0.0
            if width <= room:
                line, wide = _joined(line, word), wide + width
                continue
            for sign in _signs(word):
                step = self.width(sign.text, sign.style)
                if wide + step > room:
                    yield line
                    line, wide = [], 0.0
                line, wide = _joined(line, [sign]), wide + step
        yield _ended(line)


def _split(words: Words, style: TextStyle) -> Iterator[list[Piece]]:
    """Yield the lines that a text has by itself."""
    strong = replace(style, bold=True)
    line: list[Piece] = []
    for text, marked in [(words, False)] if isinstance(words, str) else words:
        first, *others = text.split("\n")
        line.append(Piece(first, strong if marked else style))
        for other in others:
            yield line
            line = [Piece(other, strong if marked else style)]
    yield line


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the words of a line, each with the spaces after it; a word may change its style."""
    word: list[Piece] = []
    for piece in pieces:
        start = 0
        for at in range(len(piece.text)):
            before = piece.text[at - 1] if at else word[-1].text[-1] if word else ""
            if before == " " and piece.text[at] != " ":
                yield [*word, *_some(piece.text[start:at], piece.style)]
                word, start = [], at
        word += _some(piece.text[start:], piece.style)
    if word:
        yield word


def _some(text: str, style: TextStyle) -> list[Piece]:
    return [Piece(text, style)] if text else []


def _signs(word: Sequence[Piece]) -> Iterator[Piece]:
    for piece in word:
        for sign in piece.text:
            yield Piece(sign, piece.style)


def _joined(line: list[Piece], more: Sequence[Piece]) -> list[Piece]:
    """Return a line that goes on; what has the same style is one piece."""
    for one in more:
        if line and line[-1].style == one.style:
            line[-1] = Piece(line[-1].text + one.text, one.style)
        else:
            line.append(one)
    return line


def _ended(line: list[Piece]) -> list[Piece]:
    """Return a line without the spaces at its end."""
    if not line:
        return []
    *before, last = line
    return [*before, *_some(last.text.rstrip(), last.style)]
