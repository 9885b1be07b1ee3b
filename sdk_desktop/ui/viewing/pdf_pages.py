"""Pictures as pages of a PDF, the type that every recipient takes."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

_SHARPNESS = 200
"""Dots per inch: small writing on a screenshot stays readable."""
_MARGIN = 10
"""Millimetres."""
LONGEST = 2339
"""Pixels of the long side of A4 at that sharpness: more of a picture is not needed."""


class PdfPages:
    """Writes pictures on pages of A4, each upright or lying as it is itself, in memory."""

    def __init__(self) -> None:
        self._written = QBuffer()
        self._written.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._written)
        self._writer.setResolution(_SHARPNESS)
        self._writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        edges = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._writer.setPageMargins(edges, QPageLayout.Unit.Millimeter)
        self._painter: QPainter | None = None

    def add(self, picture: QImage) -> None:
        """Write a picture on a page of its own."""
        turned = QPageLayout.Orientation
        lies = picture.width() > picture.height()
        self._writer.setPageOrientation(turned.Landscape if lies else turned.Portrait)
        if self._painter is None:
            self._painter = QPainter(self._writer)
        else:
            self._writer.newPage()
        page = self._writer.pageLayout().paintRectPixels(_SHARPNESS).size()
        size = picture.size()
        if size.width() > page.width() or size.height() > page.height():
            size = size.scaled(page, Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRect(0, 0, size.width(), size.height()), picture)

    def finished(self) -> bytes:
        """Return the document; nothing can be added after it."""
        if self._painter is not None:
            self._painter.end()
        self._painter = None
        shiboken6.delete(self._writer)  # before what it writes to
        return bytes(self._written.data().data())
