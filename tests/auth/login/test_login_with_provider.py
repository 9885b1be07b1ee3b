"""The organisation's login against a certified provider that somebody else wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest

from sdk_desktop.auth.keys.device import Device
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.keys.slots import Slots, new_store_key
from sdk_desktop.auth.login.code_flow import Identity, log_in
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.auth.ways.login import LoginWay
from sdk_desktop.domain.clearance import Level, LoginProof, Need
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.configuration import Login
from sdk_desktop.domain.errors import Refused, SdkError, Untrusted
from tests.auth.login.provider_process import Browser, provider_process
from tests.kit.cuttable_connection import CuttableConnection
from tests.kit.processes.plain_http import ask

HOUR = timedelta(hours=1)
MINUTES = timedelta(minutes=5)


class LoginSetup:
    """A computer with a browser, and the line to the provider."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.line = CuttableConnection(httpx.HTTPTransport())
        self.client = httpx.Client(transport=self.line)
        self.browser = Browser()

    def login(self, algorithm: str = "RS256", *, single_sign_on: bool = False) -> Login:
        client = f"sdk-desktop-{algorithm}"
        return Login(self.issuer, client, "loa2", "loa3", single_sign_on=single_sign_on)

    def proof(self) -> LoginProof:
        return LoginProof(self.browser.browse, "Klart.", lambda: False)

    def log_in(
        self,
        level: Level = Level.HIGH,
        age: timedelta = HOUR,
        algorithm: str = "RS256",
        *,
        single_sign_on: bool = False,
    ) -> Identity:
        need = Need(level, age)
        login = self.login(algorithm, single_sign_on=single_sign_on)
        return log_in(self.client, login, self.proof(), need, system_clock)

    def refusal(self, *, single_sign_on: bool = False) -> SdkError:
        with pytest.raises(SdkError) as raised:
            self.log_in(single_sign_on=single_sign_on)
        return raised.value

    def close(self) -> None:
        self.client.close()
        self.browser.close()


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider_process() as address:
        yield address


@pytest.fixture
def setup(issuer: str) -> Iterator[LoginSetup]:
    setup = LoginSetup(issuer)
    yield setup
    setup.close()


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256"])
def test_a_person_logs_in(setup: LoginSetup, algorithm: str) -> None:
    before = system_clock() - timedelta(seconds=1)

    identity = setup.log_in(algorithm=algorithm)

    assert (identity.subject, identity.level) == ("berg-kim", Level.HIGH)
    assert before <= identity.proved <= system_clock()
    assert b"Klart." in setup.browser.calls[0].recv(4096)


def test_a_login_of_a_level_too_low_is_refused(setup: LoginSetup) -> None:
    setup.browser.acr = "loa2"

    assert "not strong enough" in str(setup.refusal())
    assert setup.log_in(Level.MEDIUM).level is Level.MEDIUM


def test_a_level_that_nobody_knows_is_refused(setup: LoginSetup) -> None:
    setup.browser.acr = "loa9"

    assert "does not name a level" in str(setup.refusal())


def test_whoever_is_logged_in_already_is_asked_again(setup: LoginSetup) -> None:
    setup.log_in(age=HOUR)

    setup.log_in(age=HOUR)

    assert setup.browser.asked == 2


def test_a_login_made_before_is_not_taken_for_one_made_now(setup: LoginSetup) -> None:
    setup.browser.ago = 10

    assert "did not ask you to log in again" in str(setup.refusal())


def test_with_single_sign_on_whoever_is_logged_in_need_not_do_it_again(setup: LoginSetup) -> None:
    setup.browser.ago = 1200
    first = setup.log_in(age=HOUR, single_sign_on=True)

    again = setup.log_in(age=HOUR, single_sign_on=True)

    assert (setup.browser.asked, again.proved) == (1, first.proved)
    assert timedelta(seconds=1199) < system_clock() - again.proved < HOUR


def test_a_login_that_is_too_old_must_be_given_anew(setup: LoginSetup) -> None:
    setup.browser.ago = 1200
    old = setup.log_in(age=HOUR, single_sign_on=True)
    setup.browser.ago = 0

    fresh = setup.log_in(age=MINUTES, single_sign_on=True)

    assert setup.browser.asked == 2
    assert fresh.proved - old.proved > timedelta(seconds=1190)


def test_an_old_login_in_new_clothes_is_refused(setup: LoginSetup) -> None:
    setup.browser.ago = 4000

    assert (
        str(setup.refusal(single_sign_on=True))
        == "You logged in too long ago for this. Log in again."
    )


def test_a_login_that_is_turned_down_is_said(setup: LoginSetup) -> None:
    setup.browser.refuses = True

    text = "You declined to log in, or the login service did not let you."
    assert str(setup.refusal()) == text
    assert setup.line.count("POST") == 0


def test_a_client_that_the_provider_does_not_know_brings_no_answer(setup: LoginSetup) -> None:
    login = Login(setup.issuer, "somebody", acr_3="loa3")
    shown: list[int] = []
    ask = setup.browser.client.get
    show = LoginProof(lambda url: shown.append(ask(url).status_code), "", lambda: False)

    with pytest.raises(Refused, match="in time"):
        log_in(setup.client, login, show, Need(Level.HIGH, HOUR), system_clock, seconds=0)

    assert shown == [400]


def test_a_code_is_good_for_once(setup: LoginSetup) -> None:
    setup.log_in()
    used = next(one for one in setup.line.requests if one.method == "POST")

    again = ask("POST", str(used.url), data=dict(parse_qsl(used.content.decode())))

    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


class Changed(httpx.BaseTransport):
    """A line on which somebody changes what goes to the token endpoint."""

    def __init__(self, inner: httpx.BaseTransport, **form: str) -> None:
        self.inner = inner
        self.form = form

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        form = dict(parse_qsl(request.content.decode()))
        changed = urlencode(form | self.form if form else {}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        new = httpx.Request(request.method, request.url, content=changed, headers=headers)
        return self.inner.handle_request(new)

    def close(self) -> None:
        self.inner.close()


@pytest.mark.parametrize(
    "form",
    [
        {"code_verifier": "x" * 86},
        {"code": "guessed"},
        {"redirect_uri": "http://127.0.0.1:1/login"},
        {"client_id": "sdk-desktop-PS256"},
    ],
    ids=str,
)
def test_a_code_is_good_only_for_whoever_asked(setup: LoginSetup, form: dict[str, str]) -> None:
    setup.line.inner = Changed(setup.line.inner, **form)

    assert str(setup.refusal()) == "The login service refused the login (invalid_grant)."


def test_a_service_that_is_gone_is_said(setup: LoginSetup) -> None:
    setup.line.cut_before(path="openid-configuration")

    assert str(setup.refusal()) == "The login service does not answer. Try again later."


def test_a_name_that_only_leads_to_the_provider_is_not_it(setup: LoginSetup) -> None:
    setup.issuer = setup.issuer.replace("127.0.0.1", "localhost")

    assert isinstance(setup.refusal(), Untrusted)


def test_the_key_is_released_to_the_same_person_only(setup: LoginSetup, tmp_path: Path) -> None:
    slots, device = Slots(KeyFile(tmp_path / "keys.json")), Device(tmp_path / "device-keys")
    ask = partial(log_in, setup.client, setup.login(), clock=system_clock)
    way = LoginWay(slots, Computer(slots, device), setup.issuer, ask, str)
    need, store_key = Need(Level.HIGH, HOUR), new_store_key()
    way.enrol("Kim", setup.proof(), need, store_key)

    proved = way.prove("Kim", setup.proof(), need)
    setup.browser.client.cookies.clear()
    setup.browser.subject = "dal-bo"

    assert proved.store_key == store_key
    with pytest.raises(Refused, match="Another person logged in"):
        way.prove("Kim", setup.proof(), need)
