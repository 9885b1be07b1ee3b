from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sdk_desktop.domain.access_point import (
    AccessPointRole,
    As4Message,
    TransportError,
    TransportStatus,
    UserMessage,
    action_of,
)
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.formats.soap import domibus, domibus_plugin
from sdk_desktop.formats.soap.domibus_plugin import (
    GetErrors,
    GetStatus,
    ListPending,
    MarkDownloaded,
    Retrieve,
    Submit,
    read_plugin_request,
)
from sdk_desktop.formats.soap.soap import (
    LARGEST_SOAP,
    Flaw,
    SoapError,
    SoapFault,
    SoapMessage,
    SoapStream,
    read_soap,
    write_soap,
)
from tests.formats.soap.domibus_answers import (
    ACTION,
    AS4_ID,
    BOUNDARY,
    ENVELOPE,
    ERRORS,
    INCLUDE,
    INLINE,
    MESSAGING,
    PACKED,
    PACKED_ROOT,
    PACKED_TYPE,
    PAYLOAD_PART,
    ROOT_PART,
    answer,
    in_base64,
    packed,
    part,
    payload,
    retrieved,
    soap,
)
from tests.formats.soap.domibus_schema import breaches, fault_breaches

SOAP = "application/soap+xml; charset=UTF-8"
ID = "862693f7-53d4-4d96-b35c-470055710092"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HEADER = UserMessage(
    original_sender="0203:a.example.se",
    final_recipient="0203:b.example.se",
    action=action_of(DocumentType.MESSAGE),
    from_party="AP0007-OPEN-TEST",
    conversation_id=ID,
)
FULL_HEADER = replace(
    HEADER,
    to_party="AP0001-SDK-QA",
    message_id=AS4_ID,
    ref_to_message_id="earlier@domibus.eu",
    timestamp=NOON,
)
PARTS = (("cid:message", "text/xml"),)
PROPERTIES = ("originalSender", "finalRecipient")
"""What is said of the envelope beside it."""
AS4_MESSAGE = As4Message(HEADER, ENVELOPE)
QUESTIONS = {
    "submit": domibus.write_submit(AS4_MESSAGE),
    "submit with all there is": domibus.write_submit(As4Message(FULL_HEADER, ENVELOPE)),
    "list all": domibus.write_list_pending(),
    "list": domibus.write_list_pending("0203:b.example.se"),
    "retrieve": domibus.write_retrieve(AS4_ID),
    "mark": domibus.write_mark_downloaded(AS4_ID),
    "status": domibus.write_get_status(AS4_ID, AccessPointRole.SENDING),
    "status, older": domibus.write_get_status(AS4_ID, None),
    "errors": domibus.write_get_errors(AS4_ID, AccessPointRole.RECEIVING),
    "errors, older": domibus.write_get_errors(AS4_ID, None),
}
ERROR = TransportError("EBMS_0004", "NOT_SERVICED", AS4_ID, "SENDING", NOON)
ANSWERS = {
    "submit": domibus_plugin.write_submit_response(AS4_ID),
    "list": domibus_plugin.write_pending_response([AS4_ID, "another"]),
    "empty list": domibus_plugin.write_pending_response([]),
    "retrieve": domibus_plugin.write_retrieve_response(As4Message(FULL_HEADER, ENVELOPE)),
    "mark": domibus_plugin.write_marked_response(AS4_ID),
    "status": domibus_plugin.write_status_response(TransportStatus.ACKNOWLEDGED),
    "errors": domibus_plugin.write_errors_response([ERROR, TransportError("EBMS_0005")]),
    "no errors": domibus_plugin.write_errors_response([]),
    "inline": SoapStream(SOAP, INLINE),
    "all errors": SoapStream(SOAP, ERRORS),
}


@pytest.fixture(scope="session")
def specs(artefacts: Path) -> Path:
    return artefacts / "domibus-ws"


def read(written: SoapStream) -> SoapMessage:
    return read_soap(b"".join(written), written.content_type)


def flaw_of(data: bytes, content_type: str = SOAP) -> Flaw:
    with pytest.raises(SoapError) as raised:
        domibus.read_as4_message(read_soap(data, content_type))
    return raised.value.flaw


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_as_the_official_schema_says(specs: Path, name: str) -> None:
    assert breaches(specs, b"".join(QUESTIONS[name])) == []


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_as_the_official_schema_says(specs: Path, name: str) -> None:
    assert breaches(specs, b"".join(ANSWERS[name])) == []


def test_the_official_schema_finds_what_is_wrong(specs: Path) -> None:
    assert breaches(specs, answer("listPendingMessagesResponse", "<messageId>x</messageId>"))
    assert breaches(specs, soap("<unknown/>"))


@pytest.mark.parametrize(
    "fault",
    [
        SoapFault(
            "Receiver", "Message not found", "WS_PLUGIN:0009", "No message with id [å] found"
        ),
        SoapFault("Sender", "What?"),
    ],
)
def test_a_fault_is_as_the_official_schema_says(specs: Path, fault: SoapFault) -> None:
    written = domibus_plugin.write_fault_response(fault)

    assert fault_breaches(specs, b"".join(written)) == []
    assert read(written).fault == fault


def test_a_submission_says_the_same_as_the_official_example(artefacts: Path) -> None:
    example = etree.parse(artefacts / "message/examples/as4_xhe_encrypted.xml")
    (theirs,) = example.xpath("//*[local-name()='UserMessage']")
    said = UserMessage(
        original_sender="0203:testb.testbed.inera.se",
        final_recipient="0203:testa.testbed.inera.se",
        action=action_of(DocumentType.MESSAGE),
        from_party="AP0007-OPEN-TEST",
        message_id="70c5ea37-f4a9-4771-b0c7-09becd024bda",
    )

    sent = etree.fromstring(b"".join(domibus.write_submit(As4Message(said, ENVELOPE))))

    (ours,) = sent.xpath("//*[local-name()='UserMessage']")
    assert plain(ours) == plain(theirs)


def plain(element: etree._Element) -> list[tuple[str, dict[str, str], str]]:
    return [
        (str(one.tag), {str(k): str(v) for k, v in one.attrib.items()}, (one.text or "").strip())
        for one in element.iter()
    ]


def test_the_official_example_is_read_but_for_its_older_interface(artefacts: Path) -> None:
    example = (artefacts / "message/examples/as4_xhe_encrypted.xml").read_bytes()

    with pytest.raises(SoapError) as raised:
        read_plugin_request(read_soap(example, SOAP))
    of_today = example.replace(b"http://org.ecodex.backend/1_1/", domibus.WS.encode())
    question = read_plugin_request(read_soap(of_today, SOAP))

    assert raised.value.flaw is Flaw.OTHER_VERSION
    assert isinstance(question, Submit)
    assert question.as4_message.header.final_recipient == "0203:testa.testbed.inera.se"
    assert b"<ns5:XHE " in question.as4_message.payload[:200]


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("submit", Submit(AS4_MESSAGE, PARTS, PROPERTIES)),
        ("submit with all there is", Submit(As4Message(FULL_HEADER, ENVELOPE), PARTS, PROPERTIES)),
        ("list all", ListPending()),
        ("list", ListPending(final_recipient="0203:b.example.se")),
        ("retrieve", Retrieve(AS4_ID, mark_downloaded=False)),
        ("mark", MarkDownloaded(AS4_ID)),
        ("status", GetStatus(AS4_ID, AccessPointRole.SENDING)),
        ("status, older", GetStatus(AS4_ID)),
        ("errors", GetErrors(AS4_ID, AccessPointRole.RECEIVING)),
        ("errors, older", GetErrors(AS4_ID)),
    ],
)
def test_a_question_arrives_as_it_was_asked(name: str, question: object) -> None:
    assert read_plugin_request(read(QUESTIONS[name])) == question


def test_who_retrieves_without_a_word_lets_go() -> None:
    question = answer("retrieveMessageRequest", f"<messageID>{AS4_ID}</messageID>")

    assert read_plugin_request(read_soap(question, SOAP)) == Retrieve(AS4_ID, mark_downloaded=True)


@pytest.mark.parametrize("packed_up", [False, True])
@given(content=st.binary(min_size=1, max_size=300))
def test_an_envelope_arrives_byte_for_byte(packed_up: bool, content: bytes) -> None:
    as4_message = As4Message(FULL_HEADER, content)
    submission = domibus.write_submit(as4_message, packed=packed_up)
    retrieval = domibus_plugin.write_retrieve_response(as4_message, packed=packed_up)

    assert read_plugin_request(read(submission)) == Submit(as4_message, PARTS, PROPERTIES)
    assert domibus.read_as4_message(read(retrieval)) == as4_message


@pytest.mark.parametrize("packed_up", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 1_000_000])
def test_the_length_is_known_before_anything_is_written(size: int, packed_up: bool) -> None:
    written = domibus.write_submit(As4Message(HEADER, bytes(size)), packed=packed_up)

    assert len(written) == len(b"".join(written)) == sum(len(piece) for piece in written)


def test_a_large_envelope_is_written_in_pieces() -> None:
    written = domibus.write_submit(As4Message(HEADER, bytes(5_000_000)))

    assert max(len(piece) for piece in written) < 1_200_000


def test_what_xml_cannot_carry_is_not_written() -> None:
    with pytest.raises(InvalidMessage):
        domibus.write_submit(As4Message(replace(HEADER, original_sender="\x01"), ENVELOPE))


def test_texts_are_escaped() -> None:
    header = replace(HEADER, original_sender="0203:a&b<c>")

    question = read_plugin_request(read(domibus.write_submit(As4Message(header, ENVELOPE))))

    assert question == Submit(As4Message(header, ENVELOPE), PARTS, PROPERTIES)


def test_an_answer_with_all_optional_parts_is_understood() -> None:
    as4_message = domibus.read_as4_message(read_soap(INLINE, SOAP))

    assert as4_message.payload == ENVELOPE
    assert as4_message.header == replace(
        FULL_HEADER, timestamp=datetime(2026, 3, 2, 12, 0, 1, 87_000, tzinfo=UTC)
    )
    assert as4_message.header.action == ACTION


@pytest.mark.parametrize(
    "data",
    [
        retrieved(payload(in_base64())),
        retrieved(payload(f"\n  {in_base64()[:40]}\r\n\t{in_base64()[40:]}\n")),
        retrieved(payload(in_base64()).replace("payload", "bodyload")),
        retrieved(payload(in_base64(), "CID:Message")),
        retrieved(payload(in_base64(), "cid:anything")),
        INLINE.replace(b"?>", b"?><!-- from a proxy -->", 1),
        b"\xef\xbb\xbf" + INLINE.partition(b"?>")[2],
    ],
)
def test_an_envelope_in_base64_is_understood(data: bytes) -> None:
    assert domibus.read_as4_message(read_soap(data, SOAP)).payload == ENVELOPE


@pytest.mark.parametrize("kind", [SOAP, "text/xml", "Application/XML ;charset=utf-8", ""])
def test_an_answer_may_claim_to_be_any_xml(kind: str) -> None:
    assert domibus.read_as4_message(read_soap(INLINE, kind)).payload == ENVELOPE


PLAIN_NAME = part(ENVELOPE, Content_ID="<p1@x>")
PLAIN_ROOT = ROOT_PART.replace(INCLUDE.partition("href=")[2].encode(), b'"cid:p1@x"/>')


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PACKED, PACKED_TYPE),
        (PACKED[2:], PACKED_TYPE),
        (b"This is a message in MIME.\r\n" + PACKED + b"afterwards", PACKED_TYPE),
        (PACKED.removesuffix(b"\r\n"), PACKED_TYPE),
        (packed(PAYLOAD_PART, ROOT_PART), PACKED_TYPE),
        (packed(ROOT_PART, part(b"x", Content_ID="<other>"), PAYLOAD_PART), PACKED_TYPE),
        (packed(ROOT_PART, PAYLOAD_PART), PACKED_TYPE.partition("; start")[0]),
        (PACKED, PACKED_TYPE.replace("multipart/related", "Multipart/Related")),
        (PACKED, PACKED_TYPE.replace("; ", ";\r\n\t")),
        (packed(PLAIN_ROOT, PLAIN_NAME), PACKED_TYPE),
        (packed(PLAIN_ROOT, PLAIN_NAME.replace(b"<p1@x>", b" p1@x ")), PACKED_TYPE),
        (packed(PLAIN_ROOT, PLAIN_NAME.replace(b"Content-ID", b"content-id")), PACKED_TYPE),
        (packed(PLAIN_ROOT, PLAIN_NAME, boundary="b"), 'multipart/related; boundary="b"'),
        (packed(PLAIN_ROOT, PLAIN_NAME, boundary="b"), "multipart/related; boundary=b"),
        (PACKED.replace(BOUNDARY.encode() + b"\r\n", BOUNDARY.encode() + b" \t\r\n"), PACKED_TYPE),
        (
            packed(PLAIN_ROOT.replace(b"\r\n", b"\n"), PLAIN_NAME.replace(b"\r\n", b"\n")).replace(
                f"\r\n--{BOUNDARY}\r\n".encode(), f"\n--{BOUNDARY}\n".encode()
            ),
            PACKED_TYPE,
        ),
        (
            packed(
                PLAIN_ROOT,
                part(
                    in_base64().encode(),
                    Content_ID="<p1@x>",
                    Content_Transfer_Encoding="BASE64",
                ),
            ),
            PACKED_TYPE,
        ),
        (
            packed(
                PLAIN_ROOT,
                part(
                    ENVELOPE.replace(b"=", b"=3D").replace(b"\n", b"=0A"),
                    Content_ID="<p1@x>",
                    Content_Transfer_Encoding="quoted-printable",
                ),
            ),
            PACKED_TYPE,
        ),
        (packed(b"\r\n" + retrieved(payload(in_base64()))), PACKED_TYPE),
    ],
)
def test_a_packed_envelope_is_understood(data: bytes, kind: str) -> None:
    assert domibus.read_as4_message(read_soap(data, kind)).payload == ENVELOPE


@pytest.mark.parametrize("content", [b"\r\n", b"\n", b"a\r\n--", b"--\r\n\r\n", b"\x00\xff\r"])
def test_line_breaks_at_the_edge_of_a_packed_envelope_are_its_own(content: bytes) -> None:
    data = packed(PLAIN_ROOT, part(content, Content_ID="<p1@x>"))

    assert domibus.read_as4_message(read_soap(data, PACKED_TYPE)).payload == content


@pytest.mark.parametrize("cut", range(1, len(PACKED) - 4, 97))
def test_a_packed_answer_that_was_cut_short_is_not_believed(cut: int) -> None:
    assert flaw_of(PACKED[:cut], PACKED_TYPE) is Flaw.BROKEN


@pytest.mark.parametrize("cut", range(0, len(INLINE), 97))
def test_an_answer_that_was_cut_short_is_not_believed(cut: int) -> None:
    assert flaw_of(INLINE[:cut]) is Flaw.BROKEN


@pytest.mark.parametrize(
    ("data", "kind", "flaw"),
    [
        (b"<html><body>Sign in</body></html>", "text/html", Flaw.NOT_SOAP),
        (b"<!DOCTYPE html>\n<html></html>", "text/xml", Flaw.NOT_SOAP),
        (b" <HTML></HTML>", SOAP, Flaw.NOT_SOAP),
        (b'{"error": "no"}', "application/json", Flaw.NOT_SOAP),
        (INLINE, "text/html", Flaw.NOT_SOAP),
        (INLINE, "application/octet-stream", Flaw.NOT_SOAP),
        (b"<a/>", SOAP, Flaw.NOT_SOAP),
        (b"<Envelope/>", SOAP, Flaw.NOT_SOAP),
        (b"", SOAP, Flaw.BROKEN),
        (b"not XML", SOAP, Flaw.BROKEN),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + INLINE.partition(b"?>")[2], SOAP, Flaw.BROKEN),
        (soap(""), SOAP, Flaw.BROKEN),
        (INLINE.replace(b"soap:Body", b"soap:Other"), SOAP, Flaw.BROKEN),
        (answer("retrieveMessageResponse", payload(in_base64())), SOAP, Flaw.BROKEN),
        (retrieved(payload("hej!")), SOAP, Flaw.BROKEN),
        (retrieved(payload("aGV")), SOAP, Flaw.BROKEN),
        (retrieved(payload(INCLUDE)), SOAP, Flaw.BROKEN),
        (retrieved(), SOAP, Flaw.WITHOUT_PAYLOAD),
        (retrieved(payload("")), SOAP, Flaw.WITHOUT_PAYLOAD),
        (retrieved('<payload payloadId="cid:message"/>'), SOAP, Flaw.WITHOUT_PAYLOAD),
        (retrieved(payload("YQ=="), payload("Yg==")), SOAP, Flaw.WITHOUT_PAYLOAD),
        (retrieved(payload("YQ==", "cid:a"), payload("YQ==", "b")), SOAP, Flaw.WITHOUT_PAYLOAD),
        (
            INLINE.replace(b"http://eu.domibus.wsplugin/", b"http://org.ecodex.backend/1_1/"),
            SOAP,
            Flaw.OTHER_VERSION,
        ),
        (soap('<x xmlns="urn:x"/>', MESSAGING), SOAP, Flaw.OTHER_VERSION),
        (b"".join(ANSWERS["list"]), SOAP, Flaw.OTHER_VERSION),
        (PACKED, "multipart/related", Flaw.BROKEN),
        (PACKED, "multipart/related; boundary=other", Flaw.BROKEN),
        (packed(), PACKED_TYPE, Flaw.BROKEN),
        (packed(ROOT_PART), PACKED_TYPE, Flaw.BROKEN),
        (packed(ROOT_PART, PAYLOAD_PART, *[b"\r\n"] * 200), PACKED_TYPE, Flaw.BROKEN),
        (packed(b"no headers and no empty line"), PACKED_TYPE, Flaw.BROKEN),
        (packed(ROOT_PART, PAYLOAD_PART.replace(b"binary", b"gzip")), PACKED_TYPE, Flaw.BROKEN),
        (packed(ROOT_PART, PAYLOAD_PART.replace(b"binary", b"base64")), PACKED_TYPE, Flaw.BROKEN),
        (
            packed(ROOT_PART.replace(b"cid:", b"http:"), PAYLOAD_PART),
            PACKED_TYPE,
            Flaw.BROKEN,
        ),
        (PACKED_ROOT, "multipart/related; boundary=b", Flaw.BROKEN),
        (bytes(LARGEST_SOAP + 1), SOAP, Flaw.TOO_LARGE),
    ],
)
def test_a_bad_answer_has_its_flaw(data: bytes, kind: str, flaw: Flaw) -> None:
    assert flaw_of(data, kind) is flaw


def test_a_fault_of_soap_1_1_is_understood() -> None:
    data = (
        b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>'
        b"<faultcode>s:Server</faultcode><faultstring>A SOAP 1.2\n message</faultstring><detail>"
        b'<n:FaultDetail xmlns:n="http://org.ecodex.backend/1_1/"><code>EBMS:0004</code>'
        b"<message>Broken</message></n:FaultDetail></detail></s:Fault></s:Body></s:Envelope>"
    )

    fault = read_soap(data, "text/xml").fault

    assert fault == SoapFault("Server", "A SOAP 1.2 message", "EBMS:0004", "Broken")


def test_what_is_no_fault_is_none() -> None:
    assert read_soap(INLINE, SOAP).fault is None


def test_a_fault_may_come_in_a_package() -> None:
    fault = b"".join(domibus_plugin.write_fault_response(SoapFault("Receiver", "No")))

    assert read_soap(packed(b"\r\n" + fault), PACKED_TYPE).fault == SoapFault("Receiver", "No")


def test_names_are_read_once_each_and_without_blanks() -> None:
    inside = (
        "<messageID> a </messageID><messageID/><messageID>b</messageID><messageID>a</messageID>"
    )

    assert domibus.read_pending(read_soap(answer("listPendingMessagesResponse", inside), SOAP)) == (
        "a",
        "b",
    )


def test_a_submission_has_a_name() -> None:
    assert domibus.read_submitted(read(ANSWERS["submit"])) == AS4_ID
    with pytest.raises(SoapError):
        domibus.read_submitted(read_soap(answer("submitResponse"), SOAP))


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("ACKNOWLEDGED", TransportStatus.ACKNOWLEDGED),
        (" SEND_FAILURE\n", TransportStatus.SEND_FAILURE),
        ("SENT_BY_PIGEON", TransportStatus.UNKNOWN),
        ("", TransportStatus.UNKNOWN),
    ],
)
def test_a_status_is_read_whatever_its_word(word: str, status: TransportStatus) -> None:
    assert domibus.read_status(read_soap(answer("getStatusResponse", word), SOAP)) is status


def test_every_status_of_the_official_schema_is_known(specs: Path) -> None:
    body = etree.parse(specs / "webservicePlugin-body.xsd")
    words = body.xpath(
        "//*[@name='messageStatus']//*[local-name()='enumeration']/@value",
    )

    assert {TransportStatus.read(str(word)) for word in words} == set(TransportStatus) - {
        TransportStatus.UNKNOWN
    }


def test_some_statuses_say_that_it_arrived_and_one_that_it_never_will() -> None:
    arrived = {one for one in TransportStatus if one.arrived}

    assert arrived == {TransportStatus.ACKNOWLEDGED, TransportStatus.ACKNOWLEDGED_WITH_WARNING}
    assert [one for one in TransportStatus if one.failed] == [TransportStatus.SEND_FAILURE]


def test_errors_are_read_as_far_as_they_are_told() -> None:
    time = datetime(2026, 3, 2, 12, 0, 1, 500_000, tzinfo=UTC)

    assert domibus.read_errors(read_soap(ERRORS, SOAP)) == (
        TransportError("EBMS_0004", "NOT_SERVICED", AS4_ID, "SENDING", time),
        TransportError("EBMS_0005"),
    )


def test_what_is_written_can_be_read_again() -> None:
    errors = (ERROR, TransportError("EBMS_0005"))

    assert domibus.read_errors(read(domibus_plugin.write_errors_response(errors))) == errors
    assert domibus.read_pending(read(ANSWERS["list"])) == (AS4_ID, "another")
    domibus.read_marked(read(ANSWERS["mark"]))


def test_a_plain_message_has_no_payload() -> None:
    written = write_soap("<a/>")

    assert b"".join(written).endswith(b"<soap:Body><a/></soap:Body></soap:Envelope>")
    assert "Header" not in b"".join(written).decode()
