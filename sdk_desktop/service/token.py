"""Access tokens for the message service: OAuth 2 client credentials.

RFC 6749 §4.4, with `private_key_jwt` (RFC 7523, OpenID Connect Core §9), a secret, or the client
certificate of the connection alone (`tls_client_auth`, RFC 8705 §2.1). The token
names the client system, not the person, lives in memory only and is renewed before it ends.
"""

from __future__ import annotations

import base64
import logging
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import quote_plus

import httpx

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.network.errors import unreadable_answer
from sdk_desktop.network.http_connection import HttpConnection, HttpResponse, address
from sdk_desktop.service.client_key import ClientKey
from sdk_desktop.service.errors import refusal_of
from sdk_desktop.service.sign_in_metadata import read_metadata

SCOPES = (
    "urn:sdk.api:sendMessages",
    "urn:sdk.api:getMessage",
    "urn:sdk.api:getMessageByFilter",
    "urn:sdk.api:deleteMessage",
)
"""As the API's token flow names them; its single operations say `sendMessage`, which is a slip."""

_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LONGEST_LIFE = timedelta(minutes=30)
_REFUSED = frozenset({400, 401, 403})
_DEFAULT_LIFE = timedelta(minutes=5)
_ANSWER_LIMIT = 1_000_000
_CLOCK_NAMED = timedelta(seconds=10)
"""How far the clocks must be apart to be named as what may be wrong."""
_ERROR = re.compile(r"[A-Za-z0-9_.-]{1,60}")
_TOKEN = re.compile(r"[\x21-\x7e]+")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Credentials:
    """The client's credentials: a private key, a secret or the connection's certificate.

    `audience` is what a signed proof is meant for, the token endpoint's address where it is "".
    The secret stands in the header, or `in_form` (RFC 6749 §2.3.1). Where `token_url` is "" it
    stands in the metadata at `metadata_url`, whose issuer is the audience then.
    """

    token_url: str
    client_id: str
    secret: str | None = None
    key: ClientKey | None = None
    by_certificate: bool = False
    audience: str = ""
    scopes: tuple[str, ...] = SCOPES
    in_form: bool = False
    metadata_url: str = ""

    def __repr__(self) -> str:
        """Leave key and secret out."""
        return f"Credentials({self.client_id!r}, …)"


class SignInRefused(Unavailable):
    """The sign-in gives this client no token; `code` is its reason (RFC 6749 §5.2)."""

    def __init__(self, text: str, /, code: str, **values: object) -> None:
        """Keep the sentence and the reason."""
        super().__init__(text, code=code, **values)
        self.code = code


class TokenSource:
    """Fetches access tokens and caches the present one."""

    def __init__(self, client: httpx.Client, credentials: Credentials, clock: Clock) -> None:
        """Fetch nothing before it is needed."""
        self._connection = HttpConnection(
            client, "The sign-in of the message service does not answer."
        )
        self._credentials = credentials
        self._clock = clock
        self._token = ""
        self._until: datetime | None = None
        self.lacking: tuple[str, ...] = ()
        """The scopes that were asked for and not granted with the last token."""

    def header(self) -> dict[str, str]:
        """Return the header that a request needs, with a new token where the old one is ending."""
        if self._until is None or self._clock() >= self._until:
            self.renew()
        return {"Authorization": f"Bearer {self._token}"}

    def renew(self) -> None:
        """Fetch a new token, as when the old one was not accepted."""
        self.forget()
        now, given = self._clock(), self._located()
        answer, said = self._ask(given, now)
        if answer.status in _REFUSED and given.key and _is_another_time(answer, now):
            answer, said = self._ask(given, answer.time or now)
        if not answer.good:
            raise _refusal(answer, said, self._clock())
        document = answer.document()
        token = document.get("access_token")
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise unreadable_answer()
        granted = document.get("scope")
        told = granted.split() if isinstance(granted, str) else self._credentials.scopes
        self.lacking = tuple(one for one in self._credentials.scopes if one not in told)
        life = _life(document.get("expires_in"))
        self._token = token
        self._until = self._clock() + life - min(timedelta(seconds=30), life / 4)

    def forget(self) -> None:
        """Forget the token."""
        self._token, self._until = "", None

    def _located(self) -> Credentials:
        """Return the credentials with the address where they are shown."""
        given = self._credentials
        if given.token_url or not given.metadata_url:
            return given
        certified = given.by_certificate
        found = read_metadata(self._connection, given.metadata_url, by_certificate=certified)
        return replace(given, token_url=found.token_url, audience=given.audience or found.issuer)

    def _ask(self, given: Credentials, now: datetime) -> tuple[HttpResponse, str]:
        """Ask for a token with a proof made `now`; return the answer and OAuth's error."""
        answer = self._connection.ask(self._request(given, now), _ANSWER_LIMIT)
        said = _error(answer)
        _log.info("token: %d %s in %d ms", answer.status, said, answer.milliseconds)
        return answer, said

    def _request(self, given: Credentials, now: datetime) -> httpx.Request:
        form = {"grant_type": "client_credentials", "scope": " ".join(given.scopes)}
        headers: dict[str, str] = {}
        if given.key is not None:
            audience = given.audience or given.token_url
            proof = given.key.assertion(given.client_id, audience, now)
            form |= {"client_id": given.client_id, "client_assertion": proof}
            form["client_assertion_type"] = _ASSERTION_TYPE
        elif given.secret is not None and given.in_form:
            form |= {"client_id": given.client_id, "client_secret": given.secret}
        elif given.secret is not None:
            pair = f"{quote_plus(given.client_id)}:{quote_plus(given.secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        elif given.by_certificate:
            form["client_id"] = given.client_id
        else:
            raise Unavailable(
                "This client has neither a private key nor a secret. Check the settings."
            )
        return self._connection.request(
            "POST", address(given.token_url), form=form, headers=headers
        )


def _is_another_time(answer: HttpResponse, now: datetime) -> bool:
    """Return whether the sign-in's clock is so far from ours that a proof may be refused for it.

    A proof is made anew by the sign-in's own clock then: nobody but the sign-in judges it.
    """
    return answer.time is not None and abs(answer.time - now) > _CLOCK_NAMED


def _error(answer: HttpResponse) -> str:
    """Return the code of OAuth's error (RFC 6749 §5.2), "" where there is none."""
    try:
        document = answer.json() if not answer.good and answer.complete else None
    except ValueError:
        return ""
    code = document.get("error") if isinstance(document, dict) else None
    return code if isinstance(code, str) and _ERROR.fullmatch(code) else ""


def _refusal(answer: HttpResponse, code: str, now: datetime) -> SdkError:
    """Neither a wrong address nor wrong credentials may make messages fail for good."""
    if answer.status in {httpx.codes.NOT_FOUND, httpx.codes.GONE, httpx.codes.METHOD_NOT_ALLOWED}:
        return Unavailable("The sign-in of the message service does not answer as it should.")
    if answer.status in _REFUSED and not answer.page:
        return _refused(code or str(answer.status), answer.time or now, now)
    return refusal_of(answer)


def _refused(code: str, theirs: datetime, ours: datetime) -> SignInRefused:
    """Say the reason that the sign-in gives, and which clock may be wrong."""
    seconds = abs(int((ours - theirs).total_seconds()))
    if code == "invalid_scope":
        return SignInRefused(
            "The sign-in of the message service does not grant the scopes that were asked for"
            " ({code}).",
            code,
        )
    if ours - theirs > _CLOCK_NAMED:
        return SignInRefused(
            "The sign-in of the message service refused this client ({code}). This computer's clock"
            " is {seconds} s ahead of the sign-in's.",
            code,
            seconds=seconds,
        )
    if theirs - ours > _CLOCK_NAMED:
        return SignInRefused(
            "The sign-in of the message service refused this client ({code}). This computer's clock"
            " is {seconds} s behind the sign-in's.",
            code,
            seconds=seconds,
        )
    return SignInRefused("The sign-in of the message service refused this client ({code}).", code)


def _life(seconds: object) -> timedelta:
    """Services write a number, now and then as text; none lives longer than 30 minutes."""
    try:
        life = timedelta(seconds=float(seconds)) if isinstance(seconds, int | float | str) else None
    except (ValueError, OverflowError):
        life = None
    return min(max(life or _DEFAULT_LIFE, timedelta()), _LONGEST_LIFE)
