import json
from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.incoming import Waiting
from sdk_desktop.domain.message import Attention, Document, File, Party, new_id
from sdk_desktop.formats.message_api import (
    read_resource,
    read_waiting,
    write_attributes,
    write_resource,
)
from sdk_desktop.formats.status_api import instance_of
from sdk_desktop.sandbox.service.raw_message import loose_attributes
from tests.kit.openapi import Official
from tests.kit.sandbox_network import NOON
from tests.sandbox.box import MESSAGES, RECEPTION, SOCIAL, Box, message_to, practice

TAKES = practice("tar-emot")


def test_a_sent_message_is_created_at_a_place_of_its_own() -> None:
    box = Box()
    message = message_to(TAKES)

    answer = box.post(message)

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{MESSAGES}/{message.message_id}"
    assert box.ask("GET", answer.headers["Location"]).status_code == 200


def test_what_a_client_leaves_out_is_added_by_the_service() -> None:
    box = Box()
    attributes = write_attributes(message_to(TAKES))
    for name in ("messageId", "conversationId", "creationDateTime"):
        del attributes[name]

    answer = box.ask(
        "POST", MESSAGES, json={"data": {"type": "messages", "attributes": attributes}}
    )

    added = box.attributes(answer.get_json()["data"]["id"])
    assert answer.status_code == 201
    assert added["conversationId"] == added["messageId"]
    assert added["creationDateTime"] == "2026-03-02T12:00:00.000Z"


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        (
            "7a366a80-9931-4f37-b224-de4069e1c8bf",
            "urn:uuid:7a366a80-9931-4f37-b224-de4069e1c8bf",
        ),
        ("ett två/tre", "urn:sdk:ett%20tv%C3%A5%2Ftre"),
    ],
)
def test_what_a_problem_is_about_is_a_uri(name: str, uri: str) -> None:
    assert instance_of(name) == uri


def test_a_problem_names_what_it_is_about_by_a_uri() -> None:
    about = [
        Box().ask("GET", f"{MESSAGES}/7a366a80-9931-4f37-b224-de4069e1c8bf"),
        Box().ask("GET", f"{MESSAGES}/ingen"),
        Box().ask("POST", MESSAGES, json={"data": {}}),
    ]

    known, other, new = (answer.get_json()["instance"] for answer in about)

    assert known == "urn:uuid:7a366a80-9931-4f37-b224-de4069e1c8bf"
    assert other == "urn:sdk:ingen"
    assert new.startswith("urn:uuid:")


def test_the_same_message_posted_twice_is_sent_once() -> None:
    box = Box()
    message = message_to(TAKES)

    first, second = box.post(message), box.post(message)
    box.watch.turn(minutes=1)

    assert second.status_code == 201
    assert second.headers["Location"] == first.headers["Location"]
    assert len(box.attributes(message.message_id)["events"]["eventIssues"]) == 5


def test_another_message_with_the_same_identifier_is_refused() -> None:
    box = Box()
    message = message_to(TAKES)
    box.post(message)

    answer = box.post(replace(message, label="Något annat"))

    assert answer.status_code == 400
    assert answer.get_json()["eventIssues"][0]["title"] == "duplicate"


def test_what_was_sent_comes_back_whole() -> None:
    box = Box()
    message = message_to(TAKES, File("å.pdf", "application/pdf", bytes(range(256))))

    box.post(message)

    assert read_resource(box.ask("GET", f"{MESSAGES}/{message.message_id}").get_json()) == message


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"data": {}}', b'{"data": {"type": "messages", "attributes": 7}}'],
)
def test_a_body_that_is_no_message_is_a_bad_request(body: bytes) -> None:
    box = Box()
    headers = {"Authorization": f"Bearer {box.token()}"}

    answer = box.web.post(MESSAGES, data=body, headers=headers)

    assert answer.status_code == 400
    assert answer.get_json()["eventIssues"][0]["typeCode"] == "SV"


def test_a_resource_of_another_type_is_a_bad_request() -> None:
    box = Box()
    body = {"data": {"type": "letters", "attributes": write_attributes(message_to(TAKES))}}

    assert box.ask("POST", MESSAGES, json=body).status_code == 400


def test_a_message_that_breaks_a_rule_is_refused_with_every_cause() -> None:
    box = Box()
    message = replace(message_to(TAKES), conversation_id="x", ref_to_message_id="y")

    answer = box.post(message)

    assert answer.status_code == 400
    assert [issue["title"] for issue in answer.get_json()["eventIssues"]] == ["invariant"] * 2


def test_a_message_that_is_too_large_is_refused_at_once() -> None:
    box = Box()
    large = File("a.pdf", "application/pdf", bytes(23_000_000))

    answer = box.post(message_to(TAKES, large))

    assert answer.status_code == 400
    assert answer.get_json()["eventIssues"][0]["title"] == "too-long"


def test_a_function_that_the_address_book_does_not_have_is_refused() -> None:
    box = Box()
    message = message_to(TAKES)
    unknown = Attention("sdk:ingen:0203:ovningsmyndigheten.example.se")
    lost = replace(message, recipient=replace(message.recipient, attention=unknown))
    astray = replace(
        message, recipient=replace(message.recipient, organisation="0203:x.example.se")
    )

    titles = [box.post(one).get_json()["eventIssues"][0]["title"] for one in (lost, astray)]

    assert titles == ["not-found", "not-found"]


def test_nobody_sends_in_the_name_of_others() -> None:
    box = Box()
    message = message_to(TAKES)
    other = replace(message, sender=Party("0203:lindhaga.example.se", attention=Attention(SOCIAL)))
    unit = Attention("sdk:elevhalsan:0203:ekdala.example.se")
    not_ours = replace(message, sender=replace(message.sender, attention=unit))

    answers = [box.post(one) for one in (other, not_ours)]

    assert [one.status_code for one in answers] == [400, 400]


def test_a_list_never_carries_content() -> None:
    box = Box()
    box.post(message_to(TAKES))

    listed = box.listed()

    assert len(listed) == 11
    assert all("digitalDocument" not in one["attributes"] for one in listed)


def test_filters_combine() -> None:
    box = Box()
    message = message_to(TAKES)
    box.sent(message)

    function = "Attention__subOrganization__extension"
    to_reception = box.listed(**{f"recipient{function}": RECEPTION})
    ours = box.listed(**{f"sender{function}": SOCIAL, "messageStatus": "ACCEPTED"})
    to_them = box.listed(**{f"recipient{function}": TAKES})
    nothing = box.listed(messageStatus="NEW", **{f"sender{function}": SOCIAL})

    assert len(to_reception) == 2
    assert [one["id"] for one in ours] == [message.message_id]
    assert [one["id"] for one in to_them] == [message.message_id]
    assert nothing == []


def test_a_list_can_be_limited_in_time() -> None:
    box = Box()

    recent = box.listed(creationDateTimeStart="2026-03-02T11:00:00Z")
    older = box.listed(creationDateTimeStop="2026-03-02T11:00:00Z")

    assert [len(recent), len(older)] == [2, 8]


@pytest.mark.parametrize(
    "query", [{"filter[colour]": "red"}, {"filter[creationDateTimeStop]": "x"}]
)
def test_a_filter_that_cannot_be_followed_is_a_bad_request(query: dict[str, str]) -> None:
    assert Box().ask("GET", MESSAGES, query).status_code == 400


def test_a_message_is_deleted_only_when_nothing_more_will_happen_to_it() -> None:
    box = Box()
    message = message_to(TAKES)
    path = f"{MESSAGES}/{message.message_id}"
    box.post(message)

    early = box.ask("DELETE", path)
    box.watch.turn(minutes=1)
    late, again = box.ask("DELETE", path), box.ask("DELETE", path)

    assert [early.status_code, late.status_code, again.status_code] == [400, 202, 404]
    assert early.get_json()["detail"] == "MESSAGE_EXCHANGE_ERROR"
    assert box.ask("GET", path).status_code == 404


def test_a_received_message_is_deleted_by_its_own_id() -> None:
    box = Box()
    waiting = box.listed()[0]["id"]

    assert box.ask("DELETE", f"{MESSAGES}/{waiting}").status_code == 202
    assert waiting not in [one["id"] for one in box.listed()]


def test_a_received_message_is_found_by_the_message_id_too() -> None:
    box = Box()
    newest = box.listed()[-1]["attributes"]["messageId"]

    assert box.attributes(newest)["label"] == "Kallelse till SIP-möte"


def test_an_unknown_message_is_not_found() -> None:
    answer = Box().ask("GET", f"{MESSAGES}/{new_id()}")

    assert answer.status_code == 404
    assert answer.get_json()["eventIssues"]


def test_a_message_on_the_line_arrives_as_it_is() -> None:
    box = Box()
    raw = (
        b'<m:messagePayload xmlns:m="urn:x"><m:message><m:messageHeader>'
        b"<m:creationDateTime>nyss</m:creationDateTime><m:label>Trasig</m:label>"
        b"</m:messageHeader><m:messageBody><m:documents><m:documentID>1</m:documentID>"
        b"<m:ContentFiles><m:fileName>a</m:fileName><m:content>?</m:content></m:ContentFiles>"
        b"</m:documents></m:messageBody></m:message></m:messagePayload>"
    )

    service_id = box.put_in_mailbox(raw)

    attributes = box.attributes(service_id)
    assert attributes["creationDateTime"] == "nyss"
    assert attributes["label"] == "Trasig"
    assert attributes["digitalDocument"][0]["contentFiles"] == [{"fileName": "a", "content": "?"}]
    assert read_waiting(box.listed()[-1], SOCIAL) == Waiting(service_id, service_id, SOCIAL, None)


@pytest.mark.parametrize("raw", [b"", b"not xml", b"<a><b></a>", b"<!DOCTYPE a><a/>"])
def test_what_is_not_xml_waits_and_gives_broken_json(raw: bytes) -> None:
    box = Box()

    service_id = box.put_in_mailbox(raw)
    answer = box.ask("GET", f"{MESSAGES}/{service_id}")

    assert read_waiting(box.listed()[-1], SOCIAL) == Waiting(service_id, service_id, SOCIAL, NOON)
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.text)


def test_the_same_message_on_the_line_twice_is_offered_twice(artefacts: Path) -> None:
    box = Box()
    raw = (artefacts / "message/examples/min.xml").read_bytes()

    first, second = box.put_in_mailbox(raw), box.put_in_mailbox(raw)

    offered = box.listed()[-2:]
    assert [one["id"] for one in offered] == [first, second]
    assert len({one["attributes"]["messageId"] for one in offered}) == 1


@pytest.mark.parametrize("name", ["min.xml", "messageWithAttachments3.xml"])
def test_an_official_example_on_the_line_waits_in_the_mailbox(artefacts: Path, name: str) -> None:
    box = Box()
    raw = (artefacts / "message/examples" / name).read_bytes()

    service_id = box.put_in_mailbox(raw)

    waiting = read_waiting(box.listed()[-1], SOCIAL)
    whole = read_resource(box.ask("GET", f"{MESSAGES}/{service_id}").get_json())
    assert waiting is not None
    assert waiting.message_id == whole.message_id


def test_what_a_broken_example_says_of_people_and_functions_is_kept(artefacts: Path) -> None:
    box = Box()
    raw = (artefacts / "message/examples/TF2.4.1.xml").read_bytes()

    attributes = box.attributes(box.put_in_mailbox(raw))

    assert attributes["creationDateTime"] == "3 Sept. 2019"
    assert attributes["recipientAttention"]["subOrganization"]["extension"] == "test.function"
    assert attributes["senderAttention"]["attentionPerson"] == [
        {"root": "personnr", "extension": "19121212-1212"}
    ]
    assert attributes["digitalDocument"][0]["contentTextBody"] == ["Teststring"]


def test_tags_that_do_not_match_lose_nothing() -> None:
    assert loose_attributes(b"</x><messagePayload><message><y></z>") == {"digitalDocument": []}


def test_answers_follow_the_official_document(artefacts: Path) -> None:
    official = Official.read(artefacts)
    box = Box()
    refused, sent = message_to(practice("avvisar-filtyp")), message_to(TAKES)
    box.sent(refused)
    created = box.post(sent).get_json()
    one = box.ask("GET", f"{MESSAGES}/{refused.message_id}").get_json()
    every = box.ask("GET", MESSAGES).get_json()
    missing = box.ask("GET", f"{MESSAGES}/{new_id()}").get_json()
    wrong = box.post(replace(sent, documents=())).get_json()

    faults = [
        official.faults("outputData", created),
        official.faults("outputData", one),
        official.faults("outputArrayData", every),
        official.faults("Events", missing),
        official.faults("Events", wrong),
    ]

    assert faults == [[]] * 5


def test_what_is_posted_here_follows_the_official_document(artefacts: Path) -> None:
    message = message_to(TAKES)
    body = {"data": write_resource(message.message_id, write_attributes(message))}

    assert Official.read(artefacts).faults("createMessage", body) == []


def test_several_documents_arrive_with_their_order() -> None:
    box = Box()
    newest_first = [one for one in box.listed() if "assistans" in one["attributes"]["label"]]

    documents = box.attributes(newest_first[0]["id"])["digitalDocument"]

    assert [document["index"] for document in documents] == ["2", "3", "1"]


def test_a_message_without_content_is_refused() -> None:
    box = Box()

    answer = box.post(replace(message_to(TAKES), documents=(Document("1"),)))

    assert answer.status_code == 400
