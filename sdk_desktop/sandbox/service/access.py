"""Access to the message services: clients and their tokens (OAuth 2.0).

A token lives by the real clock, not by the sandbox's. Source: message-service-api.md §Security.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import jwt

from sdk_desktop.domain.clock import Clock
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
    PRACTICE_ORGANISATION,
)

TOKEN_LIFE = timedelta(minutes=30)
AUTH_ID = "urn:sdk.digg.se:auth_id"
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

SEND = "urn:sdk.api:sendMessages"
GET = "urn:sdk.api:getMessage"
LIST = "urn:sdk.api:getMessageByFilter"
DELETE = "urn:sdk.api:deleteMessage"
SCOPES = (SEND, GET, LIST, DELETE)

_SIGNED_WITH = ("RS256", "PS256", "ES256", "EdDSA")
_LEEWAY = 15
_AHEAD = 5
_LONGEST_PROOF = 300
"""Seconds, as real services count them."""


@dataclass(frozen=True, slots=True)
class Client:
    """A client system; with a public key it must authenticate by `private_key_jwt`.

    `functions` are the function addresses it may act for. Its proofs must name `key_id`, be signed
    with `algorithm` and be meant for `audience`, where these are set; its secret must come by
    `secret_method`.
    """

    client_id: str
    organisation: str
    functions: frozenset[str]
    secret: str = ""
    public_key: str = ""
    scopes: tuple[str, ...] = SCOPES
    key_id: str = ""
    algorithm: str = ""
    audience: str = ""
    secret_method: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """What the bearer of a token may do."""

    organisation: str
    functions: frozenset[str]
    scopes: frozenset[str]


class AccessDeniedError(Exception):
    """A client or a token is not accepted; `code` is OAuth's error code."""

    def __init__(self, code: str, status: int = 401) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class Access:
    """The known clients, and the tokens issued to them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._key = secrets.token_hex(32)
        self._assertions: set[str] = set()
        self._clients: dict[str, Client] = {}
        self.register(practice_client())

    def register(self, client: Client) -> None:
        """Add a client; one with the same id is replaced."""
        self._clients[client.client_id] = client

    def revoke(self) -> None:
        """Revoke every token that was issued so far."""
        self._key = secrets.token_hex(32)

    def token(self, form: Mapping[str, str], audience: str) -> dict[str, object]:
        """Answer a token request whose form holds the client's proof."""
        if form.get("grant_type") != "client_credentials":
            raise AccessDeniedError("unsupported_grant_type", 400)
        client = self._proven(form, audience)
        asked = form.get("scope", "").split() or list(client.scopes)
        if not set(asked) <= set(client.scopes):
            raise AccessDeniedError("invalid_scope", 400)
        return {
            "access_token": self._issue(client, asked),
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LIFE.total_seconds()),
            "scope": " ".join(asked),
        }

    def check(self, authorization: str, scope: str) -> Grant:
        """Return what a request may do, by its Authorization header."""
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer":
            raise AccessDeniedError("invalid_request")
        try:
            claims = jwt.decode(token, self._key, ["HS256"], options={"verify_exp": False})
        except jwt.InvalidTokenError as error:
            raise AccessDeniedError("invalid_token") from error
        if claims["exp"] <= self._now():
            raise AccessDeniedError("invalid_token")
        scopes = frozenset(claims["scope"].split())
        if scope not in scopes:
            raise AccessDeniedError("insufficient_scope")
        return Grant(claims["organisation"], frozenset(claims[AUTH_ID]), scopes)

    def _issue(self, client: Client, scopes: list[str]) -> str:
        claims = {
            "sub": client.client_id,
            "exp": self._now() + int(TOKEN_LIFE.total_seconds()),
            "organisation": client.organisation,
            "scope": " ".join(scopes),
            AUTH_ID: sorted(client.functions),
        }
        return jwt.encode(claims, self._key, "HS256")

    def _proven(self, form: Mapping[str, str], audience: str) -> Client:
        if form.get("client_assertion_type") == ASSERTION_TYPE:
            return self._by_assertion(form, audience)
        client = self._clients.get(form.get("client_id", ""))
        secret = form.get("client_secret", "").encode()
        if client is None or client.public_key or not client.secret:
            raise AccessDeniedError("invalid_client")
        if client.secret_method not in {"", form.get("secret_method")}:
            raise AccessDeniedError("invalid_client")
        if not secrets.compare_digest(secret, client.secret.encode()):
            raise AccessDeniedError("invalid_client")
        return client

    def _by_assertion(self, form: Mapping[str, str], audience: str) -> Client:
        assertion = form.get("client_assertion", "")
        try:
            named = jwt.decode(assertion, options={"verify_signature": False}).get("sub", "")
            client = self._clients[form.get("client_id", named)]
            claims = jwt.decode(
                assertion,
                client.public_key,
                [client.algorithm] if client.algorithm else list(_SIGNED_WITH),
                audience=client.audience or audience,
                subject=client.client_id,
                issuer=client.client_id,
                options={"require": ["exp", "jti"], "verify_exp": False, "verify_iat": False},
            )
        except (jwt.PyJWTError, KeyError) as error:
            raise AccessDeniedError("invalid_client") from error
        key_id = jwt.get_unverified_header(assertion).get("kid")
        named_well = not client.key_id or key_id == client.key_id
        if not named_well or not self._is_of_now(claims) or claims["jti"] in self._assertions:
            raise AccessDeniedError("invalid_client")
        self._assertions.add(claims["jti"])
        return client

    def _is_of_now(self, claims: Mapping[str, int]) -> bool:
        """Return whether a proof is neither over, nor of the future, nor good for long."""
        now = self._now()
        ends, begun = int(claims["exp"]), int(claims.get("iat", now))
        return now - _LEEWAY < ends <= now + _LONGEST_PROOF and begun <= now + _AHEAD

    def _now(self) -> int:
        return int(self._clock().timestamp())


def practice_client() -> Client:
    """Return the client that acts for the practice mailboxes."""
    return Client(
        client_id=PRACTICE_CLIENT_ID,
        organisation=PRACTICE_ORGANISATION.participant,
        functions=frozenset(mailbox.address for mailbox in PRACTICE_MAILBOXES),
        secret=PRACTICE_CLIENT_SECRET,
    )
