"""The one place where what goes wrong on a line becomes one of our errors.

Nothing of an answer's text is repeated, except the codes and titles of a problem document's issues.
"""

from __future__ import annotations

import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.formats.status_api import ServiceProblem

_log = logging.getLogger(__name__)
_EXISTS = re.compile(r"already[ _-]?(?:exist|received|sent)|duplicate|finns redan", re.IGNORECASE)
_BUSY = frozenset({408, 423, 425, 429})
_PROXY_SIGN_IN = 407
_ABOUT_US = (
    "CERTIFICATE_REQUIRED",
    "CERTIFICATE_EXPIRED",
    "CERTIFICATE_REVOKED",
    "CERTIFICATE_UNKNOWN",
    "BAD_CERTIFICATE",
    "UNSUPPORTED_CERTIFICATE",
    "UNKNOWN_CA",
    "ACCESS_DENIED",
    "HANDSHAKE_FAILURE",
)
"""TLS alerts that a server sends because of the client's certificate."""

_CODE_LIMIT = 120


@contextmanager
def translated(silent: str) -> Iterator[None]:
    """Turn httpx's errors into ours; `silent` says that this other side does not answer."""
    try:
        yield
    except (
        httpx.InvalidURL,
        httpx.UnsupportedProtocol,
        httpx.LocalProtocolError,
        UnicodeError,  # a host whose name no name can be
    ):
        raise Unavailable("The address of a service is wrong. Check the settings.") from None
    except httpx.HTTPError as error:
        _log.info("no answer: %s", type(error).__name__)
        raise _of_line(error, silent) from None


def refusal(status: int, problem: ServiceProblem, *, page: bool) -> SdkError:
    """Say what a status other than success means; a proxy's `page` says nothing of the service."""
    if httpx.codes.is_server_error(status) or status in _BUSY:
        return Unavailable("The server is busy or has a fault ({status}).", status=status)
    if status == httpx.codes.UNAUTHORIZED:
        return not_accepted()
    if page or not httpx.codes.is_client_error(status) or status == _PROXY_SIGN_IN:
        return unreadable_answer()
    return _of_request(status, problem)


def unreadable_answer() -> SdkError:
    """Say that something answered, but not the service."""
    return Unavailable("The server gave an answer that cannot be read.")


def not_accepted() -> SdkError:
    """Say that this client is not let in: what it wanted to send waits until that is mended."""
    return Unavailable("The message service does not accept this client's credentials.")


def already_there(status: int, problem: ServiceProblem) -> bool:
    """Whether an answer to a new message says that the service has it already."""
    if status == httpx.codes.CONFLICT:
        return True
    said = (problem.title, *problem.codes, *problem.titles, *problem.details)
    return status == httpx.codes.BAD_REQUEST and any(_EXISTS.search(text) for text in said)


def _of_request(status: int, problem: ServiceProblem) -> SdkError:
    match status:
        case 403:
            return Refused("This client does not have the right to do this at the message service.")
        case 404 | 410:
            return Refused("The message service does not have what was asked for.")
        case 413:
            return Refused("The message is larger than the message service accepts.")
        case _:
            code = _code(status, problem)
            return Refused("The message service refused this ({code}).", code=code)


def _of_line(error: httpx.HTTPError, silent: str) -> SdkError:
    if alert := _alert(error):
        return _not_let_in(alert)
    if _distrust(error):
        return Untrusted("The server could not prove who it is. Nothing was sent to it.")
    if isinstance(error, httpx.DecodingError):
        return unreadable_answer()
    return Unavailable(silent)


def _not_let_in(alert: str) -> SdkError:
    """Say what a server means that breaks off because of this client's certificate."""
    if "CERTIFICATE_EXPIRED" in alert:
        return Unavailable("The certificate of this client has expired. The server refuses it.")
    return Unavailable("The server does not accept the certificate of this client, or its lack.")


def _alert(error: BaseException | None) -> str:
    """Look for what the other side said when it broke TLS off; empty where it said nothing."""
    while error is not None:
        reason = str(getattr(error, "reason", "")) if isinstance(error, ssl.SSLError) else ""
        if any(f"ALERT_{name}" in reason for name in _ABOUT_US):
            return reason
        error = error.__cause__ or error.__context__
    return ""


def _distrust(error: BaseException | None) -> bool:
    """Look for a TLS failure below; a line that was only cut off is none."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            cut = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
            return not isinstance(error, cut)
        error = error.__cause__ or error.__context__
    return False


def _code(status: int, problem: ServiceProblem) -> str:
    said = dict.fromkeys((*problem.codes, *problem.titles)) or {str(status): None}
    return ", ".join(said)[:_CODE_LIMIT]
