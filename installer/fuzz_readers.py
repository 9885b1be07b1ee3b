"""What is read beside documents, for the fuzzer: answers of services, keys and files.

A seed is a valid piece of what a reader takes; what is declared to come out of it is named with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.access_point import As4Message, UserMessage
from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.delivery import DeliveryEvent, Status, StatusReport
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.message import Message
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.key_files import read_certificates_file, read_key
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.exchange.revocation import (
    UnusableAnswerError,
    ocsp_request,
    read_list,
    read_ocsp,
)
from sdk_desktop.formats.address_api import read_functions, read_organisations, read_words
from sdk_desktop.formats.discovery_names import NaptrRecord, publisher_addresses
from sdk_desktop.formats.message_api import (
    read_problem,
    read_report,
    read_resource,
    read_waiting,
    write_attributes,
    write_problem,
    write_report,
    write_resource,
)
from sdk_desktop.formats.soap import domibus, domibus_plugin
from sdk_desktop.formats.soap.soap import SoapError, SoapFault, SoapStream, read_soap
from sdk_desktop.network.http_connection import HttpResponse
from sdk_desktop.settings import Settings, read_settings, write_settings
from sdk_desktop.store.backup.restoring import read_backup
from sdk_desktop.usecases.trail_anchors import mark_in

URL = httpx.URL("https://mt.example.se/sdk/messages")
SECRET = b"hemligt"
_PLUGIN_READERS = (
    domibus.read_submitted,
    domibus.read_pending,
    domibus.read_as4_message,
    domibus.read_header,
    domibus.read_marked,
    domibus.read_status,
    domibus.read_errors,
    domibus_plugin.read_plugin_request,
)


@dataclass(frozen=True)
class Reader:
    """What reads something, valid pieces of it, and what may come out beside a value.

    It may take so many seconds of the processor: keys are locked so that it takes long.
    """

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    declared: tuple[type[Exception], ...] = (SdkError,)
    seconds: float = 1.0


def other_readers(
    message: Message, key: SoftwareKey, now: datetime, folder: Path
) -> Iterator[Reader]:
    """Make the readers with their seeds; those of files write into a folder."""
    yield from _services(message)
    yield from _keys(key, now)
    yield from _files(folder)
    yield _names()


def _services(message: Message) -> Iterator[Reader]:
    report = StatusReport(
        message.message_id,
        Status.MESSAGE_EXCHANGE_ERROR,
        (DeliveryEvent("SV", message.created, "structure", "text", "/a"),),
    )
    resource = write_resource(message.message_id, write_attributes(message))
    sent = {"id": message.message_id, "attributes": write_report(report)}
    problem = write_problem(400, "Bad Request", report.events)
    yield Reader(_message, (_json({"data": resource}),), (SdkError, ValueError))
    yield Reader(_list, (_json({"data": [resource, sent], "links": {"next": "?page=2"}}),))
    yield Reader(_problem, (_json(problem),), (SdkError, ValueError))
    yield Reader(_book, (_json({"data": _entries()}),))
    header = UserMessage("0203:a.example.se", "0203:b.example.se", "action", "AP0001")
    as4_message = As4Message(header, b"<x/>" * 100)
    fault = SoapFault("Receiver", "reason", "WS_PLUGIN:0007", "message")
    streams = (
        domibus.write_submit(as4_message),
        domibus_plugin.write_retrieve_response(as4_message),
        domibus_plugin.write_pending_response(["a", "b"]),
        domibus_plugin.write_fault_response(fault),
    )
    yield Reader(_soap, tuple(map(_whole, streams)), (SdkError, SoapError))
    packed = domibus_plugin.write_retrieve_response(as4_message, packed=True)
    kind = packed.content_type
    yield Reader(lambda data: _soap(data, kind), (_whole(packed),), (SdkError, SoapError))


def _message(data: bytes) -> None:
    read_resource(_response(data).json())


def _list(data: bytes) -> None:
    listed = _response(data).document().get("data")
    for resource in listed if isinstance(listed, list) else ():
        if isinstance(resource, dict):
            read_waiting(resource, "f:b")
            read_report(resource)


def _problem(data: bytes) -> None:
    read_problem(_response(data).json())


def _book(data: bytes) -> None:
    listed = _response(data).document().get("data")
    resources = listed if isinstance(listed, list) else []
    read_functions(resources, read_organisations(resources), read_words(resources))


def _entries() -> list[object]:
    owner = {"parent": {"data": {"type": "organizations", "id": "o"}}}
    organisation = {"participantIdentifier": "0203:a.example.se", "name": "A", "codes": []}
    function = {"identifier": "f:a", "name": "F", "searchCodes": ["S1", {"code": "S2"}]}
    return [
        {"id": "o", "attributes": organisation},
        {"id": "f", "attributes": function, "relationships": owner},
        {"id": "c", "attributes": {"codes": [{"code": "S1", "name": "ord"}]}},
    ]


def _soap(data: bytes, kind: str = "application/soap+xml") -> None:
    soap = read_soap(data, kind)
    _ = soap.fault
    for read in _PLUGIN_READERS:
        try:
            read(soap)
        except SoapError:
            continue


def _keys(key: SoftwareKey, now: datetime) -> Iterator[Reader]:
    authority = Authority("Fuzz", now)
    own = authority.issue("own")
    question = ocsp_request(own.certificate, authority.certificate)
    locked = BestAvailableEncryption(SECRET)
    plain = key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem = key.certificate.public_bytes(Encoding.PEM)
    box = serialize_key_and_certificates(b"own", key.private_key, key.certificate, None, locked)

    def ocsp(data: bytes) -> None:
        read_ocsp(data, own.certificate, authority.certificate, now)

    def revocations(data: bytes) -> None:
        read_list(data, own.certificate, authority.certificate, now)

    answers = (UnusableAnswerError,)
    yield Reader(ocsp, (authority.status(question, now),), answers)
    yield Reader(revocations, (authority.revocation_list(now),), answers)
    yield Reader(lambda data: read_key(data, SECRET), (box, plain + pem), seconds=20.0)
    yield Reader(read_certificates_file, (pem, key.certificate.public_bytes(Encoding.DER)))


def _files(folder: Path) -> Iterator[Reader]:
    settings, keys, recovery = (folder / name for name in ("a.toml", "keys.json", "recovery.json"))
    write_settings(settings, Settings((Mailbox("f:a", "F", "0203:a.example.se", "A"),)))
    KeyFile(keys).put("Kim", Way.PASSPHRASE, {"salt": "AAAA", "memory": 8, "wrapped": "AAAA"})
    RecoverySlot(recovery).put(SECRET, bytes(32))
    digest = {"size": 1, "sha256": "a" * 64}
    manifest = {
        "version": 1,
        "made": datetime(2026, 5, 4, tzinfo=UTC).isoformat(),
        "history": {"store": "s", "events": 1, "seal": "a"},
        "files": {"messages.db": digest},
    }
    yield _file(settings, lambda: read_settings(settings))
    yield _file(keys, lambda: KeyFile(keys).enrolled())
    yield _file(recovery, lambda: RecoverySlot(recovery).open(SECRET))
    place = folder / "manifest.json"
    place.write_bytes(_json(manifest))
    yield _file(place, lambda: read_backup(folder))
    trail = folder / "trail.csv"
    trail.write_bytes(b"number;time;digest\r\n1;2026-05-04;" + b"ab" * 32 + b"\r\n")
    yield _file(trail, lambda: mark_in(trail, bytes(32)))


def _file(path: Path, read: Callable[[], object]) -> Reader:
    def reader(data: bytes) -> None:
        path.write_bytes(data)
        read()

    return Reader(reader, (path.read_bytes(),))


def _names() -> Reader:
    def read(data: bytes) -> None:
        text = data.decode("ascii", "replace")
        publisher_addresses([NaptrRecord(1, 1, "U", "meta:smp", text)])

    return Reader(read, (b"!.*!https://smp.example.se/!", b"!^.*$!http://smp.example.se:8080/a!i"))


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()


def _whole(stream: SoapStream) -> bytes:
    return b"".join(stream)


def _response(body: bytes) -> HttpResponse:
    return HttpResponse(200, "application/json", URL, body, complete=True, milliseconds=1)
