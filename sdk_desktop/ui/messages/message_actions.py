"""The actions on the chosen message, and the dialogs that some of them open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import InOtherHands, SdkError
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.dialog import Dialog
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


DIALOG_WIDTH = 56
"""Characters."""


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
        self.answer = _new_action(window, tr("Answer"), "reply", self._answer, "Ctrl+R")
        self.take = _new_action(window, tr("Take"), "take", self._take, "Ctrl+T")
        self.release = _new_action(window, tr("Release"), "release", self._release)
        self.hand_over = _new_action(window, tr("Hand over …"), "hand-over", self._ask_whom)
        self.register = _new_action(window, tr("Register …"), "register", self._ask_number)
        keep = tr("Keep from being erased …")
        self.hold = _new_action(window, keep, "hold", self._ask_reason)
        self.choose(None)

    @property
    def handling(self) -> tuple[QAction, ...]:
        """The actions of the toolbar above the message."""
        return self.take, self.release, self.hand_over, self.register, self.hold

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
        limit(self.hold, registers, otherwise=one is not None)

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
        dialog.given.connect(partial(self._register, one))
        self._background.run(dialog, self._workspace.handling.document_types, dialog.know_types)
        dialog.open()

    def _register(self, one: Headline, number: str, document_type: str) -> None:
        if (number, document_type) != (one.diary_number, one.document_type):
            work = partial(self._workspace.handling.register, one.row, number, document_type)
            self._do(work, tr("Registered."))

    @Slot()
    def _ask_reason(self) -> None:
        if (one := self._headline) is None:
            return
        dialog = HoldDialog(one.hold, self._window)
        dialog.given.connect(partial(self._hold, one.row))
        dialog.open()

    def _hold(self, row: int, reason: str) -> None:
        kept, free = tr("The message is kept from being erased."), tr("It may be erased again.")
        self._do(partial(self._workspace.handling.hold, row, reason), kept if reason else free)

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


def _new_action(
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


class _Questions(Dialog):
    """A text, named fields below it, and the buttons to leave or to save."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(DIALOG_WIDTH * self.fontMetrics().averageCharWidth())
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setVerticalSpacing(10)
        self.form.setHorizontalSpacing(16)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.clicked.connect(self.reject)
        self.save = QPushButton(tr("Save"), self)
        self.save.setProperty("primary", True)
        self.save.clicked.connect(self.accept)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(paragraph(text, self))
        column.addLayout(self.form)
        column.addLayout(self.buttons)

    def add(self, name: str, field: QWidget) -> None:
        """Add a field; the first one has the focus."""
        field.setAccessibleName(name)
        self.form.addRow(name, field)
        if self.form.rowCount() == 1:
            field.setFocus()


class RegisterDialog(_Questions):
    """Asks for a message's diary number and document type; `given` carries both."""

    given = Signal(str, str)

    def __init__(self, diary_number: str, document_type: str, parent: QWidget) -> None:
        text = tr("The document type decides how long the message is kept.")
        super().__init__(tr("Register"), text, parent)
        self.number = QLineEdit(diary_number, self)
        self.number.returnPressed.connect(self.accept)
        self.type = QComboBox(self)
        self.type.setEditable(True)
        self.type.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = QLineEdit(self)
        line.setAccessibleName(tr("Document type"))
        line.returnPressed.connect(self.accept)
        self.type.setLineEdit(line)
        self.type.setEditText(document_type)
        self.add(tr("Diary number"), self.number)
        self.add(tr("Document type"), self.type)

    def know_types(self, types: Iterable[str]) -> None:
        """Offer the types that other messages have."""
        typed = self.type.currentText()
        self.type.addItems(list(types))
        self.type.setEditText(typed)

    @Slot()
    def accept(self) -> None:
        """Emit what stands in the fields, and close."""
        super().accept()
        self.given.emit(self.number.text().strip(), self.type.currentText().strip())


class HoldDialog(_Questions):
    """Asks why a message must not be erased; `given` carries the reason, "" to end it."""

    given = Signal(str)

    def __init__(self, reason: str, parent: QWidget) -> None:
        text = tr("As long as there is a reason here, nobody can erase the message.")
        super().__init__(tr("Keep from being erased"), text, parent)
        self.reason = QLineEdit(reason, self)
        self.reason.returnPressed.connect(self.accept)
        self.add(tr("Reason"), self.reason)
        self.end = QPushButton(tr("It may be erased again"), self)
        self.end.clicked.connect(self._end)
        self.end.setVisible(bool(reason))
        self.buttons.insertWidget(0, self.end, alignment=Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def accept(self) -> None:
        """Emit the reason, and close; without one there is nothing to do."""
        if reason := self.reason.text().strip():
            super().accept()
            self.given.emit(reason)
        else:
            self.reason.setFocus()

    @Slot()
    def _end(self) -> None:
        super().accept()
        self.given.emit("")
