"""The actions that take a message, or its conversation, out of the program."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.configuration import FolderUse
from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.message_actions import new_action
from sdk_desktop.ui.messages.printing import show_paper
from sdk_desktop.ui.parts.file_dialogs import FileDialogs, NewFile
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.security.clipboard import put_text
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dossier_words import case_line, case_paper, receipt_paper

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class TakingOut(QObject):
    """Holds the actions; `done` carries a sentence, `failed` an SdkError.

    `proofNeeded` carries a ProofNeeded and a callable that tries again.
    """

    done = Signal(str)
    failed = Signal(object)
    proofNeeded = Signal(object, object)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._background, self._window = workspace, background, window
        self._dialogs = FileDialogs(workspace.folders, background)
        self._chosen: Headline | None = None
        self.message = new_action(
            window, tr("Take the message out …"), "export", self._choose_for_message
        )
        self.conversation = new_action(
            window, tr("Take the whole conversation out …"), "export", self._choose_for_all
        )
        self.receipt = new_action(
            window, tr("Save a receipt …"), "export", self._choose_for_receipt
        )
        self.line = new_action(window, tr("Copy as one line"), "copy", self._copy)
        self.paper = new_action(window, tr("Print …"), "print", self._print, "Ctrl+P")
        self.choose(())

    @property
    def all(self) -> tuple[QAction, ...]:
        """The actions in their order."""
        return self.line, self.paper, self.receipt, self.message, self.conversation

    @Slot(object)
    def choose(self, chosen: tuple[Headline, ...]) -> None:
        """Set the messages that are chosen; the actions are about one."""
        self._chosen = chosen[0] if len(chosen) == 1 else None
        mailboxes = [one.mailbox for one in chosen]
        refusal = self._workspace.permissions.refusal_in_all(Role.HANDLER, mailboxes)
        for action in (self.receipt, self.message, self.conversation):
            limit(action, refusal, otherwise=self._chosen is not None)
        self.paper.setEnabled(self._chosen is not None)
        self.line.setEnabled(self._chosen is not None and not self._chosen.covered)

    @Slot()
    def _choose_for_message(self) -> None:
        self._choose_file(conversation=False)

    @Slot()
    def _choose_for_all(self) -> None:
        self._choose_file(conversation=True)

    @Slot()
    def _choose_for_receipt(self) -> None:
        if self._chosen is not None:
            title, name = tr("Where is the receipt to be saved?"), f"{tr('receipt')}.pdf"
            new = NewFile(title, name, "PDF (*.pdf)", FolderUse.CASE)
            save = partial(self._save_receipt, self._chosen.row)
            self._dialogs.ask_for_new(new, self._window, save)

    @Slot()
    def _copy(self) -> None:
        """Copy what a case system asks of a message; the clipboard is cleared as after any copy."""
        if self._chosen is not None:
            put_text(case_line(self._chosen))
            self.done.emit(tr("Copied. It is cleared after a minute."))

    def _choose_file(self, *, conversation: bool) -> None:
        if self._chosen is not None:
            title, name = tr("Where is the case to be saved?"), f"{tr('case')}.zip"
            new = NewFile(title, name, "ZIP (*.zip)", FolderUse.CASE)
            save = partial(self._save, self._chosen.row, conversation=conversation)
            self._dialogs.ask_for_new(new, self._window, save)

    @Slot()
    def _print(self) -> None:
        if self._chosen is not None:
            self._show_paper(self._chosen.row)

    def _show_paper(self, row: int) -> None:
        fail = partial(self._fail, partial(self._show_paper, row))
        show_paper(self._workspace.dossiers, self._background, row, self._window, fail)

    def _save(self, row: int, path: Path, *, conversation: bool) -> None:
        save = self._workspace.dossiers.save
        work = partial(save, row, path, case_paper, conversation=conversation)
        retry = partial(self._save, row, path, conversation=conversation)
        self._background.run(self, work, self._tell, partial(self._fail, retry))

    def _save_receipt(self, row: int, path: Path) -> None:
        work = partial(self._workspace.dossiers.save_receipt, row, path, receipt_paper)
        retry = partial(self._save_receipt, row, path)
        self._background.run(self, work, self._tell_receipt, partial(self._fail, retry))

    def _tell_receipt(self, _saved: None) -> None:
        self.done.emit(tr("The receipt is saved outside the program."))

    def _tell(self, count: int) -> None:
        self.done.emit(tr("%n messages are saved outside the program.", count))

    def _fail(self, retry: partial[None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, retry)
        else:
            self.failed.emit(error)
