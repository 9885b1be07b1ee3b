"""What comes to us in an envelope that is none: transport.md §8 rows 1-5."""

from __future__ import annotations

from sdk_desktop.conformance.case import SILENTLY_KEPT, incoming, not_run
from sdk_desktop.domain.conformance import NotRunReason

ENVELOPE_CASES = (
    not_run(
        "Signature and certificate of the sending access point", "8:1", NotRunReason.ACCESS_POINTS
    ),
    not_run(
        "The access point serves addressee and type, and its header agrees with the envelope",
        "8:2",
        NotRunReason.ACCESS_POINTS,
    ),
    incoming("The envelope breaks off", "8:3", "cut-off", *SILENTLY_KEPT),
    incoming("The envelope declares a document type", "8:3", "document-type", *SILENTLY_KEPT),
    incoming("Elements in the wrong order (XSD)", "8:4", "wrong-order", *SILENTLY_KEPT),
    incoming("An element that R1 forbids", "8:4", "forbidden-element", *SILENTLY_KEPT),
    incoming("An element that the profile leaves out", "8:4", "unlisted-element", *SILENTLY_KEPT),
    incoming("An empty element (R2)", "8:4", "empty-element", *SILENTLY_KEPT),
    incoming("An empty attribute (R2)", "8:4", "empty-attribute", *SILENTLY_KEPT),
    incoming("Another CustomizationID (R3)", "8:4", "other-customization", *SILENTLY_KEPT),
    incoming("DOCUMENTID is missing (R4)", "8:4", "without-documentid", *SILENTLY_KEPT),
    incoming(
        "DOCUMENTID_SCHEME is missing (R5)", "8:4", "without-documentid-scheme", *SILENTLY_KEPT
    ),
    incoming("PROCESSID is missing (R6)", "8:4", "without-processid", *SILENTLY_KEPT),
    incoming("PROCESSID_SCHEME is missing (R7)", "8:4", "without-processid-scheme", *SILENTLY_KEPT),
    incoming("FEDERATIONID is missing (R8)", "8:4", "without-federationid", *SILENTLY_KEPT),
    incoming("A criterion twice", "8:4", "criterion-twice", *SILENTLY_KEPT),
    incoming("Another XHEVersionID (R9)", "8:4", "other-version", *SILENTLY_KEPT),
    incoming("Another scheme of the sender (R10)", "8:4", "other-sender-scheme", *SILENTLY_KEPT),
    incoming(
        "Another scheme of the recipient (R11)", "8:4", "other-recipient-scheme", *SILENTLY_KEPT
    ),
    incoming("Said to be encrypted, and is not (R12)", "8:4", "said-encrypted", *SILENTLY_KEPT),
    incoming("Encrypted, and said not to be (R13)", "8:4", "said-clear", *SILENTLY_KEPT),
    incoming("Two payloads (R14)", "8:4", "two-payloads", *SILENTLY_KEPT),
    incoming("ContentTypeCode is missing (R14)", "8:4", "without-content-type", *SILENTLY_KEPT),
    incoming("The envelope's ID is no UUID", "8:4", "identifier-no-uuid", *SILENTLY_KEPT),
    incoming("CreationDateTime without time zone", "8:4", "without-zone", *SILENTLY_KEPT),
    incoming("An unknown DOCUMENTID", "8:5", "unknown-document", *SILENTLY_KEPT),
    incoming("ToParty is another organisation", "8:5", "for-others", *SILENTLY_KEPT),
    incoming("The FEDERATIONID of the test federation", "8:5", "other-federation", *SILENTLY_KEPT),
)
