"""What travels between the sandbox's organisations is sealed; only what is whole is believed."""

import re
from collections.abc import Callable

import pytest
from pybase64 import b64encode

from sdk_desktop.exchange.checking import DocumentKind, document_kind
from tests.sandbox.box import Box, message_to, practice

TEXT = "Ett meddelande som ingen annan ska läsa"


class Wire:
    """Notes what passes, and may change the first bytes of all that fit a pattern."""

    def __init__(self, pattern: bytes = rb"\Z(?!)", becomes: bytes = b"") -> None:
        self.passed: list[bytes] = []
        self._pattern = re.compile(pattern, re.DOTALL)
        self._becomes = becomes
        self._changed = 0

    def __call__(self, data: bytes) -> bytes:
        self.passed.append(data)
        if self._changed:
            return data
        changed, self._changed = self._pattern.subn(self._becomes, data, count=1)
        return changed


@pytest.fixture
def box() -> Box:
    return Box()


def sent_over(box: Box, link: Callable[[bytes], bytes]) -> dict[str, object]:
    box.application.federation.access_points.link.alter = link
    attributes = box.sent(message_to(practice("svarar"), text=TEXT))
    return dict(attributes)


def test_a_message_and_its_acknowledgement_travel_in_envelopes(box: Box) -> None:
    wire = Wire()

    sent_over(box, wire)

    assert {document_kind(data) for data in wire.passed} == {DocumentKind.ENVELOPE}
    assert len(wire.passed) == 4  # a message, its answer by the cast, and both acknowledgements


def test_nobody_on_the_way_can_read_a_message(box: Box) -> None:
    wire = Wire()

    sent_over(box, wire)

    passed = b"".join(wire.passed)
    assert TEXT.encode() not in passed
    assert b64encode(TEXT.encode())[4:-4] not in passed
    assert b"messageBody" not in passed


def test_the_sandbox_is_as_before_for_a_sender(box: Box) -> None:
    assert sent_over(box, Wire())["messageStatus"] == "ACCEPTED"


@pytest.mark.parametrize(
    ("pattern", "becomes"),
    [
        (rb"<xenc:CipherValue>....", b"<xenc:CipherValue>AAAA"),
        (rb"<CreationDateTime>....", b"<CreationDateTime>2001"),
    ],
    ids=["content", "header"],
)
def test_a_message_changed_on_the_way_is_rejected_for_its_signature(
    box: Box, pattern: bytes, becomes: bytes
) -> None:
    attributes = sent_over(box, Wire(pattern, becomes))

    assert attributes["messageStatus"] == "MESSAGE_EXCHANGE_ERROR"
    assert "SIG" in str(attributes)
    assert "Sender signature not validated" in str(attributes)


def test_what_is_no_envelope_is_not_answered(box: Box) -> None:
    attributes = sent_over(box, Wire(rb"<x:XHE.*", b"<html/>"))

    assert attributes["messageStatus"] == "MESSAGE_EXCHANGE_ERROR"
    assert "No message receipt" in str(attributes)


def test_an_acknowledgement_changed_on_the_way_is_not_believed(box: Box) -> None:
    wire = Wire(rb">ACCEPTED<", b">REJECTED<")

    attributes = sent_over(box, wire)

    assert attributes["messageStatus"] == "MESSAGE_EXCHANGE_ERROR"
    assert "No message receipt" in str(attributes)


def test_a_message_for_another_organisation_is_left_alone(box: Box) -> None:
    attributes = sent_over(box, Wire(rb"(<xha:ToParty>.{0,200}?)0203:[^<]+", rb"\g<1>0203:x.se"))

    assert "No message receipt" in str(attributes)
