"""What can be done with the chosen message as a record: register it, keep it from being erased."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.record_dialogs import HoldDialog, RegisterDialog
from sdk_desktop.ui.parts.new_action import new_action
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class RecordActions(QObject):
    """Holds the actions; `done` says in words what was done."""

    done = Signal(str)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._inbox, self._background, self._window = workspace.inbox, background, window
        self._chosen: Headline | None = None
        register, keep = tr("Register …"), tr("Keep from being erased …")
        self.register = new_action(window, register, "register", self._ask_number)
        self.hold = new_action(window, keep, "hold", self._ask_reason)

    def choose(self, chosen: Headline | None) -> None:
        """Say which message the actions are about."""
        self._chosen = chosen
        self.register.setEnabled(chosen is not None)
        self.hold.setEnabled(chosen is not None)

    @Slot()
    def _ask_number(self) -> None:
        if (one := self._chosen) is None:
            return
        dialog = RegisterDialog(one.diary_number, one.document_type, self._window)
        dialog.given.connect(partial(self._register, one))
        self._background.run(dialog, self._inbox.document_types, dialog.know_types)
        dialog.open()

    def _register(self, one: Headline, number: str, document_type: str) -> None:
        if (number, document_type) != (one.diary_number, one.document_type):
            work = partial(self._inbox.register, one.row, number, document_type)
            self._do(work, tr("Registered."))

    @Slot()
    def _ask_reason(self) -> None:
        if (one := self._chosen) is None:
            return
        dialog = HoldDialog(one.hold, self._window)
        dialog.given.connect(partial(self._hold, one.row))
        dialog.open()

    def _hold(self, row: int, reason: str) -> None:
        kept, free = tr("The message is kept from being erased."), tr("It may be erased again.")
        self._do(partial(self._inbox.hold, row, reason), kept if reason else free)

    def _do(self, work: Callable[[], None], text: str) -> None:
        self._background.run(self, work, partial(self._tell, text))

    def _tell(self, text: str, _nothing: None) -> None:
        self.done.emit(text)
