"""Which answers of the organisation's login service are believed."""

from itertools import chain, repeat
from typing import Any

import httpx
import pytest

from sdk_desktop.domain.clearance import Level
from sdk_desktop.domain.errors import Untrusted
from tests.auth.login.issuer import (
    ACCESS,
    ALGORITHMS,
    CLIENT,
    NOON,
    Issuer,
    half_hash,
    key_for,
    public,
    rsa_key,
    stranger,
)
from tests.auth.login.spoils import (
    Spoil,
    both,
    brings,
    gives,
    not_trusted,
    pays,
    publishes,
    refusal,
    says,
    signs,
)

NOW = int(NOON.timestamp())
PUBLIC_AS_SECRET = str(public(rsa_key())["n"])
FORGED: dict[str, tuple[Spoil, str]] = {
    "nobody signed": (signs("none", ""), "alg"),
    "the public key as a secret": (signs("HS256", PUBLIC_AS_SECRET), "alg"),
    "an algorithm that the service does not use": (
        both(
            signs("RS384", rsa_key()),
            lambda issuer: issuer.description.update(
                id_token_signing_alg_values_supported=["RS256"]
            ),
        ),
        "alg",
    ),
    "a symmetric algorithm that the service admits": (
        both(
            signs("HS256", PUBLIC_AS_SECRET),
            lambda issuer: issuer.description.update(
                id_token_signing_alg_values_supported=["HS256", "none"]
            ),
        ),
        "alg",
    ),
    "a stranger signed": (signs("RS256", stranger()), "signature"),
    "a stranger's key in the header": (
        signs("RS256", stranger(), jwk=public(stranger()), jku="https://evil.example/keys"),
        "signature",
    ),
    "a key of another kind": (signs("ES256", key_for("ES256")), "kid"),
    "a key of another curve": (
        both(signs("ES256", key_for("ES256")), publishes(public(key_for("ES384"), kid="one"))),
        "kid",
    ),
    "a curve that is only said": (
        both(
            signs("ES256", key_for("ES256")),
            publishes(public(key_for("ES384"), kid="one") | {"crv": "P-256"}),
        ),
        "signature",
    ),
    "a key for encrypting": (publishes(public(rsa_key(), kid="one", use="enc")), "kid"),
    "a key for another algorithm": (publishes(public(rsa_key(), kid="one", alg="RS512")), "kid"),
    "a short key": (
        both(signs("RS256", rsa_key(1024)), publishes(public(rsa_key(1024), kid="one"))),
        "signature",
    ),
    "an endless key": (publishes(public(rsa_key(), kid="one") | {"n": "A" * 9_000}), "kid"),
    "a key that is none": (publishes({"kty": "RSA", "kid": "one", "n": 1, "e": []}), "signature"),
    "a key without number": (publishes({"kty": "RSA", "kid": "one"}), "signature"),
    "two keys of one name": (
        publishes(public(rsa_key(), kid="one"), public(stranger(), kid="one")),
        "kid",
    ),
    "no name where there are two keys": (
        both(
            lambda issuer: setattr(issuer, "header", {}),
            publishes(public(rsa_key()), public(stranger())),
        ),
        "kid",
    ),
    "no keys": (publishes(), "kid"),
    "another certificate than the token names": (
        both(
            lambda issuer: setattr(issuer, "header", {"x5t": "abc"}),
            publishes(public(rsa_key(), kid="1", x5t="def", x5c=["Y2VydGlmaWNhdGU="])),
        ),
        "kid",
    ),
    "a thumbprint that makes no sense": (
        both(
            lambda issuer: setattr(issuer, "header", {"x5t": ["abc"]}),
            publishes(public(rsa_key(), kid="1", x5c=["é"])),
        ),
        "kid",
    ),
    "an extension that we do not know": (signs("RS256", rsa_key(), crit=["x"], x=1), "JWT"),
    "no token": (gives(id_token="a.b", access_token=""), "JWT"),
    "letters that are none": (gives(id_token="\ud800.b.c", access_token=""), "JWT"),
    "an encrypted token": (gives(id_token="e30.b.c.d.e", access_token=""), "JWT"),
    "a payload that is none": (pays(b"\xff"), "signature"),
    "a payload that is a list": (pays(b"[]"), "JWT"),
    "a payload that never ends": (pays(b"[" * 100_000), "signature"),
    "another issuer": (says(iss="https://login.example.se/other"), "iss"),
    "no issuer": (says(iss=None), "iss"),
    "for another client": (says(aud="other"), "aud"),
    "for nobody": (says(aud=None), "aud"),
    "for several, and nobody says who asked": (says(aud=[CLIENT, "other"]), "aud"),
    "for several, and another one asked": (says(aud=[CLIENT, "other"], azp="other"), "aud"),
    "another one asked": (says(azp="other"), "aud"),
    "the token of another login": (says(nonce="other"), "nonce"),
    "no nonce": (says(nonce=None), "nonce"),
    "a nonce that is no text": (says(nonce=["x"]), "nonce"),
    "a nonce of half letters": (says(nonce="\ud800"), "nonce"),
    "with another access token": (says(at_hash=half_hash("other")), "at_hash"),
    "a hash that is no text": (says(at_hash=5), "at_hash"),
    "about nobody": (says(sub=None), "sub"),
    "about an empty name": (says(sub=" "), "sub"),
    "about a number": (says(sub=7), "sub"),
    "about half a letter": (says(sub="\ud800"), "sub"),
    "about an endless name": (says(sub="x" * 256), "sub"),
    "without end": (says(exp=None), "exp"),
    "with an end that is true": (says(exp=True), "exp"),
    "with an end beyond all time": (says(exp=1e300), "exp"),
    "with a text as end": (says(exp=str(NOW + 300)), "exp"),
    "without beginning": (says(iat=None), "iat"),
    "with a beginning that is no number": (says(iat=float("nan")), "iat"),
    "with a login that is no time": (says(auth_time="noon"), "auth_time"),
    "brought by another issuer": (brings(iss="https://evil.example"), "iss"),
    "brought by an issuer with no name": (brings(iss=None), "iss"),
    "refused by another issuer": (brings(iss="https://evil.example", error="x"), "iss"),
}


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(("spoil", "what"), FORGED.values(), ids=FORGED)
def test_no_forged_answer_lets_anybody_in(issuer: Issuer, spoil: Spoil, what: str) -> None:
    spoil(issuer)

    error = refusal(issuer)

    assert isinstance(error, Untrusted)
    assert str(error) == not_trusted(what)


OF_ANOTHER_TIME: dict[str, Spoil] = {
    "ended": says(exp=NOW - 60),
    "not yet made": says(iat=NOW + 61),
    "not yet valid": says(nbf=NOW + 61),
    "logged in tomorrow": says(auth_time=NOW + 86_400),
    "logged in soon": says(auth_time=NOW + 61),
}


@pytest.mark.parametrize("spoil", OF_ANOTHER_TIME.values(), ids=OF_ANOTHER_TIME)
def test_a_token_of_another_time_points_to_the_clock(issuer: Issuer, spoil: Spoil) -> None:
    spoil(issuer)

    error = refusal(issuer)

    assert isinstance(error, Untrusted)
    assert str(error) == "The login is not of now. Check that this computer's clock is right."


GOOD: dict[str, Spoil] = {
    "clocks a minute apart": says(exp=NOW - 59, iat=NOW + 60, nbf=NOW + 60),
    "for several, and we asked": says(aud=["other", CLIENT], azp=CLIENT),
    "for a list of one": says(aud=[CLIENT]),
    "no hash": says(at_hash=None),
    "half seconds": says(iat=NOW - 0.5, exp=NOW + 0.5),
    "the longest name": says(sub="x" * 255),
    "an issuer who never names itself": both(
        brings(iss=None),
        lambda issuer: issuer.description.update(
            authorization_response_iss_parameter_supported=None
        ),
    ),
    "the same key twice": publishes(
        public(rsa_key(), kid="one"), public(rsa_key(), kid="one", use="sig", alg="RS256")
    ),
    "a certificate's thumbprint as the key's name": both(
        lambda issuer: setattr(issuer, "header", {"x5t": "abc"}),
        publishes(public(rsa_key(), kid="abc"), public(stranger(), kid="def")),
    ),
    "a certificate's thumbprint beside the key": both(
        lambda issuer: setattr(issuer, "header", {"x5t#S256": "abc"}),
        publishes(
            public(rsa_key(), kid="1", **{"x5t#S256": "abc"}),
            public(stranger(), kid="2", **{"x5t#S256": "def"}),
        ),
    ),
    "a certificate with the key": both(
        lambda issuer: setattr(issuer, "header", {"x5t": "c1rVccGJ17qERkv0qfHSKAF1sSg"}),
        publishes(
            public(rsa_key(), kid="1", x5c=["Y2VydGlmaWNhdGU="]),
            public(stranger(), kid="2", x5c=["b3RoZXI="]),
        ),
    ),
    "a thumbprint where there is one key without": lambda issuer: setattr(
        issuer, "header", {"x5t": "abc"}
    ),
    "a private key that slipped out": publishes(public(rsa_key(), kid="one", d="AQAB")),
    "a service that does not speak of PKCE": lambda issuer: issuer.description.update(
        code_challenge_methods_supported=None
    ),
}


@pytest.mark.parametrize("change", GOOD.values(), ids=GOOD)
def test_what_is_only_unusual_is_accepted(issuer: Issuer, change: Spoil) -> None:
    change(issuer)

    assert issuer.log_in().level is Level.HIGH


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_usual_signature_is_accepted(issuer: Issuer, algorithm: str) -> None:
    key = key_for(algorithm)
    issuer.algorithm, issuer.key = algorithm, key
    issuer.keys = [public(key, kid="one", alg=algorithm)]
    issuer.claims["at_hash"] = half_hash(ACCESS, f"sha{algorithm[2:]}")

    assert issuer.log_in().level is Level.HIGH


def test_a_service_that_names_no_algorithms_uses_the_one_of_the_standard(issuer: Issuer) -> None:
    issuer.description = {"id_token_signing_alg_values_supported": None}

    assert issuer.log_in().level is Level.HIGH


def test_a_service_with_one_key_need_not_name_it(issuer: Issuer) -> None:
    issuer.header = {}
    issuer.keys = [public(rsa_key()), public(key_for("ES256"), kid="other")]

    assert issuer.log_in().level is Level.HIGH


def test_a_key_that_is_new_is_fetched_once_more(issuer: Issuer) -> None:
    old = httpx.Response(200, json={"keys": [public(stranger(), kid="old")]})
    fetched = chain([old], repeat(httpx.Response(200, json={"keys": issuer.keys})))
    issuer.answers = Sequenced(keys=fetched)

    assert issuer.log_in().level is Level.HIGH
    assert issuer.paths().count("keys") == 2


def test_a_key_that_is_not_there_is_not_looked_for_forever(issuer: Issuer) -> None:
    issuer.keys = [public(rsa_key(), kid="old")]

    assert str(refusal(issuer)) == not_trusted("kid")
    assert issuer.paths().count("keys") == 2


class Sequenced(dict[str, httpx.Response]):
    """Answers that differ from one time to the next."""

    def __init__(self, **answers: Any) -> None:  # noqa: ANN401 - iterators of answers
        super().__init__(dict.fromkeys(answers, httpx.Response(200)))
        self.each = answers

    def __getitem__(self, path: str) -> httpx.Response:
        answer: httpx.Response = next(self.each[path])
        return answer
