"""The handbook inside the program."""

import re
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.handbook import LANGUAGES, PICTURES, Handbook, handbook_folder
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import ResultLine
from sdk_desktop.ui.shortcuts import ShortcutList
from sdk_desktop.ui.words import set_language
from tests.formats.paper.verapdf import judged, with_verapdf
from tests.kit.language import forget_language
from tests.ui.looks import pale_letters

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


def test_its_links_are_seen_when_the_colours_change_while_it_is_read(
    window: QWidget, qapp: QApplication, undressed: None
) -> None:
    theme.apply(qapp, Preferences(), dark=False, stark=False)
    book = Handbook(window)
    book.open()

    theme.apply(qapp, Preferences(), dark=True, stark=False)

    assert list(pale_letters(window)) == []
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

    book = Handbook(window)
    press(book, "Save as PDF …")

    with pypdfium2.PdfDocument(target) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
        assert (len(document) > 5, "Handbook for handlers" in text) == (True, True)
        assert document.get_metadata_value("Title") == "SDK Desktop: Handbook"
    assert "[U+" not in text
    (said,) = book.findChildren(ResultLine)
    assert said.text() == "The handbook is saved."


def test_why_it_could_not_be_saved_is_said(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "gone" / "handbook.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    book = Handbook(window)

    press(book, "Save as PDF …")

    (said,) = book.findChildren(ResultLine)
    assert said.text() != "The handbook is saved."
    assert "handbook.pdf" in said.text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_tagged_in_its_language_with_words_for_its_pictures(
    window: QWidget, qapp: QApplication, tmp_path: Path, language: str
) -> None:
    set_language(qapp, language)
    target, folder = tmp_path / "handbook.pdf", handbook_folder()

    Handbook(window)._save(target)
    forget_language(qapp)

    written = target.read_bytes()
    pictures = re.findall(r"!\[(.+?)\]", "".join(map(Path.read_text, folder.glob("*.md"))))
    assert f"/Lang ({language})".encode() in written
    assert written.count(b"/S /Figure") == written.count(b"/Alt ") == len(pictures) == 11
    assert written.count(b"/S /Link") == written.count(b"/OBJR") == 10
    assert (written.count(b"/S /H1"), written.count(b"/S /H2")) == (1, 10)
    assert written.count(b"/S /Table") == 2


@with_verapdf
@pytest.mark.parametrize("language", LANGUAGES)
def test_verapdf_finds_nothing_in_it(
    window: QWidget, qapp: QApplication, tmp_path: Path, language: str
) -> None:
    set_language(qapp, language)
    Handbook(window)._save(tmp_path / "handbook.pdf")
    forget_language(qapp)

    assert judged(tmp_path / "handbook.pdf") == ["PDF/A-2b"]


def test_nothing_is_written_where_nobody_chooses_a_place(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    press(Handbook(window), "Save as PDF …")
