"""Makes a PDF of a picture file, each page drawn by a child process: the file is foreign."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.file_type import PDF
from sdk_desktop.domain.message import File
from sdk_desktop.ui.viewing.pdf_pages import LONGEST, PdfPages
from sdk_desktop.ui.viewing.viewer_process import ViewerProcess
from sdk_desktop.ui.viewing.viewer_words import viewer_problem_words
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.viewer.frames import Answer, Draw, Drawn, Failed, Note, Opened, Request

_MOST_PAGES = 200
"""Of a fax that is made a PDF; a longer one is larger than a message may be."""
_PARTLY = Note.INCOMPLETE | Note.MORE_PAGES | Note.ANIMATED


class PdfCopy(QObject):
    """Copies once, then is gone; a file that could only be copied in part is not copied.

    `made` carries the File, `failed` why there is none.
    """

    made = Signal(object)
    failed = Signal(str)

    def __init__(self, file: File, parent: QObject) -> None:
        super().__init__(parent)
        self._name = f"{Path(file.name).stem}.pdf"
        self._pages, self._count = PdfPages(), 0
        self._process = ViewerProcess(file.content, self)
        self._process.answered.connect(self._take)
        self._process.failed.connect(self._fail)
        self._process.open()

    @Slot(object, object)
    def _take(self, _request: Request, answer: Answer) -> None:
        match answer:
            case Opened() if answer.notes & _PARTLY or not 0 < answer.pages <= _MOST_PAGES:
                self._end(tr("The whole picture cannot be made a PDF. It stays as it is."))
            case Opened():
                self._count = answer.pages
                self._draw(0)
            case Drawn():
                rgb = QImage.Format.Format_RGB32
                picture = QImage(answer.pixels, answer.width, answer.height, answer.width * 4, rgb)
                self._pages.add(picture)
                self._draw(answer.page + 1)
            case Failed():
                self._end(viewer_problem_words(answer.problem))

    def _draw(self, page: int) -> None:
        if page < self._count:
            self._process.ask(Draw(page, 0, 1.0, LONGEST, LONGEST))
            return
        self._end("")

    @Slot(object, object)
    def _fail(self, _request: Request, error: Refused) -> None:
        self._end(sentence(error))

    def _end(self, why: str) -> None:
        content = self._pages.finished()
        if why:
            self.failed.emit(why)
        else:
            self.made.emit(File(self._name, PDF, content))
        self._process.end()
        self.deleteLater()
