"""The structure of an acknowledgement: the content of the official schema, in our own words.

Source: UBL 2.1 ApplicationResponse as Digg has reduced it (transport.md §4.1); `R1-APP` is the
official rule against what the schema allows and the profile does not.
"""

from __future__ import annotations

from sdk_desktop.formats.rules.structure import Child, Grammar, forbidden, optional, several
from sdk_desktop.formats.values import any_text, clock_time, day

RESPONSE = "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2"
AGGREGATE = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
BASIC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"

OUTSIDE = "R1-APP"

_SEQUENCES: dict[str, tuple[Child, ...]] = {
    "acknowledgement": (
        Child("cbc:CustomizationID", "identifier"),
        Child("cbc:ProfileID", "identifier"),
        Child("cbc:ID", "identifier"),
        Child("cbc:IssueDate", "date"),
        Child("cbc:IssueTime", "time"),
        Child("cac:SenderParty", "party"),
        Child("cac:ReceiverParty", "party"),
        Child("cac:DocumentResponse", "documentResponse"),
    ),
    "party": (Child("cbc:EndpointID", "identifier"),),
    "documentResponse": (
        Child("cac:Response", "documentCode"),
        Child("cac:DocumentReference", "documentReference"),
        several("cac:LineResponse", "lineResponse"),
    ),
    "documentCode": (
        Child("cbc:ResponseCode", "code"),
        forbidden("cac:Status", "status", OUTSIDE),
    ),
    "documentReference": (Child("cbc:ID", "identifier"),),
    "lineResponse": (
        Child("cac:LineReference", "lineReference"),
        Child("cac:Response", "cause"),
    ),
    "lineReference": (Child("cbc:LineID", "identifier"),),
    "cause": (Child("cbc:ResponseCode", "code"), optional("cac:Status", "status")),
    "status": (optional("cbc:StatusReasonCode", "code"), Child("cbc:StatusReason", "text")),
}

ACKNOWLEDGEMENT_GRAMMAR = Grammar(
    root="ApplicationResponse",
    kind="acknowledgement",
    namespaces={"": RESPONSE, "cac": AGGREGATE, "cbc": BASIC},
    sequences=_SEQUENCES,
    values={"date": day, "time": clock_time},
    attributes={"identifier": {"schemeID": any_text}},
)
