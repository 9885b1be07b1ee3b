"""The metadata that access points carry with envelopes: eb:Messaging (ebMS 3.0, transport.md §5.2).

Digg's example says neither who receives nor which conversation it is; both are written if given.
"""

from __future__ import annotations

from sdk_desktop.domain.access_point import UserMessage
from sdk_desktop.domain.message import PARTICIPANT_SCHEME
from sdk_desktop.formats.soap.soap import Flaw, SoapError, short_line
from sdk_desktop.formats.values import read_xml_time, write_time
from sdk_desktop.formats.xmldsig.xml import Element, escape

EB = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/"
PAYLOAD_ID = "cid:message"
"""The name of the one payload, as Digg's P-Mode demands (transport.md §5.3)."""

PAYLOAD_TYPE = "text/xml"
PARTY_TYPE = "urn:fdc:digg.se:edelivery:transportprofile:as4:partytype:ap"

_NS = {"eb": EB}
_SENDER, _RECIPIENT = "originalSender", "finalRecipient"


def write_messaging(header: UserMessage, payload_id: str = PAYLOAD_ID) -> str:
    """Write the header; raise `InvalidMessage` for characters that XML cannot carry."""
    return (
        f'<eb:Messaging xmlns:eb="{EB}"><eb:UserMessage>{_message_info(header)}'
        f"<eb:PartyInfo>{_party('From', header.from_party, 'initiator')}"
        f"{_party('To', header.to_party, 'responder')}</eb:PartyInfo>"
        "<eb:CollaborationInfo>"
        f'<eb:Service type="{header.service_type}">{escape(header.service)}</eb:Service>'
        f"{_leaf('Action', header.action)}{_leaf('ConversationId', header.conversation_id)}"
        "</eb:CollaborationInfo>"
        f"<eb:MessageProperties>{_participant(_SENDER, header.original_sender)}"
        f"{_participant(_RECIPIENT, header.final_recipient)}</eb:MessageProperties>"
        f'<eb:PayloadInfo><eb:PartInfo href="{payload_id}"><eb:PartProperties>'
        f'<eb:Property name="MimeType">{PAYLOAD_TYPE}</eb:Property>'
        "</eb:PartProperties></eb:PartInfo></eb:PayloadInfo>"
        "</eb:UserMessage></eb:Messaging>"
    )


def read_messaging(header: Element | None) -> UserMessage:
    """Read the header of a message; what is not said is empty.

    Raises `SoapError` where there is no header.
    """
    found = header.find("eb:Messaging/eb:UserMessage", _NS) if header is not None else None
    if found is None:
        raise SoapError(Flaw.BROKEN)
    properties = {
        short_line(one.get("name")): short_line(one.text)
        for one in found.iterfind("eb:MessageProperties/eb:Property", _NS)
    }
    service = found.find("eb:CollaborationInfo/eb:Service", _NS)
    return UserMessage(
        original_sender=properties.get(_SENDER, ""),
        final_recipient=properties.get(_RECIPIENT, ""),
        action=_text(found, "eb:CollaborationInfo/eb:Action"),
        from_party=_text(found, "eb:PartyInfo/eb:From/eb:PartyId"),
        to_party=_text(found, "eb:PartyInfo/eb:To/eb:PartyId"),
        service=_text(found, "eb:CollaborationInfo/eb:Service"),
        service_type=short_line(service.get("type")) if service is not None else "",
        message_id=_text(found, "eb:MessageInfo/eb:MessageId"),
        conversation_id=_text(found, "eb:CollaborationInfo/eb:ConversationId"),
        ref_to_message_id=_text(found, "eb:MessageInfo/eb:RefToMessageId"),
        timestamp=read_xml_time(_text(found, "eb:MessageInfo/eb:Timestamp")),
    )


def read_parts(header: Element | None) -> tuple[tuple[str, str], ...]:
    """Read the name and the media type of each payload that a header announces."""
    found = (
        [] if header is None else header.iterfind("eb:Messaging/eb:UserMessage//eb:PartInfo", _NS)
    )
    mime = "eb:PartProperties/eb:Property[@name='MimeType']"
    return tuple((short_line(one.get("href")), _text(one, mime)) for one in found)


def read_property_names(header: Element | None) -> tuple[str, ...]:
    """Read the names of the properties that a header has."""
    path = "eb:Messaging/eb:UserMessage/eb:MessageProperties/eb:Property"
    found = [] if header is None else header.iterfind(path, _NS)
    return tuple(short_line(one.get("name")) for one in found)


def is_signal(header: Element | None) -> bool:
    """Return whether a header is what access points answer each other (eb:SignalMessage)."""
    return header is not None and header.find("eb:Messaging/eb:SignalMessage", _NS) is not None


def _message_info(header: UserMessage) -> str:
    said = (
        f"<eb:Timestamp>{write_time(header.timestamp)}</eb:Timestamp>" if header.timestamp else ""
    )
    said += _leaf("MessageId", header.message_id)
    said += _leaf("RefToMessageId", header.ref_to_message_id)
    return f"<eb:MessageInfo>{said}</eb:MessageInfo>" if said else ""


def _party(name: str, party: str, role: str) -> str:
    if not party:
        return ""
    return (
        f'<eb:{name}><eb:PartyId type="{PARTY_TYPE}">{escape(party)}</eb:PartyId>'
        f"<eb:Role>{EB}{role}</eb:Role></eb:{name}>"
    )


def _participant(name: str, participant: str) -> str:
    return (
        f'<eb:Property name="{name}" type="{PARTICIPANT_SCHEME}">{escape(participant)}'
        "</eb:Property>"
    )


def _leaf(name: str, text: str) -> str:
    return f"<eb:{name}>{escape(text)}</eb:{name}>" if text else ""


def _text(element: Element, path: str) -> str:
    return short_line(element.findtext(path, "", _NS))
