"""The organisation's login service: what it says of itself, its keys, and its tokens.

OpenID Connect Discovery 1.0, RFC 6749 §4.1.3 and RFC 7636. Nothing of an answer's text is
repeated, except the code of an error.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import httpx

from sdk_desktop.domain.configuration import Login, is_safe
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.network.http_connection import HttpConnection, HttpResponse, address

Fields = Mapping[str, object]

_DESCRIPTION = "/.well-known/openid-configuration"
_MOST_BYTES = 500_000
_LONGEST_ANSWER = 30.0
_BUSY = frozenset({408, 423, 425, 429})
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,60}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Description:
    """What a login service says of itself.

    `algorithms` are those of its signatures; with `names_issuer` each answer by way of the
    browser says whose it is (RFC 9207). `log_out` is where a browser ends its session there, None
    where there is no such page. `levels` are the names (`acr`) that it gives its levels, and
    `claims` what its tokens may say; both are empty when it does not tell.
    """

    authorization: httpx.URL
    token: httpx.URL
    keys: httpx.URL
    algorithms: frozenset[str]
    names_issuer: bool
    log_out: httpx.URL | None = None
    levels: tuple[str, ...] = ()
    claims: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a login gave; `access` is used for nothing but its hash in `identity`.

    `issued` is the time by the service's clock, None when it does not tell it.
    """

    identity: str = field(repr=False)
    access: str = field(repr=False)
    issued: datetime | None = None


def describe(client: httpx.Client, login: Login) -> Description:
    """Ask a login service what it is; it must be the one that the settings name."""
    url = login.issuer.removesuffix("/") + _DESCRIPTION
    said = _good(_ask(client, "GET", url))
    if said.get("issuer") != login.issuer:
        raise Untrusted(
            "Another login service than that of the settings answers. Check its address there."
        )
    methods = said.get("code_challenge_methods_supported", ["S256"])
    if not isinstance(methods, list) or "S256" not in methods:
        raise _lacking()
    return Description(
        authorization=_address(said.get("authorization_endpoint"), login),
        token=_address(said.get("token_endpoint"), login),
        keys=_address(said.get("jwks_uri"), login),
        algorithms=frozenset(_texts(said.get("id_token_signing_alg_values_supported"))),
        names_issuer=said.get("authorization_response_iss_parameter_supported") is True,
        log_out=_address_if_good(said.get("end_session_endpoint"), login),
        levels=tuple(_texts(said.get("acr_values_supported"))),
        claims=frozenset(_texts(said.get("claims_supported"))),
    )


def log_out_page(client: httpx.Client, login: Login) -> str:
    """Return the address where whoever is logged in in the browser logs out.

    OpenID Connect RP-Initiated Logout 1.0, without a token: the service asks the user. Raise
    `Refused` for a service that has no such page.
    """
    page = describe(client, login).log_out
    if page is None:
        raise Refused(
            "The login service has no page to log out. Close all windows of the browser, and log in"
            " here again."
        )
    return str(page.copy_merge_params({"client_id": login.client_id, "ui_locales": "sv"}))


def fetch_keys(client: httpx.Client, service: Description) -> tuple[Fields, ...]:
    """Return the keys (JWK, RFC 7517) with which a login service signs now."""
    fresh = {"Cache-Control": "no-cache"}
    keys = _good(_ask(client, "GET", service.keys, headers=fresh)).get("keys")
    if not isinstance(keys, list):
        raise unreadable()
    return tuple(key for key in keys if isinstance(key, dict))


def redeem(client: httpx.Client, service: Description, form: Mapping[str, str]) -> Tokens:
    """Exchange a code, which stands in `form` with what proves that it is ours, for tokens."""
    answer = _ask(client, "POST", service.token, form=form)
    said = _fields(answer)
    if httpx.codes.is_client_error(answer.status) and "error" in said:
        raise refusal(said.get("error"))
    identity, access = _good(answer).get("id_token"), said.get("access_token", "")
    if not isinstance(identity, str) or not isinstance(access, str):
        raise unreadable()
    return Tokens(identity, access, answer.time)


def refusal(error: object) -> SdkError:
    """Say what a code of OAuth or OpenID Connect means, by which a login service says no."""
    match error:
        case "access_denied":
            return Refused("You declined to log in, or the login service did not let you.")
        case (
            "login_required"
            | "interaction_required"
            | "consent_required"
            | "account_selection_required"
        ):
            return Refused("The login service could not ask you to log in. Try again.")
        case "unmet_authentication_requirements":
            return too_weak()
        case "server_error" | "temporarily_unavailable":
            return Unavailable("The login service is busy or has a fault. Try again later.")
        case "invalid_client" | "unauthorized_client":
            return Refused("The login service does not know this client. Check the settings.")
    code = error if isinstance(error, str) and _CODE.fullmatch(error) else "?"
    return Refused("The login service refused the login ({code}).", code=code)


def too_weak() -> SdkError:
    """Say that the person must choose a stronger way when they log in."""
    return Refused("You logged in in a way that is not strong enough here. Choose a stronger one.")


def unreadable() -> SdkError:
    """Say that something answered, but not as a login service does."""
    return Unavailable("The login service gave an answer that cannot be read.")


def _ask(
    client: httpx.Client,
    method: str,
    url: httpx.URL | str,
    *,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    silent = "The login service does not answer. Try again later."
    connection = HttpConnection(client, silent, seconds=_LONGEST_ANSWER)
    request = connection.request(method, url, form=form, headers=headers)
    answer = connection.ask(request, _MOST_BYTES)
    _log.info("login service: %d in %d ms", answer.status, answer.milliseconds)
    return answer


def _fields(answer: HttpResponse) -> Fields:
    if httpx.codes.is_server_error(answer.status) or answer.status in _BUSY:
        raise Unavailable("The login service is busy or has a fault. Try again later.")
    try:
        said = answer.json() if answer.complete else None
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise unreadable()
    return said


def _good(answer: HttpResponse) -> Fields:
    said = _fields(answer)
    if answer.status != httpx.codes.OK:
        raise unreadable()
    return said


def _address(said: object, login: Login) -> httpx.URL:
    """Read an address that the service names; one on this computer only when it is itself here."""
    if not isinstance(said, str) or not is_safe(said) or "#" in said:
        raise _lacking()
    if said.startswith("http:") and login.issuer.startswith("https:"):
        raise _lacking()
    return address(said)


def _address_if_good(said: object, login: Login) -> httpx.URL | None:
    try:
        return _address(said, login)
    except SdkError:
        return None


def _texts(said: object) -> Sequence[str]:
    return [one for one in said if isinstance(one, str)] if isinstance(said, list) else []


def _lacking() -> SdkError:
    return Refused("The login service does not offer what this program needs.")
