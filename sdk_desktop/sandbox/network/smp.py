"""The federation's metadata publisher (SMP with CertPub): services and certificates."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

from werkzeug.wrappers import Request, Response

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.message import PARTICIPANT_SCHEME
from sdk_desktop.exchange.certificates import Certificate
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.formats.service_metadata import (
    DOCUMENT_SCHEME,
    CertificateUse,
    Endpoint,
    PublishedCertificate,
    SchemedIdentifier,
    ServiceMetadata,
    write_service_metadata,
)
from sdk_desktop.sandbox.network.pki import Issuer
from sdk_desktop.sandbox.network.registry import LookupFault, Registry

ACCESS_POINT_PATH = "/domibus/services/msh"
_NOT_TAKEN = {
    DocumentType.MESSAGE: LookupFault.NO_MESSAGES,
    DocumentType.ACKNOWLEDGEMENT: LookupFault.NO_ACKNOWLEDGEMENTS,
}
_ACCESS_POINT = "AP0001-SANDBOX"
_OTHER_PARTICIPANT = "0203:nagon-annan.example.se"


class MetadataPublisher:
    """Publishes every organisation of the registry, with the faults that were set."""

    def __init__(self, registry: Registry, clock: Clock) -> None:
        self._registry = registry
        self._clock = clock

    def service(self, _request: Request, participant: str, document: str) -> Response:
        """Answer with the signed metadata of one service, 404 where there is none."""
        known = self._participant(participant)
        if known is None:
            return _error(HTTPStatus.NOT_FOUND, "NOT_FOUND", "The participant is not registered.")
        faults = self._registry.faults(known)
        if LookupFault.PUBLISHER_FAILS in faults:
            return _error(HTTPStatus.SERVICE_UNAVAILABLE, "TECHNICAL", "Try again later.")
        wanted = _document(document, lower=LookupFault.LOWER_CASE in faults)
        if wanted is None or _NOT_TAKEN[wanted] in faults:
            return _error(HTTPStatus.NOT_FOUND, "NOT_FOUND", "The service is not registered.")
        return Response(self._metadata(known, wanted, faults), mimetype="text/xml")

    def _participant(self, text: str) -> str | None:
        scheme, _, value = text.partition("::")
        return self._registry.known(value) if scheme.lower() == PARTICIPANT_SCHEME else None

    def _metadata(
        self, participant: str, document: DocumentType, faults: frozenset[LookupFault]
    ) -> bytes:
        pki = self._registry.pki
        keys = pki.keys(participant)
        metadata = ServiceMetadata(
            participant=_identifier(
                _OTHER_PARTICIPANT if LookupFault.WRONG_PARTICIPANT in faults else participant,
                PARTICIPANT_SCHEME,
                faults,
            ),
            document=_identifier(
                _other(document) if LookupFault.WRONG_DOCUMENT in faults else document,
                DOCUMENT_SCHEME,
                faults,
            ),
            published=() if LookupFault.NO_CERTIFICATES in faults else _published(keys),
        )
        access_point = pki.other_key(Issuer.ACCESS_POINTS, _ACCESS_POINT).certificate
        endpoint = Endpoint(f"{pki.address}{ACCESS_POINT_PATH}", access_point)
        signer, key = self._signer(participant, faults)
        return write_service_metadata(metadata, endpoint, signer, key.sign)

    def _signer(
        self, participant: str, faults: frozenset[LookupFault]
    ) -> tuple[Certificate, SoftwareKey]:
        """Return whose certificate the metadata shows, and whose key signs it."""
        pki = self._registry.pki
        stranger = pki.key(participant)
        if LookupFault.STRANGE_SIGNER in faults:
            return stranger.certificate, stranger
        key = self._publisher_key(faults)
        return key.certificate, stranger if LookupFault.WRONG_SIGNATURE in faults else key

    def _publisher_key(self, faults: frozenset[LookupFault]) -> SoftwareKey:
        pki, now = self._registry.pki, self._clock()
        if LookupFault.EXPIRED_SIGNER in faults:
            until = now - timedelta(hours=1)
            return pki.other_key(Issuer.PUBLISHER, "SMP0002-SANDBOX", until=until)
        if LookupFault.REVOKED_SIGNER in faults:
            revoked = pki.other_key(Issuer.PUBLISHER, "SMP0003-SANDBOX")
            pki.authority(Issuer.PUBLISHER).revoke(revoked.certificate, now)
            return revoked
        return pki.other_key(Issuer.PUBLISHER, "SMP0001-SANDBOX")


def _document(text: str, *, lower: bool) -> DocumentType | None:
    for known in DocumentType:
        name = f"{DOCUMENT_SCHEME}::{known}"
        if text == (name.lower() if lower else name):
            return known
    return None


def _other(document: DocumentType) -> DocumentType:
    (other,) = set(DocumentType) - {document}
    return other


def _identifier(value: str, scheme: str, faults: frozenset[LookupFault]) -> SchemedIdentifier:
    return SchemedIdentifier(value.lower() if LookupFault.LOWER_CASE in faults else value, scheme)


def _published(keys: tuple[SoftwareKey, ...]) -> tuple[PublishedCertificate, ...]:
    """Publish every certificate for both uses, as the organisations of the field do."""
    return tuple(
        PublishedCertificate(use, key.certificate) for key in keys for use in CertificateUse
    )


def _error(status: HTTPStatus, code: str, text: str) -> Response:
    body = (
        '<ErrorResponse xmlns="ec:services:SMP:1.0">'
        f"<BusinessCode>{code}</BusinessCode><ErrorDescription>{text}</ErrorDescription>"
        f"<ErrorUniqueId>{uuid4()}</ErrorUniqueId></ErrorResponse>"
    )
    return Response(body, status, mimetype="text/xml")
