"""Sealing: encrypt, put in an envelope, sign, and verify what was signed (transport.md §3.3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from itertools import chain
from uuid import UUID, uuid4, uuid5

from cryptography import x509

from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.envelope import FEDERATION, DocumentType, Envelope
from sdk_desktop.domain.errors import Finding, InvalidMessage
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.keys import PrivateKey
from sdk_desktop.formats.acknowledgement import write_acknowledgement
from sdk_desktop.formats.envelope import DECLARATIONS, read_envelope, write_envelope
from sdk_desktop.formats.message import (
    check_message,
    examine_written,
    message_in,
    message_pieces,
)
from sdk_desktop.formats.xmldsig.document import read_document
from sdk_desktop.formats.xmldsig.encryption import CIPHER_VALUE, encrypt_payload
from sdk_desktop.formats.xmldsig.signature import read_signature, verify_signature, write_signature

_ACKNOWLEDGEMENTS = UUID("7d0c5c3a-9f2b-4f0e-8c57-5a1c6b2f4e11")
"""The namespace of their identifiers (RFC 9562 §5.5); never changed."""


def envelope_of(message: Message, federation: str = FEDERATION) -> Envelope:
    """Return the envelope that a message must travel in (transport.md §2.3)."""
    return Envelope(
        identifier=message.message_id,
        created=message.created,
        sender=message.sender.organisation,
        recipient=message.recipient.organisation,
        function=message.recipient.function,
        federation=federation,
    )


def seal_message(
    message: Message, key: PrivateKey, recipient: x509.Certificate, federation: str = FEDERATION
) -> bytes:
    """Seal a message with the sender's key, for the certificate that the recipient has published.

    Raises `InvalidMessage` for one that breaks a rule. Whether the certificate is valid and not
    revoked is for the caller to check first (`exchange.certificates`).
    """
    _refuse(check_message(message))
    return seal_payload(message_pieces(message), envelope_of(message, federation), key, recipient)


def seal_document(
    data: bytes, key: PrivateKey, recipient: x509.Certificate, federation: str = FEDERATION
) -> bytes:
    """Seal a message that others have written, as it stands but for comments; raises as `seal`."""
    document, findings = examine_written(data)
    _refuse(findings)
    envelope = envelope_of(message_in(document), federation)
    return seal_payload(document.canonical(), envelope, key, recipient)


def seal_payload(
    payload: Iterable[bytes | memoryview],
    envelope: Envelope,
    key: PrivateKey,
    recipient: x509.Certificate,
) -> bytes:
    """Seal a message that is written already, byte for byte; nothing in it is checked."""
    return _signed(envelope, encrypt_payload(payload, recipient), key)


def acknowledgement_of(
    answer: Acknowledgement, answered: Envelope, now: datetime, identifier: str = ""
) -> AcknowledgementDocument:
    """Return an acknowledgement as a document, addressed to the sender of what it answers."""
    return AcknowledgementDocument(
        identifier=identifier or str(uuid4()),
        issued=now,
        sender=answered.recipient,
        recipient=answered.sender,
        acknowledgement=answer,
    )


def acknowledgement_id(digest: str) -> str:
    """Return the identifier of the acknowledgement to the envelope with this digest.

    Whichever computer answers an envelope, the answer has the same name, so that an access point
    refuses a second one.
    """
    return str(uuid5(_ACKNOWLEDGEMENTS, digest))


def acknowledgement_envelope(document: AcknowledgementDocument, answered: Envelope) -> Envelope:
    """Return the envelope in which an acknowledgement travels back.

    Its HandlingServiceID is that of the answered envelope, as the specification's letter has it
    (transport.md §11 row 5).
    """
    return replace(
        answered,
        identifier=document.identifier,
        created=document.issued,
        sender=document.sender,
        recipient=document.recipient,
        document_type=DocumentType.ACKNOWLEDGEMENT,
    )


def seal_acknowledgement(
    document: AcknowledgementDocument, answered: Envelope, key: PrivateKey
) -> bytes:
    """Seal an acknowledgement, signed but not encrypted, for the sender of what it answers.

    Raises `InvalidMessage` for one that breaks a rule.
    """
    payload = write_acknowledgement(document)
    return _signed(acknowledgement_envelope(document, answered), (payload,), key)


def _refuse(findings: tuple[Finding, ...]) -> None:
    if findings:
        raise InvalidMessage("The message breaks the rules of an SDK message.", findings)


def _signed(envelope: Envelope, content: Iterable[bytes], key: PrivateKey) -> bytes:
    frame = write_envelope(envelope)
    sealed, digest = BytesIO(), hashlib.sha256()
    for piece in chain((frame.before_payload,), content, (frame.after_payload,)):
        sealed.write(piece)
        digest.update(piece)
    digest.update(frame.after_signature)
    signature = write_signature(digest.digest(), DECLARATIONS, key.certificate, key.sign)
    sealed.write(signature.encode())
    sealed.write(frame.after_signature)
    _check(sealed.getvalue())
    return sealed.getvalue()


def _check(sealed: bytes) -> None:
    """Read what was sealed as its receiver will; nothing leaves that would not be taken."""
    document = read_document(sealed, CIPHER_VALUE)
    read_envelope(document.root)
    verify_signature(document, read_signature(document))
