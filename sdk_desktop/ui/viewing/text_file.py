"""A text file, in parts that are laid out quickly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from sdk_desktop.app.printed import TITLE
from sdk_desktop.domain.file_type import decoded_text
from sdk_desktop.domain.message import File
from sdk_desktop.domain.visible_text import visible_lines
from sdk_desktop.ui.parts.labels import ResultLine
from sdk_desktop.ui.viewing.view_tools import ViewTools
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

CHARACTERS = 3_000_000
"""No text is shown longer than this."""
PART = 20_000
"""Characters of a part: about five pages."""
_SMALLEST, _LARGEST = -4, 12
"""Points that the letters may be smaller or larger."""


class TextFile(QWidget):
    """Shows a text, whatever its encoding; a long one has parts to turn like pages."""

    def __init__(self, file: File, parent: QWidget) -> None:
        super().__init__(parent)
        whole = visible_lines(decoded_text(file.content))
        self._parts = tuple(parts(whole[:CHARACTERS])) or ("",)
        self._number, self._size = 0, 0
        self.tools = ViewTools(self, drawn=False)
        self.text = QPlainTextEdit(self, readOnly=True, tabChangesFocus=True)
        self.text.setAccessibleName(one_line(file.name))
        note = ResultLine(self)
        note.setContentsMargins(12, 0, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.tools, note):
            column.addWidget(part)
        column.addWidget(self.text, stretch=1)
        if len(whole) > CHARACTERS:
            note.show_result(tr("Only the beginning of this long text is shown."), "warning")
        self.tools.turned.connect(self.turn)
        self.tools.magnified.connect(self.magnify)
        self.tools.searched.connect(self.search)
        self.tools.printWanted.connect(self.print)
        self._show(0)
        self.text.setFocus()

    @Slot(int)
    def turn(self, steps: int) -> None:
        """Go forward or back, never past the first or last part."""
        number = min(max(self._number + steps, 0), len(self._parts) - 1)
        if number != self._number:
            self._show(number)

    @Slot(float)
    def magnify(self, factor: float) -> None:
        """Show the letters larger or smaller, within bounds."""
        step = 1 if factor > 1 else -1
        if _SMALLEST <= self._size + step <= _LARGEST:
            self._size += step
            self.text.zoomIn(step)

    @Slot(str, int)
    def search(self, text: str, step: int) -> None:
        """Select the next place of a text, or with -1 the one before, once around."""
        back = self.text.document().FindFlag.FindBackward
        flags = back if step < 0 else self.text.document().FindFlag(0)
        if self.text.find(text, flags):
            self.tools.tell("")
            return
        sought = text.casefold()
        for distance in range(1, len(self._parts) + 1):
            number = (self._number + distance * step) % len(self._parts)
            if sought in self._parts[number].casefold():
                self._show(number)
                self._go_to_end(end=step < 0)
                self.text.find(text, flags)
                self.tools.tell("")
                return
        self.tools.tell(tr("Not found"))

    @Slot()
    def print(self) -> None:
        """Ask for a printer and print the part that is shown."""
        if not QPrinterInfo.availablePrinterNames():
            self.tools.tell(tr("There is no printer."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(TITLE)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(partial(self.text.print_, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _show(self, number: int) -> None:
        self._number = number
        self.text.setPlainText(self._parts[number])
        last = number + 1 == len(self._parts)
        words = tr("Part {number} of {parts}").format(number=number + 1, parts=len(self._parts))
        several = len(self._parts) > 1
        self.tools.show_place(words if several else "", first=number == 0, last=last)

    def _go_to_end(self, *, end: bool) -> None:
        where = QTextCursor.MoveOperation.End if end else QTextCursor.MoveOperation.Start
        self.text.moveCursor(where)


def parts(text: str) -> Iterator[str]:
    """Yield a text in parts, cut at the ends of lines where there are any."""
    start = 0
    while start < len(text):
        end = start + PART
        if end < len(text):
            line = text.rfind("\n", start + PART // 2, end)
            end = line + 1 if line >= 0 else end
        yield text[start:end]
        start = end
