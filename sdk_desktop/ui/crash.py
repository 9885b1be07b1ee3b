"""The log line and the dialog for a bug in the program, both without content of messages."""

from __future__ import annotations

import logging
import sys
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from sdk_desktop.ui.words import tr

LOG = logging.getLogger(__name__)


def catch_faults() -> None:
    """Install the crash dialog for exceptions that nothing catches."""
    sys.excepthook = _caught


def trace_lines(error: BaseException) -> str:
    """Return an error's type and traceback, without its text, which may hold content."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join((type(error).__name__, *lines))


def show_fault(error: BaseException) -> QMessageBox:
    """Open the dialog, with a button that copies the details for support."""
    box = QMessageBox(QApplication.activeWindow())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Something went wrong"))
    box.setText(tr("Something went wrong in the program. Your messages and drafts are stored."))
    box.setInformativeText(
        tr("Try again. If it happens once more, copy the details and send them to support.")
    )
    box.setDetailedText(trace_lines(error))
    box.addButton(QMessageBox.StandardButton.Close)
    copy = QPushButton(tr("Copy details"), box)
    box.addButton(copy, QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()
    copy.clicked.connect(partial(QGuiApplication.clipboard().setText, trace_lines(error)))
    box.open()
    return box


def _caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    LOG.error("fault: %s", trace_lines(error).replace("\n", " < "))
    if QApplication.instance() is not None:
        show_fault(error)
