"""Parts that measure windows and receiving, each in a new process: `client PART FOLDER [ADDRESS]`.

A part prints one JSON object; those of windows do when the window has been painted.
"""

from __future__ import annotations

import json
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from sdk_desktop.usecases.workspace import Workspace

TYPED = ("sip", "handläggare", "återkop", "beslut möte", "dnr 12")


def bare() -> None:
    """Paint an empty main window, the floor of every window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    qt = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    _when_painted(window, lambda: _print_and_exit(painted=_memory()))
    window.show()
    qt.exec()


def lock(folder: str) -> None:
    """Paint the lock screen of a profile."""
    from PySide6.QtWidgets import QApplication

    from sdk_desktop.app import App
    from sdk_desktop.settings import Profile
    from sdk_desktop.ui.application import Shell
    from sdk_desktop.ui.background import Background
    from sdk_desktop.ui.lock_screen import LockScreen

    qt = QApplication([])
    shell = Shell(qt, App(Profile(Path(folder))), Background())
    shell.start()
    while not isinstance(shell.window.content, LockScreen):
        qt.processEvents()
    _when_painted(shell.window.content.form, lambda: _print_and_exit(painted=_memory()))
    qt.exec()


def page(folder: str) -> None:
    """Measure from unlocked to the first page painted, then searching, then memory."""
    from PySide6.QtWidgets import QApplication

    from installer.bench import data
    from sdk_desktop.ui.application import Shell
    from sdk_desktop.ui.background import Background
    from sdk_desktop.ui.main_window import MainWindow

    app, workspace = data.unlock(folder)
    qt = QApplication([])
    shell = Shell(qt, app, Background())
    shell.window.show()
    qt.processEvents()
    started = time.perf_counter()

    def painted() -> None:
        milliseconds = (time.perf_counter() - started) * 1000
        memory = _memory()
        _print_and_exit(page=milliseconds, memory=memory, search=_search(workspace))

    def watch(main: MainWindow) -> None:
        shown = main.messages.list
        shown.refreshed.connect(lambda: _when_painted(shown.table.viewport(), painted))

    shell.opened.connect(watch)
    shell.show_workspace(workspace)
    qt.exec()


def intake(folder: str, address: str) -> None:
    """Measure taking in what waits at a sandbox."""
    from installer.bench import data

    data.profile_app(folder).prepare(address)
    _, workspace = data.unlock(folder)
    workspace.address_book.refresh()
    started = time.perf_counter()
    received = workspace.synchronise().received
    seconds = time.perf_counter() - started
    workspace.close()
    _print_and_exit(seconds=seconds, received=received)


def intake_floor(folder: str, address: str) -> None:
    """Measure the same requests with nothing but HTTP, JSON and a durable insert each."""
    import httpx

    from sdk_desktop.sandbox.cast.organisations import (
        PRACTICE_CLIENT_ID,
        PRACTICE_CLIENT_SECRET,
        PRACTICE_MAILBOXES,
    )

    database = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE message (id TEXT PRIMARY KEY, body TEXT)")
    client = httpx.Client(base_url=address, trust_env=False)
    started = time.perf_counter()
    form = {"grant_type": "client_credentials"}
    proof = {"client_id": PRACTICE_CLIENT_ID, "client_secret": PRACTICE_CLIENT_SECRET}
    token = client.post("/token", data=form | proof).json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    received = 0
    for mailbox in PRACTICE_MAILBOXES:
        where = "filter[recipientAttention.subOrganization.extension]"
        query = {"filter[messageStatus]": "NEW", where: mailbox.address}
        for item in client.get("/v1/sdk/messages", params=query).json()["data"]:
            body = client.get(f"/v1/sdk/messages/{item['id']}").json()
            database.execute("INSERT INTO message VALUES (?, ?)", (item["id"], json.dumps(body)))
            client.delete(f"/v1/sdk/messages/{item['id']}")
            received += 1
    _print_and_exit(seconds=time.perf_counter() - started, received=received)


def _search(workspace: Workspace) -> float:
    """Return the median of searching after each key stroke, in milliseconds."""
    times = []
    for text in TYPED:
        for end in range(1, len(text) + 1):
            started = time.perf_counter()
            workspace.inbox.search(text[:end])
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _when_painted(widget: QWidget, then: Callable[[], None]) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                widget.removeEventFilter(self)
                QTimer.singleShot(0, then)
            return super().eventFilter(watched, event)

    widget.installEventFilter(Watch(widget))
    widget.update()


def _memory() -> float:
    """Return what the process holds now, in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="ascii").splitlines()
    (resident,) = [line.split()[1] for line in lines if line.startswith("VmRSS")]
    return int(resident) / 1024


def _print_and_exit(**measured: float) -> None:
    print(json.dumps(measured), flush=True)
    os._exit(0)


PARTS: dict[str, Callable[..., None]] = {
    "bare": bare,
    "lock": lock,
    "page": page,
    "intake": intake,
    "intake-floor": intake_floor,
}

if __name__ == "__main__":
    # The test tools bring click, for which httpx loads a command line; users do not have it.
    sys.modules["click"] = None  # type: ignore[assignment]
    PARTS[sys.argv[1]](*sys.argv[2:])
