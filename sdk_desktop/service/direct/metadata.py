"""Looks up what organisations have published (SMP), and verifies their publisher's signature.

Source: transport.md §3.4 and OASIS SMP 1.0 §3.6.2.2.
"""

from __future__ import annotations

import logging

import httpx

from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Faulty, InvalidMessage, Unavailable, Untrusted
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.formats.discovery_names import service_address
from sdk_desktop.formats.service_metadata import (
    LARGEST,
    SignedServiceMetadata,
    read_service_metadata,
)
from sdk_desktop.network.http_connection import HttpConnection, HttpResponse
from sdk_desktop.service.direct.name_service import NameService

_WAIT = 10.0
_SECONDS = 20.0
_GONE = frozenset({httpx.codes.NOT_FOUND, httpx.codes.GONE})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_log = logging.getLogger(__name__)


class MetadataLookup:
    """Finds the publisher of an organisation, asks it, and checks what it says."""

    def __init__(
        self, names: NameService, client: httpx.Client, publishers: CertificateCheck
    ) -> None:
        """Use name service and client; `publishers` checks the certificates of publishers."""
        self._names = names
        self._connection = HttpConnection(
            client, "The directory of certificates does not answer.", seconds=_SECONDS, signed=True
        )
        self._publishers = publishers

    def find(self, participant: str, document: DocumentType) -> SignedServiceMetadata | None:
        """Return what a participant has published about a document type, None when it takes none.

        Raises `Refused` when the participant is not in the federation, `Unavailable` when nobody
        can tell now, and `Untrusted` when what is said cannot be believed.
        """
        data = self._fetch(self._names.publisher(participant), participant, document)
        if data is None:
            return None
        signed = _read(data)
        if not signed.metadata.is_about(participant, document):
            raise Untrusted(
                "The directory of certificates answered about something that was not asked for."
            )
        try:
            self._publishers.for_signing(signed.signer)
        except Untrusted as error:
            _log.info("the signer of the metadata is not trusted: %s", error.text)
            raise Untrusted(
                "The directory of certificates is signed with a certificate that is not trusted."
            ) from error
        return signed

    def _fetch(self, publisher: str, participant: str, document: DocumentType) -> bytes | None:
        """Ask in the identifiers' own case first: some publishers have all in lower case."""
        answer = self._ask(service_address(publisher, participant, document))
        if answer.status in _GONE:
            lower = service_address(publisher, participant.lower(), document.lower())
            answer = self._ask(lower)
        if answer.status in _GONE:
            return None
        if answer.status != httpx.codes.OK or not answer.complete:
            raise _unreadable()
        return answer.body

    def _ask(self, address: str) -> HttpResponse:
        headers = {"Accept": "application/xml, text/xml"}
        try:
            request = self._connection.request(
                "GET", httpx.URL(address), headers=headers, wait=_WAIT
            )
            answer = self._connection.ask(request, LARGEST)
        except (httpx.InvalidURL, UnicodeError):
            raise Unavailable("The name service gives an address that cannot be used.") from None
        except Untrusted as error:
            raise Unavailable(
                "The directory of certificates could not prove who it is. Nothing is decided."
            ) from error
        if httpx.codes.is_server_error(answer.status):
            raise Faulty(
                "The directory of certificates is busy or has a fault ({status}).",
                status=answer.status,
            )
        if answer.kind in _PAGES:  # a proxy's, whatever its status
            raise _unreadable()
        return answer


def _read(data: bytes) -> SignedServiceMetadata:
    try:
        return read_service_metadata(data)
    except InvalidMessage as error:
        raise _unreadable() from error
    except Untrusted as error:
        _log.info("the metadata's signature is not accepted: %s", error.text)
        raise Untrusted(
            "What the directory of certificates says is not signed as it must be, or was changed."
        ) from error


def _unreadable() -> Unavailable:
    return Unavailable("The directory of certificates gave an answer that cannot be read.")
