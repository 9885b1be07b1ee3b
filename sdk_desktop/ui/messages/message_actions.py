"""The first actions on the chosen message: those of the toolbar above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import InOtherHands, Refused, SdkError
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.message_dialogs import RegisterDialog
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.dialog import ChoiceDialog
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class MessageActions(QObject):
    """Holds the actions and enables those that the chosen message allows.

    `done` carries a sentence about what was done, `answered` and `forwarded` the row of the message
    to answer or to pass on, `inOtherHands` an InOtherHands and a callable that takes the message
    over, `failed` another SdkError.
    """

    done = Signal(str)
    answered = Signal(int)
    forwarded = Signal(int)
    inOtherHands = Signal(object, object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._background, self._window = workspace, background, window
        self._people: tuple[str, ...] = ()
        self._headline: Headline | None = None
        self._several: tuple[Headline, ...] = ()
        self.answer = new_action(window, tr("Answer"), "reply", self._answer, "Ctrl+R")
        self.forward = new_action(window, tr("Forward …"), "forward", self._forward)
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

    def choose(self, chosen: Headline | Draft | None, selected: Sequence[Headline] = ()) -> None:
        """Set the message that the actions are about, or several where several are selected."""
        self._headline = chosen if isinstance(chosen, Headline) else None
        self._several = tuple(selected) if len(selected) > 1 else ()
        every, alone = self._every, not self._several
        incoming = bool(every) and all(one.direction is Direction.IN for one in every)
        readable = alone and all(not one.unreadable for one in every)
        taken = [one.handler_id for one in every if one.handler_id]
        me = self._workspace.who_id
        open_to_me = any(_may_be_taken(one, me) for one in every)
        mailboxes = [one.mailbox for one in every]
        handles = self._workspace.permissions.refusal_in_all(Role.HANDLER, mailboxes)
        registers = self._workspace.permissions.refusal_in_all(Role.REGISTRAR, mailboxes)
        limit(self.answer, handles, otherwise=incoming and readable)
        limit(self.forward, handles, otherwise=bool(every) and readable)
        limit(self.take, handles, otherwise=open_to_me)
        limit(self.release, handles, otherwise=incoming and alone and bool(taken))
        others = _but(self._workspace.who, self._people) or any(one.shared for one in every)
        limit(self.hand_over, handles, otherwise=incoming and bool(others))
        limit(self.register, registers, otherwise=bool(every))

    def look_again(self) -> None:
        """Enable what is allowed by now."""
        self.choose(self._headline, self._several)

    @property
    def _every(self) -> tuple[Headline, ...]:
        """The messages that what is done is done with."""
        return self._several or ((self._headline,) if self._headline else ())

    @Slot()
    def _answer(self) -> None:
        if self._headline:
            self.answered.emit(self._headline.row)

    @Slot()
    def _forward(self) -> None:
        if self._headline:
            self.forwarded.emit(self._headline.row)

    @Slot()
    def _take(self) -> None:
        if self._several:
            self._take_several(self._several)
        elif self._headline:
            work = partial(self._workspace.handling.take, self._headline.row)
            self._do_asking(work, tr("Taken."))

    @Slot()
    def _release(self) -> None:
        if self._headline:
            work = partial(self._workspace.handling.release, self._headline.row)
            self._do_asking(work, tr("Released."))

    @Slot()
    def _ask_whom(self) -> None:
        """Ask who takes messages over: somebody here, or at a computer that shares the mailbox."""
        every = self._every
        if any(one.shared for one in every):
            takers = partial(self._workspace.drafts.takers, every[0].mailbox)
            self._background.run(self, takers, partial(self._ask_which, every), self.failed.emit)
        elif every:
            self._ask_which(every, ())

    def _ask_which(self, every: tuple[Headline, ...], elsewhere: tuple[str, ...]) -> None:
        here = self._workspace.permissions.handlers(self._people, every[0].mailbox)
        names = _but(self._workspace.who, (*here, *elsewhere))
        if not names:
            self.failed.emit(Refused("Nobody else has worked with this mailbox yet."))
            return
        question = tr("Who takes over %n messages?", n=len(every))
        dialog = ChoiceDialog(tr("Hand over"), question, tr("Colleague"), names, self._window)
        dialog.save.setText(tr("Hand over"))
        dialog.save_by(
            self._background,
            self,
            partial(do_with_each, self._workspace.handling.hand_over, _rows(every)),
            lambda who: self.done.emit(tr("Handed over to {name}.").format(name=who)),
        )
        dialog.open()

    @Slot()
    def _ask_number(self) -> None:
        """Ask under which number a message is registered, or several of the same case."""
        if not (every := self._every):
            return
        (one, *others), handling = every, self._workspace.handling
        known = ("", "") if others else (one.diary_number, one.document_type)
        several = tr("%n messages are registered.", n=len(every))
        said = several if others else tr("Registered.")
        dialog = RegisterDialog(*known, self._window, len(every))
        if not others:
            self._background.run(dialog, partial(handling.proposal, one.row), dialog.propose)
        dialog.save_by(
            self._background,
            self,
            partial(do_with_each, handling.register, _rows(every)),
            lambda *_: self.done.emit(said),
        )
        self._background.run(dialog, handling.document_types, dialog.know_types)
        dialog.open()

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

    def _take_several(self, every: Sequence[Headline], over: str = "") -> None:
        """Take what is free; where nothing is, ask to take over what one colleague has."""
        wanted = [one for one in every if _may_be_taken(one, self._workspace.who_id)]
        if len({one.handler_id for one in wanted}) == 1 and wanted[0].handler_id != over:
            who_id, name, count = wanted[0].handler_id, wanted[0].handler, len(wanted)
            asked = InOtherHands("{name} has taken these messages.", name, who_id, messages=count)
            self.inOtherHands.emit(asked, partial(self._take_several, wanted, who_id))
            return
        taking = partial(self._workspace.handling.take_free, _rows(wanted), over)
        self._background.run(self, taking, partial(self._tell_taken, len(wanted)))

    def _tell_taken(self, wanted: int, taken: int) -> None:
        left = wanted - taken
        others = tr("%n stay with whoever has them.", n=left) if left else ""
        self.done.emit(f"{tr('%n messages are taken.', n=taken)} {others}".strip())

    def _tell(self, text: str, _nothing: None) -> None:
        self.done.emit(text)


def _but(me: str, people: Iterable[str]) -> list[str]:
    """Return everybody else, each once."""
    return [name for name in dict.fromkeys(people) if name != me]


def _may_be_taken(headline: Headline, me: str) -> bool:
    """Return whether a message has come, and is not the person's own already."""
    return headline.direction is Direction.IN and headline.handler_id != me


def _rows(headlines: Sequence[Headline]) -> list[int]:
    return [one.row for one in headlines]


def do_with_each(work: Callable[..., None], rows: list[int], *more: str) -> None:
    """Do the same with several messages; `rows` are left those with which it is not done."""
    while rows:
        work(rows[0], *more)
        del rows[0]


def new_action(
    window: QWidget, text: str, icon: str, slot: Callable[[], None], key: str = ""
) -> QAction:
    """Return an action whose key works wherever the focus is in the window."""
    action = QAction(theme.icon(icon), text, window)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.setToolTip(key)
    action.triggered.connect(slot)
    window.addAction(action)
    return action
