"""Acknowledgements of what was sent to the sandbox, sound and otherwise (transport.md §8)."""

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
    swap,
)

_CLEAR = MalformedDocument(sealed_for=SealedFor.NOBODY)


@dataclass(frozen=True, slots=True)
class Said:
    """What an acknowledgement says, and how it departs from a sound one."""

    causes: tuple[Finding, ...] = ()
    malformed: MalformedDocument = _CLEAR


_NOT_FOUND = Finding(
    "not-found", "BV", "not-found", RECIPIENT_FUNCTION, "Wrong or unknown organizationId."
)
_STRANGE_CODE = replace(_NOT_FOUND, code="Not-Supported")
_BARE = replace(_NOT_FOUND, code="", path="NA")


def _borrowed(name: str) -> Said:
    """Let an acknowledgement have what a misfit of the envelope has."""
    return Said(malformed=replace(ENVELOPES[name], sealed_for=SealedFor.NOBODY))


def _payload(change: Change, *causes: Finding) -> Said:
    return Said(causes, replace(_CLEAR, payload=change))


def _party(name: bytes) -> Change:
    return swap(rb"(<cac:%s>.*?>)0203:[^<]*" % name, rb"\g<1>%s" % STRANGER.encode())


ACKNOWLEDGEMENTS: Mapping[str, Said] = {
    "accepts": Said(),
    "rejects": Said((_NOT_FOUND,)),
    "rejects-oddly": Said((_STRANGE_CODE,)),
    "rejects-barely": Said((_BARE,)),
    "accepts-unsigned": _borrowed("unsigned"),
    "accepts-by-anothers-key": _borrowed("anothers-key"),
    "accepts-in-anothers-name": _borrowed("anothers-name"),
    "accepts-changed": _borrowed("changed-signature"),
    "accepts-said-encrypted": Said(
        malformed=replace(_CLEAR, unsigned=swap(rb"Indicator>false", b"Indicator>true"))
    ),
    "accepts-encrypted": Said(
        malformed=MalformedDocument(unsigned=swap(rb"Indicator>false", b"Indicator>true"))
    ),
    "accepts-without-time": _payload(swap(rb"<cbc:IssueTime>[^<]*</cbc:IssueTime>", b"")),
    "accepts-with-cause": _payload(swap(rb">REJECTED<", b">ACCEPTED<"), _NOT_FOUND),
    "rejects-without-cause": _payload(swap(rb">ACCEPTED<", b">REJECTED<")),
    "rejects-by-unknown-cause": _payload(swap(rb">BV<", b">XX<"), _NOT_FOUND),
    "accepts-as-another": _payload(_party(b"SenderParty")),
    "accepts-to-another": _payload(_party(b"ReceiverParty")),
}
"""By the names that a conformance run asks for."""
