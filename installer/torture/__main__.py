"""Kill clients at random moments, and count afterwards: `python3 installer/dev.py torture`.

A sender and a receiver of two organisations exchange messages through a sandbox, which stays: by
its message service, or from access point to access point. A newcomer enrols again and again. Half
of the kills come at any time, half in a chosen phase. At the end everything that was sent must
exist exactly once on each side, letter by letter, and every audit chain and store must be whole.
With `--shared` two computers share each side's mailbox, and their ledger's PostgreSQL is killed,
too: everything must be once in the ledger and in each of the four copies.
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
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx

from installer.torture.client import SentLog
from installer.torture.ledger import KillableLedger, killable_ledger
from installer.torture.processes import (
    SIDES,
    ClientFailedError,
    TortureRun,
    children_left,
)
from installer.torture.result import TortureResult, shared_faults
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
    parser.add_argument("--shared", action="store_true", help="two computers share each mailbox")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    given = parser.parse_args()
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's own
    print(f"seed {given.seed}", flush=True)
    began = time.monotonic()
    with contextlib.ExitStack() as opened:
        folder = opened.enter_context(tempfile.TemporaryDirectory())
        address = opened.enter_context(_sandbox(given.service))
        now = datetime.now(UTC).isoformat()
        task = Task("", "", "", given.service, address, now, given.seed)
        chance = random.Random(given.seed)  # noqa: S311 - chance, not secrecy
        torture = TortureRun(task, Path(folder), chance)
        try:
            if given.shared:
                torture.share(opened.enter_context(killable_ledger()))
            _kill_clients(torture, given.kills, began + given.minutes * 60)
            faults = (*_too_few(torture, given.kills), *_check_result(torture))
        except ClientFailedError as error:
            faults = (str(error),)
    print(f"{time.monotonic() - began:.0f} seconds")
    print(*faults, "Something is wrong." if faults else "All is well.", sep="\n")
    return 1 if faults else 0


def _kill_clients(torture: TortureRun, kills: int, until: float) -> None:
    torture.begin()
    print(f"A client lives {torture.longest_life:.1f} seconds at most.", flush=True)
    began, reported = time.monotonic(), 0
    try:
        while torture.kills.total() < kills and time.monotonic() < until:
            torture.kill_one()
            if torture.kills.total() >= reported + 50:
                reported = torture.kills.total()
                print(f"{reported} kills …", flush=True)
    finally:
        torture.end()
    each = ", ".join(f"{role} {count}" for role, count in sorted(torture.kills.items()))
    print(f"{torture.kills.total()} kills in {time.monotonic() - began:.0f} seconds: {each}")
    for phase, count in sorted(torture.phases.items()):
        print(f"  {phase}: {count}")


def _too_few(torture: TortureRun, kills: int) -> tuple[str, ...]:
    """Return that there were fewer kills than wanted: what they did is checked all the same."""
    count = torture.kills.total()
    return () if count >= kills else (f"There were only {count} kills in that time.",)


def _check_result(torture: TortureRun) -> tuple[str, ...]:
    """Deliver everything, check both sides and their backups; return what is wrong."""
    _drain(torture)
    if torture.ledger is not None:
        return _check_shared(torture, torture.ledger)
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


def _check_shared(torture: TortureRun, ledger: KillableLedger) -> tuple[str, ...]:
    found, notes = {}, []
    for side in torture.sides:
        place = f"{side}/profile"
        found[side] = json.loads(torture.start_process("check", place).finish())
        notes.append(SentLog(torture.folder / place / "notes"))
        copy = found[side]
        print(
            f"{side}: {len(copy['identifiers'])} messages, {len(copy['drafts'])} drafts, "
            f"audit chain of {copy['events']} events"
        )
    contents = ledger.contents()
    print(f"the ledger has {contents} messages")
    return tuple(shared_faults(torture.task.seed, notes, found, contents))


def _drain(torture: TortureRun) -> None:
    """Let all sides deliver everything: at an access point the one waits for the other."""
    half = len(torture.sides) // 2
    senders, receivers = torture.sides[:half], torture.sides[half:]
    sending = [torture.start_process("drain", f"{side}/profile") for side in senders]
    while not all(one.ended for one in sending):
        _drain_sides(torture, receivers)
    for one in sending:
        one.finish()
    _drain_sides(torture, receivers)
    if torture.ledger is not None:
        _drain_sides(torture, torture.sides)  # so that each has heard of the others' last changes


def _drain_sides(torture: TortureRun, sides: Sequence[str]) -> None:
    draining = [torture.start_process("drain", f"{side}/profile") for side in sides]
    for one in draining:
        one.finish()


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
