"""Small secrets, wrapped with AES-256-GCM under a key that somebody must know or hold."""

from __future__ import annotations

import hashlib
import secrets
import time
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
LEAST_MEMORY = 65_536
"""KiB that a derivation takes at least."""
MOST_TIMES_MEMORY = 8
"""So many times the least memory at most: from there on a quick computer takes more rounds."""
MOST_TUNED_ROUNDS = 12
WANTED_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Derivation:
    """Cost of deriving a key by Argon2id (RFC 9106); `memory` in KiB."""

    memory: int = 131_072
    iterations: int = 3
    lanes: int = 4


_LIGHTEST = Derivation(memory=8, iterations=1, lanes=1)


def wrap(key: bytes, secret: bytes, about: str) -> str:
    """Encrypt a secret; what it is `about` is not secret but cannot be exchanged."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return base64_text(nonce + AESGCM(key).encrypt(nonce, secret, about.encode()))


def unwrap(key: bytes, wrapped: str, about: str) -> bytes | None:
    """Decrypt what `wrap` made; None when the key is wrong. `ValueError` when it is damaged."""
    data = b64decode(wrapped, validate=True)
    try:
        return AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], about.encode())
    except InvalidTag:
        return None


def derive(passphrase: str, salt: bytes, derivation: Derivation) -> bytes:
    """Derive a key; the same letters give the same key, however a keyboard composes them."""
    secret = unicodedata.normalize("NFC", passphrase).encode(errors="surrogatepass")
    key = _argon(salt, derivation).derive(secret)
    # OpenSSL does not clear what it was given: a derivation from nothing takes the same place.
    _argon(bytes(len(salt)), _LIGHTEST).derive(bytes(len(secret)))
    return key


def combined(key: bytes, device: bytes) -> bytes:
    """Combine a key with this computer's secret (HKDF, RFC 5869): neither opens without the other.

    An empty `device` leaves the key as it is.
    """
    if not device:
        return key
    return HKDF(SHA256(), KEY_BYTES, salt=device, info=b"sdk-desktop slot").derive(key)


def key_of(secret: bytes) -> bytes:
    """Make a key from a secret that is long and random already."""
    return hashlib.sha256(b"sdk-desktop key\0" + secret).digest()


def base64_text(data: bytes) -> str:
    """Write bytes as Base64."""
    return b64encode(data).decode("ascii")


def tuned() -> Derivation:
    """Find the cost that takes this computer about half a second (RFC 9106 §4)."""
    least = Derivation(LEAST_MEMORY)
    began = time.perf_counter()
    derive("", bytes(16), least)
    times = WANTED_SECONDS / (time.perf_counter() - began)
    memory = int(LEAST_MEMORY * min(max(times, 1), MOST_TIMES_MEMORY)) // 1024 * 1024
    rounds = max(round(least.iterations * times / MOST_TIMES_MEMORY), least.iterations)
    return Derivation(memory, min(rounds, MOST_TUNED_ROUNDS), least.lanes)


def _argon(salt: bytes, derivation: Derivation) -> Argon2id:
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=derivation.iterations,
        lanes=derivation.lanes,
        memory_cost=derivation.memory,
    )
