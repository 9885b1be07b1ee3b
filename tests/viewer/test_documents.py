"""Drawing PDF documents as a reader does."""

import pytest

from sdk_desktop.viewer.documents import PdfDrawing
from sdk_desktop.viewer.failure import CannotShow
from sdk_desktop.viewer.frames import LONGEST_SIDE, PIXELS, Draw, Drawn, Note, ViewerProblem
from tests.kit.files.foreign_files import HELVETICA, form, letter, portfolio, stream, xfa

WHITE = b"\xff\xff\xff"


def dark(drawn: Drawn, left: float, top: float, right: float, bottom: float) -> int:
    """Count the pixels that are not white in a part of a page, given in points from above."""
    rows = range(int(top * drawn.scale * 4 / 3), int(bottom * drawn.scale * 4 / 3))
    start, end = int(left * drawn.scale * 4 / 3), int(right * drawn.scale * 4 / 3)
    places = ((row * drawn.width + column) * 4 for row in rows for column in range(start, end))
    return sum(drawn.pixels[place : place + 3] != WHITE for place in places)


@pytest.mark.parametrize("appearance", [True, False])
def test_a_filled_field_is_drawn_with_and_without_an_appearance(appearance: bool) -> None:
    filled = PdfDrawing(form(b"Kalle Testsson", appearance=appearance), "").draw(Draw(0))
    empty = PdfDrawing(form(b"", appearance=appearance), "").draw(Draw(0))

    assert dark(filled, 72, 312, 372, 342) > dark(empty, 72, 312, 372, 342) + 100


def test_a_field_belongs_to_the_text_of_its_page_and_is_found() -> None:
    drawing = PdfDrawing(form(b"Kalle Testsson", appearance=False), "")

    assert drawing.read(0).text == "Ansokan\nNamn: Kalle Testsson"
    assert drawing.holds(0, "kalle")
    assert not drawing.holds(0, "Svensson")


def test_a_stamp_is_drawn_and_read_and_files_inside_are_named() -> None:
    drawing = PdfDrawing(portfolio(), "")
    drawn = drawing.draw(Draw(0))

    assert dark(drawn, 300, 442, 500, 542) > 10_000
    assert drawing.read(0).text == "Se bilaga\nInkom 3 mars"
    assert drawing.opened.embedded == ("bilaga.xlsx",)


def test_a_form_for_another_reader_is_said_to_be_one() -> None:
    assert PdfDrawing(xfa(), "").opened.notes == Note.OTHER_READER


def test_a_form_without_a_field_on_its_pages_is_for_another_reader() -> None:
    forms = b"/AcroForm<</Fields[5 0 R]/XFA 6 0 R/DR<<%b>>>>" % HELVETICA
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(n)/V(x)/Rect[72 500 372 530]/DA(/F1 18 Tf 0 g)>>"
    more = [field, stream(b"<xdp/>")]
    bare = letter(b"Please wait", more=more, root=forms)
    fields = letter(b"Ansokan", page=b"/Annots[5 0 R]", more=more, root=forms)

    assert PdfDrawing(bare, "").opened.notes == Note.OTHER_READER
    assert PdfDrawing(fields, "").opened.notes == Note(0)


def annotated(kind: bytes, more: bytes = b"") -> PdfDrawing:
    annotation = b"<</Type/Annot/Subtype/%b/Rect[72 300 372 400]/Contents(Obs)%b>>" % (kind, more)
    look = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return PdfDrawing(letter(b"Brev", page=b"/Annots[5 0 R]", more=[annotation, look]), "")


@pytest.mark.parametrize(
    ("kind", "more", "notes"),
    [
        (b"FreeText", b"/DA(/Helv 12 Tf 0 g)", Note(0)),
        (b"Square", b"", Note(0)),
        (b"Line", b"/AP<</N 6 0 R>>", Note(0)),
        (b"Line", b"", Note.UNDRAWN),
        (b"Stamp", b"/Name/Approved", Note.UNDRAWN),
        (b"Stamp", b"/Name/Approved/F 2", Note(0)),
        (b"FileAttachment", b"/AP<</N 6 0 R>>", Note.UNDRAWN),
        (b"RichMedia", b"/AP<</N 6 0 R>>", Note.UNDRAWN),
    ],
)
def test_what_is_on_a_page_and_not_drawn_is_said_and_every_comment_read(
    kind: bytes, more: bytes, notes: Note
) -> None:
    drawing = annotated(kind, more)

    assert drawing.draw(Draw(0)).notes == notes
    assert drawing.read(0).text == "Brev\nObs"


def test_what_is_chosen_in_a_list_is_read_as_it_is_seen() -> None:
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Ch/T(val)/Rect[72 400 372 530]/DA(/F1 18 Tf 0 g)"
        b"/Ff 2097152/Opt[[(1)(Ett)][(2)(Tva)][(3)(Tre)]]/V[(1)(3)]>>"
    )
    forms = b"/AcroForm<</Fields[5 0 R]/DR<<%b>>>>" % HELVETICA
    drawing = PdfDrawing(letter(b"", page=b"/Annots[5 0 R]", more=[field], root=forms), "")

    assert drawing.read(0).text == "val: Ett, Tre"


def test_a_document_that_is_locked_for_other_programs_is_not_called_damaged() -> None:
    locked = letter(b"x").replace(
        b"trailer<<", b"trailer<</Encrypt<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4>>"
    )
    with pytest.raises(CannotShow) as failed:
        PdfDrawing(locked, "")

    assert failed.value.problem is ViewerProblem.OTHER_TYPE


def test_a_document_whose_end_is_missing_is_said_to_be_cut() -> None:
    whole = letter(b"Ett", b"Tva")
    cut = PdfDrawing(whole[: whole.index(b"xref")], "")

    assert PdfDrawing(whole, "").opened.notes == Note(0)
    assert PdfDrawing(whole + b"\r\n\0\0", "").opened.notes == Note(0)
    assert cut.opened.notes == Note.INCOMPLETE
    assert cut.opened.pages == 2


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"%PDF-1.7\n" + b"\xff" * 5000])
def test_a_damaged_document_is_said_to_be_damaged(content: bytes) -> None:
    with pytest.raises(CannotShow) as failed:
        PdfDrawing(content, "")

    assert failed.value.problem is ViewerProblem.DAMAGED


@pytest.mark.parametrize("number", [-1, 1, 4_000_000_000])
def test_a_page_that_there_is_not_cannot_be_shown(number: int) -> None:
    with pytest.raises(CannotShow):
        PdfDrawing(letter(b"Ett"), "").draw(Draw(number))


def test_a_page_is_turned_fitted_and_bounded() -> None:
    drawing = PdfDrawing(letter(b"Ett"), "")
    upright, lying = drawing.draw(Draw(0)), drawing.draw(Draw(0, turns=1))
    wanted = [300, 333, 786]
    fitted = [drawing.draw(Draw(0, scale=9.0, width=width)).width for width in wanted]
    huge = drawing.draw(Draw(0, scale=1000.0))

    assert (upright.width, upright.height) == (lying.height, lying.width) == (794, 1123)
    assert fitted == wanted
    assert huge.width * huge.height <= PIXELS


@pytest.mark.parametrize("box", [b"0 0 100000000 1", b"0 0 0.0001 10000000", b"0 0 -5 0"])
def test_a_page_that_is_a_thread_has_a_longest_side(box: bytes) -> None:
    drawn = PdfDrawing(letter(b"x", box=box), "").draw(Draw(0))

    assert 1 <= max(drawn.width, drawn.height) <= LONGEST_SIDE
    assert len(drawn.pixels) == drawn.width * drawn.height * 4


def test_what_is_looked_for_is_marked() -> None:
    drawing = PdfDrawing(letter(b"Kalle Testsson"), "")
    marked, plain = drawing.draw(Draw(0, marked="testsson")), drawing.draw(Draw(0))
    other = drawing.draw(Draw(0, marked="Svensson"))

    assert marked.first_mark in range(150, 200)
    assert b"\x66\xff\xff" in marked.pixels
    assert (plain.first_mark, other.first_mark) == (-1, -1)
    assert other.pixels == plain.pixels


def test_a_word_that_is_broken_at_the_end_of_a_line_is_one_and_marked_as_a_whole() -> None:
    lines = b"social-) Tj 0 -30 Td (namnden, e-) Tj 0 -30 Td (post"
    drawing = PdfDrawing(letter(lines), "")
    sought = ("socialnamnden", "e-post", "epost")

    assert drawing.read(0).text == "socialnamnden, epost"
    assert [drawing.holds(0, word) for word in sought] == [True, True, True]
    assert [drawing.draw(Draw(0, marked=word)).first_mark > 0 for word in sought] == [True] * 3
