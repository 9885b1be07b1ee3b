"""Acknowledgements of messages sent to the sandbox, valid and malformed (transport.md §8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sdk_desktop.domain.errors import Finding
from sdk_desktop.exchange.validation import RECIPIENT_FUNCTION
from sdk_desktop.sandbox.conformance.envelopes import ENVELOPES
from sdk_desktop.sandbox.conformance.malformed import (
    STRANGER,
    Change,
    MalformedDocument,
    SealedFor,
    replace_first,
)

_CLEAR = MalformedDocument(sealed_for=SealedFor.NOBODY)


@dataclass(frozen=True, slots=True)
class AcknowledgementVariant:
    """The causes of an acknowledgement, and how it differs from a valid one."""

    causes: tuple[Finding, ...] = ()
    malformed: MalformedDocument = _CLEAR


_NOT_FOUND = Finding(
    "not-found", "BV", "not-found", RECIPIENT_FUNCTION, "Wrong or unknown organizationId."
)
_STRANGE_CODE = replace(_NOT_FOUND, code="Not-Supported")
_BARE = replace(_NOT_FOUND, code="", path="NA")


def _with_change_of(name: str) -> AcknowledgementVariant:
    """Return an acknowledgement with the fault of a malformed envelope."""
    return AcknowledgementVariant(malformed=replace(ENVELOPES[name], sealed_for=SealedFor.NOBODY))


def _payload(change: Change, *causes: Finding) -> AcknowledgementVariant:
    return AcknowledgementVariant(causes, replace(_CLEAR, payload=change))


def _party(name: bytes) -> Change:
    return replace_first(rb"(<cac:%s>.*?>)0203:[^<]*" % name, rb"\g<1>%s" % STRANGER.encode())


ACKNOWLEDGEMENTS: Mapping[str, AcknowledgementVariant] = {
    "accepts": AcknowledgementVariant(),
    "rejects": AcknowledgementVariant((_NOT_FOUND,)),
    "rejects-oddly": AcknowledgementVariant((_STRANGE_CODE,)),
    "rejects-barely": AcknowledgementVariant((_BARE,)),
    "accepts-unsigned": _with_change_of("unsigned"),
    "accepts-by-anothers-key": _with_change_of("anothers-key"),
    "accepts-in-anothers-name": _with_change_of("anothers-name"),
    "accepts-changed": _with_change_of("changed-signature"),
    "accepts-said-encrypted": AcknowledgementVariant(
        malformed=replace(_CLEAR, unsigned=replace_first(rb"Indicator>false", b"Indicator>true"))
    ),
    "accepts-encrypted": AcknowledgementVariant(
        malformed=MalformedDocument(unsigned=replace_first(rb"Indicator>false", b"Indicator>true"))
    ),
    "accepts-without-time": _payload(replace_first(rb"<cbc:IssueTime>[^<]*</cbc:IssueTime>", b"")),
    "accepts-with-cause": _payload(replace_first(rb">REJECTED<", b">ACCEPTED<"), _NOT_FOUND),
    "rejects-without-cause": _payload(replace_first(rb">ACCEPTED<", b">REJECTED<")),
    "rejects-by-unknown-cause": _payload(replace_first(rb">BV<", b">XX<"), _NOT_FOUND),
    "accepts-as-another": _payload(_party(b"SenderParty")),
    "accepts-to-another": _payload(_party(b"ReceiverParty")),
}
"""By the names that a conformance run asks for."""
