"""The handbook for those who handle messages: read in a window, or saved as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QUrl, Slot
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.resources import resource
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import ResultLine
from sdk_desktop.ui.room import fitting_text
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.handbook_paper import handbook_paper
from sdk_desktop.usecases.papers import save_paper

LANGUAGES = ("en", "sv")
CONTENTS = "contents.md"
PICTURES = "pictures"
COLUMNS, LINES = 100, 40
"""Characters and lines."""


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
        self.outcome = ResultLine(self)
        buttons = Flow()
        buttons.addWidget(contents)
        buttons.addWidget(self.back)
        buttons.add_growing(QWidget(self))
        buttons.addWidget(save)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.outcome)
        add_layout(layout, buttons)
        self.resize(self.sizeHint())
        self.pages.setSource(QUrl.fromLocalFile(str(handbook_folder() / CONTENTS)))

    @Slot()
    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save as PDF"), f"SDK Desktop, {tr('Handbook')}.pdf", "PDF (*.pdf)"
        )
        if name:
            self._save(Path(name))

    def _save(self, path: Path) -> None:
        folder = handbook_folder()
        pages = [folder / CONTENTS, *sorted(folder.glob("[0-9]*.md"))]
        try:
            save_paper(handbook_paper(pages, folder.name), path)
        except SdkError as error:
            self.outcome.show_result(sentence(error), "danger")
        else:
            self.outcome.show_result(tr("The handbook is saved."), "success")

    def sizeHint(self) -> QSize:
        return fitting_text(self, COLUMNS, LINES)


class _Pages(QTextBrowser):
    """Pages in which pictures are as wide as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Handbook"))
        self.setTabChangesFocus(True)

    def changeEvent(self, event: QEvent) -> None:
        """Read the page anew in other colours: links keep those in which they were read."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.source().isEmpty():
            place = self.verticalScrollBar().value()
            self.reload()
            self.verticalScrollBar().setValue(place)

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


def _fitting(image: QImage, width: int) -> QImage:
    """Return an image that is no wider."""
    return (
        image
        if image.width() <= width
        else image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    )
