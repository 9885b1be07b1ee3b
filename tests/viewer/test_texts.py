"""The text of whole files: PDF, plain text, office documents; what cannot be read is said."""

import pytest

from sdk_desktop.viewer.failure import CannotShow
from sdk_desktop.viewer.frames import CHARACTERS, ViewerProblem
from sdk_desktop.viewer.texts import whole_text
from tests.kit.foreign_files import letter, office, picture
from tests.kit.locked_pdf import LOCKED

WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p w:rsidR="1"><w:r><w:rPr><w:b/>'
    "</w:rPr><w:t>Vårdplan f</w:t></w:r><w:r><w:t>ör Alva &amp; Olle</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>Möte</w:t>"
    "<w:tab/><w:t>kl. 10</w:t></w:r></w:p></w:body></w:document>"
)
SHEET = "<sst><si><t>Kostnad</t></si><si><r><t>Dyg</t></r><r><t>n</t></r></si></sst>"
ODT = (
    "<office:text><text:h>Rubrik</text:h><text:p>Rad ett<text:line-break/>och"
    '<text:s text:c="2"/>två</text:p></office:text>'
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (letter(b"Ett", b"Tva"), "Ett\nTva"),
        ("Åäö – 500 €".encode("cp1252"), "Åäö – 500 €"),
        ("Åäö".encode("utf-16"), "Åäö"),
        (b"<!doctype html><p>Hej</p><p>d&aring;", "Hej\ndå"),
        (b"<?xml version='1.0'?><a>Hej</a>", "Hej"),
        (office("word/document.xml", WORD), "Vårdplan för Alva & Olle\nMöte\nkl. 10"),
        (office("xl/sharedStrings.xml", SHEET), "Kostnad\nDygn"),
        (office("ppt/slides/slide1.xml", "<a:p><a:t>Bild</a:t></a:p>"), "Bild"),
        (office("content.xml", ODT), "Rubrik\nRad ett\noch\ntvå"),
        (office("bilder/x.xml", "<p>Annat</p>"), ""),
    ],
)
def test_the_words_of_a_file_are_given_without_its_marks(content: bytes, text: str) -> None:
    assert whole_text(content) == text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (picture("PNG"), ViewerProblem.OTHER_TYPE),
        (b"MZ", ViewerProblem.OTHER_TYPE),
        (LOCKED, ViewerProblem.PASSWORD),
        (b"%PDF-1.4", ViewerProblem.DAMAGED),
        (office("word/document.xml", WORD).replace(b"\x4d", b"\x4e", 1), ViewerProblem.DAMAGED),
    ],
)
def test_what_has_no_text_to_read_is_said(content: bytes, problem: ViewerProblem) -> None:
    with pytest.raises(CannotShow) as error:
        whole_text(content)

    assert error.value.problem is problem


def test_no_more_is_read_than_is_taken_and_no_more_unpacked() -> None:
    bomb = office("word/document.xml", "<w:p>Hej</w:p>" * 700_000)

    assert len(whole_text(b"a " * CHARACTERS)) == CHARACTERS
    assert len(whole_text(bomb)) == CHARACTERS
