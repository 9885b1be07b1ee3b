"""The organisation's login: OpenID Connect's code flow with PKCE, in the user's own browser.

OpenID Connect Core 1.0 §3.1, RFC 7636 (PKCE), RFC 8252 (native apps), RFC 9207 (issuer).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
    Tokens,
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
_ROUNDING = timedelta(seconds=2)
"""Both the header `Date` and `auth_time` are in whole seconds."""


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

    Blocks until they have, they give up or `seconds` have passed. Without single sign-on only a
    login that was made since this call counts, whatever session the browser has.
    """
    if need.level > max((login.otherwise, *login.levels.values())):
        raise Refused("The settings do not name the login service's level that is needed here.")
    begun, service, secret = clock(), describe(client, login), _Secrets()
    _go_on(proof)
    with closing(Loopback(proof.page)) as loopback:
        question = _question(login, need, secret, service)
        question["redirect_uri"] = loopback.address
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
    earliest = None if login.single_sign_on else _earliest(begun, clock(), tokens)
    expected = Expected(
        login.issuer, login.client_id, service.algorithms, secret.nonce, tokens.access
    )
    claims = verify_id_token(
        tokens.identity, partial(fetch_keys, client, service), expected, clock()
    )
    _go_on(proof)
    proved = _proved(claims, need, clock(), earliest)
    return Identity(str(claims["sub"]), _level(claims, login, need), proved)


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


def _question(login: Login, need: Need, secret: _Secrets, service: Description) -> dict[str, str]:
    challenge = hashlib.sha256(secret.verifier.encode("ascii")).digest()
    return (
        _level_asked(login, need, service)
        | _when_asked(login, need)
        | {
            "response_type": "code",
            "scope": "openid",
            "client_id": login.client_id,
            "state": secret.state,
            "nonce": secret.nonce,
            "code_challenge": urlsafe_b64encode(challenge).rstrip(b"=").decode("ascii"),
            "code_challenge_method": "S256",
            "ui_locales": "sv",
        }
    )


def _level_asked(login: Login, need: Need, service: Description) -> dict[str, str]:
    """Ask for a level that is enough, as an essential claim (OpenID Connect Core 1.0 §5.5.1.1).

    A service takes a name that it does not know for its lowest level: those that it says it has go
    before others.
    """
    names = login.names(need.level)
    names = tuple(name for name in names if name in service.levels) or names
    if not names:
        return {}
    wanted = {"value": names[0]} if len(names) == 1 else {"values": names}
    claims = {"id_token": {login.level_claim: {"essential": True, **wanted}}}
    asked = {"claims": json.dumps(claims, separators=(",", ":"))}
    return asked | ({"acr_values": " ".join(names)} if login.level_claim == "acr" else {})


def _when_asked(login: Login, need: Need) -> dict[str, str]:
    """Ask for a login made now, or under single sign-on for one that is new enough."""
    if login.single_sign_on:
        return {"max_age": str(int(need.age.total_seconds()))}
    return {"prompt": "login", "max_age": "0"}


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


def _level(claims: Mapping[str, object], login: Login, need: Need) -> Level:
    """Return the highest level that the service names, or else what its word is worth."""
    said = claims.get(login.level_claim)
    names = said if isinstance(said, list) and login.level_claim == "acrs" else [said]
    known = [login.levels[name] for name in names if isinstance(name, str) and name in login.levels]
    level = max(known, default=login.otherwise)
    if level >= need.level:
        return level
    if known:
        raise too_weak()
    raise Refused(
        "The login service does not name a level that the settings know. Ask your IT staff."
    )


def _earliest(begun: datetime, now: datetime, tokens: Tokens) -> datetime:
    """Return from when, by the service's clock, a login belongs to what began at `begun`.

    How far that clock is from ours is known from the time that it told with the tokens, `now`.
    """
    if tokens.issued is None:
        return begun - LEEWAY
    return begun + (tokens.issued - now) - _ROUNDING


def _proved(
    claims: Mapping[str, object], need: Need, now: datetime, earliest: datetime | None
) -> datetime:
    """Return the time of the login, which is never later than now, however the clocks go."""
    if "auth_time" not in claims:
        raise Refused("The login service does not say when you logged in. Ask your IT staff.")
    proved = claimed_time(claims, "auth_time")
    if proved > now + LEEWAY:
        raise of_another_time()
    if now - proved >= need.age:
        raise Refused("You logged in too long ago for this. Log in again.")
    if earliest is not None and proved < earliest:
        raise Refused(
            "The login service did not ask you to log in again. Log out there and try again."
        )
    return min(proved, now)
