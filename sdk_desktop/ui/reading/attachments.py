"""The attachments of a message: what they are, open and save."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Attachment
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import file_size
from sdk_desktop.ui.words.plain_text import file_name_line
from sdk_desktop.ui.words.type_names import type_word

OPEN = "Ctrl+O"
"""The key that opens the first one."""


class AttachmentList(QWidget):
    """Shows attachments, at least one; the signals give the one whose button was pressed."""

    openRequested = Signal(object)
    saveRequested = Signal(object)

    def __init__(self, attachments: Sequence[Attachment], parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        heading = tr("%n attachments", len(attachments))
        column.addWidget(plain(heading, self, role="heading"))
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        column.addLayout(self._grid)
        self._result = paragraph("", self)
        self._result.hide()
        column.addWidget(self._result)
        opening = [self._add(attachment) for attachment in attachments]
        opening[0].setShortcut(OPEN)

    def tell(self, text: str, role: str = "muted") -> None:
        """Say what became of an attachment."""
        self._result.setProperty("role", role)
        self._result.style().polish(self._result)
        self._result.setText(text)
        self._result.show()

    def _add(self, attachment: Attachment) -> QPushButton:
        """Add the lines of an attachment; return the button that opens it."""
        row = self._grid.rowCount()
        name = file_name_line(attachment.name)
        about = f"{type_word(attachment.content_type)} · {file_size(attachment.size)}"
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(paragraph(name, self))
        lines.addWidget(paragraph(about, self, role="muted"))
        self._grid.addLayout(lines, row, 0)
        show = QPushButton(theme.icon("open"), tr("Open"), self)
        show.setAccessibleName(tr("Open {name}").format(name=name))
        show.clicked.connect(lambda: self.openRequested.emit(attachment))
        save = QPushButton(theme.icon("save"), tr("Save …"), self)
        save.setAccessibleName(tr("Save {name}").format(name=name))
        save.clicked.connect(lambda: self.saveRequested.emit(attachment))
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(show, row, 1, middle)
        self._grid.addWidget(save, row, 2, middle)
        return show
