"""Documents as PDF/A: read back by another library, and judged by veraPDF where it is here."""

import ctypes
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from sdk_desktop.domain.dossier.paper import (
    Heading,
    ListEntry,
    NamedValues,
    Paper,
    PaperPart,
    PaperPicture,
    PaperTable,
    Paragraph,
)
from sdk_desktop.formats.paper import layout
from sdk_desktop.formats.paper.layout import own_fonts
from sdk_desktop.formats.paper.pdf import write_paper
from tests.formats.paper.verapdf import judged, with_verapdf

FONTS = own_fonts()


def paper(*parts: PaperPart, title: str = "Ärendet") -> Paper:
    return Paper(title, "sv", parts, "Sida {page} av {pages}", "Fortsätter i filen.")


EVERYTHING = paper(
    Heading("Kallelse till SIP-möte", 1),
    Paragraph("Hej!\nTack för ditt svar."),
    Heading("Uppgifter"),
    NamedValues((("Från", "BUP Ekdala · Region Ekelund"), ("Till", "Socialkontoret"))),
    Heading("Text", 3),
    ListEntry("•", "Tid: 19 maj kl. 10"),
    ListEntry("7.", "Läs underlaget", 1),
    PaperTable(("Nr", "Vad som görs"), (1, 3), (("8:6", "Ingen signatur"), ("8:11", "Fel rot"))),
    title="Kallelse (SIP) & <möte> \\ 漢",
)


def png(width: int, height: int, mode: str = "P") -> bytes:
    """Return a picture that is green."""
    written = BytesIO()
    Image.new("RGB", (width, height), "green").convert(mode).save(written, "PNG")
    return written.getvalue()


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def content(data: bytes) -> str:
    """Return how the first page is drawn."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
    return zlib.decompress(streams[0]).decode()


def structure(data: bytes) -> Iterator[str]:
    """Yield the tags of the first page, a parent before what is in it."""

    def below(element: object) -> Iterator[str]:
        name = ctypes.create_string_buffer(64)
        size = pdfium.FPDF_StructElement_GetType(element, name, 64)
        yield name.raw[: size - 2].decode("utf-16-le")
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
            if child:
                yield from below(child)

    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        yield from below(pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0))
        pdfium.FPDF_StructTree_Close(tree)


def test_another_library_reads_the_text_in_its_order() -> None:
    (text,) = pages(write_paper(EVERYTHING, FONTS))

    assert text.split("\n") == [
        "Kallelse till SIP-möte",
        "Hej!",
        "Tack för ditt svar.",
        "Uppgifter",
        "Från BUP Ekdala · Region Ekelund",
        "Till Socialkontoret",
        "Text",
        "• Tid: 19 maj kl. 10",
        "7. Läs underlaget",
        "Nr Vad som görs",
        "8:6 Ingen signatur",
        "8:11 Fel rot",
        "Sida 1 av 1",
    ]


def test_headings_tables_and_lists_are_tagged() -> None:
    tags = list(structure(write_paper(EVERYTHING, FONTS)))

    table = ["Table", "TR", "TH", "TD", "TR", "TH", "TD"]
    entries = ["L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]
    columns = ["Table", "TR", "TH", "TH", "TR", "TH", "TD", "TR", "TH", "TD"]
    assert tags == ["Document", "H1", "P", "H2", *table, "H3", *entries, *columns]


def test_a_heading_of_a_table_says_whether_it_is_of_a_row_or_a_column() -> None:
    written = write_paper(EVERYTHING, FONTS)

    assert (written.count(b"/Scope /Row"), written.count(b"/Scope /Column")) == (4, 2)


def test_a_table_is_wide_and_says_its_headings_on_each_page_to_the_eye_only() -> None:
    rows = tuple((f"rad {number}", "w" * 90) for number in range(60))
    wide = replace(paper(PaperTable(("Rad", "Ord"), (1, 4), rows)), landscape=True)

    written = write_paper(wide, FONTS)

    with pypdfium2.PdfDocument(written) as document:
        width, height = document[0].get_size()
        words = [page.get_textpage() for page in document]
        boxes = [text.get_rect(place) for text in words for place in range(text.count_rects())]
    assert width > height
    assert max(right for _, _, right, _ in boxes) <= width - layout.RIGHT + 1
    found = pages(written)
    assert all("Rad Ord" in page for page in found)
    assert "".join(found).count("w") == 60 * 90
    assert written.count(b"/Scope /Column") == 2
    assert len(found) > 2


def test_the_title_is_said_in_both_places_and_breaks_neither() -> None:
    data = write_paper(EVERYTHING, FONTS)

    with pypdfium2.PdfDocument(data) as document:
        assert document.get_metadata_value("Title") == "Kallelse (SIP) & <möte> \\ [U+6F22]"
    assert "Kallelse (SIP) &amp; &lt;möte&gt; \\ [U+6F22]</rdf:li>".encode() in data
    assert b"/Lang (sv)" in data
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>" in data


def test_the_same_document_has_the_same_bytes() -> None:
    assert write_paper(EVERYTHING, FONTS) == write_paper(EVERYTHING, FONTS)


def test_what_the_letters_lack_is_written_as_its_number() -> None:
    (text,) = pages(write_paper(paper(Paragraph("Åsa 漢😀\x00\u200b\ud800")), FONTS))

    assert text.startswith("Åsa [U+6F22][U+1F600][U+0000][U+200B][U+D800]")


def test_letters_of_all_europe_stay_what_they_are() -> None:
    said = "Þórður Łukasz Čáhppes ŋ Ελένη Юлия € – „x“ ½ ← ☐"

    (text,) = pages(write_paper(paper(Paragraph(said)), FONTS))

    assert text.startswith(said)


@pytest.mark.parametrize("word", ["x" * 4000, "ord " * 1000], ids=["one word", "many words"])
def test_long_lines_are_broken_and_nothing_is_lost(word: str) -> None:
    found = pages(write_paper(paper(Paragraph(word)), FONTS))

    assert re.sub(r"Sida \d av \d|\s", "", "".join(found)) == word.replace(" ", "")


def test_a_row_goes_on_on_the_next_page_beside_its_name() -> None:
    value = "\n".join(f"rad {number}" for number in range(70))

    first, second = pages(write_paper(paper(NamedValues((("Namn", value),))), FONTS))

    assert "Namn rad 0\n" in first
    assert "rad 69" in second


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    lines = [Paragraph("rad") for _ in range(33)]

    found = [
        pages(write_paper(paper(*lines[:count], Heading("Rubrik"), Paragraph("mer")), FONTS))
        for count in range(25, 33)
    ]

    assert {len(one) for one in found} == {1, 2}
    assert all("Rubrik\nmer" in one[-1] for one in found)


def test_a_document_that_would_be_endless_ends_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(layout, "MOST_PAGES", 3)

    found = pages(write_paper(paper(*(Paragraph("ord " * 2000) for _ in range(50))), FONTS))

    assert len(found) == 4
    assert found[-1].startswith("Fortsätter i filen.")


def test_strong_words_stand_in_their_line() -> None:
    words = (
        ("Välj ", False),
        ("Lås upp", True),
        (", eller ", False),
        ("Av", True),
        ("bryt", False),
    )

    written = write_paper(paper(Paragraph(words), ListEntry("•", words)), FONTS)

    assert pages(written)[0].split("\n")[:2] == [
        "Välj Lås upp, eller Avbryt",
        "• Välj Lås upp, eller Avbryt",
    ]
    assert re.findall(r"/([RB]) 10.5 Tf", content(written)) == [*"RBRBR", "R", *"RBRBR"]


def test_a_picture_is_seen_and_has_words_for_those_who_do_not_see_it() -> None:
    written = write_paper(paper(PaperPicture(png(800, 400), "Låst program")), FONTS)

    with pypdfium2.PdfDocument(written) as document:
        (seen,) = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
        left, bottom, right, top = seen.get_bounds()
        shown = document[0].render().to_pil().getpixel((200, 150))
    assert list(structure(written)) == ["Document", "Figure"]
    assert "/Alt <feff" + "Låst program".encode("utf-16-be").hex() + ">" in written.decode(
        "latin-1"
    )
    assert (round(right - left), round(top - bottom)) == (471, 236)
    assert shown == pytest.approx((0, 128, 0), abs=3)
    assert (b"/CalRGB" in written, b"/DeviceRGB" in written) == (True, False)


def test_a_picture_is_no_larger_than_half_a_page_nor_than_on_a_screen() -> None:
    high, small = PaperPicture(png(600, 900), "hög"), PaperPicture(png(100, 100), "liten")

    with pypdfium2.PdfDocument(write_paper(paper(high, small), FONTS)) as document:
        seen = list(document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
        heights = [round(top - bottom) for _, bottom, _, top in (one.get_bounds() for one in seen)]
    assert heights == [353, 75]


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_a_picture_of_another_kind_is_refused(mode: str) -> None:
    with pytest.raises(ValueError, match="256 colours"):
        write_paper(paper(PaperPicture(png(10, 10, mode), "ord")), FONTS)


def test_an_entry_leads_to_a_heading_on_another_page() -> None:
    lists = (ListEntry("1.", "Läsa", leads_to="b"), ListEntry("2.", "Ingenstans", leads_to="c"))
    written = write_paper(paper(*lists, Heading("Läsa", name="b", begins_page=True)), FONTS)

    with pypdfium2.PdfDocument(written) as document:
        place, found, goals = ctypes.c_int(0), pdfium.FPDF_LINK(), []
        while pdfium.FPDFLink_Enumerate(document[0], place, found):
            goal = pdfium.FPDFLink_GetDest(document, found)
            goals.append(pdfium.FPDFDest_GetDestPageIndex(document, goal))
    entry = ["LI", "Lbl", "LBody", "Link"]
    assert list(structure(written)) == ["Document", "L", *entry, *entry]
    assert goals == [1]
    assert written.count(b"/OBJR") == 1


def test_a_heading_stands_on_the_page_of_its_picture() -> None:
    above = [Paragraph("rad") for _ in range(20)]

    first, second = pages(
        write_paper(paper(*above, Heading("Rubrik"), PaperPicture(png(600, 400), "ord")), FONTS)
    )

    assert ("Rubrik" in first, "Rubrik" in second) == (False, True)


def test_the_words_of_a_broken_line_are_heard_apart() -> None:
    words = "Meddelanden går från en funktion till en annan " * 4

    lines = list(FONTS.lines(words.strip(), layout.BODY, 100))

    assert len(lines) > 5
    assert "".join(piece.text for line in lines for piece in line) == words.strip()


def test_only_grey_of_a_known_light_and_our_own_letters_are_used() -> None:
    data = write_paper(EVERYTHING, FONTS)
    assert b"/DefaultGray [/CalGray" in data
    assert set(re.findall(r"[a-zA-Z]+\*?$", content(data), re.MULTILINE)) == {
        "BDC",
        "EMC",
        "ET",
        "S",
    }
    assert data.count(b"/FontFile2") == 2


@with_verapdf
def test_verapdf_finds_nothing(tmp_path: Path) -> None:
    written = tmp_path / "a.pdf"
    written.write_bytes(write_paper(EVERYTHING, FONTS))

    assert judged(written) == ["PDF/A-2b"]


def test_the_tables_of_our_fonts_agree_with_each_other() -> None:
    for font in (FONTS.regular, FONTS.bold):
        codes = sorted(map(ord, font.glyphs))
        assert {" ", "A", "ö", "€"} <= font.glyphs.keys()
        assert all(one < other for one, other in pairwise(codes))
        assert font.widths["i"] < font.widths["m"]
        assert font.descent < 0 < font.ascent
