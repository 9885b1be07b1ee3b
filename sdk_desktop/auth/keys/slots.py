"""Slots: the store key, wrapped for each person and each way in which they prove who they are.

One random store key; each slot releases it (the idea is LUKS's). A new passphrase or card makes a
new slot and leaves the store as it is.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sdk_desktop.auth.keys.key_file import KeyFile, damaged_key_file
from sdk_desktop.auth.keys.wrapping import (
    KEY_BYTES,
    Derivation,
    base64_text,
    combined,
    derive,
    tuned,
    unwrap,
    wrap,
)
from sdk_desktop.domain.clearance import Way

MOST_MEMORY = 2_097_152
"""KiB. A key file that asks for more than this, or for more rounds or lanes, is damaged."""
MOST_ROUNDS = 64


@dataclass(frozen=True, slots=True)
class SlotSecret:
    """What a slot releases: the store's key, and the secret of the person's one-time codes."""

    store_key: bytes = field(repr=False)
    code_secret: str = field(repr=False, default="")


def new_store_key() -> bytes:
    """Make a random key for a new store."""
    return secrets.token_bytes(KEY_BYTES)


class Slots:
    """The slots of a key file; one that is bound to this computer names the computer's secret."""

    def __init__(self, keys: KeyFile, derivation: Derivation | None = None) -> None:
        """Use a key file; new passphrase slots cost `derivation`, or what suits this computer."""
        self._keys = keys
        self._derivation = derivation

    def put_passphrase(
        self, who: str, passphrase: str, secret: SlotSecret, device: tuple[str, bytes] = ("", b"")
    ) -> None:
        """Set a person's passphrase in place of any earlier one; `device` is a name and a secret.

        The names of the parameters stand in the slot, so that it can be opened when they change.
        """
        salt, cost = secrets.token_bytes(16), self._derivation or tuned()
        key = combined(derive(passphrase, salt, cost), device[1])
        released = {"store_key": base64_text(secret.store_key), "code_secret": secret.code_secret}
        slot = {
            "kind": "passphrase+code",
            "device": device[0],
            "salt": base64_text(salt),
            "memory": cost.memory,
            "iterations": cost.iterations,
            "lanes": cost.lanes,
            "wrapped": wrap(key, json.dumps(released).encode(), who),
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
            key = derive(passphrase, b64decode(str(slot["salt"])), _derivation(slot))
            opened = unwrap(combined(key, device), str(slot["wrapped"]), who)
            return None if opened is None else _released(opened)

    def put(
        self, who: str, way: Way, key: bytes, store_key: bytes, told: Mapping[str, str]
    ) -> None:
        """Add a person's slot under a key that a card or a device holds; `told` is not secret."""
        self._keys.put(who, way, {"kind": way.value, **told, "wrapped": wrap(key, store_key, who)})

    def told(self, who: str, way: Way) -> Mapping[str, str] | None:
        """Return what is not secret in a person's slot; None when there is no such slot."""
        slot = self._keys.slot(who, way)
        return None if slot is None else {name: str(value) for name, value in slot.items()}

    def open(self, who: str, way: Way, key: bytes) -> bytes | None:
        """Return the store's key; None when the key is not the slot's."""
        slot = self._keys.slot(who, way)
        with _sense():
            return None if slot is None else unwrap(key, str(slot["wrapped"]), who)


@contextmanager
def _sense() -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, MemoryError) as error:
        raise damaged_key_file() from error


def _released(opened: bytes) -> SlotSecret:
    released = json.loads(opened)
    return SlotSecret(b64decode(released["store_key"]), released["code_secret"])


def _derivation(slot: Mapping[str, object]) -> Derivation:
    memory, iterations, lanes = (int(str(slot[name])) for name in ("memory", "iterations", "lanes"))
    if not (
        0 < memory <= MOST_MEMORY and 0 < iterations <= MOST_ROUNDS and 0 < lanes <= MOST_ROUNDS
    ):
        raise ValueError("no sane cost")
    return Derivation(memory, iterations, lanes)
