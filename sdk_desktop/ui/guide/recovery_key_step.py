"""The page that shows a recovery key, prints it and asks for it as it is on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontDatabase,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPagedPaintDevice,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from sdk_desktop.app.printed import TITLE
from sdk_desktop.domain.clock import local, system_clock
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.narrow import is_narrow
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.plain_text import one_line

LARGER = 1.4
GROUPS = 4
"""Groups of characters on a line."""


class RecoveryKeyStep(Step):
    """Shows a key, then asks the user to type it from the paper; `skipped` when they do so later.

    The key is on the page only while it is shown, and never on the clipboard.
    """

    skipped = Signal()
    may_go_back = False

    def __init__(
        self, confirm: Callable[[str], None], background: Background, parent: QWidget
    ) -> None:
        text = tr(
            "With this key you get back in when the telephone, the card or the computer is lost."
            " Print it or write it down, and keep the paper locked up, away from the computer."
        )
        super().__init__(tr("Recovery key"), text, parent)
        self._confirm, self._background = confirm, background
        self._key = self._organisation = ""
        self.shown = _key_label(self)
        self.print_key = QPushButton(theme.icon("print"), tr("Print …"), self)
        self.print_key.clicked.connect(self._print)
        self.printing_note = paragraph("", self)
        self.typed = PaperField(self)
        self.typed.setAccessibleName(tr("The recovery key, from the paper"))
        self.typed.returnPressed.connect(self.go_on)
        self.ask = paragraph(tr("Type the key as it stands on the paper:"), self)
        self.again = QPushButton(tr("Show the key again"), self)
        self.again.clicked.connect(self._show)
        self.later = QPushButton(tr("Confirm later"), self)
        self.later.clicked.connect(self._skip)
        self._lay_out()
        self.ask_for_key()

    def show_key(self, key: str, organisation: str) -> None:
        """Show a new key, which is for an organisation's client."""
        self._key, self._organisation = key, organisation
        self._show()

    def ask_for_key(self) -> None:
        """Hide the key and ask for it; it can be shown again if it is known."""
        self.shown.clear()
        self.shown.setAccessibleName("")
        self.printing_note.clear()
        self._be(typing=True)
        self.typed.setFocus()

    def first_field(self) -> QWidget:
        """Return the key while it is shown, else the field for it."""
        return self.shown if self.shown.text() else self.typed

    def go_on(self) -> None:
        """Hide the key and ask for it, or try what was typed."""
        if self.shown.text():
            self.ask_for_key()
        elif not self.typed.text().strip():
            self.show_missing(tr("Type the recovery key."))
        else:
            self.show_error("")
            work = partial(self._confirm, self.typed.text())
            self.do_once(self._background, work, self._confirmed, self._refuse)

    def forget(self) -> None:
        """Forget the key."""
        self._key = ""
        self.ask_for_key()
        self.typed.clear()
        self.show_error("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.shown.text():
            self._put_key()

    def _put_key(self) -> None:
        on_a_line = GROUPS // 2 if is_narrow(self) else GROUPS
        self.shown.setText("\n".join(key_lines(self._key, on_a_line)))

    @Slot()
    def _show(self) -> None:
        self.show_error("")
        self._put_key()
        self.shown.setAccessibleName(tr("Recovery key: {key}").format(key=self._key))
        self.typed.clear()
        self._be(typing=False)
        self.shown.setFocus()

    @Slot()
    def _print(self) -> None:
        there = ask_printer(self, self._key, self._organisation)
        none = tr("No printer is set up on this computer. Write the key down by hand.")
        self.printing_note.setText("" if there else none)

    @Slot()
    def _skip(self) -> None:
        self.forget()
        self.skipped.emit()
        self.finished.emit()

    def _confirmed(self, _nothing: None) -> None:
        self.forget()
        self.finished.emit()

    def _refuse(self, error: SdkError) -> None:
        self.show_error(sentence(error))
        self.typed.setFocus()

    def _be(self, *, typing: bool) -> None:
        self.shown.setHidden(typing)
        self.print_key.setHidden(typing)
        self.printing_note.setHidden(typing)
        self.ask.setVisible(typing)
        self.typed.setVisible(typing)
        self.again.setVisible(typing and bool(self._key))

    def _lay_out(self) -> None:
        for widget in (self.shown, self.printing_note, self.ask, self.typed, self.error):
            self.column.addWidget(widget)
        row = Flow()
        for button in (self.print_key, self.again, self.later):
            row.addWidget(button)
        add_layout(self.column, row)


class PaperField(QLineEdit):
    """A field in which nothing can be pasted or dropped, so that the key is typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self.setFont(_fixed_font(self, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            event.accept()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()


def key_lines(key: str, on_a_line: int = GROUPS) -> list[str]:
    """Return a key in groups, some on each line, as it is shown and printed."""
    groups = key.split("-")
    return ["  ".join(groups[at : at + on_a_line]) for at in range(0, len(groups), on_a_line)]


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
    dialog.printer().setDocName(TITLE)
    dialog.setOptions(QPrintDialog.PrintDialogOption.PrintShowPageSize)
    dialog.accepted.connect(partial(print_key, key=key, organisation=organisation))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return True


def print_key(printer: QPagedPaintDevice, key: str, organisation: str) -> None:
    """Print a key on a printer."""
    key_document(key, organisation, system_clock()).print_(printer)


def _key_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(_fixed_font(label, LARGER))
    label.setProperty("role", "key")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return label


def _fixed_font(widget: QWidget, larger: float) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(widget.font().pointSizeF() * larger)
    return font


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
