"""Printing pages: each is drawn by a child and painted on paper."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from sdk_desktop.domain.message import File
from sdk_desktop.ui.viewing.page_print import PagePrint
from tests.kit.files.foreign_files import letter, scan_with_a_bad_page
from tests.ui.screens import button, shown_words
from tests.ui.viewing.showing import Opener


def printed(view: Opener, content: bytes, paper: Path) -> tuple[pypdfium2.PdfDocument, list[str]]:
    """Print the second and third page to a file; return it, and what was said."""
    said: list[str] = []
    printing = PagePrint(File("a", "", content), "", 3, view.parent)
    printing._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printing._printer.setOutputFileName(str(paper))
    printing._printer.setResolution(100)
    printing._printer.setFromTo(2, 3)
    printing.reported.connect(said.append)
    with view.qtbot.waitSignal(printing.destroyed):
        printing.start()
    return pypdfium2.PdfDocument(paper.read_bytes()), said


def test_the_chosen_pages_are_printed(view: Opener, tmp_path: Path) -> None:
    pages, said = printed(view, letter(b"Ett", b"Tva", b"Tre"), tmp_path / "utskrift.pdf")

    assert (len(pages), said) == (2, [])
    assert len(set(pages[0].render().to_pil().convert("L").tobytes())) > 2


def test_a_page_that_is_not_whole_or_not_there_is_said(view: Opener, tmp_path: Path) -> None:
    pages, said = printed(view, scan_with_a_bad_page(), tmp_path / "utskrift.pdf")

    assert len(pages) == 1
    assert said == [
        "The file is not whole: only a part of it is shown. Ask for it again.",
        "Some pages could not be printed.",
    ]


def test_without_a_printer_one_is_told(view: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    pages = view.drawn(letter(b"Ett"))

    button(pages, "Print …").click()

    assert "There is no printer." in shown_words(pages)
