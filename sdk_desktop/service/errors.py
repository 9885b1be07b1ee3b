"""Turns a service's responses other than success into `SdkError`s.

Of a response's text only the codes and titles of a problem document's issues are repeated.
"""

from __future__ import annotations

import re

import httpx

from sdk_desktop.domain.errors import Faulty, Gone, Refused, SdkError, Unavailable
from sdk_desktop.formats.status_api import ServiceProblem, read_problem
from sdk_desktop.network.errors import unreadable_answer
from sdk_desktop.network.http_connection import HttpResponse

_EXISTS = re.compile(r"already[ _-]?(?:exist|received|sent)|duplicate|finns redan", re.IGNORECASE)
_BUSY = frozenset({408, 423, 425, 429})
_PROXY_SIGN_IN = 407
_SETTINGS = frozenset({403, 404, 405, 410})
"""Statuses for a missing right or a wrong address."""
_CODE_LIMIT = 120


def refusal_of(answer: HttpResponse) -> SdkError:
    """Return the error for a response that is no success."""
    return refusal_of_status(answer.status, problem_of(answer), page=answer.page)


def problem_of(answer: HttpResponse) -> ServiceProblem:
    """Return a response's problem document; an empty one where it has none."""
    try:
        return read_problem(answer.json())
    except ValueError:
        return read_problem(None)


def refusal_of_status(status: int, problem: ServiceProblem, *, page: bool) -> SdkError:
    """Return the error for a status; with `page` the response is a web page, as of a proxy."""
    if httpx.codes.is_server_error(status) or status in _BUSY:
        return Faulty("The server is busy or has a fault ({status}).", status=status)
    if status == httpx.codes.UNAUTHORIZED:
        return Unavailable(
            "The message service does not accept the token that its sign-in gave this client."
        )
    if page or not httpx.codes.is_client_error(status) or status == _PROXY_SIGN_IN:
        return unreadable_answer()
    return _of_request(status, problem)


def postponement_of(answer: HttpResponse) -> SdkError:
    """Return the error for a response to a submission that is no success.

    It is `Refused` only when the service itself names a fault of the message. For what a gateway
    says, a missing right or a wrong address it is `Unavailable`: the message waits.
    """
    error = refusal_of(answer)
    final = answer.status not in _SETTINGS and problem_of(answer).said
    if isinstance(error, Refused) and not final:
        return Unavailable(error.text, **error.values)
    return error


def already_there(status: int, problem: ServiceProblem) -> bool:
    """Return whether a response to a submission says that the service has the message already."""
    if status == httpx.codes.CONFLICT:
        return True
    said = (problem.title, *problem.codes, *problem.titles, *problem.details)
    return status == httpx.codes.BAD_REQUEST and any(_EXISTS.search(text) for text in said)


def _of_request(status: int, problem: ServiceProblem) -> SdkError:
    match status:
        case 403:
            return Refused("The program does not have the right to do this at the message service.")
        case 404 | 410:
            return Gone("The message service does not have what was asked for.")
        case 413:
            return Refused("The message is larger than the message service accepts.")
        case _:
            code = _code(status, problem)
            return Refused("The message service refused this ({code}).", code=code)


def _code(status: int, problem: ServiceProblem) -> str:
    said = dict.fromkeys((*problem.codes, *problem.titles)) or {str(status): None}
    return ", ".join(said)[:_CODE_LIMIT]
