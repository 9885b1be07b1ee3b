"""Opening an envelope: every check in the order of transport.md §8, and what it is answered.

A failure is answered by an acknowledgement or, where the specification says so, by silence.
Only a connection that fails is raised, as `Unavailable`: then nothing has been decided yet.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from cryptography import x509

from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.envelope import FEDERATION, DocumentType, Envelope
from sdk_desktop.domain.errors import Finding, InvalidMessage, Refused, SdkError, Untrusted
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.validation import Receiver, ValidationResult, validate
from sdk_desktop.formats.acknowledgement import read_acknowledgement
from sdk_desktop.formats.envelope import (
    clear_payload,
    encrypted_payload,
    read_received,
    with_declarations_of,
)
from sdk_desktop.formats.xmldsig.document import XmlDocument, read_document
from sdk_desktop.formats.xmldsig.encryption import CIPHER_VALUE, decrypt_payload
from sdk_desktop.formats.xmldsig.signature import (
    Signature,
    has_signature,
    read_signature,
    verify_signature,
)

CheckPublished = Callable[[str, x509.Certificate], None]
"""Check that a participant has published a signing certificate.

Raises `Refused` when the participant is not in the federation, `Untrusted` when the certificate is
not among those published, looked up anew, and `Unavailable` when nobody can tell now.
"""

CheckCertificate = Callable[[x509.Certificate], None]
"""Check a signing certificate itself: its dates, use, issuer and revocation; raise `Untrusted`."""


@dataclass(frozen=True, slots=True)
class Reception:
    """What a receiving organisation has and knows when it opens an envelope.

    Without a `participant` it opens what its keys open, whomever that is addressed to.
    """

    participant: str | None
    keys: KeyRing
    receiver: Receiver
    check_published: CheckPublished
    check_certificate: CheckCertificate
    federation: str = FEDERATION


@dataclass(frozen=True, slots=True)
class OpenedEnvelope:
    """What came of an envelope.

    `content` is what may be taken in; `payload` are the bytes of the clear document wherever
    there were any; `answer` must go back, None is silence; `problem` says why nothing, or not
    everything, was taken in.
    """

    envelope: Envelope | None = None
    content: Message | AcknowledgementDocument | None = None
    payload: bytes = b""
    answer: Acknowledgement | None = None
    problem: SdkError | None = None


def open_envelope(data: bytes, reception: Reception) -> OpenedEnvelope:
    """Open an envelope; raise `Unavailable` only, when something cannot be checked now."""
    try:
        document = read_document(data, CIPHER_VALUE)
        envelope, faults = read_received(document.root)
    except InvalidMessage as problem:
        return OpenedEnvelope(problem=problem)
    try:
        _check_addressee(envelope, reception)
        _check_signature(document, envelope, reception)
    except Refused as problem:
        return OpenedEnvelope(envelope, problem=problem)
    except Untrusted as problem:
        return _refused(envelope, problem)
    if envelope.document_type is DocumentType.ACKNOWLEDGEMENT:
        return _acknowledgement(document, envelope, faults)
    return _message(document, envelope, reception, faults)


def _check_addressee(envelope: Envelope, reception: Reception) -> None:
    if reception.participant not in {None, envelope.recipient}:
        raise Refused("The envelope is for another organisation.")
    if envelope.federation != reception.federation:
        raise Refused("The envelope is for another federation.")


def _check_signature(document: XmlDocument, envelope: Envelope, reception: Reception) -> None:
    if not has_signature(document.root):
        raise Untrusted("The envelope is not signed.")
    signature = read_signature(document)
    reception.check_certificate(_published(signature, envelope, reception))
    verify_signature(document, signature)


def _published(signature: Signature, envelope: Envelope, reception: Reception) -> x509.Certificate:
    """Return the signer's certificate, which is the one that the sender has published."""
    *others, last = signature.certificates
    for certificate in others:
        with suppress(Untrusted):
            reception.check_published(envelope.sender, certificate)
            return certificate
    reception.check_published(envelope.sender, last)
    return last


def _refused(
    envelope: Envelope, problem: Untrusted, text: str = "Sender signature not validated"
) -> OpenedEnvelope:
    """Answer what cannot be trusted; an acknowledgement is itself never answered."""
    if envelope.document_type is DocumentType.ACKNOWLEDGEMENT:
        return OpenedEnvelope(envelope, problem=problem)
    cause = Finding("security", "SIG", "security", "NA", text)
    return OpenedEnvelope(
        envelope, answer=Acknowledgement(envelope.identifier, (cause,)), problem=problem
    )


def _acknowledgement(
    document: XmlDocument, envelope: Envelope, faults: tuple[Finding, ...]
) -> OpenedEnvelope:
    payload = clear_payload(document.root)
    try:
        if faults:
            raise InvalidMessage("The envelope says wrongly what is in it.", faults)
        content = read_acknowledgement(payload)
        if (content.sender, content.recipient) != (envelope.sender, envelope.recipient):
            raise InvalidMessage("The acknowledgement names other parties than its envelope.")
    except InvalidMessage as problem:
        return OpenedEnvelope(envelope, payload=payload, problem=problem)
    return OpenedEnvelope(envelope, content, payload)


def _message(
    document: XmlDocument, envelope: Envelope, reception: Reception, faults: tuple[Finding, ...]
) -> OpenedEnvelope:
    encrypted = encrypted_payload(document.root)
    if encrypted is None:
        text = "The message in the envelope is not encrypted."
        return _refused(envelope, Untrusted(text), text)
    try:
        payload = decrypt_payload(document, encrypted, reception.keys.unwrap)
    except InvalidMessage as problem:
        return OpenedEnvelope(envelope, problem=problem)
    verdict = validate(payload, envelope, reception.receiver)
    if verdict.acknowledgement is None:  # no XML by itself; its prefixes may be declared around it
        payload = with_declarations_of(encrypted, payload)
        verdict = validate(payload, envelope, reception.receiver)
    return _judged(verdict.with_causes(faults), envelope, payload)


def _judged(verdict: ValidationResult, envelope: Envelope, payload: bytes) -> OpenedEnvelope:
    answer = verdict.acknowledgement
    if verdict.accepted:
        return OpenedEnvelope(envelope, verdict.message, payload, answer)
    causes = answer.causes if answer else ()
    problem = InvalidMessage("The message breaks the rules of an SDK message.", causes)
    return OpenedEnvelope(envelope, payload=payload, answer=answer, problem=problem)
