"""The client processes of a run, and when they are killed.

They are forked from a process that has everything imported, where the system can do that: a start
takes a moment then, and a computer kills a hundred of them in the time that ten would take.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from installer.torture.child import do_task
from installer.torture.ledger import KillableLedger
from installer.torture.task import LEDGER_PASSWORD, RECEIVER, SENDER, Task
from sdk_desktop.viewer import CHILD

if sys.platform == "win32":
    CHILDREN = multiprocessing.get_context("spawn")
else:
    CHILDREN = multiprocessing.get_context("forkserver")
CHILDREN.set_forkserver_preload(["installer.torture.child"])
LONGEST_LIFE = 2.0
"""Seconds from one kill to the next, at most; one half on the average."""
STARTS = 2
"""So many times as long as a start takes, at least, on a slow computer."""
PHASE_TIME = 0.03
"""Seconds into a phase, at most."""
BOTH = 0.1
"""Share of the kills that hit sender and receiver in the same moment."""
PATIENCE = 900
"""Seconds in which a process that drains or checks tells something."""

SIDES = ("sender", "receiver")
SHARED_SIDES = ("sender", "second sender", "receiver", "second receiver")
LEDGER = "ledger"
"""What is killed beside the clients where they share their mailboxes."""
_CHOICES = ("sender", "sender", "receiver", "receiver", "newcomer")
_PHASES = {
    "sender": (
        *("starting", "unlocking", "writing", "sending", "looking for what is due"),
        *("handing over", "recording", "asking", "listening", "locking", "backing up"),
    ),
    "receiver": (
        *("starting", "unlocking", "asking", "listening", "fetching", "taking in"),
        *("confirming", "after confirming", "reading", "taking", "drawing", "drawing"),
        *("locking", "backing up"),
    ),
    "newcomer": ("starting", "enrolling", "unlocking", "migrating", "migrating"),
}
_PHASES |= {f"second {side}": _PHASES[side] for side in SIDES}
_AT_LEDGER = ("appending", "appended") * 3
"""What those do, too, who share a mailbox; it is chosen more often than the rest."""


class ClientFailedError(Exception):
    """A client ended by itself, or failed."""


class ClientProcess:
    """A client process, and the phase that it printed last."""

    def __init__(self, task: Task, errors: Path) -> None:
        self.phase = "starting"
        self._heard = 0
        self._role = task.role
        self._changed = threading.Condition()
        self._errors = errors
        self._phases, told = CHILDREN.Pipe(duplex=False)
        self._process = CHILDREN.Process(target=do_task, args=(task, told, errors), daemon=True)
        self._process.start()
        told.close()  # so that the pipe ends with the child
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return not self._process.is_alive()

    def wait_for(self, phase: str, seconds: float) -> None:
        """Wait for a phase, the end of the process, or the time-out."""
        with self._changed:
            self._changed.wait_for(lambda: self.phase == phase or self.ended, seconds)

    def kill(self) -> bool:
        """Kill it (SIGKILL, TerminateProcess); return whether it was alive."""
        alive = not self.ended
        self._process.kill()
        return alive

    def wait_until_ended(self) -> None:
        """Wait until it is gone; raise `ClientFailedError` when it had failed by itself before."""
        self._process.join()
        self._reader.join()
        # Windows gives 1 to those that were killed.
        if self._process.exitcode == 1 and os.name == "posix":
            raise ClientFailedError(self._error_text())

    def finish(self) -> str:
        """Wait until it has ended without an error; return the last line that it printed."""
        heard = -1
        while not self.ended and heard < self._heard:  # one that goes on telling is let go on
            heard = self._heard
            self._process.join(PATIENCE)
        self._process.kill()
        self._process.join()
        self._reader.join()
        if self._process.exitcode != 0:
            raise ClientFailedError(self._error_text())
        return self.phase

    def _listen(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                phase = self._phases.recv_bytes().decode().strip()
                with self._changed:
                    self.phase = phase
                    self._heard += 1
                    self._changed.notify_all()
        self._phases.close()
        with self._changed:
            self._changed.notify_all()

    def _error_text(self) -> str:
        said = self._errors.read_text(encoding="utf-8", errors="replace")
        return f"{self._role} ended while {self.phase}:\n{said}"


def children_left() -> list[int]:
    """Return the processes that draw files and belong to nobody any longer (on Linux only)."""
    left = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            arguments = (process / "cmdline").read_bytes().split(b"\0")
            parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
            if CHILD.encode() in arguments and parent == "1":
                left.append(int(process.name))
    return left


@dataclass
class TortureRun:
    """One run: the clients that live, and how many were killed in which phase."""

    task: Task
    folder: Path
    chance: random.Random
    clients: dict[str, ClientProcess] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    phases: Counter[str] = field(default_factory=Counter)
    newcomers: int = 0
    longest_life: float = LONGEST_LIFE
    ledger: KillableLedger | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        """The profiles that exchange messages; with a ledger two share each mailbox."""
        return SHARED_SIDES if self.ledger else SIDES

    def share(self, ledger: KillableLedger) -> None:
        """Let two computers share each side's mailbox."""
        self.ledger, self.task = ledger, replace(self.task, ledger=ledger.port)
        for role in SHARED_SIDES:
            profile = self.folder / role / "profile"
            profile.mkdir(parents=True, mode=0o700)
            (profile / LEDGER_PASSWORD).write_text(ledger.login(role), encoding="utf-8")
        for side in SIDES:
            first, second = f"{side}/profile", f"second {side}/profile"
            code = self.start_process("share", first, ledger.password).finish()
            words = self.start_process("join", second, code).finish()
            self.start_process("admit", first, words).finish()

    def begin(self) -> None:
        """Start everybody, and look how long that takes here."""
        imported = CHILDREN.Process(target=bool)  # so that everything is, before time is taken
        imported.start()
        imported.join()
        began = time.monotonic()
        for role in self.sides if self.ledger else (*self.sides, "newcomer"):
            self._start(role)
        self.clients["sender"].wait_for("unlocking", PATIENCE)
        self.longest_life = max(LONGEST_LIFE, STARTS * (time.monotonic() - began))

    def kill_one(self) -> None:
        """Choose whom to kill and when, do it, and start them again."""
        role = self.chance.choice((*SHARED_SIDES, LEDGER) if self.ledger else _CHOICES)
        if "newcomer" in self.clients and self.clients["newcomer"].ended:
            self.clients["newcomer"].wait_until_ended()
            self.newcomers += 1
            self._start("newcomer")
        if self.chance.random() < 1 / 2 or role == LEDGER:
            time.sleep(self.chance.random() * self.longest_life)
        else:
            phases = (*_PHASES[role], *(_AT_LEDGER if self.ledger else ()))
            self.clients[role].wait_for(self.chance.choice(phases), self.longest_life)
            time.sleep(self.chance.random() * PHASE_TIME)
        if role == LEDGER and self.ledger:
            self.ledger.kill()
            self.kills[LEDGER] += 1
            return
        both = role in self.sides and self.chance.random() < BOTH
        self._kill(self.sides if both else (role,))

    def end(self) -> None:
        """End everybody who lives."""
        for process in self.clients.values():
            process.kill()
            with contextlib.suppress(ClientFailedError):
                process.wait_until_ended()

    def start_process(self, role: str, place: str, said: str = "") -> ClientProcess:
        """Start the process of a role in a folder."""
        function = RECEIVER if "receiver" in place else SENDER
        folder = str(self.folder / place)
        task = replace(self.task, role=role, folder=folder, function=function, said=said)
        return ClientProcess(task, self.folder / f"{place.replace('/', ' ')}.errors")

    def _kill(self, roles: Sequence[str]) -> None:
        killed = [role for role in roles if self.clients[role].kill()]
        for role in roles:
            process = self.clients[role]
            process.wait_until_ended()
            self.phases[f"{role}, {process.phase}"] += role in killed
            self._start(role)
        if killed:
            self.kills["both" if len(killed) > 1 else killed[0]] += 1

    def _start(self, role: str) -> None:
        place = f"newcomers/{self.newcomers:04}" if role == "newcomer" else role
        self.clients[role] = self.start_process(role, f"{place}/profile")
