"""Signs what is built with the organisation's certificate, by a command of its own."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from installer.development.processes import must

COMMAND = "SDK_SIGN_WITH"
"""The environment variable with the command; the files to be signed in place come after it."""


def sign(*files: Path) -> None:
    """Sign files, where a command for that is set."""
    command = shlex.split(os.environ.get(COMMAND, ""))
    if command:
        must([*command, *map(str, files)], "signing")
