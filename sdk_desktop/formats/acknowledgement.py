"""The acknowledgement as XML (UBL 2.1 ApplicationResponse in Digg's profile, transport.md §4)."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice

from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.errors import Finding, InvalidMessage
from sdk_desktop.domain.message import PARTICIPANT_SCHEME
from sdk_desktop.formats.rules.acknowledgement_rules import (
    ACCEPTED,
    CUSTOMIZATION,
    PROFILE,
    REJECTED,
    acknowledgement_findings,
)
from sdk_desktop.formats.rules.acknowledgement_structure import AGGREGATE, BASIC, RESPONSE
from sdk_desktop.formats.rules.structure import MOST
from sdk_desktop.formats.values import EARLIEST, read_xml_day_and_time
from sdk_desktop.formats.xmldsig.xml import Element, escape, parse

NO_PLACE = "NA"
"""Stands for the place of a fault that has none (transport.md §4.1)."""

LONGEST_TEXT = 10_000
"""Characters of a text that is kept; usual are some hundred."""

_NS = {"cac": AGGREGATE, "cbc": BASIC}
_RESPONSE = "cac:DocumentResponse"


def read_acknowledgement(data: bytes) -> AcknowledgementDocument:
    """Read an acknowledgement; raise `InvalidMessage` with every finding when it breaks a rule.

    Codes of causes are kept as they came, known or not; of very many causes, or a very long text,
    the beginning.
    """
    root = parse(data)
    findings = acknowledgement_findings(root)
    if findings:
        raise InvalidMessage("The acknowledgement breaks the rules of SDK.", findings)
    lines = root.iterfind(f"{_RESPONSE}/cac:LineResponse", _NS)
    return AcknowledgementDocument(
        identifier=_text(root, "cbc:ID"),
        issued=_issued(root),
        sender=_text(root, "cac:SenderParty/cbc:EndpointID"),
        recipient=_text(root, "cac:ReceiverParty/cbc:EndpointID"),
        acknowledgement=Acknowledgement(
            _text(root, f"{_RESPONSE}/cac:DocumentReference/cbc:ID"),
            tuple(map(_cause, islice(lines, MOST))),
        ),
    )


def write_acknowledgement(document: AcknowledgementDocument) -> bytes:
    """Write an acknowledgement in canonical form, as it stands in its envelope.

    Raises `InvalidMessage` when what is written breaks a rule, so that nothing else is ever sent.
    """
    data = _write(document).encode()
    findings = acknowledgement_findings(parse(data))
    if findings:
        raise InvalidMessage("The acknowledgement breaks the rules of SDK.", findings)
    return data


def _issued(root: Element) -> datetime:
    issued = read_xml_day_and_time(_text(root, "cbc:IssueDate"), _text(root, "cbc:IssueTime"))
    return issued or EARLIEST


def _cause(line: Element) -> Finding:
    code = _text(line, "cac:Response/cac:Status/cbc:StatusReasonCode")
    return Finding(
        rule=code,
        cause=_text(line, "cac:Response/cbc:ResponseCode"),
        code=code,
        path=_text(line, "cac:LineReference/cbc:LineID"),
        text=_text(line, "cac:Response/cac:Status/cbc:StatusReason"),
    )


def _text(element: Element, path: str) -> str:
    return element.findtext(path, "", _NS)[:LONGEST_TEXT].strip()


def _write(document: AcknowledgementDocument) -> str:
    issued = document.issued.astimezone(UTC).replace(microsecond=0)
    answer = document.acknowledgement
    code = _leaf("ResponseCode", ACCEPTED if answer.accepted else REJECTED)
    reference = _leaf("ID", answer.message_id)
    return (
        f'<ApplicationResponse xmlns="{RESPONSE}" xmlns:cac="{AGGREGATE}" xmlns:cbc="{BASIC}">'
        f"{_leaf('CustomizationID', CUSTOMIZATION)}{_leaf('ProfileID', PROFILE)}"
        f"{_leaf('ID', document.identifier)}{_leaf('IssueDate', f'{issued:%Y-%m-%d}')}"
        f"{_leaf('IssueTime', f'{issued:%H:%M:%S}Z')}"
        f"{_party('SenderParty', document.sender)}{_party('ReceiverParty', document.recipient)}"
        f"<cac:DocumentResponse><cac:Response>{code}</cac:Response>"
        f"<cac:DocumentReference>{reference}</cac:DocumentReference>"
        f"{''.join(map(_line, answer.causes))}"
        "</cac:DocumentResponse></ApplicationResponse>"
    )


def _party(name: str, participant: str) -> str:
    return (
        f'<cac:{name}><cbc:EndpointID schemeID="{PARTICIPANT_SCHEME}">{escape(participant)}'
        f"</cbc:EndpointID></cac:{name}>"
    )


def _line(cause: Finding) -> str:
    reason_code = _leaf("StatusReasonCode", cause.code) if cause.code else ""
    return (
        f"<cac:LineResponse><cac:LineReference>{_leaf('LineID', cause.path or NO_PLACE)}"
        f"</cac:LineReference><cac:Response>{_leaf('ResponseCode', cause.cause)}"
        f"<cac:Status>{reason_code}{_leaf('StatusReason', cause.text)}</cac:Status>"
        "</cac:Response></cac:LineResponse>"
    )


def _leaf(name: str, text: str) -> str:
    return f"<cbc:{name}>{escape(text)}</cbc:{name}>"
