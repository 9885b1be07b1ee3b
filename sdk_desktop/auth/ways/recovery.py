"""The recovery key: printed, kept in a safe, and used when nobody can sign in any longer.

The store's key is wrapped for it in a file of its own, so that it opens the store also when the key
file is lost or damaged. With it nobody can read: it only lets a person enrol anew. There is no wait
after a wrong key, because 160 random bits cannot be guessed.
"""

from __future__ import annotations

import json
import secrets
from base64 import b32decode, b32encode
from collections.abc import Callable, Iterator
from pathlib import Path

from sdk_desktop.auth.keys.slot_keys import (
    NewStoreKey,
    Slot,
    SlotSecret,
    can_be_renewed,
    filled,
    released,
    renewed,
)
from sdk_desktop.auth.keys.wrapping import key_of
from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import read_if_there, text_of, write_private
from sdk_desktop.formats.json_fields import read_json

VERSION = 2
_ABOUT = "recovery"
_HELD = frozenset({"wrapped", "public", "renewed"})
_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


class RecoverySlot:
    """The slot that no person has; and while it is being renewed, the one that takes its place."""

    def __init__(self, path: Path, store: Callable[[], str] = str) -> None:
        """Use the file at `path`; it need not exist yet.

        `store` tells which store lies there now, by the salt of its file; "" for none.
        """
        self._path = path
        self._store = store

    def put(self, secret: bytes, store_key: bytes) -> None:
        """Make the slot of a new store, in place of any other one."""
        self._save((_filled(secret, store_key),))

    def renew(self, secret: bytes, store_key: bytes) -> None:
        """Add a slot; the old one opens until somebody has shown that they hold the new secret."""
        try:
            old = self._load()[:1]
        except Refused:  # it is lost or damaged, and opens nothing
            old = ()
        self._save((*old, _filled(secret, store_key)))

    def open(self, secret: bytes) -> bytes | None:
        """Return the store's key; None when the secret is wrong or opens nothing any longer."""
        return next((key for _, key in self._opened(secret)), None)

    def confirm(self, secret: bytes) -> bool:
        """Note that somebody holds the secret; return whether it opens.

        Slots that are older than the one that it opens go.
        """
        place = next((at for at, _ in self._opened(secret)), None)
        if place is None:
            return False
        first, *later = self._load()[place:]
        self._save(({**first, "confirmed": True}, *later))
        return True

    def is_confirmed(self) -> bool:
        """Return whether somebody has shown that they hold the newest secret."""
        return self._path.exists() and self._load()[-1]["confirmed"] is True

    def is_renewed(self) -> bool:
        """Return whether there is a new secret while the old one still opens."""
        return self._path.exists() and len(self._load()) > 1

    def refuse_unrenewable(self) -> None:
        """Raise `Refused` when there is a slot to which no new store key can be handed."""
        if self._path.exists() and not all(can_be_renewed(slot) for slot in self._load()):
            raise Refused(
                "The recovery key is an earlier version's. Make a new one and confirm it, before"
                " the store gets a new key."
            )

    def hand_on(self, new: NewStoreKey) -> None:
        """Hand a new store key to the slots: the same paper opens them."""
        if not self._path.exists():
            return
        try:
            slots = [
                renewed(slot, _ABOUT, new)
                if can_be_renewed(slot) or new.old_key != new.key
                else slot
                for slot in self._load()
            ]
        except _NONSENSE as error:
            raise _damaged() from error
        self._save(tuple(slots))

    def _opened(self, secret: bytes) -> Iterator[tuple[int, bytes]]:
        for place, slot in enumerate(self._load()):
            try:
                found = released(key_of(secret), slot, _ABOUT, self._store())
            except _NONSENSE as error:
                raise _damaged() from error
            if found is not None:
                yield place, found.store_key

    def _load(self) -> tuple[Slot, ...]:
        data = read_if_there(self._path)
        if data is None:
            raise Refused(
                "The file {file} is not there. Without it the recovery key opens nothing."
                " Fetch it from a backup.",
                file=self._path,
            )
        try:
            content = read_json(text_of(data).encode())
            written = [content] if content["version"] == 1 else content["slots"]
            slots = tuple(
                {"confirmed": one["confirmed"], **{key: one[key] for key in _HELD & one.keys()}}
                for one in written
            )
        except _NONSENSE as error:
            raise _damaged() from error
        whole = all(isinstance(one.get("wrapped"), str) for one in slots)
        if content["version"] not in (1, VERSION) or not slots or not whole:
            raise _damaged()
        return slots

    def _save(self, slots: tuple[Slot, ...]) -> None:
        said = {"version": VERSION, "slots": slots}
        write_private(self._path, json.dumps(said, indent=1).encode())


def _filled(secret: bytes, store_key: bytes) -> Slot:
    return {"confirmed": False, **filled(key_of(secret), SlotSecret(store_key), _ABOUT)}


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

    def make(self, store_key: bytes) -> str:
        """Make the recovery key of a new store, to be printed."""
        secret = secrets.token_bytes(SECRET_BYTES)
        self._slot.put(secret, store_key)
        return _on_paper(secret)

    def renew(self, store_key: bytes) -> str:
        """Make a new recovery key, to be printed; the old one opens until it is confirmed."""
        secret = secrets.token_bytes(SECRET_BYTES)
        self._slot.renew(secret, store_key)
        return _on_paper(secret)

    def confirm(self, text: str) -> None:
        """Note that somebody has the key on paper: `text` is what they typed from it.

        From then on an older one opens nothing.
        """
        if not self._slot.confirm(_read(text)):
            raise _wrong()

    def refuse_unrenewable(self) -> None:
        """Raise `Refused` when no new store key can be handed to it."""
        self._slot.refuse_unrenewable()

    def hand_on(self, new: NewStoreKey) -> None:
        """Hand a new store key to it; the paper stays as it is."""
        self._slot.hand_on(new)

    def is_confirmed(self) -> bool:
        """Return whether somebody has shown that they have the newest key on paper."""
        return self._slot.is_confirmed()

    def is_renewed(self) -> bool:
        """Return whether there is a new key while the old one still opens."""
        return self._slot.is_renewed()

    def open(self, text: str) -> bytes:
        """Return the store's key; raise `Refused` when the recovery key is wrong."""
        store_key = self._slot.open(_read(text))
        if store_key is None:
            raise _wrong()
        return store_key


def _wrong() -> Refused:
    return Refused("The recovery key is wrong. Compare it with the paper, letter by letter.")


def _on_paper(secret: bytes) -> str:
    letters = b32encode(secret).decode("ascii")
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def _read(text: str) -> bytes:
    letters = "".join(text.upper().translate(_LOOKALIKES).split()).replace("-", "")
    try:
        return b32decode(letters)
    except ValueError:
        return b""
