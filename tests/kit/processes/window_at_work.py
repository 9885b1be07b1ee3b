"""The window at work, without a screen and without a test: reading, copying, searching, writing."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from sdk_desktop.app import App
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.application import Shell
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.parts.message_text import MessageText, MessageTexts
from sdk_desktop.ui.reading.attachments import AttachmentList
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.secrets.canaries import canary
from tests.kit.typing_keys import type_text

PATIENCE = 60


class Window:
    """The window of a client, without a screen."""

    def __init__(self, app: App) -> None:
        self.qt = QApplication([])
        self.qt.setApplicationName("SDK Desktop")
        self.background = Background()
        self.shell = Shell(self.qt, app, self.background)
        self.shell.start()
        self.wait(lambda: self.shell.window.content is not None)

    @property
    def main(self) -> MainWindow:
        main = self.shell.main
        assert main is not None
        return main

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the window work until something is so and nothing is under way."""
        loop, look = QEventLoop(), QTimer(interval=5)
        until = time.monotonic() + PATIENCE
        look.timeout.connect(
            lambda: (
                loop.quit()
                if (condition() and self.background.idle) or time.monotonic() > until
                else None
            )
        )
        look.start()
        loop.exec()
        look.stop()
        assert time.monotonic() < until

    def let_in(self, workspace: Workspace) -> None:
        self.shell.show_workspace(workspace)
        self.wait(lambda: len(self.main.messages.list.model.rows) > 0)

    def read(self, number: int) -> None:
        """Open a message and its attachments."""
        messages, title = self.main.messages, canary(f"ämne {number}")
        self.wait(lambda: title in self.titles())
        messages.list.table.choose(self.titles().index(title))
        headline = messages.list.current
        assert isinstance(headline, Headline)
        messages.open(headline)
        self.wait(lambda: messages.reading.findChild(AttachmentList) is not None)
        opened = messages.reading._opened
        assert opened is not None
        before = len(self.views())
        for attachment in opened.reading.attachments:
            self.attachments().openRequested.emit(attachment)
        self.wait(lambda: len(self.views()) == before + len(opened.reading.attachments))

    def lock(self) -> None:
        """Lock as a key does: within the loop, so that what is to be destroyed is."""
        QTimer.singleShot(0, self.shell.lock)
        self.wait(lambda: isinstance(self.shell.window.content, LockScreen))

    def copy(self) -> None:
        """Copy what is shown, and a word of its own."""
        texts = self.main.messages.reading.findChild(MessageTexts)
        text = texts.findChild(MessageText) if isinstance(texts, MessageTexts) else None
        assert isinstance(text, MessageText)
        text.selectAll()
        text.copy()
        assert canary("text 1")[:3] in QGuiApplication.clipboard().text()
        QGuiApplication.clipboard().setText(canary("urklipp"))
        self.wait(lambda: True)

    def search(self) -> None:
        """Type into both search fields."""
        type_text(self.main.messages.list.search_field, canary("sökning i fönstret"))
        self.wait(lambda: not self.main.messages.list.model.rows)
        self.main.messages.list.search_field.clear()
        self.wait(lambda: len(self.main.messages.list.model.rows) > 0)
        field = self.main.pages.addresses.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        type_text(field, canary("adress i fönstret"))
        self.wait(lambda: True)

    def write(self) -> None:
        """Write a message that locking has to save."""
        composing = self.main.composing
        composing.write(self.main.messages.mailbox)
        self.wait(lambda: len(composing.windows) == 1)
        form = composing.windows[0].form
        type_text(form.subject, canary("skrivet ämne"))
        type_text(form.text.editor, canary("skriven text"))

    def titles(self) -> list[str]:
        return [line.title for line in self.main.messages.list.model.rows]

    def attachments(self) -> AttachmentList:
        found = self.main.messages.reading.findChild(AttachmentList)
        assert isinstance(found, AttachmentList)
        return found

    def views(self) -> list[AttachmentView]:
        return [one for one in self.main.findChildren(AttachmentView) if one.isVisible()]
