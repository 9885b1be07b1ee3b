"""A login service of our own, with real keys, of which everything can be spoiled."""

from __future__ import annotations

import hashlib
import json
import socket
from base64 import urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from sdk_desktop.auth.login.code_flow import Identity, log_in
from sdk_desktop.domain.clearance import Level, LoginProof, Need
from sdk_desktop.domain.configuration import Login

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ISSUER = "https://login.example.se/sdk"
CLIENT = "sdk-desktop"
LOGIN = Login(ISSUER, CLIENT, acr_2="loa2", acr_3="loa3", acr_4="loa4")
SINGLE_SIGN_ON = replace(LOGIN, single_sign_on=True)
NEED = Need(Level.HIGH, timedelta(minutes=15))
PAGE = "Du kan gå tillbaka till SDK Desktop & stänga <fliken>."
ACCESS = "den-som-ser-detta-är-fel"
CODE = "engångs-kod"
CURVES = {"ES256": ec.SECP256R1(), "ES384": ec.SECP384R1(), "ES512": ec.SECP521R1()}
ENDPOINTS = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
ALGORITHMS = ["RS256", "RS512", "PS256", "PS384", "ES256", "ES384", "ES512"]

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
Jwk = dict[str, object]


@cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """Keys are slow to make, so all tests share them."""
    return rsa.generate_private_key(65537, bits)


@cache
def stranger() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def key_for(algorithm: str) -> PrivateKey:
    return ec.generate_private_key(CURVES[algorithm]) if algorithm in CURVES else rsa_key()


def public(key: PrivateKey, **members: object) -> Jwk:
    """Return the public part of a key as a JWK."""
    if isinstance(key, rsa.RSAPrivateKey):
        return RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | members
    return ECAlgorithm.to_jwk(key.public_key(), as_dict=True) | members


def half_hash(text: str, name: str = "sha256") -> str:
    digest = hashlib.new(name, text.encode()).digest()
    return urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


@dataclass
class Issuer:
    """What the service says; a test changes what it wants to be wrong.

    `claims` go over the right ones, None takes one away; `answers` go over everything, by path.
    `told` is the time that the service says it is, None where it does not. `before` are requests
    that somebody sends to the loopback before the browser comes, with PORT and STATE in place of
    the right ones.
    """

    now: datetime = NOON
    description: dict[str, object] = field(default_factory=dict)
    algorithm: str = "RS256"
    key: PrivateKey | str = field(default_factory=rsa_key)
    header: dict[str, object] = field(default_factory=lambda: {"kid": "one"})
    keys: list[Jwk] = field(default_factory=lambda: [public(rsa_key(), kid="one", use="sig")])
    claims: dict[str, object] = field(default_factory=dict)
    payload: bytes = b""
    answers: dict[str, httpx.Response] = field(default_factory=dict)
    told: datetime | None = None
    brought: dict[str, str | None] = field(default_factory=dict)
    before: list[bytes] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    requests: list[httpx.Request] = field(default_factory=list)
    calls: list[socket.socket] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer as a web server."""
        self.requests.append(request)
        path = request.url.path.removeprefix("/sdk/")
        if path in self.answers:
            return self.answers[path]
        match path:
            case ".well-known/openid-configuration":
                return httpx.Response(200, json=self.described())
            case "token":
                return self.token(dict(parse_qsl(request.content.decode())))
            case "keys":
                return httpx.Response(200, json={"keys": self.keys})
        return httpx.Response(404)

    def described(self) -> dict[str, object]:
        given: dict[str, object] = {
            "issuer": ISSUER,
            **{name: f"{ISSUER}/{path}" for name, path in ENDPOINTS.items()},
            "id_token_signing_alg_values_supported": ALGORITHMS,
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }
        return {k: v for k, v in (given | self.description).items() if v is not None}

    def token(self, form: dict[str, str]) -> httpx.Response:
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        proved = urlsafe_b64encode(digest).rstrip(b"=").decode() == self.asked["code_challenge"]
        given = (form["code"], form["redirect_uri"], form["client_id"])
        if not proved or given != (CODE, self.asked["redirect_uri"], CLIENT):
            return httpx.Response(400, json={"error": "invalid_grant"})
        identity = self.identity()
        said = {"id_token": identity, "access_token": ACCESS}
        headers = {"Date": format_datetime(self.told, usegmt=True)} if self.told else {}
        return httpx.Response(200, json=said, headers=headers)

    def identity(self) -> str:
        begun = int(self.now.timestamp())
        right: dict[str, object] = {
            "iss": ISSUER,
            "aud": CLIENT,
            "sub": "berg-kim",
            "nonce": self.asked["nonce"],
            "iat": begun,
            "exp": begun + 300,
            "auth_time": begun - 5,
            "acr": "loa3",
            "at_hash": half_hash(ACCESS),
        }
        claims = {k: v for k, v in (right | self.claims).items() if v is not None}
        payload = self.payload or json.dumps(claims).encode()
        return jwt.PyJWS().encode(payload, self.key, self.algorithm, self.header)

    def browse(self, url: str) -> None:
        """Be the browser: log in at once, and bring the answer to the loopback."""
        self.asked = dict(parse_qsl(urlsplit(url).query))
        query: dict[str, str | None] = {"code": CODE, "state": self.asked["state"], "iss": ISSUER}
        said = {k: v for k, v in (query | self.brought).items() if v is not None}
        for request in self.before:
            self.call(request)
        answer = f"GET /login?{urlencode(said)} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n"
        self.call(answer.encode())

    def call(self, request: bytes) -> None:
        """Send to the loopback, and leave its answer for later: it cannot answer yet."""
        port = urlsplit(self.asked["redirect_uri"]).port or 0
        connection = socket.create_connection(("127.0.0.1", port), timeout=60)
        state = self.asked["state"].encode()
        connection.sendall(request.replace(b"PORT", b"%d" % port).replace(b"STATE", state))
        self.calls.append(connection)

    def replies(self) -> list[str]:
        """Return what the loopback answered to each call."""
        return [_all_of(connection).decode() for connection in self.calls]

    def close(self) -> None:
        """Hang up."""
        for connection in self.calls:
            connection.close()

    def log_in(
        self,
        need: Need = NEED,
        login: Login = LOGIN,
        cancelled: Callable[[], bool] = lambda: False,
        browse: Callable[[str], object] | None = None,
        seconds: float = 30,
    ) -> Identity:
        """Log in here, on a clock that stands still at noon."""
        proof = LoginProof(browse or self.browse, PAGE, cancelled)
        with self.client() as client:
            return log_in(client, login, proof, need, lambda: NOON, seconds=seconds)

    def client(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self))

    def proof(self) -> LoginProof:
        """Be somebody who logs in, and does not give up."""
        return LoginProof(self.browse, PAGE, lambda: False)

    def paths(self) -> Sequence[str]:
        return [request.url.path.rpartition("/")[2] for request in self.requests]


def _all_of(connection: socket.socket) -> bytes:
    parts = b""
    while part := connection.recv(65536):
        parts += part
    return parts
