"""Kills clients at random moments, and counts afterwards: `python3 installer/dev.py torture`.

A sender and a receiver of two organisations exchange messages through a sandbox, which stays;
a newcomer enrols again and again. Half of the kills come at any time, half in a chosen phase. At
the end everything that was sent must exist exactly once on each side, letter by letter, and every
audit chain and store must be whole. Ends with 0 only then; a seed makes the choices repeatable.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx

from installer.torture_client import Notes
from installer.torture_desk import RECEIVER, SECRET, SENDER, SPEED, Task
from installer.torture_verdict import Verdict

LONGEST_LIFE = 3.0
"""Seconds from one kill to the next, at most; one half on the average."""
PHASE_TIME = 0.03
"""Seconds into a phase, at most."""
BOTH = 0.1
"""Share of the kills that hit sender and receiver in the same moment."""
PATIENCE = 900
"""Seconds for draining and for checking."""

_SIDES = ("sender", "receiver")
_VICTIMS = ("sender", "sender", "receiver", "receiver", "newcomer")
_PHASES = {
    "sender": (
        *("starting", "unlocking", "writing", "sending", "looking for what is due"),
        *("handing over", "recording", "asking", "listening", "locking", "backing up"),
    ),
    "receiver": (
        *("starting", "unlocking", "asking", "listening", "fetching", "taking in"),
        *("confirming", "after confirming", "reading", "locking", "backing up"),
    ),
    "newcomer": ("starting", "enrolling", "unlocking", "migrating", "migrating"),
}


class FailedError(Exception):
    """A client ended by itself, or did not do what it was told."""


class Victim:
    """One client process, and what it says that it is doing."""

    def __init__(self, task: Task, errors: Path) -> None:
        self.phase = "starting"
        self._role = task.role
        self._heard = threading.Condition()
        self._errors = errors
        module = "torture_client" if task.role in _PHASES else "torture_check"
        command = [sys.executable, "-m", f"installer.{module}", json.dumps(asdict(task))]
        with errors.open("wb") as file:
            self._process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=file, text=True
            )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()

    @property
    def ended(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def wait_for(self, phase: str, seconds: float) -> None:
        """Wait until it says that it does something, or the time is over."""
        with self._heard:
            self._heard.wait_for(lambda: self.phase == phase or self.ended, seconds)

    def strike(self) -> bool:
        """End it without a word (SIGKILL, TerminateProcess); return whether it was alive."""
        alive = not self.ended
        self._process.kill()
        return alive

    def bury(self) -> None:
        """Wait until it is gone; raise `FailedError` when it had failed by itself before."""
        code = self._process.wait()
        self._reader.join()
        if code == 1 and os.name == "posix":  # Windows gives 1 to those that were killed
            raise FailedError(self._complaint())

    def finish(self) -> str:
        """Wait until it has ended well; gives what it said last."""
        try:
            code = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = -1
        self._reader.join()
        if code != 0:
            raise FailedError(self._complaint())
        return self.phase

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            with self._heard:
                self.phase = line.strip()
                self._heard.notify_all()

    def _complaint(self) -> str:
        said = self._errors.read_text(encoding="utf-8", errors="replace")
        return f"{self._role} ended while {self.phase}:\n{said}"


@dataclass
class Torture:
    """One run: the clients that live, and how many were killed in which phase."""

    task: Task
    folder: Path
    chance: random.Random
    clients: dict[str, Victim] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    phases: Counter[str] = field(default_factory=Counter)
    newcomers: int = 0

    def begin(self) -> None:
        """Start everybody."""
        for role in _PHASES:
            self._start(role)

    def kill_one(self) -> None:
        """Choose whom to kill and when, do it, and start them again."""
        role = self.chance.choice(_VICTIMS)
        if self.clients["newcomer"].ended:
            self.clients["newcomer"].bury()
            self.newcomers += 1
            self._start("newcomer")
        if self.chance.random() < 1 / 2:
            time.sleep(self.chance.random() * LONGEST_LIFE)
        else:
            self.clients[role].wait_for(self.chance.choice(_PHASES[role]), LONGEST_LIFE)
            time.sleep(self.chance.random() * PHASE_TIME)
        both = role in _SIDES and self.chance.random() < BOTH
        self._kill(_SIDES if both else (role,))

    def end(self) -> None:
        """End everybody who lives."""
        for victim in self.clients.values():
            victim.strike()
            with contextlib.suppress(FailedError):
                victim.bury()

    def send_off(self, role: str, place: str) -> Victim:
        """Let a client play a role, or do an errand, in a folder."""
        function = RECEIVER if place.startswith("receiver") else SENDER
        folder = str(self.folder / place)
        task = replace(self.task, role=role, folder=folder, function=function)
        return Victim(task, self.folder / f"{place.replace('/', ' ')}.errors")

    def _kill(self, roles: Sequence[str]) -> None:
        struck = [role for role in roles if self.clients[role].strike()]
        for role in roles:
            victim = self.clients[role]
            victim.bury()
            self.phases[f"{role}, {victim.phase}"] += role in struck
            self._start(role)
        if struck:
            self.kills["both" if len(struck) > 1 else struck[0]] += 1

    def _start(self, role: str) -> None:
        place = f"newcomers/{self.newcomers:04}" if role == "newcomer" else role
        self.clients[role] = self.send_off(role, f"{place}/profile")


def main() -> int:
    """Torture, let everything drain, check, and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="so many, at least")
    parser.add_argument("--minutes", type=float, default=60, help="for killing, at most")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    given = parser.parse_args()
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's own
    print(f"seed {given.seed}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, _sandbox() as address:
        task = Task("", "", "", address, datetime.now(UTC).isoformat(), given.seed)
        chance = random.Random(given.seed)  # noqa: S311 - chance, not secrecy
        torture = Torture(task, Path(folder), chance)
        try:
            _torture(torture, given.kills, began + given.minutes * 60)
            faults = _judge(torture)
        except FailedError as error:
            faults = (str(error),)
    print(f"{time.monotonic() - began:.0f} seconds")
    print(*faults, "Something is wrong." if faults else "All is well.", sep="\n")
    return 1 if faults else 0


def _torture(torture: Torture, kills: int, until: float) -> None:
    torture.begin()
    told = 0
    try:
        while torture.kills.total() < kills and time.monotonic() < until:
            torture.kill_one()
            if torture.kills.total() >= told + 50:
                told = torture.kills.total()
                print(f"{told} kills …", flush=True)
    finally:
        torture.end()
    each = ", ".join(f"{role} {count}" for role, count in sorted(torture.kills.items()))
    print(f"{torture.kills.total()} kills: {each}")
    for phase, count in sorted(torture.phases.items()):
        print(f"  {phase}: {count}")
    if torture.kills.total() < kills:
        raise FailedError(f"There were only {torture.kills.total()} kills in that time.")


def _judge(torture: Torture) -> tuple[str, ...]:
    """Let everything drain, look at both sides and their backups, and give what is wrong."""
    for side in _SIDES:  # in this order: what the sender has sent is there when the receiver looks
        torture.send_off("drain", f"{side}/profile").finish()
    found = {}
    for side in _SIDES:
        found[side] = json.loads(torture.send_off("check", f"{side}/profile").finish())
        torture.send_off("restore", f"{side}/profile").finish()
        found[f"{side}'s backup"] = json.loads(
            torture.send_off("check", f"{side}/restored").finish()
        )
    begun = json.loads(torture.send_off("check newcomers", "newcomers").finish())
    notes = Notes(torture.folder / "sender" / "profile" / "notes")
    verdict = Verdict(torture.task.seed, notes, found, begun)
    with httpx.Client(trust_env=False) as web:
        known = web.get(f"{torture.task.address}/practice").json()
    faults = tuple(verdict.faults(known["sent"]))
    print(*verdict.summary(), sep="\n")
    return faults


@contextlib.contextmanager
def _sandbox() -> Iterator[str]:
    """Run a sandbox that knows both organisations' clients; gives its address."""
    command = [sys.executable, "-m", "sdk_desktop", "sandbox", "--speed", str(SPEED)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().strip() if process.stdout else ""
            for function in (SENDER, RECEIVER):
                body = {"client_id": function, "secret": SECRET, "functions": [function]}
                httpx.post(f"{address}/practice/clients", json=body, trust_env=False)
            yield address
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
