import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QWidget

from sdk_desktop.cli import _first_window
from sdk_desktop.ui import first_screen
from sdk_desktop.ui.application import run
from sdk_desktop.ui.first_screen import (
    FirstScreen,
    keep_screen,
    keep_sum,
    kept_screen,
    show_first_screen,
)
from sdk_desktop.ui.top_window import TopWindow, kept_bytes, window_settings
from tests.kit.project import hides_new_files
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.proof.ways_in import locked
from tests.ui.screens import button, passphrase_form, shown_words

START = """
import sys
from sdk_desktop.cli import main
from sdk_desktop.ui import first_screen
def look(folder):
    window = show(folder)
    print(" ".join(sys.modules))
    print(window.content.fields[0].hasFocus(), window.isVisible())
    raise SystemExit(0)
show, first_screen.show_first_screen = first_screen.show_first_screen, look
main(["--folder", sys.argv[1]])
"""


def kept(folder: Path) -> FirstScreen:
    screen = kept_screen(folder)
    assert screen is not None
    return screen


def places(screen: QWidget, kind: type[QWidget]) -> list[tuple[QPoint, int, int]]:
    return [
        (one.mapTo(screen, QPoint()), one.width(), one.height())
        for one in screen.findChildren(kind)
        if one.isVisibleTo(screen) and not isinstance(one, QScrollArea)
    ]


def sizes_of_text(screen: QWidget) -> list[float]:
    labels = screen.findChildren(QLabel)
    return [one.font().pointSizeF() for one in labels if one.isVisibleTo(screen)]


@pytest.fixture
def folder(client: Client, tmp_path: Path) -> Path:
    """A folder with the lock screen of a client as it stood while somebody typed in it."""
    client.show()
    screen = locked(client)
    type_text(passphrase_form(screen.form).passphrase, "hemlig fras")
    type_text(passphrase_form(screen.form).code, "271828")
    keep_screen(screen, tmp_path, hidden=False)
    return tmp_path


def test_the_next_start_shows_the_lock_screen_as_it_stood(client: Client, folder: Path) -> None:
    screen = client.shell.window.content
    assert screen is not None

    first = kept(folder)
    first.resize(screen.size())
    first.grab()

    assert shown_words(first) == shown_words(screen)
    assert places(first, QLineEdit) == places(screen, QLineEdit)
    assert places(first, QFrame) == places(screen, QFrame)
    assert sizes_of_text(first) == sizes_of_text(screen)
    assert first.fields[0].echoMode() is QLineEdit.EchoMode.Password
    assert [field.text() for field in first.fields] == ["", ""]


def test_what_was_typed_and_by_whom_is_not_kept(folder: Path) -> None:
    settings = QSettings(str(folder / "first-screen.ini"), QSettings.Format.IniFormat)

    text = repr([settings.value(key) for key in settings.allKeys()])

    assert "Ekdala kommun" in text
    assert [word for word in ("hemlig fras", "271828", "Kim") if word in text] == []


def test_what_was_typed_first_goes_over_with_the_keyboard(client: Client, folder: Path) -> None:
    first = put_first(client, folder)
    type_text(first.fields[0], "hemlig")
    QTest.keyClick(first.fields[0], Qt.Key.Key_Return)
    type_text(first.fields[1], "27")

    form = passphrase_form(locked(client).form)

    assert (form.passphrase.text(), form.code.text()) == ("hemlig", "27")
    client.qtbot.waitUntil(form.code.hasFocus)


def test_what_was_to_be_unlocked_first_is_unlocked(client: Client, folder: Path) -> None:
    given = client.app.practice_proof()
    assert given is not None
    first = put_first(client, folder)
    type_text(first.fields[0], given.passphrase)
    type_text(first.fields[1], given.code)
    QTest.keyClick(first.fields[1], Qt.Key.Key_Return)
    waiting = not button(first, "Unlock").isEnabled()

    client.shell.start()
    client.qtbot.waitUntil(lambda: client.shell.main is not None)

    assert waiting
    assert client.main.isVisible()


def test_another_version_s_screen_is_not_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_screen, "__version__", "0.0.9")

    assert kept_screen(folder) is None


@pytest.mark.parametrize("lost", ["parts", "size", "font", "palette", "icon"])
def test_a_file_that_lacks_something_shows_nothing(folder: Path, lost: str) -> None:
    kept = QSettings(str(folder / "first-screen.ini"), QSettings.Format.IniFormat)
    kept.setValue(lost, "not this")
    kept.sync()
    keep_sum(folder)

    assert kept_screen(folder) is None


def test_a_file_that_is_not_as_it_was_kept_is_not_read(folder: Path) -> None:
    """One wrong byte in a palette ends the program, at each start."""
    path = folder / "first-screen.ini"
    path.write_bytes(path.read_bytes() + b"\n")

    assert kept_screen(folder) is None
    assert show_first_screen(folder) is None


@pytest.mark.parametrize("content", ["window=here", "window=1, 2", "window=@Rect(1 2 3 4)"])
def test_a_place_that_is_none_is_done_without(folder: Path, content: str) -> None:
    (folder / "window.ini").write_text(f"[General]\n{content}\n")

    assert kept_bytes(window_settings(folder), "window").isEmpty()


def test_parts_of_other_kinds_are_not_made(folder: Path) -> None:
    kept = QSettings(str(folder / "first-screen.ini"), QSettings.Format.IniFormat)
    parts = cast("list[dict[str, object]]", kept.value("parts"))
    kept.setValue("parts", [{**parts[0], "kind": "QTextBrowser"}, *parts[1:]])
    kept.sync()
    keep_sum(folder)

    assert kept_screen(folder) is None


def test_no_screen_is_kept_of_a_profile_that_cannot_be_opened(client: Client) -> None:
    keep_screen(locked(client), client.app.settings_folder, hidden=True)
    client.app.profile.keys.write_text("{")

    locked(client)

    assert kept_screen(client.app.settings_folder) is None


@hides_new_files  # else it says that others can read them
def test_the_lock_screen_is_kept_when_it_stands_still(client: Client) -> None:
    client.app.practice = False
    client.show()

    screen = locked(client)
    client.qtbot.waitUntil((client.app.settings_folder / "first-screen.ini").exists)

    assert shown_words(kept(client.app.settings_folder)) == shown_words(screen)


def test_a_window_that_is_closed_while_the_rest_is_imported_stays_closed(client: Client) -> None:
    first = TopWindow()
    first.close()

    assert run(client.app, first) == 0


def test_the_command_paints_it_before_it_imports_anything_of_ours(folder: Path) -> None:
    command = [sys.executable, "-c", START, str(folder)]

    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)

    assert done.returncode == 0, done.stderr
    modules, focus = done.stdout.splitlines()
    ours = {name for name in modules.split() if name.startswith("sdk_desktop.")}
    assert focus == "True True"
    assert ours == {
        "sdk_desktop.cli",
        "sdk_desktop.memory",
        "sdk_desktop.profile_folder",
        "sdk_desktop.ui",
        "sdk_desktop.ui.first_screen",
        "sdk_desktop.ui.room",
        "sdk_desktop.ui.security",
        "sdk_desktop.ui.security.screen_capture",
        "sdk_desktop.ui.top_window",
    }


def test_it_is_not_shown_where_a_window_is_open_that_takes_the_start_over(folder: Path) -> None:
    (folder / "running-1.json").touch()

    assert _first_window(["--folder", str(folder)]) is None


def put_first(client: Client, folder: Path) -> FirstScreen:
    """Put the screen that is kept in the window, as the command does."""
    first = kept(folder)
    client.shell.window.show_content(first)
    return first
