"""What is wrong with a document, whichever of the three it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sdk_desktop.domain.acknowledgement import AcknowledgementDocument
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Finding, InvalidMessage, Untrusted
from sdk_desktop.exchange.certificates import common_name
from sdk_desktop.formats.acknowledgement import read_acknowledgement
from sdk_desktop.formats.envelope import clear_payload, encrypted_payload, read_envelope
from sdk_desktop.formats.message import examine_written
from sdk_desktop.formats.rules.acknowledgement_rules import acknowledgement_findings
from sdk_desktop.formats.rules.envelope_rules import ROOTS, envelope_findings
from sdk_desktop.formats.rules.envelope_structure import XHE
from sdk_desktop.formats.xmldsig.document import XmlDocument, read_document
from sdk_desktop.formats.xmldsig.encryption import CIPHER_VALUE
from sdk_desktop.formats.xmldsig.signature import has_signature, read_signature, verify_signature
from sdk_desktop.formats.xmldsig.xml import parse


class DocumentKind(StrEnum):
    """What a document is, as its root element says."""

    MESSAGE = ROOTS[DocumentType.MESSAGE]
    ACKNOWLEDGEMENT = ROOTS[DocumentType.ACKNOWLEDGEMENT]
    ENVELOPE = f"{{{XHE}}}XHE"


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """What a document is, and every rule that it breaks."""

    kind: DocumentKind
    findings: tuple[Finding, ...]


def check_document(data: bytes) -> CheckedDocument:
    """Check a message, an envelope with its signature and clear content, or an acknowledgement.

    Nothing is asked of anybody: whose certificate it is and whether it is valid stays open. Raises
    `InvalidMessage` for what is not XML or none of the three.
    """
    kind = document_kind(data)
    return CheckedDocument(kind, tuple(_CHECKS[kind](data)))


def document_kind(data: bytes) -> DocumentKind:
    """Return what a document is, by its root; raise `InvalidMessage` for another or none."""
    tag = str(read_document(data, CIPHER_VALUE).root.tag)
    if tag not in set(DocumentKind):
        raise InvalidMessage("The document is no message, no envelope and no acknowledgement.")
    return DocumentKind(tag)


def find_acknowledgement(data: bytes) -> AcknowledgementDocument:
    """Read an acknowledgement, by itself or in its envelope, whose signature is not looked at.

    Raises `InvalidMessage` for what is none or breaks the rules.
    """
    if document_kind(data) is DocumentKind.ENVELOPE:
        root = read_document(data, CIPHER_VALUE).root
        if read_envelope(root).document_type is not DocumentType.ACKNOWLEDGEMENT:
            raise InvalidMessage("The envelope holds no acknowledgement.")
        data = clear_payload(root)
    return read_acknowledgement(data)


def verified_signer(data: bytes) -> str:
    """Return the name in the certificate that signed an envelope.

    Raise `Untrusted` for one that is not signed or was changed since, `InvalidMessage` for none.
    Whose certificate it is and whether it was valid is not asked.
    """
    document = read_document(data, CIPHER_VALUE)
    if not has_signature(document.root):
        raise Untrusted("The envelope is not signed.")
    signature = read_signature(document)
    verify_signature(document, signature)
    return common_name(signature.certificate)


def _message(data: bytes) -> Iterator[Finding]:
    yield from examine_written(data)[1]


def _acknowledgement(data: bytes) -> Iterator[Finding]:
    yield from acknowledgement_findings(parse(data))


def _envelope(data: bytes) -> Iterator[Finding]:
    document = read_document(data, CIPHER_VALUE)
    findings = envelope_findings(document.root)
    yield from findings
    if not findings:
        yield from _content(document)
    yield from _signature(document)


def _content(document: XmlDocument) -> Iterator[Finding]:
    if encrypted_payload(document.root) is not None:
        return
    payload = clear_payload(document.root)
    try:
        kind = document_kind(payload)
    except InvalidMessage as error:
        yield Finding("SDK-content", "SV", "structure", "/XHE/Payloads/Payload", str(error))
        return
    if kind is not DocumentKind.ACKNOWLEDGEMENT:
        yield _security("SDK-encryption", "The message in the envelope is not encrypted.")
    yield from _CHECKS[kind](payload)


def _signature(document: XmlDocument) -> Iterator[Finding]:
    """Verify last: that takes the signature out of the tree."""
    if not has_signature(document.root):
        yield _security("SDK-signature", "The envelope is not signed.")
        return
    try:
        verify_signature(document, read_signature(document))
    except Untrusted as error:
        yield _security("SDK-signature", str(error))


def _security(rule: str, text: str) -> Finding:
    return Finding(rule, "SIG", "security", "/XHE", text)


_CHECKS: dict[DocumentKind, Callable[[bytes], Iterator[Finding]]] = {
    DocumentKind.MESSAGE: _message,
    DocumentKind.ACKNOWLEDGEMENT: _acknowledgement,
    DocumentKind.ENVELOPE: _envelope,
}
