"""Ask the issuers whether a certificate has been revoked, and keep their answers for a while."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Unavailable, Untrusted
from sdk_desktop.exchange.revocation import (
    RevocationStatus,
    UnusableAnswerError,
    list_addresses,
    ocsp_addresses,
    ocsp_request,
    read_list,
    read_ocsp,
)
from sdk_desktop.network.http_connection import HttpConnection

ASK_AGAIN = timedelta(hours=4)
"""How old an answer may be before the issuer is asked anew, though it may hold longer."""

LARGEST_LIST = 32_000_000
"""Bytes of the largest revocation list that is read."""

_LARGEST_ANSWER = 100_000
_MOST_ADDRESSES = 3
"""Places of each kind that are asked about one certificate; each may take 20 seconds."""
_SECONDS = 20.0
_MOST_KEPT = 2_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Cached:
    answer: RevocationStatus
    asked: datetime


class RevocationCheck:
    """Checks certificates by OCSP and, where that says nothing, by their issuer's list.

    When an issuer cannot be reached, `Unavailable` is raised and the message waits (hard fail).
    With `soft_fail` the certificate then counts as not revoked.
    """

    def __init__(self, client: httpx.Client, clock: Clock, *, soft_fail: bool = False) -> None:
        """Ask with a client; one object keeps the answers for all."""
        self._connection = HttpConnection(
            client, "The issuer of a certificate does not answer.", seconds=_SECONDS, signed=True
        )
        self._clock = clock
        self._soft_fail = soft_fail
        self._kept: dict[tuple[bytes, int], _Cached] = {}

    def check(self, certificate: x509.Certificate, issuer: x509.Certificate) -> None:
        """Raise `Untrusted` when a certificate is revoked, `Unavailable` when nobody can tell."""
        answer = self._known(certificate, issuer)
        if answer is None and not self._soft_fail:
            raise Unavailable("Whether a certificate has been revoked cannot be found out now.")
        if answer is not None and answer.revoked:
            raise Untrusted("The certificate has been revoked by its issuer.")

    def _known(
        self, certificate: x509.Certificate, issuer: x509.Certificate
    ) -> RevocationStatus | None:
        now = self._clock()
        name = (issuer.fingerprint(SHA256()), certificate.serial_number)
        kept = self._kept.get(name)
        if kept is not None and now < min(kept.asked + ASK_AGAIN, kept.answer.until):
            return kept.answer
        answer = next(self._answers(certificate, issuer, now), None)
        if answer is not None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[name] = _Cached(answer, now)
            return answer
        if kept is not None and now < kept.answer.until:
            return kept.answer
        _log.info("no answer about the revocation of certificate %x", certificate.serial_number)
        return None

    def _answers(
        self, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime
    ) -> Iterator[RevocationStatus]:
        question = ocsp_request(certificate, issuer)
        for address in ocsp_addresses(certificate)[:_MOST_ADDRESSES]:
            with suppress(Unavailable, Untrusted, UnusableAnswerError):
                yield read_ocsp(self._post(address, question), certificate, issuer, now)
        for address in list_addresses(certificate)[:_MOST_ADDRESSES]:
            with suppress(Unavailable, Untrusted, UnusableAnswerError):
                yield read_list(self._get(address), certificate, issuer, now)

    def _post(self, address: str, question: bytes) -> bytes:
        headers = {
            "Content-Type": "application/ocsp-request",
            "Accept": "application/ocsp-response",
        }
        return self._ask("POST", address, headers, _LARGEST_ANSWER, question)

    def _get(self, address: str) -> bytes:
        return self._ask("GET", address, {"Accept": "application/pkix-crl"}, LARGEST_LIST)

    def _ask(
        self,
        method: str,
        address: str,
        headers: dict[str, str],
        limit: int,
        content: bytes | None = None,
    ) -> bytes:
        request = self._connection.request(method, address, headers=headers, content=content)
        answer = self._connection.ask(request, limit)
        if not (answer.good and answer.complete):
            raise UnusableAnswerError
        return answer.body
