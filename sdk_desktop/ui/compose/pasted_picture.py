"""A picture from the clipboard as a file."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from sdk_desktop.domain.file_type import PDF
from sdk_desktop.domain.message import File
from sdk_desktop.ui.viewing.pdf_pages import PdfPages


def pasted_picture(data: QMimeData) -> QImage | None:
    """Return the picture that was copied, None where a text or nothing was."""
    if not data.hasImage() or data.hasText():
        return None
    picture = data.imageData()
    return picture if isinstance(picture, QImage) and not picture.isNull() else None


def as_pdf(picture: QImage, name: str) -> File:
    """Return a picture as a PDF of one page: every recipient takes that."""
    pages = PdfPages()
    pages.add(picture)
    return File(f"{name}.pdf", PDF, pages.finished())
