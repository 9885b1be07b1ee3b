"""The child process: takes a file over a pipe, and answers with pixels and texts."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from sdk_desktop.domain.file_type import PDF, PICTURES, file_type
from sdk_desktop.viewer.documents import PdfDrawing
from sdk_desktop.viewer.failure import CannotShow
from sdk_desktop.viewer.frames import (
    Answer,
    Draw,
    Drawn,
    Extract,
    Failed,
    FileText,
    Find,
    Found,
    Open,
    Opened,
    PageText,
    Read,
    Request,
    ViewerProblem,
    read_request,
    write_answer,
)
from sdk_desktop.viewer.limits import allow_one_request, give_up_rights
from sdk_desktop.viewer.pictures import PictureDrawing
from sdk_desktop.viewer.texts import whole_text


class Drawing(Protocol):
    """A file that is open: a PDF document or a picture."""

    @property
    def opened(self) -> Opened:
        """What is known of the file."""

    def draw(self, wanted: Draw) -> Drawn:
        """Draw a page."""

    def read(self, number: int) -> PageText:
        """Return the text of a page."""

    def holds(self, number: int, wanted: str, /) -> bool:
        """Return whether a page has a text."""


def run_child() -> int:
    """Give up all rights, then serve the window until it goes; return the exit code."""
    give_up_rights()
    with open(0, "rb", closefd=False) as requests, open(1, "wb", closefd=False) as answers:
        answer_requests(requests, answers)
    return 0


def answer_requests(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer each request in turn, until there are no more."""
    viewer = Viewer()
    while (request := read_request(requests)) is not None:
        allow_one_request()
        answers.write(write_answer(viewer.answer(request)))
        answers.flush()


class Viewer:
    """Shows one file at a time."""

    def __init__(self) -> None:
        self._drawing: Drawing | None = None

    def answer(self, request: Request) -> Answer:
        """Do what is asked, or say why it cannot be done."""
        try:
            return self._answer(request)
        except CannotShow as error:
            return Failed(error.problem)
        except MemoryError:
            return Failed(ViewerProblem.TOO_LARGE)

    def _answer(self, request: Request) -> Answer:
        if isinstance(request, Open):
            self._drawing = None
            self._drawing = _drawing(request)
            return self._drawing.opened
        if isinstance(request, Extract):
            return FileText(whole_text(request.content))
        if self._drawing is None:
            raise CannotShow(ViewerProblem.DAMAGED)
        match request:
            case Draw():
                return self._drawing.draw(request)
            case Read(page):
                return self._drawing.read(page)
            case Find():
                return Found(_find(self._drawing, request))


def _drawing(request: Open) -> Drawing:
    kind = file_type(request.content)
    if kind == PDF:
        return PdfDrawing(request.content, request.password)
    if kind in PICTURES:
        return PictureDrawing(request.content, kind)
    raise CannotShow(ViewerProblem.OTHER_TYPE)


def _find(drawing: Drawing, wanted: Find) -> int:
    """Return the page that has a text, from one on and once around; -1 for none."""
    pages = drawing.opened.pages
    for distance in range(pages):
        page = (wanted.page + distance * wanted.step) % pages
        if drawing.holds(page, wanted.text):
            return page
    return -1
