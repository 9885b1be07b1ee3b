from dataclasses import replace

import pypdfium2
import pytest

from sdk_desktop.domain.message import CodeSystem, File, Message
from sdk_desktop.formats.json_fields import read_json_time
from sdk_desktop.formats.message import check_message, read_message, write_message
from sdk_desktop.formats.message_api import read_attributes
from sdk_desktop.sandbox.cast.first_messages import first_messages, swedish_date
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES, functions, organisations
from tests.kit.sandbox_network import NOON
from tests.sandbox.box import OUR_REFERENCE, SOCIAL, Box, message_to, practice

ANSWERING = "sdk:bup-ekdala:0203:regionekelund.example.se"
HOME = "sdk:forestandare:0203:tallgarden.example.se"
REFUSALS = [
    ("fel-struktur", "SV", "structure"),
    ("skadlig-kod", "BV", "forbidden"),
    ("for-stort", "BV", "too-long"),
    ("bruten-regel", "BV", "invariant"),
    ("dubblett", "BV", "duplicate"),
    ("filtyp", "BV", "not-supported"),
    ("okand-funktion", "BV", "not-found"),
    ("svar-pa-avvisat", "BV", "not-supported"),
    ("fel-signatur", "SIG", "security"),
    ("okrypterat", "SIG", "security"),
    ("fel-avsandare", "BV", "security"),
    ("okand-avsandare", "BV", "invariant"),
    ("fel-mottagare", "BV", "security"),
    ("for-langt-amne", "BV", "structure"),
]


def codes(attributes: dict[str, object]) -> list[str]:
    events = attributes["events"]
    assert isinstance(events, dict)
    return [issue["typeCode"] for issue in events["eventIssues"]]


def acknowledgement_to(box: Box, message: Message) -> Message:
    found = [
        one
        for one in box.listed(messageStatus="NEW")
        if one["attributes"].get("refToMessageId") == message.message_id
    ]
    assert len(found) == 1
    return read_attributes(box.attributes(found[0]["id"]))


def test_a_message_passes_every_station_on_its_way() -> None:
    box = Box()
    message = message_to(practice("tar-emot"))

    attributes = box.sent(message)

    assert attributes["messageStatus"] == "ACCEPTED"
    assert codes(attributes) == [
        "ACCEPTED",
        "WAITING_FOR_RECEIPT",
        "ACKNOWLEDGE",
        "SUBMITTED",
        "SCHEDULED",
    ]


def test_the_stations_take_some_seconds_of_the_sandbox_time() -> None:
    box = Box(speed=10)
    message = message_to(practice("tar-emot"))

    box.post(message)
    first = box.attributes(message.message_id)["messageStatus"]
    box.watch.turn(seconds=0.1)
    second = box.attributes(message.message_id)["messageStatus"]
    box.watch.turn(seconds=0.1)
    third = box.attributes(message.message_id)["messageStatus"]

    assert [first, second, third] == ["SCHEDULED", "SUBMITTED", "ACKNOWLEDGE"]


def test_no_time_is_in_the_future_however_fast_the_sandbox_goes() -> None:
    box = Box(speed=60)
    message = message_to(practice("tar-emot"))

    box.post(message)
    box.watch.turn(minutes=1)
    issues = box.attributes(message.message_id)["events"]["eventIssues"]

    times = [read_json_time(issue["dateTime"]) for issue in issues]
    assert box.attributes(message.message_id)["messageStatus"] == "ACCEPTED"
    assert times
    assert all(time is not None and NOON <= time <= box.watch.now for time in times)


def test_who_answers_returns_our_references_in_the_same_conversation() -> None:
    box = Box()
    message = message_to(ANSWERING)

    assert box.sent(message)["messageStatus"] == "ACCEPTED"

    answer = acknowledgement_to(box, message)
    assert answer.conversation_id == message.conversation_id
    assert answer.label == "Svar: Fråga om samverkan"
    assert answer.recipient.references == (OUR_REFERENCE,)
    assert answer.sender.function == ANSWERING
    assert answer.recipient.function == SOCIAL
    assert answer.confidential
    assert answer.created > message.created


def test_an_answer_to_a_very_long_subject_still_fits() -> None:
    box = Box()
    message = replace(message_to(ANSWERING), label="å" * 256)

    box.sent(message)

    assert len(acknowledgement_to(box, message).label or "") == 256


def test_who_only_accepts_does_not_answer() -> None:
    box = Box()
    before = len(box.listed(messageStatus="NEW"))

    box.sent(message_to(practice("tar-emot")))

    assert len(box.listed(messageStatus="NEW")) == before


def test_a_missing_acknowledgement_ends_in_a_time_out() -> None:
    box = Box()
    message = message_to(practice("svarar-aldrig"))

    box.post(message)
    box.watch.turn(minutes=29)
    waiting = box.attributes(message.message_id)
    box.watch.turn(minutes=2)
    ended = box.attributes(message.message_id)

    assert waiting["messageStatus"] == "WAITING_FOR_RECEIPT"
    assert ended["messageStatus"] == "MESSAGE_EXCHANGE_ERROR"
    assert "No message receipt" in ended["events"]["eventIssues"][0]["title"]


def test_who_cannot_be_reached_gets_the_message_again() -> None:
    box = Box()
    message = message_to(practice("langsam"))

    box.post(message)
    box.watch.turn(minutes=2)
    trying = box.attributes(message.message_id)
    box.watch.turn(minutes=2)
    ended = box.attributes(message.message_id)

    assert trying["messageStatus"] == "SCHEDULED_FOR_RESEND"
    assert ended["messageStatus"] == "ACCEPTED"


@pytest.mark.parametrize(("place", "cause", "code"), REFUSALS)
def test_each_cause_of_rejection_can_be_practised(place: str, cause: str, code: str) -> None:
    box = Box()

    attributes = box.sent(message_to(practice(f"avvisar-{place}")))

    issues = attributes["events"]["eventIssues"]
    assert attributes["messageStatus"] == "MESSAGE_EXCHANGE_ERROR"
    assert issues[0]["title"] == "Message REJECTED by receiver"
    assert (issues[1]["typeCode"], issues[1]["title"]) == (cause, code)
    assert codes(attributes)[2:] == [
        "WAITING_FOR_RECEIPT",
        "ACKNOWLEDGE",
        "SUBMITTED",
        "SCHEDULED",
    ]


def test_the_address_book_shows_every_way_to_be_rejected() -> None:
    places = {one.identifier for one in functions() if one.name.startswith("Avvisar: ")}

    assert places == {practice(f"avvisar-{place}") for place, _, _ in REFUSALS}


def test_a_file_type_that_the_receiver_does_not_take_is_rejected() -> None:
    box = Box()
    picture = File("bild.png", "image/png", b"png")
    note = File("rad.txt", "text/plain; charset=utf-8", b"text")

    refused = box.sent(message_to(HOME, picture, note))
    taken = box.sent(message_to(HOME, note))

    assert codes(refused)[:2] == ["MESSAGE_EXCHANGE_ERROR", "BV"]
    assert refused["events"]["eventIssues"][1]["title"] == "not-supported"
    assert taken["messageStatus"] == "ACCEPTED"


def test_a_message_that_was_deleted_and_sent_again_is_a_duplicate_to_the_receiver() -> None:
    box = Box()
    message = message_to(practice("tar-emot"))
    box.sent(message)
    box.ask("DELETE", f"/v1/sdk/messages/{message.message_id}")

    attributes = box.sent(message)

    assert attributes["events"]["eventIssues"][1]["title"] == "duplicate"


def test_malware_is_found() -> None:
    box = Box()
    virus = File("a.pdf", "application/pdf", b"..EICAR-STANDARD-ANTIVIRUS-TEST-FILE..")

    attributes = box.sent(message_to(practice("tar-emot"), virus))

    assert attributes["events"]["eventIssues"][1]["title"] == "forbidden"


def test_a_message_to_another_of_our_mailboxes_arrives_there() -> None:
    box = Box()
    message = message_to("sdk:overformyndaren:0203:ekdala.example.se")

    assert box.sent(message)["messageStatus"] == "ACCEPTED"

    arrived = box.listed(messageStatus="NEW")[-1]["attributes"]
    assert arrived["messageId"] == message.message_id


def test_the_newest_message_is_the_call_to_a_meeting() -> None:
    newest = first_messages(NOON)[-1]

    assert newest.label == "Kallelse till SIP-möte"
    assert newest.recipient.function == SOCIAL
    assert newest.confidential
    assert len(newest.recipient.persons) == 1
    assert [one.identifier.root for one in newest.sender.references] == [
        CodeSystem.DIARY_NUMBER,
        CodeSystem.PERSONAL_NUMBER,
    ]
    assert newest.texts[0].startswith("## ")


def test_the_attached_pdf_can_be_read() -> None:
    file = first_messages(NOON)[-1].files[0]

    document = pypdfium2.PdfDocument(file.content)
    text = document[0].get_textpage().get_text_range()
    document.close()

    assert file.content_type == "application/pdf"
    assert text.startswith("Kallelse till SIP-möte")
    assert "Tid: den 20 mars" in text


def test_the_first_messages_break_no_rule_and_survive_the_way_as_xml() -> None:
    messages = first_messages(NOON)

    assert [check_message(message) for message in messages] == [()] * len(messages)
    assert [read_message(write_message(message)) for message in messages] == list(messages)


def test_the_first_messages_have_the_same_identifiers_every_time() -> None:
    first = {message.message_id for message in first_messages(NOON)}
    again = {message.message_id for message in first_messages(NOON.replace(year=2027))}

    assert first == again
    assert len(first) == 10


def test_every_mailbox_has_something_to_begin_with() -> None:
    reached = {message.recipient.function for message in first_messages(NOON)}

    assert reached == {mailbox.address for mailbox in PRACTICE_MAILBOXES}


def test_a_day_is_moved_from_the_week_end_to_monday() -> None:
    assert swedish_date(NOON.replace(day=7)) == "den 9 mars"
    assert swedish_date(NOON.replace(day=8)) == "den 9 mars"
    assert swedish_date(NOON.replace(day=6)) == "den 6 mars"


def test_the_cast_is_invented_and_described() -> None:
    everyone = organisations()

    assert len({one.participant for one in everyone}) >= 8
    assert all(one.participant.endswith(".example.se") for one in everyone)
    assert all(one.description for one in everyone)
    assert all(one.description for one in functions())
    assert len({one.identifier for one in functions()}) == len(functions())
