"""Starts the window, and switches between lock screen and main window.

Nothing heavy is imported until the lock screen is painted; `warm_up` imports it then.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.errors import Locked, SdkError
from sdk_desktop.memory import MemoryRelease
from sdk_desktop.ui import crash
from sdk_desktop.ui.background import Background, attempt
from sdk_desktop.ui.compose.closing import may_close
from sdk_desktop.ui.desktop_notices import DesktopNotices
from sdk_desktop.ui.first_screen import FirstScreen, forget_screen
from sdk_desktop.ui.links import IncomingLinks, further_starts
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import EnterPresses
from sdk_desktop.ui.parts.spoken_roles import install_roles
from sdk_desktop.ui.security.clipboard import ClipboardGuard, stop_dragging
from sdk_desktop.ui.shortcuts import WindowKeys
from sdk_desktop.ui.top_window import TopWindow
from sdk_desktop.ui.warming import warm_up
from sdk_desktop.ui.window_state import WindowState
from sdk_desktop.ui.words import sentence, set_language, tr

if TYPE_CHECKING:
    from sdk_desktop.app import App
    from sdk_desktop.ui.main_window import MainWindow
    from sdk_desktop.ui.security.auto_lock import AutoLock
    from sdk_desktop.ui.security.session import SleepDelay
    from sdk_desktop.usecases.workspace import Workspace

PAINTING = 150
"""Milliseconds that the first screen has for itself, before the rest is imported behind it."""


def run(
    app: App,
    first: TopWindow | None = None,
    *,
    offscreen_picture: Path | None = None,
    link: str = "",
    listens: bool = False,
) -> int:
    """Show the window until the user closes it; return the exit code.

    It is the one with the first screen, where that has been shown. Follow a link once somebody
    has unlocked; one that `listens` takes what further starts bring.

    With `offscreen_picture` a practice client unlocks itself, opens the message that arrives, saves
    a picture of it there and ends.
    """
    if first is not None and not first.isVisible():
        return 0  # it was closed while the rest was imported
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    qt.setApplicationName("SDK Desktop")
    qt.setQuitOnLastWindowClosed(False)
    crash.catch_faults()
    stop_dragging(qt)
    install_roles()
    if app.hides_windows:  # the first screen's window, too, where nobody had decided it before
        from sdk_desktop.ui.security.screen_capture import hide_windows

        hide_windows(qt)
    background = Background()
    shell = Shell(qt, app, background, first)
    shell.window.closed.connect(qt.quit)
    shell.start()
    if offscreen_picture is not None:
        from sdk_desktop.ui.practice_picture import PracticePicture

        PracticePicture(app, background, shell, offscreen_picture).start()
    links = IncomingLinks(shell)
    if sys.platform == "darwin":  # elsewhere a link comes with a further start
        qt.installEventFilter(links)
    if link:
        links.take(link)
    further = further_starts(app.profile.folder, links, background) if listens else None
    code = qt.exec()
    shell.end()
    if further is not None:
        further.close()  # who waits for the end goes on now: everything is saved
    if not background.close():
        os._exit(code)  # or else Python would wait for it for ever, and nobody would see that
    return code


class Shell(QObject):
    """Owns the top window and what it shows: guide, lock screen or main window.

    `opened` carries each MainWindow that is made, `changed` the Changes of a transaction.
    """

    changed = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        qt: QApplication,
        app: App,
        background: Background,
        first: TopWindow | None = None,
    ) -> None:
        super().__init__()
        self._qt, self._app, self._background = qt, app, background
        self._workspace: Workspace | None = None
        self._main: MainWindow | None = None
        self._auto_lock: AutoLock | None = None
        self._clipboard = ClipboardGuard(self)
        self._memory_release = MemoryRelease()
        self.window = first or TopWindow()
        self.window.may_close = partial(may_close, self)
        self._banner = _practice_banner(self.window) if app.practice else None
        self._apply(app.settings.preferences)
        self.window.setWindowIcon(theme.icon("mailbox"))
        EnterPresses(self.window)
        do = self._lock_if_open, self._toggle_counter
        self._keys = WindowKeys(qt, self.window, *do, practice=app.practice)
        self._notices = DesktopNotices(self.window, self._are_told)
        self._window_state = WindowState(app.settings_folder)
        hints = qt.styleHints()
        hints.colorSchemeChanged.connect(self._follow_scheme)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_scheme)
        self.window.themeChanged.connect(self._follow_scheme)

    @property
    def main(self) -> MainWindow | None:
        """The main window of an unlocked client."""
        return self._main

    def start(self) -> None:
        """Show the guide at the first start, otherwise the lock screen."""
        self._background.run(
            self,
            self._app.people,
            self._show_first_screen,
            lambda error: self._show_lock_screen(sentence(error)),
        )
        if not self.window.isVisible():
            self.window.show_at(self._window_state.window())
        warm = partial(warm_up, self, self._app, self._background, self._is_unused)
        QTimer.singleShot(PAINTING, self, warm)

    def _is_unused(self) -> bool:
        """Return whether nobody has unlocked, nor is about to."""
        return self._main is None and self._background.idle

    def end(self) -> None:
        """Save what is being written, destroy the window and close the store."""
        workspace, _ = self._close_main_window()
        attempt(partial(self._window_state.save_window, self.window))
        attempt(partial(shiboken6.delete, self.window))
        if workspace is not None:
            attempt(workspace.close)

    @Slot(object)
    def show_workspace(self, workspace: Workspace) -> None:
        """Show the main window of a workspace; lock at once if it cannot be made."""
        self._workspace = workspace
        if attempt(partial(self._show_main_window, workspace)) is not None:
            self.lock(tr("The window could not be shown."))

    def _show_main_window(self, workspace: Workspace) -> None:
        from sdk_desktop.ui.coming_back import ComingBack
        from sdk_desktop.ui.main_window import MainWindow
        from sdk_desktop.ui.security.auto_lock import AutoLock

        main = self._main = MainWindow(self._app, workspace, self._background, self.window)
        main.lockWanted.connect(self.lock)
        main.closed.connect(self.lock)
        main.settingsWanted.connect(self._show_preferences)
        main.messages.counters.counted.connect(self.window.show_count)
        main.messages.counters.arrived.connect(self._notices.tell)
        self.changed.connect(main.on_changes)
        minutes = self._app.settings.preferences.idle_minutes
        self._auto_lock = AutoLock(self._qt, workspace, self._background, minutes, main)
        self._auto_lock.left.connect(self.lock)
        self.window.show_content(main)
        main.messages.panes.restore(self._window_state.panes())
        self._auto_lock.start()
        main.start()
        if (place := self._window_state.place(workspace.who)) is not None:
            ComingBack(place, main).go()
        self.opened.emit(main)

    @Slot()
    @Slot(str)
    def lock(self, reason: str = "") -> None:
        """Destroy the main window and its workspace, and show the lock screen.

        Each step is taken whatever becomes of the others; what went wrong is said afterwards.
        """
        delay = None if self._auto_lock is None else self._auto_lock.delay
        workspace, hindrance = self._close_main_window()
        if workspace is not None:
            forget = partial(_forget, self._memory_release, self._background, delay)
            self._background.run(self, workspace.close, forget, forget)
        if hindrance is not None:
            lost = tr("A draft could not be saved as it stood.")
            reason = f"{lost} {sentence(hindrance)}"
        self._show_lock_screen(reason)

    @Slot()
    def _lock_if_open(self) -> None:
        if self._workspace is not None:
            self.lock()

    def _are_told(self) -> bool:
        return self._app.settings.preferences.are_told(system_clock())

    @Slot()
    def _toggle_counter(self) -> None:
        if self._main is not None:
            self._main.counter.toggle()

    def _close_main_window(self) -> tuple[Workspace | None, SdkError | None]:
        main, workspace, auto_lock = self._main, self._workspace, self._auto_lock
        self._workspace = self._main = self._auto_lock = None
        self.window.show_count(0)
        hindrance = None
        if main is not None and workspace is not None:
            from sdk_desktop.ui.coming_back import place_of

            hindrance = main.flush()
            who = workspace.who
            attempt(lambda: self._window_state.save_place(who, place_of(main)))
            attempt(lambda: self._window_state.save_panes(main.messages.panes.state))
        if auto_lock is not None:
            attempt(auto_lock.stop)
        attempt(self._clipboard.forget)
        return workspace, hindrance

    def _show_first_screen(self, people: tuple[str, ...]) -> None:
        if people:
            self._show_lock_screen(_rights_in_words(self._app))
        else:
            from sdk_desktop.ui.guide.guide import Guide

            forget_screen(self._app.settings_folder)
            guide = Guide(self._app, self._background, self.window)
            guide.done.connect(self._show_lock_screen)
            self.window.show_content(guide)

    @Slot()
    def _show_lock_screen(self, reason: str = "") -> None:
        screen = LockScreen(self._app, self._background, self.changed.emit, self.window)
        if isinstance(first := self.window.content, FirstScreen):
            screen.take_over(first)
        screen.unlocked.connect(self.show_workspace)
        screen.recoveryWanted.connect(self._recover)
        self._background.on_failure = partial(_show_error, screen)
        if reason:
            screen.show_notice(reason)
        self.window.show_content(screen)

    @Slot()
    def _recover(self) -> None:
        from sdk_desktop.ui.guide.guide import Recovery

        recovery = Recovery(self._app, self._background, self.window)
        recovery.done.connect(partial(self._show_lock_screen, tr("Now you can unlock.")))
        recovery.left.connect(self._show_lock_screen)
        self.window.show_content(recovery)

    @Slot()
    def _show_preferences(self) -> None:
        from sdk_desktop.ui.preferences import PreferencesDialog

        dialog = PreferencesDialog(
            self._app.settings.preferences,
            self.window.content or self.window,
            can_share=self._workspace is not None and self._workspace.shared is not None,
            locked="preferences.language" in self._app.locked,
        )
        before = self._app.settings.preferences
        apply = partial(self._apply_preferences, before)
        dialog.save_by(self._background, self, self._app.set_preferences, apply)
        if self.main is not None:
            dialog.peopleWanted.connect(partial(self.main.ask_people, over=dialog))
            dialog.sharingWanted.connect(partial(self._show_sharing, dialog))
        dialog.open()

    def _show_sharing(self, over: QWidget) -> None:
        from sdk_desktop.ui.sharing.sharing_dialog import SharingDialog

        workspace = self._workspace
        if workspace is not None and workspace.shared is not None and self.main is not None:
            permissions = workspace.permissions
            dialog = SharingDialog(workspace.shared, self._background, permissions, over)
            dialog.proofNeeded.connect(self.main.prove)
            dialog.open()

    def _apply_preferences(self, before: Preferences, preferences: Preferences) -> None:
        self._apply(preferences)
        main, workspace, auto_lock = self._main, self._workspace, self._auto_lock
        if main is None or workspace is None or auto_lock is None:
            return
        auto_lock.set_minutes(preferences.idle_minutes)
        rebuild = preferences.language != before.language
        if rebuild and (hindrance := main.flush()) is not None:
            main.status.show_error(hindrance)  # the new language can wait, the draft cannot
        elif rebuild:
            auto_lock.delay.end()
            self._close_main_window()
            self.show_workspace(workspace)

    @Slot()
    def _follow_scheme(self) -> None:
        theme.apply(self._qt, self._app.settings.preferences)

    def _apply(self, preferences: Preferences) -> None:
        set_language(self._qt, preferences.language)
        theme.apply(self._qt, preferences)
        if self._banner is not None:
            self._banner.setText(tr("Practice – nothing is sent for real"))


def _practice_banner(window: TopWindow) -> QLabel:
    banner = QLabel(window)
    banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
    banner.setProperty("role", "practice")
    window.setProperty("role", "practice")
    window.show_above(banner)
    return banner


def _rights_in_words(app: App) -> str:
    """Return what shall be known of files that others could read or write, "" for nothing."""
    if app.rights.open:
        return tr("Others can read or write files with secrets. Ask IT to run the check-up.")
    if app.rights.mended:
        return tr("Others could read or write files with secrets. That has been mended.")
    return ""


def _show_error(screen: LockScreen, error: SdkError) -> None:
    if not isinstance(error, Locked):
        screen.show_notice(sentence(error))


def _forget(
    release: MemoryRelease, background: Background, delay: SleepDelay | None, _closed: object
) -> None:
    attempt(release.forget)
    if not background.idle:  # what still runs lets go of the key at its end only
        once = Qt.ConnectionType.SingleShotConnection
        background.rested.connect(partial(attempt, release.forget), once)
    if delay is not None:
        delay.end()
