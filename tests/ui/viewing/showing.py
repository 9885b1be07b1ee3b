"""What tests of the viewer do with it: open, wait until the child has answered, look."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.message import File
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.ui.viewing.drawn_file import DrawnFile
from tests.ui.screens import shown_words


@dataclass(frozen=True)
class Opener:
    """Opens files in viewers, and waits for what they show."""

    qtbot: QtBot
    parent: QWidget

    def __call__(self, content: bytes, name: str = "a.pdf") -> AttachmentView:
        shown = AttachmentView(File(name, "application/pdf", content), self.parent)
        shown.show()
        return shown

    def drawn(self, content: bytes, name: str = "a.pdf") -> DrawnFile:
        """Return the pages of a file, once the first is painted."""
        pages = self.pages(content, name)
        self.page(pages, 0)
        return pages

    def pages(self, content: bytes, name: str = "a.pdf") -> DrawnFile:
        pages = self(content, name).findChild(DrawnFile)
        assert isinstance(pages, DrawnFile)
        return pages

    def page(self, pages: DrawnFile, number: int) -> None:
        self.until(lambda: pages.area.shown_page == number)

    def words(self, pages: QWidget, words: str) -> None:
        self.until(lambda: words in shown_words(pages))

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)
