"""The organisation's login: OpenID Connect's code flow with PKCE, in the user's own browser.

OpenID Connect Core 1.0 §3.1, RFC 7636 (PKCE), RFC 8252 (native apps), RFC 9207 (issuer).
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import httpx

from sdk_desktop.auth.login.id_token import (
    LEEWAY,
    Expected,
    claimed_time,
    of_another_time,
    untrusted,
    verify_id_token,
)
from sdk_desktop.auth.login.login_service import (
    Description,
    describe,
    fetch_keys,
    redeem,
    refusal,
    too_weak,
    unreadable,
)
from sdk_desktop.auth.login.loopback import Loopback, cancelled
from sdk_desktop.domain.clearance import Level, LoginProof, Need
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.configuration import Login
from sdk_desktop.domain.errors import Refused

LONGEST_LOGIN = 300.0
"""Seconds that the user has in the browser."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the login service vouches for, how surely, and since when (`proved`, in UTC)."""

    subject: str = field(repr=False)
    level: Level
    proved: datetime


def log_in(
    client: httpx.Client,
    login: Login,
    proof: LoginProof,
    need: Need,
    clock: Clock,
    *,
    seconds: float = LONGEST_LOGIN,
) -> Identity:
    """Log the user in, in their browser, and return who they are.

    Blocks until they have, they give up or `seconds` have passed.
    """
    if need.level > max((Level.LOW, *login.levels.values())):
        raise Refused("The settings do not name the login service's level that is needed here.")
    service, secret = describe(client, login), _Secrets()
    _go_on(proof)
    with closing(Loopback(proof.page)) as loopback:
        question = _question(login, need, secret) | {"redirect_uri": loopback.address}
        if proof.browse(str(service.authorization.copy_merge_params(question))) is False:
            raise Refused("The browser cannot be opened.")
        answer = loopback.wait(secret.state, proof.cancelled, seconds)
    form = {
        "grant_type": "authorization_code",
        "code": _code(answer, login, service),
        "redirect_uri": loopback.address,
        "client_id": login.client_id,
        "code_verifier": secret.verifier,
    }
    tokens = redeem(client, service, form)
    expected = Expected(
        login.issuer, login.client_id, service.algorithms, secret.nonce, tokens.access
    )
    claims = verify_id_token(
        tokens.identity, partial(fetch_keys, client, service), expected, clock()
    )
    _go_on(proof)
    return _identity(claims, login, need, clock())


@dataclass(frozen=True, slots=True)
class _Secrets:
    """What only we know of one login."""

    state: str = field(default_factory=partial(secrets.token_urlsafe, 32))
    nonce: str = field(default_factory=partial(secrets.token_urlsafe, 32))
    verifier: str = field(default_factory=partial(secrets.token_urlsafe, 64))

    def __repr__(self) -> str:
        return "_Secrets(…)"


def _go_on(proof: LoginProof) -> None:
    if proof.cancelled():
        raise cancelled()


def _question(login: Login, need: Need, secret: _Secrets) -> dict[str, str]:
    challenge = hashlib.sha256(secret.verifier.encode("ascii")).digest()
    enough = [name for name, level in login.levels.items() if level >= need.level]
    asked = {"acr_values": " ".join(enough)} if enough else {}
    return asked | {
        "response_type": "code",
        "scope": "openid",
        "client_id": login.client_id,
        "state": secret.state,
        "nonce": secret.nonce,
        "code_challenge": urlsafe_b64encode(challenge).rstrip(b"=").decode("ascii"),
        "code_challenge_method": "S256",
        "max_age": str(int(need.age.total_seconds())),
        "ui_locales": "sv",
    }


def _code(answer: Mapping[str, str], login: Login, service: Description) -> str:
    """Return the code that the browser brought; an answer of another issuer is not ours."""
    issuer = answer.get("iss")
    if issuer != login.issuer and (issuer is not None or service.names_issuer):
        raise untrusted("iss")
    if "error" in answer:
        raise refusal(answer["error"])
    if not answer.get("code"):
        raise unreadable()
    return answer["code"]


def _identity(claims: Mapping[str, object], login: Login, need: Need, now: datetime) -> Identity:
    level, proved = _level(claims.get("acr"), login, need), _proved(claims, need, now)
    return Identity(str(claims["sub"]), level, proved)


def _level(named: object, login: Login, need: Need) -> Level:
    """Return the level that the service names; what the settings do not know is the lowest."""
    level = login.levels.get(named) if isinstance(named, str) else None
    if level is None and need.level > Level.LOW:
        raise Refused(
            "The login service does not name a level that the settings know. Ask your IT staff."
        )
    if level is not None and level < need.level:
        raise too_weak()
    return level or Level.LOW


def _proved(claims: Mapping[str, object], need: Need, now: datetime) -> datetime:
    """Return the time of the login, which is never later than now, however the clocks go."""
    if "auth_time" not in claims:
        raise Refused("The login service does not say when you logged in. Ask your IT staff.")
    proved = claimed_time(claims, "auth_time")
    if proved > now + LEEWAY:
        raise of_another_time()
    if now - proved >= need.age:
        raise Refused("You logged in too long ago for this. Log in again.")
    return min(proved, now)
