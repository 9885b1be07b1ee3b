"""Makes pictures and texts of a file's bytes, with bounds; runs on a worker thread."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import pypdfium2
from PySide6.QtCore import QBuffer, QByteArray, QMutex, QMutexLocker
from PySide6.QtGui import QImage, QImageReader

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import File

PIXELS = 25_000_000
"""No picture or page is made larger than this."""
LONGEST_SIDE = 16_384
"""Pixels of a page that is very long and narrow: what is longer cannot be painted everywhere."""
CHARACTERS = 300_000
"""No text is shown longer than this."""
_POINTS_PER_INCH = 72
_SCREEN = 96


class Shown(Enum):
    """How this client shows a file."""

    PAGES = auto()
    PICTURE = auto()
    TEXT = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class PageImage:
    """One rendered page; `pages` is how many the document has."""

    image: QImage
    pages: int


class _Pdfium:
    """The PDF library is one for the whole process and must never be in use twice at once."""

    turn = QMutex()


def shown_as(file: File) -> Shown:
    """Say how a file can be shown, by what its bytes are; its name and type may say anything."""
    head = file.content[:1024]
    if b"%PDF-" in head:
        return Shown.PAGES
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        return Shown.PICTURE
    plain = file.content_type.partition(";")[0].strip().lower() == "text/plain"
    return Shown.TEXT if plain and b"\0" not in head else Shown.NOTHING


def page_image(content: bytes, number: int, zoom: float) -> PageImage:
    """Render a page of a PDF, the first is 0; raise `Refused` for one that cannot be read."""
    with QMutexLocker(_Pdfium.turn):
        try:
            with pypdfium2.PdfDocument(content) as document:
                return _rendered(document, number, zoom)
        except pypdfium2.PdfiumError as error:
            raise Refused("The PDF is damaged or protected and cannot be shown here.") from error


def picture(content: bytes) -> QImage:
    """Decode a PNG or JPEG; raise `Refused` for one that is damaged or too large to show."""
    store = QByteArray(content)
    buffer = QBuffer(store)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"png" if content.startswith(b"\x89PNG") else b"jpeg")
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > PIXELS:
        raise Refused("The picture is too large to be shown here.")
    image = reader.read()
    if image.isNull():
        raise Refused("The picture is damaged and cannot be shown here.")
    return image


def text(content: bytes) -> str:
    """Decode a plain text: UTF-8, else Latin 1; only its beginning when it is very long."""
    try:
        whole = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        whole = content.decode("latin-1")
    return whole[:CHARACTERS]


def _rendered(document: pypdfium2.PdfDocument, number: int, zoom: float) -> PageImage:
    page = document[number]
    width, height = page.get_size()
    wanted = zoom * _SCREEN / _POINTS_PER_INCH
    largest = (PIXELS / max(width * height, 1.0)) ** 0.5
    largest = min(largest, LONGEST_SIDE / max(width, height, 1.0))
    bitmap = page.render(scale=min(wanted, largest), rev_byteorder=False, prefer_bgrx=True)
    image = QImage(
        bytes(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGB32,
    )
    return PageImage(image.copy(), len(document))
