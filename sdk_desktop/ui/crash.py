"""What is said of a bug in the program, without content of messages, and of a failed start."""

from __future__ import annotations

import logging
import sys
from functools import partial
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.errors import SdkError, trace_lines
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.security.clipboard import put_text
from sdk_desktop.ui.words import sentence, set_language, tr

LOG = logging.getLogger(__name__)
MOST_DETAILS = 20_000
"""Characters: a fault may come again and again while its dialog is open."""


def catch_faults() -> None:
    """Show every exception that nothing catches in a dialog."""
    sys.excepthook = FaultReports().report


class FaultReports:
    """Logs faults and shows them in one dialog, which stays until somebody closes it."""

    def __init__(self) -> None:
        self._box: QMessageBox | None = None

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log and show an error; this is the signature of `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        LOG.error("fault: %s", trace_lines(error).replace("\n", " < "))
        if QApplication.instance() is not None:
            self.show(error)

    def show(self, error: BaseException) -> QMessageBox:
        """Show an error, in the dialog of the one before if that is still open.

        The dialog belongs to no window: there may be none, and locking destroys those that are.
        """
        box = self._box
        if box is None:
            box = self._box = _dialog()
            box.finished.connect(self._forget)
        earlier = box.detailedText()
        box.setDetailedText(f"{earlier}\n\n{trace_lines(error)}".strip()[:MOST_DETAILS])
        box.open()
        box.raise_()
        box.activateWindow()
        return box

    def _forget(self, _result: int) -> None:
        if self._box is not None:
            self._box.deleteLater()
        self._box = None


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


def _dialog() -> QMessageBox:
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Something went wrong"))
    box.setText(tr("Something went wrong in the program. What was stored before is still there."))
    box.setInformativeText(
        tr("Try again. If it happens once more, copy the details and send them to support.")
    )
    box.addButton(QMessageBox.StandardButton.Close)
    copy = QPushButton(tr("Copy details"), box)
    box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()
    copy.clicked.connect(partial(_copy_details, box))
    return box


def _copy_details(box: QMessageBox) -> None:
    put_text(box.detailedText())
