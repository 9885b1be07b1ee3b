"""The text of a whole file, for the search: PDF, plain text, and office documents.

Office documents are ZIP files with XML inside. Their marks are cut away without a parser: nothing
is looked up, no entity is defined, and the words are all that is wanted.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from itertools import islice

from sdk_desktop.domain.file_type import PDF, decoded_text, file_type, holds_text, is_office
from sdk_desktop.viewer.documents import PdfDrawing
from sdk_desktop.viewer.failure import CannotShow
from sdk_desktop.viewer.frames import CHARACTERS, ViewerProblem

_PARTS = re.compile(
    r"content\.xml|word/(document|comments|footnotes|endnotes|header\d*|footer\d*)\.xml"
    r"|xl/(sharedStrings|comments\d*)\.xml|ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml"
)
"""What of an office document holds words."""
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError),
)
"""What a package raises that is damaged, locked or packed in a way of its own."""
_MOST_PARTS = 200
_PART = 8_000_000
"""Bytes of a part, unpacked."""
_ENDS = re.compile(r"<[/\w]*:?(?:p|h|br|tab|line-break|tc|table-cell|si|s)(?:\s[^<>]*)?/?>")
"""What stands between two words: paragraphs, lines, cells, blanks."""
_MARK = re.compile(r"<[^<>]*>")


def whole_text(content: bytes) -> str:
    """Return the text of a file, at most `CHARACTERS`; raise `CannotShow` where it has none."""
    kind = file_type(content)
    if kind == PDF:
        return _joined(_pages(content))
    if is_office(kind) or zipfile.is_zipfile(BytesIO(content)):
        return _joined(_office(content))
    if holds_text(kind):
        text = decoded_text(content[: CHARACTERS * 4])[:CHARACTERS]
        return text if kind.startswith("text/") and kind != "text/html" else _words(text)
    raise CannotShow(ViewerProblem.OTHER_TYPE)


def _joined(parts: Iterator[str]) -> str:
    """Return parts of a text, no more of them than are wanted."""
    text = ""
    for part in parts:
        text = f"{text}\n{part}" if text else part
        if len(text) >= CHARACTERS:
            break
    return text[:CHARACTERS]


def _pages(content: bytes) -> Iterator[str]:
    document = PdfDrawing(content, "")
    for number in range(document.opened.pages):
        try:
            yield document.read(number).text
        except CannotShow:
            continue


def _office(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = (name for name in package.namelist() if _PARTS.fullmatch(name))
            for name in islice(names, _MOST_PARTS):
                yield _words(decoded_text(_unpacked(package, name)))
    except _UNREADABLE as error:
        raise CannotShow(ViewerProblem.DAMAGED) from error


def _unpacked(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_PART)


def _words(xml: str) -> str:
    plain = unescape(_MARK.sub("", _ENDS.sub("\n", xml)))
    return "\n".join(filter(None, (line.strip() for line in plain.splitlines())))
