"""The organisation's private keys: where one lives, and which one a message needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256

from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.exchange.certificates import is_valid


class PrivateKey(Protocol):
    """A private key with its certificate, wherever it lives: in a file, on a card or an HSM."""

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate that others know the key by."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Sign with RSASSA-PKCS1-v1_5 and SHA-256."""
        ...

    def decrypt(self, wrapped: bytes, digest: str = "sha1") -> bytes:
        """Decrypt with RSA-OAEP, MGF1 with SHA-1 and `digest` (`sha1`, `sha256`), no label.

        Raises `ValueError` for whatever cannot be decrypted, never saying why.
        """
        ...


@dataclass(frozen=True, slots=True)
class SoftwareKey:
    """A key that was read from a file."""

    certificate: x509.Certificate
    private_key: RSAPrivateKey = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """Sign with RSASSA-PKCS1-v1_5 and SHA-256."""
        return self.private_key.sign(data, PKCS1v15(), SHA256())

    def decrypt(self, wrapped: bytes, digest: str = "sha1") -> bytes:
        """Decrypt with RSA-OAEP; raise `ValueError` for whatever cannot be decrypted."""
        algorithm = SHA256() if digest == "sha256" else SHA1()  # noqa: S303 - the profile's
        mask = MGF1(SHA1())  # noqa: S303 - fixed by the algorithm's name, rsa-oaep-mgf1p
        return self.private_key.decrypt(wrapped, OAEP(mgf=mask, algorithm=algorithm, label=None))


class KeyRing:
    """All keys of an organisation: the present one, and older ones that messages may still need."""

    def __init__(self, keys: Iterable[PrivateKey]) -> None:
        self._keys = tuple(keys)

    @property
    def certificates(self) -> tuple[x509.Certificate, ...]:
        """The certificates of all keys, in no order."""
        return tuple(key.certificate for key in self._keys)

    def signing_key(self, now: datetime) -> PrivateKey:
        """Return the valid key whose certificate is the newest; raise `Untrusted` without any."""
        valid = [key for key in self._keys if is_valid(key.certificate, now)]
        if not valid:
            raise Untrusted("The organisation has no key whose certificate is valid.")
        return max(valid, key=lambda key: key.certificate.not_valid_before_utc)

    def unwrap(self, certificate: x509.Certificate, wrapped: bytes, digest: str) -> bytes:
        """Decrypt with the key of a certificate, however old; raise `ValueError`."""
        for key in self._keys:
            if key.certificate == certificate:
                return key.decrypt(wrapped, digest)
        raise ValueError
