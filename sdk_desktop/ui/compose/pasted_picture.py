"""A picture from the clipboard as a file: a PDF, which every recipient takes."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QMimeData, QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from sdk_desktop.domain.file_type import PDF
from sdk_desktop.domain.message import File

_SHARPNESS = 200
"""Dots per inch: small writing on a screenshot stays readable."""
_MARGIN = 10
"""Millimetres."""


def pasted_picture(data: QMimeData) -> QImage | None:
    """Return the picture that was copied, None where a text or nothing was."""
    if not data.hasImage() or data.hasText():
        return None
    picture = data.imageData()
    return picture if isinstance(picture, QImage) and not picture.isNull() else None


def as_pdf(picture: QImage, name: str) -> File:
    """Return a picture on a page of A4, upright or lying as it is itself."""
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(written)
    writer.setResolution(_SHARPNESS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    lies = picture.width() > picture.height()
    turned = QPageLayout.Orientation
    writer.setPageOrientation(turned.Landscape if lies else turned.Portrait)
    edges = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(edges, QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    page = painter.viewport()
    size = picture.size()
    if size.width() > page.width() or size.height() > page.height():
        size = size.scaled(page.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRect(0, 0, size.width(), size.height()), picture)
    painter.end()
    return File(f"{name}.pdf", PDF, bytes(written.data().data()))
