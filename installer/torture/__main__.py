"""Kill clients at random moments, and count afterwards: `python3 installer/dev.py torture`.

A sender and a receiver of two organisations exchange messages through a sandbox, which stays: by
its message service, or from access point to access point. A newcomer enrols again and again. Half
of the kills come at any time, half in a chosen phase. At the end everything that was sent must
exist exactly once on each side, letter by letter, and every audit chain and store must be whole.
Ends with 0 only then; a seed makes the choices repeatable.
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
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import httpx

from installer.torture.client import SentLog
from installer.torture.processes import (
    SIDES,
    ClientFailedError,
    TortureRun,
    children_left,
)
from installer.torture.result import TortureResult
from installer.torture.task import (
    ACCESS_POINT,
    MESSAGE_SERVICE,
    RECEIVER,
    SECRET,
    SENDER,
    SPEEDS,
    Task,
)


def main() -> int:
    """Kill clients, deliver everything, check, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="so many, at least")
    parser.add_argument("--service", choices=SPEEDS, default=MESSAGE_SERVICE, help="of both sides")
    parser.add_argument("--minutes", type=float, default=60, help="for killing, at most")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    given = parser.parse_args()
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's own
    print(f"seed {given.seed}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, _sandbox(given.service) as address:
        now = datetime.now(UTC).isoformat()
        task = Task("", "", "", given.service, address, now, given.seed)
        chance = random.Random(given.seed)  # noqa: S311 - chance, not secrecy
        torture = TortureRun(task, Path(folder), chance)
        try:
            _kill_clients(torture, given.kills, began + given.minutes * 60)
            faults = _check_result(torture)
        except ClientFailedError as error:
            faults = (str(error),)
    print(f"{time.monotonic() - began:.0f} seconds")
    print(*faults, "Something is wrong." if faults else "All is well.", sep="\n")
    return 1 if faults else 0


def _kill_clients(torture: TortureRun, kills: int, until: float) -> None:
    torture.begin()
    reported = 0
    try:
        while torture.kills.total() < kills and time.monotonic() < until:
            torture.kill_one()
            if torture.kills.total() >= reported + 50:
                reported = torture.kills.total()
                print(f"{reported} kills …", flush=True)
    finally:
        torture.end()
    each = ", ".join(f"{role} {count}" for role, count in sorted(torture.kills.items()))
    print(f"{torture.kills.total()} kills: {each}")
    for phase, count in sorted(torture.phases.items()):
        print(f"  {phase}: {count}")
    if torture.kills.total() < kills:
        raise ClientFailedError(f"There were only {torture.kills.total()} kills in that time.")


def _check_result(torture: TortureRun) -> tuple[str, ...]:
    """Deliver everything, check both sides and their backups; return what is wrong."""
    _drain(torture)
    found = {}
    for side in SIDES:
        found[side] = json.loads(torture.start_process("check", f"{side}/profile").finish())
        torture.start_process("restore", f"{side}/profile").finish()
        found[f"{side}'s backup"] = json.loads(
            torture.start_process("check", f"{side}/restored").finish()
        )
    begun = json.loads(torture.start_process("check newcomers", "newcomers").finish())
    notes = SentLog(torture.folder / "sender" / "profile" / "notes")
    result = TortureResult(torture.task.seed, notes, found, begun)
    faults = [*result.faults(_known(torture.task, result))]
    faults += [f"a process that draws files is left: {number}" for number in children_left()]
    print(*result.summary(), sep="\n")
    return tuple(faults)


def _drain(torture: TortureRun) -> None:
    """Let both sides deliver everything: at an access point the one waits for the other."""
    sender, receiver = (f"{side}/profile" for side in SIDES)
    sending = torture.start_process("drain", sender)
    while not sending.ended:
        torture.start_process("drain", receiver).finish()
    sending.finish()
    torture.start_process("drain", receiver).finish()


def _known(task: Task, result: TortureResult) -> Mapping[str, int]:
    """Count by status what the message service was given; an access point does not tell that."""
    if task.service == ACCESS_POINT:
        return result.sender["statuses"]
    with httpx.Client(trust_env=False) as web:
        return dict(web.get(f"{task.address}/practice").json()["sent"])


@contextlib.contextmanager
def _sandbox(service: str) -> Iterator[str]:
    """Run a sandbox that knows both organisations' clients; yield its address."""
    speed = str(SPEEDS[service])
    command = [sys.executable, "-m", "sdk_desktop", "sandbox", "--speed", speed]
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
