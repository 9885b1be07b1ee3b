"""What else can be done with messages, one or several: where they are kept, dates, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.clock import local, midnight, system_clock
from sdk_desktop.domain.errand import Filing
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.message_actions import do_with_each, new_action
from sdk_desktop.ui.messages.message_dialogs import DayDialog, HoldDialog
from sdk_desktop.ui.parts.dialog import SavingDialog, TextDialog
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.handling import Handling
    from sdk_desktop.usecases.workspace import Workspace

_WORK_BEGINS = timedelta(hours=8)


class CareActions(QObject):
    """Holds the actions of the menu "More"; `done` carries a sentence about what was done.

    `changed` carries the messages that they are about by now.
    """

    done = Signal(str)
    changed = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._handling, self._background, self._window = workspace.handling, background, window
        self._chosen: tuple[Headline, ...] = ()
        self.unread = new_action(window, tr("Mark as unread"), "new", self._unread, "Ctrl+U")
        self.personal_file = new_action(
            window,
            tr("Kept in a personal file"),
            "register",
            lambda: self._file(Filing.PERSONAL_FILE),
        )
        self.minor = new_action(
            window, tr("Of little importance"), "done", lambda: self._file(Filing.MINOR)
        )
        self.seen_to = new_action(window, tr("Seen to …"), "done", self._ask_what_was_done)
        self.deadline = new_action(window, tr("To be answered by …"), "clock", self._ask_deadline)
        self.remind = new_action(
            window, tr("Remind me …"), "clock", lambda: self.ask_when(self._one)
        )
        self.note = new_action(window, tr("Write a note …"), "drafts", self._ask_note)
        keep = tr("Keep from being erased …")
        self.hold = new_action(window, keep, "hold", self._ask_reason)
        self.choose(())

    @property
    def all(self) -> tuple[QAction, ...]:
        """The actions in their order."""
        return (
            *(self.unread, self.personal_file, self.minor, self.seen_to),
            *(self.deadline, self.remind, self.note, self.hold),
        )

    def choose(self, chosen: Sequence[Headline]) -> None:
        """Set the messages that the actions are about; some are about one only."""
        self._chosen = tuple(chosen)
        one = self._one
        came = [headline.direction is Direction.IN for headline in self._chosen]
        mailboxes = [headline.mailbox for headline in self._chosen]
        handles = self._workspace.permissions.refusal_in_all(Role.HANDLER, mailboxes)
        registers = self._workspace.permissions.refusal_in_all(Role.REGISTRAR, mailboxes)
        received = bool(came) and all(came)
        self.unread.setEnabled(received)
        self.remind.setEnabled(one is not None)
        for action in (self.personal_file, self.minor):
            limit(action, registers, otherwise=received)
        limit(self.hold, registers, otherwise=one is not None)
        limit(self.note, handles, otherwise=one is not None)
        readable = received and one is not None and not one.unreadable
        limit(self.deadline, handles, otherwise=readable)
        needed = bool(came) and all(each.errand.reason is not None for each in self._chosen)
        limit(self.seen_to, handles, otherwise=needed)
        self.changed.emit(self._chosen)

    def look_again(self) -> None:
        """Enable what is allowed by now."""
        self.choose(self._chosen)

    @property
    def _one(self) -> Headline | None:
        return self._chosen[0] if len(self._chosen) == 1 else None

    @property
    def _rows(self) -> tuple[int, ...]:
        return tuple(headline.row for headline in self._chosen)

    @Slot()
    def _unread(self) -> None:
        self._do(partial(self._handling.mark_unread, self._rows), tr("Marked as unread."))

    def _file(self, filing: Filing) -> None:
        text = tr("Noted for %n messages.", n=len(self._chosen))
        self._do(partial(self._handling.file, self._rows, filing), text)

    @Slot()
    def _ask_what_was_done(self) -> None:
        if not (rows := self._rows):
            return
        text = tr("The message leaves the list of what needs somebody. What was done?")
        dialog = TextDialog(tr("Seen to"), text, tr("Note"), self._window, may_be_empty=True)
        dialog.save.setText(tr("Seen to"))
        keep = partial(do_with_each, self._handling.tick_off, list(rows))
        self._open(dialog, keep, tr("Seen to."))

    @Slot()
    def _ask_deadline(self) -> None:
        if (one := self._one) is None:
            return
        text = tr("Until it is answered, the message is shown among what needs somebody.")
        due = one.errand.due
        known = local(due - timedelta(seconds=1)).date() if due else None
        dialog = DayDialog(tr("To be answered by"), text, known, self._window)
        keep = partial(_keep_deadline, self._handling, one.row)
        self._open(dialog, keep, tr("The day is noted."))

    @Slot(object)
    def ask_when(self, one: Headline | None) -> None:
        """Ask on which day to be reminded of a message, if there is one."""
        if one is None:
            return
        text = tr("From eight o'clock that day you see the message among what needs somebody.")
        dialog = DayDialog(tr("Remind me"), text, None, self._window)
        dialog.save.setText(tr("Remind me"))
        keep = partial(_keep_reminder, self._handling, one.row)
        self._open(dialog, keep, tr("You will be reminded."))

    def remind_tomorrow(self) -> None:
        """Show the message among what needs somebody from tomorrow on."""
        if (one := self._one) is not None:
            tomorrow = local(system_clock()).date() + timedelta(days=1)
            work = partial(_keep_reminder, self._handling, one.row, tomorrow)
            self._do(work, tr("You will be reminded."))

    @Slot()
    def _ask_note(self) -> None:
        if (one := self._one) is None:
            return
        text = tr("Your colleagues see the note. It is never sent.")
        dialog = TextDialog(tr("Note"), text, tr("Note"), self._window)
        keep = partial(self._handling.write_note, one.row)
        self._open(dialog, keep, tr("The note is saved."))

    @Slot()
    def _ask_reason(self) -> None:
        if (one := self._one) is None:
            return
        dialog = HoldDialog(one.hold, self._window)
        kept, free = tr("The message is kept from being erased."), tr("It may be erased again.")
        dialog.save_by(
            self._background,
            self,
            partial(self._handling.hold, one.row),
            lambda reason: self.done.emit(kept if reason else free),
        )
        dialog.open()

    def _open(self, dialog: SavingDialog, keep: Callable[..., None], text: str) -> None:
        """Open a dialog; what is given in it is kept, and told of in a sentence."""
        dialog.save_by(self._background, self, keep, lambda _: self.done.emit(text))
        dialog.open()

    def _do(self, work: Callable[[], None], text: str) -> None:
        self._background.run(self, work, lambda _: self.done.emit(text))


def _keep_deadline(handling: Handling, row: int, day: date | None) -> None:
    handling.answer_by(row, midnight(day + timedelta(days=1)) if day else None)


def _keep_reminder(handling: Handling, row: int, day: date) -> None:
    handling.remind(row, midnight(day) + _WORK_BEGINS)
