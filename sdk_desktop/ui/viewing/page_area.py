"""Where a page is painted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.words import tr

_HINTS = 2000
"""Characters of a page's text that a screen reader is given with the picture."""


class PageArea(QScrollArea):
    """Shows a page that may be larger than the window; scrolling past its end turns it."""

    turnWanted = Signal(int)
    resized = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label = QLabel(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self.setWidget(self._label)
        self.shown_page = -1
        self.say(tr("Loading …"))

    @property
    def text(self) -> str:
        """The sentence that is shown instead of a page, if any."""
        return self._label.text()

    @property
    def shown_size(self) -> QSize:
        """The size of the page that is shown, in the window's pixels."""
        return self._label.pixmap().deviceIndependentSize().toSize()

    @property
    def room(self) -> QSize:
        """The room for a page, without the scroll bars that a large one needs."""
        width = self.width() - self.verticalScrollBar().sizeHint().width() - self.frameWidth() * 2
        return QSize(max(width, 1), max(self.viewport().height(), 1))

    def refuse(self, text: str) -> None:
        """Show and announce why there is no page."""
        self.say(text)
        announce(self, text, urgent=True)

    def say(self, text: str) -> None:
        """Show a sentence instead of a page."""
        self.shown_page = -1
        self._label.clear()
        self._label.setText(text)
        self._label.setAccessibleName(text)
        self._label.setAccessibleDescription("")
        self._label.setMargin(24)
        self._fit()

    def show_image(self, image: QImage, page: int, place: str) -> None:
        """Show a page in its own size; `place` says in words which it is."""
        self.shown_page = page
        self._label.setMargin(0)
        self._label.setPixmap(QPixmap.fromImage(image))
        self._label.setAccessibleName(f"{self._name}, {place}" if place else self._name)
        self._label.adjustSize()

    def describe(self, text: str) -> None:
        """Give a screen reader the text of the page that is shown."""
        self._label.setAccessibleDescription(text[:_HINTS])

    def scroll_to(self, row: int) -> None:
        """Scroll to a row of the page's pixels in the window's measure."""
        bar = self.verticalScrollBar()
        bar.setValue(max(0, row - self.viewport().height() // 3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space if bar.value() >= bar.maximum():
                self.turnWanted.emit(1)
            case Qt.Key.Key_PageUp if bar.value() <= bar.minimum():
                self.turnWanted.emit(-1)
            case Qt.Key.Key_Space:
                bar.triggerAction(bar.SliderAction.SliderPageStepAdd)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        turned = event.angleDelta().y()
        if turned < 0 and bar.value() >= bar.maximum():
            self.turnWanted.emit(1)
        elif turned > 0 and bar.value() <= bar.minimum():
            self.turnWanted.emit(-1)
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        if self._label.pixmap().isNull():
            self._label.resize(self.viewport().size())
