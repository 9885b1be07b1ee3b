"""The handbook for those who handle messages: read in a window, or saved as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QMarginsF, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QImage, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from sdk_desktop.resources import resource
from sdk_desktop.ui.parts.dialog import scrolled_column
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.room import fitting_text
from sdk_desktop.ui.words import tr

LANGUAGES = ("en", "sv")
CONTENTS = "contents.md"
PICTURES = "pictures"
COLUMNS, LINES = 100, 40
"""Characters and lines."""
_DOTS = 96
"""Per inch of the PDF's layout: pictures keep the size that they have on a screen."""
_PAGE_MARGIN = 18
"""Millimetres."""


class Handbook(QDialog):
    """Shows the pages, which lead to each other and nowhere else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Handbook"))
        self.pages = _Pages(self)
        contents = QPushButton(tr("Contents"), self)
        contents.clicked.connect(self.pages.home)
        self.back = QPushButton(tr("Back"), self)
        self.back.setEnabled(False)
        self.back.clicked.connect(self.pages.backward)
        self.pages.backwardAvailable.connect(self.back.setEnabled)
        save = QPushButton(tr("Save as PDF …"), self)
        save.clicked.connect(self._ask_where)
        close = QPushButton(tr("Close"), self)
        close.clicked.connect(self.reject)
        buttons = Flow()
        buttons.addWidget(contents)
        buttons.addWidget(self.back)
        buttons.add_growing(QWidget(self))
        buttons.addWidget(save)
        buttons.addWidget(close)
        layout = scrolled_column(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(self.pages, 1)
        layout.addLayout(buttons)
        self.resize(self.sizeHint())
        self.pages.setSource(QUrl.fromLocalFile(str(handbook_folder() / CONTENTS)))

    @Slot()
    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save as PDF"), f"SDK Desktop, {tr('Handbook')}.pdf", "PDF (*.pdf)"
        )
        if name:
            write_handbook(Path(name))

    def sizeHint(self) -> QSize:
        return fitting_text(self, COLUMNS, LINES)


class _Pages(QTextBrowser):
    """Pages in which pictures are as wide as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Handbook"))
        self.setTabChangesFocus(True)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        loaded = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return loaded
        room = self.viewport().width() - 2 * int(self.document().documentMargin())
        return _fitting(QImage.fromData(loaded), room)


def handbook_folder() -> Path:
    """Return where the pages are in the language that the program speaks."""
    language = QLocale().name().partition("_")[0]
    return resource("handbook", language if language in LANGUAGES else LANGUAGES[0])


def write_handbook(target: Path) -> None:
    """Write all pages into a PDF file, one after the other."""
    folder = handbook_folder()
    pages = [folder / CONTENTS, *sorted(folder.glob("[0-9]*.md"))]
    writer = QPdfWriter(str(target))
    writer.setTitle(tr("Handbook"))
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(*[_PAGE_MARGIN] * 4))
    document = QTextDocument()
    document.setBaseUrl(QUrl.fromLocalFile(f"{folder}/"))
    document.setPageSize(writer.pageLayout().paintRectPixels(_DOTS).size().toSizeF())
    for picture in (folder / PICTURES).iterdir():
        image = _fitting(QImage(str(picture)), int(document.pageSize().width()))
        name = QUrl(f"{PICTURES}/{picture.name}")
        document.addResource(QTextDocument.ResourceType.ImageResource.value, name, image)
    document.setMarkdown("\n\n".join(page.read_text(encoding="utf-8") for page in pages))
    document.print_(writer)


def _fitting(image: QImage, width: int) -> QImage:
    """Return an image that is no wider."""
    return (
        image
        if image.width() <= width
        else image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    )
