from dataclasses import replace

import pytest

from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.message import Document, File, Message, new_id
from sdk_desktop.exchange.validation import Receiver, validate
from sdk_desktop.formats.message import write_message
from tests.kit.messages import message_between, party

MESSAGE = message_between(party("0203:a.example.se", "f:a"), party("0203:b.example.se", "f:b"))
ID = MESSAGE.message_id
ENVELOPE = Envelope(ID, MESSAGE.created, "0203:a.example.se", "0203:b.example.se", function="f:b")
RECEIVER = Receiver(functions={"f:b"})


def causes(
    message: Message = MESSAGE, envelope: Envelope = ENVELOPE, receiver: Receiver = RECEIVER
) -> list[tuple[str, str]]:
    verdict = validate(write_message(message), envelope, receiver)
    assert verdict.acknowledgement is not None
    assert verdict.acknowledgement.message_id == envelope.identifier
    return [(cause.cause, cause.code) for cause in verdict.acknowledgement.causes]


def with_file(name: str, kind: str, content: bytes) -> Message:
    return replace(MESSAGE, documents=(Document("1", files=(File(name, kind, content),)),))


def test_a_message_without_fault_is_accepted() -> None:
    verdict = validate(write_message(MESSAGE), ENVELOPE, RECEIVER)

    assert verdict.accepted
    assert verdict.message == MESSAGE


@pytest.mark.parametrize(
    ("envelope", "code"),
    [
        (replace(ENVELOPE, identifier=new_id()), "invariant"),
        (replace(ENVELOPE, sender="0203:c.example.se"), "security"),
        (replace(ENVELOPE, recipient="0203:c.example.se"), "security"),
        (replace(ENVELOPE, function="f:c"), "security"),
    ],
)
def test_a_message_must_say_what_its_envelope_says(envelope: Envelope, code: str) -> None:
    assert causes(envelope=envelope) == [("BV", code)]


@pytest.mark.parametrize(
    ("receiver", "code"),
    [
        (Receiver(functions=set()), "not-found"),
        (replace(RECEIVER, seen={ID}), "duplicate"),
        (replace(RECEIVER, size_limit=100), "too-long"),
    ],
)
def test_the_receiver_refuses_what_it_cannot_take(receiver: Receiver, code: str) -> None:
    assert causes(receiver=receiver) == [("BV", code)]


def test_an_answer_to_something_unknown_is_accepted_but_not_to_something_refused() -> None:
    earlier = new_id()
    answer = replace(MESSAGE, ref_to_message_id=earlier)

    assert causes(answer) == []
    assert causes(answer, receiver=replace(RECEIVER, refused={earlier})) == [
        ("BV", "not-supported")
    ]


def test_pdf_is_taken_by_all_and_other_types_by_those_who_say_so() -> None:
    picky = replace(RECEIVER, file_types={"text/plain"})

    assert causes(with_file("a", "application/PDF", b"x"), receiver=picky) == []
    assert causes(with_file("a", "text/plain; charset=utf-8", b"x"), receiver=picky) == []
    assert causes(with_file("a", "image/png", b"x"), receiver=picky) == [("BV", "not-supported")]
    assert causes(with_file("a", "image/png", b"x")) == []


def test_malware_is_forbidden() -> None:
    assert causes(with_file("a", "text/plain", b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE")) == [
        ("BV", "forbidden")
    ]


def test_a_broken_rule_and_a_broken_structure_end_the_examination() -> None:
    nowhere = Receiver(functions=set())

    assert causes(replace(MESSAGE, conversation_id="x"), receiver=nowhere) == [("BV", "invariant")]
    assert causes(replace(MESSAGE, documents=()), receiver=nowhere) == [("SV", "structure")]


def test_every_cause_is_named() -> None:
    nowhere = Receiver(functions=set(), seen={ID})

    assert causes(receiver=nowhere) == [("BV", "not-found"), ("BV", "duplicate")]


@pytest.mark.parametrize("data", [b"", b"<a>", b"<!DOCTYPE a><a/>"])
def test_what_is_not_xml_is_never_answered(data: bytes) -> None:
    verdict = validate(data, ENVELOPE, RECEIVER)

    assert verdict.acknowledgement is None
    assert verdict.message is None
    assert not verdict.accepted


def test_no_cause_repeats_what_the_message_says() -> None:
    secret = replace(MESSAGE, label="hemligt " * 40)

    verdict = validate(write_message(secret), ENVELOPE, RECEIVER)

    assert verdict.acknowledgement is not None
    assert [cause.code for cause in verdict.acknowledgement.causes] == ["structure"]
    assert "hemligt" not in repr(verdict.acknowledgement)
