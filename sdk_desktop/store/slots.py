"""Slots: the store key, wrapped for each person who may open the store.

One random store key; each person has a slot that releases it (the idea is LUKS's). What a slot
holds is encrypted with AES-256-GCM under a key derived from the passphrase by Argon2id, whose
parameters stand in the slot.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sdk_desktop.store.key_file import KeyFile, damaged

KEY_BYTES = 32
MOST_MEMORY = 2_097_152
"""KiB. A key file that asks for more than this, or for more rounds or lanes, is damaged."""
MOST_ROUNDS = 64


@dataclass(frozen=True, slots=True)
class Derivation:
    """Cost of deriving a key by Argon2id; `memory` in KiB."""

    memory: int = 131_072
    iterations: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class SlotSecret:
    """What a slot releases: the store's key and the secret of the person's one-time codes."""

    store_key: bytes = field(repr=False)
    code_secret: str = field(repr=False)


def new_store_key() -> bytes:
    """Make a random key for a new store."""
    return secrets.token_bytes(KEY_BYTES)


class Slots:
    """The slots of a key file."""

    def __init__(self, keys: KeyFile, derivation: Derivation | None = None) -> None:
        """Use a key file; new slots cost what `derivation` says."""
        self._keys = keys
        self._derivation = derivation or Derivation()

    def add(self, who: str, passphrase: str, secret: SlotSecret) -> None:
        """Give a person a slot; raises `Refused` when the name is taken."""
        self._keys.add(who, _wrap(who, passphrase, secret, self._derivation))

    def open(self, who: str, passphrase: str) -> SlotSecret | None:
        """Open a person's slot; None when the passphrase is wrong or there is no such person.

        An unknown person costs the same time as a known one.
        """
        slot = self._keys.slot(who)
        if slot is None:
            _derive(passphrase, bytes(16), self._derivation)
            return None
        try:
            return _unwrap(who, passphrase, slot)
        except (ValueError, KeyError, TypeError, MemoryError) as error:
            raise damaged() from error


def _wrap(
    who: str, passphrase: str, secret: SlotSecret, derivation: Derivation
) -> dict[str, object]:
    salt = secrets.token_bytes(16)
    nonce = secrets.token_bytes(12)
    released = {"store_key": _text(secret.store_key), "code_secret": secret.code_secret}
    key = _derive(passphrase, salt, derivation)
    wrapped = AESGCM(key).encrypt(nonce, json.dumps(released).encode(), who.encode())
    return {
        "kind": "passphrase+code",
        "salt": _text(salt),
        "memory": derivation.memory,
        "iterations": derivation.iterations,
        "lanes": derivation.lanes,
        "wrapped": _text(nonce + wrapped),
    }


def _unwrap(who: str, passphrase: str, slot: Mapping[str, object]) -> SlotSecret | None:
    key = _derive(passphrase, b64decode(str(slot["salt"])), _derivation(slot))
    wrapped = b64decode(str(slot["wrapped"]))
    try:
        released = json.loads(AESGCM(key).decrypt(wrapped[:12], wrapped[12:], who.encode()))
    except InvalidTag:
        return None
    return SlotSecret(b64decode(released["store_key"]), released["code_secret"])


def _derivation(slot: Mapping[str, object]) -> Derivation:
    memory, iterations, lanes = (int(str(slot[name])) for name in ("memory", "iterations", "lanes"))
    if not (
        0 < memory <= MOST_MEMORY and 0 < iterations <= MOST_ROUNDS and 0 < lanes <= MOST_ROUNDS
    ):
        raise ValueError("no sane cost")
    return Derivation(memory, iterations, lanes)


def _derive(passphrase: str, salt: bytes, derivation: Derivation) -> bytes:
    """Derive a key; the same letters give the same key, however a keyboard composes them."""
    argon = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=derivation.iterations,
        lanes=derivation.lanes,
        memory_cost=derivation.memory,
    )
    letters = unicodedata.normalize("NFC", passphrase)
    return argon.derive(letters.encode(errors="surrogatepass"))


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
