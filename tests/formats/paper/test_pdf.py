"""Documents as PDF/A: read back by another library, and judged by veraPDF where it is here."""

import ctypes
import os
import re
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from shutil import which

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from sdk_desktop.domain.dossier.paper import (
    Heading,
    ListEntry,
    NamedValues,
    Paper,
    PaperPart,
    PaperTable,
    Paragraph,
)
from sdk_desktop.formats.paper import layout
from sdk_desktop.formats.paper.layout import own_fonts
from sdk_desktop.formats.paper.pdf import write_paper

FONTS = own_fonts()
JARS = os.environ.get("SDK_VERAPDF", "")
NO_VERAPDF = "veraPDF is not here; resources/docs/contributing.md says where it comes from"


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


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


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


def test_only_grey_of_a_known_light_and_our_own_letters_are_used() -> None:
    data = write_paper(EVERYTHING, FONTS)
    streams = re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
    content = zlib.decompress(streams[0]).decode()

    assert b"/DefaultGray [/CalGray" in data
    assert set(re.findall(r"[a-zA-Z]+\*?$", content, re.MULTILINE)) == {"BDC", "EMC", "ET", "S"}
    assert data.count(b"/FontFile2") == 2


@pytest.mark.skipif(not (JARS and which("java")), reason=NO_VERAPDF)
def test_verapdf_finds_nothing(tmp_path: Path) -> None:
    written = tmp_path / "a.pdf"
    written.write_bytes(write_paper(EVERYTHING, FONTS))
    program = Path(__file__).with_name("AskVeraPdf.java")

    said = subprocess.run(
        ["java", "-cp", f"{JARS}/*", str(program), str(written)],  # noqa: S607 - whichever is first
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.splitlines() == ["PDF/A-2b"]


def test_the_tables_of_our_fonts_agree_with_each_other() -> None:
    for font in (FONTS.regular, FONTS.bold):
        codes = sorted(map(ord, font.glyphs))
        assert {" ", "A", "ö", "€"} <= font.glyphs.keys()
        assert all(one < other for one, other in pairwise(codes))
        assert font.widths["i"] < font.widths["m"]
        assert font.descent < 0 < font.ascent
