"""Parts that measure windows, each in a new process: `client PART [FOLDER]`.

A part prints one JSON object when the window has been painted.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from installer.bench.memory import resident

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sdk_desktop.ui.lock_screen import LockScreen

_NAMES = ("Brevlådor", "Meddelanden", "Adressbok", "Granskning")


def bare(_folder: str) -> None:
    """Paint an empty main window, the floor of every window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    qt = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    _when_painted(window, lambda: _print_and_exit(painted=resident()))
    window.show()
    qt.exec()


def first(folder: str) -> None:
    """Run the command as a person does, until the first screen of a profile is painted."""
    from sdk_desktop.ui import first_screen

    def show_and_end(where: Path) -> None:
        show(where)
        _print_and_exit(painted=resident())

    show = first_screen.show_first_screen
    first_screen.show_first_screen = show_and_end  # type: ignore[assignment]
    _start(folder)


def lock(folder: str) -> None:
    """Run the command as a person does, until the lock screen itself is painted."""

    def end_when_painted(screen: LockScreen) -> None:
        _when_painted(screen.form, lambda: _print_and_exit(painted=resident()))

    _run_to_lock_screen(folder, end_when_painted)


def keep(folder: str) -> None:
    """Run the command until the first screen of the next start is kept."""
    from PySide6.QtCore import QTimer

    def look() -> None:
        if Path(folder, "first-screen.ini").exists():
            _print_and_exit(painted=resident())

    def end_when_kept(screen: LockScreen) -> None:
        wait = QTimer(screen, interval=50)
        wait.timeout.connect(look)
        wait.start()

    _run_to_lock_screen(folder, end_when_kept)


def _run_to_lock_screen(folder: str, then: Callable[[LockScreen], None]) -> None:
    from PySide6.QtWidgets import QApplication

    def until_there(qt: QApplication) -> int:
        from sdk_desktop.ui.lock_screen import LockScreen

        while True:
            qt.processEvents()
            for window in qt.topLevelWidgets():
                if isinstance(screen := getattr(window, "content", None), LockScreen):
                    then(screen)
                    return go_on()

    go_on = QApplication.exec
    QApplication.exec = until_there  # type: ignore[method-assign,assignment]
    _start(folder)


def _start(folder: str) -> None:
    from sdk_desktop.profile_folder import RUNNING

    for left in Path(folder).glob(RUNNING):  # by the run before, which ended in its midst
        left.unlink()
    sys.argv = ["sdk-desktop", "--folder", folder]
    from sdk_desktop.__main__ import _main

    _main()


def static(_folder: str) -> None:
    """Measure until a window of the same parts is painted that knows what it shows."""
    from PySide6.QtWidgets import (
        QApplication,
        QHBoxLayout,
        QLabel,
        QListWidget,
        QMainWindow,
        QPlainTextEdit,
        QPushButton,
        QSplitter,
        QToolBar,
        QTreeWidget,
        QTreeWidgetItem,
        QVBoxLayout,
        QWidget,
    )

    qt = QApplication([])
    started = time.perf_counter()
    window = QMainWindow()
    window.resize(1366, 768)
    bar = QToolBar(window)
    for name in _NAMES:
        bar.addAction(name)
    window.addToolBar(bar)
    tree, rows, message = QTreeWidget(), QListWidget(), QWidget()
    for name in _NAMES:
        box = QTreeWidgetItem([name])
        box.addChildren([QTreeWidgetItem([f"{name} {number}"]) for number in range(5)])
        tree.addTopLevelItem(box)
    tree.expandAll()
    rows.addItems([f"Akuten · Region Ekelund\nKallelse till möte {number}" for number in range(50)])
    column, buttons = QVBoxLayout(message), QHBoxLayout()
    for name in _NAMES:
        buttons.addWidget(QPushButton(name))
    column.addLayout(buttons)
    for name in _NAMES:
        column.addWidget(QLabel(name))
    column.addWidget(QPlainTextEdit("Vi kallar till ett möte. " * 100))
    panes = QSplitter()
    for pane in (tree, rows, message):
        panes.addWidget(pane)
    window.setCentralWidget(panes)

    def painted() -> None:
        _print_and_exit(page=(time.perf_counter() - started) * 1000)

    _when_painted(rows.viewport(), painted)
    window.show()
    qt.exec()


def page(folder: str) -> None:
    """Measure from unlocked to the first page painted, and memory when all the rest is there."""
    from installer.bench import data
    from sdk_desktop.app.practice import PracticeApp
    from sdk_desktop.ui.application import Shell
    from sdk_desktop.ui.background import Background
    from sdk_desktop.ui.main_window import MainWindow
    from sdk_desktop.ui.warming import get_ready, import_parts

    PracticeApp.practice = False  # at work nobody's exercises are counted
    app, workspace = data.unlock(folder)
    app.warm()
    list(import_parts())

    from PySide6.QtWidgets import QApplication  # after our own, which decide how Python imports

    qt = QApplication([])
    background = Background()
    shell = Shell(qt, app, background)
    get_ready()
    shell.window.show()
    qt.processEvents()
    started = time.perf_counter()

    def painted() -> None:
        milliseconds = (time.perf_counter() - started) * 1000
        background.rested.connect(lambda: _print_and_exit(page=milliseconds, memory=resident()))

    def watch(main: MainWindow) -> None:
        shown = main.messages.list
        shown.refreshed.connect(lambda: _when_painted(shown.table.viewport(), painted))

    shell.opened.connect(watch)
    shell.show_workspace(workspace)
    qt.exec()


def _when_painted(widget: QWidget, then: Callable[[], None]) -> None:
    from PySide6.QtCore import QEvent, QObject, Qt, Signal

    class Watch(QObject):
        painted = Signal()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                widget.removeEventFilter(self)
                self.painted.emit()  # which is heard after this event
            return super().eventFilter(watched, event)

    watch = Watch(widget)
    watch.painted.connect(then, Qt.ConnectionType.QueuedConnection)
    widget.installEventFilter(watch)
    widget.update()


def _print_and_exit(**measured: float) -> None:
    print(json.dumps(measured), flush=True)
    os._exit(0)


PARTS: dict[str, Callable[..., None]] = {
    "bare": bare,
    "first": first,
    "lock": lock,
    "keep": keep,
    "static": static,
    "page": page,
}

if __name__ == "__main__":
    # The test tools bring click, for which httpx loads a command line; users do not have it.
    sys.modules["click"] = None  # type: ignore[assignment]
    PARTS[sys.argv[1]](*sys.argv[2:])
