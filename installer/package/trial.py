"""Tries the Windows installer in Wine: install, do the main job, upgrade, remove.

The window is used as a person does it, with mouse and keys on a screen. What the window has done is
then read from the profile by the project's own code.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from installer.development.processes import PROJECT, say
from installer.package.windows_folder import PROGRAM, WINDOW_PROGRAM
from installer.windows import root
from installer.windows.root import PROJECT_INSIDE, home
from installer.windows.wine import Wine, as_windows, entered

WINDOWS = "/opt/windows/trial"
"""Another Windows than that of the tests, made anew for each trial."""
PICTURES = PROJECT / "build" / "pictures-installed"
INSTALLED = r"C:\Program Files\SDK Desktop"
PROFILE = r"C:\SDK övning"
PATIENCE = 120
"""Seconds that the window may take to show something."""
FILL_IN, UNLOCK, MESSAGE, OPEN = (936, 555), (800, 491), (478, 383), (1276, 455)
"""Where to click, on a screen of the size that Wine gets."""
ON_UNLOCK, ON_NEW, ON_SEND = (650, 491), (140, 112), (355, 765)
"""Places on the main button of lock screen, main window and window for writing."""
ON_DOT, ON_BADGE, ON_PAGE = (358, 377), (681, 214), (462, 330)
"""Where the list has an unread message's dot, a message its badge, the attachment its title."""
MAIN, CONFIDENTIAL, BLACK = (12, 98, 102), (168, 34, 26), (0, 0, 0)
"""The colours of main buttons and dots, of the badge, and of text in the attachment."""
ANSWER = "Vi kommer till motet."
_SENT = f"""
from pathlib import Path
from sdk_desktop.app.practice import PracticeApp
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.settings import Profile
app = PracticeApp(Profile(Path({PROFILE!r})))
workspace = app.unlock(app.people()[0], app.practice_proof(), lambda _: None)
for mailbox in app.settings.mailboxes:
    for line in workspace.inbox.page(mailbox.address, Folder.SENT).headlines:
        print("sent:", line.message_id, line.attachments)
workspace.close()
"""


def try_installer(older: Path, newer: Path) -> int:
    """Install, use, upgrade and remove; return 0 if all went as it should."""
    root.make()
    PICTURES.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(home() / "root" / WINDOWS[1:], ignore_errors=True)
    with entered(WINDOWS) as wine:
        faults = list(_trial(wine, older, newer))
    for fault in faults:
        say(f"WRONG: {fault}")
    say(f"The installer {'has faults' if faults else 'does what it should'}: {PICTURES}")
    return 1 if faults else 0


def _trial(wine: Wine, older: Path, newer: Path) -> Iterator[str]:
    """Go through everything and yield what is wrong."""
    folder = wine.drive / "Program Files" / "SDK Desktop"
    if _msi(wine, "/i", older) != 0 or not folder.is_dir():
        yield "it does not install"
    before = _files(folder)
    _do_main_job(wine)
    if "sent:" not in (done := wine.python("-c", _SENT).stdout):
        yield f"the main job was not done: {done}"
    if _files(folder) != before:
        yield "using it has written where it is installed"
    if _msi(wine, "/i", newer) != 0 or wine.windows(f"{INSTALLED}\\{PROGRAM}", "--help").returncode:
        yield "it does not upgrade"
    if _msi(wine, "/i", older) == 0:
        yield "an older version takes the place of a newer one"
    if _msi(wine, "/x", newer) != 0 or folder.exists():
        yield f"this stays after removing it: {sorted(map(str, _files(folder)))[:5]}"
    if wine.python("-c", _SENT).stdout != done:
        yield "upgrading or removing it has changed the profile"


def _do_main_job(wine: Wine) -> None:
    """Unlock, find and read a message, answer it, look at the answer, lock."""
    window = [f"{INSTALLED}\\{WINDOW_PROGRAM}", "--practice", "--folder", PROFILE]
    with subprocess.Popen(
        wine.inside(["wine", *window]), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as running:
        _until(wine, ON_UNLOCK, "1-locked")
        _click(wine, FILL_IN)
        _click(wine, UNLOCK)
        _until(wine, ON_NEW, "2-unlocked")
        _until(wine, ON_DOT, "3-fetched")
        _click(wine, MESSAGE)
        _until(wine, ON_BADGE, "4-reading", CONFIDENTIAL)
        _click(wine, OPEN)
        _until(wine, ON_PAGE, "4-attachment", BLACK)
        _press(wine, "Escape")
        _press(wine, "ctrl+r")
        _until(wine, ON_SEND, "5-answering")
        wine.linux("xdotool", "type", "--delay", "80", ANSWER)
        _keep(wine, "6-answered")
        _press(wine, "ctrl+Return")
        _until(wine, ON_SEND, "7-sent", shown=False)
        _press(wine, "ctrl+l")
        _until(wine, ON_UNLOCK, "8-locked-again")
        _press(wine, "alt+F4")
        running.wait(60)


def _msi(wine: Wine, what: str, msi: Path) -> int:
    path = as_windows(f"{PROJECT_INSIDE}/{msi.relative_to(PROJECT)}")
    return wine.windows("msiexec", what, path, "/qn").returncode


def _files(folder: Path) -> dict[Path, int]:
    """Return the sizes of the files in a folder."""
    return {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def _click(wine: Wine, place: tuple[int, int]) -> None:
    wine.linux("xdotool", "mousemove", *map(str, place), "click", "1")
    time.sleep(1)


def _press(wine: Wine, key: str) -> None:
    wine.linux("xdotool", "key", key)
    time.sleep(2)


def _until(
    wine: Wine,
    place: tuple[int, int],
    picture: str,
    colour: tuple[int, int, int] = MAIN,
    *,
    shown: bool = True,
) -> None:
    """Wait until a place has a colour, or has it no longer; keep a picture of it."""
    until = time.monotonic() + PATIENCE
    while (wine.screen().getpixel(place) == colour) is not shown:
        if time.monotonic() > until:
            _keep(wine, "too-late")
            raise SystemExit(f"The window does not come to {picture}.")
        time.sleep(1)
    time.sleep(2)
    _keep(wine, picture)


def _keep(wine: Wine, picture: str) -> None:
    wine.screen().save(PICTURES / f"{picture}.png")
