"""The rules of an envelope: the content of the official Schematron, and what it misses.

Source: DIGG-XHE-Business-Rules (R1-XHE to R14-XHE) and transport.md §2.2 to §2.4. The signature is
not among them: a missing one is answered, a broken rule of the envelope is not (transport.md §8).
What the envelope says of its payload is answered like the payload itself (§8 row 16).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.message import PARTICIPANT_SCHEME
from sdk_desktop.formats.rules.envelope_structure import (
    AGGREGATE,
    BASIC,
    CRITERION,
    CRITERION_CODE,
    CRITERION_VALUE,
    ENVELOPE_CREATED,
    ENVELOPE_GRAMMAR,
    ENVELOPE_ID,
    OUTSIDE_TOO,
    envelope_path,
)
from sdk_desktop.formats.rules.findings import (
    broken_rules,
    empty_attributes,
    finding,
    is_participant,
    is_visible,
    normalised,
)
from sdk_desktop.formats.rules.message_rules import NAMESPACE
from sdk_desktop.formats.rules.structure import HINTS, SCHEMA, structure_findings, xpath_of
from sdk_desktop.formats.values import has_zone, read_boolean
from sdk_desktop.formats.xmldsig.encryption import XENC
from sdk_desktop.formats.xmldsig.signature import DS
from sdk_desktop.formats.xmldsig.xml import Element

OWN_RULES = frozenset(
    {
        OUTSIDE_TOO,
        "R11-XHE",
        "SDK-content",
        "SDK-document-type",
        "SDK-empty-attribute",
        "SDK-encryption",
        "SDK-identifier",
        "SDK-length",
        "SDK-participant",
        "SDK-scope",
        "SDK-time-zone",
    }
)
"""Rules that the official artefacts do not check; R11-XHE is theirs, but looks at the sender."""

ROOTS = {
    DocumentType.MESSAGE: f"{{{NAMESPACE}}}messagePayload",
    DocumentType.ACKNOWLEDGEMENT: (
        "{urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2}ApplicationResponse"
    ),
}
"""The root element of each document that may travel."""

SCOPE = {
    "DOCUMENTID_SCHEME": "busdox-docid-qns",
    "PROCESSID": "bdx:noprocess",
    "PROCESSID_SCHEME": "urn:fdc:digg.se:edelivery:process",
}
"""Those of the five criteria that have the same value in every envelope."""

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CUSTOMIZATION = "urn:fdc:digg.se:edelivery:xhe:1"
_PAYLOAD = envelope_path("xha:Payloads/xha:Payload")
_PAYLOAD_CONTENT = envelope_path("xha:PayloadContent")
_ENCRYPTED = f"{_PAYLOAD_CONTENT}/{{{XENC}}}EncryptedData"
_INDICATOR = envelope_path("xhb:InstanceEncryptionIndicator")
_SIGNATURE = f"{{{DS}}}Signature"
_CODES = {
    "DOCUMENTID": "R4-XHE",
    "DOCUMENTID_SCHEME": "R5-XHE",
    "PROCESSID": "R6-XHE",
    "PROCESSID_SCHEME": "R7-XHE",
    "FEDERATIONID": "R8-XHE",
}
_SENDERS = envelope_path("xha:Header/xha:FromParty/xha:PartyIdentification/xhb:ID")
_RECIPIENTS = envelope_path("xha:Header/xha:ToParty/xha:PartyIdentification/xhb:ID")
_ONCE = (
    envelope_path("xha:Header/xha:FromParty/xha:PartyIdentification"),
    envelope_path("xha:Header/xha:ToParty/xha:PartyIdentification"),
    _PAYLOAD,
)
_NEEDED = (
    envelope_path("xhb:CustomizationID"),
    CRITERION,
    envelope_path("xha:Header/xha:FromParty"),
    envelope_path("xha:Payloads/xha:Payload/xhb:DocumentTypeCode"),
    envelope_path("xha:Payloads/xha:Payload/xhb:ContentTypeCode"),
    envelope_path("xha:Payloads/xha:Payload/xha:PayloadContent"),
)


LONGEST_VALUE = 1_000
"""Characters of a value outside the payload; it is repeated in acknowledgements and lists."""


def envelope_findings(root: Element) -> tuple[Finding, ...]:
    """Return every rule that an envelope breaks, its signature set aside."""
    view = _View(root)
    findings = _unanswered(view)
    if any(one.rule == SCHEMA for one in findings):
        return findings
    return findings + broken_rules(view, _PAYLOAD_RULES)


def findings_by_answer(root: Element) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the broken rules for which an envelope is met with silence; else the others.

    These are what an envelope says wrongly of its payload.
    """
    view = _View(root)
    findings = _unanswered(view)
    return findings, () if findings else broken_rules(view, _PAYLOAD_RULES)


def _unanswered(view: _View) -> tuple[Finding, ...]:
    findings = structure_findings(view.root, ENVELOPE_GRAMMAR)
    if any(one.rule == SCHEMA for one in findings):
        return findings
    return findings + broken_rules(view, _RULES)


class _View:
    """What several rules look at, each looked up once and when a rule first asks for it."""

    def __init__(self, root: Element) -> None:
        self.root = root

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(_outside_payload(self.root))

    @cached_property
    def criteria(self) -> tuple[tuple[str, str, Element], ...]:
        return tuple(_criteria(self.root))

    @cached_property
    def payloads(self) -> list[Element]:
        return self.root.findall(_PAYLOAD)

    @cached_property
    def senders(self) -> list[Element]:
        return self.root.findall(_SENDERS)

    @cached_property
    def recipients(self) -> list[Element]:
        return self.root.findall(_RECIPIENTS)


def _cardinality(view: _View) -> Iterator[Finding]:
    for path in _NEEDED:
        if view.root.find(path) is None:
            yield finding("R14-XHE", view.root, f"{_last(path)} is missing.")
    for path in _ONCE:
        if len(view.root.findall(path)) != 1:
            yield finding("R14-XHE", view.root, f"There must be one {_last(path)}.")


def _empty_elements(view: _View) -> Iterator[Finding]:
    for element in view.elements:
        if not len(element) and not is_visible(element.text):
            yield finding("R2-XHE", element, "The element is empty.")


def _fixed_values(view: _View) -> Iterator[Finding]:
    for name, rule, value in (
        ("CustomizationID", "R3-XHE", _CUSTOMIZATION),
        ("XHEVersionID", "R9-XHE", "1.0"),
    ):
        for element in view.root.iterfind(f"{{{BASIC}}}{name}"):
            if normalised(element.text) != value:
                yield finding(rule, element, f"The value is not {value}.")


def _codes(view: _View) -> Iterator[Finding]:
    codes = [code for code, _, _ in view.criteria]
    for code, rule in _CODES.items():
        if code not in codes:
            yield finding(rule, view.root, f"The criterion {code} is missing.")


def _schemes(view: _View) -> Iterator[Finding]:
    for identifiers, rule in ((view.senders, "R10-XHE"), (view.recipients, "R11-XHE")):
        for identifier in identifiers:
            if normalised(identifier.get("schemeID")) != PARTICIPANT_SCHEME:
                yield finding(rule, identifier, f"schemeID is not {PARTICIPANT_SCHEME}.")


def _indicator(view: _View) -> Iterator[Finding]:
    for payload in view.payloads:
        said = read_boolean(payload.findtext(_INDICATOR, ""))
        encrypted = payload.find(_ENCRYPTED) is not None
        if said and not encrypted:
            yield finding("R12-XHE", payload, "The payload is not encrypted, as it is said to be.")
        if not said and encrypted:
            yield finding("R13-XHE", payload, "The payload is encrypted, but said not to be.")


def _own_attributes(view: _View) -> Iterator[Finding]:
    yield from empty_attributes("SDK-empty-attribute", iter(view.elements))
    party_ids = {*view.senders, *view.recipients}
    for element in view.elements:
        allowed = HINTS | {"schemeID"} if element in party_ids else HINTS
        if element.attrib and set(element.attrib) - allowed:
            yield finding(OUTSIDE_TOO, element, "The profile does not allow the attribute.")


def _own_values(view: _View) -> Iterator[Finding]:
    identifier = view.root.find(ENVELOPE_ID)
    if identifier is not None and not _UUID.fullmatch(normalised(identifier.text)):
        yield finding("SDK-identifier", identifier, "The value is not a UUID.")
    created = view.root.find(ENVELOPE_CREATED)
    if created is not None and not has_zone(created.text or ""):
        yield finding("SDK-time-zone", created, "The time does not say its time zone.")
    for element in (*view.senders, *view.recipients):
        if not is_participant(element.text or ""):
            text = "The value is not an identifier of a participant."
            yield finding("SDK-participant", element, text)


def _own_scope(view: _View) -> Iterator[Finding]:
    known: set[str] = set()
    for code, value, element in view.criteria:
        if code in known or code not in _CODES:
            yield finding("SDK-scope", element, "The criterion is one too many.")
        elif value != SCOPE.get(code, value):
            yield finding("SDK-scope", element, f"The value is not {SCOPE[code]}.")
        elif code == "DOCUMENTID" and value not in set(DocumentType):
            yield finding("SDK-document-type", element, "The type of document is not known.")
        known.add(code)


def _own_length(view: _View) -> Iterator[Finding]:
    for element in view.elements:
        if len(element.text or "") > LONGEST_VALUE:
            yield finding("SDK-length", element, "The value is longer than allowed.")


def _places(view: _View) -> Iterator[Finding]:
    """Name payloads that the schema allows nowhere."""
    for content in _contents(view):
        if len(content) > 1 or any(_namespace(child) in {AGGREGATE, ""} for child in content):
            path = xpath_of(content)
            yield Finding(SCHEMA, "SV", "structure", path, "An element stands where it may not.")


def _own_encryption(view: _View) -> Iterator[Finding]:
    for payload in view.payloads:
        encrypted = payload.find(_ENCRYPTED) is not None
        if encrypted and _said(view) == DocumentType.ACKNOWLEDGEMENT:
            yield finding("SDK-encryption", payload, "An acknowledgement must not be encrypted.")


def _one_element(view: _View) -> Iterator[Finding]:
    for content in _contents(view):
        if not len(content) or is_visible(content.text) or is_visible(content[0].tail):
            yield _wrong("SDK-content", content, "The payload is not one XML element.")


def _content_type(view: _View) -> Iterator[Finding]:
    for place, code in _codes_of_payloads(view, "ContentTypeCode"):
        if code != "application/xml":
            yield _wrong("SDK-content", place, "ContentTypeCode is not application/xml.")


def _document_type(view: _View) -> Iterator[Finding]:
    said = _said(view)
    for place, code in _codes_of_payloads(view, "DocumentTypeCode"):
        if said is not None and code != f"Q{ROOTS[said]}":
            text = "DocumentTypeCode is not the root element of the content."
            yield _wrong("SDK-document-type", place, text)


def _codes_of_payloads(view: _View, name: str) -> Iterator[tuple[Element, str]]:
    """Return a code of each payload with its place; one that is missing is another rule's."""
    for payload in view.payloads:
        for code in payload.iterfind(f"{{{BASIC}}}{name}"):
            yield code, normalised(code.text)


def _wrong(rule: str, element: Element, text: str) -> Finding:
    return Finding(rule, "SV", "structure", xpath_of(element), text)


def _said(view: _View) -> DocumentType | None:
    """Return which document an envelope says that it carries, None for an unknown one."""
    said = {code: value for code, value, _ in view.criteria}.get("DOCUMENTID")
    return DocumentType(said) if said in set(DocumentType) else None


def _contents(view: _View) -> Iterator[Element]:
    return (one for payload in view.payloads for one in payload.iterfind(_PAYLOAD_CONTENT))


def _namespace(element: Element) -> str:
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def _criteria(root: Element) -> list[tuple[str, str, Element]]:
    return [
        (
            normalised(element.findtext(CRITERION_CODE, "")),
            normalised(element.findtext(CRITERION_VALUE, "")),
            element,
        )
        for element in root.iterfind(CRITERION)
    ]


def _outside_payload(root: Element) -> Iterator[Element]:
    """Walk over every element but the signature's and those inside PayloadContent."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag != _SIGNATURE:
            yield element
            if element.tag != _PAYLOAD_CONTENT:
                waiting.extend(reversed(element))


def _last(path: str) -> str:
    return path.rpartition("}")[2]


_RULES: tuple[Callable[[_View], Iterator[Finding]], ...] = (
    _cardinality,
    _empty_elements,
    _fixed_values,
    _codes,
    _schemes,
    _indicator,
    _own_attributes,
    _own_values,
    _own_scope,
    _own_length,
    _own_encryption,
    _places,
)
_PAYLOAD_RULES = (_one_element, _content_type, _document_type)
