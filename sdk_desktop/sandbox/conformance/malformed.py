"""Making of envelopes that differ from a valid one in one respect."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from sdk_desktop.domain.access_point import As4Message, UserMessage, action_of
from sdk_desktop.domain.acknowledgement import AcknowledgementDocument
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.sealing import acknowledgement_envelope, envelope_of
from sdk_desktop.formats.acknowledgement import write_acknowledgement
from sdk_desktop.formats.envelope import DECLARATIONS, write_envelope
from sdk_desktop.formats.message import write_message
from sdk_desktop.formats.xmldsig.encryption import encrypt_payload
from sdk_desktop.formats.xmldsig.signature import write_signature
from sdk_desktop.sandbox.network.pki import SandboxPki

STRANGER = "0203:bjorkvike.example.se"
"""An organisation of the federation that is neither sender nor recipient."""

Change = Callable[[bytes], bytes]


class SealedFor(Enum):
    """For whose key the payload is encrypted."""

    RECIPIENT = auto()
    STRANGER = auto()
    NOBODY = auto()
    """It is not encrypted."""


def _same_message(message: Message) -> Message:
    return message


def _same_envelope(envelope: Envelope) -> Envelope:
    return envelope


def _same_header(header: UserMessage) -> UserMessage:
    return header


@dataclass(frozen=True, slots=True)
class MalformedDocument:
    """The changes to a valid envelope, in the order in which one is made.

    The `message` in it, its XML (`payload`), the `envelope`, whose key opens
    it, its bytes before and after they are `signed`, who signs instead of the sender, and what the
    access points carry (`header`).
    """

    message: Callable[[Message], Message] = _same_message
    payload: Change = bytes
    envelope: Callable[[Envelope], Envelope] = _same_envelope
    sealed_for: SealedFor = SealedFor.RECIPIENT
    unsigned: Change = bytes
    signed: Change = bytes
    signer: str = ""
    header: Callable[[UserMessage], UserMessage] = _same_header


def replace_first(pattern: bytes, replacement: bytes) -> Change:
    """Make a change of the first place that fits; raise `ValueError` where none does."""

    def change(data: bytes) -> bytes:
        changed, places = re.subn(pattern, replacement, data, count=1, flags=re.DOTALL)
        if not places:
            raise ValueError
        return changed

    return change


def message_as4_message(
    malformed: MalformedDocument, message: Message, pki: SandboxPki
) -> As4Message:
    """Put a message in a malformed envelope; the header is that of the valid message."""
    envelope = envelope_of(message)
    payload = malformed.payload(write_message(malformed.message(message)))
    sealed = _sealed(malformed, payload, malformed.envelope(envelope), pki)
    return As4Message(malformed.header(_header(envelope)), sealed)


def acknowledgement_as4_message(
    malformed: MalformedDocument,
    document: AcknowledgementDocument,
    answered: Envelope,
    pki: SandboxPki,
) -> As4Message:
    """Put an acknowledgement in a malformed envelope."""
    envelope = acknowledgement_envelope(document, answered)
    payload = malformed.payload(write_acknowledgement(document))
    sealed = _sealed(malformed, payload, malformed.envelope(envelope), pki)
    return As4Message(malformed.header(_header(envelope)), sealed)


def _header(envelope: Envelope) -> UserMessage:
    return UserMessage(
        original_sender=envelope.sender,
        final_recipient=envelope.recipient,
        action=action_of(envelope.document_type),
        from_party="",
        conversation_id=envelope.identifier,
    )


def _sealed(
    malformed: MalformedDocument, payload: bytes, envelope: Envelope, pki: SandboxPki
) -> bytes:
    """What is changed before signing must leave the canonical form as it is."""
    content = [payload]
    if malformed.sealed_for is not SealedFor.NOBODY:
        opens = envelope.recipient if malformed.sealed_for is SealedFor.RECIPIENT else STRANGER
        content = list(encrypt_payload(content, pki.key(opens).certificate))
    frame = write_envelope(envelope)
    body = malformed.unsigned(b"".join((frame.before_payload, *content, frame.after_payload)))
    digest = hashlib.sha256(body)
    digest.update(frame.after_signature)
    key = pki.key(malformed.signer or envelope.sender)
    signature = write_signature(digest.digest(), DECLARATIONS, key.certificate, key.sign)
    return malformed.signed(b"".join((body, signature.encode(), frame.after_signature)))
