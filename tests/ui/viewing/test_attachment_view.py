"""The window of an attachment: its kind by the bytes, its title, its end."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from sdk_desktop.domain.message import File
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.ui.viewing.drawn_file import DrawnFile
from sdk_desktop.ui.viewing.text_file import TextFile
from tests.kit.files.foreign_files import fax, letter, picture
from tests.ui.screens import shown_words
from tests.ui.viewing.showing import Opener


@pytest.mark.parametrize(
    ("content", "shown", "kind"),
    [
        (letter(b"x"), DrawnFile, "PDF document"),
        (picture("JPEG"), DrawnFile, "Picture (JPEG)"),
        (fax(1), DrawnFile, "Picture (TIFF)"),
        (picture("WEBP"), DrawnFile, "Picture (WebP)"),
        ("Åäö – 500 €".encode("cp1252"), TextFile, "Plain text"),
        ("Åäö – 500 €".encode("utf-16"), TextFile, "Plain text"),
        (b"<?xml version='1.0'?><a/>", TextFile, "XML data"),
    ],
)
def test_what_a_file_is_decides_how_it_is_shown(
    view: Opener, content: bytes, shown: type[DrawnFile | TextFile], kind: str
) -> None:
    window = view(content, "bilaga.pdf")

    assert window.findChild(shown) is not None
    assert window.windowTitle() == f"Attachment – {kind}"
    assert "bilaga.pdf" in shown_words(window)


@pytest.mark.parametrize("content", [b"MZ\x90\0", b"", b"{\\rtf1 }", b"PK\x03\x04"])
def test_a_type_that_cannot_be_shown_is_said_so(view: Opener, content: bytes) -> None:
    window = view(content)

    assert "cannot show this type of file" in shown_words(window)


def test_a_hostile_name_is_shown_harmless_and_never_in_the_title(view: Opener) -> None:
    window = view(b"MZ", "a\u202ex.exe")

    assert window.windowTitle() == "Attachment – Program"
    assert "a�x.exe" in shown_words(window)


def test_a_text_is_read_only(view: Opener) -> None:
    field = view(b"Hej").findChild(QPlainTextEdit)

    assert isinstance(field, QPlainTextEdit)
    assert field.isReadOnly()
    assert field.toPlainText() == "Hej"


def test_a_document_that_a_search_has_found_opens_on_the_page_with_the_word(view: Opener) -> None:
    file = File("a.pdf", "application/pdf", letter(b"Ett", b"Kalle Testsson"))

    window = AttachmentView(file, view.parent, "testsson")
    window.show()

    (pages,) = window.findChildren(DrawnFile)
    view.page(pages, 1)
