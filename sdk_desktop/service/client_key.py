"""The key with which this client proves itself to a token endpoint: `private_key_jwt`.

RFC 7523 §3, OpenID Connect Core 1.0 §9. Which algorithm, key id and audience a service wants is
not the same anywhere, so each can be set.
"""

from __future__ import annotations

import hashlib
import uuid
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.exchange.key_files import belongs, open_key_file

PrivateKey = RSAPrivateKey | EllipticCurvePrivateKey | Ed25519PrivateKey

_CURVES = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
_CLOCKS_APART = timedelta(seconds=30)
"""How far the two clocks may be apart: a proof is valid that long before and after now."""


@dataclass(frozen=True, slots=True)
class ClientKey:
    """A private key and how it signs; `thumbprint` is that of its certificate, "" without one."""

    private_key: PrivateKey = field(repr=False)
    algorithm: str
    key_id: str = ""
    thumbprint: str = ""

    def assertion(self, client_id: str, audience: str, now: datetime) -> str:
        """Return a signed proof that is used once; raise `Unavailable` for a key that does not fit.

        It is dated back, because services refuse what their own clock says is of the future.
        """
        claims = {
            "iss": client_id,
            "sub": client_id,
            "aud": audience,
            "jti": str(uuid.uuid4()),
            "iat": now - _CLOCKS_APART,
            "exp": now + _CLOCKS_APART,
        }
        named = {"kid": self.key_id, "x5t#S256": self.thumbprint}
        headers = {name: said for name, said in named.items() if said}
        try:
            return jwt.encode(claims, self.private_key, self.algorithm, headers=headers)
        except (jwt.PyJWTError, ValueError, TypeError):
            raise Unavailable(
                "The private key of this client cannot sign with {algorithm}.",
                algorithm=self.algorithm,
            ) from None


def read_client_key(
    data: bytes, password: bytes | None = None, *, algorithm: str = "", key_id: str = ""
) -> ClientKey:
    """Read a private key from PKCS#12 or PEM, RSA or on a curve; raise `Refused`.

    Without an `algorithm` it is the usual one of the key's kind.
    """
    key, certificates = open_key_file(data, password)
    usual = _usual(key)
    if not isinstance(key, PrivateKey) or not usual:
        raise Refused("The private key of this client is of a kind that no sign-in uses.")
    own = next((one for one in certificates if belongs(one, key)), None)
    return ClientKey(key, algorithm or usual, key_id, _thumbprint(own) if own else "")


def _usual(key: object) -> str:
    match key:
        case RSAPrivateKey():
            return "RS256"
        case EllipticCurvePrivateKey():
            return _CURVES.get(key.curve.name, "")
        case Ed25519PrivateKey():
            return "EdDSA"
    return ""


def _thumbprint(certificate: Certificate) -> str:
    digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
