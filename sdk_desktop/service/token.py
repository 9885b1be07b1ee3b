"""How this client gets leave to use the message service: OAuth 2 client credentials.

RFC 6749 §4.4, with `private_key_jwt` (RFC 7523, OpenID Connect Core §9) or a secret. The token
names the client system, not the person, lives in memory only and is renewed before it ends.
"""

from __future__ import annotations

import base64
import logging
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote_plus

import httpx
import jwt

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.network.errors import unreadable_answer
from sdk_desktop.network.http_connection import HttpConnection, HttpResponse, address
from sdk_desktop.service.errors import not_accepted, refusal_of

SCOPES = (
    "urn:sdk.api:sendMessages",
    "urn:sdk.api:getMessage",
    "urn:sdk.api:getMessageByFilter",
    "urn:sdk.api:deleteMessage",
)
"""As the API's token flow names them; its single operations say `sendMessage`, which is a slip."""

_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_LIFE = timedelta(seconds=60)
_LONGEST_LIFE = timedelta(minutes=30)
_DEFAULT_LIFE = timedelta(minutes=5)
_ANSWER_LIMIT = 1_000_000
_TOKEN = re.compile(r"[\x21-\x7e]+")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What proves which client this is: a private key (RSA, PEM) or, without one, a secret."""

    token_url: str
    client_id: str
    secret: str | None = None
    private_key_pem: bytes | None = None

    def __repr__(self) -> str:
        """Hide what proves it."""
        return f"Credentials({self.client_id!r}, …)"


class TokenSource:
    """Fetches access tokens and caches the present one."""

    def __init__(self, client: httpx.Client, credentials: Credentials, clock: Clock) -> None:
        """Fetch nothing before it is needed."""
        self._line = HttpConnection(client, "The sign-in of the message service does not answer.")
        self._credentials = credentials
        self._clock = clock
        self._token = ""
        self._until: datetime | None = None

    def header(self) -> dict[str, str]:
        """Return the header that a request needs, with a new token where the old one is ending."""
        if self._until is None or self._clock() >= self._until:
            self.renew()
        return {"Authorization": f"Bearer {self._token}"}

    def renew(self) -> None:
        """Fetch a new token, as when the old one was not accepted."""
        self.forget()
        answer = self._line.ask(self._request(), _ANSWER_LIMIT)
        _log.info("token: %d in %d ms", answer.status, answer.milliseconds)
        if not answer.good:
            raise _refusal(answer)
        document = answer.document()
        token = document.get("access_token")
        if not isinstance(token, str) or not _TOKEN.fullmatch(token):
            raise unreadable_answer()
        life = _life(document.get("expires_in"))
        self._token = token
        self._until = self._clock() + life - min(timedelta(seconds=30), life / 4)

    def forget(self) -> None:
        """Forget the token."""
        self._token, self._until = "", None

    def _request(self) -> httpx.Request:
        given = self._credentials
        form = {"grant_type": "client_credentials", "scope": " ".join(SCOPES)}
        headers: dict[str, str] = {}
        if given.private_key_pem is not None:
            form |= {"client_assertion_type": _ASSERTION_TYPE, "client_assertion": self._proof()}
        elif given.secret is not None:
            pair = f"{quote_plus(given.client_id)}:{quote_plus(given.secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            raise Unavailable(
                "This client has neither a private key nor a secret. Check the settings."
            )
        return self._line.request("POST", address(given.token_url), form=form, headers=headers)

    def _proof(self) -> str:
        given, now = self._credentials, self._clock()
        claims = {
            "iss": given.client_id,
            "sub": given.client_id,
            "aud": given.token_url,
            "jti": str(uuid.uuid4()),
            "iat": now,
            "exp": now + _ASSERTION_LIFE,
        }
        try:
            return jwt.encode(claims, given.private_key_pem or b"", algorithm="RS256")
        except (jwt.PyJWTError, ValueError, TypeError):
            raise Unavailable("The private key of this client cannot be read.") from None


def _refusal(answer: HttpResponse) -> SdkError:
    """Neither a wrong address nor wrong credentials may make messages fail for good."""
    if answer.status in {httpx.codes.NOT_FOUND, httpx.codes.GONE, httpx.codes.METHOD_NOT_ALLOWED}:
        return Unavailable("The sign-in of the message service does not answer as it should.")
    if answer.status in {httpx.codes.BAD_REQUEST, httpx.codes.FORBIDDEN} and not answer.page:
        return not_accepted()
    return refusal_of(answer)


def _life(seconds: object) -> timedelta:
    """Services write a number, now and then as text; none lives longer than 30 minutes."""
    try:
        life = timedelta(seconds=float(seconds)) if isinstance(seconds, int | float | str) else None
    except (ValueError, OverflowError):
        life = None
    return min(max(life or _DEFAULT_LIFE, timedelta()), _LONGEST_LIFE)
