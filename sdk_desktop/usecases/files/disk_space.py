"""Room on a full disk: a file that is given up, so that messages can still be read."""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.files import disk_full, move

MEGABYTE = 1 << 20
RESERVE = 16 * MEGABYTE
"""Bytes of the file: unlocking, and recording what is read for a day, take less."""
FULL = 8 * MEGABYTE
"""With less room than this the file is given up."""
LEAST = 32 * MEGABYTE
"""With less room than this nothing is fetched or sent: it would take what reading needs."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DiskSpace:
    """The room on the disk of a profile's folder, and the file that keeps some."""

    folder: Path

    def make_room(self) -> None:
        """Give up the reserve when the disk is full."""
        if self._free() < FULL:
            try:
                for path in (self._reserve, self._part):
                    path.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("the reserve on the disk stays: %s", error.strerror)

    def refuse_when_full(self) -> None:
        """Raise `Unavailable` when there is only so much room that messages can be read."""
        if self._free() < LEAST:
            raise Unavailable(
                "The disk is full. Messages can be read, but nothing is fetched or sent until"
                " there is room."
            )

    def refuse_without_room(self) -> None:
        """Raise `Unavailable` when even a small change may find no room."""
        if self._free() < MEGABYTE:
            raise disk_full()

    def keep_reserve(self) -> None:
        """Make the file again when there is room for it; its content is random, so never shrunk."""
        if self._reserve.exists() or self._free() < LEAST + 2 * RESERVE:
            return
        try:
            self._part.write_bytes(os.urandom(RESERVE))
            move(self._part, self._reserve)
        except OSError as error:
            _log.info("no room is kept on the disk: %s", error.strerror)
            with suppress(OSError):
                self._part.unlink(missing_ok=True)

    @property
    def _reserve(self) -> Path:
        return self.folder / "reserve"

    @property
    def _part(self) -> Path:
        """What a program that was killed meanwhile leaves of the reserve."""
        return self._reserve.with_suffix(".part")

    def _free(self) -> int:
        return shutil.disk_usage(self.folder).free
