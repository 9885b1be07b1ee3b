"""Turns the errors of network connections into `SdkError`s."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from sdk_desktop.domain.errors import SdkError, Unanswered, Unavailable, Untrusted

_log = logging.getLogger(__name__)
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
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.DecodingError,
)
"""Errors before a request is sent, or after its whole response has come."""


@contextmanager
def translate_network_errors(silent: str) -> Iterator[None]:
    """Raise httpx's errors in the block as ours; `silent` is the sentence for no response."""
    try:
        yield
    except (
        httpx.InvalidURL,
        httpx.UnsupportedProtocol,
        httpx.LocalProtocolError,
        UnicodeError,  # a host name that cannot be encoded (IDNA)
    ):
        raise Unavailable("The address of a service is wrong. Check the settings.") from None
    except httpx.HTTPError as error:
        _log.info("no answer: %s", type(error).__name__)
        raise _of_line(error, silent) from None


def unreadable_answer() -> SdkError:
    """Return the error for a response that is damaged, or not from the service."""
    return Unavailable("The server gave an answer that cannot be read.")


def _of_line(error: httpx.HTTPError, silent: str) -> SdkError:
    if alert := _alert(error):
        return _not_let_in(alert)
    if _distrust(error):
        return Untrusted("The server could not prove who it is. Nothing was sent to it.")
    if isinstance(error, httpx.DecodingError):
        return unreadable_answer()
    return Unavailable(silent) if isinstance(error, _NEVER_SENT) else Unanswered(silent)


def _not_let_in(alert: str) -> SdkError:
    """Return the error for a TLS alert about this client's certificate."""
    if "CERTIFICATE_EXPIRED" in alert:
        return Unavailable("The certificate of this client has expired. The server refuses it.")
    return Unavailable("The server does not accept the certificate of this client, or its lack.")


def _alert(error: BaseException | None) -> str:
    """Return the TLS alert about our certificate in a chain of errors, empty for none."""
    while error is not None:
        reason = str(getattr(error, "reason", "")) if isinstance(error, ssl.SSLError) else ""
        if any(f"ALERT_{name}" in reason for name in _ABOUT_US):
            return reason
        error = error.__cause__ or error.__context__
    return ""


def _distrust(error: BaseException | None) -> bool:
    """Return whether a chain of errors holds a TLS failure other than a cut connection."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            cut = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
            return not isinstance(error, cut)
        error = error.__cause__ or error.__context__
    return False
