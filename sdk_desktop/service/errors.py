"""The one place where what a service answers instead of a success becomes one of our errors.

Nothing of an answer's text is repeated, except the codes and titles of a problem document's issues.
"""

from __future__ import annotations

import re

import httpx

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from sdk_desktop.formats.status_api import ServiceProblem, read_problem
from sdk_desktop.network.errors import unreadable_answer
from sdk_desktop.network.http_connection import HttpResponse

_EXISTS = re.compile(r"already[ _-]?(?:exist|received|sent)|duplicate|finns redan", re.IGNORECASE)
_BUSY = frozenset({408, 423, 425, 429})
_PROXY_SIGN_IN = 407
_SETTINGS = frozenset({403, 404, 405, 410})
"""Statuses that say that rights or addresses are wrong."""
_CODE_LIMIT = 120


def refusal_of(answer: HttpResponse) -> SdkError:
    """Return what an answer means that is not good."""
    return refusal_of_status(answer.status, problem_of(answer), page=answer.page)


def problem_of(answer: HttpResponse) -> ServiceProblem:
    """Read an answer as a problem document, as far as it is one."""
    try:
        return read_problem(answer.json())
    except ValueError:
        return read_problem(None)


def refusal_of_status(status: int, problem: ServiceProblem, *, page: bool) -> SdkError:
    """Say what a status other than success means; a proxy's `page` says nothing of the service."""
    if httpx.codes.is_server_error(status) or status in _BUSY:
        return Unavailable("The server is busy or has a fault ({status}).", status=status)
    if status == httpx.codes.UNAUTHORIZED:
        return Unavailable(
            "The message service does not accept the token that its sign-in gave this client."
        )
    if page or not httpx.codes.is_client_error(status) or status == _PROXY_SIGN_IN:
        return unreadable_answer()
    return _of_request(status, problem)


def postponement_of(answer: HttpResponse) -> SdkError:
    """Return what an answer to a new message means that is not good.

    Only the service's own word about the message is final. What a gateway says, a right that is
    missing or an address that is wrong is no fault of the message: it waits until that is mended.
    """
    error = refusal_of(answer)
    final = answer.status not in _SETTINGS and problem_of(answer).said
    if isinstance(error, Refused) and not final:
        return Unavailable(error.text, **error.values)
    return error


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


def _code(status: int, problem: ServiceProblem) -> str:
    said = dict.fromkeys((*problem.codes, *problem.titles)) or {str(status): None}
    return ", ".join(said)[:_CODE_LIMIT]
