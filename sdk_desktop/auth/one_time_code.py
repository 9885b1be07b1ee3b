"""One-time codes from an authenticator (TOTP, RFC 6238: six digits, 30 seconds)."""

from __future__ import annotations

import hmac
from base64 import b32decode
from datetime import datetime

import pyotp

from sdk_desktop.domain.clearance import Enrolment

ISSUER = "SDK Desktop"
STEP = 30
"""Seconds that a code lasts."""
DRIFT = 1
"""Steps that the authenticator's clock may be ahead or behind."""
MOST_DRIFT = 120
"""Steps within which a code that is not accepted means that a clock is wrong."""


def new_enrolment(who: str) -> Enrolment:
    """Make a secret for a new person, and what their authenticator needs to know."""
    secret = new_secret()
    uri = pyotp.TOTP(secret).provisioning_uri(name=who, issuer_name=ISSUER)
    return Enrolment(who=who, secret=secret, uri=uri)


def new_secret() -> str:
    """Make a secret that belongs to nobody yet."""
    return pyotp.random_base32()


def accepted_step(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """Return the time step that a code belongs to, None when it is wrong or was used before.

    Every candidate is compared, so that the time taken tells nothing.
    """
    return _found(secret, code, _steps(now, DRIFT), last_step)


def fits_another_time(secret: str, code: str, now: datetime, last_step: int) -> bool:
    """Return whether a code would be right, and new, if a clock were off by up to an hour."""
    return _found(secret, code, _steps(now, MOST_DRIFT), last_step) is not None


def current_code(secret: str, now: datetime) -> str:
    """Return the code that an authenticator shows now."""
    return _code(b32decode(secret), int(now.timestamp()) // STEP)


def _found(secret: str, code: str, steps: range, last_step: int) -> int | None:
    found, key, given = None, b32decode(secret), _digits(code).encode()
    for step in steps:
        right = hmac.compare_digest(_code(key, step).encode(), given)
        if right and step > last_step:
            found = step
    return found


def _steps(now: datetime, drift: int) -> range:
    current = int(now.timestamp()) // STEP
    return range(current - drift, current + drift + 1)


def _code(key: bytes, step: int) -> str:
    """Return the code of a time step (RFC 4226 §5.3); pyotp would decode the secret each time."""
    digest = hmac.digest(key, step.to_bytes(8), "sha1")
    place = digest[-1] & 0xF
    number = int.from_bytes(digest[place : place + 4]) & 0x7FFF_FFFF
    return f"{number % 1_000_000:06}"


def _digits(code: str) -> str:
    return "".join(character for character in code if character.isascii() and character.isdigit())
