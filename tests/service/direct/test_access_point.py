import logging
import operator
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from sdk_desktop.domain.access_point import (
    AccessPointRole,
    TransportError,
    TransportStatus,
    action_of,
)
from sdk_desktop.domain.envelope import DocumentType, Envelope
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.formats.soap import domibus_plugin
from sdk_desktop.formats.soap.domibus_plugin import (
    GetErrors,
    GetStatus,
    ListPending,
    MarkDownloaded,
    PluginRequest,
    Retrieve,
    Submit,
    read_plugin_request,
)
from sdk_desktop.formats.soap.soap import SOAP_TYPE, SoapFault, SoapStream, read_soap
from sdk_desktop.formats.soap.user_message import EB
from sdk_desktop.network.http_connection import LIST_LIMIT
from sdk_desktop.service.direct import access_point as module
from sdk_desktop.service.direct.access_point import AccessPoint, Account
from tests.formats.soap.domibus_answers import (
    AS4_ID,
    ENVELOPE,
    ERRORS,
    INLINE,
    PACKED,
    PACKED_TYPE,
    answer,
    payload,
    retrieved,
    soap,
)
from tests.kit.cuttable_connection import CuttableConnection

ID = "862693f7-53d4-4d96-b35c-470055710092"
URL = "https://ap.example.se/domibus/services/wsplugin"
SECRET = "hemligt ord"
HEAD = Envelope(
    identifier=ID,
    created=datetime(2026, 3, 2, 12, tzinfo=UTC),
    sender="0203:a.example.se",
    recipient="0203:b.example.se",
)
Answer = Callable[[httpx.Request], httpx.Response]


@dataclass
class Plugin:
    """The other side: gives each question the next answer it was told to give."""

    answers: list[httpx.Response] = field(default_factory=list)
    asked: list[PluginRequest] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(
            read_plugin_request(read_soap(request.read(), request.headers["Content-Type"]))
        )
        return self.answers.pop(0)

    def says(self, written: SoapStream, status: int = 200) -> None:
        self.answers.append(
            httpx.Response(
                status,
                content=b"".join(written),
                headers={"Content-Type": written.content_type},
            )
        )

    def says_bytes(self, content: bytes, kind: str = SOAP_TYPE, status: int = 200) -> None:
        response = httpx.Response(status, content=content, headers={"Content-Type": kind})
        self.answers.append(response)

    def refuses(self, reason: str, detail: str = "", code: str = "Receiver") -> None:
        self.says(domibus_plugin.write_fault_response(SoapFault(code, reason, detail, reason)), 500)


@pytest.fixture
def plugin() -> Plugin:
    return Plugin()


@pytest.fixture
def line(plugin: Plugin) -> CuttableConnection:
    return CuttableConnection(httpx.MockTransport(plugin))


@pytest.fixture
def access_point(line: CuttableConnection) -> AccessPoint:
    return connected(line)


def connected(
    line: CuttableConnection, url: str = URL, account: Account | None = None
) -> AccessPoint:
    return AccessPoint(httpx.Client(transport=line), url, "AP0007-OPEN-TEST", account)


def submitted(plugin: Plugin) -> Submit:
    (question,) = plugin.asked
    assert isinstance(question, Submit)
    return question


@pytest.mark.parametrize("kind", DocumentType)
def test_an_envelope_is_handed_over_with_what_the_profile_demands(
    access_point: AccessPoint, plugin: Plugin, kind: DocumentType
) -> None:
    plugin.says(domibus_plugin.write_submit_response(AS4_ID))

    name = access_point.submit(ENVELOPE, replace(HEAD, document_type=kind))

    as4_message = submitted(plugin).as4_message
    assert name == AS4_ID
    assert as4_message.payload == ENVELOPE
    assert as4_message.header.original_sender == "0203:a.example.se"
    assert as4_message.header.final_recipient == "0203:b.example.se"
    assert as4_message.header.from_party == "AP0007-OPEN-TEST"
    assert as4_message.header.action == action_of(kind)
    assert as4_message.header.conversation_id == ID
    assert (as4_message.header.to_party, as4_message.header.message_id) == ("", "")


@pytest.mark.parametrize(("given", "sent"), [(None, ID), ("a-thread", "a-thread"), ("", "")])
def test_the_conversation_can_be_another_or_none(
    access_point: AccessPoint, plugin: Plugin, given: str | None, sent: str
) -> None:
    plugin.says(domibus_plugin.write_submit_response(AS4_ID))

    access_point.submit(ENVELOPE, HEAD, conversation_id=given)

    assert submitted(plugin).as4_message.header.conversation_id == sent


def test_handing_over_twice_under_our_own_name_is_harmless(
    access_point: AccessPoint, plugin: Plugin
) -> None:
    plugin.refuses(
        "Message submission failed",
        "EBMS:0004",
        "Sender",
    )
    plugin.refuses("Message with id [x] already exists. Message identifiers must be unique")

    with pytest.raises(Unavailable):
        access_point.submit(ENVELOPE, HEAD, message_id=AS4_ID)
    name = access_point.submit(ENVELOPE, HEAD, message_id=AS4_ID)

    assert name == AS4_ID
    assert {
        one.as4_message.header.message_id for one in plugin.asked if isinstance(one, Submit)
    } == {AS4_ID}


def test_a_name_that_is_taken_is_no_success_when_it_is_not_ours(
    access_point: AccessPoint, plugin: Plugin
) -> None:
    plugin.refuses("Message with id [x] already exists", "EBMS:0004")

    with pytest.raises(Unavailable):
        access_point.submit(ENVELOPE, HEAD)


def test_a_request_is_soap_1_2_of_a_known_length(
    access_point: AccessPoint, plugin: Plugin, line: CuttableConnection
) -> None:
    plugin.says(domibus_plugin.write_submit_response(AS4_ID))

    access_point.submit(bytes(3_000_000), HEAD)

    (request,) = line.requests
    assert request.headers["Content-Type"] == "application/soap+xml; charset=UTF-8"
    assert int(request.headers["Content-Length"]) == len(request.content)
    assert "Transfer-Encoding" not in request.headers
    assert "Authorization" not in request.headers
    assert operator.index(request.extensions["timeout"]["read"]) > 70
    assert request.url == URL


def test_a_user_proves_itself_by_basic_authentication(
    line: CuttableConnection, plugin: Plugin
) -> None:
    plugin.says(domibus_plugin.write_pending_response([]))
    account = Account("vårdgivare", SECRET)

    connected(line, f"{URL}?wsdl", account).pending()

    kind, _, given = line.requests[0].headers["Authorization"].partition(" ")
    assert (kind, b64decode(given).decode()) == ("Basic", f"vårdgivare:{SECRET}")
    assert line.requests[0].url == URL
    assert SECRET not in repr(account)


@pytest.mark.parametrize("url", ["http://ap.example.se/", "ftp://ap.example.se/", "", "ap"])
def test_nothing_is_sent_where_others_can_listen(line: CuttableConnection, url: str) -> None:
    with pytest.raises(Unavailable, match="https://"):
        connected(line, url, Account("u", SECRET)).pending()

    assert line.requests == []


def test_what_waits_is_listed_for_one_participant_or_all(
    access_point: AccessPoint, plugin: Plugin
) -> None:
    plugin.says(domibus_plugin.write_pending_response([AS4_ID, "another", AS4_ID]))
    plugin.says(domibus_plugin.write_pending_response([]))

    assert access_point.pending("0203:b.example.se") == (AS4_ID, "another")
    assert access_point.pending() == ()
    assert plugin.asked == [ListPending(final_recipient="0203:b.example.se"), ListPending()]


@pytest.mark.parametrize(("data", "kind"), [(INLINE, SOAP_TYPE), (PACKED, PACKED_TYPE)])
def test_an_envelope_is_taken_in_and_stays_there(
    access_point: AccessPoint, plugin: Plugin, data: bytes, kind: str
) -> None:
    plugin.says_bytes(data, kind)

    as4_message = access_point.retrieve(AS4_ID)

    assert as4_message.payload == ENVELOPE
    assert as4_message.header.message_id == AS4_ID
    assert as4_message.header.original_sender == "0203:a.example.se"
    assert plugin.asked == [Retrieve(AS4_ID, mark_downloaded=False)]


def test_an_envelope_without_a_name_has_the_one_it_was_asked_by(
    access_point: AccessPoint, plugin: Plugin
) -> None:
    plugin.says_bytes(INLINE.replace(f"MessageId>{AS4_ID}<".encode(), b"MessageId><"))

    assert access_point.retrieve("that").header.message_id == "that"


def test_another_envelope_than_the_one_asked_for_is_not_taken(
    access_point: AccessPoint, plugin: Plugin
) -> None:
    plugin.says_bytes(INLINE)

    with pytest.raises(Unavailable, match="another message"):
        access_point.retrieve("that")


def test_an_envelope_beyond_all_bounds_is_refused(
    access_point: AccessPoint, plugin: Plugin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ENVELOPE_LIMIT", len(ENVELOPE) - 1)
    plugin.says_bytes(INLINE)

    with pytest.raises(Refused, match="larger than this client accepts"):
        access_point.retrieve(AS4_ID)


def test_a_list_beyond_all_bounds_is_not_read(access_point: AccessPoint, plugin: Plugin) -> None:
    plugin.says_bytes(bytes(LIST_LIMIT + 1))

    with pytest.raises(Refused, match="larger than this client accepts"):
        access_point.pending()


def test_an_envelope_in_safe_hands_is_marked(access_point: AccessPoint, plugin: Plugin) -> None:
    plugin.says(domibus_plugin.write_marked_response(AS4_ID))

    access_point.mark_downloaded(AS4_ID)

    assert plugin.asked == [MarkDownloaded(AS4_ID)]


@pytest.mark.parametrize(
    ("reason", "detail"),
    [
        ("Message not found, id [x]", "WS_PLUGIN:0009"),
        ("Message not found, id [x]", "EBMS:0004"),
        ("No message with id [x] found", ""),
    ],
)
def test_an_envelope_that_is_gone_is_marked_already(
    access_point: AccessPoint, plugin: Plugin, reason: str, detail: str
) -> None:
    plugin.refuses(reason, detail)
    plugin.refuses(reason, detail)

    access_point.mark_downloaded(AS4_ID)
    with pytest.raises(Refused, match="does not have what was asked for"):
        access_point.retrieve(AS4_ID)


def test_a_mark_that_is_refused_is_no_success(access_point: AccessPoint, plugin: Plugin) -> None:
    plugin.refuses("Generic error", "WS_PLUGIN:0001")

    with pytest.raises(Unavailable):
        access_point.mark_downloaded(AS4_ID)


def test_the_status_is_asked_of_the_sending_side(access_point: AccessPoint, plugin: Plugin) -> None:
    plugin.says(domibus_plugin.write_status_response(TransportStatus.WAITING_FOR_RETRY))
    plugin.says(domibus_plugin.write_status_response(TransportStatus.RECEIVED))

    assert access_point.status(AS4_ID) is TransportStatus.WAITING_FOR_RETRY
    assert access_point.status(AS4_ID, AccessPointRole.RECEIVING) is TransportStatus.RECEIVED
    assert plugin.asked == [
        GetStatus(AS4_ID, AccessPointRole.SENDING),
        GetStatus(AS4_ID, AccessPointRole.RECEIVING),
    ]


def test_errors_are_told(access_point: AccessPoint, plugin: Plugin) -> None:
    plugin.says_bytes(ERRORS)

    codes = [error.code for error in access_point.errors(AS4_ID)]

    assert codes == ["EBMS_0004", "EBMS_0005"]
    assert plugin.asked == [GetErrors(AS4_ID, AccessPointRole.SENDING)]


def test_an_older_access_point_is_asked_in_the_older_way(
    access_point: AccessPoint, plugin: Plugin
) -> None:
    plugin.refuses(
        "Message part {http://eu.domibus.wsplugin/}statusRequestWithAccessPointRole was not"
        " recognized.  (Does it exist in service WSDL?)",
        code="Sender",
    )
    plugin.says(domibus_plugin.write_status_response(TransportStatus.ACKNOWLEDGED))
    plugin.says(domibus_plugin.write_errors_response([TransportError("EBMS_0004")]))

    assert access_point.status(AS4_ID) is TransportStatus.ACKNOWLEDGED
    assert access_point.errors(AS4_ID) == (TransportError("EBMS_0004"),)
    assert plugin.asked == [
        GetStatus(AS4_ID, AccessPointRole.SENDING),
        GetStatus(AS4_ID),
        GetErrors(AS4_ID),
    ]


def test_a_status_that_is_refused_is_not_asked_again(
    access_point: AccessPoint, plugin: Plugin
) -> None:
    plugin.refuses("Value of messageId is too long", "WS_PLUGIN:0007")

    with pytest.raises(Refused, match=r"WS_PLUGIN:0007"):
        access_point.status(AS4_ID)


ANOTHER = "You are not allowed to handle this message. You are authorized as [0203:x.se]"
OTHER_VERSION = "another version of its interface"
CREDENTIALS = "does not accept this client's credentials"
PROXY = "Something else answers"
CUT = "damaged or was cut short"


@pytest.mark.parametrize(
    ("fault", "family", "sentence"),
    [
        (SoapFault("Receiver", "[DOM_002]:Authentication exception", ""), Unavailable, CREDENTIALS),
        (SoapFault("Receiver", "Access is denied", ""), Unavailable, CREDENTIALS),
        (SoapFault("Sender", "You are not authorised", ""), Unavailable, CREDENTIALS),
        (SoapFault("Sender", "x", "WS_PLUGIN:0002"), Unavailable, CREDENTIALS),
        (SoapFault("VersionMismatch", "x", ""), Unavailable, OTHER_VERSION),
        (SoapFault("Sender", "Message part x was not recognized", ""), Unavailable, OTHER_VERSION),
        (
            SoapFault(
                "Sender", "A SOAP 1.2 message is not valid when sent to a SOAP 1.1 only endpoint."
            ),
            Unavailable,
            OTHER_VERSION,
        ),
        (SoapFault("Receiver", "x", "WS_PLUGIN:0001"), Unavailable, "has a fault (WS_PLUGIN:0001)"),
        (SoapFault("Receiver", "x", "EBMS:0004"), Unavailable, "has a fault (EBMS:0004)"),
        (SoapFault("Receiver", "x", "EBMS_0005"), Unavailable, "has a fault (EBMS:0005)"),
        (SoapFault("Receiver", "Out of disk", ""), Unavailable, "has a fault (Receiver)"),
        (SoapFault("Receiver", "x", "WS_PLUGIN:0003"), Refused, "refused this (WS_PLUGIN:0003)"),
        (SoapFault("Receiver", "x", "EBMS:0010"), Refused, "refused this (EBMS:0010)"),
        (SoapFault("Receiver", "x", "EBMS:0010 hemligt ord"), Refused, "refused this (EBMS:0010)"),
        (SoapFault("Receiver", ANOTHER), Unavailable, "another organisation's"),
        (SoapFault("Sender", "hemligt ord", ""), Refused, "refused this (Sender)"),
        (SoapFault("hemligt ord", "x", ""), Unavailable, "has a fault (?)"),
    ],
)
def test_each_fault_has_its_sentence(
    access_point: AccessPoint,
    plugin: Plugin,
    fault: SoapFault,
    family: type[SdkError],
    sentence: str,
) -> None:
    plugin.says(domibus_plugin.write_fault_response(fault), 500)

    with pytest.raises(family) as raised:
        access_point.retrieve(AS4_ID)

    assert sentence in str(raised.value)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    ("fault", "family", "sentence"),
    [
        (SoapFault("Receiver", "x", "EBMS:0003", SECRET), Unavailable, "the party in the settings"),
        (SoapFault("Receiver", "x", "EBMS:0010", SECRET), Unavailable, "not set up for what is"),
        (SoapFault("Receiver", "x", "WS_PLUGIN:0003"), Unavailable, "not set up for what is"),
        (SoapFault("Sender", SECRET, ""), Unavailable, "not set up for what is"),
        (SoapFault("Receiver", ANOTHER), Unavailable, "another organisation's"),
        (SoapFault("Receiver", "x", "EBMS:0004"), Unavailable, "has a fault (EBMS:0004)"),
        (SoapFault("Receiver", "x", "EBMS:0010", "Payload size exceeds 1"), Refused, "is larger"),
    ],
)
def test_only_what_lies_in_the_message_ends_it(
    access_point: AccessPoint,
    plugin: Plugin,
    fault: SoapFault,
    family: type[SdkError],
    sentence: str,
) -> None:
    plugin.says(domibus_plugin.write_fault_response(fault), 500)

    with pytest.raises(family) as raised:
        access_point.submit(ENVELOPE, HEAD)

    assert sentence in str(raised.value)
    assert SECRET not in str(raised.value)


def test_the_address_for_other_access_points_is_said_to_be_that(
    access_point: AccessPoint, plugin: Plugin
) -> None:
    header = f'<eb:Messaging xmlns:eb="{EB}"><eb:SignalMessage/></eb:Messaging>'
    fault = b"".join(domibus_plugin.write_fault_response(SoapFault("Receiver", "x")))
    head = f"<soap:Header>{header}</soap:Header><soap:Body>".encode()
    plugin.says_bytes(fault.replace(b"<soap:Body>", head), status=500)

    with pytest.raises(Unavailable, match="the address for other access points"):
        access_point.pending()


PAGE = b"<!DOCTYPE html><html><body>hemligt ord</body></html>"
OLD = INLINE.replace(b"http://eu.domibus.wsplugin/", b"http://org.ecodex.backend/1_1/")


@pytest.mark.parametrize(
    ("said", "family", "sentence"),
    [
        ((200, "text/html", PAGE), Unavailable, PROXY),
        ((200, SOAP_TYPE, PAGE), Unavailable, PROXY),
        ((200, "application/json", b'{"a": 1}'), Unavailable, PROXY),
        ((200, SOAP_TYPE, b"<a/>"), Unavailable, PROXY),
        ((407, "text/html", PAGE), Unavailable, PROXY),
        ((401, "text/html", PAGE), Unavailable, CREDENTIALS),
        ((403, "", b""), Unavailable, CREDENTIALS),
        ((302, "text/html", PAGE), Unavailable, "no access point at this address"),
        ((404, "text/html", PAGE), Unavailable, "no access point at this address"),
        ((405, "", b""), Unavailable, "no access point at this address"),
        ((413, "text/html", PAGE), Refused, "larger than the access point accepts"),
        ((429, "", b""), Unavailable, "busy or has a fault (429)"),
        ((500, "text/html", PAGE), Unavailable, "busy or has a fault (500)"),
        ((502, "text/html", PAGE), Unavailable, "busy or has a fault (502)"),
        ((503, "", b""), Unavailable, "busy or has a fault (503)"),
        ((500, SOAP_TYPE, INLINE), Unavailable, "busy or has a fault (500)"),
        ((415, "", b""), Unavailable, OTHER_VERSION),
        ((400, "", b""), Unavailable, OTHER_VERSION),
        ((200, SOAP_TYPE, OLD), Unavailable, OTHER_VERSION),
        ((200, SOAP_TYPE, soap("<x/>")), Unavailable, OTHER_VERSION),
        ((200, SOAP_TYPE, answer("submitResponse")), Unavailable, OTHER_VERSION),
        ((200, SOAP_TYPE, b""), Unavailable, CUT),
        ((200, SOAP_TYPE, INLINE[:-30]), Unavailable, CUT),
        ((200, PACKED_TYPE, PACKED[:-30]), Unavailable, CUT),
        ((200, PACKED_TYPE, PACKED[:900]), Unavailable, CUT),
        ((200, "multipart/related", PACKED), Unavailable, CUT),
        ((200, SOAP_TYPE, retrieved(payload("YQ="))), Unavailable, CUT),
        ((200, SOAP_TYPE, retrieved()), Refused, "without an envelope"),
    ],
)
def test_each_bad_answer_has_its_sentence(
    access_point: AccessPoint,
    plugin: Plugin,
    said: tuple[int, str, bytes],
    family: type[SdkError],
    sentence: str,
) -> None:
    status, kind, content = said
    plugin.says_bytes(content, kind, status)

    with pytest.raises(family) as raised:
        access_point.retrieve(AS4_ID)

    assert sentence in str(raised.value)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    ("fault", "family", "sentence"),
    [
        (CuttableConnection.cut_before, Unavailable, "does not answer"),
        (CuttableConnection.cut_after, Unavailable, "does not answer"),
        (CuttableConnection.slow, Unavailable, "does not answer"),
        (CuttableConnection.distrust, Untrusted, "could not prove who it is"),
    ],
)
def test_each_failure_of_the_line_belongs_to_a_family(
    *,
    access_point: AccessPoint,
    plugin: Plugin,
    line: CuttableConnection,
    fault: Callable[[CuttableConnection], None],
    family: type[SdkError],
    sentence: str,
) -> None:
    plugin.says(domibus_plugin.write_pending_response([]))
    fault(line)

    with pytest.raises(family, match=sentence):
        access_point.pending()


def test_the_log_has_both_names_and_no_content(
    access_point: AccessPoint, plugin: Plugin, caplog: pytest.LogCaptureFixture
) -> None:
    plugin.says(domibus_plugin.write_submit_response(AS4_ID))
    plugin.says_bytes(INLINE)
    plugin.refuses(SECRET, "WS_PLUGIN:0003")

    with caplog.at_level(logging.INFO, logger="sdk_desktop"):
        access_point.submit(ENVELOPE, HEAD)
        access_point.retrieve(AS4_ID)
        with pytest.raises(Refused):
            access_point.mark_downloaded(AS4_ID)

    assert f"submitted {ID} as {AS4_ID}" in caplog.text
    assert f"retrieve {AS4_ID}: 200" in caplog.text
    secrets = (SECRET, "example.se", b64encode(ENVELOPE).decode()[:20], "XHE")
    assert [secret for secret in secrets if secret in caplog.text] == []


@contextmanager
def heavy_access_point(size: int, form: str, folder: Path) -> Iterator[str]:
    program = Path(__file__).with_name("heavy_access_point.py")
    command = [sys.executable, str(program), str(size), form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


@pytest.mark.parametrize(
    ("what", "form", "most"),
    [("submit", "plain", 2.0), ("retrieve", "plain", 4.0), ("retrieve", "packed", 3.0)],
)
def test_a_large_envelope_is_not_held_more_than_a_few_times(
    project: Path, what: str, form: str, most: float
) -> None:
    pytest.importorskip("resource", reason="this system does not say what a process has used")
    size = 40_000_000
    client = Path(__file__).with_name("heavy_client.py")

    with heavy_access_point(size, form, project) as port:
        command = [sys.executable, str(client), port, str(size), what]
        done = subprocess.run(command, capture_output=True, text=True, cwd=project, check=True)

    held, digest = done.stdout.split()
    assert digest == sha256(b"envelope" * (size // 8)).hexdigest()
    assert float(held) < most
