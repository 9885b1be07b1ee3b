"""Envelopes that come to us malformed, untrusted or unreadable: transport.md §8 rows 1-13."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sdk_desktop.conformance.case import (
    ACCEPTED,
    SILENTLY_KEPT,
    UNTRUSTED,
    Case,
    case,
    incoming,
    not_run,
    receive,
    receive_waiting,
)
from sdk_desktop.conformance.case_context import CaseContext
from sdk_desktop.domain.conformance import Fact, NotRunReason
from sdk_desktop.sandbox.cast.neighbours import COURT, LINDHAGA
from sdk_desktop.sandbox.network.registry import LookupFault

_CACHED_FOR = 360
"""Seconds for which published metadata is cached."""

_RETRIED_AFTER = 60
"""Seconds after which a sender that could not be looked up is looked up again."""

_WAITS_THEN_ACCEPTED = (Fact.SILENCE, Fact.WAITS, Fact.LATER, *ACCEPTED)


def _unregistered(context: CaseContext) -> Iterator[str]:
    with _disturbed(context, LookupFault.NOT_REGISTERED):
        yield from receive(context, "sound", COURT.participant)


def _unfindable(context: CaseContext, fault: LookupFault) -> Iterator[str]:
    """Have the lookup of a sender fail for a while."""
    with _disturbed(context, fault):
        yield from receive(context, "sound", COURT.participant)
    context.ignore_earlier_events()
    context.wait(_RETRIED_AFTER)
    yield Fact.LATER
    yield from receive_waiting(context)


@contextmanager
def _disturbed(context: CaseContext, fault: LookupFault) -> Iterator[None]:
    context.wait(_CACHED_FOR)
    context.sandbox.disturb(COURT.participant, fault)
    try:
        yield
    finally:
        context.sandbox.disturb(COURT.participant)


def temporary_fault(what: str, numbers: str, fault: LookupFault) -> Case:
    """Return a case in which the lookup of a sender fails for a while."""
    return case(what, numbers, partial(_unfindable, fault=fault), *_WAITS_THEN_ACCEPTED)


def _with_certificate(context: CaseContext, action: str) -> Iterator[str]:
    """Have a sender sign with an expired or revoked published certificate; renew it after."""
    context.wait(_CACHED_FOR)
    context.sandbox.certificate(LINDHAGA.participant, action)
    yield from receive(context, "sound", LINDHAGA.participant)
    context.sandbox.certificate(LINDHAGA.participant, "renew")


def _rolled_over(context: CaseContext) -> Iterator[str]:
    yield from receive(context, "sound", LINDHAGA.participant)
    context.clear()
    context.sandbox.certificate(LINDHAGA.participant, "renew")
    yield Fact.LATER
    yield from receive(context, "sound", LINDHAGA.participant)


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
    incoming("ToParty is another organisation", "8:5", "for-others", Fact.SILENCE, Fact.WAITS),
    incoming("The FEDERATIONID of the test federation", "8:5", "other-federation", *SILENTLY_KEPT),
    incoming("No signature", "8:6 4.3:12", "unsigned", *UNTRUSTED),
    case("The sender is not registered", "8:7 4.3:13", _unregistered, *SILENTLY_KEPT),
    temporary_fault("The name service fails, then works", "8:7", LookupFault.NAMES_FAIL),
    temporary_fault("The publisher fails, then works", "8:7", LookupFault.PUBLISHER_FAILS),
    temporary_fault(
        "The metadata's signature is wrong, then right", "8:8", LookupFault.WRONG_SIGNATURE
    ),
    temporary_fault("A stranger signs the metadata for a while", "8:8", LookupFault.STRANGE_SIGNER),
    temporary_fault("The signer of the metadata is out of date", "8:8", LookupFault.EXPIRED_SIGNER),
    temporary_fault("The signer of the metadata is revoked", "8:8", LookupFault.REVOKED_SIGNER),
    temporary_fault("The metadata is another organisation's", "8:8", LookupFault.WRONG_PARTICIPANT),
    temporary_fault("The metadata is about another document", "8:8", LookupFault.WRONG_DOCUMENT),
    case(
        "The signing certificate is out of date",
        "8:9 4.3:12",
        partial(_with_certificate, action="expire"),
        *UNTRUSTED,
    ),
    case(
        "The signing certificate is revoked",
        "8:9 4.3:12",
        partial(_with_certificate, action="revoke"),
        *UNTRUSTED,
    ),
    incoming("Signed with another organisation's key", "8:10 4.3:12", "anothers-key", *UNTRUSTED),
    incoming("Sent in another organisation's name", "8:10 4.3:12", "anothers-name", *UNTRUSTED),
    case(
        "A new certificate, published since we last asked",
        "8:10",
        _rolled_over,
        *ACCEPTED,
        Fact.LATER,
        *ACCEPTED,
    ),
    incoming("The header was changed after signing", "8:11 4.3:12", "changed-header", *UNTRUSTED),
    incoming(
        "The encrypted message was changed after signing",
        "8:11 4.3:12",
        "changed-payload",
        *UNTRUSTED,
    ),
    incoming("The signature value is wrong", "8:11 4.3:12", "changed-signature", *UNTRUSTED),
    incoming("Two signatures", "8:11 4.3:12", "signed-twice", *UNTRUSTED),
    incoming("Another header around what was signed", "8:11 4.3:12", "wrapped", *UNTRUSTED),
    incoming("The message is not encrypted", "8:12 4.3:14", "clear", *UNTRUSTED),
    incoming("Encrypted for another key than ours", "8:13", "for-another-key", *SILENTLY_KEPT),
    incoming("The cipher text is damaged", "8:13", "damaged-cipher", *SILENTLY_KEPT),
)
