"""The program's one top-level window, and the banner of practice mode."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import EnterPresses
from sdk_desktop.ui.words import tr

SIZE = QSize(1366, 768)
SMALLEST = QSize(480, 400)


class TopWindow(QFrame):
    """Shows one content at a time; `closed` is emitted when the user closes the window."""

    closed = Signal()

    def __init__(self, *, practice: bool) -> None:
        super().__init__()
        self.setWindowTitle("SDK Desktop")
        self.setWindowIcon(theme.icon("mailbox"))
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE)
        self._practice = practice
        EnterPresses(self)
        self._banner = QLabel(self)
        self._banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._banner.setProperty("role", "practice")
        self._banner.setVisible(practice)
        self.setProperty("role", "practice" if practice else "")
        self._content: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._banner)

    def show_count(self, count: int) -> None:
        """Show in the title how many messages are new; it never says more of them."""
        self.setWindowTitle(f"SDK Desktop ({count})" if count else "SDK Desktop")

    @property
    def content(self) -> QWidget | None:
        """The content."""
        return self._content

    def show_whole(self) -> None:
        """Show the window, maximised on a screen that is too small for it."""
        room = self.screen().availableSize()
        if SIZE.width() < room.width() and SIZE.height() < room.height():
            self.show()
        else:
            self.showMaximized()

    def show_content(self, content: QWidget) -> None:
        """Show a content, and destroy the one before with every window that belongs to it."""
        self._banner.setText(tr("Practice mode – nothing is sent for real"))
        old, self._content = self._content, content
        if old is not None:
            old.hide()
            self._layout.removeWidget(old)
            old.deleteLater()
        self._layout.addWidget(content, 1)
        content.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
