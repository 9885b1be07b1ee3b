"""What the program is, and under which licences it and what it is built on may be used."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from sdk_desktop import __version__
from sdk_desktop.resources import resource
from sdk_desktop.ui.parts.dialog import Dialog, scrolled_column
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.room import fitting_text
from sdk_desktop.ui.words import tr

COLUMNS, LINES = 84, 34
"""Characters and lines."""


class AboutDialog(Dialog):
    """Shows the version and the licence texts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("About SDK Desktop"), parent)
        self.texts = QPlainTextEdit(self)
        self.texts.setReadOnly(True)
        self.texts.setTabChangesFocus(True)
        self.texts.setAccessibleName(tr("Licences"))
        self.texts.setPlainText(resource("licences.txt").read_text(encoding="utf-8"))
        close = QPushButton(tr("Close"), self)
        close.clicked.connect(self.reject)
        version = tr("SDK Desktop {version}").format(version=__version__)
        layout = scrolled_column(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(paragraph(version, self, role="title"))
        layout.addWidget(paragraph(tr("Free software under the licence EUPL-1.2."), self))
        layout.addWidget(paragraph(tr("It is built on these, under their licences:"), self))
        layout.addWidget(self.texts, 1)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        self.resize(self.sizeHint())  # by itself a dialog takes two thirds of the screen at most

    def sizeHint(self) -> QSize:
        return fitting_text(self, COLUMNS, LINES)
