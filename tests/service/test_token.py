from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.service.token import SCOPES, Credentials, TokenSource
from tests.kit.cuttable_connection import CuttableConnection
from tests.kit.openapi import Official

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
URL = "https://mt.example.se/auth/token"


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def tokens(
    answer: Callable[[httpx.Request], httpx.Response] | httpx.Response,
) -> CuttableConnection:
    return CuttableConnection(
        httpx.MockTransport((lambda _: answer) if isinstance(answer, httpx.Response) else answer)
    )


def source(
    line: CuttableConnection, credentials: Credentials | None = None
) -> tuple[TokenSource, Clock]:
    clock = Clock()
    given = credentials or Credentials(URL, "klient", secret="s")
    return TokenSource(httpx.Client(transport=line), given, clock), clock


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def given(**fields: object) -> httpx.Response:
    return httpx.Response(200, json={"access_token": "abc", "token_type": "Bearer", **fields})


def test_the_client_proves_itself_with_its_key(key: RSAPrivateKey, pem: bytes) -> None:
    line = tokens(given(expires_in=300))
    token, _ = source(line, Credentials(URL, "klient", private_key_pem=pem))

    assert token.header() == {"Authorization": "Bearer abc"}

    form = {name: values[0] for name, values in parse_qs(line.requests[0].content.decode()).items()}
    claims = jwt.decode(
        form["client_assertion"],
        key.public_key(),
        algorithms=["RS256"],
        audience=URL,
        options={"verify_exp": False, "verify_iat": False},
    )
    assert (form["grant_type"], claims["iss"], claims["sub"]) == (
        "client_credentials",
        "klient",
        "klient",
    )
    assert claims["exp"] - claims["iat"] == 60
    assert claims["iat"] == NOON.timestamp()
    assert form["client_assertion_type"].endswith(":jwt-bearer")


def test_a_proof_is_never_used_twice(pem: bytes) -> None:
    line = tokens(given())
    token, _ = source(line, Credentials(URL, "klient", private_key_pem=pem))

    token.renew()
    token.renew()

    first, second = (parse_qs(one.content.decode())["client_assertion"] for one in line.requests)
    assert first != second


def test_the_client_proves_itself_with_its_secret() -> None:
    line = tokens(given())
    token, _ = source(line, Credentials(URL, "klient å", secret="a:b"))

    token.header()

    scheme, _, proof = line.requests[0].headers["authorization"].partition(" ")
    assert (scheme, b64decode(proof)) == ("Basic", b"klient+%C3%A5:a%3Ab")
    assert b"a%3Ab" not in line.requests[0].content


def test_the_scopes_are_those_of_the_official_flow(artefacts: Path) -> None:
    assert set(SCOPES) == Official.read(artefacts).scopes


@pytest.mark.parametrize(
    ("expires_in", "good_for"),
    [
        (300, timedelta(seconds=270)),
        ("300", timedelta(seconds=270)),
        (40, timedelta(seconds=30)),
        (86400, timedelta(minutes=29, seconds=30)),
        (1e99, timedelta(minutes=4, seconds=30)),
        (None, timedelta(minutes=4, seconds=30)),
        ("soon", timedelta(minutes=4, seconds=30)),
    ],
)
def test_a_token_is_used_until_shortly_before_it_ends(
    expires_in: object, good_for: timedelta
) -> None:
    line = tokens(given(expires_in=expires_in))
    token, clock = source(line)
    token.header()

    clock.now = NOON + good_for - timedelta(milliseconds=1)
    token.header()
    before = len(line.requests)
    clock.now = NOON + good_for
    token.header()

    assert (before, len(line.requests)) == (1, 2)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(401, json={"error": "invalid_client"}),
        httpx.Response(400, json={"error": "invalid_scope"}),
        httpx.Response(403),
        httpx.Response(404),
        httpx.Response(503),
        httpx.Response(429),
        httpx.Response(302),
        httpx.Response(200, html="<html>"),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"access_token": "a\r\nb"}),
        httpx.Response(200, json={"access_token": "å"}),
        httpx.Response(200, content=b"x" * 1_000_001),
    ],
)
def test_no_bad_answer_lets_a_message_fail_for_good(answer: httpx.Response) -> None:
    token, _ = source(tokens(answer))

    with pytest.raises(Unavailable):
        token.header()


def test_a_sign_in_that_cannot_be_reached_is_tried_again_later() -> None:
    line = tokens(given())
    line.cut_before()
    token, _ = source(line)

    with pytest.raises(Unavailable, match="sign-in"):
        token.header()
    assert token.header() == {"Authorization": "Bearer abc"}


@pytest.mark.parametrize("credentials", [Credentials(URL, "k"), Credentials(URL, "k", None, b"?")])
def test_a_client_that_cannot_prove_itself_waits_until_it_can(credentials: Credentials) -> None:
    line = tokens(given())
    token, _ = source(line, credentials)

    with pytest.raises(Unavailable):
        token.header()
    assert line.requests == []


def test_a_token_that_was_let_go_is_fetched_anew() -> None:
    line = tokens(given())
    token, _ = source(line)
    token.header()

    token.forget()
    token.header()

    assert line.count("POST", "/token") == 2


def test_what_proves_the_client_is_never_shown() -> None:
    assert "hemlig" not in repr(Credentials(URL, "klient", "hemlig", b"hemlig"))
