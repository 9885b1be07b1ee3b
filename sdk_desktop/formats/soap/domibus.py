"""The WS plugin of Domibus and Harmony, as its client writes and reads it (specs/domibus-ws).

A payload is sent in Base64 within the message: so does Digg's example, and every configuration of
the access point takes it, while MTOM is a setting of its own. Answers are read in either form.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sdk_desktop.domain.access_point import (
    AccessPointRole,
    As4Message,
    TransportError,
    TransportStatus,
    UserMessage,
)
from sdk_desktop.formats.soap.soap import (
    GAP,
    Flaw,
    SoapError,
    SoapMessage,
    SoapStream,
    short_line,
    write_soap,
)
from sdk_desktop.formats.soap.user_message import (
    PAYLOAD_ID,
    PAYLOAD_TYPE,
    read_messaging,
    write_messaging,
)
from sdk_desktop.formats.values import read_xml_time, write_time
from sdk_desktop.formats.xmldsig.xml import Element, escape

WS = "http://eu.domibus.wsplugin/"

SUBMITTED = f"{{{WS}}}submitResponse"
PENDING = f"{{{WS}}}listPendingMessagesResponse"
RETRIEVED = f"{{{WS}}}retrieveMessageResponse"
MARKED = f"{{{WS}}}markMessageAsDownloadedResponse"
STATUS = f"{{{WS}}}getStatusResponse"
ERRORS = f"{{{WS}}}getMessageErrorsResponse"


def write_submit(
    as4_message: As4Message, *, packed: bool = False, payload_id: str = PAYLOAD_ID
) -> SoapStream:
    """Write that an envelope is to be sent (submitMessage)."""
    body = (
        f'<payload payloadId="{payload_id}" contentType="{PAYLOAD_TYPE}">'
        f"<value>{GAP}</value></payload>"
    )
    return write_soap(
        element("submitRequest", body),
        write_messaging(as4_message.header, payload_id),
        as4_message.payload,
        packed=packed,
    )


def write_list_pending(
    final_recipient: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    message_id: str = "",
) -> SoapStream:
    """Ask what waits (listPendingMessages), for one participant or for all that we may see.

    With times only what was received between them, with a message id only that. Older access
    points know no filter and take the same question.
    """
    asked = (
        leaf("messageId", message_id),
        leaf("finalRecipient", final_recipient),
        leaf("receivedFrom", write_time(since) if since else ""),
        leaf("receivedTo", write_time(until) if until else ""),
    )
    return write_soap(element("listPendingMessagesRequest", "".join(asked)))


def write_retrieve(message_id: str) -> SoapStream:
    """Ask for an envelope (retrieveMessage), and that it stays until it is marked."""
    body = leaf("messageID", message_id)
    return write_soap(element("retrieveMessageRequest", body, ' markAsDownloaded="false"'))


def write_mark_downloaded(message_id: str) -> SoapStream:
    """Write that an envelope has been stored (markMessageAsDownloaded)."""
    return write_soap(element("markMessageAsDownloadedRequest", leaf("messageID", message_id)))


def write_get_status(message_id: str, role: AccessPointRole | None) -> SoapStream:
    """Ask how far an envelope is (getStatusWithAccessPointRole; without a role getStatus).

    Access points before Domibus 5.1 know only the question without a role.
    """
    return _with_role("statusRequest", message_id, role)


def write_get_errors(message_id: str, role: AccessPointRole | None) -> SoapStream:
    """Ask what went wrong (getMessageErrorsWithAccessPointRole; without a role the older form)."""
    return _with_role("getErrorsRequest", message_id, role)


def read_submitted(soap: SoapMessage) -> str:
    """Read the access point's name for what was submitted; raise `SoapError` as all here do."""
    names = tuple(_names(_answer(soap, SUBMITTED)))
    if not names:
        raise SoapError(Flaw.BROKEN)
    return names[0]


def read_pending(soap: SoapMessage) -> tuple[str, ...]:
    """Read the names of what waits, each once."""
    return tuple(dict.fromkeys(_names(_answer(soap, PENDING))))


def read_as4_message(soap: SoapMessage) -> As4Message:
    """Read an envelope that was asked for."""
    payload = payload_of(soap, _answer(soap, RETRIEVED))
    return As4Message(read_messaging(soap.header), payload)


def read_header(soap: SoapMessage) -> UserMessage:
    """Read the header of an envelope that was asked for, whether or not it is there."""
    _answer(soap, RETRIEVED)
    return read_messaging(soap.header)


def read_marked(soap: SoapMessage) -> None:
    """Read that an envelope has been marked."""
    _answer(soap, MARKED)


def read_status(soap: SoapMessage) -> TransportStatus:
    """Read how far an envelope is; a word that we do not know is a status, too."""
    return TransportStatus.read(short_line(_answer(soap, STATUS).text))


def read_errors(soap: SoapMessage) -> tuple[TransportError, ...]:
    """Read the errors of an envelope, in the order of the answer."""
    return tuple(
        TransportError(
            code=short_line(item.findtext("domibusErrorCode")),
            detail=short_line(item.findtext("errorDetail")),
            message_id=short_line(item.findtext("messageInErrorId")),
            role=short_line(item.findtext("mshRole")),
            time=read_xml_time(item.findtext("timestamp", "")),
        )
        for item in _answer(soap, ERRORS).iterfind("item")
        if len(item)
    )


def payload_of(soap: SoapMessage, holder: Element) -> bytes:
    """Return the envelope among the payloads: the one with its name, or the only one."""
    found = [one for one in holder if one.tag in {"payload", "bodyload"}]
    named = [one for one in found if short_line(one.get("payloadId")).lower() == PAYLOAD_ID]
    chosen = named or found
    value = chosen[0].find("value") if len(chosen) == 1 else None
    if value is None:
        raise SoapError(Flaw.WITHOUT_PAYLOAD)
    return soap.payload(value)


def element(name: str, body: str, attributes: str = "") -> str:
    """Write an element of the interface; what it holds is in no namespace."""
    return f'<ws:{name} xmlns:ws="{WS}"{attributes}>{body}</ws:{name}>'


def leaf(name: str, text: str) -> str:
    """Write a text within such an element, or nothing for an empty one."""
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _with_role(name: str, message_id: str, role: AccessPointRole | None) -> SoapStream:
    body = leaf("messageID", message_id)
    if role is None:
        return write_soap(element(name, body))
    return write_soap(element(f"{name}WithAccessPointRole", body + leaf("accessPointRole", role)))


def _answer(soap: SoapMessage, tag: str) -> Element:
    """Another element is the answer of another version, or of another service."""
    if soap.body.tag != tag:
        raise SoapError(Flaw.OTHER_VERSION)
    return soap.body


def _names(answer: Element) -> Iterator[str]:
    return (name for one in answer.iterfind("messageID") if (name := short_line(one.text)))
