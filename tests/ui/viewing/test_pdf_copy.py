"""A picture becomes a PDF, drawn by a child, whole or not at all."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.message import File
from sdk_desktop.ui.viewing.pdf_copy import PdfCopy
from tests.kit.files.foreign_files import fax


@pytest.fixture
def copy(qtbot: QtBot) -> Callable[[File], PdfCopy]:
    """Return what begins to copy a file."""
    window = QWidget()
    qtbot.addWidget(window)
    return lambda file: PdfCopy(file, window)


def photo(width: int, height: int) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(written, "JPEG")
    return written.getvalue()


def sizes(document: bytes) -> list[tuple[int, int]]:
    """Return the pages' sizes in millimetres."""
    read = pypdfium2.PdfDocument(document)
    return [(round(w / 72 * 25.4), round(h / 72 * 25.4)) for w, h in (p.get_size() for p in read)]


def test_a_photo_lies_on_a_page_as_it_does_itself(
    copy: Callable[[File], PdfCopy], qtbot: QtBot
) -> None:
    copying = copy(File("Foto samtycke.jpg", "image/jpeg", photo(400, 200)))
    with qtbot.waitSignal(copying.made) as made:
        pass

    (file,) = made.args
    assert (file.name, file.content_type) == ("Foto samtycke.pdf", "application/pdf")
    assert sizes(file.content) == [(297, 210)]
    page = pypdfium2.PdfDocument(file.content)[0].render(scale=0.5).to_pil()
    red, green, _ = page.convert("RGB").getpixel((30, 30))
    assert red > 150 > green


def test_a_fax_keeps_all_its_pages(copy: Callable[[File], PdfCopy], qtbot: QtBot) -> None:
    copying = copy(File("fax.tif", "image/tiff", fax(3)))
    with qtbot.waitSignal(copying.made) as made:
        pass

    assert len(sizes(made.args[0].content)) == 3


def test_half_a_picture_stays_as_it_is(copy: Callable[[File], PdfCopy], qtbot: QtBot) -> None:
    whole = photo(400, 400)
    copying = copy(File("halv.jpg", "image/jpeg", whole[: len(whole) // 2]))
    with qtbot.waitSignal(copying.failed) as failed:
        pass

    assert failed.args[0]
