"""Signs files as minisign does, with a key of the test's own."""

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_NUMBER = b"\x01\x02\x03\x04\x05\x06\x07\x08"


def public_key(key: Ed25519PrivateKey) -> str:
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(b"Ed" + _NUMBER + public).decode()


def signature_of(document: bytes, key: Ed25519PrivateKey) -> bytes:
    own = key.sign(hashlib.blake2b(document).digest())
    lines = [
        b"untrusted comment: a test's",
        base64.b64encode(b"ED" + _NUMBER + own),
        b"trusted comment: a test's",
        base64.b64encode(key.sign(own + b"a test's")),
    ]
    return b"\n".join([*lines, b""])
