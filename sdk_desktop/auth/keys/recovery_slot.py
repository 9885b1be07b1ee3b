"""The recovery slot: the store's key, wrapped for a long random secret that lies on paper.

It has a file of its own, so that it still opens the store when the key file is lost or damaged.
"""

from __future__ import annotations

import json
from pathlib import Path

from sdk_desktop.auth.keys.wrapping import key_of, unwrap, wrap
from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import read_if_there, text_of, write_private

VERSION = 1
_ABOUT = "recovery"


class RecoverySlot:
    """The one slot that no person has."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`; it need not exist yet."""
        self._path = path

    def put(self, secret: bytes, store_key: bytes) -> None:
        """Make a new slot; the old one opens nothing any longer."""
        self._save(wrap(key_of(secret), store_key, _ABOUT), confirmed=False)

    def open(self, secret: bytes) -> bytes | None:
        """Return the store's key; None when the secret is wrong or was renewed."""
        wrapped, _ = self._load()
        try:
            return unwrap(key_of(secret), wrapped, _ABOUT)
        except ValueError as error:
            raise _damaged() from error

    def confirm(self) -> None:
        """Note that somebody has shown that they hold the secret."""
        wrapped, _ = self._load()
        self._save(wrapped, confirmed=True)

    def is_confirmed(self) -> bool:
        """Return whether somebody has shown that they hold the secret."""
        return self._path.exists() and self._load()[1]

    def _load(self) -> tuple[str, bool]:
        data = read_if_there(self._path)
        if data is None:
            raise Refused(
                "The file {file} is not there. Without it the recovery key opens nothing."
                " Fetch it from a backup.",
                file=self._path,
            )
        try:
            content = json.loads(text_of(data))
            version, wrapped, confirmed = (
                content[name] for name in ("version", "wrapped", "confirmed")
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise _damaged() from error
        if version != VERSION or not isinstance(wrapped, str):
            raise _damaged()
        return wrapped, confirmed is True

    def _save(self, wrapped: str, *, confirmed: bool) -> None:
        said = {"version": VERSION, "wrapped": wrapped, "confirmed": confirmed}
        write_private(self._path, json.dumps(said, indent=1).encode())


def _damaged() -> Refused:
    return Refused("The file for the recovery key is damaged. Fetch it from a backup.")
