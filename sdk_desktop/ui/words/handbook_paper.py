"""The handbook's pages as one document; their Markdown is that of our own pages and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sdk_desktop.domain.dossier.paper import (
    Heading,
    ListEntry,
    Paper,
    PaperPart,
    PaperPicture,
    PaperTable,
    Paragraph,
    Words,
)
from sdk_desktop.ui.words import tr

_HEADING = re.compile(r"(#+) (.+)")
_PICTURE = re.compile(r"!\[(.+?)\]\((.+?)\)")
_ENTRY = re.compile(r"(\d+\.|-) (.+)")
_LINK = re.compile(r"\[(.+?)\]\((.+?)\)")
_NAMES, _MEANINGS = 1, 2
"""How wide the columns of a table are."""


def handbook_paper(pages: Sequence[Path], language: str) -> Paper:
    """Return the document of all pages; each of them but the first begins a new one."""
    return Paper(
        title=f"SDK Desktop: {tr('Handbook')}",
        language=language,
        parts=tuple(part for page in pages for part in _parts(page, chapter=page != pages[0])),
        numbered=tr("Page {page} of {pages}"),
        cut="",
    )


def _parts(page: Path, *, chapter: bool) -> Iterator[PaperPart]:
    for block in page.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        if heading := _HEADING.fullmatch(lines[0]):
            marks, text = heading.groups()
            begins = chapter and len(marks) == 1
            level = len(marks) + int(chapter)
            yield Heading(text, level, page.name if begins else "", begins_page=begins)
        elif picture := _PICTURE.fullmatch(lines[0]):
            yield PaperPicture((page.parent / picture[2]).read_bytes(), picture[1])
        elif lines[0].startswith("|"):
            heads, _, *rows = (_cells(line) for line in lines)
            yield PaperTable(heads, (_NAMES, _MEANINGS), tuple(rows))
        elif _ENTRY.fullmatch(lines[0]):
            yield from map(_entry, lines)
        else:
            yield Paragraph(_words(block.strip()))


def _entry(line: str) -> ListEntry:
    found = _ENTRY.fullmatch(line)
    marker, text = found.groups() if found else ("", line)
    link = _LINK.fullmatch(text)
    words, goal = link.groups() if link else (text, "")
    return ListEntry("•" if marker == "-" else marker, _words(words), leads_to=goal)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def _words(text: str) -> Words:
    """Return a text of which what stands between ** is strong; the signs of code are left out."""
    parts = text.replace("`", "").split("**")
    return tuple((part, bool(place % 2)) for place, part in enumerate(parts) if part)
