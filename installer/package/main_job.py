"""Does the main job in an installed client's real window, by the keyboard, as a person does it.

Whether something has come is seen by the titles of windows and by what the client notes in its
profile, so that no layout is relied on. What was done is then read from the store.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer.development.debian import Inside
from sdk_desktop.app.practice import CODE_SECRET, PASSPHRASE, WHO, PracticeApp
from sdk_desktop.auth.one_time_code import current_code
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.profile_folder import RUNNING
from sdk_desktop.settings import Profile

ANSWER = "Vi kommer till mötet."
_MAIN, _WRITING, _ATTACHMENT = "SDK Desktop", "Skriv meddelande", " – "
"""What the titles of windows are or hold."""
_PATIENCE = 120
"""Seconds that the client may take for one step."""
_SHORT = 6
"""Seconds in which something comes that has been asked for."""
WANTED = ("unlocked", "read", "opened_file", "sent", "locked")
"""What the audit trail says when all was done."""


@dataclass(frozen=True)
class MainJob:
    """A client in practice mode: how it is started, and its profile as seen from outside."""

    inside: Inside
    command: Sequence[str]
    profile: Path
    pictures: Path

    def do(self) -> None:
        """Unlock, read a message, look at its attachment, answer, lock, close; keep pictures."""
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.inside.service("setxkbmap", "se")
        with self._started() as client:
            self._work()
            client.wait(_PATIENCE)

    def be_upgraded(self, install: Callable[[], int], version: str) -> Iterator[str]:
        """Install a newer version over a client in which somebody works; yield what is wrong."""
        with self._started() as older:
            self._until(lambda: self._window(_MAIN), "9-older")
            self._unlocked()
            if code := install():
                yield f"it does not upgrade while the client runs: {code}"
            time.sleep(_SHORT)
            self._keep("10-upgraded")
            with self._started() as newer:
                self._until(lambda: self._running() == [version], "11-newer")
                if older.wait(_PATIENCE) != 0:
                    yield "the older client has not ended well"
                self._choose_window("-c")
                newer.wait(_PATIENCE)

    @contextmanager
    def _started(self) -> Iterator[subprocess.Popen[bytes]]:
        """Start the client, and wait until it has ended; end it where something goes wrong."""
        with subprocess.Popen(
            self.inside.inside(self.command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        ) as client:
            try:
                yield client
            except BaseException:
                client.kill()
                raise

    def _running(self) -> list[str]:
        """Return the versions of the clients that listen for further starts."""
        notes = self.profile.glob(RUNNING)
        return [json.loads(note.read_text(encoding="utf-8"))["version"] for note in notes]

    def done(self) -> list[str]:
        """Return what the audit trail says was done, the first thing first."""
        app = PracticeApp(Profile(self.profile))
        workspace = app.unlock(WHO, _proof(), lambda _: None)
        try:
            return [row.event.kind.value for row in reversed(workspace.audit_trail.page())]
        finally:
            workspace.close()
            app.close()

    def _work(self) -> None:
        self._until(lambda: self._window(_MAIN), "1-locked")
        self._until(self._unlocked, "2-unlocked")
        self._until(self._attachment_opened, "3-attachment")
        self._press("Escape")
        self._keep("4-reading")
        self._choose_window("-a")
        self._press("ctrl+r")
        self._until(lambda: self._window(_WRITING), "5-answering")
        self._type(ANSWER)
        self._keep("6-answered")
        self._press("ctrl+Return")
        self._until(lambda: not self._window(_WRITING), "7-sent")
        self._choose_window("-a")
        self._press("ctrl+l")
        time.sleep(_SHORT)
        self._keep("8-locked-again")
        self._choose_window("-c")

    def _unlocked(self) -> bool:
        """Type passphrase and code; return whether the client has then been with the service."""
        proof = _proof()
        self._press("Shift+Tab", "Tab", "ctrl+a")
        self._type(proof.passphrase)
        self._press("Return")
        self._type(proof.code)
        self._press("Return")
        return self._soon(Profile(self.profile).note.exists)

    def _attachment_opened(self) -> bool:
        """Open the next message and its first attachment; return whether it has one."""
        self._press("j", "Return")
        self._press("ctrl+o")
        opened = self._soon(lambda: self._window(_ATTACHMENT))
        if not opened:
            self._press("Escape")
        return opened

    def _window(self, title: str) -> bool:
        """Return whether a window is shown whose title holds some letters."""
        asked = ("xdotool", "search", "--onlyvisible", "--name", title)
        return self.inside.linux(*asked).returncode == 0

    def _choose_window(self, what: str) -> None:
        """Bring the main window forward (`-a`), or close it (`-c`)."""
        self.inside.service("wmctrl", what, _MAIN)  # its title may go on with a number
        time.sleep(1)

    def _press(self, *keys: str) -> None:
        self.inside.service("xdotool", "key", "--delay", "100", *keys)
        time.sleep(1)

    def _type(self, text: str) -> None:
        self.inside.service("xdotool", "type", "--delay", "80", text)
        time.sleep(1)

    def _until(self, come: Callable[[], bool], picture: str) -> None:
        """Wait until something has come; keep a picture of it."""
        until = time.monotonic() + _PATIENCE
        while not come():
            if time.monotonic() > until:
                self._keep("too-late")
                raise SystemExit(f"The window does not come to {picture}.")
            time.sleep(1)
        time.sleep(2)
        self._keep(picture)

    def _soon(self, come: Callable[[], bool]) -> bool:
        """Return whether something comes in a short while."""
        until = time.monotonic() + _SHORT
        while not come():
            if time.monotonic() > until:
                return False
            time.sleep(1)
        return True

    def _keep(self, picture: str) -> None:
        self.inside.screen().save(self.pictures / f"{picture}.png")


def _proof() -> PassphraseProof:
    return PassphraseProof(PASSPHRASE, current_code(CODE_SECRET, system_clock()))
