"""`--practice --shared`: windows of several people on one mailbox, with a ledger of their own.

Everything is new at the start and erased when the last window is closed.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from sdk_desktop.app.practice import PracticeApp
from sdk_desktop.app.shared_practice import PEOPLE, prepare_together
from sdk_desktop.cli.client import PRACTICE_SPEED, end_with_us, sandbox_process, this_program
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.postgres import DATABASE, HOST, OWNER, private_server
from sdk_desktop.settings import Profile


def practise_together(given: Namespace) -> int:
    """Show the windows until the last one is closed; return the worst of their exit codes."""
    if not given.practice or given.folder or given.profile:
        raise Refused("Only practice has windows of several people, in profiles of their own.")
    end_with_us(os.getpid())
    with ExitStack() as opened:
        server = opened.enter_context(private_server())
        sandbox = opened.enter_context(sandbox_process(PRACTICE_SPEED))
        made = opened.enter_context(tempfile.TemporaryDirectory(prefix="sdk-practice-"))
        folders = [Path(made) / str(number + 1) for number in range(given.shared)]
        apps = {
            who: PracticeApp(Profile(folder)) for who, folder in zip(PEOPLE, folders, strict=False)
        }
        owner = LedgerAddress(HOST, DATABASE, OWNER, port=server.port)
        prepare_together(apps, sandbox, owner, server.password)
        for app in apps.values():
            app.close()
        return max(_windows([_window(given, folder) for folder in folders]))


def _window(given: Namespace, folder: Path) -> list[str]:
    command = [*this_program(), "--practice", "--prepared", "--folder", str(folder)]
    if given.offscreen:
        command.append("--offscreen")
    if given.picture:
        own = given.picture.with_stem(f"{given.picture.stem}-{folder.name}").absolute()
        command += ["--picture", str(own)]
    return command


def _windows(commands: Sequence[Sequence[str]]) -> list[int]:
    with ExitStack() as opened:
        windows = [
            opened.enter_context(subprocess.Popen(command))  # noqa: S603 - this program itself
            for command in commands
        ]
        try:
            return [window.wait() for window in windows]
        finally:
            for window in windows:
                window.terminate()
