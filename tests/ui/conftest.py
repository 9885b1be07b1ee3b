"""A client in practice, with the real store and the sandbox in the same process."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sdk_desktop.app import App
from sdk_desktop.ui import background, main_window, pauses, status_bar, timers
from sdk_desktop.ui.application import Shell
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose import autosave
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.messages import message_list
from sdk_desktop.ui.parts import message_text
from sdk_desktop.ui.reading import reading_pane
from sdk_desktop.ui.viewing import viewer_process
from tests.kit.cuttable_connection import CuttableConnection
from tests.kit.fixtures import PATIENCE
from tests.kit.language import forget_language
from tests.kit.practice import Practice, go_on_practising, practise
from tests.kit.sandbox_network import Watch

AGES = 5 * PATIENCE
"""Milliseconds that no test lasts, however slow the computer is."""
BY_THE_CLOCK = (
    (background, "LONGEST_FIRST"),
    (main_window, "SYNC_EVERY"),
    (main_window, "SYNC_EVERY_IN_PRACTICE"),
    (message_list, "LOOK_AGAIN"),
    (timers, "MAINTENANCE_FIRST_IN_PRACTICE"),
    (pauses, "OTHERS"),
    (pauses, "READ_FILES"),
    (reading_pane, "_PATIENCE"),
    (autosave, "AGAIN"),
    (status_bar, "NOTICE_STAYS"),
)
"""After how long the window does something that nobody has asked for."""


@dataclass
class Client:
    """The shell of a client, and everything that a test may turn or look at."""

    app: App
    background: Background
    shell: Shell
    watch: Watch
    line: CuttableConnection
    qtbot: QtBot

    @property
    def main(self) -> MainWindow:
        main = self.shell.main
        assert main is not None
        return main

    def unlock(self) -> MainWindow:
        """Sign in as a person does who knows everything, and wait for the first messages."""
        self.qtbot.waitUntil(lambda: self.background.idle)
        proof = self.app.practice_proof()
        assert proof is not None
        who, *_ = self.app.people()
        self.shell.show_workspace(self.app.unlock(who, proof, self.shell.changed.emit))
        self.wait_for_messages()
        return self.main

    def show(self) -> None:
        """Put the frame on the screen, as the window that has the keyboard."""
        frame = self.shell.window
        with self.qtbot.waitActive(frame):
            frame.show()
            frame.activateWindow()

    def wait_for_messages(self) -> None:
        model = self.main.messages.list.model
        self.qtbot.waitUntil(lambda: len(model.rows) > 0)
        self.rest()

    def rest(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: self.background.idle and not self.main._gather.isActive())


@pytest.fixture(autouse=True)
def _no_unknown_walk(no_unknown_walk: None) -> None:
    """See to it for each test."""


@pytest.fixture(autouse=True, scope="session")
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep Qt's dialogs from remembering in the settings of whoever runs the tests."""
    kind, scope = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(kind, scope, str(tmp_path_factory.mktemp("qt")))


@pytest.fixture(autouse=True, scope="session")
def short_pauses() -> Iterator[None]:
    """Let nobody wait longer than it takes to type on."""
    with pytest.MonkeyPatch.context() as patch:
        for pause in ("SEARCH", "QUICK_SEARCH", "FILTER", "LOOK_UP", "SUGGEST", "SAVE", "GATHER"):
            patch.setattr(pauses, pause, 10)
        patch.setattr(pauses, "TAKE_BACK", 0)
        yield


@pytest.fixture(autouse=True, scope="session")
def nothing_by_the_clock() -> Iterator[None]:
    """Let nothing begin or end by itself, on a slow computer; a test says when it is time."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in BY_THE_CLOCK:
            patch.setattr(module, name, AGES)
        yield


@pytest.fixture(scope="session")
def pictures(project: Path) -> Path | None:
    """Return where pictures are put; nowhere by workers, but those of `dev.py pictures`.

    Writing a picture takes longer than drawing it.
    """
    if "PYTEST_XDIST_WORKER" in os.environ and "SDK_PICTURES" not in os.environ:
        return None
    folder = project / "build" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(autouse=True, scope="session")
def patient_viewers() -> Iterator[None]:
    """Let whoever draws a file have the time for it, however slow the computer is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(viewer_process, "PATIENCE", PATIENCE)
        yield


@pytest.fixture(autouse=True, scope="session")
def texts_at_once() -> Iterator[None]:
    """Let a text be laid out in one slice of time, however slow the computer is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(message_text, "_SLICE", 60_000)
        yield


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[None]:
    """Return the program back the look and the language that it had before the test."""
    font, palette = qapp.font(), qapp.palette()
    style = qapp.style().objectName()
    yield
    forget_language(qapp)
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def client(
    qapp: QApplication, undressed: None, qtbot: QtBot, tmp_path: Path, practised: Path
) -> Iterator[Client]:
    """A practice client whose frame shows nothing yet; it speaks English, and has its messages."""
    practice = go_on_practising(practised, tmp_path / "öva")
    with closing(practice.app), shell(qapp, practice, qtbot) as client:
        yield client


@pytest.fixture
def fresh_client(
    qapp: QApplication, undressed: None, qtbot: QtBot, tmp_path: Path
) -> Iterator[Client]:
    """The same, before any message has come in."""
    practice = practise(tmp_path / "öva")
    with closing(practice.app), shell(qapp, practice, qtbot) as client:
        yield client


@contextmanager
def shell(qapp: QApplication, practice: Practice, qtbot: QtBot) -> Iterator[Client]:
    """Run the shell of a client until the end of the block."""
    workers = Background()
    shell = Shell(qapp, practice.app, workers)
    yield Client(practice.app, workers, shell, practice.watch, practice.line, qtbot)
    shell.end()
    workers.close()
    shiboken6.delete(shell)
