"""What can be done with the chosen message: take, release, hand over, register, keep, answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QWidget

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.record_actions import RecordActions
from sdk_desktop.ui.parts.new_action import new_action
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class MessageActions(QObject):
    """Holds the actions, enabled by what is chosen; `done` says in words what was done."""

    done = Signal(str)
    answered = Signal(int)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._background, self._window = workspace, background, window
        self._people: tuple[str, ...] = ()
        self._headline: Headline | None = None
        self.answer = new_action(window, tr("Answer"), "reply", self._answer, "Ctrl+R")
        self.take = new_action(window, tr("Take"), "take", self._take, "Ctrl+T")
        self.release = new_action(window, tr("Release"), "release", self._release)
        self.hand_over = new_action(window, tr("Hand over …"), "hand-over", self._ask_whom)
        self._records = RecordActions(workspace, background, window)
        self._records.done.connect(self.done)
        self.register, self.hold = self._records.register, self._records.hold
        self.choose(None)

    @property
    def handling(self) -> tuple[QAction, ...]:
        """The actions of the toolbar above the message."""
        return self.take, self.release, self.hand_over, self.register, self.hold

    def know_people(self, people: Sequence[str]) -> None:
        """Say whom a message can be handed over to."""
        self._people = tuple(people)
        self.choose(self._headline)

    def choose(self, chosen: Headline | Draft | None) -> None:
        """Say which message the actions are about."""
        self._headline = chosen if isinstance(chosen, Headline) else None
        one = self._headline
        incoming = one is not None and one.direction is Direction.IN
        handler = one.handler if one else ""
        self.answer.setEnabled(incoming and not (one and one.unreadable))
        self.take.setEnabled(incoming and handler != self._workspace.who)
        self.release.setEnabled(incoming and bool(handler))
        self.hand_over.setEnabled(incoming and bool(self._others()))
        self._records.choose(one)

    def _others(self) -> list[str]:
        return [person for person in self._people if person != self._workspace.who]

    @Slot()
    def _answer(self) -> None:
        if self._headline:
            self.answered.emit(self._headline.row)

    @Slot()
    def _take(self) -> None:
        if self._headline:
            self._do(partial(self._workspace.inbox.take, self._headline.row), tr("Taken."))

    @Slot()
    def _release(self) -> None:
        if self._headline:
            self._do(partial(self._workspace.inbox.release, self._headline.row), tr("Released."))

    @Slot()
    def _ask_whom(self) -> None:
        if self._headline is None:
            return
        dialog = _question(self._window, tr("Hand over"), tr("Who takes over the message?"))
        dialog.setComboBoxItems(self._others())
        dialog.textValueSelected.connect(partial(self._hand_over, self._headline.row))
        dialog.open()

    def _hand_over(self, row: int, who: str) -> None:
        text = tr("Handed over to {name}.").format(name=who)
        self._do(partial(self._workspace.inbox.hand_over, row, who), text)

    def _do(self, work: Callable[[], None], text: str) -> None:
        self._background.run(self, work, partial(self._tell, text))

    def _tell(self, text: str, _nothing: None) -> None:
        self.done.emit(text)


def _question(parent: QWidget, title: str, label: str) -> QInputDialog:
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setOkButtonText(tr("Save"))
    dialog.setCancelButtonText(tr("Cancel"))
    dialog.setMinimumWidth(360)
    return dialog
