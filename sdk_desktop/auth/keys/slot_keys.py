"""What lies in a slot: the store's key, and a key pair to which later store keys are sealed.

When somebody gives the store a new key, the owners of the other slots are away. So the new key is
encrypted under the old one, and then to the public key of each slot (HPKE, RFC 9180, with X25519):
only who opens the slot can read it, and only who had the old key can have written it. `store` is
the salt of the store's file (hex). It tells which of a slot's keys opens the file that is there, so
that a change may be interrupted at any point.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sdk_desktop.auth.keys.wrapping import KEY_BYTES, base64_text, unwrap, wrap
from sdk_desktop.domain.errors import Refused

Slot = dict[str, Any]

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class SlotSecret:
    """What a slot releases: the store's key, and the secret of the person's one-time codes."""

    store_key: bytes = field(repr=False)
    code_secret: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class NewStoreKey:
    """The old and the new key of a store, each with the salt of the file that it opens."""

    old_store: str
    old_key: bytes = field(repr=False)
    store: str
    key: bytes = field(repr=False)


def filled(key: bytes, secret: SlotSecret, about: str) -> Slot:
    """Return the content of a new slot, encrypted under `key`; `about` is its owner's name."""
    private = X25519PrivateKey.generate()
    released = {
        "store_key": base64_text(secret.store_key),
        "code_secret": secret.code_secret,
        "private": base64_text(private.private_bytes_raw()),
    }
    return {
        "wrapped": wrap(key, json.dumps(released).encode(), about),
        "public": base64_text(private.public_key().public_bytes_raw()),
        "renewed": [],
    }


def released(key: bytes, slot: Mapping[str, Any], about: str, store: str) -> SlotSecret | None:
    """Decrypt a slot; return its secrets for the file with this salt, None for a wrong key.

    Raise `ValueError`, `KeyError` or `TypeError` for a slot that cannot be read.
    """
    opened = unwrap(key, str(slot["wrapped"]), about)
    if opened is None:
        return None
    if len(opened) == KEY_BYTES:  # an earlier version's, of a card, a login or a recovery key
        return SlotSecret(opened)
    said = json.loads(opened)
    store_key, code_secret = b64decode(said["store_key"]), said["code_secret"]
    if "public" in slot:
        private = X25519PrivateKey.from_private_bytes(b64decode(said["private"]))
        if base64_text(private.public_key().public_bytes_raw()) != slot["public"]:
            raise ValueError("another public key")
        for entry in _up_to(slot["renewed"], store):
            store_key = _unsealed(private, store_key, entry, about)
    return SlotSecret(store_key, code_secret)


def may_be_filled_anew(slot: Mapping[str, Any], store: str) -> bool:
    """Return whether a slot is an earlier version's, or has been handed the newest key."""
    if "public" not in slot:
        return True
    renewed = slot["renewed"]
    return bool(renewed) and renewed[-1]["store"] == store


def can_be_renewed(slot: Mapping[str, Any]) -> bool:
    """Return whether a new store key can be handed to a slot while its owner is away."""
    return "public" in slot


def renewed(slot: Mapping[str, Any], about: str, new: NewStoreKey) -> Slot:
    """Return a slot that also releases the new key of a store.

    What an interrupted change has left there goes. Raise `ValueError` for a slot that makes no
    sense.
    """
    public = X25519PublicKey.from_public_bytes(b64decode(slot["public"]))
    wrapped = wrap(new.old_key, new.key, f"{about}\0{new.store}")
    sealed = _SUITE.encrypt(wrapped.encode(), public, info=about.encode())
    entry = {"store": new.store, "sealed": b64encode(sealed).decode("ascii")}
    return {**slot, "renewed": [*_up_to(slot["renewed"], new.old_store), entry]}


def _up_to(entries: list[Slot], store: str) -> list[Slot]:
    """Return the entries up to a store's; none where it has none: its key is the slot's own."""
    places = [at for at, entry in enumerate(entries) if entry["store"] == store]
    return entries[: places[-1] + 1] if places else []


def _unsealed(private: X25519PrivateKey, old_key: bytes, entry: Slot, about: str) -> bytes:
    try:
        wrapped = _SUITE.decrypt(b64decode(entry["sealed"]), private, info=about.encode())
    except InvalidTag:
        raise ValueError("not sealed to this slot") from None
    key = unwrap(old_key, wrapped.decode("ascii"), f"{about}\0{entry['store']}")
    if key is None:
        raise ValueError("not from who had the old key")
    return key


def cannot_be_renewed(people: list[str]) -> Refused:
    """Return the error for slots of earlier versions, to which nothing can be sealed."""
    return Refused(
        "These people must sign in once, in each of their ways, before the store can get a new"
        " key: {people}. Or remove them.",
        people=", ".join(people),
    )
