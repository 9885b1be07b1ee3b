"""The organisation's login, against a service of which everything can be spoiled."""

import logging
from datetime import timedelta

import pytest

from sdk_desktop.auth.login.code_flow import Identity
from sdk_desktop.domain.clearance import Level, Need
from sdk_desktop.domain.configuration import Login
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from tests.auth.login.issuer import ACCESS, CLIENT, CODE, ISSUER, NEED, NOON, SINGLE_SIGN_ON, Issuer
from tests.auth.login.spoils import BUSY, NO_CLIENT, UNREADABLE, WEAK, Spoil, gives, refusal, says

NOW = int(NOON.timestamp())


def test_a_person_who_logs_in_is_known(issuer: Issuer) -> None:
    identity = issuer.log_in()

    assert identity == Identity("berg-kim", Level.HIGH, NOON - timedelta(seconds=5))
    assert "berg" not in repr(identity)


def test_the_service_is_asked_for_what_is_needed(issuer: Issuer) -> None:
    issuer.log_in()

    asked = issuer.asked
    secret = {"state", "nonce", "code_challenge", "redirect_uri"}
    assert {name: asked[name] for name in asked.keys() - secret} == {
        "response_type": "code",
        "scope": "openid",
        "client_id": CLIENT,
        "code_challenge_method": "S256",
        "acr_values": "loa3 loa4",
        "claims": '{"id_token":{"acr":{"essential":true,"values":["loa3","loa4"]}}}',
        "prompt": "login",
        "max_age": "0",
        "ui_locales": "sv",
    }
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")
    assert issuer.paths() == ["openid-configuration", "token", "keys"]


def test_no_secret_is_used_twice(issuer: Issuer) -> None:
    issuer.log_in()
    first = issuer.asked
    issuer.log_in()

    same = {name for name in first if first[name] == issuer.asked[name]}
    assert same.isdisjoint({"state", "nonce", "code_challenge"})


def test_what_the_address_of_the_service_says_already_is_kept(issuer: Issuer) -> None:
    issuer.description = {"authorization_endpoint": f"{ISSUER}/auth?realm=a&client_id=x"}

    issuer.log_in()

    assert (issuer.asked["realm"], issuer.asked["client_id"]) == ("a", CLIENT)


UNKNOWN = "The login service does not name a level that the settings know. Ask your IT staff."


@pytest.mark.parametrize(
    ("acr", "sentence"),
    [
        ("loa2", WEAK),
        ("loa1", UNKNOWN),
        ("LOA3", UNKNOWN),
        ("loa3 loa4", UNKNOWN),
        ("", UNKNOWN),
        (None, UNKNOWN),
        (["loa3"], UNKNOWN),
        (3, UNKNOWN),
    ],
)
def test_a_level_that_is_too_low_lets_nobody_in(issuer: Issuer, acr: object, sentence: str) -> None:
    issuer.claims["acr"] = acr

    error = refusal(issuer)

    assert isinstance(error, Refused)
    assert str(error) == sentence


@pytest.mark.parametrize(
    ("acr", "need", "level"),
    [
        ("loa4", Level.HIGH, Level.HIGHEST),
        ("loa4", Level.HIGHEST, Level.HIGHEST),
        ("loa2", Level.MEDIUM, Level.MEDIUM),
        ("loa3", Level.LOW, Level.HIGH),
        ("something", Level.LOW, Level.LOW),
        (None, Level.LOW, Level.LOW),
    ],
)
def test_the_level_is_what_the_service_says(
    issuer: Issuer, acr: str | None, need: Level, level: Level
) -> None:
    issuer.claims["acr"] = acr

    assert issuer.log_in(Need(need, NEED.age)).level is level


def test_a_level_that_the_settings_do_not_name_is_not_even_asked_for(issuer: Issuer) -> None:
    only_medium = Login(ISSUER, CLIENT, acr_2="loa2")

    error = refusal(issuer, login=only_medium)

    text = "The settings do not name the login service's level that is needed here."
    assert (str(error), issuer.requests) == (text, [])


def test_no_level_is_asked_for_where_none_is_needed(issuer: Issuer) -> None:
    issuer.log_in(Need(Level.LOW, NEED.age), login=Login(ISSUER, CLIENT))

    assert {"acr_values", "claims"}.isdisjoint(issuer.asked)


def test_names_that_the_service_does_not_have_are_not_asked_for(issuer: Issuer) -> None:
    issuer.description = {"acr_values_supported": ["loa1", "loa4"]}

    issuer.log_in()

    assert issuer.asked["acr_values"] == "loa4"
    assert issuer.asked["claims"] == '{"id_token":{"acr":{"essential":true,"value":"loa4"}}}'


SITHS, FREJA = "http://id.sambi.se/loa/loa3", "http://id.elegnamnden.se/loa/1.0/loa3"


@pytest.mark.parametrize("acr", [SITHS, FREJA])
def test_a_level_may_have_several_names(issuer: Issuer, acr: str) -> None:
    issuer.claims["acr"] = acr

    identity = issuer.log_in(login=Login(ISSUER, CLIENT, acr_3=f"{SITHS} {FREJA}"))

    assert identity.level is Level.HIGH
    assert issuer.asked["acr_values"] == f"{SITHS} {FREJA}"


ENTRA = Login(ISSUER, CLIENT, acr_2="c1", acr_3="c2 c3", level_claim="acrs")


def test_levels_of_entra_are_asked_for_and_read_as_acrs(issuer: Issuer) -> None:
    issuer.claims |= {"acr": None, "acrs": ["p1", "c1", "c3"]}

    identity = issuer.log_in(login=ENTRA)

    assert identity.level is Level.HIGH
    assert "acr_values" not in issuer.asked
    assert issuer.asked["claims"] == (
        '{"id_token":{"acrs":{"essential":true,"values":["c2","c3"]}}}'
    )


@pytest.mark.parametrize(
    ("acrs", "sentence"), [(["p1", "c1"], WEAK), (["p1"], UNKNOWN), (None, UNKNOWN), ([], UNKNOWN)]
)
def test_levels_of_entra_that_are_too_low_let_nobody_in(
    issuer: Issuer, acrs: object, sentence: str
) -> None:
    issuer.claims["acrs"] = acrs

    assert str(refusal(issuer, login=ENTRA)) == sentence


WHOLE = Login(ISSUER, CLIENT, acr_2="loa2", issuer_level=3)


@pytest.mark.parametrize("acr", [None, "1", "anything"])
def test_a_whole_issuer_may_be_worth_a_level(issuer: Issuer, acr: str | None) -> None:
    issuer.claims["acr"] = acr

    assert issuer.log_in(login=WHOLE).level is Level.HIGH


def test_a_level_that_is_named_goes_before_that_of_the_issuer(issuer: Issuer) -> None:
    issuer.claims["acr"] = "loa2"

    assert str(refusal(issuer, login=WHOLE)) == WEAK


NOT_ASKED = "The login service did not ask you to log in again. Log out there and try again."


@pytest.mark.parametrize("seconds", [61, 240, 899])
def test_an_earlier_login_of_the_browser_opens_nothing(issuer: Issuer, seconds: int) -> None:
    issuer.claims["auth_time"] = NOW - seconds

    error = refusal(issuer)

    assert (type(error), str(error)) == (Refused, NOT_ASKED)


@pytest.mark.parametrize("ahead", [-200, 0, 50])
def test_the_service_s_own_clock_says_which_login_is_earlier(issuer: Issuer, ahead: int) -> None:
    issuer.now = issuer.told = NOON + timedelta(seconds=ahead)
    issuer.claims["auth_time"] = NOW + ahead - 2
    issuer.log_in()

    issuer.claims["auth_time"] = NOW + ahead - 3

    assert str(refusal(issuer)) == NOT_ASKED


def test_single_sign_on_takes_the_browser_s_login(issuer: Issuer) -> None:
    issuer.claims["auth_time"] = NOW - 899

    identity = issuer.log_in(login=SINGLE_SIGN_ON)

    assert identity.proved == NOON - timedelta(seconds=899)
    assert issuer.asked["max_age"] == "900"
    assert "prompt" not in issuer.asked


@pytest.mark.parametrize("seconds", [900, 901, 10**9])
def test_an_old_login_lets_nobody_in(issuer: Issuer, seconds: int) -> None:
    issuer.claims["auth_time"] = NOW - seconds

    assert str(refusal(issuer)) == "You logged in too long ago for this. Log in again."


@pytest.mark.parametrize("seconds", [0, 1, 899])
def test_a_login_is_as_old_as_the_service_says(issuer: Issuer, seconds: int) -> None:
    issuer.claims["auth_time"] = NOW - seconds

    assert issuer.log_in(login=SINGLE_SIGN_ON).proved == NOON - timedelta(seconds=seconds)


def test_a_proof_is_never_of_the_future_when_clocks_differ(issuer: Issuer) -> None:
    issuer.claims["auth_time"] = NOW + 30

    assert issuer.log_in().proved == NOON


def test_a_service_must_say_when_somebody_logged_in(issuer: Issuer) -> None:
    issuer.claims["auth_time"] = None

    text = "The login service does not say when you logged in. Ask your IT staff."
    assert str(refusal(issuer)) == text


AGAIN = "The login service could not ask you to log in. Try again."
SAID_NO: dict[str, tuple[type[SdkError], str]] = {
    "access_denied": (Refused, "You declined to log in, or the login service did not let you."),
    "login_required": (Refused, AGAIN),
    "interaction_required": (Refused, AGAIN),
    "unmet_authentication_requirements": (Refused, WEAK),
    "temporarily_unavailable": (Unavailable, BUSY),
    "server_error": (Unavailable, BUSY),
    "unauthorized_client": (Refused, NO_CLIENT),
    "invalid_scope": (Refused, "The login service refused the login (invalid_scope)."),
    "Ring 08-123 45 67!": (Refused, "The login service refused the login (?)."),
    "": (Refused, "The login service refused the login (?)."),
}


@pytest.mark.parametrize("code", SAID_NO)
def test_a_no_of_the_service_is_said_in_words(issuer: Issuer, code: str) -> None:
    issuer.brought = {"code": None, "error": code, "error_description": "hemligt"}

    error = refusal(issuer)

    assert (type(error), str(error)) == SAID_NO[code]
    assert issuer.paths() == ["openid-configuration"]


def test_an_answer_that_says_neither_yes_nor_no_is_said(issuer: Issuer) -> None:
    issuer.brought = {"code": None}

    assert str(refusal(issuer)) == UNREADABLE


def test_whoever_cancels_is_let_go_at_once(issuer: Issuer) -> None:
    error = refusal(issuer, browse=lambda _: None, cancelled=iter([False, True]).__next__)

    assert (type(error), str(error)) == (Refused, "The login was cancelled.")


def test_whoever_cancels_before_the_browser_opens_sees_none(issuer: Issuer) -> None:
    error = refusal(issuer, cancelled=lambda: True)

    assert (str(error), issuer.asked) == ("The login was cancelled.", {})


def test_whoever_cancels_while_the_token_comes_is_not_let_in(issuer: Issuer) -> None:
    error = refusal(issuer, cancelled=lambda: "keys" in issuer.paths())

    assert str(error) == "The login was cancelled."


def test_nobody_is_waited_for_forever(issuer: Issuer) -> None:
    error = refusal(issuer, browse=lambda _: None, seconds=0)

    assert (type(error), str(error)) == (Refused, "You did not log in in time. Try again.")


def test_a_browser_that_does_not_open_is_said(issuer: Issuer) -> None:
    assert str(refusal(issuer, browse=lambda _: False)) == "The browser cannot be opened."


def test_the_port_is_closed_afterwards(issuer: Issuer) -> None:
    issuer.log_in()

    with pytest.raises(ConnectionRefusedError):
        issuer.call(b"")
    assert issuer.asked["redirect_uri"].endswith("/login")


@pytest.mark.parametrize("spoil", [says(), says(sub=None), gives(id_token="a.b.c")])
def test_no_secret_comes_into_the_log_or_an_error(
    issuer: Issuer, caplog: pytest.LogCaptureFixture, spoil: Spoil
) -> None:
    spoil(issuer)
    with caplog.at_level(logging.DEBUG):
        said = str(whatever_comes_of(issuer))

    secrets = {issuer.asked["state"], issuer.asked["nonce"], CODE, ACCESS, "berg", "eyJ"}
    written = said + "".join(record.getMessage() for record in caplog.records)
    assert {secret for secret in secrets if secret in written} == set()
    assert "login service: 200 in" in written


def whatever_comes_of(issuer: Issuer) -> Identity | SdkError:
    try:
        return issuer.log_in()
    except SdkError as error:
        return error
