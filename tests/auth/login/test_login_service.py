"""What the organisation's login service may say of itself, and its faults."""

import json
import ssl
from typing import Any

import httpx
import pytest

from sdk_desktop.auth.login import login_service
from sdk_desktop.domain.configuration import Login
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from tests.auth.login.issuer import CLIENT, ENDPOINTS, ISSUER, LOGIN, Issuer
from tests.auth.login.spoils import BUSY, NO_CLIENT, UNREADABLE, gives, refusal

SERVICE = ".well-known/openid-configuration"
OTHER = "Another login service than that of the settings answers. Check its address there."
LACKING = "The login service does not offer what this program needs."
DESCRIBED: dict[str, tuple[dict[str, object], type[SdkError], str]] = {
    "another issuer": ({"issuer": "https://evil.example"}, Untrusted, OTHER),
    "almost the same issuer": ({"issuer": f"{ISSUER}/"}, Untrusted, OTHER),
    "no issuer": ({"issuer": None}, Untrusted, OTHER),
    "no PKCE": ({"code_challenge_methods_supported": ["plain"]}, Refused, LACKING),
    "PKCE in a way that makes no sense": (
        {"code_challenge_methods_supported": "S256"},
        Refused,
        LACKING,
    ),
    **{
        f"{name} is {said}": ({name: said}, Refused, LACKING)
        for name in ENDPOINTS
        for said in (
            None,
            5,
            "",
            "/auth",
            "http://login.example.se/x",
            "http://127.0.0.1/x",
            "https://a@login.example.se/x",
            "https://login.example.se/x#y",
            "file:///etc/passwd",
            "javascript:alert(1)",
        )
    },
}


@pytest.mark.parametrize(("said", "kind", "sentence"), DESCRIBED.values(), ids=DESCRIBED)
def test_a_service_that_describes_itself_wrongly_is_not_used(
    issuer: Issuer, said: dict[str, object], kind: type[SdkError], sentence: str
) -> None:
    issuer.description = said

    error = refusal(issuer)

    assert (type(error), str(error)) == (kind, sentence)
    assert (issuer.asked, issuer.paths()) == ({}, ["openid-configuration"])


HUGE = json.dumps({"keys": ["x" * 500_001]})
DEEP = "[" * 100_000
FAULTS: dict[str, tuple[httpx.Response, str]] = {
    "busy": (httpx.Response(503), BUSY),
    "too much to do": (httpx.Response(429, json={}), BUSY),
    "a proxy's page": (httpx.Response(200, html="<html>"), UNREADABLE),
    "somewhere else": (
        httpx.Response(302, headers={"Location": "https://evil.example"}),
        UNREADABLE,
    ),
    "not there": (httpx.Response(404, json={}), UNREADABLE),
    "a list": (httpx.Response(200, json=[]), UNREADABLE),
    "half a document": (httpx.Response(200, content=b'{"issuer'), UNREADABLE),
    "no letters": (httpx.Response(200, content=b"\xff\xfe\xfd"), UNREADABLE),
    "nothing": (httpx.Response(200), UNREADABLE),
    "too much": (httpx.Response(200, content=HUGE), UNREADABLE),
    "too deep": (httpx.Response(200, content=DEEP), UNREADABLE),
}


@pytest.mark.parametrize("path", [SERVICE, "token", "keys"])
@pytest.mark.parametrize(("answer", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_service_is_tried_again_later(
    issuer: Issuer, answer: httpx.Response, sentence: str, path: str
) -> None:
    issuer.answers[path] = answer

    error = refusal(issuer)

    assert (type(error), str(error)) == (Unavailable, sentence)
    assert issuer.paths()[-1] == path.rpartition("/")[2]


def log_out_page(issuer: Issuer) -> str:
    with issuer.client() as client:
        return login_service.log_out_page(client, LOGIN)


def test_another_person_finds_where_to_log_out(issuer: Issuer) -> None:
    issuer.description = {"end_session_endpoint": f"{ISSUER}/logout?realm=a"}

    page = log_out_page(issuer)

    assert page == f"{ISSUER}/logout?realm=a&client_id={CLIENT}&ui_locales=sv"


@pytest.mark.parametrize("said", [None, 5, "http://login.example.se/logout", "javascript:alert(1)"])
def test_a_service_without_a_page_to_log_out_is_said(issuer: Issuer, said: object) -> None:
    issuer.description = {"end_session_endpoint": said}

    with pytest.raises(Refused, match="no page to log out"):
        log_out_page(issuer)


def test_keys_that_are_no_list_are_said(issuer: Issuer) -> None:
    issuer.answers["keys"] = httpx.Response(200, json={"keys": {}})

    assert str(refusal(issuer)) == UNREADABLE


@pytest.mark.parametrize("fields", [{}, {"id_token": 5}, {"id_token": "a", "access_token": {}}])
def test_a_yes_without_token_is_said(issuer: Issuer, fields: dict[str, object]) -> None:
    gives(**fields)(issuer)

    assert str(refusal(issuer)) == UNREADABLE


@pytest.mark.parametrize(
    ("status", "code", "sentence"),
    [
        (400, "invalid_grant", "The login service refused the login (invalid_grant)."),
        (401, "invalid_client", NO_CLIENT),
        (400, ["x"], "The login service refused the login (?)."),
    ],
)
def test_a_code_that_is_not_accepted_is_said(
    issuer: Issuer, status: int, code: object, sentence: str
) -> None:
    issuer.answers["token"] = httpx.Response(status, json={"error": code})

    assert str(refusal(issuer)) == sentence
    assert issuer.paths().count("token") == 1


class Broken(httpx.SyncByteStream):
    """An answer whose end never comes, or comes too soon."""

    def __iter__(self) -> Any:  # noqa: ANN401 - an iterator of bytes
        yield b"{"
        raise httpx.ReadError("the line was cut")


def raises(error: Exception) -> httpx.MockTransport:
    def fail(request: httpx.Request) -> httpx.Response:
        raise error

    return httpx.MockTransport(fail)


def distrust() -> httpx.ConnectError:
    error = httpx.ConnectError("tls")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed")
    return error


SILENT = "The login service does not answer. Try again later."
LINES: dict[str, tuple[httpx.BaseTransport, type[SdkError], str]] = {
    "no line": (raises(httpx.ConnectError("refused")), Unavailable, SILENT),
    "no answer": (raises(httpx.ReadTimeout("slow")), Unavailable, SILENT),
    "cut": (raises(httpx.ConnectError("tls eof")), Unavailable, SILENT),
    "half an answer": (
        httpx.MockTransport(lambda _: httpx.Response(200, stream=Broken())),
        Unavailable,
        SILENT,
    ),
    "a wrong coding": (
        raises(httpx.DecodingError("gzip")),
        Unavailable,
        "The server gave an answer that cannot be read.",
    ),
    "a strange certificate": (
        raises(distrust()),
        Untrusted,
        "The server could not prove who it is. Nothing was sent to it.",
    ),
}


@pytest.mark.parametrize(("line", "kind", "sentence"), LINES.values(), ids=LINES)
def test_a_broken_line_is_said(
    line: httpx.BaseTransport, kind: type[SdkError], sentence: str
) -> None:
    with httpx.Client(transport=line) as client, pytest.raises(SdkError) as raised:
        login_service.describe(client, LOGIN)

    assert isinstance(raised.value, kind)
    assert str(raised.value) == sentence


def test_an_answer_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login_service, "_LONGEST_ANSWER", -1)
    line = httpx.MockTransport(lambda _: httpx.Response(200, json={"issuer": ISSUER}))

    with httpx.Client(transport=line) as client, pytest.raises(Unavailable, match="not answer"):
        login_service.describe(client, LOGIN)


def test_an_address_that_only_looks_like_one_is_said(issuer: Issuer) -> None:
    login = Login("https://login..é.example", CLIENT, acr_3="loa3")

    error = refusal(issuer, login=login)

    text = "The address of a service is wrong. Check the settings."
    assert (type(error), str(error)) == (Unavailable, text)
