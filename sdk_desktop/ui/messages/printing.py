"""Printing a message: it is shown as it is on paper, in the window that prints it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.file_type import PDF
from sdk_desktop.domain.message import File
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dossier_words import printed_paper

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class Printing(QObject):
    """Opens the paper of a message; `failed` carries an SdkError.

    `proofNeeded` carries a ProofNeeded and a callable that tries again.
    """

    failed = Signal(object)
    proofNeeded = Signal(object, object)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._background, self._window = workspace, background, window

    def show_paper(self, row: int) -> None:
        """Make the paper of a message, and open it."""
        work = partial(self._workspace.dossiers.paper, row, printed_paper)
        self._background.run(self, work, self._open, partial(self._fail, row))

    def _open(self, paper: bytes) -> None:
        AttachmentView(File(f"{tr('message')}.pdf", PDF, paper), self._window).show()

    def _fail(self, row: int, error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, partial(self.show_paper, row))
        else:
            self.failed.emit(error)
