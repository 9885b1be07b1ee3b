"""The steps of a guide beside its pages: which are done, which one is shown, which are to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.painting import draw_rounded
from sdk_desktop.ui.words import tr

WIDTH = 36
"""Characters."""
_EDGE, _GAP, _MARK, _CHECK = 32, 16, 24, 14


class StepList(QFrame):
    """Shows the titles of steps under a heading."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_EDGE, _EDGE, _GAP, _EDGE)
        self._column.setSpacing(_GAP)
        self._column.addWidget(paragraph(title, self, role="head"))
        self._column.addStretch(1)

    def show_steps(self, titles: Sequence[str], number: int) -> None:
        """Show steps, of which the one of this number, from 1, is the current one."""
        for old in self._lines:
            old.hide()
            old.deleteLater()
        self._lines = [
            self._line(title, step, number) for step, title in enumerate(titles, start=1)
        ]
        for place, line in enumerate(self._lines, start=1):
            self._column.insertWidget(place, line)

    def _line(self, title: str, step: int, current: int) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        role = "heading" if step == current else "muted"
        words = paragraph(title, line, role=role)
        if step < current:
            words.setAccessibleName(tr("{title}, done").format(title=title))
        elif step == current:
            words.setAccessibleName(tr("{title}, now").format(title=title))
        row.addWidget(_StepMark(step, current, line), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, stretch=1)
        return line


class _StepMark(QWidget):
    """Draws a step's number in a circle, or a check where it is done."""

    def __init__(self, step: int, current: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._step, self._current = step, current
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_MARK), theme.px(_MARK))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c, box = QPainter(self), theme.colours(), self.rect()
        is_done, is_current = self._step < self._current, self._step == self._current
        ground = c.success_soft if is_done else c.soft if is_current else c.base
        edge = c.accent if is_current else c.success if is_done and c.stark else c.edge
        draw_rounded(
            painter, box, box.width() // 2, ground, "" if is_done and not c.stark else edge
        )
        if is_done:
            side = theme.px(_CHECK)
            place = QRect(0, 0, side, side)
            place.moveCenter(box.center())
            theme.draw_icon(painter, "check", place, c.success)
        else:
            painter.setFont(theme.face(theme.SMALL, strong=True))
            painter.setPen(QColor(c.accent if is_current else c.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._step))
        painter.end()
