"""The organisation's message service over the MT-MK API (message-service-api.md)."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from urllib.parse import quote

import httpx

from sdk_desktop.domain.delivery import Dispatch, Sent, StatusReport
from sdk_desktop.domain.errors import Faulty, Finding, InvalidMessage, Unavailable
from sdk_desktop.domain.incoming import Incoming, Received, Unreadable, Waiting
from sdk_desktop.domain.message import Message
from sdk_desktop.formats.large_json import JsonBody, read_large_json
from sdk_desktop.formats.message import received_findings
from sdk_desktop.formats.message_api import (
    function_of,
    read_report,
    read_resource,
    read_waiting,
    write_body,
    write_waiting,
)
from sdk_desktop.formats.values import write_time
from sdk_desktop.network.errors import unreadable_answer
from sdk_desktop.network.http_connection import LIST_LIMIT, HttpConnection, HttpResponse, address
from sdk_desktop.service.errors import (
    already_there,
    postponement_of,
    problem_of,
    refusal_of,
)
from sdk_desktop.service.resource_list import pages
from sdk_desktop.service.token import TokenSource

MESSAGE_LIMIT = 100_000_000
"""Bytes of one message that we take in (transport.md §11 row 6)."""
_SLACK = timedelta(minutes=10)
_MARGIN = timedelta(minutes=1)
"""How much earlier to ask from: clocks differ, and times are rounded on their way."""
_GONE = frozenset({404, 410})
_FIRST_BYTE = 30.0
_SLOWEST = 250_000
_PATH = "/sdk/messages"
_MOST_FINDINGS = 10
_log = logging.getLogger(__name__)


class RestMessageService:
    """Speaks to one message service; `base_url` ends before `/sdk/messages`."""

    gives_all = False
    lists_in_part = False
    takes_late_copies = True

    def __init__(self, client: httpx.Client, base_url: str, token: TokenSource) -> None:
        """Connect to nothing yet; the client belongs to the caller."""
        self._connection = HttpConnection(client, "The message service does not answer.")
        self._base_url = base_url
        self._token = token
        self._no_json: dict[str, bytes] = {}
        """The digest of the last answer for a message, by its service id, where it was no JSON."""

    def seal(self, message: Message) -> bytes:  # noqa: ARG002 - the service does that
        """Return nothing: the service seals."""
        return b""

    def submit(self, dispatch: Dispatch) -> None:
        """Hand over a message under our own id.

        It is handed over when the service says so itself: by naming it, or by listing it.
        """
        message = dispatch.message
        answer = self._ask("POST", self._url(), content=write_body(message))
        _note("submit", message.message_id, answer)
        if answer.good and _names(answer, message.message_id):
            return
        if not answer.good and not already_there(answer.status, problem_of(answer)):
            raise postponement_of(answer)
        if self.find(dispatch) is None:
            raise Unavailable("The message service has not confirmed that it has the message.")

    def find(self, dispatch: Dispatch) -> StatusReport | None:
        """Ask whether the service has a message: by its messageId, as it may have its own ids."""
        message = dispatch.message
        filters = {
            "senderAttention.subOrganization.extension": message.sender.function,
            "creationDateTimeStart": write_time(message.created - _SLACK),
            "creationDateTimeStop": write_time(message.created + _SLACK),
        }
        reports = self._reports(message.sender.function, filters)
        wanted = message.message_id.casefold()
        return next((one for one in reports if one.message_id.casefold() == wanted), None)

    def statuses(self, mailbox: str, sent: Sequence[Sent]) -> tuple[StatusReport, ...]:
        """Return the statuses of what a mailbox sent since the first of these messages.

        These are named as they were sent: a service may write identifiers in capitals.
        """
        since = min(one.queued for one in sent) - _MARGIN
        filters = {
            "senderAttention.subOrganization.extension": mailbox,
            "creationDateTimeStart": write_time(since),
        }
        ids = {one.message_id.casefold(): one.message_id for one in sent}
        return tuple(
            replace(one, message_id=ids.get(one.message_id.casefold(), one.message_id))
            for one in self._reports(mailbox, filters)
        )

    def waiting(self, mailbox: str) -> tuple[Waiting, ...]:
        """Return what waits for a mailbox."""
        filters = {
            "messageStatus": "NEW",
            "recipientAttention.subOrganization.extension": mailbox,
        }
        read = (read_waiting(resource, mailbox) for resource in self._list(filters))
        return tuple({one.service_id: one for one in read if one}.values())

    def fetch(self, waiting: Waiting) -> Incoming:
        """Fetch one message; what cannot be read or breaks a rule is returned as it came."""
        answer = self._ask("GET", self._url(waiting.service_id), limit=MESSAGE_LIMIT)
        before = self._no_json.pop(waiting.service_id, b"")
        _note("fetch", waiting.message_id, answer)
        if not answer.good:
            raise refusal_of(answer)
        if not answer.complete:
            listed = json.dumps(write_waiting(waiting), ensure_ascii=False).encode()
            reason = "The message is larger than this client accepts."
            return Unreadable(waiting, reason, listed)
        if not answer.resembles_json or not answer.body.strip():
            raise unreadable_answer()
        try:
            document = read_large_json(answer.body)
        except ValueError:
            return self._without_json(waiting, answer, before)
        try:
            return Received(waiting, _read(document, waiting), answer.body)
        except InvalidMessage as error:
            return Unreadable(waiting, _reason(error), answer.body)

    def _without_json(self, waiting: Waiting, answer: HttpResponse, before: bytes) -> Unreadable:
        """Return an answer that is no JSON where it is that of `before`; raise `Faulty` else.

        A gateway may cut an answer short anywhere, so what is no JSON is asked for once more.
        """
        digest = sha256(answer.body).digest()
        if digest == before:
            invalid = InvalidMessage("The message is not valid JSON.")
            return Unreadable(waiting, invalid.text, answer.body)
        self._no_json[waiting.service_id] = digest
        raise Faulty(unreadable_answer().text)

    def confirm(self, waiting: Waiting) -> None:
        """Delete a message at the service; one that is gone already is no error."""
        answer = self._ask("DELETE", self._url(waiting.service_id))
        _note("confirm", waiting.message_id, answer)
        gone = answer.status in _GONE and problem_of(answer).said
        if not answer.good and not gone:
            raise refusal_of(answer)

    def close(self) -> None:
        """Forget the token."""
        self._token.forget()

    def _reports(self, mailbox: str, filters: Mapping[str, str]) -> Iterator[StatusReport]:
        for resource in self._list(filters):
            report = read_report(resource)
            if report and function_of(resource, "sender") in {"", mailbox}:
                yield report

    def _list(self, filters: Mapping[str, str]) -> Iterator[Mapping[str, object]]:
        """Return what a filter finds."""
        first = self._url().copy_merge_params({f"filter[{k}]": v for k, v in filters.items()})
        return pages(self._page, first, whole=False)

    def _page(self, url: httpx.URL) -> HttpResponse:
        answer = self._ask("GET", url)
        _note("list", "", answer)
        if answer.status in {*_GONE, httpx.codes.NO_CONTENT}:
            raise unreadable_answer()  # only a list says that nothing waits
        if not answer.good:
            raise refusal_of(answer)
        return answer

    def _ask(
        self,
        method: str,
        url: httpx.URL,
        *,
        content: JsonBody | None = None,
        limit: int = LIST_LIMIT,
    ) -> HttpResponse:
        """Send a request; once more with a new token where the first was not accepted."""
        answer = self._connection.ask(self._request(method, url, content), limit)
        if answer.status == httpx.codes.UNAUTHORIZED:
            self._token.renew()
            answer = self._connection.ask(self._request(method, url, content), limit)
        return answer

    def _request(self, method: str, url: httpx.URL, content: JsonBody | None) -> httpx.Request:
        """Build a request that waits for its answer as long as its body is large."""
        headers, wait = self._token.header(), _FIRST_BYTE
        if content:
            headers |= {"Content-Type": "application/json", "Content-Length": str(content.size)}
            wait += content.size / _SLOWEST
        return self._connection.request(method, url, content=content, headers=headers, wait=wait)

    def _url(self, service_id: str = "") -> httpx.URL:
        tail = f"/{quote(service_id, safe='')}" if service_id else ""
        return address(self._base_url.rstrip("/") + _PATH + tail)


def _names(answer: HttpResponse, message_id: str) -> bool:
    """Return whether an answer is the service's own: it names the message, or where it now is."""
    if answer.status == httpx.codes.CREATED and _PATH in answer.location:
        return True
    try:
        data = answer.document().get("data")
    except Unavailable:
        return False
    if not isinstance(data, dict):
        return False
    attributes = data.get("attributes")
    named = attributes.get("messageId") if isinstance(attributes, dict) else None
    return message_id.casefold() in {str(named).casefold(), str(data.get("id")).casefold()}


def _note(what: str, message_id: str, answer: HttpResponse) -> None:
    _log.info("%s %s: %d in %d ms", what, message_id, answer.status, answer.milliseconds)


def _read(document: object, waiting: Waiting) -> Message:
    message = read_resource(document)
    findings = received_findings(message)
    if findings:
        raise InvalidMessage(findings[0].text, findings)
    if message.message_id.casefold() != waiting.message_id.casefold():
        raise InvalidMessage("The service gave another message than the one asked for.")
    return message


def _reason(error: InvalidMessage) -> str:
    """Return the reason; each line after the first names a broken rule and its place."""
    return "\n".join(
        (error.text, *(_place(finding) for finding in error.findings[:_MOST_FINDINGS]))
    )


def _place(finding: Finding) -> str:
    return f"{finding.rule} {finding.path}"
