"""Prints the recovery key."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QPagedPaintDevice,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.local_time import local
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

GROUPS = 4
"""Groups of characters on a line."""


def key_lines(key: str) -> list[str]:
    """Return a key in groups, some on each line, as it is shown and printed."""
    groups = key.split("-")
    return ["  ".join(groups[at : at + GROUPS]) for at in range(0, len(groups), GROUPS)]


def key_document(key: str, organisation: str, now: datetime) -> QTextDocument:
    """Return the page that is printed."""
    page = QTextDocument()
    page.setDocumentMargin(0)
    cursor = QTextCursor(page)
    _write(cursor, tr("Recovery key for SDK Desktop"), 18, heavy=True)
    _write(cursor, one_line(organisation), 12)
    day = local(now).date().isoformat()
    _write(cursor, tr("Made on {date}").format(date=day), 12)
    for line in ("", *key_lines(key), ""):
        _write(cursor, line, 20, fixed=True)
    for text in (
        tr("Whoever has this paper and the computer can get at every message. Lock it up."),
        tr(
            "When nobody can sign in: start SDK Desktop, choose “Use the recovery key …” on the"
            " lock screen and type the key. Spaces and capitals do not matter."
        ),
        tr("When a new key has been made, this one opens nothing. Destroy the paper then."),
    ):
        _write(cursor, text, 12)
        _write(cursor, "", 6)
    return page


def ask_printer(window: QWidget, key: str, organisation: str) -> bool:
    """Open the dialog to choose a printer; return False when there is none."""
    if not QPrinterInfo.availablePrinterNames():
        return False
    dialog = QPrintDialog(window)
    dialog.printer().setDocName("SDK Desktop")
    dialog.setOptions(QPrintDialog.PrintDialogOption.PrintShowPageSize)
    dialog.accepted.connect(partial(print_key, key=key, organisation=organisation))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return True


def print_key(printer: QPagedPaintDevice, key: str, organisation: str) -> None:
    """Print a key on a printer."""
    key_document(key, organisation, system_clock()).print_(printer)


def _write(
    cursor: QTextCursor, text: str, points: int, *, heavy: bool = False, fixed: bool = False
) -> None:
    style = QTextCharFormat()
    wanted = QFontDatabase.SystemFont.FixedFont if fixed else QFontDatabase.SystemFont.GeneralFont
    style.setFont(QFontDatabase.systemFont(wanted))
    style.setFontPointSize(points)
    style.setFontWeight(QFont.Weight.Bold if heavy else QFont.Weight.Normal)
    cursor.insertText(text, style)
    cursor.insertBlock()
