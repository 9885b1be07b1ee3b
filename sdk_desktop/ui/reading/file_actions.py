"""Opening and saving the attachments of the message that is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.mailbox import Attachment
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.reading.attachments import AttachmentList
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.inbox import Inbox


class FileActions(QObject):
    """Does what the buttons of an attachment list ask for, and tells there how it went.

    `proofNeeded` gives a ProofNeeded and a callable that tries again.
    """

    proofNeeded = Signal(object, object)

    def __init__(self, inbox: Inbox, background: Background, pane: QWidget) -> None:
        super().__init__(pane)
        self._inbox = inbox
        self._background = background
        self._pane = pane
        self._list: AttachmentList | None = None
        downloads = QStandardPaths.StandardLocation.DownloadLocation
        self._folder = QStandardPaths.writableLocation(downloads)

    def serve(self, row: int, attachments: AttachmentList) -> None:
        """Take the wishes of another list; windows that are open already stay open."""
        self._list = attachments
        attachments.openRequested.connect(partial(self._open, row))
        attachments.saveRequested.connect(partial(self._save, row))

    def _open(self, row: int, attachment: Attachment) -> None:
        work = partial(self._inbox.file, row, attachment.key)
        retry = partial(self._open, row, attachment)
        self._background.run(self, work, self._show, partial(self._fail, retry))

    def _show(self, file: File) -> None:
        AttachmentView(file, self._pane).show()

    def _save(self, row: int, attachment: Attachment) -> None:
        title = tr("Choose a folder to save in")
        folder = QFileDialog.getExistingDirectory(self._pane, title, self._folder)
        if folder:
            self._folder = folder
            self._save_in(row, attachment, Path(folder))

    def _save_in(self, row: int, attachment: Attachment, folder: Path) -> None:
        work = partial(self._inbox.save_file, row, attachment.key, folder)
        retry = partial(self._save_in, row, attachment, folder)
        self._background.run(self, work, self._saved, partial(self._fail, retry))

    def _saved(self, path: Path) -> None:
        text = tr("Saved as {path}").format(path=one_line(str(path), 400))
        self._tell(text, "success")

    def _fail(self, retry: partial[None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, retry)
        else:
            self._tell(sentence(error), "danger")

    def _tell(self, text: str, role: str) -> None:
        if self._list is not None and shiboken6.isValid(self._list):
            self._list.tell(text, role)
