"""What goes between the window and the child, and what is not taken from it."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.errors import Refused
from sdk_desktop.viewer.frames import (
    CHARACTERS,
    FILE_CHARACTERS,
    PAGES,
    Answer,
    AnswerReader,
    Draw,
    Drawn,
    Extract,
    Failed,
    FileText,
    Find,
    Found,
    Note,
    Open,
    Opened,
    PageText,
    Read,
    Request,
    ViewerProblem,
    read_request,
    write_answer,
    write_request,
)

DRAWN = Drawn(2, 2, 1, 100.0, 50.0, 0.02, 0, bytes(8), Note.UNDRAWN)


@pytest.mark.parametrize(
    "request_",
    [
        Open(b"%PDF", "lösen"),
        Draw(3, 1, 2.5, 900, 0, "Åsa"),
        Read(7),
        Find("möte", 4, -1),
        Extract(b"%PDF"),
    ],
)
def test_the_child_reads_what_the_window_asks(request_: Request) -> None:
    assert read_request(BytesIO(write_request(request_))) == request_


@pytest.mark.parametrize(
    "data", [b"", b"\x01", b"\x09\0\0\0\0", b"\x01\xff\xff\xff\xff", b"\x01\5\0\0\0a"]
)
def test_a_request_that_breaks_off_or_is_none_ends_the_child(data: bytes) -> None:
    assert read_request(BytesIO(data)) is None


@pytest.mark.parametrize(
    "answer",
    [
        Opened(5, Note.INCOMPLETE | Note.ANIMATED, ("a.xlsx", "b.pdf")),
        Opened(1, Note(0)),
        DRAWN,
        PageText(3, "Åäö"),
        Found(-1),
        FileText("Åäö"),
        Failed(ViewerProblem.PASSWORD),
    ],
)
def test_the_window_reads_what_the_child_answers_in_any_pieces(answer: Answer) -> None:
    reader = AnswerReader()
    come = [one for byte in write_answer(answer) * 2 for one in reader.feed(bytes([byte]))]

    assert come == [answer, answer]


def test_answers_are_cut_to_their_bounds() -> None:
    (opened,) = AnswerReader().feed(write_answer(Opened(PAGES + 9, Note(0), ("x" * 999,) * 999)))
    (text,) = AnswerReader().feed(write_answer(PageText(0, "å" * (CHARACTERS + 9))))
    (whole,) = AnswerReader().feed(write_answer(FileText("å" * (FILE_CHARACTERS + 9))))

    assert isinstance(opened, Opened)
    assert (opened.pages, len(opened.embedded), len(opened.embedded[0])) == (PAGES, 100, 200)
    assert isinstance(text, PageText)
    assert isinstance(whole, FileText)
    assert (len(text.text), len(whole.text)) == (CHARACTERS, FILE_CHARACTERS)


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\0\0\0\0",
        b"\x02\xff\xff\xff\xff",
        b"\x05\x02\0\0\0\x01\x01",
        b"\x05\x01\0\0\0\x09",
        b"\x05\0\0\0\0",
        b"\x04\x01\0\0\0\0",
        b"\x03\x05\0\0\0\0\0\0\0\xff",
        b"\x06\x01\0\0\0\xff",
        write_answer(Drawn(0, 2, 2, 1.0, 1.0, 1.0, -1, bytes(8))),
        write_answer(Drawn(0, 0, 2, 1.0, 1.0, 1.0, -1, b"")),
        write_answer(Drawn(0, 20_000, 1, 1.0, 1.0, 1.0, -1, bytes(80_000))),
        write_answer(Drawn(0, 1, 1, float("nan"), 1.0, 1.0, -1, bytes(4))),
        write_answer(Drawn(0, 1, 1, 1.0, 0.0, 1.0, -1, bytes(4))),
        write_answer(Drawn(0, 1, 1, 1.0, 1.0, 1.0, 1, bytes(4))),
        write_answer(Found(PAGES)),
        b"\x01\x08\0\0\0\0\0\0\0\0\0\0\0",
    ],
)
def test_the_window_takes_no_nonsense(data: bytes) -> None:
    with pytest.raises(Refused, match="cannot be shown here"):
        AnswerReader().feed(data)


@given(st.binary(max_size=200))
def test_whatever_a_child_sends_is_an_answer_or_refused(data: bytes) -> None:
    try:
        answers = AnswerReader().feed(data)
    except Refused:
        answers = []

    known = Opened | Drawn | PageText | Found | FileText | Failed
    assert all(isinstance(one, known) for one in answers)
