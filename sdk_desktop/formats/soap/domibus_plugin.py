"""The WS plugin of Domibus and Harmony, as an access point reads and writes it.

The other side of `formats.domibus`; real access points are not ours, but the sandbox's are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sdk_desktop.domain.access_point import (
    AccessPointRole,
    As4Message,
    TransportError,
    TransportStatus,
)
from sdk_desktop.formats.soap import soap
from sdk_desktop.formats.soap.domibus import WS, element, leaf, payload_of
from sdk_desktop.formats.soap.soap import (
    GAP,
    Flaw,
    SoapError,
    SoapFault,
    SoapMessage,
    SoapStream,
    short_line,
    write_soap,
)
from sdk_desktop.formats.soap.user_message import (
    PAYLOAD_ID,
    read_messaging,
    read_parts,
    read_property_names,
    write_messaging,
)
from sdk_desktop.formats.values import read_xml_time, write_time
from sdk_desktop.formats.xmldsig.xml import Element, escape

INVALID_MESSAGE = "WS_PLUGIN:0007"
NO_SUCH_MESSAGE = "WS_PLUGIN:0009"


@dataclass(frozen=True, slots=True)
class Submit:
    """Submit an envelope (submitMessage).

    `parts` are names and media types of its payloads, `properties` the names of its properties.
    """

    as4_message: As4Message
    parts: tuple[tuple[str, str], ...] = ()
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListPending:
    """List the envelopes that wait (listPendingMessages); an empty filter matches all."""

    message_id: str = ""
    conversation_id: str = ""
    from_party: str = ""
    final_recipient: str = ""
    original_sender: str = ""
    received_from: datetime | None = None
    received_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Retrieve:
    """Return an envelope (retrieveMessage)."""

    message_id: str
    mark_downloaded: bool = True


@dataclass(frozen=True, slots=True)
class MarkDownloaded:
    """Mark an envelope as downloaded (markMessageAsDownloaded)."""

    message_id: str


@dataclass(frozen=True, slots=True)
class GetStatus:
    """Return an envelope's status; without a role, on either side."""

    message_id: str
    role: AccessPointRole | None = None


@dataclass(frozen=True, slots=True)
class GetErrors:
    """Return an envelope's errors; without a role, on either side."""

    message_id: str
    role: AccessPointRole | None = None


PluginRequest = Submit | ListPending | Retrieve | MarkDownloaded | GetStatus | GetErrors


def read_plugin_request(message: SoapMessage) -> PluginRequest:
    """Read what a client wants; raise `SoapError` for what the interface does not know."""
    body = message.body
    tag = str(body.tag)
    name = tag.removeprefix(f"{{{WS}}}")
    message_id = short_line(body.findtext("messageID"))
    match name:
        case "submitRequest":
            as4_message = As4Message(read_messaging(message.header), payload_of(message, body))
            header = message.header
            return Submit(as4_message, read_parts(header), read_property_names(header))
        case "listPendingMessagesRequest":
            return _list_pending(body)
        case "retrieveMessageRequest":
            kept = short_line(body.get("markAsDownloaded")).lower() in {"false", "0", "no", "off"}
            return Retrieve(message_id, mark_downloaded=not kept)
        case "markMessageAsDownloadedRequest":
            return MarkDownloaded(message_id)
        case "statusRequest" | "statusRequestWithAccessPointRole":
            return GetStatus(message_id, _role(body))
        case "getErrorsRequest" | "getErrorsRequestWithAccessPointRole":
            return GetErrors(message_id, _role(body))
    raise SoapError(Flaw.OTHER_VERSION)


def write_submit_response(message_id: str) -> SoapStream:
    """Answer submitMessage."""
    return write_soap(element("submitResponse", leaf("messageID", message_id)))


def write_pending_response(message_ids: Iterable[str]) -> SoapStream:
    """Answer listPendingMessages."""
    names = "".join(leaf("messageID", name) for name in message_ids)
    return write_soap(element("listPendingMessagesResponse", names))


def write_retrieve_response(as4_message: As4Message, *, packed: bool = False) -> SoapStream:
    """Answer retrieveMessage, with the envelope in Base64 or packed beside (MTOM)."""
    body = f'<payload payloadId="{PAYLOAD_ID}"><value>{GAP}</value></payload>'
    header = write_messaging(as4_message.header)
    return write_soap(
        element("retrieveMessageResponse", body), header, as4_message.payload, packed=packed
    )


def write_marked_response(message_id: str) -> SoapStream:
    """Answer markMessageAsDownloaded."""
    return write_soap(element("markMessageAsDownloadedResponse", leaf("messageID", message_id)))


def write_status_response(status: TransportStatus) -> SoapStream:
    """Answer getStatus in either form."""
    return write_soap(element("getStatusResponse", status))


def write_errors_response(errors: Iterable[TransportError]) -> SoapStream:
    """Answer getMessageErrors in either form."""
    return write_soap(element("getMessageErrorsResponse", "".join(_error(one) for one in errors)))


def write_fault_response(fault: SoapFault) -> SoapStream:
    """Write a fault, with the interface's own detail where there is one."""
    if not fault.detail:
        return soap.write_fault(fault)
    said = leaf("code", fault.detail) + f"<message>{escape(fault.message)}</message>"
    return soap.write_fault(fault, element("FaultDetail", said))


def _list_pending(body: Element) -> ListPending:
    return ListPending(
        message_id=short_line(body.findtext("messageId")),
        conversation_id=short_line(body.findtext("conversationId")),
        from_party=short_line(body.findtext("fromPartyId")),
        final_recipient=short_line(body.findtext("finalRecipient")),
        original_sender=short_line(body.findtext("originalSender")),
        received_from=read_xml_time(body.findtext("receivedFrom", "")),
        received_to=read_xml_time(body.findtext("receivedTo", "")),
    )


def _role(body: Element) -> AccessPointRole | None:
    role = short_line(body.findtext("accessPointRole"))
    return AccessPointRole(role) if role in AccessPointRole.__members__ else None


def _error(error: TransportError) -> str:
    time = write_time(error.time) if error.time else ""
    return (
        f"<item>{leaf('domibusErrorCode', error.code)}{leaf('errorDetail', error.detail)}"
        f"{leaf('messageInErrorId', error.message_id)}{leaf('mshRole', error.role)}"
        f"{leaf('notified', time)}{leaf('timestamp', time)}</item>"
    )
