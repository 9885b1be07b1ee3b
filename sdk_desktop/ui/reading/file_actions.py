"""Opening and saving the attachments of the message that is shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.mailbox import Attachment
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.file_dialogs import FileDialogs
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

    def __init__(
        self, inbox: Inbox, dialogs: FileDialogs, background: Background, pane: QWidget
    ) -> None:
        super().__init__(pane)
        self._inbox = inbox
        self._dialogs = dialogs
        self._background = background
        self._pane = pane
        self._list: AttachmentList | None = None

    def serve(self, row: int, attachments: AttachmentList) -> None:
        """Take the wishes of another list; windows that are open already stay open."""
        self._list = attachments
        attachments.openRequested.connect(partial(self._open, row))
        attachments.saveRequested.connect(partial(self._save, row))

    def _open(self, row: int, attachment: Attachment) -> None:
        work = partial(self._inbox.file, row, attachment.key)
        retry = partial(self._open, row, attachment)
        found = self._list.found.get(attachment.key, "") if self._list else ""
        self._background.run(self, work, partial(self._show, found), partial(self._fail, retry))

    def _show(self, found: str, file: File) -> None:
        AttachmentView(file, self._pane, found).show()

    def _save(self, row: int, attachments: tuple[Attachment, ...]) -> None:
        save = partial(self._save_in, row, attachments, ())
        self._dialogs.ask_for_folder(tr("Choose a folder to save in"), self._pane, save)

    def _save_in(
        self, row: int, waiting: tuple[Attachment, ...], saved: tuple[Path, ...], folder: Path
    ) -> None:
        """Save one after the other; what is saved already is not saved again."""
        if not waiting:
            self._tell_saved(folder, saved)
            return
        first, *others = waiting
        work = partial(self._inbox.save_file, row, first.key, folder)
        then = partial(self._go_on_saving, row, tuple(others), folder, saved)
        retry = partial(self._save_in, row, waiting, saved, folder)
        self._background.run(self, work, then, partial(self._fail, retry))

    def _go_on_saving(
        self,
        row: int,
        waiting: tuple[Attachment, ...],
        folder: Path,
        saved: tuple[Path, ...],
        path: Path,
    ) -> None:
        self._save_in(row, waiting, (*saved, path), folder)

    def _tell_saved(self, folder: Path, saved: tuple[Path, ...]) -> None:
        where = one_line(str(saved[0] if len(saved) == 1 else folder), 400)
        if len(saved) == 1:
            self._tell(tr("Saved as {path}").format(path=where), "success")
        else:
            text = tr("%n files are saved in {path}", n=len(saved))
            self._tell(text.format(path=where), "success")

    def _fail(self, retry: partial[None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, retry)
        else:
            self._tell(sentence(error), "danger")

    def _tell(self, text: str, role: str) -> None:
        if self._list is not None and shiboken6.isValid(self._list):
            self._list.tell(text, role)
