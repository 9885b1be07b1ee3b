"""The handbook inside the program."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.handbook import PICTURES, Handbook, handbook_folder
from sdk_desktop.ui.shortcuts import ShortcutList
from sdk_desktop.ui.words import set_language
from tests.kit.language import forget_language

PICTURE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def press(dialog: QWidget, text: str) -> None:
    (button,) = (one for one in dialog.findChildren(QPushButton) if one.text() == text)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_list_of_keys_leads_to_it(window: QWidget) -> None:
    ShortcutList(window).open()

    press(window.findChildren(ShortcutList)[0], "Handbook …")

    (book,) = window.findChildren(Handbook)
    assert book.isVisible()
    assert "Handbook for handlers" in book.pages.toPlainText()


def test_it_is_read_in_the_language_that_the_program_speaks(
    window: QWidget, qapp: QApplication
) -> None:
    set_language(qapp, "sv")
    book = Handbook(window)
    forget_language(qapp)

    assert "Handbok för handläggare" in book.pages.toPlainText()


def test_pages_lead_to_each_other_and_back(window: QWidget) -> None:
    book = Handbook(window)
    book.pages.setSource(QUrl("04-write.md"))
    text = book.pages.toPlainText()

    press(book, "Back")

    assert "Answer and write" in text
    assert "Handbook for handlers" in book.pages.toPlainText()


def test_pictures_are_as_wide_as_there_is_room(window: QWidget) -> None:
    book = Handbook(window)
    book.open()
    book.pages.setSource(QUrl("03-read.md"))

    name = QUrl.fromLocalFile(str(handbook_folder() / PICTURES / "reading.png"))
    image = book.pages.loadResource(PICTURE, name)

    assert 100 < image.width() <= book.pages.viewport().width()  # type: ignore[attr-defined]


def test_it_is_saved_as_pdf(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "handbook.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    press(Handbook(window), "Save as PDF …")

    with pypdfium2.PdfDocument(target) as document:
        first = document[0].get_textpage().get_text_range()
        assert (len(document) > 5, "Handbook for handlers" in first) == (True, True)


def test_nothing_is_written_where_nobody_chooses_a_place(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    press(Handbook(window), "Save as PDF …")
