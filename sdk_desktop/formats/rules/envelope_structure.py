"""The structure of an envelope: the content of the official XHE schema, in our own words.

Source: XHE 1.0 (XHE-1.0.xsd and what it includes); `R1-XHE` is the official rule against what the
profile leaves out, `SDK-profile` our own for what that rule misses (transport.md §2.4). The
signature and the payload have readers of their own.
"""

from __future__ import annotations

from functools import partial

from sdk_desktop.formats.rules.structure import Child, Grammar, forbidden, optional, several
from sdk_desktop.formats.values import any_text, boolean, date_time, language
from sdk_desktop.formats.xmldsig.signature import DS
from sdk_desktop.formats.xmldsig.xml import qualified

XHE = "http://docs.oasis-open.org/bdxr/ns/XHE/1/ExchangeHeaderEnvelope"
AGGREGATE = "http://docs.oasis-open.org/bdxr/ns/XHE/1/AggregateComponents"
BASIC = "http://docs.oasis-open.org/bdxr/ns/XHE/1/BasicComponents"
EXTENSION = "http://docs.oasis-open.org/bdxr/ns/XHE/1/ExtensionComponents"

envelope_path = partial(qualified, namespaces={"xha": AGGREGATE, "xhb": BASIC})
"""Write a path in an envelope as it is looked for, without prefixes."""
ENVELOPE_ID = envelope_path("xha:Header/xhb:ID")
ENVELOPE_CREATED = envelope_path("xha:Header/xhb:CreationDateTime")
CRITERION = envelope_path("xha:Header/xha:BusinessScope/xha:BusinessScopeCriterion")
CRITERION_CODE = envelope_path("xhb:BusinessScopeCriterionTypeCode")
CRITERION_VALUE = envelope_path("xhb:BusinessScopeCriterionValue")

OUTSIDE = "R1-XHE"
OUTSIDE_TOO = "SDK-profile"

_REFERENCE = "reference"
_SEQUENCES: dict[str, tuple[Child, ...]] = {
    "envelope": (
        forbidden("ext:XHEExtensions", "opaque", OUTSIDE),
        Child("xhb:XHEVersionID", "identifier"),
        optional("xhb:CustomizationID", "identifier"),
        forbidden("xhb:ProfileID", "identifier", OUTSIDE),
        forbidden("xhb:ProfileExecutionID", "identifier", OUTSIDE),
        Child("xha:Header", "header"),
        optional("xha:Payloads", "payloads"),
        several("ds:Signature", "opaque"),
    ),
    "header": (
        Child("xhb:ID", "identifier"),
        forbidden("xhb:UUID", "identifier", OUTSIDE_TOO),
        Child("xhb:CreationDateTime", "dateTime"),
        optional("xha:BusinessScope", "scope"),
        optional("xha:FromParty", "party"),
        several("xha:ToParty", "party", least=1),
    ),
    "scope": (
        several("xha:BusinessScopeCriterion", "criterion"),
        forbidden("xha:ExternalReference", _REFERENCE, OUTSIDE, most=None),
    ),
    "criterion": (
        Child("xhb:BusinessScopeCriterionTypeCode", "code"),
        Child("xhb:BusinessScopeCriterionValue", "text"),
    ),
    "party": (several("xha:PartyIdentification", "partyIdentification", least=1),),
    "partyIdentification": (Child("xhb:ID", "identifier"),),
    "payloads": (several("xha:Payload", "payload", least=1),),
    "payload": (
        forbidden("xhb:ID", "identifier", OUTSIDE_TOO),
        forbidden("xhb:Description", "text", OUTSIDE, most=None),
        optional("xhb:DocumentTypeCode", "code"),
        optional("xhb:ContentTypeCode", "code"),
        forbidden("xhb:CustomizationID", "identifier", OUTSIDE),
        forbidden("xhb:ProfileID", "identifier", OUTSIDE),
        forbidden("xhb:ProfileExecutionID", "identifier", OUTSIDE),
        optional("xhb:HandlingServiceID", "identifier"),
        forbidden("xhb:ValidationTypeCode", "code", OUTSIDE),
        forbidden("xhb:ValidationVersionID", "identifier", OUTSIDE_TOO),
        Child("xhb:InstanceEncryptionIndicator", "indicator"),
        forbidden("xhb:InstanceEncryptionMethod", "text", OUTSIDE),
        forbidden("xhb:InstanceHashValue", "text", OUTSIDE),
        forbidden("xha:InstanceDecryptionInformationExternalReference", _REFERENCE, OUTSIDE),
        forbidden("xha:InstanceDecryptionKeyExternalReference", _REFERENCE, OUTSIDE),
        forbidden("xha:RelevantExternalReference", _REFERENCE, OUTSIDE, most=None),
        forbidden("xha:PayloadExternalReference", _REFERENCE, OUTSIDE_TOO),
        optional("xha:PayloadContent", "opaque"),
    ),
    _REFERENCE: (
        Child("xhb:ID", "identifier"),
        optional("xhb:AvailabilityStartDateTime", "dateTime"),
        optional("xhb:AvailabilityEndDateTime", "dateTime"),
        optional("xhb:Login", "text"),
        optional("xhb:Password", "text"),
    ),
}

_IDENTIFIED = {
    "schemeID": any_text,
    "schemeName": any_text,
    "schemeAgencyID": any_text,
    "schemeAgencyName": any_text,
    "schemeVersionID": any_text,
    "schemeDataURI": any_text,
    "schemeURI": any_text,
}
_CODED = {
    "listID": any_text,
    "listAgencyID": any_text,
    "listAgencyName": any_text,
    "listName": any_text,
    "listVersionID": any_text,
    "name": any_text,
    "languageID": language,
    "listURI": any_text,
    "listSchemeURI": any_text,
}
_TEXTUAL = {"languageID": language, "languageLocaleID": any_text}

ENVELOPE_GRAMMAR = Grammar(
    root="x:XHE",
    kind="envelope",
    namespaces={"x": XHE, "xha": AGGREGATE, "xhb": BASIC, "ext": EXTENSION, "ds": DS},
    sequences=_SEQUENCES,
    values={"dateTime": date_time, "indicator": boolean},
    attributes={"identifier": _IDENTIFIED, "code": _CODED, "text": _TEXTUAL},
    opaque=frozenset({"opaque"}),
)
