"""Printing pages: each is drawn by a child and painted on paper."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from sdk_desktop.domain.message import File
from sdk_desktop.ui.viewing.page_print import PagePrint
from tests.kit.files.foreign_files import letter
from tests.ui.screens import button, shown_words
from tests.ui.viewing.showing import Opener


def test_the_chosen_pages_are_printed(view: Opener, tmp_path: Path) -> None:
    file = File("a.pdf", "application/pdf", letter(b"Ett", b"Tva", b"Tre"))
    printing = PagePrint(file, "", 3, view.parent)
    printing._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printing._printer.setOutputFileName(str(tmp_path / "utskrift.pdf"))
    printing._printer.setResolution(100)
    printing._printer.setFromTo(2, 3)

    with view.qtbot.waitSignal(printing.destroyed):
        printing.start()

    printed = pypdfium2.PdfDocument((tmp_path / "utskrift.pdf").read_bytes())
    assert len(printed) == 2
    assert len(set(printed[0].render().to_pil().convert("L").tobytes())) > 2


def test_without_a_printer_one_is_told(view: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    pages = view.drawn(letter(b"Ett"))

    button(pages, "Print …").click()

    assert "There is no printer." in shown_words(pages)
