"""The rules of an acknowledgement: the content of the official Schematron, and what it misses.

Source: DIGG-AppRes-Business-Rules (R1-APP to R9-APP) and transport.md §4.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.message import PARTICIPANT_SCHEME
from sdk_desktop.formats.rules.acknowledgement_structure import (
    ACKNOWLEDGEMENT_GRAMMAR,
    AGGREGATE,
    BASIC,
    OUTSIDE,
)
from sdk_desktop.formats.rules.findings import (
    Rule,
    broken_rules,
    empty_attributes,
    finding,
    is_participant,
    is_visible,
    normalised,
)
from sdk_desktop.formats.rules.structure import SCHEMA, structure_findings
from sdk_desktop.formats.values import has_zone
from sdk_desktop.formats.xmldsig.xml import Element

CUSTOMIZATION = "urn:fdc:digg.se:edelivery:messagetype:response:1"
PROFILE = "bdx:noprocess"
ACCEPTED, REJECTED = "ACCEPTED", "REJECTED"
CAUSES = frozenset({"SV", "BV", "SIG"})

OWN_RULES = frozenset({"SDK-empty-attribute", "SDK-participant", "SDK-scheme", "SDK-time-zone"})
"""Rules that the official artefacts do not check."""

_NS = {"cac": AGGREGATE, "cbc": BASIC}
_CODE = "cac:DocumentResponse/cac:Response/cbc:ResponseCode"
_LINE = "cac:DocumentResponse/cac:LineResponse"
_ENDPOINTS = ("cac:SenderParty/cbc:EndpointID", "cac:ReceiverParty/cbc:EndpointID")


def acknowledgement_findings(root: Element) -> tuple[Finding, ...]:
    """Return every rule that an acknowledgement breaks."""
    findings = structure_findings(root, ACKNOWLEDGEMENT_GRAMMAR)
    if any(one.rule == SCHEMA for one in findings):
        return findings
    return findings + broken_rules(root, _RULES)


def _outside(root: Element) -> Iterator[Finding]:
    endpoints = {element for path in _ENDPOINTS for element in root.iterfind(path, _NS)}
    for element in root.iter():
        if element.get("schemeID") is not None and element not in endpoints:
            yield finding(OUTSIDE, element, "The profile does not allow the attribute.")


def _empty_elements(root: Element) -> Iterator[Finding]:
    for element in root.iter():
        if not len(element) and not is_visible(element.text):
            yield finding("R2-APP", element, "The element is empty.")


def _fixed_values(root: Element) -> Iterator[Finding]:
    for name, rule, value in (
        ("CustomizationID", "R3-APP", CUSTOMIZATION),
        ("ProfileID", "R4-APP", PROFILE),
    ):
        for element in root.iterfind(f"cbc:{name}", _NS):
            if normalised(element.text) != value:
                yield finding(rule, element, f"The value is not {value}.")


def _codes(root: Element) -> Iterator[Finding]:
    for element in root.iterfind(_CODE, _NS):
        if normalised(element.text) not in {ACCEPTED, REJECTED}:
            yield finding("R5-APP", element, "The code is neither ACCEPTED nor REJECTED.")
    for element in root.iterfind(f"{_LINE}/cac:Response/cbc:ResponseCode", _NS):
        if normalised(element.text) not in CAUSES:
            yield finding("R6-APP", element, "The cause is not SV, BV or SIG.")


def _causes(root: Element) -> Iterator[Finding]:
    lines = root.find(_LINE, _NS) is not None
    for element in root.iterfind(_CODE, _NS):
        if element.text == ACCEPTED and lines:
            yield finding("R7-APP", element, "An acceptance has no causes.")
        if element.text == REJECTED and not lines:
            yield finding("R8-APP", element, "A rejection has at least one cause.")


def _cardinality(root: Element) -> Iterator[Finding]:
    for element in root.iterfind(f"{_LINE}/cac:Response", _NS):
        if element.find("cac:Status", _NS) is None:
            yield finding("R9-APP", element, "Status is missing.")
    for path in _ENDPOINTS:
        for element in root.iterfind(path, _NS):
            if element.get("schemeID") is None:
                yield finding("R9-APP", element, "The attribute schemeID is missing.")


def _own_values(root: Element) -> Iterator[Finding]:
    yield from empty_attributes("SDK-empty-attribute", root.iter())
    for element in root.iterfind("cbc:IssueTime", _NS):
        if not has_zone(element.text or ""):
            yield finding("SDK-time-zone", element, "The time does not say its time zone.")
    for path in _ENDPOINTS:
        for element in root.iterfind(path, _NS):
            if normalised(element.get("schemeID")) != PARTICIPANT_SCHEME:
                yield finding("SDK-scheme", element, f"schemeID is not {PARTICIPANT_SCHEME}.")
            if not is_participant(element.text or ""):
                text = "The value is not an identifier of a participant."
                yield finding("SDK-participant", element, text)


_RULES: tuple[Rule, ...] = (
    _outside,
    _empty_elements,
    _fixed_values,
    _codes,
    _causes,
    _cardinality,
    _own_values,
)
