"""Loaded by Orca as its customization: writes down each thing that is said, at once, as one line.

Orca has a log of all that it does. It asks so much for it that it comes late on a busy computer,
and its lines come in parts. Here only speech is taken of it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from orca import debug  # type: ignore[import-not-found]

_SAID = re.compile(r"SPEECH OUTPUT: '(.*)'(?: voice=\w+)? ?(?:\{.*\}|None)?$", re.DOTALL)
"""What is said, then how: by which voice, and how high and fast."""


class _Ear:
    """Stands where Orca's log would be."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def writelines(self, lines: Iterable[str]) -> None:
        said = _SAID.search("".join(lines).rstrip("\n"))
        if said:
            os.write(self._file, f"{json.dumps(' '.join(said[1].split()))}\n".encode())

    def write(self, _text: str) -> None:
        """Let everything else be."""

    def flush(self) -> None:
        """Keep nothing back."""

    def fileno(self) -> int:
        return self._file


debug.debugFile = _Ear(str(Path.home() / "heard"))
debug.debugLevel = debug.LEVEL_INFO
