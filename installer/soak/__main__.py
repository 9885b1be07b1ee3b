"""Let the window work at a service that fails now and then: `python3 installer/dev.py soak`.

Messages come every second, the line breaks for one request in seven, and somebody reads, searches,
changes folders and sends. At the end the line holds, everything is delivered, and each message must
be there once; the window may not have stood still, nor its memory have grown. Ends with 0 only
then. `--minutes` says how long; of a pause does not count what others had the processor.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import httpx
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from installer.bench import data
from installer.bench.memory import resident
from installer.soak.beat import Beat
from installer.soak.line import BreakingLine
from installer.soak.result import SoakResult
from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.cli.client import sandbox_process
from sdk_desktop.domain.draft import Draft, DraftRecipient
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Direction, Folder, Headline
from sdk_desktop.formats.message import write_message
from sdk_desktop.settings import Profile
from sdk_desktop.ui.application import Shell
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.warming import get_ready, import_parts
from sdk_desktop.usecases.workspace import Workspace

_BEAT, _ROUND, _ACT, _COME, _WEIGH = 5, 2_000, 700, 1_000, 5_000
"""Milliseconds between looks at the clock, rounds, acts of the user, messages, looks at memory."""
_SPEED = 60
_SETTLING = 20
"""Rounds at the end at most, in which everything is to be delivered."""
_WORDS = ("möte", "barn skola", "utred", "Dnr 7", "")
_SENT = 0.1
"""The share of the user's acts that send something."""


class Soak(QObject):
    """A window with its user, and the traffic that comes to it."""

    def __init__(self, app: PracticeApp, line: BreakingLine, address: str) -> None:
        super().__init__()
        qt = _qt()  # before whatever starts a timer
        self.result = SoakResult()
        self._line, self._address = line, address
        self._chance = random.Random()  # noqa: S311 - chance, not secrecy
        self._outside = httpx.Client(trust_env=False)
        self._background = Background()
        self._background.on_failure = self._ignore
        self._shell = Shell(qt, app, self._background)
        app.warm()
        list(import_parts())
        get_ready()
        proof = app.practice_proof()
        if proof is None:
            sys.exit("practice gives no proof")
        self._workspace: Workspace = app.unlock(WHO, proof, self._shell.changed.emit)
        self._beat = Beat(_BEAT)
        self._busy = False

    def run(self, seconds: float) -> SoakResult:
        """Work for so long, then let everything settle, and return what was counted."""
        self._shell.window.show()
        self._shell.show_workspace(self._workspace)
        self._wait(3)
        self._line.breaks = True
        timers = [
            self._every(_BEAT, self._look),
            self._every(_ROUND, self._synchronise),
            self._every(_ACT, self._act),
            self._every(_COME, self._come),
            self._every(_WEIGH, lambda: self.result.memory.append(resident())),
        ]
        self._beat.begin()
        self._wait(seconds)
        for timer in timers:
            timer.stop()
        self._line.breaks = False
        self._settle()
        self._count()
        self._shell.end()
        self._background.close()
        return self.result

    def _every(self, milliseconds: int, do: object) -> QTimer:
        timer = QTimer(self, interval=milliseconds)
        timer.timeout.connect(do)
        timer.start()
        return timer

    def _wait(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def _look(self) -> None:
        self.result.note_pause(*self._beat.look())

    def _synchronise(self) -> None:
        if not self._busy:
            self._busy = True
            self.result.rounds += 1
            self._background.run(self, self._workspace.synchronise, self._rest, self._rest)

    def _rest(self, _result: object) -> None:
        self._busy = False

    def _ignore(self, error: SdkError) -> None:
        """Go on: a line that breaks is what this is about."""

    def _come(self) -> None:
        number = len(self.result.put)
        message = data.make_message(self._chance, number, datetime.now(UTC))
        self.result.put.append(message.message_id)
        url = f"{self._address}/practice/mailboxes/{data.SOCIAL}"
        put = partial(self._outside.post, url, content=write_message(message))
        self._background.run(self, put, self._rest_of_putting)

    def _rest_of_putting(self, answer: httpx.Response) -> None:
        answer.raise_for_status()

    def _act(self) -> None:
        """Do what a user does: send, search, choose a message, or another folder."""
        main = self._shell.main
        if main is None:
            return
        messages = main.messages
        QTest.keyClick(self._shell.window.windowHandle(), Qt.Key.Key_Shift)  # or else it would lock
        if self._chance.random() < _SENT:
            self._background.run(self, self._send, self.result.sent.extend)
        elif self._chance.random() < 0.3:  # noqa: PLR2004 - now and then
            messages.list.search_field.setText(self._chance.choice(_WORDS))
        elif rows := len(messages.list.model.rows):
            messages.list.table.choose(self._chance.randrange(min(rows, 50)))
            if isinstance(headline := messages.list.current, Headline):
                messages.open(headline)

    def _send(self) -> list[str]:
        draft = Draft(
            self._workspace.drafts.new(data.SOCIAL).key,
            data.SOCIAL,
            recipients=(
                DraftRecipient(
                    "0203:regionekelund.example.se",
                    "Region Ekelund",
                    "sdk:akuten:0203:regionekelund.example.se",
                    "Akuten",
                ),
            ),
            label="Fråga",
            confidential=False,
            text="Vi undrar.",
        )
        return list(self._workspace.outbox.send(draft))

    def _settle(self) -> None:
        for _ in range(_SETTLING):
            self._synchronise()
            while self._busy:  # a round takes as long as the computer needs
                self._wait(1)

    def _count(self) -> None:
        result, there = self.result, list(self._headlines())
        came = [one.message_id for one in there if one.direction is Direction.IN]
        result.received = [one for one in came if one in set(result.put)]
        gone = [one for one in there if one.direction is Direction.OUT]
        result.kept = [one.message_id for one in gone]
        result.failed = sum(one.status is not None and one.status.failed for one in gone)
        result.requests, result.disturbed = self._line.requests, self._line.disturbed

    def _headlines(self) -> list[Headline]:
        found: list[Headline] = []
        for folder in (Folder.ALL, Folder.SENT):
            more: int | None = 0
            while more is not None:
                page = self._workspace.inbox.page("", folder, more)
                found += page.headlines
                more = page.more
        return list({one.row: one for one in found}.values())


def main() -> int:
    """Let the window work, and print what was counted and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's own
    with tempfile.TemporaryDirectory() as folder, sandbox_process(_SPEED) as address:
        line = BreakingLine(httpx.HTTPTransport(), random.Random())  # noqa: S311 - chance
        app = PracticeApp(Profile(Path(folder) / "profile"), client=httpx.Client(transport=line))
        app.prepare(address)
        result = Soak(app, line, address).run(given.minutes * 60)
        app.close()
    faults = list(result.faults())
    print(*result.summary(), *faults, "Something is wrong." if faults else "All is well.", sep="\n")
    return 1 if faults else 0


def _qt() -> QApplication:
    return QApplication([])


if __name__ == "__main__":
    sys.exit(main())
