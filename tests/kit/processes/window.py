"""A window in a process of its own: sends and receives, at the same time as others.

Called as `python -m tests.kit.processes.window FOLDER NAME COUNT`; says "ready" when it is
unlocked, begins when it is told, and says at the end what it received.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.settings import Profile
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.processes.forked import Process, started
from tests.kit.sandbox_network import CHEAP, recipient

ACCEPTS = "sdk:tar-emot:0203:ovningsmyndigheten.example.se"


@contextmanager
def window(folder: Path, name: str, count: int) -> Iterator[Process]:
    """Open a window that waits to be told to begin."""
    with started("tests.kit.processes.window", str(folder), name, str(count)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def begin(process: Process) -> None:
    """Tell a window to begin."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def received(process: Process) -> int:
    """Wait for a window's end; gives how many messages it took in."""
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return int(said)


def unlock(folder: Path) -> tuple[PracticeApp, Workspace]:
    """Unlock a practice profile, as the person who practises does."""
    app = PracticeApp(Profile(folder), derivation=CHEAP)
    proof = app.practice_proof()
    assert proof is not None
    return app, app.unlock(WHO, proof, lambda _changes: None)


def send(workspace: Workspace, label: str) -> None:
    draft = replace(
        workspace.drafts.new(workspace.mailboxes[0].address),
        recipients=(recipient(ACCEPTS),),
        label=label,
        confidential=False,
        text="Hej",
    )
    workspace.drafts.save(draft)
    workspace.outbox.send(draft)


def main(folder: Path, name: str, count: int) -> None:
    app, workspace = unlock(folder)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    came = 0
    for number in range(count):
        send(workspace, f"{name} {number}")
        came += workspace.synchronise().received
        workspace.maintenance.keep()
    sys.stdout.write(f"{came}\n")
    workspace.close()
    app.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
