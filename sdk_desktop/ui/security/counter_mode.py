"""The counter mode: what people, subjects and texts are is hidden while somebody looks on.

What is hidden is hidden from a screen reader, too: it may speak aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.parts.painting import Tone, draw_block
from sdk_desktop.ui.words import tr

_BARS = (0.5, 0.95, 0.9, 0.7, 0.0, 0.95, 0.85, 0.6)
"""The lengths of the bars that stand for lines of text."""
_STRIDE, _MARGIN, _MOST, _HIGH = 22, 20, 640, 40
_WINDOWS = frozenset({Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet})


class CounterMode(QObject):
    """Covers parts of the main window and every other window while it is on.

    `changed` carries whether it is on.
    """

    changed = Signal(bool)

    def __init__(self, parts: Callable[[], Iterable[QWidget]], main: QWidget) -> None:
        super().__init__(main)
        self._parts, self._main = parts, main
        self._curtains: list[Curtain] = []
        self.on = False

    @property
    def curtains(self) -> tuple[Curtain, ...]:
        """What hides the parts and windows that are there."""
        self._curtains = [*filter(shiboken6.isValid, self._curtains)]
        return tuple(self._curtains)

    @Slot()
    def toggle(self) -> None:
        """Hide everything, or show it again."""
        qt = QCoreApplication.instance()
        if qt is None:
            return
        self.on = not self.on
        if self.on:
            for part in (*self._parts(), *filter(self._is_other, QApplication.topLevelWidgets())):
                self._cover(part)
            qt.installEventFilter(self)
        else:
            qt.removeEventFilter(self)
            for curtain in self.curtains:
                curtain.lift()
            self._curtains.clear()
        self.changed.emit(self.on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover each window that is opened meanwhile."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            covered = any(curtain.parentWidget() is watched for curtain in self.curtains)
            if self._is_other(watched) and not covered:
                self._cover(watched)
        return super().eventFilter(watched, event)

    def _cover(self, part: QWidget) -> None:
        self._curtains = [*self.curtains, Curtain(part)]

    def _is_other(self, widget: QWidget) -> bool:
        """Return whether a widget is a window of its own, shown, and no menu or tip."""
        window = widget.isWindow() and widget.windowType() in _WINDOWS
        return window and widget.isVisible() and widget is not self._main.window()


class Curtain(QWidget):
    """Stands before all that a widget holds; the space bar shows it as long as it is held down."""

    def __init__(self, covered: QWidget) -> None:
        super().__init__(covered)
        self._covered = covered
        self._hidden: list[QWidget] = []
        self._focus = covered.focusWidget() if covered.isWindow() else None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName(tr("Hidden. F8 shows it again."))
        self.setAccessibleDescription(tr("Hold the space bar to show it"))
        had_focus = covered.isAncestorOf(QApplication.focusWidget() or self)
        self._hide()
        covered.installEventFilter(self)
        self.show()
        if had_focus:
            self.setFocus()

    def lift(self) -> None:
        """Show for good what was covered."""
        had_focus = self.hasFocus()
        self._covered.removeEventFilter(self)
        self.hide()  # which may take the keyboard from it, so that it covers once more
        self._show()
        if had_focus:
            (self._focus or self._covered).setFocus()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._hidden:
            self.setGeometry(self._covered.rect())
        elif event.type() == QEvent.Type.FocusIn:
            self.setFocus()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._show()
            self.setGeometry(0, 0, 0, 0)  # it keeps the keyboard, to hear that the key is let go

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._hide()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._hide()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width, top = min(self.width() - 2 * _MARGIN, _MOST), _MARGIN
        for share in _BARS:
            line = QRect(_MARGIN, top, width, _STRIDE)
            draw_block(painter, line, int(width * share))
            top += _STRIDE
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        words = f"{self.accessibleName()} {self.accessibleDescription()}."
        place = self.rect().adjusted(_MARGIN, top + _STRIDE // 2, -_MARGIN, 0)
        painter.drawText(place, int(Qt.TextFlag.TextWordWrap), words)
        super().paintEvent(event)

    def _hide(self) -> None:
        self.setGeometry(self._covered.rect())
        self.raise_()
        shown = [
            child
            for child in self._covered.children()
            if isinstance(child, QWidget)
            and child is not self
            and not child.isWindow()
            and not child.isHidden()
        ]
        for child in shown:
            child.hide()
        self._hidden += shown

    def _show(self) -> None:
        for child in filter(shiboken6.isValid, self._hidden):
            child.show()
        self._hidden.clear()


class CounterBanner(QFrame):
    """Says that the counter mode is on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "counter")
        self.setMinimumHeight(theme.px(_HIGH))
        line = QHBoxLayout(self)
        line.setContentsMargins(20, 4, 16, 4)
        line.setSpacing(12)
        self._text = tr("Counter mode – names, subjects and texts are hidden")
        line.addWidget(IconLabel("eye", self, Tone.GROUND))
        line.addWidget(paragraph(self._text, self, role="heading"), 1)
        line.addWidget(plain(tr("F8 shows it again"), self))
        self.hide()

    @Slot(bool)
    def show_state(self, on: bool) -> None:
        """Show, and say, whether the mode is on."""
        self.setVisible(on)
        announce(self, self._text if on else tr("Everything is shown again"))
