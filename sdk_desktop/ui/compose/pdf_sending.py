"""Sends a rejected message again with its pictures made PDFs, which every recipient takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.file_type import is_picture
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.viewing.pdf_copy import PdfCopy

Send = Callable[[Draft], tuple[str, ...]]


class PdfSending(QObject):
    """Works once, then is gone.

    `sent` carries the ids of what was sent; `unfinished` the Draft as far as it has come, which
    somebody must go on with: a picture could not be made a PDF, or something hinders sending.
    """

    sent = Signal(tuple)
    unfinished = Signal(object)

    def __init__(self, background: Background, draft: Draft, send: Send, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._draft, self._send = background, draft, send

    def begin(self) -> None:
        """Make one picture after the other a PDF, and send then."""
        picture = next((one for one in self._draft.files if is_picture(one.content_type)), None)
        if picture is None:
            work = partial(self._send, self._draft)
            self._background.run(self, work, self._tell_sent, lambda _error: self._leave())
            return
        copying = PdfCopy(picture, self)
        copying.made.connect(partial(self._replace, picture))
        copying.failed.connect(lambda _why: self._leave())

    def _replace(self, picture: File, copied: File) -> None:
        files = tuple(copied if one is picture else one for one in self._draft.files)
        self._draft = replace(self._draft, files=files)
        self.begin()

    def _tell_sent(self, message_ids: tuple[str, ...]) -> None:
        self.sent.emit(message_ids)
        self.deleteLater()

    def _leave(self) -> None:
        self.unfinished.emit(self._draft)
        self.deleteLater()
