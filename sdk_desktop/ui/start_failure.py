"""The message box shown when the program cannot start, as there may be no terminal."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.words import sentence, set_language, tr


def show_failure(error: SdkError) -> None:
    """Show why the program cannot start, until the user closes the box."""
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    set_language(qt, Preferences().language)
    theme.apply(qt, Preferences())
    failure_box(error).exec()


def failure_box(error: SdkError) -> QMessageBox:
    """Return the message box."""
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("SDK Desktop")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("SDK Desktop cannot start."))
    box.setInformativeText(sentence(error))
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    return box
