"""The structure of published metadata, as far as we read it (SMP 1.0, transport.md §6.4).

Where access points are and what other extensions hold is for others to read; the redirection
that SMP also knows is not used in SDK, so it is no part of the structure.
"""

from __future__ import annotations

from sdk_desktop.formats.rules.structure import Child, Grammar, several
from sdk_desktop.formats.values import any_text

SMP = "http://docs.oasis-open.org/bdxr/ns/SMP/2016/05"
AGGREGATE = "http://docs.oasis-open.org/bdxr/ns/SMP/2/AggregateComponents"
BASIC = "http://docs.oasis-open.org/bdxr/ns/SMP/2/BasicComponents"

SERVICE_METADATA_GRAMMAR = Grammar(
    root="smp:SignedServiceMetadata",
    kind="signed",
    namespaces={"smp": SMP, "ds": "http://www.w3.org/2000/09/xmldsig#"},
    sequences={
        "signed": (Child("smp:ServiceMetadata", "metadata"), Child("ds:Signature", "opaque")),
        "metadata": (Child("smp:ServiceInformation", "information"),),
        "information": (
            Child("smp:ParticipantIdentifier", "identifier"),
            Child("smp:DocumentIdentifier", "identifier"),
            Child("smp:ProcessList", "opaque"),
            several("smp:Extension", "opaque"),
        ),
    },
    attributes={"identifier": {"scheme": any_text}},
    opaque=frozenset({"opaque"}),
)
