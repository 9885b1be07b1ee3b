"""Every reader of what others wrote, against documents that are small and want to be large.

Each reader says that it does not read such a thing, in an error that is declared, and without more
memory than the bounds of resources/docs/limits.md allow.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.errors import InvalidMessage, SdkError
from sdk_desktop.exchange.checking import check_document, find_acknowledgement
from sdk_desktop.exchange.key_files import read_certificates_file, read_key
from sdk_desktop.exchange.revocation import UnusableAnswerError, read_list, read_ocsp
from sdk_desktop.formats.acknowledgement import read_acknowledgement
from sdk_desktop.formats.discovery_names import NaptrRecord, publisher_addresses
from sdk_desktop.formats.json_fields import read_json_time
from sdk_desktop.formats.message import read_message
from sdk_desktop.formats.message_api import read_problem, read_report, read_resource
from sdk_desktop.formats.service_metadata import read_service_metadata
from sdk_desktop.formats.soap.multipart import Package
from sdk_desktop.formats.soap.soap import SOAP_11, SoapError, read_soap
from sdk_desktop.network.http_connection import HttpResponse
from sdk_desktop.service.resource_list import pages
from sdk_desktop.settings import read_settings
from sdk_desktop.store.backup.restoring import read_backup
from sdk_desktop.usecases.trail_anchors import mark_in
from tests.exchange.parties import ANNA, AUTHORITY, KEYS, NOW, opened

MOST_MEMORY = 100_000_000
"""Bytes that Python may hold at once while one of these documents is refused."""

DECLARED = (SdkError, SoapError, UnusableAnswerError, ValueError)
Reader = Callable[[bytes], object]
URL = httpx.URL("https://mt.example.se/sdk/messages")


@contextmanager
def little_memory() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


def response(body: bytes) -> HttpResponse:
    return HttpResponse(200, "application/json", URL, body, complete=True, milliseconds=1)


def problem_of_opening(data: bytes) -> None:
    problem = opened(data).problem
    assert problem is not None
    raise problem


XML_READERS: dict[str, Reader] = {
    "open": problem_of_opening,
    "check": check_document,
    "message": read_message,
    "acknowledgement": read_acknowledgement,
    "acknowledgement in its envelope": find_acknowledgement,
    "metadata": read_service_metadata,
    "SOAP": lambda data: read_soap(data, "application/soap+xml"),
}
MANY = [b'%s%d="urn:x"' % (b"xmlns:n", number) for number in range(2_000)]
XML_BOMBS = {
    "deep": b"<a>" * 5_000 + b"</a>" * 5_000,
    "deep and open": b"<a>" * 300_000,
    "elements": b"<a>" + b"<b/>" * 250_000 + b"</a>",
    "comments": b"<a>" + b"<!---->" * 150_000 + b"</a>",
    "instructions": b"<a>" + b"<?b?>" * 150_000 + b"</a>",
    "attributes": b"<a " + b" ".join(MANY).replace(b"xmlns:", b"") * 20 + b"/>",
    "namespaces": b"<a " + b" ".join(MANY) + b">" + b"<b/>" * 2_000 + b"</a>",
    "name": b"<" + b"a" * 5_000_000 + b"/>",
    "entities": b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
    "outside entity": b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    "in UTF-16": ("\ufeff" + "<a>" * 5_000 + "</a>" * 5_000).encode("utf-16-le"),
    "open tag": b"<a " * 300_000,
    "open comment": b"<a>" + b"<!--" * 500_000,
    "open text": b"<a><![CDATA[" * 300_000,
}


@pytest.mark.parametrize("bomb", XML_BOMBS)
@pytest.mark.parametrize("reader", XML_READERS)
def test_no_reader_of_xml_takes_what_wants_to_be_large(reader: str, bomb: str) -> None:
    with pytest.raises(DECLARED):
        XML_READERS[reader](XML_BOMBS[bomb])


@pytest.mark.parametrize("bomb", [name for name in XML_BOMBS if name != "elements"])
def test_no_xml_is_larger_than_it_looks(bomb: str) -> None:
    with little_memory(), pytest.raises(DECLARED):
        read_message(XML_BOMBS[bomb])


def file_reader(path: Path, read: Callable[[], object]) -> Reader:
    def reader(data: bytes) -> object:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return read()

    return reader


@pytest.fixture
def json_readers(tmp_path: Path) -> dict[str, Reader]:
    keys, recovery = tmp_path / "keys.json", tmp_path / "recovery.json"
    backup = tmp_path / "backup"
    return {
        "answer": lambda data: response(data).document(),
        "message": lambda data: read_resource(response(data).json()),
        "key file": file_reader(keys, KeyFile(keys).people),
        "recovery file": file_reader(recovery, lambda: RecoverySlot(recovery).open(b"")),
        "manifest": file_reader(backup / "manifest.json", lambda: read_backup(backup)),
    }


JSON_READERS = ("answer", "message", "key file", "recovery file", "manifest")
JSON_BOMBS = {
    "deep lists": b'{"data": ' + b"[" * 500_000,
    "deep objects": b'{"data":' * 300_000,
    "two hundred levels": b'{"data": ' + b"[" * 200 + b"]" * 200 + b"}",
    "empty objects": b'{"data": [' + b"{}," * 600_000 + b"{}]}",
    "empty lists": b"[" + b"[]," * 600_000 + b"[]]",
    "numbers": b"[" + b"1.5," * 1_100_000 + b"1]",
    "a long number": b'{"version": ' + b"9" * 100_000 + b"}",
    "not closed": b'{"data": "' + b"x" * 1_000_000,
    "in UTF-16": ('\ufeff{"data": ' + "[" * 100_000).encode("utf-16-le"),
    "no text": b"\xff" * 1_000_000,
}


@pytest.mark.parametrize("bomb", JSON_BOMBS)
@pytest.mark.parametrize("reader", JSON_READERS)
def test_no_reader_of_json_takes_what_wants_to_be_large(
    json_readers: dict[str, Reader], reader: str, bomb: str
) -> None:
    with pytest.raises(DECLARED):
        json_readers[reader](JSON_BOMBS[bomb])


@pytest.mark.parametrize("bomb", JSON_BOMBS)
def test_no_json_is_larger_than_it_looks(bomb: str) -> None:
    with little_memory(), pytest.raises(DECLARED):
        response(JSON_BOMBS[bomb]).document()


def test_commas_and_brackets_in_a_text_are_no_values() -> None:
    text = "[{," * 400_000

    assert response(f'{{"data": "{text}"}}'.encode()).document() == {"data": text}


@pytest.mark.parametrize("blank", [" ", "\n", "\t"])
def test_base64_with_a_blank_after_each_sign_takes_no_memory(blank: str) -> None:
    file = {"fileName": "a", "contentType": "b", "content": blank.join("A" * 400_000)}
    attributes = {"messageId": "x", "digitalDocument": [{"documentId": "1", "contentFiles": file}]}

    with little_memory(), suppress(InvalidMessage):
        read_resource({"data": {"attributes": attributes | {"confidentiality": True}}})


def test_of_many_events_and_long_texts_the_beginning_is_read() -> None:
    issues = [{"typeCode": "SV", "title": "x" * 100_000}] * 10_000
    said = {"messageId": "m", "messageStatus": "SENT", "events": {"eventIssues": issues}}

    report = read_report({"attributes": said})
    problem = read_problem({"title": "x" * 100_000, "eventIssues": issues})

    assert report is not None
    assert [event.code for event in report.events] == [*["SV"] * 200, "SENT"]
    assert {len(event.title) for event in report.events[:-1]} == {10_000}
    assert len(problem.titles) == 200


def test_a_list_of_resources_ends_though_its_pages_never_do() -> None:
    def page(url: httpx.URL) -> HttpResponse:
        number = int(url.params.get("page", 0))
        listed = b"{}," * 9_999 + b'{"id": %d}' % number
        body = b'{"data": [%s], "links": {"next": "?page=%d"}}' % (listed, number + 1)
        return response(body)

    assert sum(1 for _ in pages(page, URL, whole=False)) == 500_000
    with pytest.raises(SdkError):
        list(pages(page, URL, whole=True))


@pytest.mark.parametrize(("decimals", "read"), [(79, True), (80, False), (1_000_000, False)])
def test_a_moment_is_no_longer_than_it_needs(decimals: int, read: bool) -> None:
    moment = f"2026-03-02T12:00:00.{'0' * decimals}Z"

    assert (read_json_time(moment) is not None) == read


def test_what_a_fault_says_is_one_short_line() -> None:
    words = "ord\n" * 100_000
    fault = f"<s:Fault><faultcode>{words}</faultcode><faultstring>{words}</faultstring></s:Fault>"
    soap = f'<s:Envelope xmlns:s="{SOAP_11}"><s:Body>{fault}</s:Body></s:Envelope>'

    said = read_soap(soap.encode(), "text/xml").fault

    assert said is not None
    assert said.reason == "ord " * 125
    assert len(said.code) <= 500


MULTIPART = 'multipart/related; boundary="b"; type="application/xop+xml"'
MIME_BOMBS = {
    "parts": b"--b\r\n\r\n\r\n" * 200 + b"--b--",
    "marks": b"--b" * 1_000_000,
    "a header without end": b"--b\r\n" + b"X-A: b\r\n" * 300_000 + b"\r\n\r\n--b--",
    "no end": b"--b\r\n\r\n" + b"x" * 1_000_000,
}


@pytest.mark.parametrize("bomb", MIME_BOMBS)
def test_no_multipart_message_is_larger_than_it_looks(bomb: str) -> None:
    with little_memory():
        with pytest.raises(ValueError):  # noqa: PT011 - all that it says
            Package(MIME_BOMBS[bomb], MULTIPART)
        with pytest.raises(SoapError):
            read_soap(MIME_BOMBS[bomb], MULTIPART)


def test_no_media_type_is_longer_than_it_needs() -> None:
    kind = f'multipart/related; a="{";" * 100_000}'

    with pytest.raises(SoapError):
        read_soap(b"--b\r\n\r\n<a/>\r\n--b--", kind)


DER_READERS: dict[str, Reader] = {
    "certificates": read_certificates_file,
    "key": read_key,
    "OCSP": lambda data: read_ocsp(data, KEYS[ANNA].certificate, AUTHORITY.certificate, NOW),
    "CRL": lambda data: read_list(data, KEYS[ANNA].certificate, AUTHORITY.certificate, NOW),
}
DER_BOMBS = {
    "deep": b"\x30\x80" * 50_000,
    "deep octets": b"\x24\x80" * 50_000,
    "a length beyond the end": b"\x30\x84\xff\xff\xff\xff" + b"\0" * 1_000,
    "a length of 127 bytes": b"\x30\xff" + b"\xff" * 127,
    "many": b"\x30\x84\x00\x00\x9c\x40" + b"\x05\x00" * 20_000,
    "large": b"\x30\x84\x00\x98\x96\x80" + b"\x04" * 10_000_000,
    "PEM without end": b"-----BEGIN PRIVATE KEY-----" * 50_000,
    "PEM of nothing": b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" * 20_000,
}


@pytest.mark.parametrize("bomb", DER_BOMBS)
@pytest.mark.parametrize("reader", DER_READERS)
def test_no_reader_of_der_takes_what_wants_to_be_large(reader: str, bomb: str) -> None:
    with pytest.raises(DECLARED):
        DER_READERS[reader](DER_BOMBS[bomb])


@pytest.mark.parametrize("bomb", DER_BOMBS)
def test_no_der_is_larger_than_it_looks(bomb: str) -> None:
    with little_memory(), pytest.raises(DECLARED):
        read_key(DER_BOMBS[bomb])


SETTINGS_BOMBS = {
    "deep lists": b"a = " + b"[" * 100_000,
    "deep tables": b"a = " + b"{b = " * 100_000,
    "deep names": b".".join([b"a"] * 50_000) + b" = 1",
    "a long number": b"a = " + b"9" * 100_000,
    "large": b"#" * 100_001,
    "Windows-1252": b"[connection]\nbase_url = '\xe5'",
}


@pytest.mark.parametrize("bomb", SETTINGS_BOMBS)
def test_no_settings_are_larger_than_they_look(tmp_path: Path, bomb: str) -> None:
    path = tmp_path / "settings.toml"

    with little_memory(), pytest.raises(SdkError):
        file_reader(path, lambda: read_settings(path))(SETTINGS_BOMBS[bomb])


@pytest.mark.parametrize(
    "data", [b"number;digest\n1;" + b"x" * 1_000_000, b";" * 1_000_000, b'"' * 1_000_001]
)
def test_no_exported_trail_is_larger_than_it_looks(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "trail.csv"

    with little_memory(), pytest.raises(SdkError):
        file_reader(path, lambda: mark_in(path, bytes(32)))(data)


def test_a_whole_answer_of_the_name_service_is_looked_through() -> None:
    records = [
        NaptrRecord(number, 1, "U", "meta:smp", "!.*!https://" + "x" * 200 + "\\1!")
        for number in range(5_000)
    ]

    assert publisher_addresses(records) == ()
