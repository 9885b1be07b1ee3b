"""The recovery key: printed, kept in a safe, and used when nobody can sign in any longer.

The store's key is wrapped for it in a file of its own, so that it opens the store also when the key
file is lost or damaged. With it nobody can read: it only lets a person enrol anew. There is no wait
after a wrong key, because 160 random bits cannot be guessed.
"""

from __future__ import annotations

import json
import secrets
from base64 import b32decode, b32encode
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


SECRET_BYTES = 20
GROUP = 4
"""Letters between two hyphens on the paper."""
_LOOKALIKES = str.maketrans("0189", "OLBG")
"""Base 32 has none of these digits: whoever reads one means the letter."""


class RecoveryWay:
    """Makes, confirms and takes the recovery key of a store."""

    def __init__(self, slot: RecoverySlot) -> None:
        """Use a store's recovery slot."""
        self._slot = slot

    def renew(self, store_key: bytes) -> str:
        """Make a new recovery key, to be printed; an earlier one opens nothing any longer."""
        secret = secrets.token_bytes(SECRET_BYTES)
        self._slot.put(secret, store_key)
        letters = b32encode(secret).decode("ascii")
        return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))

    def confirm(self, text: str) -> None:
        """Note that somebody has the key on paper: `text` is what they typed from it."""
        self.open(text)
        self._slot.confirm()

    def is_confirmed(self) -> bool:
        """Return whether somebody has shown that they have the key on paper."""
        return self._slot.is_confirmed()

    def open(self, text: str) -> bytes:
        """Return the store's key; raise `Refused` when the recovery key is wrong."""
        store_key = self._slot.open(_read(text))
        if store_key is None:
            raise Refused("The recovery key is wrong. Compare it with the paper, letter by letter.")
        return store_key


def _read(text: str) -> bytes:
    letters = "".join(text.upper().translate(_LOOKALIKES).split()).replace("-", "")
    try:
        return b32decode(letters)
    except ValueError:
        return b""
