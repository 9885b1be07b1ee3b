"""The text of whole files: PDF, plain text, office documents; what cannot be read is said."""

import pytest

from sdk_desktop.viewer import texts
from sdk_desktop.viewer.failure import CannotShow
from sdk_desktop.viewer.frames import FILE_CHARACTERS, ViewerProblem
from sdk_desktop.viewer.texts import whole_text
from tests.kit.files.foreign_files import letter, office, picture
from tests.kit.files.locked_pdf import LOCKED

WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p w:rsidR="1"><w:r><w:rPr><w:b/>'
    "</w:rPr><w:t>Vårdplan f</w:t></w:r><w:r><w:t>ör Alva &amp; Olle</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>Möte</w:t>"
    "<w:tab/><w:t>kl. 10</w:t></w:r></w:p></w:body></w:document>"
)
RUNS = (
    '<w:p><w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>Vård</w:t></w:r><w:r><w:rPr><w:caps/>'
    '<w:szCs w:val="24"/></w:rPr><w:t>plan</w:t></w:r><w:r><w:cr/><w:t>slut</w:t></w:r></w:p>'
)
PAGE = (
    "<!doctype html><style>td {}</style><script>x<y</script><!-- dold > --><table><tr><td>An<b>na"
    "</b></td><td>Berg</td></tr></table><div>ett</div><div>tv&aring;</div><ul><li>a<li>b</ul>"
)
DATA = "<?xml version='1.0'?><a><namn>Anna</namn><ort><![CDATA[Lund]]></ort></a>"
CELLS = (
    '<x:c r="A1" t="s"><x:v>17</x:v></x:c><x:c r="A2"><x:v>191212121212</x:v></x:c>'
    '<x:c t="inlineStr"><x:is><x:t>Lund</x:t></x:is></x:c>'
    '<x:c t="str"><x:f t="shared" ref="A1">A1&amp;"x"</x:f><x:v>Ax</x:v></x:c>'
)
NOTES = "<authors><author>Kim</author></authors><comment><t>Ett</t></comment><comment><t>Två</t>"
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
        (PAGE.encode(), "Anna\nBerg\nett\ntvå\na\nb"),
        (DATA.encode(), "Anna\nLund"),
        (b"x" + "å".encode() * 500_000, "x" + "å" * (FILE_CHARACTERS - 1)),
        (office("word/document.xml", WORD), "Vårdplan för Alva & Olle\nMöte\nkl. 10"),
        (office("word/document2.xml", RUNS), "Vårdplan\nslut"),
        (office("word/document.xml", "<w:t>e<w:noBreakHyphen/>post</w:t>"), "e-post"),
        (office("xl/sharedStrings.xml", SHEET), "Kostnad\nDygn"),
        (office("xl/worksheets/sheet1.xml", CELLS), "191212121212\nLund\nAx"),
        (office("xl/comments1.xml", NOTES), "Kim\nEtt\nTvå"),
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
        (
            office("word/document.xml", WORD).replace(b"document", b"dokument", 1),
            ViewerProblem.DAMAGED,
        ),
    ],
)
def test_what_has_no_text_to_read_is_said(content: bytes, problem: ViewerProblem) -> None:
    with pytest.raises(CannotShow) as error:
        whole_text(content)

    assert error.value.problem is problem


def test_a_cell_that_never_ends_takes_no_time() -> None:
    assert whole_text(office("xl/worksheets/sheet1.xml", "<c " + "t='s' " * 100_000))[:3] == "<c "


def test_of_a_document_with_very_many_pages_the_first_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "_MOST_PAGES", 2)

    assert whole_text(letter(b"Ett", b"Tva", b"Tre")) == "Ett\nTva"


def test_no_more_is_read_than_is_taken_and_no_more_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "_PART", len("<w:p>Hej</w:p>") * 100)
    bomb = office("word/document.xml", "<w:p>Hej</w:p>" * 1000)

    assert len(whole_text(b"a " * FILE_CHARACTERS)) == FILE_CHARACTERS
    assert whole_text(bomb).split() == ["Hej"] * 100
