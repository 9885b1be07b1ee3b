"""The federation's name service: the answer to one question of DNS, for the zone of the sandbox."""

from __future__ import annotations

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from sdk_desktop.domain.message import PARTICIPANT_SCHEME
from sdk_desktop.sandbox.network.registry import ZONE, LookupFault, Registry

_ZONE = dns.name.from_text(ZONE)
_PARTICIPANTS = dns.name.from_text(PARTICIPANT_SCHEME, _ZONE)
_SECONDS = 60


def answer_name(question: bytes, registry: Registry, *, stream: bool = False) -> bytes | None:
    """Return the answer to a query in wire format; None to send none.

    All answers fit into a datagram; a cut one must be asked for again over a `stream`.
    """
    try:
        asked = dns.message.from_wire(question)
    except dns.exception.DNSException:
        return None
    if asked.flags & dns.flags.QR or len(asked.question) != 1:
        return None
    participant = _participant(asked.question[0].name, registry)
    faults = registry.faults(participant) if participant else frozenset()
    if LookupFault.NAMES_SILENT in faults:
        return None
    response = dns.message.make_response(asked)
    response.flags |= dns.flags.AA
    _fill(response, registry, participant, faults)
    if LookupFault.NAMES_CUT in faults and not stream:
        response.answer.clear()
        response.flags |= dns.flags.TC
    return response.to_wire()


def _participant(name: dns.name.Name, registry: Registry) -> str | None:
    if name == dns.name.root or name.parent() != _PARTICIPANTS:
        return None
    return registry.by_label(name.labels[0].decode("ascii", "replace"))


def _fill(
    response: dns.message.Message,
    registry: Registry,
    participant: str | None,
    faults: frozenset[LookupFault],
) -> None:
    name, kind = response.question[0].name, response.question[0].rdtype
    if not name.is_subdomain(_ZONE):
        response.set_rcode(dns.rcode.REFUSED)
    elif LookupFault.NAMES_FAIL in faults:
        response.set_rcode(dns.rcode.SERVFAIL)
    elif participant and LookupFault.NOT_REGISTERED not in faults:
        if kind == dns.rdatatype.NAPTR:
            response.answer.append(_pointer(name, registry, faults))
    elif name == _ZONE and kind == dns.rdatatype.SOA:
        response.answer.append(_authority())
    elif name not in {_ZONE, _PARTICIPANTS}:
        response.set_rcode(dns.rcode.NXDOMAIN)
    if not response.answer and name.is_subdomain(_ZONE):
        response.authority.append(_authority())


def _pointer(
    name: dns.name.Name, registry: Registry, faults: frozenset[LookupFault]
) -> dns.rrset.RRset:
    service = "meta:cppa3" if LookupFault.NO_PUBLISHER in faults else "Meta:SMP"
    said = f'100 10 "U" "{service}" "!.*!{registry.publisher}!" .'
    return dns.rrset.from_text(name, _SECONDS, "IN", "NAPTR", said)


def _authority() -> dns.rrset.RRset:
    said = f"ns.{ZONE}. hostmaster.{ZONE}. 1 3600 600 86400 {_SECONDS}"
    return dns.rrset.from_text(_ZONE, _SECONDS, "IN", "SOA", said)
