"""Slots: the store key, wrapped for each person and each way in which they prove who they are.

One random store key; each slot releases it (the idea is LUKS's). A new passphrase or card makes a
new slot and leaves the store as it is; a new store key is handed to every slot, see `slot_keys`.
"""

from __future__ import annotations

import secrets
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from sdk_desktop.auth.keys.key_file import KeyFile, damaged_key_file
from sdk_desktop.auth.keys.slot_keys import (
    NewStoreKey,
    Slot,
    SlotSecret,
    can_be_renewed,
    cannot_be_renewed,
    filled,
    may_be_filled_anew,
    released,
    renewed,
)
from sdk_desktop.auth.keys.wrapping import (
    KEY_BYTES,
    Derivation,
    base64_text,
    combined,
    derive,
    tuned,
)
from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.errors import SdkError

MOST_MEMORY = 2_097_152
"""KiB. A key file that asks for more than this, or for more rounds or lanes, is damaged."""
MOST_ROUNDS = 64


def new_store_key() -> bytes:
    """Make a random key for a new store."""
    return secrets.token_bytes(KEY_BYTES)


class Slots:
    """The slots of a key file; one that is bound to this computer names the computer's secret."""

    def __init__(
        self,
        keys: KeyFile,
        derivation: Derivation | None = None,
        store: Callable[[], str] = str,
    ) -> None:
        """Use a key file; new passphrase slots cost `derivation`, or what suits this computer.

        `store` tells which store lies there now, by the salt of its file; "" for none.
        """
        self._keys = keys
        self._derivation = derivation
        self._store = store

    def put_passphrase(
        self, who: str, passphrase: str, secret: SlotSecret, device: tuple[str, bytes] = ("", b"")
    ) -> None:
        """Set a person's passphrase in place of any earlier one; `device` is a name and a secret.

        The names of the parameters stand in the slot, so that it can be opened when they change.
        """
        salt, cost = secrets.token_bytes(16), self._derivation or tuned()
        key = combined(derive(passphrase, salt, cost), device[1])
        slot = {
            "kind": "passphrase+code",
            "device": device[0],
            "salt": base64_text(salt),
            "memory": cost.memory,
            "iterations": cost.iterations,
            "lanes": cost.lanes,
            **filled(key, secret, who),
        }
        self._keys.put(who, Way.PASSPHRASE, slot)

    def open_passphrase(self, who: str, passphrase: str, device: bytes = b"") -> SlotSecret | None:
        """Open a person's slot; None when the passphrase is wrong or there is no such person.

        `device` is the secret that the slot names, nothing for one that names none. An unknown
        person costs the same time as a known one.
        """
        slot = self._keys.slot(who, Way.PASSPHRASE)
        if slot is None:
            derive(passphrase, bytes(16), self._derivation or Derivation())
            return None
        with _sense():
            derived = derive(passphrase, b64decode(str(slot["salt"])), _derivation(slot))
        return self._opened(who, Way.PASSPHRASE, slot, combined(derived, device))

    def put(
        self, who: str, way: Way, key: bytes, store_key: bytes, public: Mapping[str, str]
    ) -> None:
        """Add a slot under a key that a card or a device holds, with `public` fields in clear."""
        held = filled(key, SlotSecret(store_key), who)
        self._keys.put(who, way, {"kind": way.value, **public, **held})

    def public_fields(self, who: str, way: Way) -> Mapping[str, str] | None:
        """Return the fields of a person's slot as they stand in the file; None without a slot."""
        slot = self._keys.slot(who, way)
        return None if slot is None else {name: str(value) for name, value in slot.items()}

    def open(self, who: str, way: Way, key: bytes) -> bytes | None:
        """Return the store's key; None when the key is not the slot's."""
        slot = self._keys.slot(who, way)
        secret = None if slot is None else self._opened(who, way, slot, key)
        return None if secret is None else secret.store_key

    def refuse_unrenewable(self) -> None:
        """Raise `Refused` when somebody has a slot to which no new store key can be handed."""
        late = {who for who, slot in self._keys.slots() if not can_be_renewed(slot)}
        if late:
            raise cannot_be_renewed(sorted(late))

    def renew(self, new: NewStoreKey) -> None:
        """Hand a new store key to every slot, all or none; who opens one need not be present.

        A slot of an earlier version, which cannot be handed any, must have the key already.
        """

        def change(who: str, slot: Slot) -> Slot:
            if not can_be_renewed(slot) and new.old_key == new.key:
                return slot
            with _sense():
                return renewed(slot, who, new)

        self._keys.change_slots(change)

    def _opened(
        self, who: str, way: Way, slot: Mapping[str, object], key: bytes
    ) -> SlotSecret | None:
        with _sense():
            secret = released(key, slot, who, self._store())
            if secret and may_be_filled_anew(slot, self._store()):
                with suppress(SdkError):  # it opens all the same, and is filled another time
                    self._fill_anew(who, way, slot, filled(key, secret, who))
        return secret

    def _fill_anew(
        self, who: str, way: Way, slot: Mapping[str, object], held: Mapping[str, object]
    ) -> None:
        """Wrap what has been handed to a slot under the slot's own key, unless it has changed."""
        with self._keys.alone():
            if self._keys.slot(who, way) == slot:
                self._keys.put(who, way, {**slot, **held})


@contextmanager
def _sense() -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, MemoryError) as error:
        raise damaged_key_file() from error


def _derivation(slot: Mapping[str, object]) -> Derivation:
    memory, iterations, lanes = (int(str(slot[name])) for name in ("memory", "iterations", "lanes"))
    if not (
        0 < memory <= MOST_MEMORY and 0 < iterations <= MOST_ROUNDS and 0 < lanes <= MOST_ROUNDS
    ):
        raise ValueError("no sane cost")
    return Derivation(memory, iterations, lanes)
