"""Signatures of files, as the program minisign makes them: Ed25519 over a BLAKE2b hash.

Source: https://jedisct1.github.io/minisign/
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sdk_desktop.domain.errors import Untrusted

_OF_KEY, _OF_HASH = b"Ed", b"ED"
"""What a public key begins with, and a signature of a hash."""
_NUMBER = slice(2, 10)
"""Where both say which pair of keys they belong to."""
_KEY_BYTES, _SIGNATURE_BYTES = 42, 74
_LINES = 4
_COMMENT = b"trusted comment: "


def verify_minisign(document: bytes, signature: bytes, key: str) -> None:
    """Raise `Untrusted` unless a signature file is that of a document, made with a key.

    `key` is the public key's one line. Signatures of the document itself, as minisign made them
    before 2022, are not taken.
    """
    public = _decoded(key.encode(), _KEY_BYTES)
    lines = signature.splitlines()
    if not public.startswith(_OF_KEY) or len(lines) != _LINES:
        raise _not_signed()
    signed = _decoded(lines[1], _SIGNATURE_BYTES)
    if not signed.startswith(_OF_HASH) or signed[_NUMBER] != public[_NUMBER]:
        raise _not_signed()
    if not lines[2].startswith(_COMMENT):
        raise _not_signed()
    own = signed[_NUMBER.stop :]
    verifier = Ed25519PublicKey.from_public_bytes(public[_NUMBER.stop :])
    try:
        verifier.verify(own, hashlib.blake2b(document).digest())
        verifier.verify(_decoded(lines[3], len(own)), own + lines[2].removeprefix(_COMMENT))
    except InvalidSignature:
        raise _not_signed() from None


def _decoded(text: bytes, size: int) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise _not_signed() from None
    if len(data) != size:
        raise _not_signed()
    return data


def _not_signed() -> Untrusted:
    return Untrusted("What is said of updates is not signed with the key in the settings.")
