"""A document to read, print and archive: headings, paragraphs, lists, named values, tables."""

from __future__ import annotations

from dataclasses import dataclass

Words = str | tuple[tuple[str, bool], ...]
"""A text, or its parts, each with whether it is strong."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the title of the document.

    A `name` is what entries of lists lead to. One may begin a new page.
    """

    text: str
    level: int = 2
    name: str = ""
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its line ends stay."""

    text: Words


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a list, with the marker before it; `level` counts from 0.

    It may lead to a heading, by that one's name.
    """

    marker: str
    text: Words
    level: int = 0
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class NamedValues:
    """A table of names and values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table under the headings of its columns, whose widths are in the proportion of `shares`.

    The first cell of a row says what the row is about.
    """

    headings: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A picture, as PNG, with the words for those who do not see it."""

    png: bytes
    words: str


PaperPart = Heading | Paragraph | ListEntry | NamedValues | PaperTable | PaperPicture


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in a language (`sv`, `en`).

    `numbered` says which page of how many it is: `{page}` and `{pages}` stand in it. `cut` is what
    the last page says where the document is longer than a document may be. The pages of one that is
    `landscape` are wider than high.
    """

    title: str
    language: str
    parts: tuple[PaperPart, ...]
    numbered: str
    cut: str
    landscape: bool = False
