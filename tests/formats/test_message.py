from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.domain.message import (
    Attention,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
)
from sdk_desktop.formats.message import (
    check_message,
    content_digest,
    examine_message,
    read_message,
    write_message,
)
from tests.formats.official import official
from tests.kit.messages import message_between, party

TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip(" \t\r\n") != "")
IDENTIFIERS = st.builds(Identifier, TEXT, TEXT)
NAMES = st.none() | TEXT
ATTENTIONS = st.builds(
    Attention,
    function=TEXT,
    function_label=NAMES,
    persons=st.lists(st.builds(Person, TEXT, st.none() | IDENTIFIERS), max_size=2).map(tuple),
    references=st.lists(st.builds(Reference, IDENTIFIERS, NAMES), max_size=2).map(tuple),
)
FILES = st.builds(File, TEXT, TEXT, st.binary(min_size=1, max_size=50))
DOCUMENTS = st.builds(
    Document,
    identifier=TEXT,
    name=NAMES,
    index=NAMES,
    files=st.lists(FILES, max_size=2).map(tuple),
    texts=st.lists(TEXT, min_size=1, max_size=2).map(tuple),
)
MESSAGES = st.builds(
    Message,
    message_id=st.uuids().map(str),
    conversation_id=st.uuids().map(str),
    created=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 - hypothesis wants bounds without a zone
        lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    ),
    label=NAMES,
    confidential=st.booleans(),
    recipient=st.builds(Party, TEXT, NAMES, ATTENTIONS),
    sender=st.builds(Party, TEXT, NAMES, st.none() | ATTENTIONS),
    documents=st.lists(DOCUMENTS, min_size=1, max_size=3).map(tuple),
    ref_to_message_id=st.none() | st.uuids().map(str),
    generating_system=st.none() | IDENTIFIERS,
)


@given(MESSAGES)
@settings(max_examples=150)
def test_what_is_written_is_read_again(message: Message) -> None:
    assert read_message(write_message(message)) == message
    assert examine_message(message) == ((), len(write_message(message)))


@given(message=MESSAGES)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_follows_the_official_schema(message: Message, artefacts: Path) -> None:
    schema = official_schema(artefacts)

    assert schema.validate(etree.fromstring(write_message(message)))


@pytest.mark.parametrize("name", ["min.xml", "messageWithAttachments3.xml"])
def test_official_examples_have_no_findings(artefacts: Path, name: str) -> None:
    message = read_message(example(artefacts, name))

    assert message.texts
    assert check_message(message) == ()


@pytest.mark.parametrize(
    ("name", "cause", "code", "place"),
    [
        ("TF2.4.1.xml", "SV", "structure", "messageHeader/creationDateTime"),
        ("TF2.4.2.xml", "BV", "invariant", "sender/senderID/root"),
    ],
)
def test_official_bad_examples_have_the_finding_that_the_specification_names(
    artefacts: Path, name: str, cause: str, code: str, place: str
) -> None:
    with pytest.raises(InvalidMessage) as caught:
        read_message(example(artefacts, name))

    (finding,) = caught.value.findings
    assert (finding.cause, finding.code) == (cause, code)
    assert finding.path.endswith(place)


MUTATIONS = {
    "an element is missing": ("<ns2:confidentiality>true</ns2:confidentiality>", ""),
    "elements change places": (
        "<ns2:label>Printerpapper</ns2:label>",
        "<ns2:sender/><ns2:label>Printerpapper</ns2:label>",
    ),
    "a boolean is none": (">true<", ">ja<"),
    "text stands between elements": ("<ns2:messageBody>", "<ns2:messageBody>hej"),
    "an attribute is added": ("<ns2:messageBody>", '<ns2:messageBody x="1">'),
    "an element of another namespace ends a header": (
        "</ns2:messageHeader>",
        '<x xmlns="urn:x">1</x></ns2:messageHeader>',
    ),
    "an element of another namespace ends an identifier": (
        "</ns2:recipientID>",
        '<x xmlns="urn:x">1</x></ns2:recipientID>',
    ),
    "an element without namespace ends a header": (
        "</ns2:messageHeader>",
        "<x>1</x></ns2:messageHeader>",
    ),
    "a name is too long": ("SDK: The function ID of the recipient", "å" * 257),
    "a name is just long enough": ("SDK: The function ID of the recipient", "å" * 256),
    "the day does not exist": ("2019-08-22T", "2019-02-30T"),
    "midnight ends the day": ("T07:27:15.433Z", "T24:00:00.0Z"),
    "a second after that": ("T07:27:15.433Z", "T24:00:01.0Z"),
    "the year is before our era": ("2019-08-22T", "-2019-08-22T"),
    "the year has five digits": ("2019-08-22T", "12019-08-22T"),
    "there is no such year": ("2019-08-22T", "0000-08-22T"),
    "a leaf holds an element": ("Teststring", "<ns2:b>Teststring</ns2:b>"),
    "a document comes twice": (
        "</ns2:messageBody>",
        "<ns2:documents><ns2:documentID>2</ns2:documentID></ns2:documents></ns2:messageBody>",
    ),
    "a text comes before a file": (
        "</ns2:ContentText>",
        (
            "</ns2:ContentText><ns2:ContentFiles><ns2:fileName>a</ns2:fileName><ns2:contentType>b"
            "</ns2:contentType><ns2:content>AA==</ns2:content></ns2:ContentFiles>"
        ),
    ),
}


@pytest.mark.parametrize("change", MUTATIONS)
def test_our_structure_agrees_with_the_official_schema(artefacts: Path, change: str) -> None:
    old, new = MUTATIONS[change]
    data = example(artefacts, "min.xml").decode().replace(old, new, 1)
    official = official_schema(artefacts).validate(etree.fromstring(data.encode()))

    assert structure_is_right(data.encode()) == official


def file_before_text(content: str) -> str:
    return (
        "<ns2:ContentFiles><ns2:fileName>a</ns2:fileName><ns2:contentType>b</ns2:contentType>"
        f"<ns2:content>{content}</ns2:content></ns2:ContentFiles><ns2:ContentText>"
    )


BROKEN_RULES = {
    "MessageId": ("<ns2:messageId>3a94b4ed", "<ns2:messageId>3a94b4eX"),
    "conversationId": ("<ns2:conversationId>3a94b4ed-", "<ns2:conversationId>3a94b4ed"),
    "creationDateTime": ("15.433Z", "15.4331Z"),
    "subjectlabel": ("Printerpapper", "ö" * 257),
    "recipientIdvalue": ("iso6523-actorid-upis", "iso6523"),
    "subOrgRoot": ("urn:riv:infrastructure:messaging:functionalAddress", "urn:x"),
    "verifyNonEmptyElements": ("Teststring", " \n "),
    "content": (
        """<ns2:ContentText>
					<ns2:characterSequence>Teststring</ns2:characterSequence>
				</ns2:ContentText>""",
        "",
    ),
    "base64": ("<ns2:ContentText>", file_before_text("AA=A")),
    "contentFiles": ("<ns2:ContentText>", file_before_text("\n AAAA")),
}


@pytest.mark.parametrize("rule", BROKEN_RULES)
def test_each_rule_is_found_broken(artefacts: Path, rule: str) -> None:
    old, new = BROKEN_RULES[rule]
    text = example(artefacts, "min.xml").decode()
    data = text.replace(old, new, 1)

    with pytest.raises(InvalidMessage) as caught:
        read_message(data.encode())

    assert {finding.rule for finding in caught.value.findings} == {rule}


@pytest.mark.parametrize("content", [" AAAA", "\n" + "A" * 400_000, "=AAA"])
def test_base64_begins_with_base64_as_the_official_rule_says(artefacts: Path, content: str) -> None:
    text = example(artefacts, "min.xml").decode()
    data = text.replace("<ns2:ContentText>", file_before_text(content), 1).encode()

    with pytest.raises(InvalidMessage) as caught:
        read_message(data)

    assert [(one.rule, one.cause, one.code) for one in caught.value.findings] == [
        ("contentFiles", "BV", "invariant")
    ]
    assert "contentFiles" in official(artefacts, "message").broken(data)


@pytest.mark.parametrize("content", ["AAAA\n", "AA\nAA", "A" * 200_000 + "\n" + "A" * 200_000])
def test_base64_may_have_line_breaks_within(artefacts: Path, content: str) -> None:
    text = example(artefacts, "min.xml").decode()
    data = text.replace("<ns2:ContentText>", file_before_text(content), 1).encode()

    (file,) = read_message(data).files
    assert len(file.content) == len("".join(content.split())) * 3 // 4


@pytest.mark.parametrize("year", ["-2019", "12019"])
def test_a_year_that_the_rules_do_not_know_breaks_a_rule_not_the_structure(
    artefacts: Path, year: str
) -> None:
    data = example(artefacts, "min.xml").replace(b"2019-08-22T", f"{year}-08-22T".encode())

    with pytest.raises(InvalidMessage) as caught:
        read_message(data)

    assert [(one.rule, one.cause) for one in caught.value.findings] == [("creationDateTime", "BV")]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "well-formed"),
        (b"<a", "well-formed"),
        (b"<a/>", "xsd"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "doctype"),
        (
            b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --> <!DOCTYPE a SYSTEM "file:///x"><a/>',
            "doctype",
        ),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), "xsd"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "encoding"),
        (b"<a>&#0;</a>", "well-formed"),
        (b"<a>" * 5000 + b"</a>" * 5000, "depth"),
        (b" " * 100_000_001, "size"),
    ],
)
def test_hostile_documents_are_refused_in_words(data: bytes, rule: str) -> None:
    with pytest.raises(InvalidMessage) as caught:
        read_message(data)

    assert caught.value.findings[0].rule == rule


@pytest.mark.parametrize(
    ("elements", "findings", "rule"),
    [(90_000, 100, "verifyNonEmptyElements"), (1_000_000, 1, "size")],
)
def test_of_very_many_findings_a_hundred_are_named(
    artefacts: Path, elements: int, findings: int, rule: str
) -> None:
    filling = '<x xmlns="urn:x">' + "<y/>" * elements + "</x></ns2:messageBody>"
    data = example(artefacts, "min.xml").decode().replace("</ns2:messageBody>", filling)

    with pytest.raises(InvalidMessage) as caught:
        read_message(data.encode())

    assert len(caught.value.findings) == findings
    assert caught.value.findings[0].rule == rule


def test_a_finding_never_repeats_content(artefacts: Path) -> None:
    data = example(artefacts, "min.xml").decode().replace("Printerpapper", "hemligt" * 50)

    with pytest.raises(InvalidMessage) as caught:
        read_message(data.encode())

    assert "hemligt" not in repr(caught.value.findings)


def test_characters_that_xml_cannot_carry_are_found_before_writing() -> None:
    somebody = party("0203:a.example.se", "sdk:a")
    message = message_between(somebody, somebody, label="rubrik\x0b")

    assert [finding.rule for finding in check_message(message)] == ["characters"]


def example(artefacts: Path, name: str) -> bytes:
    return (artefacts / "message/examples" / name).read_bytes()


def official_schema(artefacts: Path) -> etree.XMLSchema:
    name = "infrastructure_messaging_MessageWithAttachments_3.0.xsd"
    return etree.XMLSchema(etree.parse(artefacts / "message" / name))


def structure_is_right(data: bytes) -> bool:
    try:
        read_message(data)
    except InvalidMessage as error:
        return all(finding.rule != "xsd" for finding in error.findings)
    return True


@given(MESSAGES, MESSAGES)
@settings(max_examples=50)
def test_a_digest_tells_messages_apart_and_not_ways_of_writing(
    one: Message, other: Message
) -> None:
    assert content_digest(read_message(write_message(one))) == content_digest(one)
    assert (content_digest(one) == content_digest(other)) is (one == other)
