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


_Key = tuple[int, int]
"""A message's row, and the key of one of its attachments."""


class FileActions(QObject):
    """Does what the buttons of an attachment list ask for, and tells there how it went.

    `proofNeeded` gives a ProofNeeded and a callable that tries again. What became of files whose
    message is shown no longer is told elsewhere: `done` carries a sentence that names no file,
    `failed` an SdkError.
    """

    proofNeeded = Signal(object, object)
    done = Signal(str)
    failed = Signal(object)

    def __init__(
        self, inbox: Inbox, dialogs: FileDialogs, background: Background, pane: QWidget
    ) -> None:
        super().__init__(pane)
        self._inbox = inbox
        self._dialogs = dialogs
        self._background = background
        self._pane = pane
        self._row = 0
        self._list: AttachmentList | None = None
        self._views: dict[_Key, AttachmentView | None] = {}

    def serve(self, row: int, attachments: AttachmentList) -> None:
        """Take the wishes of another list; windows that are open already stay open."""
        self._row, self._list = row, attachments
        attachments.openRequested.connect(partial(self._open, row))
        attachments.saveRequested.connect(partial(self._save, row))

    def _open(self, row: int, attachment: Attachment) -> None:
        """Open a file once: whoever presses twice sees its one window."""
        key = row, attachment.key
        self._views = {
            one: view
            for one, view in self._views.items()
            if view is None or shiboken6.isValid(view)
        }
        if key in self._views:
            if (view := self._views[key]) is not None:
                view.raise_()
                view.activateWindow()
            return
        self._views[key] = None
        work = partial(self._inbox.file, row, attachment.key)
        found = self._list.found.get(attachment.key, "") if self._list else ""
        fail = partial(self._not_opened, key, partial(self._open, row, attachment))
        self._background.run(self, work, partial(self._show, key, found), fail)

    def _show(self, key: _Key, found: str, file: File) -> None:
        view = self._views[key] = AttachmentView(file, self._pane, found)
        view.show()
        if (shown := self._list_of(key[0])) is not None:
            shown.forget_failure()

    def _not_opened(self, key: _Key, retry: partial[None], error: SdkError) -> None:
        del self._views[key]
        self._fail(key[0], retry, error)

    def _save(self, row: int, attachments: tuple[Attachment, ...]) -> None:
        save = partial(self._save_in, row, attachments, ())
        self._dialogs.ask_for_folder(tr("Choose a folder to save in"), self._pane, save)

    def _save_in(
        self, row: int, waiting: tuple[Attachment, ...], saved: tuple[Path, ...], folder: Path
    ) -> None:
        """Save one after the other; what is saved already is not saved again."""
        if not waiting:
            self._tell_saved(row, folder, saved)
            return
        first, *others = waiting
        work = partial(self._inbox.save_file, row, first.key, folder)
        then = partial(self._go_on_saving, row, tuple(others), folder, saved)
        retry = partial(self._save_in, row, waiting, saved, folder)
        self._background.run(self, work, then, partial(self._fail, row, retry))

    def _go_on_saving(
        self,
        row: int,
        waiting: tuple[Attachment, ...],
        folder: Path,
        saved: tuple[Path, ...],
        path: Path,
    ) -> None:
        self._save_in(row, waiting, (*saved, path), folder)

    def _tell_saved(self, row: int, folder: Path, saved: tuple[Path, ...]) -> None:
        where = one_line(str(saved[0] if len(saved) == 1 else folder), 400)
        shown = self._list_of(row)
        if shown is None:
            self.done.emit(tr("%n files are saved outside the program.", n=len(saved)))
        elif len(saved) == 1:
            shown.tell(tr("Saved as {path}").format(path=where), "success")
        else:
            text = tr("%n files are saved in {path}", n=len(saved))
            shown.tell(text.format(path=where), "success")

    def _fail(self, row: int, retry: partial[None], error: SdkError) -> None:
        shown = self._list_of(row)
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, retry)
        elif shown is not None:
            shown.tell(sentence(error), "danger")
        else:
            self.failed.emit(error)

    def _list_of(self, row: int) -> AttachmentList | None:
        """Return the attachments of a message if it is the one that is shown."""
        there = self._list is not None and shiboken6.isValid(self._list)
        return self._list if there and row == self._row else None
