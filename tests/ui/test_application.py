"""The program as it is started."""

import subprocess
import sys
from pathlib import Path

HEAVY = ("sqlalchemy", "httpx", "cryptography", "lxml", "sdk_desktop.usecases")

RARE = ("dns.", "markdown_it.", "pkcs11", "pydyf", "rapidfuzz.", "sdk_desktop.service.direct.")
"""What draws PDF, reads cards, speaks with an access point, or helps who writes or spells."""

PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
import sdk_desktop.cli
from sdk_desktop.app import App
from sdk_desktop.domain.clearance import EnrolledPerson, Way
from sdk_desktop.settings import Profile
from sdk_desktop.ui.application import Shell
from sdk_desktop.ui.background import Background
qt = QApplication([])
app = App(Profile(Path(sys.argv[1])))
app.enrolled = lambda: (EnrolledPerson("Kim", (Way.PASSPHRASE,)),)
background = Background()
shell = Shell(qt, app, background)
shell._show_lock_screen()
shell.window.show()
shell.window.grab()
print(" ".join(sys.modules))
background.close()
"""

UNLOCKED = """
import sys
import sdk_desktop.app.connections
import sdk_desktop.app.sign_in_ways
import sdk_desktop.ui.main_window
print(" ".join(sys.modules))
import gc
from PySide6.QtWidgets import QApplication
from sdk_desktop.ui.warming import get_ready
qt = QApplication([])
get_ready()
print(len(gc.get_objects()), gc.get_freeze_count())
"""

WATCHED = """
import sys, threading

class Watch:
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is not threading.main_thread():
            print("elsewhere", name)

def show_warmed(shell, workspace):
    shell._app.warm()
    list(warming.import_parts())
    known = set(sys.modules)
    show(shell, workspace)
    for name in set(sys.modules) - known:
        print("late", name)

sys.meta_path.insert(0, Watch())
from sdk_desktop.__main__ import _main
from sdk_desktop.ui import warming
from sdk_desktop.ui.application import Shell
show, Shell.show_workspace = Shell.show_workspace, show_warmed
sys.exit(_main())
"""
"""Tells what is imported on other threads than the window's, and with the first window only."""

OURS_OF_THE_WINDOW = ("PySide6", "sdk_desktop.ui")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=100, check=False
    )


def test_the_lock_screen_paints_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    done = run("-c", PAINT, str(tmp_path))

    assert done.returncode == 0, done.stderr
    assert [name for name in done.stdout.split() if name.startswith(HEAVY)] == []


def test_what_few_need_is_not_imported_and_no_garbage_sought_in_what_stays() -> None:
    done = run("-c", UNLOCKED)

    assert done.returncode == 0, done.stderr
    modules, counts = done.stdout.splitlines()
    assert "sqlalchemy" in modules.split()
    assert [name for name in modules.split() if name.startswith(RARE)] == []
    looked_at, passed_over = map(int, counts.split())
    assert looked_at < passed_over / 100


def test_a_headless_start_opens_the_message_and_imports_qt_on_one_thread_before_it_is_shown(
    tmp_path: Path,
) -> None:
    picture = tmp_path / "picture.png"
    folder = ["--folder", str(tmp_path / "profile")]

    done = run("-c", WATCHED, "--practice", "--offscreen", "--picture", str(picture), *folder)

    assert done.returncode == 0, done.stderr
    assert picture.stat().st_size > 50_000
    told = [line.split() for line in done.stdout.splitlines() if line]
    elsewhere = [name for where, name in told if where == "elsewhere"]
    assert elsewhere, "no import is watched"
    assert [name for name in elsewhere if name.startswith(OURS_OF_THE_WINDOW)] == []
    late = [name for where, name in told if where == "late"]
    assert [name for name in late if name.startswith(OURS_OF_THE_WINDOW)] == [], "not warmed"
