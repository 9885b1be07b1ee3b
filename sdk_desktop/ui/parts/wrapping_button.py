"""A button whose words go on in a new line where there is no room for them in one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class WrappingButton(QPushButton):
    """Wants one line; where it gets less width, it is as high as its lines need."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Set the words, which are also its name."""
        self._words = text
        self.setAccessibleName(text.replace("&&", "&"))
        super().setText(text)

    @property
    def _edges(self) -> int:
        """The width of all but the words: the icon, and the room around."""
        shown = max(map(self._wide, self.text().split("\n")))
        return super().sizeHint().width() - shown

    def _wide(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words)

    def _lines(self, width: int) -> list[str]:
        """Return the words in lines that a button of this width has room for."""
        room, lines = width - self._edges, [""]
        for word in self._words.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._wide(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def sizeHint(self) -> QSize:
        return QSize(self._edges + self._wide(self._words), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        longest = max(map(self._wide, self._words.split(" ")))
        return QSize(self._edges + longest, super().minimumSizeHint().height())

    def heightForWidth(self, width: int) -> int:
        more = len(self._lines(width)) - len(self.text().split("\n"))
        return super().sizeHint().height() + more * self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = "\n".join(self._lines(self.width()))
        if lines != self.text():
            super().setText(lines)
