from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.service.client_key import read_client_key
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
    token, _ = source(line, Credentials(URL, "klient", key=read_client_key(pem)))

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
    assert claims["iat"] == NOON.timestamp() - 30
    assert claims["exp"] == NOON.timestamp() + 30
    assert form["client_id"] == "klient"
    assert form["client_assertion_type"].endswith(":jwt-bearer")


def test_a_proof_is_never_used_twice(pem: bytes) -> None:
    line = tokens(given())
    token, _ = source(line, Credentials(URL, "klient", key=read_client_key(pem)))

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


def test_the_secret_may_stand_in_the_form() -> None:
    line = tokens(given())
    token, _ = source(line, Credentials(URL, "klient å", secret="a:b", in_form=True))

    token.header()

    form = {name: values[0] for name, values in parse_qs(line.requests[0].content.decode()).items()}
    assert (form["client_id"], form["client_secret"]) == ("klient å", "a:b")
    assert "authorization" not in line.requests[0].headers


ISSUER = "https://login.example.se"
METADATA = f"{ISSUER}/.well-known/openid-configuration"
PUBLISHED = {
    "issuer": ISSUER,
    "token_endpoint": f"{ISSUER}/token",
    "mtls_endpoint_aliases": {"token_endpoint": "https://mtls.example.se/token"},
}


def published(said: object) -> CuttableConnection:
    """Let the sign-in publish something about itself, and give a token to everybody."""
    return tokens(
        lambda request: httpx.Response(200, json=said) if request.method == "GET" else given()
    )


@pytest.mark.parametrize(
    ("by_certificate", "said", "asked"),
    [
        (False, PUBLISHED, f"{ISSUER}/token"),
        (True, PUBLISHED, "https://mtls.example.se/token"),
        (True, PUBLISHED | {"mtls_endpoint_aliases": {}}, f"{ISSUER}/token"),
        (True, PUBLISHED | {"mtls_endpoint_aliases": None}, f"{ISSUER}/token"),
    ],
)
def test_the_token_endpoint_is_read_in_the_sign_ins_metadata(
    pem: bytes, key: RSAPrivateKey, by_certificate: bool, said: object, asked: str
) -> None:
    line = published(said)
    credentials = Credentials(
        "", "k", key=read_client_key(pem), by_certificate=by_certificate, metadata_url=METADATA
    )
    token, _ = source(line, credentials)

    token.header()

    form = parse_qs(line.requests[1].content.decode())
    claims = jwt.decode(
        form["client_assertion"][0],
        key.public_key(),
        algorithms=["RS256"],
        audience=ISSUER,
        options={"verify_exp": False, "verify_iat": False},
    )
    assert [str(one.url) for one in line.requests] == [METADATA, asked]
    assert claims["aud"] == ISSUER


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ([], "not"),
        ({"issuer": ISSUER}, "no token endpoint"),
        (PUBLISHED | {"token_endpoint": 7}, "no token endpoint"),
        (PUBLISHED | {"token_endpoint": "x" * 3_000}, "no token endpoint"),
        (PUBLISHED | {"issuer": "https://other.example.se"}, "another service"),
    ],
)
def test_metadata_that_name_no_endpoint_of_that_sign_in_give_no_token(
    said: object, reason: str
) -> None:
    line = published(said)
    token, _ = source(line, Credentials("", "k", secret="s", metadata_url=METADATA))

    with pytest.raises(Unavailable, match=reason):
        token.header()

    assert len(line.requests) == 1


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


def test_a_client_that_cannot_prove_itself_waits_until_it_can() -> None:
    line = tokens(given())
    token, _ = source(line, Credentials(URL, "k"))

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
    assert "hemlig" not in repr(Credentials(URL, "klient", "hemlig"))


def sent(line: CuttableConnection) -> dict[str, str]:
    """Return the form of the first request."""
    return {name: values[0] for name, values in parse_qs(line.requests[0].content.decode()).items()}


def test_scopes_audience_and_the_key_s_name_are_as_set(pem: bytes) -> None:
    line = tokens(given())
    key = read_client_key(pem, algorithm="PS256", key_id="andra")
    issuer = "https://mt.example.se/realms/sdk"
    credentials = Credentials(URL, "klient", key=key, audience=issuer, scopes=("urn:a", "urn:b"))
    token, _ = source(line, credentials)

    token.header()

    form = sent(line)
    proof = form["client_assertion"]
    said = jwt.decode(proof, options={"verify_signature": False})
    assert form["scope"] == "urn:a urn:b"
    assert said["aud"] == issuer
    assert jwt.get_unverified_header(proof) == {"alg": "PS256", "kid": "andra", "typ": "JWT"}


def test_a_client_known_by_its_tls_certificate_says_who_it_is() -> None:
    line = tokens(given())
    token, _ = source(line, Credentials(URL, "klient", by_certificate=True))

    token.header()

    form = sent(line)
    assert form == {
        "grant_type": "client_credentials",
        "scope": " ".join(SCOPES),
        "client_id": "klient",
    }
    assert "authorization" not in line.requests[0].headers


def test_scopes_that_were_not_granted_are_known() -> None:
    token, _ = source(tokens(given(scope=" ".join(SCOPES[:2]))))

    token.header()

    assert token.lacking == SCOPES[2:]


@pytest.mark.parametrize(
    ("status", "code", "sentence"),
    [
        (401, "invalid_client", "refused this client (invalid_client)."),
        (400, "unauthorized_client", "refused this client (unauthorized_client)."),
        (400, "invalid_scope", "does not grant the scopes that were asked for (invalid_scope)."),
        (400, "hemligt & annat", "refused this client (400)."),
        (401, ["x"], "refused this client (401)."),
    ],
)
def test_the_reason_of_the_sign_in_is_said_and_logged(
    status: int, code: object, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    answer = httpx.Response(status, json={"error": code, "error_description": "hemligt"})
    token, _ = source(tokens(answer))

    with pytest.raises(Unavailable) as raised:
        token.header()

    assert str(raised.value).endswith(sentence)
    assert "hemligt" not in caplog.text
    assert (f" {code} " in caplog.text) is sentence.endswith(f"({code}).")


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("Mon, 02 Mar 2026 11:59:44 GMT", "clock is 16 s ahead of the sign-in's."),
        ("Mon, 02 Mar 2026 12:05:00 GMT", "clock is 300 s behind the sign-in's."),
        ("Mon, 02 Mar 2026 12:00:05 GMT", "refused this client (invalid_client)."),
        ("soon", "refused this client (invalid_client)."),
    ],
)
def test_a_clock_that_may_be_the_reason_is_named(date: str, told: str) -> None:
    answer = httpx.Response(401, json={"error": "invalid_client"}, headers={"Date": date})
    token, _ = source(tokens(answer))

    with pytest.raises(Unavailable) as raised:
        token.header()

    assert str(raised.value).endswith(told)


@pytest.mark.parametrize("minutes", [-600, -2, 2, 600])
def test_a_proof_is_made_anew_by_the_clock_of_the_sign_in(pem: bytes, minutes: int) -> None:
    theirs = NOON + timedelta(minutes=minutes)

    def strict(request: httpx.Request) -> httpx.Response:
        form = parse_qs(request.content.decode())
        said = jwt.decode(form["client_assertion"][0], options={"verify_signature": False})
        if said["iat"] <= theirs.timestamp() < said["exp"]:
            return given()
        headers = {"Date": format_datetime(theirs, usegmt=True)}
        return httpx.Response(401, json={"error": "invalid_client"}, headers=headers)

    line = tokens(strict)
    token, _ = source(line, Credentials(URL, "klient", key=read_client_key(pem)))

    assert token.header() == {"Authorization": "Bearer abc"}
    assert len(line.requests) == 2


@pytest.mark.parametrize("date", ["Mon, 02 Mar 2026 12:00:05 GMT", "soon"])
def test_a_clock_that_is_right_makes_nothing_anew(pem: bytes, date: str) -> None:
    line = tokens(httpx.Response(401, json={"error": "invalid_client"}, headers={"Date": date}))
    token, _ = source(line, Credentials(URL, "klient", key=read_client_key(pem)))

    with pytest.raises(Unavailable):
        token.header()

    assert len(line.requests) == 1


def test_a_secret_is_not_sent_twice_because_of_a_clock() -> None:
    headers = {"Date": "Mon, 02 Mar 2026 15:00:00 GMT"}
    line = tokens(httpx.Response(401, json={"error": "invalid_client"}, headers=headers))
    token, _ = source(line)

    with pytest.raises(Unavailable, match="behind"):
        token.header()

    assert len(line.requests) == 1
