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
from lzma import LZMAError

from sdk_desktop.domain.file_type import PDF, decoded_text, file_type, holds_text, is_office
from sdk_desktop.viewer.documents import PdfDrawing
from sdk_desktop.viewer.failure import CannotShow
from sdk_desktop.viewer.frames import FILE_CHARACTERS, ViewerProblem

_PARTS = re.compile(
    r"content\.xml|word/(document|comments|footnotes|endnotes|header|footer)\d*\.xml"
    r"|xl/(sharedStrings|comments\d*|worksheets/[^/]+)\.xml"
    r"|ppt/(slides/slide|notesSlides/notesSlide)\d+\.xml"
)
"""What of an office document holds words."""
_SHEETS = "xl/worksheets/"
"""Read last: they hold numbers, and the words of those programs that share none."""
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError),
)
"""What a package raises that is damaged, locked or packed in a way of its own."""
_BYTES = 1_000_000
"""Of a plain text, or of a web page with its marks."""
_MOST_PAGES = 1_000
"""Beyond these a document would take too long, and nothing of it would be known."""
_MOST_PARTS = 200
_PART = 8_000_000
"""Bytes of a part, unpacked."""
_ENDS = re.compile(
    r"</?(?:\w+:)?(?:p|h|br|cr|tab|line-break|tc|table-cell|si|c|s|comment|author|creator|date)"
    r"(?:\s[^<>]*)?/?>"
)
"""What stands between two words of an office document: paragraphs, lines, cells, blanks."""
_NUMBERED = re.compile(
    r"<(\w+:)?f(?:\s[^<>]*)?>[^<>]*</\1f>"
    r"|<(\w+:)?c\s(?=[^<>]*\bt=[\"']s[\"'])[^<>]*+>\s*<\2v>\d*</\2v>"
)
"""In a sheet: formulas, and the numbers of words that all sheets share."""
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1[^<>]*>|\Z)|<!\[CDATA\[|\]\]>",
    re.DOTALL | re.IGNORECASE,
)
_WITHIN = re.compile(
    r"</?(?:a|abbr|b|big|em|font|i|ins|mark|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""Marks that may stand within a word of a web page."""
_MARK = re.compile(r"<[^<>]*>")
_HYPHEN = "<w:noBreakHyphen/>"


def whole_text(content: bytes) -> str:
    """Return the text of a file, at most `FILE_CHARACTERS`; raise `CannotShow` without any."""
    kind = file_type(content)
    if kind == PDF:
        return _joined(_pages(content))
    if is_office(kind) or zipfile.is_zipfile(BytesIO(content)):
        return _joined(_office(content))
    if holds_text(kind):
        text = decoded_text(content, _BYTES)
        is_plain = kind.startswith("text/") and kind != "text/html"
        return (text if is_plain else _words(text))[:FILE_CHARACTERS]
    raise CannotShow(ViewerProblem.OTHER_TYPE)


def _joined(parts: Iterator[str]) -> str:
    """Return parts of a text, no more of them than are wanted."""
    text = ""
    for part in parts:
        text = f"{text}\n{part}" if text else part
        if len(text) >= FILE_CHARACTERS:
            break
    return text[:FILE_CHARACTERS]


def _pages(content: bytes) -> Iterator[str]:
    document = PdfDrawing(content, "")
    for number in range(min(document.opened.pages, _MOST_PAGES)):
        try:
            yield document.read(number).text
        except CannotShow:
            continue


def _office(content: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = list(islice(filter(_PARTS.fullmatch, package.namelist()), _MOST_PARTS))
            for name in sorted(names, key=lambda name: name.startswith(_SHEETS)):
                yield _office_words(_unpacked(package, name))
    except _UNREADABLE as error:
        raise CannotShow(ViewerProblem.DAMAGED) from error


def _unpacked(package: zipfile.ZipFile, name: str) -> str:
    with package.open(name) as part:
        return decoded_text(part.read(_PART + 1), _PART)


def _office_words(xml: str) -> str:
    return _lines(_MARK.sub("", _ENDS.sub("\n", _NUMBERED.sub("", xml.replace(_HYPHEN, "-")))))


def _words(page: str) -> str:
    return _lines(_MARK.sub("\n", _WITHIN.sub("", _UNSEEN.sub("", page))))


def _lines(text: str) -> str:
    return "\n".join(filter(None, (line.strip() for line in unescape(text).splitlines())))
