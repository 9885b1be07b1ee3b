"""Prints the pages of a file, each drawn by a child process of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from sdk_desktop.app.printed import TITLE
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import File
from sdk_desktop.ui.viewing.viewer_process import ViewerProcess
from sdk_desktop.ui.viewing.viewer_words import incomplete_words
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.viewer.frames import Answer, Draw, Drawn, Note, Opened, Request

_LARGE = 1000.0
"""Pixels per unit: whatever fills the paper."""


class PagePrint(QObject):
    """Prints once, then is gone; it ends with the window that it was asked for in.

    `reported` gives a sentence about how it went.
    """

    reported = Signal(str)

    def __init__(self, file: File, password: str, pages: int, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._password = password
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(TITLE)
        self._numbers = iter(range(pages))
        self._pages = pages
        self._painter: QPainter | None = None
        self._process = ViewerProcess(file.content, self)
        self._process.answered.connect(self._take)
        self._process.failed.connect(self._fail)

    def ask(self) -> None:
        """Open the dialog to choose a printer and pages; say so when there is no printer."""
        if not QPrinterInfo.availablePrinterNames():
            self.reported.emit(tr("There is no printer."))
            self._end()
            return
        dialog = QPrintDialog(self._printer, self._window)
        dialog.setMinMax(1, self._pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(self.start)
        dialog.rejected.connect(self._end)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    @Slot()
    def start(self) -> None:
        """Print the pages that were chosen."""
        first, last = self._printer.fromPage(), self._printer.toPage()
        chosen = range(first - 1, min(last, self._pages)) if first else range(self._pages)
        self._numbers = iter(chosen)
        self._process.open(self._password)

    @Slot(object, object)
    def _take(self, _request: Request, answer: Answer) -> None:
        match answer:
            case Opened():
                self._next()
            case Drawn():
                self._paint(answer)
                if Note.INCOMPLETE in answer.notes:
                    self.reported.emit(incomplete_words())
                self._next()
            case _:
                self.reported.emit(tr("Some pages could not be printed."))
                self._next()

    def _next(self) -> None:
        number = next(self._numbers, None)
        if number is None:
            self._end()
            return
        paper = self._printer.pageLayout().paintRectPixels(self._printer.resolution())
        self._process.ask(Draw(number, 0, _LARGE, paper.width(), paper.height()))

    def _paint(self, drawn: Drawn) -> None:
        if self._painter is None:
            self._painter = QPainter(self._printer)
        else:
            self._printer.newPage()
        rgb = QImage.Format.Format_RGB32
        image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.width * 4, rgb)
        paper = self._painter.viewport().size()
        size = QSize(drawn.width, drawn.height).scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRect(0, 0, size.width(), size.height()), image)

    @Slot(object, object)
    def _fail(self, _request: Request, error: Refused) -> None:
        self.reported.emit(sentence(error))
        self._next()

    def _end(self) -> None:
        if self._painter is not None:
            self._painter.end()
        self._process.end()
        self.deleteLater()
