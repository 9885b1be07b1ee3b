"""What an organisation has published about one of its services: its certificates.

Source: transport.md §3.4: metadata of SMP 1.0, signed by its publisher, whose extensions hold the
certificates (CertPub).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pybase64 import b64encode

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.domain.message import PARTICIPANT_SCHEME
from sdk_desktop.formats.rules.envelope_rules import SCOPE
from sdk_desktop.formats.rules.structure import Child, Grammar, several, structure_findings
from sdk_desktop.formats.values import any_text
from sdk_desktop.formats.xmldsig.document import read_document
from sdk_desktop.formats.xmldsig.signature import (
    certificate_of,
    read_signature,
    verify_signature,
    write_signature,
)
from sdk_desktop.formats.xmldsig.xml import Element, escape

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


DOCUMENT_SCHEME = SCOPE["DOCUMENTID_SCHEME"]

LARGEST = 1_000_000
"""Bytes of the largest metadata that is read; a certificate has about 3 000."""

CERTPUB = "urn:fdc:digg.se:edelivery:xml-extension:smp-certpub:1.0"
"""The extensions that hold certificates."""

_TRANSPORT_PROFILE = "digg-transport-as4-v1_0"
_DECLARATIONS = f'xmlns="{SMP}" xmlns:smb="{BASIC}" xmlns:smc="{AGGREGATE}"'
_NS = {"smp": SMP, "smb": BASIC, "smc": AGGREGATE}


class CertificateUse(StrEnum):
    """What a certificate was published for."""

    SIGNING = "urn:fdc:digg.se:edelivery:certpub:signing-cert"
    ENCRYPTION = "urn:fdc:digg.se:edelivery:certpub:encryption-cert"


@dataclass(frozen=True, slots=True)
class SchemedIdentifier:
    """A value with the scheme that it belongs to."""

    value: str
    scheme: str


@dataclass(frozen=True, slots=True)
class PublishedCertificate:
    """A certificate that an organisation has published; at a rollover there are several."""

    use: CertificateUse
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True)
class ServiceMetadata:
    """One service of one participant: which documents it takes, and its certificates."""

    participant: SchemedIdentifier
    document: SchemedIdentifier
    published: tuple[PublishedCertificate, ...] = ()

    def certificates(self, use: CertificateUse) -> tuple[x509.Certificate, ...]:
        """Return those that were published for a use, in their order."""
        return tuple(one.certificate for one in self.published if one.use is use)

    def is_about(self, participant: str, document: str) -> bool:
        """Return whether it is what was asked for; some publishers write all in lower case."""
        return _same(
            self.participant, SchemedIdentifier(participant, PARTICIPANT_SCHEME)
        ) and _same(self.document, SchemedIdentifier(document, DOCUMENT_SCHEME))


@dataclass(frozen=True, slots=True)
class SignedServiceMetadata:
    """Metadata and the certificate that it was signed with, whoever that is."""

    metadata: ServiceMetadata
    signer: x509.Certificate


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The access point of a participant; only access points have a use for it."""

    address: str
    certificate: x509.Certificate


def read_service_metadata(data: bytes) -> SignedServiceMetadata:
    """Read and verify signed metadata.

    Raises `InvalidMessage` for what is none and `Untrusted` when the signature is wrong. Whether
    to trust the signer is for the caller to say. Certificates for other uses than ours, and those
    that nobody can read, are left out.
    """
    if len(data) > LARGEST:
        raise InvalidMessage("The published metadata is larger than allowed.")
    document = read_document(data)
    if document.root.tag != f"{{{SMP}}}SignedServiceMetadata":
        raise _strange()
    signature = read_signature(document, others_within=True)
    if structure_findings(document.root, SERVICE_METADATA_GRAMMAR):
        raise _strange()
    verify_signature(document, signature)
    (information,) = document.root.iterfind("smp:ServiceMetadata/smp:ServiceInformation", _NS)
    metadata = ServiceMetadata(
        participant=_identifier(information, "smp:ParticipantIdentifier"),
        document=_identifier(information, "smp:DocumentIdentifier"),
        published=tuple(_published(information)),
    )
    return SignedServiceMetadata(metadata, signature.certificate)


def write_service_metadata(
    metadata: ServiceMetadata,
    endpoint: Endpoint,
    signer: x509.Certificate,
    sign: Callable[[bytes], bytes],
) -> bytes:
    """Write metadata signed by its publisher; `sign` as for `write_signature`."""
    before = (
        f"<SignedServiceMetadata {_DECLARATIONS}><ServiceMetadata><ServiceInformation>"
        f"{_write_identifier('ParticipantIdentifier', metadata.participant)}"
        f"{_write_identifier('DocumentIdentifier', metadata.document)}"
        f"{_processes(endpoint)}{''.join(map(_extension, metadata.published))}"
        "</ServiceInformation></ServiceMetadata>"
    )
    after = "</SignedServiceMetadata>"
    digest = hashlib.sha256((before + after).encode()).digest()
    return (before + write_signature(digest, _DECLARATIONS, signer, sign) + after).encode()


def _strange() -> InvalidMessage:
    return InvalidMessage("The published metadata does not have the form that SDK prescribes.")


def _same(one: SchemedIdentifier, other: SchemedIdentifier) -> bool:
    pairs = ((one.value, other.value), (one.scheme, other.scheme))
    return all(a.isascii() and b.isascii() and a.lower() == b.lower() for a, b in pairs)


def _identifier(information: Element, path: str) -> SchemedIdentifier:
    (element,) = information.iterfind(path, _NS)
    return SchemedIdentifier((element.text or "").strip(), element.get("scheme", "").strip())


def _published(information: Element) -> Iterator[PublishedCertificate]:
    for extension in information.iterfind("smp:Extension", _NS):
        names = [(name.text or "").strip() for name in extension.iterfind("smp:ExtensionID", _NS)]
        if names != [CERTPUB]:
            continue
        for element in extension.iterfind("smc:Certificate", _NS):
            with suppress(ValueError):
                yield _read_published(element)


def _read_published(element: Element) -> PublishedCertificate:
    (code,) = element.iterfind("smb:TypeCode", _NS)
    (content,) = element.iterfind("smb:ContentBinaryObject", _NS)
    return PublishedCertificate(CertificateUse((code.text or "").strip()), certificate_of(content))


def _write_identifier(name: str, identifier: SchemedIdentifier) -> str:
    scheme = escape(identifier.scheme).replace("&gt;", ">").replace('"', "&quot;")
    return f'<{name} scheme="{scheme}">{escape(identifier.value)}</{name}>'


def _processes(endpoint: Endpoint) -> str:
    process = SchemedIdentifier(SCOPE["PROCESSID"], SCOPE["PROCESSID_SCHEME"])
    return (
        f"<ProcessList><Process>{_write_identifier('ProcessIdentifier', process)}"
        f'<ServiceEndpointList><Endpoint transportProfile="{_TRANSPORT_PROFILE}">'
        f"<EndpointURI>{escape(endpoint.address)}</EndpointURI>"
        f"<Certificate>{_base64(endpoint.certificate)}</Certificate>"
        "<ServiceDescription>AS4</ServiceDescription>"
        f"<TechnicalContactUrl>{escape(endpoint.address)}</TechnicalContactUrl>"
        "</Endpoint></ServiceEndpointList></Process></ProcessList>"
    )


def _extension(published: PublishedCertificate) -> str:
    return (
        f"<Extension><ExtensionID>{CERTPUB}</ExtensionID><smc:Certificate>"
        f"<smb:TypeCode>{published.use}</smb:TypeCode>"
        '<smb:ContentBinaryObject mimeCode="application/base64">'
        f"{_base64(published.certificate)}</smb:ContentBinaryObject>"
        "</smc:Certificate></Extension>"
    )


def _base64(certificate: x509.Certificate) -> str:
    return b64encode(certificate.public_bytes(Encoding.DER)).decode()
