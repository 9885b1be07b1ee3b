from datetime import timedelta
from typing import Any

import pytest

from sdk_desktop.domain.access_point import As4Message, TransportStatus, UserMessage, action_of
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.sandbox.network.faulty_link import (
    FaultOrder,
    FaultyLink,
    LinkFault,
    LinkResult,
    corrupted,
)
from sdk_desktop.sandbox.timeline import Timeline
from tests.kit.sandbox_network import Watch
from tests.sandbox.box import EKDALA, Box, message_to, practice
from tests.sandbox.direct import DirectSandbox, acknowledgements, messages

AUTHORITY = "0203:ovningsmyndigheten.example.se"
ACCEPTS = practice("tar-emot")
SOCIAL_OF_LINDHAGA = "sdk:bistand:0203:lindhaga.example.se"
OURS = "sdk:socialkontoret:0203:ekdala.example.se"


@pytest.fixture
def sandbox() -> DirectSandbox:
    return DirectSandbox()


def taken_in(sandbox: DirectSandbox, participant: str = AUTHORITY) -> int:
    return len(sandbox.box.application.federation.members[participant].incoming)


def test_without_an_order_everything_arrives_at_once(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()

    name = ours.send(message_to(ACCEPTS))
    before = ours.access_point.status(name)
    sandbox.wait(seconds=1)

    assert before is TransportStatus.SEND_ENQUEUED
    assert ours.access_point.status(name) is TransportStatus.ACKNOWLEDGED
    assert acknowledgements(ours.fetch())[0].accepted


def test_what_is_lost_has_its_receipt_and_never_arrives(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("lose")

    name = ours.send(message_to(ACCEPTS))
    sandbox.wait(hours=2)

    assert ours.access_point.status(name) is TransportStatus.ACKNOWLEDGED
    assert ours.fetch() == []
    assert taken_in(sandbox) == 0


def test_a_lost_acknowledgement_leaves_its_message_where_it_is(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("lose", kind="acknowledgement")

    ours.send(message_to(ACCEPTS))
    sandbox.wait(hours=2)

    assert ours.fetch() == []
    assert taken_in(sandbox) == 1


def test_what_cannot_be_reached_is_tried_again(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("unreachable", times=2)
    name = ours.send(message_to(ACCEPTS))

    sandbox.wait(seconds=1)
    first = ours.access_point.status(name)
    sandbox.wait(minutes=3)
    second = ours.access_point.status(name)
    sandbox.wait(minutes=3)

    assert (first, second) == (TransportStatus.WAITING_FOR_RETRY,) * 2
    assert ours.access_point.status(name) is TransportStatus.ACKNOWLEDGED
    assert [one.code for one in ours.access_point.errors(name)] == ["EBMS_0005"] * 2


def test_what_cannot_be_reached_for_long_has_failed(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("unreachable", times=5)

    name = ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=20)
    later = ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)

    assert ours.access_point.status(name) is TransportStatus.SEND_FAILURE
    assert len(ours.access_point.errors(name)) == 5
    assert ours.access_point.status(later) is TransportStatus.ACKNOWLEDGED


def test_a_function_that_is_unreachable_at_first_is_reached_later(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()

    name = ours.send(message_to(practice("langsam")))
    sandbox.wait(minutes=1)
    first = ours.access_point.status(name)
    sandbox.wait(minutes=3)

    assert first is TransportStatus.WAITING_FOR_RETRY
    assert ours.access_point.status(name) is TransportStatus.ACKNOWLEDGED


def test_what_is_delayed_arrives_when_its_time_has_come(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("delay", seconds=120)
    name = ours.send(message_to(ACCEPTS))

    sandbox.wait(minutes=1)
    under_way = (ours.access_point.status(name), taken_in(sandbox))
    sandbox.wait(minutes=2)

    assert under_way == (TransportStatus.WAITING_FOR_RECEIPT, 0)
    assert (ours.access_point.status(name), taken_in(sandbox)) == (TransportStatus.ACKNOWLEDGED, 1)


def test_what_arrives_twice_is_taken_in_once_and_rejected_once(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("duplicate", kind="message")

    ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)

    first, second = acknowledgements(ours.fetch())
    assert first.accepted
    assert [cause.code for cause in second.causes] == ["duplicate"]
    assert taken_in(sandbox) == 1


def test_a_doubled_acknowledgement_waits_twice_under_two_names(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("duplicate", kind="acknowledgement")

    ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)

    assert len(set(ours.access_point.pending())) == 2
    first, second = acknowledgements(ours.fetch())
    assert first == second


def test_what_is_out_of_order_arrives_after_the_next(sandbox: DirectSandbox) -> None:
    ours, theirs = sandbox.direct(), sandbox.direct(AUTHORITY)
    sandbox.order("reorder")
    first, second = message_to(ACCEPTS), message_to(ACCEPTS)

    ours.send(first)
    ours.send(second)
    sandbox.wait(seconds=1)

    arrived = [one.message_id for one in messages(theirs.fetch())]
    assert arrived == [second.message_id, first.message_id]


def test_what_waits_for_a_next_one_does_not_wait_for_ever(sandbox: DirectSandbox) -> None:
    ours, theirs = sandbox.direct(), sandbox.direct(AUTHORITY)
    sandbox.order("reorder", seconds=60)

    ours.send(message_to(ACCEPTS))
    sandbox.wait(seconds=30)
    early = theirs.fetch()
    sandbox.wait(seconds=60)
    late = theirs.fetch()
    sandbox.wait(seconds=600)

    assert (len(early), len(late), len(theirs.fetch())) == (0, 1, 0)


def test_a_corrupted_message_is_rejected_for_its_signature(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("corrupt", kind="message")

    ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)

    (answer,) = acknowledgements(ours.fetch())
    assert [cause.cause for cause in answer.causes] == ["SIG"]
    assert taken_in(sandbox) == 0


def test_a_corrupted_acknowledgement_is_not_believed(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("corrupt", kind="acknowledgement")

    ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)

    (answer,) = ours.fetch()
    assert isinstance(answer.problem, Untrusted)
    assert answer.content is None


def test_a_message_service_tries_again_what_cannot_be_reached(sandbox: DirectSandbox) -> None:
    sandbox.order("unreachable", kind="message")
    message = message_to(ACCEPTS)

    attributes = sandbox.box.sent(message)

    assert attributes["messageStatus"] == "ACCEPTED"
    assert "SCHEDULED_FOR_RESEND" in str(attributes)


@pytest.mark.parametrize("kind", ["message", "acknowledgement"])
def test_a_message_service_gives_up_what_is_lost(sandbox: DirectSandbox, kind: str) -> None:
    sandbox.order("lose", kind=kind)

    attributes = sandbox.box.sent(message_to(ACCEPTS))

    assert "No message receipt" in str(attributes)


def test_an_acknowledgement_that_comes_too_late_changes_nothing(sandbox: DirectSandbox) -> None:
    sandbox.order("delay", kind="acknowledgement", seconds=3600)

    attributes = sandbox.box.sent(message_to(ACCEPTS))

    assert attributes["messageStatus"] == "MESSAGE_EXCHANGE_ERROR"


def test_an_order_concerns_those_that_it_names(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("lose", recipient="0203:lindhaga.example.se", sender=EKDALA)

    ours.send(message_to(ACCEPTS))
    ours.send(message_to(SOCIAL_OF_LINDHAGA, sender=OURS))
    sandbox.wait(minutes=1)

    assert len(ours.fetch()) == 1
    assert sandbox.practise("GET", "link") == []


def test_orders_are_listed_and_taken_back(sandbox: DirectSandbox) -> None:
    sandbox.order("lose", times=2, kind="message", sender=EKDALA)
    sandbox.order("delay", seconds=5)
    before = sandbox.practise("GET", "link")

    after = sandbox.practise("DELETE", "link")

    lose, delay = before
    assert (lose["fault"], lose["times"], lose["kind"]) == ("lose", 2, "message")
    assert (lose["sender"], delay["fault"], delay["seconds"]) == (EKDALA, "delay", 5)
    assert after == []


def test_taking_orders_back_lets_go_what_was_held(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    sandbox.order("reorder", kind="message")
    ours.send(message_to(ACCEPTS))
    sandbox.wait(seconds=1)

    sandbox.practise("DELETE", "link")

    assert len(ours.fetch()) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"fault": "explode"},
        {"fault": ["lose"]},
        {"fault": "lose", "times": 0},
        {"fault": "lose", "times": "many"},
        {"fault": "delay", "seconds": -1},
        {"fault": "delay", "seconds": 1e12},
        {"fault": "lose", "kind": "letter"},
        [],
    ],
)
def test_orders_that_make_no_sense_are_refused(body: Any) -> None:  # noqa: ANN401 - JSON
    assert Box().web.post("/practice/link", json=body).status_code == 400


def test_a_corrupted_envelope_differs_in_one_character() -> None:
    envelope = b"<a><SignatureValue>Axy</SignatureValue></a>"

    assert corrupted(envelope) == envelope.replace(b">A", b">B")
    assert corrupted(corrupted(envelope)) == envelope
    assert corrupted(b"abc") == b"aAc"
    assert corrupted(b"") == b"A"
    assert corrupted(b"x<SignatureValue>") != b"x<SignatureValue>"


def test_what_happens_to_a_as4_message_is_said() -> None:
    timeline = Timeline(Watch(), 1)
    link = FaultyLink(timeline)
    arrived: list[As4Message] = []
    header = UserMessage(EKDALA, AUTHORITY, action_of(DocumentType.MESSAGE), "AP0001-SANDBOX")
    orders = (LinkFault.LOSE, LinkFault.UNREACHABLE, LinkFault.DELAY, LinkFault.REORDER)
    link.orders += [FaultOrder(fault, time=timedelta(seconds=1)) for fault in orders]

    passages = [link.carry(As4Message(header, b"x"), arrived.append) for _ in range(5)]

    assert passages == [
        LinkResult.LOST,
        LinkResult.UNREACHABLE,
        LinkResult.UNDER_WAY,
        LinkResult.UNDER_WAY,
        LinkResult.ARRIVED,
    ]
    assert len(arrived) == 2
