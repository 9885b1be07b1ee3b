from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sdk_desktop.domain.message import new_id
from sdk_desktop.sandbox.service.access import ASSERTION_TYPE, DELETE, GET, LIST, SCOPES, SEND
from tests.kit.openapi import Official
from tests.kit.sandbox_network import NOON
from tests.sandbox.box import MESSAGES, RECEPTION, SOCIAL, Box, message_to, practice

URL = "http://localhost/token"
ACCEPTING = practice("tar-emot")


def test_a_token_lasts_half_an_hour_and_names_its_scopes() -> None:
    answer = Box().web.post("/token", data=Box().form).get_json()

    assert answer["token_type"] == "Bearer"
    assert answer["expires_in"] == 1800
    assert answer["scope"].split() == list(SCOPES)


def test_the_scopes_are_the_official_ones(artefacts: Path) -> None:
    assert set(SCOPES) == Official.read(artefacts).scopes


def test_a_client_may_prove_itself_in_the_header_too() -> None:
    box = Box()
    client = (box.form["client_id"], box.form["client_secret"])

    answer = box.web.post("/token", data={"grant_type": "client_credentials"}, auth=client)

    assert answer.status_code == 200


def test_the_name_and_the_secret_in_the_header_are_encoded_as_in_a_form() -> None:
    box = Box()
    box.register("urn:klient", RECEPTION, secret="hemligt & gott")

    answer = box.web.post(
        "/token",
        data={"grant_type": "client_credentials"},
        auth=("urn%3Aklient", "hemligt+%26+gott"),
    )

    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_a_secret_may_be_wanted_in_one_place_only(method: str) -> None:
    box = Box()
    form = box.register("klient", RECEPTION, secret_method=method)
    grant = {"grant_type": "client_credentials"}

    in_form = box.web.post("/token", data=form).status_code
    in_header = box.web.post("/token", data=grant, auth=("klient", "hemligt")).status_code

    taken = 200, 401
    assert (in_form, in_header) == (taken if method == "client_secret_post" else taken[::-1])


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"client_secret": "fel"}, 401, "invalid_client"),
        ({"client_secret": ""}, 401, "invalid_client"),
        ({"client_id": "okänd"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"scope": "urn:allt"}, 400, "invalid_scope"),
    ],
)
def test_a_token_request_that_is_wrong_gets_none(
    changed: dict[str, str], status: int, code: str
) -> None:
    box = Box()

    answer = box.web.post("/token", data=box.form | changed)

    assert (answer.status_code, answer.get_json()) == (status, {"error": code})


@pytest.mark.parametrize("header", ["", "Basic abc", "Bearer", "Bearer abc"])
def test_without_a_token_nothing_is_answered(header: str) -> None:
    answer = Box().web.get(MESSAGES, headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer error=")


def test_an_expired_token_is_refused() -> None:
    box = Box()
    headers = {"Authorization": f"Bearer {box.token()}"}

    before = box.web.get(MESSAGES, headers=headers).status_code
    box.watch.turn(minutes=30)
    after = box.web.get(MESSAGES, headers=headers).status_code

    assert [before, after] == [200, 401]


def test_a_token_does_not_age_faster_when_the_sandbox_is_sped_up() -> None:
    box = Box(speed=1000)
    headers = {"Authorization": f"Bearer {box.token()}"}

    box.watch.turn(minutes=29)

    assert box.web.get(MESSAGES, headers=headers).status_code == 200


def test_tokens_can_be_made_worthless() -> None:
    box = Box()
    headers = {"Authorization": f"Bearer {box.token()}"}

    assert box.web.delete("/practice/tokens").status_code == 204

    assert box.web.get(MESSAGES, headers=headers).status_code == 401
    assert box.ask("GET", MESSAGES).status_code == 200


@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        (SEND, "POST", MESSAGES),
        (LIST, "GET", MESSAGES),
        (GET, "GET", f"{MESSAGES}/1"),
        (DELETE, "DELETE", f"{MESSAGES}/1"),
    ],
)
def test_each_operation_needs_its_scope(scope: str, method: str, path: str) -> None:
    box = Box()
    others = " ".join(one for one in SCOPES if one != scope)

    answers = [
        box.web.open(path, method=method, headers={"Authorization": f"Bearer {token}"})
        for token in (box.token(scope=others), box.token(scope=scope))
    ]

    assert answers[0].status_code == 401
    assert answers[1].status_code != 401


def test_a_client_sees_only_the_functions_that_it_may_act_for() -> None:
    box = Box()
    ours = message_to(ACCEPTING)
    box.post(ours)
    hidden = box.listed()[-1]["id"]
    box.form = box.register("bara-reception", RECEPTION)

    reached = {
        one["attributes"]["recipientAttention"]["subOrganization"]["extension"]
        for one in box.listed()
    }

    assert reached == {RECEPTION}
    assert box.ask("GET", f"{MESSAGES}/{hidden}").status_code == 404
    assert box.ask("DELETE", f"{MESSAGES}/{hidden}").status_code == 404
    assert box.ask("GET", f"{MESSAGES}/{ours.message_id}").status_code == 404
    assert box.post(message_to(ACCEPTING)).status_code == 400


def test_another_organisation_gets_a_client_of_its_own() -> None:
    box = Box()
    message = message_to(ACCEPTING)
    box.sent(message)
    box.form = box.register("granne", ACCEPTING)

    received = box.listed(messageStatus="NEW")

    assert [one["attributes"]["messageId"] for one in received] == [message.message_id]


def test_a_client_may_be_given_fewer_scopes() -> None:
    box = Box()
    box.form = box.register("bara-läsa", SOCIAL, scopes=[LIST, GET])

    assert box.ask("GET", MESSAGES).status_code == 200
    assert box.post(message_to(ACCEPTING)).status_code == 401


def signed(key: ec.EllipticCurvePrivateKey, **changed: object) -> dict[str, str]:
    claims = {
        "iss": "nyckel",
        "sub": "nyckel",
        "aud": URL,
        "exp": int((NOON + timedelta(minutes=1)).timestamp()),
        "jti": new_id(),
    }
    return {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": jwt.encode(claims | changed, key, "ES256"),
    }


def with_key() -> tuple[Box, ec.EllipticCurvePrivateKey]:
    box, key = Box(), ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    box.form = box.register("nyckel", SOCIAL, public_key=public.decode())
    return box, key


def test_a_client_with_a_key_proves_itself_by_a_signed_token() -> None:
    box, key = with_key()

    assert box.web.post("/token", data=signed(key)).status_code == 200


def test_a_client_with_a_key_may_not_use_a_secret() -> None:
    box, _ = with_key()

    assert box.web.post("/token", data=box.form).status_code == 401


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "http://elsewhere/token"},
        {"iss": "någon annan"},
        {"sub": "okänd"},
        {"exp": int((NOON - timedelta(minutes=1)).timestamp())},
        {"jti": None},
        {"exp": int((NOON + timedelta(minutes=6)).timestamp())},
        {"iat": int((NOON + timedelta(seconds=16)).timestamp())},
    ],
)
def test_a_signed_token_that_says_something_else_is_refused(changed: dict[str, object]) -> None:
    box, key = with_key()

    assert box.web.post("/token", data=signed(key, **changed)).status_code == 401


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"key_id": "ett"}, 401),
        ({"algorithm": "ES384"}, 401),
        ({"audience": "https://utfärdare.example.se"}, 401),
        ({"algorithm": "ES256", "audience": URL}, 200),
    ],
)
def test_a_proof_must_say_what_the_service_wants(wanted: dict[str, str], status: int) -> None:
    box, key = Box(), ec.generate_private_key(ec.SECP256R1())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    box.register("nyckel", SOCIAL, public_key=public.decode(), **wanted)

    assert box.web.post("/token", data=signed(key)).status_code == status


def test_a_proof_must_be_of_the_client_that_shows_it() -> None:
    box, key = with_key()

    answer = box.web.post("/token", data=signed(key) | {"client_id": "okänd"})

    assert answer.status_code == 401


def test_a_signature_by_another_key_is_refused() -> None:
    box, _ = with_key()
    stranger = ec.generate_private_key(ec.SECP256R1())

    assert box.web.post("/token", data=signed(stranger)).status_code == 401


def test_a_signed_token_works_once() -> None:
    box, key = with_key()
    form = signed(key)

    answers = [box.web.post("/token", data=form).status_code for _ in range(2)]

    assert answers == [200, 401]


def test_something_that_is_no_signed_token_is_refused() -> None:
    box, key = with_key()

    answer = box.web.post("/token", data=signed(key) | {"client_assertion": "abc"})

    assert answer.status_code == 401
