"""What the window asks of the child process, and what that answers, as frames of bytes.

A frame is its kind (1 byte), the length of what follows (4 bytes, little-endian) and that. The
window takes nothing from the child that is not bounded and checked here: the child has read a
foreign file and may be somebody else's by now.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import BinaryIO, TypeAlias

from sdk_desktop.domain.errors import Refused

PIXELS = 12_000_000
"""No page or picture is drawn larger than this."""
LONGEST_SIDE = 16_384
"""Pixels: what is longer cannot be painted everywhere."""
PAGES = 10_000
"""Pages of a document that can be looked at."""
CHARACTERS = 300_000
"""Of a page's text."""
FILE_CHARACTERS = 100_000
"""Of a whole file's text, for the search."""
LARGEST = 1e9
"""Units that a page may be wide or high, and pixels per unit."""
NAMES = 100
"""Names of embedded files that are listed."""
NAME_LENGTH = 200
"""Characters of such a name."""
FILE = 64_000_000
"""Bytes of a file that the child takes: twice what a message may have."""

_HEAD = struct.Struct("<BI")
_DRAW = struct.Struct("<IBdII")
_FIND = struct.Struct("<Ib")
_NUMBER = struct.Struct("<I")
_OPENED = struct.Struct("<II")
_DRAWN = struct.Struct("<IIIdddiI")
_REASON = struct.Struct("<B")
_FOUND = struct.Struct("<i")


class Note(IntFlag):
    """What a reader must know of a file."""

    INCOMPLETE = 1
    """A part of the file is missing or damaged."""
    OTHER_READER = 2
    """What is inside can only be read with another program (an XFA form)."""
    ANIMATED = 4
    """Only the first picture of several is shown."""
    MORE_PAGES = 8
    """There are more pages than can be looked at."""
    UNDRAWN = 16
    """A part of a page is not drawn: a file, sound or film, a comment without a picture."""


class ViewerProblem(IntEnum):
    """Why the child does not give what was asked for."""

    PASSWORD = 1
    DAMAGED = 2
    TOO_LARGE = 3
    OTHER_TYPE = 4


@dataclass(frozen=True, slots=True)
class Open:
    """Take a file; every other request is about the file that was opened last."""

    content: bytes = field(repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw a page, the first is 0, after a number of quarter turns to the right.

    A unit is 1/96 inch, or a picture's pixel. `scale` is pixels per unit; the page is drawn smaller
    where it would be wider or higher than `width` or `height` in pixels; 0 sets no bound. Where the
    page holds the text `marked`, it is marked.
    """

    page: int
    turns: int = 0
    scale: float = 1.0
    width: int = 0
    height: int = 0
    marked: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Read:
    """Return the text of a page, with the values of its fields and its comments."""

    page: int


@dataclass(frozen=True, slots=True)
class Find:
    """Look for a text from a page on, forwards (1) or back (-1), once around."""

    text: str = field(repr=False)
    page: int
    step: int = 1


@dataclass(frozen=True, slots=True)
class Extract:
    """Return the text of a whole file, whatever is open."""

    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file could be opened."""

    pages: int
    notes: Note
    embedded: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: 4 bytes a pixel (blue, green, red, none), its own size in units, its scale.

    `first_mark` is the row of pixels in which the first mark is, -1 without one. `notes` are what
    is known of the file now.
    """

    page: int
    width: int
    height: int
    own_width: float
    own_height: float
    scale: float
    first_mark: int = -1
    pixels: bytes = field(default=b"", repr=False)
    notes: Note = field(default=Note(0))


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, empty for a page without any."""

    page: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file from its beginning, as much as is taken."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """The page where a text was found, -1 for none."""

    page: int


@dataclass(frozen=True, slots=True)
class Failed:
    """What was asked for cannot be had."""

    problem: ViewerProblem


Request: TypeAlias = Open | Draw | Read | Find | Extract
Answer: TypeAlias = Opened | Drawn | PageText | Found | FileText | Failed

_REQUEST_KINDS = {1: Open, 2: Draw, 3: Read, 4: Find, 5: Extract}
_LONGEST_ANSWERS = {
    1: _OPENED.size + NAMES * (NAME_LENGTH + 1) * 4,
    2: _DRAWN.size + PIXELS * 4,
    3: _NUMBER.size + CHARACTERS * 4,
    4: _FOUND.size,
    5: _REASON.size,
    6: FILE_CHARACTERS * 4,
}


def write_request(request: Request) -> bytes:
    """Return the frame of a request."""
    match request:
        case Open(content, password):
            secret = password.encode()
            return _frame(1, _NUMBER.pack(len(secret)) + secret + content)
        case Draw(page, turns, scale, width, height, marked):
            return _frame(2, _DRAW.pack(page, turns, scale, width, height) + marked.encode())
        case Read(page):
            return _frame(3, _NUMBER.pack(page))
        case Find(text, page, step):
            return _frame(4, _FIND.pack(page, step) + text.encode())
        case Extract(content):
            return _frame(5, content)


def read_request(source: BinaryIO) -> Request | None:
    """Return the next request, None when the window has gone."""
    head = source.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    if kind not in _REQUEST_KINDS or length > FILE + LONGEST_SIDE:
        return None
    body = source.read(length)
    return _request(kind, body) if len(body) == length else None


def write_answer(answer: Answer) -> bytes:
    """Return the frame of an answer, cut to its bounds."""
    match answer:
        case Opened(pages, notes, embedded):
            names = "\0".join(_name(name) for name in embedded[:NAMES])
            return _frame(1, _OPENED.pack(min(pages, PAGES), notes) + names.encode())
        case Drawn():
            head = _DRAWN.pack(
                answer.page,
                answer.width,
                answer.height,
                answer.own_width,
                answer.own_height,
                answer.scale,
                answer.first_mark,
                answer.notes,
            )
            return _frame(2, head + answer.pixels)
        case PageText(page, text):
            known = text[:CHARACTERS].encode(errors="replace")
            return _frame(3, _NUMBER.pack(page) + known)
        case Found(page):
            return _frame(4, _FOUND.pack(page))
        case Failed(problem):
            return _frame(5, _REASON.pack(problem))
        case FileText(text):
            return _frame(6, text[:FILE_CHARACTERS].encode(errors="replace"))


class AnswerReader:
    """Puts together the answers of a child process from what comes of them."""

    def __init__(self) -> None:
        self._come = bytearray()

    def feed(self, data: bytes) -> list[Answer]:
        """Return the answers that are whole now; raise `Refused` for what is none."""
        self._come += data
        answers: list[Answer] = []
        while len(self._come) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(self._come)
            if length > _LONGEST_ANSWERS.get(kind, -1):
                raise _nonsense()
            end = _HEAD.size + length
            if len(self._come) < end:
                break
            body = bytes(memoryview(self._come)[_HEAD.size : end])
            del self._come[:end]
            answers.append(read_answer(kind, body))
        return answers


def read_answer(kind: int, body: bytes) -> Answer:
    """Return the answer that a frame holds; raise `Refused` for what is none."""
    try:
        return _answer(kind, body)
    except (struct.error, ValueError) as error:
        raise _nonsense() from error


def _nonsense() -> Refused:
    return Refused("The file cannot be shown here. Save it to open it in another program.")


def _frame(kind: int, body: bytes) -> bytes:
    return _HEAD.pack(kind, len(body)) + body


def _name(name: str) -> str:
    return name.replace("\0", "")[:NAME_LENGTH].encode(errors="replace").decode()


def _request(kind: int, body: bytes) -> Request:
    match kind:
        case 1:
            (length,) = _NUMBER.unpack_from(body)
            end = _NUMBER.size + length
            return Open(body[end:], body[_NUMBER.size : end].decode())
        case 2:
            page, turns, scale, width, height = _DRAW.unpack_from(body)
            return Draw(page, turns, scale, width, height, body[_DRAW.size :].decode())
        case 3:
            return Read(*_NUMBER.unpack(body))
        case 5:
            return Extract(body)
        case _:
            page, step = _FIND.unpack_from(body)
            return Find(body[_FIND.size :].decode(), page, step)


def _answer(kind: int, body: bytes) -> Answer:
    match kind:
        case 1:
            pages, notes = _OPENED.unpack_from(body)
            names = body[_OPENED.size :].decode()
            _check(1 <= pages <= PAGES)
            return Opened(pages, Note(notes), tuple(names.split("\0")) if names else ())
        case 2:
            return _drawn(body)
        case 3:
            (page,) = _NUMBER.unpack_from(body)
            return PageText(page, body[_NUMBER.size :].decode())
        case 4:
            (page,) = _FOUND.unpack(body)
            _check(-1 <= page < PAGES)
            return Found(page)
        case 5:
            return Failed(ViewerProblem(*_REASON.unpack(body)))
        case 6:
            return FileText(body.decode())
        case _:
            raise ValueError


def _drawn(body: bytes) -> Drawn:
    page, width, height, own_width, own_height, scale, mark, notes = _DRAWN.unpack_from(body)
    pixels = body[_DRAWN.size :]
    _check(1 <= width <= LONGEST_SIDE and 1 <= height <= LONGEST_SIDE)
    _check(len(pixels) == width * height * 4)
    _check(all(0 < size <= LARGEST for size in (own_width, own_height, scale)))
    _check(-1 <= mark < height)
    return Drawn(page, width, height, own_width, own_height, scale, mark, pixels, Note(notes))


def _check(good: bool) -> None:  # noqa: FBT001 - reads as a sentence
    if not good:
        raise ValueError
