"""A picture of every screen, in build/pictures, so that whoever changes a screen looks at it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui import look, words
from sdk_desktop.ui.guide import Guide
from sdk_desktop.ui.preferences import PreferencesDialog
from sdk_desktop.ui.shortcuts import ShortcutList
from tests.ui.conftest import Client

LOOKS = {
    "light": (100, False, QSize(1366, 768)),
    "dark": (100, True, QSize(1366, 768)),
    "narrow": (100, False, QSize(800, 600)),
    "large": (200, False, QSize(1366, 768)),
}


@pytest.fixture
def pictures(project: Path) -> Path:
    folder = project / "build" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(params=LOOKS)
def dressed(
    request: pytest.FixtureRequest, client: Client, qapp: QApplication
) -> tuple[Client, str]:
    percent, dark, size = LOOKS[request.param]
    preferences = Preferences(text_percent=percent)
    client.app.set_preferences(preferences)
    words.speak(qapp, "sv")
    look.apply(qapp, preferences, dark=dark)
    client.shell.frame.resize(size)
    return client, request.param


def save(widget: QWidget, folder: Path, name: str) -> bool:
    QApplication.processEvents()
    return widget.grab().save(str(folder / f"{name}.png"))


def test_the_lock_screen(dressed: tuple[Client, str], pictures: Path) -> None:
    client, name = dressed
    client.shell.start()
    client.qtbot.waitUntil(lambda: client.shell.frame.content is not None)
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert save(client.shell.frame, pictures, f"lock-{name}")


def test_the_guide(dressed: tuple[Client, str], pictures: Path) -> None:
    client, name = dressed
    client.app.settings = replace(client.app.settings, connection=None)
    guide = Guide(client.app, client.background, client.shell.frame)
    client.shell.frame.hold(guide)
    client.shell.frame.show()

    assert save(client.shell.frame, pictures, f"guide-1-{name}")
    guide.steps.setCurrentIndex(1)
    assert save(client.shell.frame, pictures, f"guide-2-{name}")
    guide.steps.setCurrentIndex(2)
    guide.enrolment._show(client.app.begin_enrolment("Åsa Öberg"))
    assert save(client.shell.frame, pictures, f"guide-3-{name}")
    guide.steps.setCurrentIndex(3)
    guide._show()
    assert save(client.shell.frame, pictures, f"guide-4-{name}")


def test_the_main_window(dressed: tuple[Client, str], pictures: Path) -> None:
    client, name = dressed
    main = client.unlock()
    client.shell.frame.show()

    assert save(client.shell.frame, pictures, f"list-{name}")
    main.messages.list.table.choose(3)
    main.messages.open(main.messages.list.current)
    client.rest()
    assert save(client.shell.frame, pictures, f"reading-{name}")
    main.navigation.show_page(1)
    client.rest()
    assert save(client.shell.frame, pictures, f"addresses-{name}")
    main.navigation.show_page(2)
    client.rest()
    assert save(client.shell.frame, pictures, f"audit-{name}")


def test_the_dialogs(dressed: tuple[Client, str], pictures: Path) -> None:
    client, name = dressed
    main = client.unlock()
    client.shell.frame.show()

    main.navigation.ask_where()
    main.prove(lambda: None)
    PreferencesDialog(client.app.settings.preferences, main).open()
    ShortcutList(main).open()
    client.rest()

    dialogs = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    saved = [save(w, pictures, f"{type(w).__name__}-{name}") for w in dialogs]
    assert len(saved) >= 5
    assert all(saved)
