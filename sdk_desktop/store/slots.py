"""The key file: who may open the store, and the store key wrapped for each of them.

One random store key; each person has a slot that releases it (the idea is LUKS's). What a slot
holds is encrypted with AES-256-GCM under a key derived from the passphrase by Argon2id, whose
parameters stand in the slot.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sdk_desktop.domain.errors import Refused
from sdk_desktop.settings import write_private

VERSION = 1
KEY_BYTES = 32


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


class KeyFile:
    """The slots and remembered tries of everybody who uses one store."""

    def __init__(self, path: Path, derivation: Derivation | None = None) -> None:
        """Use the file at `path`; it need not exist yet."""
        self._path = path
        self._derivation = derivation or Derivation()

    def people(self) -> tuple[str, ...]:
        """Give the names of those who have a slot."""
        return tuple(self._load()["people"])

    def add(self, who: str, passphrase: str, secret: SlotSecret) -> None:
        """Give a person a slot; raises `Refused` when the name is taken."""
        content = self._load()
        if who in content["people"]:
            raise Refused("There is already a person with that name.")
        content["people"][who] = _wrap(who, passphrase, secret, self._derivation)
        self._save(content)

    def open(self, who: str, passphrase: str) -> SlotSecret | None:
        """Open a person's slot; None when the passphrase is wrong or there is no such person.

        An unknown person costs the same time as a known one.
        """
        slot = self._load()["people"].get(who)
        if slot is None:
            _derive(passphrase, bytes(16), self._derivation)
            return None
        return _unwrap(who, passphrase, slot)

    def tries(self, who: str) -> dict[str, object]:
        """Give what was remembered of a person's tries."""
        return dict(self._load()["tries"].get(who, {}))

    def remember_tries(self, who: str, tries: Mapping[str, object]) -> None:
        """Remember a person's tries, durably, before the answer is known."""
        content = self._load()
        content["tries"][who] = dict(tries)
        self._save(content)

    def _load(self) -> dict[str, dict[str, dict[str, object]]]:
        if not self._path.exists():
            return {"people": {}, "tries": {}}
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            return {"people": dict(content["people"]), "tries": dict(content["tries"])}
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise Refused(
                "The key file is damaged. Nothing has been changed. Restore it from a backup, "
                "or use the recovery key."
            ) from error

    def _save(self, content: Mapping[str, object]) -> None:
        text = json.dumps({"version": VERSION, **content}, ensure_ascii=False, indent=1)
        write_private(self._path, text)


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
    derivation = Derivation(*(int(str(slot[name])) for name in ("memory", "iterations", "lanes")))
    key = _derive(passphrase, b64decode(str(slot["salt"])), derivation)
    wrapped = b64decode(str(slot["wrapped"]))
    try:
        released = json.loads(AESGCM(key).decrypt(wrapped[:12], wrapped[12:], who.encode()))
    except InvalidTag:
        return None
    return SlotSecret(b64decode(released["store_key"]), released["code_secret"])


def _derive(passphrase: str, salt: bytes, derivation: Derivation) -> bytes:
    argon = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=derivation.iterations,
        lanes=derivation.lanes,
        memory_cost=derivation.memory,
    )
    return argon.derive(passphrase.encode())


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
