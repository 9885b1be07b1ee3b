"""The page of messages: mailboxes, list and message beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errand import NextAction
from sdk_desktop.domain.errors import InOtherHands
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.domain.roles import Permissions
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.care_actions import CareActions
from sdk_desktop.ui.messages.draft_deletion import DraftDeletion
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.mailbox_pane import MailboxPane
from sdk_desktop.ui.messages.mailbox_tree import TODO, MailboxCounters
from sdk_desktop.ui.messages.message_actions import MessageActions, new_action
from sdk_desktop.ui.messages.message_table import STEPS, STEPS_ANYWHERE
from sdk_desktop.ui.messages.message_toolbar import MessageToolbar, tool_of
from sdk_desktop.ui.messages.message_windows import MessageWindow, MessageWindows
from sdk_desktop.ui.messages.middle import Middle
from sdk_desktop.ui.messages.store_watch import StoreWatch
from sdk_desktop.ui.messages.taking_out import TakingOut
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.panes import Panes
from sdk_desktop.ui.parts.question import QuestionFor
from sdk_desktop.ui.reading.message_view import pass_on_requests
from sdk_desktop.ui.reading.reading_pane import ReadingPane
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.errand_words import answers_of, question_of
from sdk_desktop.usecases.searching.search_text import SoughtWords, sought_words

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class MessagesPage(QWidget):
    """Shows mailboxes, list and message; `draftOpened` carries a draft's key.

    `acted_on` is the one message that the tools over it are about, None where there is none.
    """

    draftOpened = Signal(str)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._choice = FolderChoice()
        self.actions_ = MessageActions(workspace, background, self)
        self.care = CareActions(workspace, background, self)
        self.taking_out = TakingOut(workspace, background, self)
        self.care.changed.connect(self.taking_out.choose)
        self.left = MailboxPane(workspace.mailboxes, self)
        self.tree = self.left.tree
        self.counters = MailboxCounters(workspace, background, self.tree, self)
        self.middle = Middle(workspace, background, self)
        self.list, self.todo = self.middle.list, self.middle.todo
        board = self.middle.board
        board.add_tool(tool_of(self.taking_out.receipt, board))
        self._read: int | None = None
        self.acted_on: Headline | None = None
        self._leave = QTimer(self, singleShot=True, interval=0)  # who reads on sees no page between
        self.watch = StoreWatch(workspace, self)
        self._right = QWidget(self)
        self.panes = Panes((self.left, self.middle, self._right), self)
        self.apart = MessageWindows(workspace, background, window)
        self.open_apart = new_action(
            *(self, tr("Open in a window of its own"), "open"), partial(_open_apart, self)
        )
        others = (self.actions_.forward, self.open_apart, *self.care.all, *self.taking_out.all)
        self.tools = MessageToolbar(self.actions_, others, self._right)
        self.question = QuestionFor(self._right)
        self.deletion = DraftDeletion(workspace, background, self.list, self.question)
        self.deletion.asked.connect(partial(self.panes.bring, self._right))
        self.reading = ReadingPane(workspace, background, self._right)
        _stack(self._right, self.tools, self.question, self.reading)
        _stack(self, self.panes)
        self._connect()

    @property
    def mailbox(self) -> str:
        """The mailbox from which a new message is sent."""
        return self._choice.mailbox or self._workspace.mailboxes[0].address

    @property
    def choice(self) -> FolderChoice:
        """The folder that is shown."""
        return self._choice

    def start(self) -> None:
        """Show the first folder."""
        several = len(self._workspace.mailboxes) > 1
        self.tree.choose(FolderChoice("" if several else self._workspace.mailboxes[0].address))
        self.list.table.setFocus()
        self.reading.reload()
        self.counters.refresh()
        self.watch.start()

    def show_folder(self, choice: FolderChoice) -> None:
        """Show a folder."""
        self.tree.choose(choice)
        self.panes.bring(self.middle)
        self.middle.focus()

    def search(self) -> None:
        """Put the focus in the search field."""
        self.panes.bring(self.middle)
        self.list.search_field.setFocus()
        self.list.search_field.selectAll()

    def back(self) -> None:
        """Leave the message for the list, the search for the place, the list for the tree."""
        focus = self.window().focusWidget()
        if self._right.isAncestorOf(focus):
            self.panes.bring(self.middle)
            self.middle.focus()
        elif self.list.search_field.text():
            self.list.search_field.clear()
            self.list.table.setFocus()
        elif self.middle.shows_board:
            self.leave_board()
        else:
            self.panes.bring(self.left)
            self.tree.setFocus()

    @Slot(int)
    def step(self, count: int) -> None:
        """Go to the next message or the one before, and read on if one is being read."""
        was_read = self._read is not None
        self.middle.step(count)
        chosen = self.middle.chosen
        if was_read and isinstance(chosen, Headline) and chosen.list_state is None:
            self.open(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STEPS and not event.modifiers():
            self.step(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @Slot(object, object)
    def ask_to_take_over(self, error: InOtherHands, then: Callable[[], None]) -> None:
        """Ask, with the colleague's name, whether to take over what is in their hands."""
        self.panes.leave_out(None)
        self.panes.bring(self._right)
        self.question.ask_whether(question_of(error), answers_of(error), then)

    def on_changes(self, changes: Changes) -> None:
        """Reload what a transaction changed."""
        self.watch.note()
        self.middle.on_changes(changes)
        if changes & {TableFamily.MESSAGES, TableFamily.DELIVERIES, TableFamily.DRAFTS}:
            self.counters.refresh()
        if changes & {TableFamily.MESSAGES, TableFamily.DELIVERIES}:
            self.reading.reload()
            self.apart.reload()

    @Slot(object)
    def show_permissions(self, _permissions: Permissions) -> None:
        """Offer what the person may do by now."""
        self.actions_.look_again()
        self.care.look_again()
        self.reading.look_again()
        self.apart.look_again()

    @Slot(object)
    def open(self, chosen: Headline | Draft | None) -> None:
        """Show a message in the reading pane, a draft in its window."""
        if isinstance(chosen, Draft):
            self.draftOpened.emit(chosen.key)
        elif self.reading.viewport().isHidden():  # what nobody sees is not read
            self.actions_.done.emit(tr("Nothing is opened while texts are hidden. Press F8 first."))
        elif chosen is not None and chosen.list_state is not None:
            _show_board(self, chosen)
        elif chosen is not None:
            self._read = chosen.row
            if all(one.row != chosen.row for one in _selected(self)):
                self.list.table.choose_key(chosen.row)  # what leads to it may be elsewhere
            self._leave.stop()
            self.panes.leave_out(None)
            self.reading.show_message(chosen.row, _sought(self))
            self.panes.bring(self._right)
            self.reading.setFocus()

    @Slot(object)
    def _choose(self, chosen: Headline | Draft | None) -> None:
        self.question.hide()  # what it is about is not chosen any longer
        _act_on(self, chosen, _selected(self))
        _show_place(self)
        row = chosen.row if isinstance(chosen, Headline) else None
        if row != self._read:
            self._read = None
            self._leave.start()

    @Slot(object)
    def _follow(self, shown: Headline) -> None:
        """Act on the message that is read, also where another of its conversation led to it."""
        if self._read is None:
            return
        before, self._read = self._read, shown.row
        if shown.row != before and not self.middle.is_whole:
            self.list.table.choose_key(shown.row)
        if not _selected(self):
            _act_on(self, shown)

    @Slot()
    def leave_board(self) -> None:
        """Show the folder again from which a distribution list's board was opened."""
        self.middle.leave_board()
        self.panes.leave_out(self._right if self.middle.is_whole else None)
        self._choose(self.middle.chosen)
        self.middle.focus()

    @Slot()
    def _refresh_chosen(self) -> None:
        selected = _selected(self)
        if self.middle.is_whole:
            pass
        elif self._read is None or any(one.row == self._read for one in selected):
            _act_on(self, self.list.current, selected)
        elif selected:
            self._choose(self.list.current)
        _show_place(self)
        if not self.list.search_field.text():
            self.reading.mark()
            self.apart.end_search()

    def _do_with(self, do: Callable[[], None], headline: Headline) -> None:
        """Do something with a message of the list of what needs somebody."""
        self._choose(headline)
        do()

    @Slot(object)
    def _show_folder(self, choice: FolderChoice) -> None:
        self._choice = choice
        self.middle.show_folder(choice)
        self._choose(None)
        self.panes.leave_out(self._right if self.middle.is_whole else None)
        self.panes.bring(self.middle)

    def _connect(self) -> None:
        self.tools.backWanted.connect(self.back)
        self.tools.stepped.connect(self.step)
        self.panes.arranged.connect(partial(_show_place, self))
        self._leave.timeout.connect(self.reading.clear)
        self.watch.changed.connect(partial(self.on_changes, frozenset({TableFamily.MESSAGES})))
        self.list.refreshed.connect(partial(_show_place, self))
        self.reading.shown.connect(self._follow)
        self.reading.filesDone.connect(self.actions_.done)
        self.reading.filesFailed.connect(self.actions_.failed)
        for key, count in STEPS_ANYWHERE.items():
            QShortcut(QKeySequence(key), self).activated.connect(partial(self.step, count))
        self.apart.answered.connect(self.actions_.answered)
        self.apart.forwarded.connect(self.actions_.forwarded)
        self.apart.stepped.connect(partial(_step_apart, self))
        self.apart.boardRequested.connect(lambda _: self.window().activateWindow())
        pass_on_requests(self.apart, self.reading)
        self.reading.remindRequested.connect(self.care.ask_when)
        self.reading.boardRequested.connect(partial(_show_board, self))
        self.tree.chosen.connect(self._show_folder)
        self.reading.todoWanted.connect(partial(self.show_folder, TODO))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.open)
        self.todo.opened.connect(self.open)
        self.todo.chosen.connect(self._choose)
        for shows in (self.todo, self.reading):
            shows.newWanted.connect(lambda box: self.show_folder(FolderChoice(box, Folder.NEW)))
        self.middle.board.opened.connect(self.open)
        self.middle.board.chosen.connect(self._choose)
        self.middle.board.left.connect(self.leave_board)
        self.todo.acted.connect(lambda one: self._do_with(partial(_help_with, self, one), one))
        self.todo.ticked.connect(partial(self._do_with, self.care.seen_to.trigger))
        self.todo.postponed.connect(partial(self._do_with, self.care.remind_tomorrow))
        self.list.selectedSeveral.connect(self._refresh_chosen)
        self.list.refreshed.connect(self._refresh_chosen)
        self.actions_.inOtherHands.connect(self.ask_to_take_over)
        self.list.table.customContextMenuRequested.connect(partial(_show_menu, self))


def _selected(page: MessagesPage) -> tuple[Headline, ...]:
    """Return the messages that are selected in the list, where that is shown."""
    return () if page.middle.is_whole else page.list.selected


def _act_on(
    page: MessagesPage, chosen: Headline | Draft | None, several: Sequence[Headline] = ()
) -> None:
    """Let what is done be done with a message, or with several that are selected."""
    one = (chosen,) if isinstance(chosen, Headline) else ()
    every = tuple(several) or one
    page.acted_on = every[0] if len(every) == 1 else None
    page.actions_.choose(chosen, several)
    page.care.choose(every)
    page.open_apart.setEnabled(page.acted_on is not None)


def _show_place(page: MessagesPage) -> None:
    """Show in the toolbar which message this is, and the way back where it stands alone."""
    place = 0 if page.middle.is_whole else page.list.table.currentIndex().row() + 1
    page.tools.show_place(place, page.list.model.total, len(_selected(page)))
    page.tools.show_back(page.tree.chosen_name if page.panes.narrow else "")


def _open_apart(page: MessagesPage) -> None:
    """Open the chosen message in a window of its own; what nobody sees is not read."""
    chosen = page.acted_on
    if chosen is not None and not page.reading.viewport().isHidden():
        page.apart.open(chosen.row, _sought(page), page.middle.rows)


def _step_apart(page: MessagesPage, window: MessageWindow, count: int) -> None:
    """Show in a window a message that is some rows from its own, in the order shown here."""
    if window.reading.viewport().isHidden():  # what nobody sees is not read
        return
    window.know_order(page.middle.rows)
    row = window.row_beside(count)
    if row is not None:
        window.show_message(row, _sought(page))
    elif page.list.table.want_beside(window.row, count):
        window.say(tr("Loading …"))
    else:
        window.say(tr("The list has no further message in that direction."))


def _sought(page: MessagesPage) -> SoughtWords:
    """Return what the search looks for that is shown."""
    return sought_words(page.list.search_field.text(), system_clock())


def _show_board(page: MessagesPage, headline: Headline) -> None:
    """Show how far a distribution list is, to which a message belongs."""
    page.middle.show_board(headline, page.tree.chosen_name)
    page.panes.leave_out(page.reading.parentWidget())
    page.panes.bring(page.middle)


def _help_with(page: MessagesPage, headline: Headline) -> None:
    """Do the one thing that helps where a message needs somebody."""
    match headline.errand.reason and headline.errand.reason.action:
        case NextAction.REGISTER:
            page.actions_.register.trigger()
        case NextAction.ANSWER:
            page.actions_.answer.trigger()
        case _:
            page.open(headline)


def _show_menu(page: MessagesPage, at: QPoint) -> None:
    """Show what can be done with the row under the pointer."""
    current = page.list.current
    if current is None:
        return
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    place = page.list.table.viewport().mapToGlobal(at)
    if isinstance(current, Draft):
        menu.addAction(theme.icon("open"), tr("Open"), partial(page.open, current))
        menu.addAction(page.deletion.action)
        menu.popup(place)
        return
    menu.addActions([page.actions_.answer, page.actions_.forward])
    menu.addSeparator()
    menu.addActions(list(page.actions_.handling))
    menu.addSeparator()
    menu.addActions([page.open_apart, *page.care.all, *page.taking_out.all])
    menu.popup(place)


def _stack(parent: QWidget, *parts: QWidget) -> None:
    parent.setBackgroundRole(QPalette.ColorRole.Base)
    parent.setAutoFillBackground(True)
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part)
