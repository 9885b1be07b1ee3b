"""The MT-MK API of one message service (SDK API 1.0, B1.4.2), for clients with a token."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.errors import Finding, InvalidMessage
from sdk_desktop.domain.message import Message, new_id
from sdk_desktop.formats.json_fields import read_json_time
from sdk_desktop.formats.message_api import read_attributes
from sdk_desktop.formats.values import write_time
from sdk_desktop.sandbox.federation import Federation
from sdk_desktop.sandbox.records import IncomingRecord, OutgoingRecord, Record
from sdk_desktop.sandbox.service.access import DELETE, GET, LIST, SEND, Access, Grant
from sdk_desktop.sandbox.service.resources_json import (
    VERSION,
    bad_request,
    broken_message_resource,
    json_response,
    message_resource,
    not_found,
)

_START = "creationDateTimeStart"
_STOP = "creationDateTimeStop"
_FILTERS = frozenset(
    {
        "messageStatus",
        "recipientAttention.subOrganization.extension",
        "senderAttention.subOrganization.extension",
        _START,
        _STOP,
    }
)


class MessagesApi:
    """Answers the four operations; records that a token may not see are not found."""

    def __init__(self, federation: Federation, access: Access) -> None:
        self._federation = federation
        self._access = access

    def collection(self, request: Request) -> Response:
        """Answer `POST` (send) and `GET` (list by filter)."""
        if request.method == "POST":
            return self._send(request, self._grant(request, SEND))
        return self._list(request, self._grant(request, LIST))

    def single(self, request: Request, identifier: str) -> Response:
        """Answer `GET` and `DELETE` of one message."""
        if request.method == "DELETE":
            return self._delete(identifier, self._grant(request, DELETE))
        return self._get(request, identifier, self._grant(request, GET))

    def _grant(self, request: Request, scope: str) -> Grant:
        return self._access.check(request.headers.get("Authorization", ""), scope)

    def _send(self, request: Request, grant: Grant) -> Response:
        try:
            service_id, message = self._read(request.get_data())
            _check_sender(message, grant)
            outgoing = self._federation.submit(service_id, message)
        except InvalidMessage as error:
            return bad_request(error.findings)
        body = _document(
            f"{request.base_url}/{outgoing.service_id}", message_resource(outgoing, content=False)
        )
        location = {"Location": f"{request.path}/{outgoing.service_id}"}
        return json_response(body, HTTPStatus.CREATED, location)

    def _read(self, data: bytes) -> tuple[str, Message]:
        """Read a new message; what a client may leave to the service is added."""
        try:
            sent = json.loads(data)["data"]
            given = dict(sent["attributes"])
            message_id = given.get("messageId") or sent.get("id") or new_id()
            service_id = str(sent.get("id") or message_id)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            text = "The body is not a message in JSON."
            raise _refusal("SV", "structure", "/data/attributes", text) from error
        if sent.get("type") != "messages":
            raise _refusal("SV", "structure", "/data/type", "The type is not messages.")
        now = write_time(self._federation.timeline.stamp())
        attributes = {"creationDateTime": now, **given, "messageId": message_id}
        return service_id, read_attributes(attributes)

    def _list(self, request: Request, grant: Grant) -> Response:
        filters = {
            name.removeprefix("filter[").removesuffix("]"): value
            for name, value in request.args.items()
            if name.startswith("filter[")
        }
        if wrong := _wrong_filter(filters):
            text = "The filter is unknown, or its value cannot be read."
            return bad_request((Finding("filter", "SV", "structure", wrong, text),))
        records = self._federation.members[grant.organisation].records()
        chosen = [
            message_resource(record, content=False)
            for record in records
            if record.function in grant.functions and _matches(record, filters)
        ]
        return json_response(_document(request.url, chosen))

    def _get(self, request: Request, identifier: str, grant: Grant) -> Response:
        record = self._find(identifier, grant)
        if record is None:
            return not_found(identifier)
        if isinstance(record, IncomingRecord) and not record.readable:
            return Response(broken_message_resource(record), mimetype="application/json")
        return json_response(_document(request.base_url, message_resource(record, content=True)))

    def _delete(self, identifier: str, grant: Grant) -> Response:
        record = self._find(identifier, grant)
        if record is None:
            return not_found(identifier)
        if not record.final:
            text = "A message can only be deleted in a final state."
            path = "/data/attributes/messageStatus"
            return bad_request((Finding("final", "BV", "invariant", path, text),), identifier)
        self._federation.members[grant.organisation].delete(record)
        return Response(status=HTTPStatus.ACCEPTED)

    def _find(self, identifier: str, grant: Grant) -> Record | None:
        record = self._federation.members[grant.organisation].find(identifier)
        return record if record and record.function in grant.functions else None


def _check_sender(message: Message, grant: Grant) -> None:
    if message.sender.organisation != grant.organisation:
        text = "Wrong or unknown sender-id."
        raise _refusal("BV", "invariant", "/data/attributes/sender", text)
    if message.sender.function not in grant.functions:
        path = "/data/attributes/senderAttention/subOrganization/extension"
        raise _refusal("BV", "security", path, "The client may not send from this function.")


def _refusal(cause: str, code: str, path: str, text: str) -> InvalidMessage:
    return InvalidMessage(text, (Finding(code, cause, code, path, text),))


def _document(link: str, data: object) -> dict[str, object]:
    return {"meta": VERSION, "links": {"self": link}, "data": data}


def _wrong_filter(filters: Mapping[str, str]) -> str:
    """Return the name of a filter that cannot be applied, "" when all can."""
    unknown = filters.keys() - _FILTERS
    unread = {n for n in (_START, _STOP) if n in filters and read_json_time(filters[n]) is None}
    return min(unknown | unread, default="")


def _matches(record: Record, filters: Mapping[str, str]) -> bool:
    return all(_agrees(record, name, wanted) for name, wanted in filters.items())


def _agrees(record: Record, name: str, wanted: str) -> bool:
    match name:
        case "messageStatus":
            return wanted == (record.status if isinstance(record, OutgoingRecord) else "NEW")
        case "recipientAttention.subOrganization.extension":
            return wanted == _recipient(record)
        case "senderAttention.subOrganization.extension":
            return record.message is not None and wanted == record.message.sender.function
        case _:
            return _in_time(record, name, wanted)


def _recipient(record: Record) -> str:
    return (
        record.message.recipient.function if isinstance(record, OutgoingRecord) else record.function
    )


def _in_time(record: Record, name: str, wanted: str) -> bool:
    created = record.message.created if isinstance(record, OutgoingRecord) else record.created
    limit = read_json_time(wanted) or created
    return created >= limit if name == _START else created <= limit
