"""A client in a process of its own whose memory is searched: reads, locks, and waits.

Called as `python -m tests.kit.secrets.canary_memory FOLDER`, where a profile is, with the
passphrase and a code as JSON on standard input. Says what it has done, a line at a time, and goes
on at the next.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import keyring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sdk_desktop.app import App
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.settings import Profile
from sdk_desktop.ui.lock_screen import LockScreen
from tests.kit.processes.window_at_work import Window
from tests.kit.typing_keys import type_text
from tests.ui.screens import passphrase_form

LATER = timedelta(seconds=30)
"""The clock of this client is ahead, so that its codes were not used before."""


def clock() -> datetime:
    return system_clock() + LATER


def main(folder: Path) -> None:
    window = Window(App(Profile(folder), clock))
    unlock(window)
    for number in (0, 1, 2):
        window.read(number)
    window.copy()
    window.search()
    window.write()
    tell("unlocked")
    window.lock()
    tell("locked")


def unlock(window: Window) -> None:
    """Type what somebody types, when the rest of the program is there."""
    window.wait(lambda: keyring.core._keyring_backend is not None)
    screen = window.shell.window.content
    assert isinstance(screen, LockScreen)
    form = passphrase_form(screen.form)
    passphrase, code = json.loads(os.read(0, 1000))
    type_text(form.passphrase, passphrase)
    type_text(form.code, code)
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    window.wait(lambda: window.shell.main is not None)


def tell(what: str) -> None:
    os.write(1, f"{what}\n".encode())
    os.read(0, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
