"""What the client does on Windows' Python, in Wine: see `python3 installer/dev.py windows`.

It takes minutes and has one screen and one drive C:, so it is no part of an ordinary run.
"""

import os
from collections.abc import Iterator

import pytest
from PIL import Image

from installer.development.debian import SCREEN
from installer.windows import root
from installer.windows.__main__ import WANTED
from installer.windows.wine import FACE, Wine, entered_with_wine

NOT_WANTED = "`python3 installer/dev.py windows smoke` runs these, on Windows' Python in Wine"
IMPORTS = """
import importlib, pkgutil, sdk_desktop
names = [one.name for one in pkgutil.walk_packages(sdk_desktop.__path__, "sdk_desktop.")]
for name in names:
    if not name.endswith(("__main__", "parent_watch")):  # Windows watches no pipes
        importlib.import_module(name)
print(len(names), "modules")
"""
FACE_OF_WINDOWS = """
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
print(QFontInfo(QApplication([]).font()).family())
"""
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0")
IN_A_WINDOW = {"QT_QPA_PLATFORM": "windows"}


@pytest.fixture(scope="module")
def wine() -> Iterator[Wine]:
    if WANTED not in os.environ:
        pytest.skip(NOT_WANTED)
    with entered_with_wine() as started:
        yield started


def test_every_module_is_imported_on_windows(wine: Wine) -> None:
    done = wine.python("-c", IMPORTS)

    assert done.returncode == 0
    assert "modules" in done.stdout


def test_words_have_the_face_of_a_window_on_windows(wine: Wine) -> None:
    assert wine.python("-c", FACE_OF_WINDOWS, more=IN_A_WINDOW).stdout.strip() == FACE


def test_the_doctor_finds_a_place_for_the_store_on_windows(wine: Wine) -> None:
    done = wine.python("-m", "sdk_desktop", "doctor", "--folder", r"C:\SDK åäö")

    assert "Fungerar  Rättigheter: Andra kan varken läsa eller skriva" in done.stdout
    assert "Anslutningen till meddelandetjänsten är inte inställd ännu." in done.stdout


def test_practice_shows_an_open_message_in_a_window_on_windows(wine: Wine) -> None:
    picture = root.home() / "root" / "tmp" / "practice.png"
    picture.unlink(missing_ok=True)
    command = ("-m", "sdk_desktop", "--practice", "--folder", r"C:\öva", "--picture")

    done = wine.python(*command, r"Z:\tmp\practice.png", more=IN_A_WINDOW)

    assert (done.returncode, done.stdout) == (0, "")
    with Image.open(picture) as taken:
        assert taken.width >= SCREEN[0] // 2


def test_the_main_job_is_done_in_a_real_window_on_windows(wine: Wine) -> None:
    done = wine.python(*PYTEST, "tests/ui/test_main_job.py", more=IN_A_WINDOW)

    assert done.returncode == 0
    assert wine.screen().size == SCREEN


def test_a_killed_client_takes_its_sandbox_along_on_windows(wine: Wine) -> None:
    done = wine.python(*PYTEST, "tests/cli/test_killed_client.py")

    assert done.returncode == 0


def test_policies_are_read_from_the_registry_on_windows(wine: Wine) -> None:
    done = wine.python(*PYTEST, "tests/test_registry.py")

    assert done.returncode == 0
    assert "2 passed" in done.stdout
