"""The first actions on the chosen message: those of the toolbar above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QInputDialog, QWidget

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import InOtherHands, SdkError
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.message_dialogs import RegisterDialog
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class MessageActions(QObject):
    """Holds the actions and enables those that the chosen message allows.

    `done` carries a sentence about what was done, `answered` the row of the message to answer,
    `inOtherHands` an InOtherHands and a callable that takes the message over,
    `failed` another SdkError.
    """

    done = Signal(str)
    answered = Signal(int)
    inOtherHands = Signal(object, object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._background, self._window = workspace, background, window
        self._people: tuple[str, ...] = ()
        self._headline: Headline | None = None
        self.answer = new_action(window, tr("Answer"), "reply", self._answer, "Ctrl+R")
        self.take = new_action(window, tr("Take"), "take", self._take, "Ctrl+T")
        self.release = new_action(window, tr("Release"), "release", self._release)
        self.hand_over = new_action(window, tr("Hand over …"), "hand-over", self._ask_whom)
        number = tr("Enter diary number …")
        self.register = new_action(window, number, "register", self._ask_number, "Ctrl+D")
        self.choose(None)

    @property
    def handling(self) -> tuple[QAction, ...]:
        """The actions of the toolbar above the message, besides answering."""
        return self.take, self.release, self.hand_over, self.register

    def know_people(self, people: Sequence[str]) -> None:
        """Set the people to whom a message can be handed over."""
        self._people = tuple(people)
        self.look_again()

    def choose(self, chosen: Headline | Draft | None) -> None:
        """Set the message that the actions are about."""
        self._headline = chosen if isinstance(chosen, Headline) else None
        one = self._headline
        incoming = one is not None and one.direction is Direction.IN
        handler = one.handler_id if one else ""
        mine = handler == self._workspace.who_id
        handles = self._workspace.permissions.refusal(Role.HANDLER)
        registers = self._workspace.permissions.refusal(Role.REGISTRAR)
        limit(self.answer, handles, otherwise=incoming and not (one and one.unreadable))
        limit(self.take, handles, otherwise=incoming and not mine)
        limit(self.release, handles, otherwise=incoming and bool(handler))
        limit(self.hand_over, handles, otherwise=incoming and bool(self._others()))
        limit(self.register, registers, otherwise=one is not None)

    def look_again(self) -> None:
        """Enable what is allowed by now."""
        self.choose(self._headline)

    def _others(self) -> list[str]:
        return [person for person in self._people if person != self._workspace.who]

    @Slot()
    def _answer(self) -> None:
        if self._headline:
            self.answered.emit(self._headline.row)

    @Slot()
    def _take(self) -> None:
        if self._headline:
            work = partial(self._workspace.handling.take, self._headline.row)
            self._do_asking(work, tr("Taken."))

    @Slot()
    def _release(self) -> None:
        if self._headline:
            work = partial(self._workspace.handling.release, self._headline.row)
            self._do_asking(work, tr("Released."))

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
        self._do(partial(self._workspace.handling.hand_over, row, who), text)

    @Slot()
    def _ask_number(self) -> None:
        if (one := self._headline) is None:
            return
        dialog = RegisterDialog(one.diary_number, one.document_type, self._window)
        work = partial(self._workspace.handling.proposal, one.row)
        self._background.run(dialog, work, dialog.propose)
        dialog.given.connect(partial(self._register, one))
        self._background.run(dialog, self._workspace.handling.document_types, dialog.know_types)
        dialog.open()

    def _register(self, one: Headline, number: str, document_type: str) -> None:
        if (number, document_type) != (one.diary_number, one.document_type):
            work = partial(self._workspace.handling.register, one.row, number, document_type)
            self._do(work, tr("Registered."))

    def _do(self, work: Callable[[], None], text: str) -> None:
        self._background.run(self, work, partial(self._tell, text))

    def _do_asking(self, work: Callable[..., None], text: str) -> None:
        """Do something with a message; ask first when it is in a colleague's hands."""
        fail = partial(self._fail, work, text)
        self._background.run(self, work, partial(self._tell, text), fail)

    def _fail(self, work: Callable[..., None], text: str, error: SdkError) -> None:
        if isinstance(error, InOtherHands):
            self.inOtherHands.emit(error, partial(self._do, partial(work, over=error.who_id), text))
        else:
            self.failed.emit(error)

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


def new_action(
    window: QWidget, text: str, icon: str, slot: Callable[[], None], key: str = ""
) -> QAction:
    """Return an action whose key works wherever the focus is in the window."""
    action = QAction(theme.icon(icon), text, window)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setToolTip(f"{text} ({key})" if key else text)
    action.triggered.connect(slot)
    window.addAction(action)
    return action
