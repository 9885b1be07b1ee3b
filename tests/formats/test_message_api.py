import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.domain.delivery import DeliveryEvent, RejectionCause, Status, StatusReport
from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.domain.incoming import Waiting
from sdk_desktop.domain.message import (
    Attention,
    CodeSystem,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
)
from sdk_desktop.formats.json_fields import read_json_time
from sdk_desktop.formats.message_api import (
    function_of,
    read_attributes,
    read_problem,
    read_report,
    read_resource,
    read_waiting,
    write_attributes,
    write_problem,
    write_report,
    write_resource,
    write_waiting,
)
from sdk_desktop.formats.values import write_time
from tests.kit.openapi import Official

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ID = "7bc5576a-3f87-4cf5-a0c5-277da06fcacb"

MESSAGE = Message(
    message_id=ID,
    conversation_id=ID,
    created=NOON,
    label="Kallelse till SIP-möte",
    confidential=True,
    recipient=Party("0203:habo.se", attention=Attention("f:habo", "Socialkontor")),
    sender=Party(
        "0203:jonkoping.se",
        attention=Attention(
            "f:jonkoping",
            "Vårdcentralen",
            (Person("Anna Ek"), Person("Bo Al", Identifier(CodeSystem.HSA_ID, "SE1-1"))),
            (Reference(Identifier(CodeSystem.DIARY_NUMBER, "2026:17")),),
        ),
    ),
    documents=(
        Document("d1", "Kallelse", "1", (File("a.pdf", "application/pdf", b"%PDF"),), ("Hej",)),
    ),
)

TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="￾￿"),
    min_size=1,
    max_size=30,
)
LABEL = st.none() | TEXT
IDENTIFIER = st.builds(Identifier, TEXT, TEXT)
PERSON = st.builds(Person, LABEL, st.none() | IDENTIFIER).filter(
    lambda one: one != Person() and (not one.identifier or one.label != one.identifier.extension)
)
REFERENCE = st.builds(Reference, IDENTIFIER, LABEL).filter(
    lambda one: one.label != one.identifier.extension
)
ATTENTION = st.builds(
    Attention,
    function=TEXT,
    function_label=LABEL,
    persons=st.lists(PERSON, max_size=2).map(tuple),
    references=st.lists(REFERENCE, max_size=2).map(tuple),
)
PARTY = st.builds(Party, organisation=TEXT, label=st.none(), attention=st.none() | ATTENTION)
MOMENT = st.integers(0, 4_000_000_000_000).map(
    lambda number: datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=number)
)
MESSAGES = st.builds(
    Message,
    message_id=st.uuids().map(str),
    conversation_id=st.uuids().map(str),
    created=MOMENT,
    label=LABEL,
    confidential=st.booleans(),
    recipient=PARTY,
    sender=PARTY,
    documents=st.lists(
        st.builds(
            Document,
            identifier=TEXT,
            name=LABEL,
            index=LABEL,
            files=st.lists(st.builds(File, TEXT, TEXT, st.binary(min_size=1)), max_size=2).map(
                tuple
            ),
            texts=st.lists(TEXT, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    ref_to_message_id=LABEL,
    generating_system=st.none() | IDENTIFIER,
)
EVENT = st.builds(
    DeliveryEvent,
    code=st.sampled_from(["SCHEDULED", "ACCEPTED", "WAITING_FOR_ACKNOWLEDGE", *RejectionCause]),
    time=MOMENT,
    title=st.sampled_from(["", "Message REJECTED by receiver"]),
    detail=st.sampled_from(["", "Organisationen saknas"]),
    where=st.sampled_from(["", "/messagePayload"]),
)
REPORTS = st.builds(
    StatusReport,
    message_id=st.uuids().map(str),
    status=st.sampled_from([one for one in Status if one not in {Status.QUEUED, Status.UNKNOWN}]),
    events=st.lists(EVENT, max_size=5)
    .filter(lambda events: not events or not events[0].is_cause)
    .map(tuple),
)
PLAIN = st.none() | st.booleans() | st.text(max_size=9)
FLAT = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(TEXT, PLAIN, max_size=3)
ANYTHING = FLAT | st.lists(FLAT, max_size=3) | st.dictionaries(TEXT, FLAT, max_size=3)


@given(MESSAGES)
def test_what_is_written_is_read_again(message: Message) -> None:
    document = json.loads(json.dumps({"data": write_resource("x", write_attributes(message))}))

    assert read_resource(document) == message


def test_what_is_written_follows_the_official_description(artefacts: Path) -> None:
    official = Official.read(artefacts)
    resource = write_resource(ID, write_attributes(MESSAGE))
    report = StatusReport(ID, Status.ACCEPTED, (DeliveryEvent("ACCEPTED", NOON),))
    listed = write_resource(ID, write_attributes(MESSAGE, content=False) | write_report(report))

    assert official.faults("createMessage", {"data": resource}) == []
    assert official.faults("outputArrayData", {"data": [listed]}) == []
    assert official.faults("Events", write_problem(400, "Bad Request", report.events)) == []


def test_a_list_never_has_text_or_files() -> None:
    assert "digitalDocument" not in write_attributes(MESSAGE, content=False)


def test_a_message_has_no_decimals_but_three() -> None:
    odd = replace(MESSAGE, created=NOON + timedelta(microseconds=7))

    assert write_attributes(odd)["creationDateTime"] == "2026-03-02T12:00:00.000Z"


def test_a_person_without_a_number_is_given_its_name_for_one_as_the_schema_demands() -> None:
    attention: Any = write_attributes(MESSAGE)["senderAttention"]

    assert attention["attentionPerson"][0] == {
        "root": CodeSystem.OTHER,
        "extension": "Anna Ek",
        "label": "Anna Ek",
    }


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-02T12:00:00Z", NOON),
        ("2026-03-02T12:00:00", NOON),
        ("2026-3-2T12:00", NOON),
        ("2026-03-02 13:00:00.0+01:00", NOON),
        ("2026-03-02T11:00:00-0100", NOON),
        ("2026-03-02T12:00:00.123456789Z", NOON + timedelta(microseconds=123456)),
        ("2026-13-02T12:00:00Z", None),
        ("0001-01-01T00:00:00+05:00", None),
        ("2026-03-02T12:00:00+99:00", None),
        ("yesterday", None),
        (17, None),
    ],
)
def test_times_are_read_as_services_write_them(text: object, moment: datetime | None) -> None:
    assert read_json_time(text) == moment


def test_times_are_written_in_utc() -> None:
    assert write_time(NOON.astimezone()) == "2026-03-02T12:00:00.000Z"


def test_what_services_leave_out_or_write_otherwise_is_read_all_the_same() -> None:
    attributes = write_attributes(MESSAGE)
    document: Any = attributes["digitalDocument"]
    document[0] |= {"index": 1, "contentTextBody": "Hej"}
    document[0]["contentFiles"][0]["content"] = "JVB\r\nERg=="
    attributes |= {"confidentiality": "true", "digitalDocument": document[0]}
    del attributes["messageId"], attributes["conversationId"]

    assert read_resource({"data": {"id": ID, "attributes": attributes}}) == MESSAGE


def without(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda attributes: attributes.pop(name)


def having(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda attributes: attributes.update({name: value})


def with_file(**changes: object) -> Callable[[dict[str, Any]], None]:
    return lambda attributes: attributes["digitalDocument"][0]["contentFiles"][0].update(changes)


MISSING = "A required field is missing."
WRONG = "A field has the wrong type."
CHARACTER = "A text holds a character that is not allowed."
FILE = "/digitalDocument[1]/contentFiles[1]"


@pytest.mark.parametrize(
    ("damage", "path", "text"),
    [
        (without("messageId"), "/messageId", MISSING),
        (without("sender"), "/sender", MISSING),
        (without("recipient"), "/recipient", MISSING),
        (without("creationDateTime"), "/creationDateTime", MISSING),
        (without("confidentiality"), "/confidentiality", MISSING),
        (having("confidentiality", 1), "/confidentiality", WRONG),
        (having("creationDateTime", "soon"), "/creationDateTime", "A time cannot be read."),
        (having("label", ["a"]), "/label", WRONG),
        (having("label", True), "/label", WRONG),
        (having("label", "a\0b"), "/label", CHARACTER),
        (having("label", "a\ud800b"), "/label", CHARACTER),
        (having("digitalDocument", "text"), "/digitalDocument", WRONG),
        (having("digitalDocument", [3]), "/digitalDocument[1]", WRONG),
        (having("digitalDocument", [{}]), "/digitalDocument[1]/documentId", MISSING),
        (having("senderAttention", []), "/senderAttention", WRONG),
        (
            having("senderAttention", {"subOrganization": {"label": "A"}}),
            "/senderAttention/subOrganization/extension",
            MISSING,
        ),
        (with_file(fileName=""), f"{FILE}/fileName", MISSING),
        (with_file(content=None), f"{FILE}/content", MISSING),
        (with_file(content="%%%%"), f"{FILE}/content", "A file is not valid Base64."),
        (with_file(content="JVB"), f"{FILE}/content", "A file is not valid Base64."),
        (with_file(content="å"), f"{FILE}/content", "A file is not valid Base64."),
    ],
)
def test_what_cannot_be_read_is_named_by_its_place(
    damage: Callable[[dict[str, Any]], None], path: str, text: str
) -> None:
    attributes: dict[str, Any] = write_attributes(MESSAGE)
    damage(attributes)

    with pytest.raises(InvalidMessage) as raised:
        read_attributes(attributes)

    assert [(one.path, one.text) for one in raised.value.findings] == [
        ("/data/attributes" + path, text)
    ]


@pytest.mark.parametrize("document", [None, [], 3, {}, {"data": []}, {"data": {"id": ID}}])
def test_an_answer_that_is_no_message_is_named_so(document: object) -> None:
    with pytest.raises(InvalidMessage):
        read_resource(document)


@given(ANYTHING)
def test_nothing_that_a_list_may_hold_stops_the_rest(value: object) -> None:
    attributes = {"messageStatus": value, "events": value, "recipientAttention": value}

    read_waiting({"id": value, "attributes": value}, "f")
    read_waiting({"id": "x", "attributes": attributes}, "f")
    read_report({"id": value, "attributes": value})
    read_report({"id": "x", "attributes": attributes})
    read_problem(value)
    read_problem({"eventIssues": value})


@given(REPORTS)
def test_statuses_and_events_are_read_as_they_were_written(report: StatusReport) -> None:
    attributes = {"messageId": report.message_id} | write_report(report)

    assert read_report({"id": "x", "attributes": attributes}) == report


def test_causes_follow_the_rejection_they_belong_to() -> None:
    rejected = {
        "typeCode": "MESSAGE_EXCHANGE_ERROR",
        "title": "Message REJECTED by receiver",
        "dateTime": "2026-03-02T12:00:00Z",
    }
    cause = {"typeCode": "bv", "title": "not-supported", "detail": "Filtypen", "in": "/a"}
    scheduled = {"typeCode": "SCHEDULED", "dateTime": "2026-03-02T11:00:00Z"}
    report = read_report(
        resource("MESSAGE_EXCHANGE_ERROR", eventIssues=[rejected, cause, scheduled])
    )

    assert report
    assert report.events == (
        DeliveryEvent("SCHEDULED", NOON - timedelta(hours=1)),
        DeliveryEvent("MESSAGE_EXCHANGE_ERROR", NOON, "Message REJECTED by receiver"),
        DeliveryEvent("BV", NOON, "not-supported", "Filtypen", "/a"),
    )


@pytest.mark.parametrize(
    "given_events",
    [
        {"events": {"eventIssues": [{"typeCode": "ACCEPTED", "detail": "NA"}]}},
        {"events": {"eventsIssue": [{"typeCode": "ACCEPTED"}]}},
        {"event": {"eventIssues": {"typeCode": "ACCEPTED"}}},
        {"events": [{"eventIssues": [{"typeCode": "ACCEPTED"}]}]},
        {"events": {"eventIssues": [{"type": "urn:problem-type:sdk:ACCEPTED"}, 3]}},
        {"events": {"typeCode": "ACCEPTED", "title": "ACCEPTED"}},
    ],
)
def test_events_are_found_wherever_services_put_them(given_events: Mapping[str, object]) -> None:
    attributes = {"messageId": ID, "messageStatus": "accepted", **given_events}

    assert read_report({"attributes": attributes}) == StatusReport(
        ID, Status.ACCEPTED, (DeliveryEvent("ACCEPTED", None),)
    )


@pytest.mark.parametrize("word", ["WAITING_FOR_ACKNOWLEDGE", "QUEUED"])
def test_a_status_that_nobody_knows_is_kept_as_an_event(word: str) -> None:
    assert read_report(resource(word)) == StatusReport(
        ID, Status.UNKNOWN, (DeliveryEvent(word, None),)
    )


@pytest.mark.parametrize("word", ["NEW", "RETRIEVED", "RECEIPT_SENT"])
def test_an_incoming_message_is_no_report(word: str) -> None:
    assert read_report(resource(word)) is None


def test_a_report_about_no_message_is_none() -> None:
    assert read_report({"attributes": {"messageStatus": "ACCEPTED"}}) is None


def resource(status: str, **events: object) -> dict[str, object]:
    attributes = {"messageId": ID, "messageStatus": status, "events": events}
    return {"id": "service-1", "attributes": attributes}


def test_what_waits_is_read_from_a_list() -> None:
    attributes = write_attributes(MESSAGE, content=False) | {"messageStatus": "NEW"}

    waiting = read_waiting(write_resource("service-1", attributes), "f:habo")

    assert waiting == Waiting("service-1", ID, "f:habo", NOON)
    assert read_waiting(write_waiting(waiting), "f:habo") == waiting


@pytest.mark.parametrize(
    "changes",
    [
        {"id": None, "attributes": {}},
        {"id": ".."},
        {"attributes": {"messageStatus": "ACCEPTED"}},
        {"attributes": {"recipientAttention": {"subOrganization": {"extension": "f:other"}}}},
    ],
)
def test_what_does_not_wait_here_is_left_out(changes: Mapping[str, object]) -> None:
    assert read_waiting({"id": "service-1", "attributes": {}, **changes}, "f:habo") is None


@pytest.mark.parametrize(
    ("given_resource", "service_id", "message_id"),
    [({"id": "s"}, "s", "s"), ({"attributes": {"messageId": ID}}, ID, ID)],
)
def test_one_id_stands_in_for_the_other(
    given_resource: Mapping[str, object], service_id: str, message_id: str
) -> None:
    assert read_waiting(given_resource, "f") == Waiting(service_id, message_id, "f")


def test_functions_are_named_by_lists() -> None:
    listed = write_resource("s", write_attributes(MESSAGE, content=False))

    assert (function_of(listed, "sender"), function_of({}, "sender")) == ("f:jonkoping", "")


def test_a_problem_document_is_read_as_far_as_it_is_one() -> None:
    issues = (DeliveryEvent("BV", None, "not-supported"),)
    problem = read_problem(write_problem(400, "Bad Request", issues))

    assert (problem.title, problem.codes, problem.titles) == (
        "Bad Request",
        ("BV",),
        ("not-supported",),
    )
    assert read_problem([1]).codes == ()
