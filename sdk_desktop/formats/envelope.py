"""The envelope that carries one document (XHE 1.0 in Digg's profile, transport.md §2)."""

from __future__ import annotations

from dataclasses import dataclass

from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import Finding, InvalidMessage
from sdk_desktop.domain.message import PARTICIPANT_SCHEME
from sdk_desktop.formats.rules.envelope_rules import (
    ROOTS,
    SCOPE,
    envelope_findings,
    findings_by_answer,
)
from sdk_desktop.formats.rules.envelope_structure import (
    AGGREGATE,
    BASIC,
    CRITERION,
    CRITERION_CODE,
    CRITERION_VALUE,
    ENVELOPE_CREATED,
    ENVELOPE_ID,
    XHE,
    envelope_path,
)
from sdk_desktop.formats.values import EARLIEST, read_xml_time, write_time
from sdk_desktop.formats.xmldsig.encryption import XENC
from sdk_desktop.formats.xmldsig.xml import Element, escape, parse, serialised

DECLARATIONS = f'xmlns="{BASIC}" xmlns:x="{XHE}" xmlns:xha="{AGGREGATE}"'
"""The namespace declarations of the root that `write_envelope` gives, in canonical order."""

_SENDER = envelope_path("xha:Header/xha:FromParty/xha:PartyIdentification/xhb:ID")
_RECIPIENT = envelope_path("xha:Header/xha:ToParty/xha:PartyIdentification/xhb:ID")
_FUNCTION = envelope_path("xha:Payloads/xha:Payload/xhb:HandlingServiceID")
_CONTENT = envelope_path("xha:Payloads/xha:Payload/xha:PayloadContent/*")


@dataclass(frozen=True, slots=True)
class EnvelopeFrame:
    """An envelope in canonical form, around its payload and its signature."""

    before_payload: bytes
    after_payload: bytes
    after_signature: bytes


def read_envelope(root: Element) -> Envelope:
    """Read an envelope; raise `InvalidMessage` with every finding when it breaks a rule."""
    findings = envelope_findings(root)
    if findings:
        raise _broken(findings)
    return _envelope(root)


def read_received(root: Element) -> tuple[Envelope, tuple[Finding, ...]]:
    """Read an envelope that came, and what it says wrongly of its payload, which is answered.

    Raises `InvalidMessage` with every finding when it breaks a rule that is met with silence.
    """
    silent, answered = findings_by_answer(root)
    if silent:
        raise _broken(silent)
    return _envelope(root), answered


def encrypted_payload(root: Element) -> Element | None:
    """Return the EncryptedData that an envelope carries, None when its payload is in clear."""
    payload = _payload(root)
    return payload if payload is not None and payload.tag == f"{{{XENC}}}EncryptedData" else None


def clear_payload(root: Element) -> bytes:
    """Return the document that an envelope carries in clear as its own, nothing without any."""
    payload = _payload(root)
    return b"" if payload is None else serialised(payload)


def with_declarations_of(place: Element, payload: bytes) -> bytes:
    """Repeat on a decrypted element the prefixes that were declared where it stood.

    Some systems encrypt an element without them. What is still no XML is returned unchanged.
    """
    declared = "".join(
        f' xmlns:{prefix}="{escape(uri)}"' for prefix, uri in place.nsmap.items() if prefix
    )
    try:
        (element,) = parse(b"<around%s>%s</around>" % (declared.encode(), payload))
    except (InvalidMessage, ValueError):
        return payload
    return serialised(element)


def write_envelope(envelope: Envelope) -> EnvelopeFrame:
    """Write an envelope; a message is to be encrypted in it, an acknowledgement is not.

    Raises `InvalidMessage` for characters that XML cannot carry.
    """
    root = ROOTS[envelope.document_type]
    encrypted = envelope.document_type is DocumentType.MESSAGE
    before = (
        f"<x:XHE {DECLARATIONS}>{_leaf('XHEVersionID', '1.0')}"
        f"{_leaf('CustomizationID', 'urn:fdc:digg.se:edelivery:xhe:1')}"
        f"<xha:Header>{_leaf('ID', envelope.identifier)}"
        f"{_leaf('CreationDateTime', write_time(envelope.created))}"
        f"<xha:BusinessScope>{_write_scope(envelope)}</xha:BusinessScope>"
        f"{_party('FromParty', envelope.sender)}{_party('ToParty', envelope.recipient)}"
        f"</xha:Header><xha:Payloads><xha:Payload>"
        f"{_leaf('DocumentTypeCode', f'Q{root}')}{_leaf('ContentTypeCode', 'application/xml')}"
        f"{_leaf('HandlingServiceID', envelope.function) if envelope.function else ''}"
        f"{_leaf('InstanceEncryptionIndicator', 'true' if encrypted else 'false')}"
        "<xha:PayloadContent>"
    )
    after = "</xha:PayloadContent></xha:Payload></xha:Payloads>"
    return EnvelopeFrame(before.encode(), after.encode(), b"</x:XHE>")


def _broken(findings: tuple[Finding, ...]) -> InvalidMessage:
    return InvalidMessage("The envelope breaks the rules of SDK.", findings)


def _envelope(root: Element) -> Envelope:
    scope = _scope(root)
    return Envelope(
        identifier=_text(root, ENVELOPE_ID),
        created=read_xml_time(_text(root, ENVELOPE_CREATED)) or EARLIEST,
        sender=_text(root, _SENDER),
        recipient=_text(root, _RECIPIENT),
        document_type=DocumentType(scope["DOCUMENTID"]),
        function=_text(root, _FUNCTION) or None,
        federation=scope["FEDERATIONID"],
    )


def _payload(root: Element) -> Element | None:
    return root.find(_CONTENT)


def _scope(root: Element) -> dict[str, str]:
    criteria = root.iterfind(CRITERION)
    return {_text(one, CRITERION_CODE): _text(one, CRITERION_VALUE) for one in criteria}


def _write_scope(envelope: Envelope) -> str:
    scope = {
        "DOCUMENTID": envelope.document_type,
        **SCOPE,
        "FEDERATIONID": envelope.federation,
    }
    return "".join(
        "<xha:BusinessScopeCriterion>"
        f"{_leaf('BusinessScopeCriterionTypeCode', code)}"
        f"{_leaf('BusinessScopeCriterionValue', value)}"
        "</xha:BusinessScopeCriterion>"
        for code, value in scope.items()
    )


def _party(name: str, participant: str) -> str:
    return (
        f"<xha:{name}><xha:PartyIdentification>"
        f'<ID schemeID="{PARTICIPANT_SCHEME}">{escape(participant)}</ID>'
        f"</xha:PartyIdentification></xha:{name}>"
    )


def _text(element: Element, path: str) -> str:
    return element.findtext(path, "").strip()


def _leaf(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"
