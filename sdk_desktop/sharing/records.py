"""Records: what they are called, and how they are sealed.

A record's content is a table of JSON values. It is compressed, padded and encrypted with
AES-256-GCM; what it is and which version is bound to it, so that the server cannot pass one off
as another. At most 2³² records may be sealed in one epoch.
"""

from __future__ import annotations

import hmac
import json
import secrets
import struct
import zlib
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sdk_desktop.domain.errors import Refused, Untrusted
from sdk_desktop.domain.sharing import Fields
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.sharing.keys import Keyring
from sdk_desktop.sharing.values import RecordKind, SealedRecord

NONCE_BYTES = 12
MOST_BYTES = 32_000_000
"""How large a record may be when it is unpacked."""
MOST_SEALED = 4_000_000
_LEAST_BYTES = 256


class SpoiledBody(Untrusted):
    """Whoever has the key has sealed what is no table of JSON values."""

    def __init__(self) -> None:
        super().__init__(spoiled().text)


def record_id(keyring: Keyring, kind: RecordKind, name: str) -> UUID:
    """Return the id that every member computes for the same thing; to others it says nothing.

    `name` is what the thing is called everywhere: the direction and the message id, or the
    service's id of what cannot be read and therefore has none.
    """
    return named_record(keyring.naming, kind, name)


def named_record(naming: bytes, kind: RecordKind, name: str) -> UUID:
    """Return the same id, made from the secret that names a mailbox's records."""
    named = f"{kind.name}\0{name}".encode()
    return UUID(bytes=hmac.digest(naming, named, "sha256")[:16])


def seal(
    keyring: Keyring, mailbox: UUID, record: tuple[UUID, int], version: int, fields: Fields
) -> SealedRecord:
    """Seal what a record, by its id and kind, says in a version, for the newest epoch."""
    identity, kind = record
    about = _about(mailbox, identity, kind, version, keyring.epoch)
    written = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    content = written.encode(errors="backslashreplace")  # half a letter, as a text may have
    sealed = encrypt(keyring.key(keyring.epoch), zlib.compress(content), about)
    if len(sealed) > MOST_SEALED:
        raise Refused("This is too large to be shared.")
    return SealedRecord(identity, kind, version, keyring.epoch, sealed)


def tombstone(keyring: Keyring, record: tuple[UUID, int], version: int) -> SealedRecord:
    """Return what stands in the place of a record that is purged."""
    identity, kind = record
    return SealedRecord(identity, kind, version, keyring.epoch, None)


def unseal(keyring: Keyring, mailbox: UUID, record: SealedRecord) -> dict[str, Any] | None:
    """Return what a record says, None where it has been purged.

    Raise `Untrusted` for what the server has exchanged or spoiled, `SpoiledBody` for what a member
    has sealed so.
    """
    if record.sealed is None:
        return None
    about = _about(mailbox, record.id, record.kind, record.version, record.epoch)
    packed = decrypt(keyring.key(record.epoch), record.sealed, about)
    return unpacked(packed)


def unpacked(packed: bytes) -> dict[str, Any]:
    """Return the table that was packed; raise `SpoiledBody` for anything else."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed, MOST_BYTES)
        fields = read_json(content) if unpacking.eof else None
    except (zlib.error, ValueError) as error:
        raise SpoiledBody from error
    if not isinstance(fields, dict):
        raise SpoiledBody
    return fields


def encrypt(key: bytes, content: bytes, about: bytes) -> bytes:
    """Encrypt some bytes, padded, so that their size tells little."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, padded(content), about)


def decrypt(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Return what `encrypt` encrypted; raise `Untrusted` for anything else."""
    try:
        content = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
        (size,) = struct.unpack_from(">I", content)
    except (InvalidTag, ValueError, struct.error) as error:
        raise spoiled() from error
    return content[4 : 4 + size]


def padded(content: bytes) -> bytes:
    """Return some bytes behind their length, filled up to one of few sizes.

    These are Padmé's (Nikitin et al. 2019): at most 12 % more.
    """
    size = max(len(content) + 4, _LEAST_BYTES)
    exponent = size.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    whole = -(-size // step) * step
    return (struct.pack(">I", len(content)) + content).ljust(whole, b"\0")


def spoiled() -> Untrusted:
    """Say that the ledger holds something that no member can have written so."""
    return Untrusted(
        "The ledger holds something that no member has written. Tell its administrator."
    )


def _about(mailbox: UUID, identity: UUID, kind: int, version: int, epoch: int) -> bytes:
    numbers = struct.pack(">iii", kind, version, epoch)
    return b"sdk ledger record\0" + mailbox.bytes + identity.bytes + numbers
