"""Further starts of the program, and the links that they bring, which wait until unlocked."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Slot
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from sdk_desktop.app import running_client
from sdk_desktop.app.links import MessageLink, WriteLink, read_link
from sdk_desktop.app.running_client import StartListener
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.ui.application import Shell
    from sdk_desktop.ui.main_window import MainWindow
    from sdk_desktop.usecases.workspace import Workspace

_log = logging.getLogger(__name__)

_MOST_CALLS = 2
"""Calls that are heard at a time; each has seconds to say something."""


class LinkFollower(QObject):
    """Follows links in the window of an unlocked client: shows a message, begins one."""

    def __init__(self, workspace: Workspace, background: Background, main: MainWindow) -> None:
        super().__init__(main)
        self._workspace, self._background, self._main = workspace, background, main

    def follow(self, link: MessageLink | WriteLink) -> None:
        """Look up what a link names, and show it; nothing of a link itself is shown or sent."""
        status = self._main.status
        if QApplication.activeModalWidget() is not None:
            status.show_notice(tr("Close the dialog, then open the link once more."), failed=True)
            return
        match link:
            case MessageLink(message_id):
                named = partial(self._workspace.inbox.named, message_id)
                self._background.run(self, named, self._show, status.show_error)
            case WriteLink(address):
                found = partial(self._workspace.address_book.function, address)
                write = partial(self._main.composing.write_to, self._main.messages.mailbox)
                self._background.run(self, found, write, status.show_error)

    def _show(self, headline: Headline) -> None:
        messages, choice = self._main.messages, FolderChoice(headline.mailbox)
        self._main.show_folder(choice)
        messages.list.show_folder(choice, headline.row)
        messages.open(headline)


class IncomingLinks(QObject):
    """Keeps the latest link until somebody has unlocked."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._waiting: MessageLink | WriteLink | None = None
        shell.opened.connect(self._follow)

    @Slot(str)
    def take(self, text: str) -> None:
        """Bring the window forward and follow a link, as soon as somebody has unlocked."""
        self._shell.window.come_forward()
        try:
            self._waiting = read_link(text) if text else self._waiting
        except SdkError:  # the process that brought it has said so
            return
        if self._shell.main is not None:
            self._follow(self._shell.main)
        elif self._waiting is not None and isinstance(self._shell.window.content, LockScreen):
            self._shell.window.content.show_notice(tr("Unlock, and the link is opened."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the links that macOS hands to a program that is open."""
        if not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        self.take(event.url().toString())
        return True

    def end(self) -> None:
        """Close the window; what is being written is saved."""
        self._shell.window.close()

    @Slot(object)
    def _follow(self, main: MainWindow) -> None:
        link, self._waiting = self._waiting, None
        if link is not None:
            main.links.follow(link)


class FurtherStarts(QObject):
    """Hears when the program is started once more with this profile, and takes what it brings."""

    def __init__(
        self, listener: StartListener, links: IncomingLinks, background: Background
    ) -> None:
        super().__init__(links)
        self._listener, self._links, self._background = listener, links, background
        self._calls = 0
        self._notifier = QSocketNotifier(listener.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._accept)

    def close(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        self._listener.close()

    @Slot()
    def _accept(self) -> None:
        connection = self._listener.accept()
        if connection is None:
            return
        if self._calls >= _MOST_CALLS:
            connection.close()
            return
        self._calls += 1
        self._background.run(self, partial(self._listener.take, connection), self._take)

    def _take(self, wish: str | None) -> None:
        self._calls -= 1
        match (wish or "").split(" ", 1):
            case [running_client.OPEN, link]:
                self._links.take(link)
            case [running_client.END]:
                self._links.end()


def further_starts(
    folder: Path, links: IncomingLinks, background: Background
) -> FurtherStarts | None:
    """Hear of further starts with the profile in a folder; None where that cannot be."""
    try:
        listener = StartListener(folder)
    except OSError as error:
        _log.warning("Further starts are not heard of: %s", type(error).__name__)
        return None
    return FurtherStarts(listener, links, background)
