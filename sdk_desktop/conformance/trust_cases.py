"""What comes to us that cannot be trusted or opened: transport.md §8 rows 6-13."""

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
    receive,
    taken,
)
from sdk_desktop.conformance.case_context import CaseContext
from sdk_desktop.domain.conformance import Fact
from sdk_desktop.sandbox.cast.neighbours import COURT, LINDHAGA
from sdk_desktop.sandbox.network.registry import LookupFault

_BELIEVED = 360
"""Seconds after which what was published is asked for anew."""

_TRIED_AGAIN = 60
"""Seconds after which what could not be judged is judged anew."""

_WAITS_THEN_ACCEPTED = (Fact.SILENCE, Fact.WAITS, Fact.LATER, *ACCEPTED)


def _unregistered(context: CaseContext) -> Iterator[str]:
    with _disturbed(context, LookupFault.NOT_REGISTERED):
        yield from receive(context, "sound", COURT.participant)


def _unfindable(context: CaseContext, fault: LookupFault) -> Iterator[str]:
    """Let nobody be able to tell about a sender for a while; then somebody can."""
    with _disturbed(context, fault):
        yield from receive(context, "sound", COURT.participant)
    context.skim()
    context.wait(_TRIED_AGAIN)
    yield Fact.LATER
    yield from taken(context)


@contextmanager
def _disturbed(context: CaseContext, fault: LookupFault) -> Iterator[None]:
    context.wait(_BELIEVED)
    context.sandbox.disturb(COURT.participant, fault)
    try:
        yield
    finally:
        context.sandbox.disturb(COURT.participant)


def lookup(what: str, numbers: str, fault: LookupFault) -> Case:
    """Return a case in which nobody can tell about a sender for a while."""
    return case(what, numbers, partial(_unfindable, fault=fault), *_WAITS_THEN_ACCEPTED)


def _with_certificate(context: CaseContext, action: str) -> Iterator[str]:
    """Let a sender sign with a certificate that is published but no good, and renew it after."""
    context.wait(_BELIEVED)
    context.sandbox.certificate(LINDHAGA.participant, action)
    yield from receive(context, "sound", LINDHAGA.participant)
    context.sandbox.certificate(LINDHAGA.participant, "renew")


def _rolled_over(context: CaseContext) -> Iterator[str]:
    yield from receive(context, "sound", LINDHAGA.participant)
    context.tidy()
    context.sandbox.certificate(LINDHAGA.participant, "renew")
    yield Fact.LATER
    yield from receive(context, "sound", LINDHAGA.participant)


TRUST_CASES = (
    incoming("No signature", "8:6 4.3:12", "unsigned", *UNTRUSTED),
    case("The sender is not registered", "8:7 4.3:13", _unregistered, *SILENTLY_KEPT),
    lookup("The name service fails, then works", "8:7", LookupFault.NAMES_FAIL),
    lookup("The publisher fails, then works", "8:7", LookupFault.PUBLISHER_FAILS),
    lookup("The metadata's signature is wrong, then right", "8:8", LookupFault.WRONG_SIGNATURE),
    lookup("A stranger signs the metadata for a while", "8:8", LookupFault.STRANGE_SIGNER),
    lookup("The signer of the metadata is out of date", "8:8", LookupFault.EXPIRED_SIGNER),
    lookup("The signer of the metadata is revoked", "8:8", LookupFault.REVOKED_SIGNER),
    lookup("The metadata is another organisation's", "8:8", LookupFault.WRONG_PARTICIPANT),
    lookup("The metadata is about another document", "8:8", LookupFault.WRONG_DOCUMENT),
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
