"""A document or a picture, one page at a time, drawn by a child process."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.file_type import PDF, file_type
from sdk_desktop.domain.message import File
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.labels import ResultLine, paragraph
from sdk_desktop.ui.parts.panes import KeySplitter
from sdk_desktop.ui.viewing.page_area import PageArea
from sdk_desktop.ui.viewing.page_print import PagePrint
from sdk_desktop.ui.viewing.view_tools import Fit, ViewTools
from sdk_desktop.ui.viewing.viewer_process import ViewerProcess
from sdk_desktop.ui.viewing.viewer_words import note_lines, viewer_problem_words
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.viewer.frames import (
    Answer,
    Draw,
    Drawn,
    Failed,
    Find,
    Found,
    Open,
    Opened,
    PageText,
    Read,
    Request,
    ViewerProblem,
)

SMALLEST = 0.25
LARGEST = 4.0
_SETTLED = 150
"""Milliseconds without a change of size until the page is drawn anew."""
_LONGEST_PASSWORD = 1000


class DrawnFile(QWidget):
    """Shows the pages of a file, and what there is to say of it."""

    def __init__(self, file: File, parent: QWidget) -> None:
        super().__init__(parent)
        self._file = file
        self._name = one_line(file.name)
        self._document = file_type(file.content) == PDF
        self._pages, self._page, self._turns = 0, 0, 0
        self._fit, self._zoom, self._marked = Fit.WIDTH, 1.0, ""
        self._password = ""
        self._opened: Opened | None = None
        self._process = ViewerProcess(file.content, self)
        self._process.answered.connect(self._take)
        self._process.failed.connect(self._fail)
        self.tools = ViewTools(self, drawn=True)
        self.area = PageArea(self._name, self)
        self.text = QPlainTextEdit(self, readOnly=True, tabChangesFocus=True)
        self._build()
        self._resized = QTimer(self, singleShot=True, interval=_SETTLED)
        self._resized.timeout.connect(self._redraw_fitted)
        self._connect()
        self._process.open()

    @Slot(int)
    def turn(self, steps: int) -> None:
        """Go forward or back, never past the first or last page."""
        page = min(max(self._page + steps, 0), self._pages - 1)
        if page != self._page and self._pages:
            self._page = page
            self._draw()

    @Slot(float)
    def magnify(self, factor: float) -> None:
        """Show the page larger or smaller, within bounds."""
        self._zoom = min(max(self._zoom * factor, SMALLEST), LARGEST)
        self._show_as(Fit.CHOSEN)

    @Slot()
    def rotate(self) -> None:
        """Turn the page a quarter to the right."""
        self._turns = (self._turns + 1) % 4
        self._draw()

    @Slot(str, int)
    def search(self, text: str, step: int) -> None:
        """Go to the next page that has a text, or with -1 to the one before."""
        again = text == self._marked
        start = self._page + step if again else self._page
        self._marked = text
        self._process.ask(Find(text, start % max(self._pages, 1), step))

    def print(self) -> None:
        """Ask for a printer and print the pages."""
        if self._opened is not None:
            printing = PagePrint(self._file, self._password, self._pages, self)
            printing.reported.connect(self.tools.tell)
            printing.ask()

    def _build(self) -> None:
        self._notes = ResultLine(self)
        self._notes.setContentsMargins(12, 0, 12, 8)
        self._secret = PasswordRow(self)
        self.text.setAccessibleName(tr("Text of the page"))
        self.text.hide()
        both = KeySplitter(self)
        both.addWidget(self.area)
        both.addWidget(self.text)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.tools, self._notes, self._secret):
            column.addWidget(part)
        column.addWidget(both, stretch=1)
        self.tools.show_fit(self._fit)
        self.tools.enable(False)
        self.tools.show_place("", first=True, last=True)
        self.area.setFocus()

    def _connect(self) -> None:
        self.tools.turned.connect(self.turn)
        self.tools.magnified.connect(self.magnify)
        self.tools.fitted.connect(self._show_as)
        self.tools.rotated.connect(self.rotate)
        self.tools.searched.connect(self.search)
        self.tools.textWanted.connect(self.text.setVisible)
        self.tools.printWanted.connect(self.print)
        self.area.turnWanted.connect(self.turn)
        self.area.resized.connect(self._resized.start)
        self._secret.given.connect(self._unlock)

    @Slot(str)
    def _unlock(self, password: str) -> None:
        self._password = password
        self._process.open(password)

    @Slot(object)
    def _show_as(self, fit: Fit) -> None:
        self._fit = fit
        self.tools.show_fit(fit)
        self._draw()

    @Slot()
    def _redraw_fitted(self) -> None:
        if self._fit is not Fit.CHOSEN:
            self._draw()

    def _draw(self) -> None:
        if not self._pages:
            return
        sharp = self.devicePixelRatioF()
        room = self.area.room * sharp
        largest = LARGEST if self._document else 1.0
        scale = (self._zoom if self._fit is Fit.CHOSEN else largest) * sharp
        width = 0 if self._fit is Fit.CHOSEN else room.width()
        height = room.height() if self._fit is Fit.PAGE else 0
        marked = self._marked if self._document else ""
        self._process.ask(Draw(self._page, self._turns, scale, width, height, marked))
        last = self._page + 1 >= self._pages
        self.tools.show_place(self._place(), first=self._page == 0, last=last)

    @Slot(object, object)
    def _take(self, request: Request, answer: Answer) -> None:
        match answer:
            case Opened():
                self._show_opened(answer)
            case Drawn():
                self._show_page(answer)
            case PageText(page, text) if page == self._page:
                self._show_text(text)
            case Found(page):
                self._show_found(page)
            case Failed(problem):
                self._refuse(request, problem)

    def _show_opened(self, opened: Opened) -> None:
        self._opened, self._pages = opened, opened.pages
        self._secret.hide()
        _say_notes(opened, self._notes)
        self.tools.enable(True)
        self.area.setFocus()
        self._draw()

    def _show_page(self, drawn: Drawn) -> None:
        if self._opened is not None and drawn.notes not in self._opened.notes:
            self._opened = replace(self._opened, notes=self._opened.notes | drawn.notes)
            _say_notes(self._opened, self._notes)
        if drawn.page != self._page:
            return
        turned = self.area.shown_page != drawn.page
        sharp = self.devicePixelRatioF()
        rgb = QImage.Format.Format_RGB32
        image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.width * 4, rgb)
        image.setDevicePixelRatio(sharp)
        self.area.show_image(image, drawn.page, self._place())
        if drawn.first_mark >= 0:
            self.area.scroll_to(round(drawn.first_mark / sharp))
        elif turned:
            self.area.scroll_to(0)
        self._zoom = drawn.scale / sharp
        self.tools.show_size(
            f"{self._zoom:.0%}", smallest=self._zoom <= SMALLEST, largest=self._zoom >= LARGEST
        )
        if turned:
            self._process.ask(Read(drawn.page))

    def _show_text(self, text: str) -> None:
        nothing = tr("This page is a picture without text.")
        self.text.setPlainText(text or nothing)
        self.area.describe(text or nothing)

    def _show_found(self, page: int) -> None:
        if page < 0:
            self.tools.tell(tr("Not found"))
            return
        self.tools.tell(tr("Found on page {number}").format(number=page + 1))
        self._page = page
        self._draw()

    def _refuse(self, request: Request, problem: ViewerProblem) -> None:
        if problem is ViewerProblem.PASSWORD:
            self._secret.ask()
            self.area.say("")
        elif isinstance(request, Open | Draw):
            self.area.refuse(viewer_problem_words(problem))

    @Slot(object, object)
    def _fail(self, request: Request, error: Refused) -> None:
        if isinstance(request, Find):
            self.tools.tell(tr("The search was given up."))
        elif not isinstance(request, Read):
            self.area.refuse(sentence(error))

    def _place(self) -> str:
        if self._pages <= 1:
            return ""
        return tr("Page {number} of {pages}").format(number=self._page + 1, pages=self._pages)


def _say_notes(opened: Opened, line: ResultLine) -> None:
    line.show_result("\n".join(note_lines(opened)), "warning")


class PasswordRow(QWidget):
    """A field and a button; hidden until it is needed. The password is kept in memory only."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        words = paragraph(
            tr("This file needs a password. Its sender can tell you which, by another way."), self
        )
        self.field = QLineEdit(
            self, echoMode=QLineEdit.EchoMode.Password, maxLength=_LONGEST_PASSWORD
        )
        self.field.setAccessibleName(tr("Password of the file"))
        self.field.returnPressed.connect(self._give)
        button = QPushButton(tr("Open the file"), self)
        button.clicked.connect(self._give)
        self._result = ResultLine(self)
        line = QHBoxLayout()
        line.addWidget(self.field, stretch=1)
        line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(words)
        add_layout(column, line)
        column.addWidget(self._result)
        self._asked = False
        self.hide()

    def ask(self) -> None:
        """Ask, or say that what was given does not open the file."""
        if self._asked:
            self._result.show_result(tr("That password does not open the file."), "danger")
            self.field.selectAll()
        self._asked = True
        self.show()
        self.field.setFocus()

    def _give(self) -> None:
        if self.field.text():
            self.given.emit(self.field.text())
