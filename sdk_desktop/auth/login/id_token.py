"""Whether an ID token is genuine, meant for us and of now (OpenID Connect Core 1.0 §3.1.3.7)."""

from __future__ import annotations

import hashlib
import hmac
import logging
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import jwt

from sdk_desktop.domain.errors import SdkError, Untrusted
from sdk_desktop.formats.json_fields import read_json

Fields = Mapping[str, object]
Keys = Callable[[], Sequence[Fields]]
"""Fetches the keys with which the issuer signs now."""

LEEWAY = timedelta(seconds=60)
"""How far the clocks of issuer and computer may be apart."""
LONGEST_SUBJECT = 255
_CURVES = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
_RSA = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
_PUBLIC = ("kty", "n", "e", "crv", "x", "y")
"""The members of a key (RFC 7518 §6) that matter; a private one that slipped out is not used."""
_THUMBPRINTS = {"x5t": "sha1", "x5t#S256": "sha256"}
_LONGEST_MEMBER = 3_000
"""Characters; RSA with 16 384 bits has 2 731."""
_DEFAULT = frozenset({"RS256"})
_JWS = jwt.PyJWS(options={"enforce_minimum_key_length": True})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token must say to be ours; `algorithms` are those that the issuer says it uses."""

    issuer: str
    client_id: str
    algorithms: frozenset[str]
    nonce: str = field(repr=False)
    access_token: str = field(repr=False)


def verify_id_token(token: str, keys: Keys, expected: Expected, now: datetime) -> Fields:
    """Return the claims of a token; raise `Untrusted` with what is wrong with it."""
    algorithm, claims = _signed(token, keys, expected.algorithms or _DEFAULT)
    said = {
        "iss": claims.get("iss") == expected.issuer,
        "aud": _is_for(expected.client_id, claims.get("aud"), claims.get("azp")),
        "nonce": _same(claims.get("nonce"), expected.nonce),
        "at_hash": "at_hash" not in claims
        or _same(claims["at_hash"], _half_hash(expected.access_token, algorithm)),
        "sub": _names_somebody(claims.get("sub")),
    }
    for what, good in said.items():
        if not good:
            raise untrusted(what)
    _of_now(claims, now)
    return claims


def claimed_time(claims: Fields, name: str) -> datetime:
    """Return a time that a token states, in seconds since 1970."""
    seconds = claims.get(name)
    try:
        if isinstance(seconds, int | float) and not isinstance(seconds, bool):
            return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    raise untrusted(name)


def untrusted(what: str) -> SdkError:
    """Return the error for an answer that is not genuine; `what` names the fault, for IT staff."""
    _log.info("login not trusted: %s", what)
    return Untrusted("The login service's answer cannot be trusted ({what}).", what=what)


def of_another_time() -> SdkError:
    """Return the error for clocks that are too far apart."""
    return Untrusted("The login is not of now. Check that this computer's clock is right.")


def _signed(token: str, keys: Keys, algorithms: frozenset[str]) -> tuple[str, Fields]:
    """Return algorithm and claims of a token that the issuer has signed."""
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise untrusted("JWT") from None
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in algorithms & {*_RSA, *_CURVES}:
        raise untrusted("alg")
    # Asked twice: the service may have renewed its keys just before.
    fitting = _fitting(keys(), header) or _fitting(keys(), header)
    if len(fitting) != 1:
        raise untrusted("kid")
    try:
        key = jwt.PyJWK(dict(fitting[0]), algorithm)
        claims = read_json(_JWS.decode(token, key, [algorithm]))
    except (jwt.PyJWTError, ValueError, TypeError):
        raise untrusted("signature") from None
    if not isinstance(claims, dict):
        raise untrusted("JWT")
    return algorithm, claims


def _fitting(keys: Sequence[Fields], header: Fields) -> list[Fields]:
    """Return the public keys that may have made a signature, each once."""
    algorithm = str(header["alg"])
    shape = ("EC", _CURVES[algorithm]) if algorithm in _CURVES else ("RSA", None)
    fitting = [
        {name: key[name] for name in _PUBLIC if name in key}
        for key in _named(keys, header)
        if (key.get("kty"), key.get("crv")) == shape
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and all(len(str(key.get(name))) <= _LONGEST_MEMBER for name in _PUBLIC)
    ]
    return [key for place, key in enumerate(fitting) if key not in fitting[:place]]


def _named(keys: Sequence[Fields], header: Fields) -> Sequence[Fields]:
    """Return the keys that a token names, by id or else by certificate (RFC 7515 §4.1).

    Where it names none, or no key says which certificate it has, it may be any.
    """
    if "kid" in header:
        return [key for key in keys if key.get("kid") == header["kid"]]
    said = [(name, header[name]) for name in _THUMBPRINTS if name in header]
    return [key for key in keys if all(_has(key, *one) for one in said)] or [
        key for key in keys if not any(name in key for name in (*_THUMBPRINTS, "x5c"))
    ]


def _has(key: Fields, name: str, thumbprint: object) -> bool:
    """Return whether a key is that of a certificate; some services use its thumbprint as id."""
    return thumbprint in (key.get(name), key.get("kid"), _thumbprint(key, name))


def _thumbprint(key: Fields, name: str) -> str | None:
    """Return the thumbprint of a key's own certificate, None when it has none."""
    chain = key.get("x5c")
    try:
        certificate = b64decode(str(chain[0])) if isinstance(chain, list) and chain else b""
    except ValueError:
        return None
    if not certificate:
        return None
    return _base64url(hashlib.new(_THUMBPRINTS[name], certificate).digest())


def _is_for(client_id: str, audience: object, authorized: object) -> bool:
    """Return whether we are meant, and, when others are meant too, it was we who asked."""
    audiences = audience if isinstance(audience, list) else [audience]
    if client_id not in audiences or (len(audiences) > 1 and authorized is None):
        return False
    return authorized is None or authorized == client_id


def _names_somebody(subject: object) -> bool:
    if not isinstance(subject, str) or not subject.isprintable():
        return False
    return bool(subject.strip()) and len(subject) <= LONGEST_SUBJECT


def _of_now(claims: Fields, now: datetime) -> None:
    begun, ends = claimed_time(claims, "iat"), claimed_time(claims, "exp")
    from_then = claimed_time(claims, "nbf") if "nbf" in claims else begun
    if now >= ends + LEEWAY or now < max(begun, from_then) - LEEWAY:
        raise of_another_time()


def _same(said: object, secret: str) -> bool:
    if not isinstance(said, str):
        return False
    return hmac.compare_digest(said.encode(errors="replace"), secret.encode())


def _half_hash(access_token: str, algorithm: str) -> str:
    """Return what `at_hash` says of an access token (OpenID Connect Core 1.0 §3.1.3.6)."""
    digest = hashlib.new(f"sha{algorithm[-3:]}", access_token.encode(errors="replace")).digest()
    return _base64url(digest[: len(digest) // 2])


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
