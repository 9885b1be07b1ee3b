"""The recovery key: on paper, in a safe; it opens the store when all else is lost.

It lets nobody read: it only lets a person enrol anew, so that they prove who they are as always.
Nobody has to wait after a wrong one: 160 random bits cannot be guessed.
"""

from __future__ import annotations

import secrets
from base64 import b32decode, b32encode

from sdk_desktop.auth.keys.recovery_slot import RecoverySlot
from sdk_desktop.domain.errors import Refused

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
