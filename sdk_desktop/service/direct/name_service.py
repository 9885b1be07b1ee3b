"""Asks DNS where an organisation's metadata is published (transport.md §6.3)."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import dns.exception
import dns.nameserver
import dns.rdatatype
import dns.rdtypes.IN.NAPTR
import dns.resolver

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.formats.discovery_names import NaptrRecord, participant_name, publisher_addresses

SECONDS = 10.0
"""How long all name servers together may take."""

_EACH = 2.0
"""How long one of them may take before the next is asked."""

_PAYLOAD = 1232
"""Bytes of an answer that no network on the way has to cut in pieces."""

_log = logging.getLogger(__name__)


class NameService:
    """Looks participants up in the federation's zone."""

    def __init__(
        self, zone: str, servers: Sequence[tuple[str, int]] = (), *, seconds: float = SECONDS
    ) -> None:
        """Ask these servers, by address and port, or those of the computer's own network."""
        self._zone = zone
        self._servers = tuple(servers)
        self._seconds = seconds

    def publisher(self, participant: str) -> str:
        """Return the address at which a participant's metadata is published.

        Raises `Refused` when the participant is not in the federation, and `Unavailable` when
        nobody can tell now.
        """
        try:
            pointers = self._pointers(participant_name(participant, self._zone))
        except dns.resolver.NXDOMAIN:
            self._check_zone()
            pointers = []
        if not any(pointer.to_publisher for pointer in pointers):
            raise Refused("The organisation is not in the federation.")
        addresses = publisher_addresses(pointers)
        if not addresses:
            raise Unavailable("The name service gives an address that cannot be used.")
        return addresses[0]

    def _pointers(self, name: str) -> list[NaptrRecord]:
        return [
            NaptrRecord(
                order=record.order,
                preference=record.preference,
                flags=record.flags.decode("ascii", "replace"),
                service=record.service.decode("ascii", "replace"),
                regexp=record.regexp.decode("ascii", "replace"),
            )
            for record in self._ask(name, dns.rdatatype.NAPTR)
            if isinstance(record, dns.rdtypes.IN.NAPTR.NAPTR)
        ]

    def _check_zone(self) -> None:
        """Raise `Unavailable` when the network does not know the federation's zone at all."""
        try:
            self._ask(f"{self._zone.strip('.')}.", dns.rdatatype.SOA)
        except dns.resolver.NXDOMAIN:
            raise Unavailable(
                "The name service does not know the federation's zone. Check the settings."
            ) from None

    def _ask(self, name: str, kind: dns.rdatatype.RdataType) -> list[object]:
        """Return the records of a name, none where it has none of this kind.

        Raises dnspython's NXDOMAIN when the name is not there, and `Unavailable`.
        """
        try:
            answer = self._resolver().resolve(
                name, kind, search=False, raise_on_no_answer=False, lifetime=self._seconds
            )
        except dns.resolver.NXDOMAIN:
            raise
        except (dns.exception.DNSException, OSError) as error:  # also of Windows' registry
            _log.info("no answer from the name service: %s", type(error).__name__)
            raise Unavailable("The name service does not answer.") from None
        return list(answer.rrset or ())

    def _resolver(self) -> dns.resolver.Resolver:
        """Make one that knows the network as it is now: a computer is carried around."""
        resolver = dns.resolver.Resolver(configure=not self._servers)
        if self._servers:
            resolver.nameservers = [
                dns.nameserver.Do53Nameserver(address, port) for address, port in self._servers
            ]
        resolver.use_edns(0, 0, _PAYLOAD)
        resolver.timeout = min(_EACH, self._seconds / 2)
        return resolver
