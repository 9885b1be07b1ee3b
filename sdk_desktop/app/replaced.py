"""Whether the program was replaced while it runs, as an upgrade does.

What is imported from then on is of the other version, so such a program should end soon.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

import sdk_desktop


class InstalledProgram:
    """The installed program, as it was when this was made."""

    def __init__(self, place: Path | None = None) -> None:
        """Remember the file that holds the version, the package's own where none is given."""
        self._place = place or Path(sdk_desktop.__file__)
        self._before = self._content()

    def was_replaced(self) -> bool:
        """Return whether another version lies there now; a program that is gone may come back."""
        return self._content() not in {self._before, b""}

    def _content(self) -> bytes:
        with contextlib.suppress(OSError):
            return self._place.read_bytes()
        return b""
