"""A window that shows an attachment inside the program, or says that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.reading import preview
from sdk_desktop.ui.reading.preview import PageImage, Shown
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.type_names import type_word

SMALLEST_ZOOM = 0.5
LARGEST_ZOOM = 4.0
_STEP = 1.25


class AttachmentView(QWidget):
    """Shows one file; destroyed when it is closed and with the window that opened it."""

    def __init__(self, file: File, background: Background, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = one_line(file.name)
        self.setWindowTitle(f"{name} – {type_word(file.content_type)}")
        self.resize(900, 660)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_content(file, background, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _content(file: File, background: Background, parent: QWidget) -> QWidget:
    match preview.shown_as(file):
        case Shown.PAGES:
            return PdfPages(file, background, parent)
        case Shown.PICTURE:
            return Picture(file, background, parent)
        case Shown.TEXT:
            return _text(file, parent)
        case Shown.NOTHING:
            sorry = tr("This client cannot show this type of file. Save it to open it elsewhere.")
            return _sorry(sorry, parent)


def _text(file: File, parent: QWidget) -> QWidget:
    shown = QPlainTextEdit(preview.text(file.content), parent)
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setAccessibleName(one_line(file.name))
    return shown


def _sorry(text: str, parent: QWidget) -> QLabel:
    label = paragraph(text, parent)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMargin(24)
    return label


class ImageArea(QScrollArea):
    """Shows an image that may be larger than the window."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label = QLabel(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAccessibleName(name)
        self.setWidget(self._label)
        self.say(tr("Loading …"))

    def say(self, text: str) -> None:
        """Show a sentence instead of an image."""
        self._label.setText(text)
        self._label.adjustSize()

    def show_image(self, image: QImage) -> None:
        """Show an image in its own size."""
        self._label.setPixmap(QPixmap.fromImage(image))
        self._label.adjustSize()


class Picture(QWidget):
    """A picture, no larger than its window until one asks for its own size."""

    def __init__(self, file: File, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._area = ImageArea(one_line(file.name), self)
        self._whole = QPushButton(tr("Full size"), self)
        self._whole.setCheckable(True)
        self._whole.toggled.connect(self._draw)
        column = QVBoxLayout(self)
        column.addWidget(self._whole, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._area)
        work = partial(preview.picture, file.content)
        background.run(self, work, self._show, lambda error: self._area.say(sentence(error)))

    def _show(self, image: QImage) -> None:
        self._image = image
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._image.isNull():
            return
        room = self._area.viewport().size()
        fits = self._image.width() <= room.width() and self._image.height() <= room.height()
        if fits or self._whole.isChecked():
            self._area.show_image(self._image)
        else:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self._area.show_image(self._image.scaled(room, keep, smooth))


class PdfPages(QWidget):
    """A PDF, one page at a time."""

    def __init__(self, file: File, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._content = file.content
        self._background = background
        self._number = 0
        self._pages = 1
        self._zoom = 1.0
        self._area = ImageArea(one_line(file.name), self)
        self._place = plain("", self)
        self._earlier = self._button(tr("Previous page"), lambda: self.turn(-1))
        self._later = self._button(tr("Next page"), lambda: self.turn(1))
        self._smaller = self._button(tr("Smaller"), lambda: self.magnify(1 / _STEP))
        self._larger = self._button(tr("Larger"), lambda: self.magnify(_STEP))
        line = QHBoxLayout()
        for button in (self._earlier, self._later, self._place, self._smaller, self._larger):
            line.addWidget(button)
        line.insertStretch(3)
        column = QVBoxLayout(self)
        column.addLayout(line)
        column.addWidget(self._area)
        self._render()

    def turn(self, steps: int) -> None:
        """Go forward or back, never past the first or last page."""
        self._number = min(max(self._number + steps, 0), self._pages - 1)
        self._render()

    def magnify(self, factor: float) -> None:
        """Make the page larger or smaller, within bounds."""
        self._zoom = min(max(self._zoom * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        self._render()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.turn(1)
            case Qt.Key.Key_PageUp:
                self.turn(-1)
            case _:
                super().keyPressEvent(event)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setEnabled(False)
        button.clicked.connect(act)
        return button

    def _render(self) -> None:
        asked = (self._number, self._zoom)
        work = partial(preview.page_image, self._content, *asked)
        self._background.run(self, work, partial(self._show, asked), self._fail)

    def _show(self, asked: tuple[int, float], page: PageImage) -> None:
        if asked != (self._number, self._zoom):
            return
        self._pages = page.pages
        self._area.show_image(page.image)
        self._area.verticalScrollBar().setValue(0)
        words = tr("Page {number} of {pages}").format(number=self._number + 1, pages=page.pages)
        self._place.setText(f"{words} · {self._zoom:.0%}")
        self._earlier.setEnabled(self._number > 0)
        self._later.setEnabled(self._number + 1 < page.pages)
        self._smaller.setEnabled(self._zoom > SMALLEST_ZOOM)
        self._larger.setEnabled(self._zoom < LARGEST_ZOOM)

    def _fail(self, error: SdkError) -> None:
        self._area.say(sentence(error))
