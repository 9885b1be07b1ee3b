"""The keys of a shared mailbox: those of each device, and those that its members hold.

A device opens with X25519 and signs with Ed25519. The mailbox's keys, one for each epoch, are
wrapped for each device by HPKE (RFC 9180). A recovery paper is a device made from a secret.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sdk_desktop.domain.errors import Refused, Untrusted
from sdk_desktop.sharing.values import PublicDevice

KEY_BYTES = 32
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_UUID_BYTES = 16


class DeviceKeys:
    """The private keys of one profile on one computer, made from one secret of 32 bytes."""

    def __init__(self, secret: bytes) -> None:
        """Derive both keys, so that only the secret has to be kept."""
        self.secret = secret
        self._signing = Ed25519PrivateKey.from_private_bytes(_derived(secret, b"signing"))
        self._opening = X25519PrivateKey.from_private_bytes(_derived(secret, b"opening"))
        signing = self._signing.public_key().public_bytes_raw()
        opening = self._opening.public_key().public_bytes_raw()
        self.public = PublicDevice(device_id(signing, opening), signing, opening)

    @classmethod
    def made(cls) -> Self:
        """Return new keys."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def id(self) -> UUID:
        """The device's id."""
        return self.public.id

    def sign(self, content: bytes) -> bytes:
        """Return the signature of some bytes."""
        return self._signing.sign(content)

    def unwrap(self, wrapped: bytes, mailbox: UUID) -> Keyring:
        """Return the keys that were wrapped for this device; raise `Untrusted` for any other."""
        try:
            opened = _SUITE.decrypt(wrapped, self._opening, _about(mailbox, self.id))
            return Keyring.read(opened)
        except (InvalidTag, ValueError) as error:
            raise Untrusted("The shared mailbox's key was not made for this computer.") from error


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """A mailbox's secrets: one that makes record ids, and a key for each epoch, from 1 on."""

    naming: bytes
    epochs: tuple[bytes, ...]

    @classmethod
    def made(cls) -> Self:
        """Return the keys of a new mailbox, in its first epoch."""
        return cls(secrets.token_bytes(KEY_BYTES), (secrets.token_bytes(KEY_BYTES),))

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Return what `written` wrote; raise `ValueError` for anything else."""
        parts = [content[start : start + KEY_BYTES] for start in range(0, len(content), KEY_BYTES)]
        if len(parts) < 2 or len(parts[-1]) != KEY_BYTES:  # noqa: PLR2004 - naming and one epoch
            raise ValueError("These are no keys of a mailbox.")
        return cls(parts[0], tuple(parts[1:]))

    @property
    def epoch(self) -> int:
        """The number of the newest epoch."""
        return len(self.epochs)

    def renewed(self) -> Keyring:
        """Return these keys with one for a new epoch."""
        return Keyring(self.naming, (*self.epochs, secrets.token_bytes(KEY_BYTES)))

    def key(self, epoch: int) -> bytes:
        """Return the key of an epoch; raise `Refused` for one that this device was not given."""
        if not 0 < epoch <= self.epoch:
            raise Refused("This computer does not have the newest key of the shared mailbox.")
        return self.epochs[epoch - 1]

    def commitment(self, epoch: int) -> str:
        """Return a commitment to an epoch's key, for the member list; it does not reveal it."""
        content = b"sdk ledger epoch\0" + struct.pack(">I", epoch) + self.key(epoch)
        return hashlib.sha256(content + self.naming).hexdigest()

    def written(self) -> bytes:
        """Return the keys as bytes, for wrapping only."""
        return self.naming + b"".join(self.epochs)


def wrap_mailbox_key(keyring: Keyring, mailbox: UUID, recipient: PublicDevice) -> bytes:
    """Encrypt a mailbox's keys for a device."""
    public = X25519PublicKey.from_public_bytes(recipient.opening)
    return _SUITE.encrypt(keyring.written(), public, _about(mailbox, recipient.id))


def verify(device: PublicDevice, signature: bytes, content: bytes) -> None:
    """Raise `Untrusted` unless a device has signed these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(device.signing).verify(signature, content)
    except (InvalidSignature, ValueError) as error:
        raise Untrusted("A change of the shared mailbox is not signed by a member.") from error


def device_id(signing: bytes, opening: bytes) -> UUID:
    """Return the id that belongs to public keys."""
    digest = hashlib.sha256(b"sdk ledger device\0" + signing + opening).digest()
    return UUID(bytes=digest[:_UUID_BYTES])


def _derived(secret: bytes, purpose: bytes) -> bytes:
    info = b"sdk ledger device " + purpose
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(secret)


def _about(mailbox: UUID, recipient: UUID) -> bytes:
    return b"sdk ledger keyring\0" + mailbox.bytes + recipient.bytes
