"""JSON of requests and responses: messages, problems."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.delivery import DeliveryEvent, StatusReport
from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.message import FUNCTION_ROOT, new_id
from sdk_desktop.formats.message_api import write_attributes, write_report, write_resource
from sdk_desktop.formats.status_api import instance_of, write_problem
from sdk_desktop.formats.values import write_time
from sdk_desktop.sandbox.records import IncomingRecord, OutgoingRecord, Record

VERSION = {"version": "sdk api 1.0.0"}
ERROR = "MESSAGE_EXCHANGE_ERROR"


def json_body(request: Request) -> dict[str, object]:
    """Return the object that a request carries; raise `BadRequest` when it carries none."""
    try:
        body = json.loads(request.get_data())
    except ValueError as error:
        raise BadRequest from error
    if not isinstance(body, dict):
        raise BadRequest
    return body


def json_response(
    body: object, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with JSON."""
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status, headers, mimetype="application/json")


def bad_request(findings: Iterable[Finding], instance: str = "") -> Response:
    """Answer 400 with one issue per broken rule."""
    issues = [DeliveryEvent(f.cause, None, f.code, f.text, f.path) for f in findings]
    return problem(HTTPStatus.BAD_REQUEST, issues, instance)


def not_found(instance: str) -> Response:
    """Answer 404 for a message that is not there, or not for this client."""
    issue = DeliveryEvent(ERROR, None, "The message is not known.")
    return problem(HTTPStatus.NOT_FOUND, [issue], instance)


def problem(status: HTTPStatus, issues: list[DeliveryEvent], instance: str = "") -> Response:
    """Answer with a problem document (RFC 7807), whose `instance` is a URI."""
    body = write_problem(status, status.phrase, issues)
    about = instance_of(instance or new_id())
    return json_response(body | {"detail": ERROR, "instance": about}, status)


def message_resource(record: Record, *, content: bool) -> dict[str, object]:
    """Write a message with its status, with its documents only where asked for."""
    if isinstance(record, OutgoingRecord):
        report = StatusReport(record.message.message_id, record.status, tuple(record.events))
        attributes = write_attributes(record.message, content=content) | write_report(report)
    else:
        attributes = {"messageStatus": "NEW"} | _incoming(record, content=content)
    return write_resource(record.service_id, attributes)


def broken_message_resource(record: IncomingRecord) -> str:
    """Return the first half of the JSON of a message that cannot be read."""
    whole = json.dumps({"meta": VERSION, "data": message_resource(record, content=False)})
    return whole[: len(whole) // 2]


def _incoming(record: IncomingRecord, *, content: bool) -> dict[str, object]:
    if record.message is not None:
        attributes = write_attributes(record.message, content=content)
    else:
        attributes = dict(record.attributes)
    if content:
        return attributes
    attributes.pop("digitalDocument", None)
    # A list routes by the envelope, which names the mailbox whatever the message says.
    attention = _mapping(attributes.get("recipientAttention"))
    unit = _mapping(attention.get("subOrganization")) | {"extension": record.function}
    unit.setdefault("root", FUNCTION_ROOT)
    created = {"creationDateTime": write_time(record.created)}
    return created | attributes | {"recipientAttention": attention | {"subOrganization": unit}}


def _mapping(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, Mapping) else {}
