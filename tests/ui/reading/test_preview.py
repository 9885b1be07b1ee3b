"""Showing attachments: pages, pictures and texts, whatever their names say."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.reading import preview
from sdk_desktop.ui.reading.attachment_view import AttachmentView, ImageArea
from sdk_desktop.ui.reading.preview import Shown
from tests.ui.screens import a_background, button, press, settle, shown_words


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


def pdf(pages: int) -> bytes:
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for page in range(pages):
        painter.drawText(500, 1000, f"Sida {page + 1}")
        _ = page + 1 < pages and writer.newPage()
    painter.end()
    return bytes(store.data())


def image(kind: str, width: int = 40, height: int = 30) -> bytes:
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(buffer, kind)  # type: ignore[call-overload] # PySide's stub wants bytes, Qt a str
    return bytes(store.data())


@dataclass(frozen=True)
class Opener:
    qtbot: QtBot
    background: Background
    parent: QWidget

    def __call__(self, file: File) -> AttachmentView:
        shown = AttachmentView(file, self.background, self.parent)
        shown.show()
        self.settle()
        return shown

    def settle(self) -> None:
        settle(self.qtbot, self.background)


@pytest.fixture
def view(qtbot: QtBot, background: Background) -> Opener:
    parent = QWidget()
    qtbot.addWidget(parent)
    return Opener(qtbot, background, parent)


@pytest.mark.parametrize(
    ("content", "content_type", "shown"),
    [
        (b"%PDF-1.7 ...", "image/png", Shown.PAGES),
        (b"\x89PNG\r\n\x1a\n...", "application/pdf", Shown.PICTURE),
        (b"\xff\xd8\xff...", "image/jpeg", Shown.PICTURE),
        (b"Hej", "text/plain; charset=utf-8", Shown.TEXT),
        (b"Hej\0", "text/plain", Shown.NOTHING),
        (b"<html>", "text/html", Shown.NOTHING),
        (b"MZ...", "application/pdf", Shown.NOTHING),
        (b"", "application/pdf", Shown.NOTHING),
    ],
)
def test_what_a_file_is_decides_how_it_is_shown(
    content: bytes, content_type: str, shown: Shown
) -> None:
    assert preview.shown_as(File("a", content_type, content)) is shown


def test_a_page_is_rendered_and_pages_are_counted(qapp: object) -> None:
    page = preview.page_image(pdf(3), 2, zoom=1.0)

    assert page.pages == 3
    assert page.image.width() == pytest.approx(794, abs=3)


def test_no_zoom_makes_a_page_larger_than_the_bound(qapp: object) -> None:
    page = preview.page_image(pdf(1), 0, zoom=1000.0)

    assert page.image.width() * page.image.height() < preview.PIXELS * 1.01


@pytest.mark.parametrize("box", [b"0 0 100000000 1", b"0 0 0.0001 10000000"])
def test_a_page_that_is_a_thread_has_a_longest_side(qapp: object, box: bytes) -> None:
    thread = (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" + box + b"]>>endobj\n"
        b"trailer<</Size 4/Root 1 0 R>>\n%%EOF"
    )
    page = preview.page_image(thread, 0, 1.0)

    assert max(page.image.width(), page.image.height()) <= preview.LONGEST_SIDE


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"%PDF-1.7\n" + b"\xff" * 5000])
def test_a_damaged_pdf_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refused, match="damaged or protected"):
        preview.page_image(content, 0, zoom=1.0)


@pytest.mark.parametrize("kind", ["PNG", "JPG"])
def test_a_picture_is_decoded(qapp: object, kind: str) -> None:
    assert preview.picture(image(kind)).width() == 40


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(qapp: object) -> None:
    with pytest.raises(Refused, match="too large"):
        preview.picture(image("PNG", 6000, 5000))


def test_a_damaged_picture_is_refused_in_words(qapp: object) -> None:
    with pytest.raises(Refused, match="damaged"):
        preview.picture(image("PNG")[:60])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_text_is_read_as_utf_8_or_latin_1(encoding: str) -> None:
    assert preview.text("Åäö é".encode(encoding)) == "Åäö é"


def test_a_pdf_is_turned_page_by_page(view: Opener) -> None:
    shown = view(File("a.pdf", "application/pdf", pdf(2)))
    before = shown_words(shown)

    button(shown, "Next page").click()
    view.settle()

    assert "Page 1 of 2 · 100%" in before
    assert "Page 2 of 2 · 100%" in shown_words(shown)
    assert not button(shown, "Next page").isEnabled()
    assert button(shown, "Previous page").isEnabled()


def test_a_pdf_grows_and_shrinks_within_bounds(view: Opener) -> None:
    shown = view(File("a.pdf", "application/pdf", pdf(1)))

    button(shown, "Larger").click()
    view.settle()
    larger = shown_words(shown)
    for _ in range(8):
        button(shown, "Smaller").click()
        view.settle()

    assert "125%" in larger
    assert "50%" in shown_words(shown)
    assert not button(shown, "Smaller").isEnabled()


def test_the_page_keys_turn_pages(view: Opener) -> None:
    shown = view(File("a.pdf", "application/pdf", pdf(2)))

    press(button(shown, "Next page"), Qt.Key.Key_PageDown)
    view.settle()
    later = shown_words(shown)
    press(button(shown, "Previous page"), Qt.Key.Key_PageUp)
    view.settle()

    assert "Page 2 of 2" in later
    assert "Page 1 of 2" in shown_words(shown)


def test_a_damaged_pdf_says_so_in_its_window(view: Opener) -> None:
    shown = view(File("a.pdf", "application/pdf", b"%PDF-1.4"))

    assert "damaged or protected" in shown_words(shown)


def test_a_picture_fits_its_window_until_one_asks_for_its_own_size(view: Opener) -> None:
    shown = view(File("b.png", "image/png", image("PNG", 3000, 200)))
    (area,) = shown.findChildren(ImageArea)
    fitted = label_of(area).pixmap().width()

    button(shown, "Full size").click()

    assert fitted <= area.viewport().width()
    assert label_of(area).pixmap().width() == 3000


def test_a_type_that_cannot_be_shown_is_said_so(view: Opener) -> None:
    shown = view(File("a\u202ex.exe", "application/x-msdownload", b"MZ"))

    assert "cannot show this type of file" in shown_words(shown)
    assert shown.windowTitle() == "a�x.exe – Other type of file"


def test_escape_closes_the_window(view: Opener) -> None:
    shown = view(File("a", "x/y", b""))

    with view.qtbot.waitSignal(shown.destroyed):
        press(shown, Qt.Key.Key_Escape)


def label_of(area: ImageArea) -> QLabel:
    label = area.widget()
    assert isinstance(label, QLabel)
    return label
