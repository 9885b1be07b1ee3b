"""The window of an unlocked client; it exists only together with its Workspace."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdk_desktop.domain.address import Function
from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.errors import InOtherHands, ProofNeeded, SdkError
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui import pauses
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.change_hints import ChangeHints
from sdk_desktop.ui.compose.compose_windows import ComposeWindows
from sdk_desktop.ui.compose.take_back import TakeBackBar
from sdk_desktop.ui.lessons.lesson_bar import LessonBar
from sdk_desktop.ui.links import LinkFollower
from sdk_desktop.ui.main_pages import MESSAGES, MainPages
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.go_to import GoTo
from sdk_desktop.ui.notices import ExpiryNotice, FetchNotice, RecoveryKeyNotice, VersionNotice
from sdk_desktop.ui.parts.accessibility import follow_layout, read_as_laid_out
from sdk_desktop.ui.parts.narrow import is_low
from sdk_desktop.ui.parts.panes import LIST, MESSAGE
from sdk_desktop.ui.people.people_dialog import PeopleDialog
from sdk_desktop.ui.permission_watch import PermissionWatch
from sdk_desktop.ui.proof.proof_dialog import ProofDialog
from sdk_desktop.ui.security.counter_mode import CounterBanner, CounterMode
from sdk_desktop.ui.security.lock_warning import LockWarning
from sdk_desktop.ui.shortcuts import HELP, LOCK, show_keys
from sdk_desktop.ui.statistics.statistics_dialog import show_statistics
from sdk_desktop.ui.status_bar import StatusBar
from sdk_desktop.ui.timers import SYNC_EVERY, SYNC_EVERY_IN_PRACTICE, MaintenanceTimer, SyncTimer
from sdk_desktop.ui.top_bar import Tool, TopBar
from sdk_desktop.ui.viewing.text_collector import TextCollector
from sdk_desktop.ui.window_state import WindowState
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.app import App
    from sdk_desktop.usecases.workspace import Workspace


class MainWindow(QWidget):
    """The pages of an unlocked client.

    `lockWanted` and `settingsWanted` are emitted when the user wants to lock or to see the
    settings; `closed` carries why the client must be locked.
    """

    lockWanted = Signal()
    closed = Signal(str)
    settingsWanted = Signal()

    def __init__(
        self, app: App, workspace: Workspace, background: Background, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._app, self._workspace, self._background = app, workspace, background
        self.work = workspace, background
        self._changes: Changes = frozenset()
        self._asked: ProofDialog | None = None
        self._gather = QTimer(self, singleShot=True, interval=pauses.GATHER)
        self._gather.timeout.connect(self._tell_views)
        every = SYNC_EVERY_IN_PRACTICE if app.practice else SYNC_EVERY
        self.sync_timer = SyncTimer(workspace, background, every, self)
        self.hints = ChangeHints(workspace, background, self)
        self.maintenance_timer = MaintenanceTimer(
            workspace, background, self, practice=app.practice
        )
        self.texts = TextCollector(workspace, background, self)
        self.permissions = PermissionWatch(workspace, background, self)
        self.composing = ComposeWindows(workspace, background, self)
        self.pages = MainPages(workspace, background, self)
        self.messages = self.pages.messages
        self.status = StatusBar(workspace, background, self)
        self.recovery_key_notice = RecoveryKeyNotice(
            workspace, background, self, silent=app.practice
        )
        self.expiry_notice = ExpiryNotice(workspace, background, self, silent=app.practice)
        self.fetch_notice = FetchNotice(self, silent=app.practice)
        self.version_notice = VersionNotice(app, background, self)
        self.take_back = TakeBackBar(workspace, background, self)
        self.lock_warning = LockWarning(self)
        self.lessons = LessonBar(workspace, background, self, silent=not app.practice)
        self.counter = CounterMode(self.pages.told_parts, self)
        self.counter_banner = CounterBanner(self)
        self.links = LinkFollower(workspace, background, self)
        self.bar = TopBar(_pages(), _tools(self), one_line(workspace.who), self)
        _lay_out(self)
        read_as_laid_out(self)
        self._connect()

    def start(self) -> None:
        """Show the first page and fetch."""
        self._background.on_failure = self.status.show_error
        once = Qt.ConnectionType.SingleShotConnection
        self.messages.counters.counted.connect(self.sync_timer.now, once)
        self.messages.start()
        self.permissions.start()
        self.recovery_key_notice.look_up()
        self.maintenance_timer.start()
        self.texts.start()
        self.status.refresh()
        self.lessons.look_up()
        self.take_back.look()

    @Slot(object)
    def on_changes(self, changes: Changes) -> None:
        """Collect what a transaction changed; the pages reload after a short pause."""
        self._changes |= changes
        self.hints.on_changes(changes)
        if not self._gather.isActive():
            self._gather.start()

    def flush(self) -> SdkError | None:
        """Save every open draft; return the error if one could not be saved."""
        return self.composing.flush()

    @Slot(object, object)
    @Slot(object, object, object)
    def prove(
        self, error: ProofNeeded, retry: Callable[[], object], over: QWidget | None = None
    ) -> None:
        """Ask the user to prove who they are, over the window given, then call `retry`."""
        asked = self._asked
        if asked is not None and shiboken6.isValid(asked) and asked.takes(error, retry):
            return
        preferred = WindowState(self._app.settings_folder).way()
        dialog = ProofDialog(*self.work, error, retry, preferred, over or self)
        if self._app.practice:
            dialog.help_practice(self._app.practice_proof)
        self._asked = dialog

    @Slot()
    def ask_people(self, *, confirm: bool = False, over: QWidget | None = None) -> None:
        """Show who may sign in; with `confirm` the page that asks for the recovery key."""
        organisation = self._app.settings.organisation
        dialog = PeopleDialog(self._workspace, self._background, organisation, over or self)
        dialog.proofNeeded.connect(self.prove)
        dialog.changed.connect(self.recovery_key_notice.look_up)
        dialog.closed.connect(self.closed)
        if confirm:
            dialog.confirm_recovery()
        dialog.open()

    @Slot(int)
    def show_page(self, number: int) -> None:
        """Show the messages, the address book or the audit trail."""
        self.pages.show_page(number)
        self.bar.show_page(number)

    @Slot()
    def ask_where(self) -> None:
        """Open the dialog that finds a folder or a recipient by a few letters."""
        dialog = GoTo(self.messages.tree.choices(), *self.work, self)
        dialog.chosen.connect(self.show_folder)
        dialog.recipient.connect(self._write_to)
        dialog.open()

    @Slot(object)
    def show_folder(self, choice: FolderChoice) -> None:
        """Show a folder of the mailboxes."""
        self.show_page(MESSAGES)
        self.messages.show_folder(choice)

    @Slot()
    def search(self) -> None:
        """Put the focus in the search field."""
        self.show_page(MESSAGES)
        self.messages.search()

    @Slot()
    def back(self) -> None:
        """Go one step back, at last to the tree of mailboxes."""
        if self.pages.currentIndex() == MESSAGES:
            self.messages.back()
        else:
            self.show_page(MESSAGES)

    def focusNextPrevChild(self, next_: bool) -> bool:
        follow_layout(self)
        return super().focusNextPrevChild(next_)

    @Slot()
    def _tell_views(self) -> None:
        changes, self._changes = self._changes, frozenset()
        self.pages.on_changes(changes)
        self.texts.on_changes(changes)
        self.status.refresh()
        self.lessons.look_up()
        self.permissions.look_up()

    @Slot()
    def _write(self) -> None:
        self.composing.write(self.messages.mailbox)

    @Slot(object)
    def _write_to(self, function: Function) -> None:
        self.composing.write_to(self.messages.mailbox, function)

    @Slot()
    def _show_place(self) -> None:
        """Leave the room to what is read where it is shown alone, and show the way back."""
        here = self.pages.currentIndex() == MESSAGES
        alone = self.messages.panes.alone if here else None
        self.bar.setHidden(alone == MESSAGE)
        self.bar.show_back(tr("Mailboxes") if alone == LIST else "")
        self.status.be_brief(self.messages.panes.narrow or is_low(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_place()

    def _connect(self) -> None:
        _connect_writing(self)
        self._connect_bar()
        for view in (self.bar, self.pages, self.composing):
            self.permissions.changed.connect(view.show_permissions)
        reading = self.messages.reading
        reading.proofNeeded.connect(self.prove)
        self.messages.list.proofNeeded.connect(self.prove)
        self.pages.proofNeeded.connect(self.prove)
        self.recovery_key_notice.agreed.connect(partial(self.ask_people, confirm=True))
        self.recovery_key_notice.known.connect(self.messages.actions_.know_people)
        self.messages.actions_.failed.connect(self.status.show_error)
        self.messages.actions_.done.connect(self.status.show_notice)
        self.messages.care.done.connect(self.status.show_notice)
        self.messages.taking_out.done.connect(self.status.show_notice)
        self.messages.taking_out.failed.connect(self.status.show_error)
        self.messages.taking_out.proofNeeded.connect(self.prove)
        self.messages.counters.arrived.connect(self.status.show_notice)
        self.texts.kept.connect(self.messages.watch.note)
        self.pages.writeTo.connect(self._write_to)
        self.pages.opened.connect(partial(_open_message, self))
        self.composing.proofNeeded.connect(self.prove)
        self.composing.inOtherHands.connect(partial(_ask_to_take_over, self))
        self.composing.failed.connect(self.status.show_error)
        self.composing.sent.connect(self.take_back.await_leaving)
        self.take_back.takenBack.connect(self.composing.open_draft)
        self.take_back.left.connect(self._left)
        self.take_back.failed.connect(self.status.show_error)
        self.composing.lockWanted.connect(self.lockWanted)
        self.lock_warning.lockWanted.connect(self.lockWanted)
        for asking in (self.take_back, self.lock_warning):
            asking.asking.connect(partial(_stand_back, self))
        self.sync_timer.done.connect(self.status.take_result)
        self.sync_timer.done.connect(self.hints.exchange)
        for ended in (self.sync_timer.done, self.sync_timer.failed):  # time passes offline, too
            ended.connect(self.messages.counters.refresh_and_announce)
            ended.connect(self.messages.todo.look_again)
            ended.connect(self.permissions.look_up)
            ended.connect(self.expiry_notice.look_up)
            ended.connect(self.version_notice.look_at_program)
        self.sync_timer.failed.connect(self.status.show_round_error)
        self.sync_timer.failed.connect(self.status.refresh)
        self.status.stateKnown.connect(self.fetch_notice.take_state)
        self.maintenance_timer.failed.connect(self.status.show_error)
        self.maintenance_timer.rested.connect(self.status.refresh)
        self.maintenance_timer.rested.connect(self.version_notice.look_up)
        self.counter.changed.connect(self.pages.hide_words)
        self.counter.changed.connect(self.counter_banner.show_state)
        QShortcut(QKeySequence("Esc"), self, self.back)

    def _connect_bar(self) -> None:
        self.bar.page.connect(self.show_page)
        self.bar.write.connect(self._write)
        self.bar.backWanted.connect(self.back)
        self.messages.panes.arranged.connect(self._show_place)
        self.messages.apart.proofNeeded.connect(self.prove)
        self.pages.currentChanged.connect(self._show_place)

    @Slot(int)
    def _left(self, count: int) -> None:
        self.status.show_notice(tr("%n messages are on their way", n=count))
        self.sync_timer.now()


def _lay_out(window: MainWindow) -> None:
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(window.counter_banner)
    layout.addWidget(window.bar)
    layout.addWidget(window.recovery_key_notice)
    layout.addWidget(window.expiry_notice)
    layout.addWidget(window.fetch_notice)
    layout.addWidget(window.version_notice)
    layout.addWidget(window.pages, 1)
    window.pages.setMinimumHeight(1)  # on a low screen it gives way, not what stands around it
    layout.addWidget(window.take_back)
    layout.addWidget(window.lock_warning)
    layout.addWidget(window.lessons)
    layout.addWidget(window.status)


def _stand_back(main: MainWindow, _asking: bool) -> None:
    """Let no other button be filled while a bar asks something."""
    asked = not (main.take_back.isHidden() and main.lock_warning.isHidden())
    main.messages.tools.stand_back(asked)


def _connect_writing(main: MainWindow) -> None:
    """Let what is read and watched be answered, complemented and sent again."""
    reading, board = main.messages.reading, main.messages.middle.board
    reading.complementRequested.connect(main.composing.complement)
    reading.resendRequested.connect(main.composing.resend)
    reading.pdfRequested.connect(main.composing.resend_as_pdf)
    board.resendWanted.connect(lambda rows: main.composing.resend(*rows))
    board.remindWanted.connect(lambda rows: main.composing.remind(*rows))
    board.changeWanted.connect(lambda row, to: main.composing.resend(row, to=to))
    main.messages.actions_.answered.connect(main.composing.answer)
    main.messages.actions_.forwarded.connect(main.composing.forward)
    main.messages.draftOpened.connect(main.composing.open_draft)


def _open_message(main: MainWindow, headline: Headline) -> None:
    """Show a message on the page of the messages."""
    main.show_page(MESSAGES)
    main.messages.open(headline)


def _ask_to_take_over(main: MainWindow, error: InOtherHands, then: Callable[[], None]) -> None:
    """Ask where it is seen, also when a window of its own was answered in."""
    main.show_page(MESSAGES)
    main.window().raise_()
    main.window().activateWindow()
    main.messages.ask_to_take_over(error, then)


def _pages() -> tuple[tuple[str, str], ...]:
    return (
        (tr("Messages"), "all"),
        (tr("Address book"), "address-book"),
        (tr("Audit trail"), "audit"),
    )


def _tools(window: MainWindow) -> tuple[Tool, ...]:
    go_to, keys = tr("Go to a mailbox or a recipient"), tr("Show the keyboard shortcuts")
    show, lock = partial(show_keys, window.window()), window.lockWanted.emit
    lessons = Tool("done", tr("Exercises …"), "", window.lessons.show_all, in_menu=True)
    figures, role = partial(show_statistics, *window.work, window), Role.REGISTRAR
    statistics = Tool("chart", tr("Statistics"), "", figures, in_menu=True, role=role)
    return (
        Tool("search", tr("Search"), "Ctrl+F", window.search, tr("Search")),
        Tool("refresh", tr("Fetch now"), "F5", window.sync_timer.now, tr("Fetch")),
        Tool("go-to", go_to, "Ctrl+K", window.ask_where, in_menu=True),
        statistics,
        *([lessons] if window.lessons.wanted else ()),
        Tool("settings", tr("Settings"), "", window.settingsWanted.emit, in_menu=True),
        Tool("help", keys, HELP, show, in_menu=True, every_window=True),
        Tool("lock", tr("Lock"), LOCK, lock, in_menu=True, every_window=True),
    )
