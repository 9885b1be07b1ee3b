"""The WS plugin of each access point, as Domibus answers it: SOAP, and faults with status 500."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus
from itertools import islice
from secrets import compare_digest
from uuid import uuid4

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.access_point import AccessPointRole, As4Message, TransportStatus
from sdk_desktop.formats.soap.domibus_plugin import (
    INVALID_MESSAGE,
    NO_SUCH_MESSAGE,
    GetErrors,
    GetStatus,
    ListPending,
    MarkDownloaded,
    PluginRequest,
    Retrieve,
    Submit,
    read_plugin_request,
    write_errors_response,
    write_fault_response,
    write_marked_response,
    write_pending_response,
    write_retrieve_response,
    write_status_response,
    write_submit_response,
)
from sdk_desktop.formats.soap.multipart import package_type
from sdk_desktop.formats.soap.soap import (
    LARGEST_SOAP,
    SOAP_TYPE,
    Flaw,
    SoapError,
    SoapFault,
    SoapStream,
    read_soap,
)
from sdk_desktop.sandbox.network.access_point import (
    AccessPointFault,
    SandboxAccessPoint,
    SentAs4Message,
)
from sdk_desktop.sandbox.network.access_points import AccessPoints, SubmissionError

PLUGIN_PATH = "/domibus/<participant>/services/wsplugin"
LARGEST_REQUEST = LARGEST_SOAP
MOST_PENDING = 500
"""How many names are listed at a time, as by default in Domibus."""
FEW_PENDING = 3

_WITHOUT_USER = (
    "There is no valid authentication in this request and unsecure login is not allowed."
)
_TOO_LONG = 255
_FLAWS = {
    Flaw.OTHER_VERSION: "The message part was not recognized.  (Does it exist in service WSDL?)",
    Flaw.WITHOUT_PAYLOAD: "No Payload or Bodyload found for PartInfo with href: cid:message",
}


class FaultError(Exception):
    """A request that is answered with a SOAP fault."""

    def __init__(self, reason: str, detail: str = "", message: str = "") -> None:
        super().__init__(reason)
        self.fault = SoapFault("Receiver", reason, detail, message or reason)


class DomibusPlugin:
    """Answers the six operations for one organisation at a time, to that organisation's user."""

    def __init__(self, access_points: AccessPoints) -> None:
        self._access_points = access_points

    def call(self, request: Request, participant: str) -> Response:
        """Answer one SOAP request."""
        access_point = self._access_points.access_points.get(participant)
        if access_point is None:
            raise NotFound
        status = HTTPStatus.OK
        try:
            self._check_user(access_point, request)
            self._access_points.erase_old(access_point)
            message = read_soap(request.get_data(), request.content_type or "")
            written = self._answer(access_point, read_plugin_request(message))
        except SoapError as error:
            reason = _FLAWS.get(error.flaw, "Error reading XMLStreamReader.")
            written = write_fault_response(SoapFault("Sender", reason))
            status = HTTPStatus.INTERNAL_SERVER_ERROR
        except FaultError as error:
            written = write_fault_response(error.fault)
            status = HTTPStatus.INTERNAL_SERVER_ERROR
        if AccessPointFault.MULTIPART in access_point.faults:
            written = _in_parts(written)
        headers = {"Content-Length": str(len(written))}
        return Response(iter(written), status, headers, content_type=written.content_type)

    def _check_user(self, access_point: SandboxAccessPoint, request: Request) -> None:
        """Raise `FaultError` for a stranger; only the user's own wrong passwords are counted."""
        given, now = request.authorization, self._access_points.now()
        if given is None or given.type != "basic":
            if not access_point.lets_in(now, known=False):
                raise FaultError(f"[DOM_002]:{_WITHOUT_USER}")
            return
        user, password = (str(text or "").encode() for text in (given.username, given.password))
        known = compare_digest(user, access_point.user.encode())
        right = compare_digest(password, access_point.password.encode())
        if not access_point.lets_in(now, known=known, right=right):
            raise FaultError("[DOM_002]:Authentication exception")

    def _answer(self, access_point: SandboxAccessPoint, question: PluginRequest) -> SoapStream:
        match question:
            case Submit():
                return self._submit(access_point, question)
            case ListPending():
                seen = self._access_points.seen_by(access_point)
                short = AccessPointFault.SHORT_LISTS in access_point.faults
                return _list_pending(seen, question, FEW_PENDING if short else MOST_PENDING)
            case Retrieve(message_id, mark_downloaded):
                holder = self._holder(access_point, message_id)
                return self._retrieve(access_point, holder, message_id, mark=mark_downloaded)
            case MarkDownloaded(message_id):
                return _mark(self._holder(access_point, message_id), message_id)
            case GetStatus(message_id, role):
                received = role is AccessPointRole.RECEIVING
                holder = self._holder(access_point, message_id) if received else access_point
                return _status(holder, question)
            case GetErrors():
                return _errors(access_point, question)

    def _holder(self, access_point: SandboxAccessPoint, message_id: str) -> SandboxAccessPoint:
        """Return who received a message, of those whose AS4 messages the user may see."""
        seen = self._access_points.seen_by(access_point)
        return next((one for one in seen if message_id in one.received), access_point)

    def _submit(self, access_point: SandboxAccessPoint, given: Submit) -> SoapStream:
        try:
            name = self._access_points.submit(
                access_point, given.as4_message, given.parts, given.properties
            )
            return write_submit_response(name)
        except SubmissionError as error:
            if not error.code:
                raise FaultError(str(error)) from error
            raise FaultError("Message submission failed", error.code, str(error)) from error

    def _retrieve(
        self,
        asked: SandboxAccessPoint,
        holder: SandboxAccessPoint,
        message_id: str,
        *,
        mark: bool,
    ) -> SoapStream:
        as4_message = holder.given(_checked(message_id))
        if as4_message is None:
            raise _not_found(message_id)
        if mark:
            holder.mark_downloaded(message_id)
        if AccessPointFault.TIME_OF_RETRIEVAL in asked.faults:
            header = replace(as4_message.header, timestamp=self._access_points.now())
            as4_message = replace(as4_message, header=header)
        packed = not asked.faults.isdisjoint({AccessPointFault.PACKED, AccessPointFault.MULTIPART})
        return write_retrieve_response(as4_message, packed=packed)


def _list_pending(seen: Iterable[SandboxAccessPoint], wanted: ListPending, most: int) -> SoapStream:
    """The user decides for whom it is asked, whatever the question says."""
    found = (
        as4_message.header.message_id
        for access_point in seen
        for as4_message in access_point.pending(wanted.received_from, wanted.received_to)
        if _matches(as4_message, wanted)
    )
    return write_pending_response(islice(found, most))


def _matches(as4_message: As4Message, wanted: ListPending) -> bool:
    header = as4_message.header
    asked = (
        (wanted.message_id, header.message_id),
        (wanted.conversation_id, header.conversation_id),
        (wanted.from_party, header.from_party),
        (wanted.original_sender, header.original_sender),
    )
    return all(value in {"", given} for value, given in asked)


def _mark(access_point: SandboxAccessPoint, message_id: str) -> SoapStream:
    if access_point.given(_checked(message_id)) is None:
        raise _not_found(message_id)
    access_point.mark_downloaded(message_id)
    return write_marked_response(message_id)


def _status(access_point: SandboxAccessPoint, question: GetStatus) -> SoapStream:
    found = access_point.sides(_checked(question.message_id), question.role)
    if len(found) > 1:
        text = f"Duplicated message found, id [{question.message_id}]"
        raise FaultError(text, INVALID_MESSAGE)
    return write_status_response(found[0].status if found else TransportStatus.NOT_FOUND)


def _errors(access_point: SandboxAccessPoint, question: GetErrors) -> SoapStream:
    found = access_point.sides(_checked(question.message_id), question.role)
    if not found:
        raise _not_found(question.message_id)
    return write_errors_response(
        error for side in found if isinstance(side, SentAs4Message) for error in side.errors
    )


def _checked(message_id: str) -> str:
    if not message_id:
        raise FaultError("Message ID is empty", INVALID_MESSAGE)
    if len(message_id) > _TOO_LONG:
        raise FaultError("Invalid Message Id. ", INVALID_MESSAGE)
    return message_id


def _not_found(message_id: str) -> FaultError:
    text = f"No message with id [{message_id}] found"
    return FaultError(f"Message not found, id [{message_id}]", NO_SUCH_MESSAGE, text)


def _in_parts(written: SoapStream) -> SoapStream:
    """Put an answer into parts, as Domibus does: with a line break before the first."""
    if written.packed:
        return replace(written, before=b"\r\n" + written.before)
    boundary = f"uuid:{uuid4()}"
    head = (
        f'\r\n--{boundary}\r\nContent-Type: application/xop+xml; charset=UTF-8; type="{SOAP_TYPE}"'
        "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <root@sdk-desktop>\r\n\r\n"
    )
    return replace(
        written,
        content_type=package_type(boundary, SOAP_TYPE),
        before=head.encode() + written.before,
        after=written.after + f"\r\n--{boundary}--\r\n".encode(),
    )
