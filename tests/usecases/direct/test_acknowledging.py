"""What goes back for what came, once; and what comes back for what went, matched and believed."""

import logging
from dataclasses import replace

import pytest

from sdk_desktop.domain.access_point import TransportStatus
from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import ALREADY, LATE, Status, StatusReport
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Finding
from sdk_desktop.domain.message import new_id
from sdk_desktop.exchange.checking import find_acknowledgement
from sdk_desktop.exchange.sealing import acknowledgement_of, seal_acknowledgement
from sdk_desktop.formats.rules.envelope_rules import ROOTS
from sdk_desktop.formats.soap.domibus_plugin import write_fault_response
from sdk_desktop.formats.soap.soap import SoapFault
from sdk_desktop.store.errors import damaged_part
from sdk_desktop.store.messages.direct import OutgoingAcknowledgements
from sdk_desktop.usecases.faults import ProgramFault
from tests.kit.access_point_network import EKDALA, EKELUND, AccessPointNetwork
from tests.kit.cuttable_connection import Act, Fault
from tests.kit.sandbox_network import SOCIAL, PersonClient
from tests.usecases.arrivals import AKUTEN, letter
from tests.usecases.direct.port import (
    NOT_FOUND,
    acknowledge,
    come,
    delivery_of,
    details,
    key,
    names,
    order,
    payloads,
    sealed,
)

ANSWER = DocumentType.ACKNOWLEDGEMENT
SUBMIT = AccessPointNetwork.SUBMIT
LINDHAGA = "0203:lindhaga.example.se"
NO_MESSAGE = "The acknowledgement answers no message that we sent there."


def answers(network: AccessPointNetwork) -> list[bytes]:
    return payloads(network, ANSWER)


def waits(client: PersonClient) -> int:
    """Count the acknowledgements that are still to go."""
    with client.workspace._store.read() as stored:
        found = stored.answers.connection.exec_driver_sql("SELECT COUNT(*) FROM answer WHERE open")
        return int(found.scalar_one())


# What goes back.


def test_a_message_is_acknowledged_once_in_the_same_round(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    before = len(answers(network))
    message = come(network)
    kim.synchronise()
    kim.synchronise()

    (answer,) = answers(network)[before:]
    assert message.message_id.encode() in answer
    assert b">ACCEPTED<" in answer
    assert kim.received("Fråga").unread


def test_an_acknowledgement_is_not_lost_when_the_program_dies_after_the_message_was_stored(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    come(network)
    network.line.cut_before(*SUBMIT)
    network.line.cut_before(*network.LET_GO)
    before = len(answers(network))
    kim.synchronise()
    waiting = waits(kim)
    kim.lock_and_unlock()
    kim.synchronise()

    assert waiting == 1
    assert len(set(answers(network)[before:])) == 1
    assert waits(kim) == 0
    assert network.waiting() == 0


def test_neither_message_nor_acknowledgement_is_there_when_the_store_takes_nothing(
    network: AccessPointNetwork, kim: PersonClient, caplog: pytest.LogCaptureFixture
) -> None:
    come(network)
    with kim.workspace._store.begin() as stored:
        stored.answers.connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON answer BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    with caplog.at_level(logging.ERROR):
        hindered = kim.synchronise()
    known = len(kim.headlines())
    with kim.workspace._store.begin() as stored:
        stored.answers.connection.exec_driver_sql("DROP TRIGGER full")
    kim.wait(hours=1)

    assert isinstance(hindered.trouble, ProgramFault)
    assert len(kim.headlines()) == known + 1
    assert waits(kim) == 0


@pytest.mark.parametrize("act", [Act.CUT_AFTER, Act.SLOW])
def test_a_lost_answer_while_acknowledging_is_asked_for_and_nothing_goes_twice(
    network: AccessPointNetwork, kim: PersonClient, act: Act
) -> None:
    come(network)
    before = len(answers(network))
    network.line.add(Fault(act, *SUBMIT))
    kim.synchronise()
    kim.wait(seconds=30)

    assert len(answers(network)[before:]) == 1
    assert waits(kim) == 0


def test_an_acknowledgement_that_cannot_go_now_waits_longer_and_longer(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    come(network)
    before = len(answers(network))
    network.line.answer(503, *SUBMIT, times=3)
    kim.synchronise()
    tried = []
    for seconds in (29, 1, 59, 1, 119, 1):
        kim.wait(seconds=seconds)
        tried.append(len(answers(network)) - before)

    assert tried == [1, 2, 2, 3, 3, 4]
    assert waits(kim) == 0


def test_acknowledgements_go_in_the_order_in_which_their_messages_came(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    came = [come(network).message_id for _ in range(3)]
    before = len(answers(network))
    kim.synchronise()

    gone = [
        next(one for one in came if one.encode() in answer) for answer in answers(network)[before:]
    ]
    assert gone == came


def test_one_that_can_never_go_is_recorded_and_lets_the_next_one_through(
    network: AccessPointNetwork, kim: PersonClient, caplog: pytest.LogCaptureFixture
) -> None:
    network.refuse_next()
    come(network)
    other = come(network)
    with caplog.at_level("WARNING"):
        kim.synchronise()

    assert waits(kim) == 0
    assert "cannot go: The message is larger than the access point accepts" in caplog.text
    assert details(kim, AuditKind.ACKNOWLEDGED)[:2] == [
        "ACCEPTED",
        "The message is larger than the access point accepts.",
    ]
    assert other.message_id.encode() in answers(network)[-1]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("EBMS:0003", "Sender party could not be found"),
        ("EBMS:0010", "No matching dynamic discovery processes"),
        ("", "You are not allowed to handle this message. You are authorized as [0203:b.se]"),
    ],
)
def test_a_setting_that_is_wrong_at_the_access_point_ends_no_acknowledgement(
    network: AccessPointNetwork, kim: PersonClient, code: str, text: str
) -> None:
    come(network)
    fault = write_fault_response(SoapFault("Receiver", text, code, text))
    network.line.add(Fault(Act.ANSWER, *SUBMIT, 500, b"".join(fault), fault.content_type))
    result = kim.synchronise()
    waited = waits(kim)
    again = kim.synchronise()
    kim.wait(seconds=30)

    assert result.trouble is not None
    assert again.trouble is not None
    assert waited == 1
    assert waits(kim) == 0
    assert details(kim, AuditKind.ACKNOWLEDGED)[0] == "ACCEPTED"


def test_one_that_waits_long_does_not_hold_up_the_others(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    come(network)
    network.line.answer(503, *SUBMIT)
    kim.synchronise()
    other = come(network)
    kim.synchronise()

    assert other.message_id.encode() in answers(network)[-1]
    assert waits(kim) == 1


def test_the_very_same_envelope_again_is_not_kept_and_gets_the_same_acknowledgement_again(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    envelope = sealed(network, letter())
    network.put(envelope, EKELUND)
    kim.synchronise()
    known = len(kim.headlines())
    (first,) = answers(network)[-1:]
    for _ in range(2):
        network.put(envelope, EKELUND)
        kim.wait(minutes=1)

    assert answers(network)[-3:] == [first] * 3
    sent = network.sandbox.federation.access_points.access_points[EKDALA].sent
    copies = [one.status for one in sent.values() if one.as4_message.payload == first]
    assert copies == [TransportStatus.ACKNOWLEDGED] * 2 + [TransportStatus.SEND_ENQUEUED]
    assert len(kim.headlines()) == known
    assert network.waiting() == 0


def test_a_repeated_envelope_whose_acknowledgement_still_waits_needs_no_second_one(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    envelope = sealed(network, letter())
    network.line.answer(503, *SUBMIT)
    before = len(answers(network))
    network.put(envelope, EKELUND)
    kim.synchronise()
    network.put(envelope, EKELUND)
    kim.wait(seconds=10)
    kim.wait(seconds=20)

    assert len(answers(network)[before:]) == 2  # the first did not arrive
    assert len(set(answers(network)[before:])) == 1


def test_an_acknowledgement_that_the_access_point_gave_up_goes_again_when_it_is_asked_for(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    envelope = sealed(network, letter())
    order(network, "unreachable", times=5, kind="acknowledgement")
    network.put(envelope, EKELUND)
    kim.synchronise()
    kim.wait(minutes=13)
    network.put(envelope, EKELUND)
    kim.wait(minutes=1)
    kim.wait(minutes=1)

    sent = network.sandbox.federation.access_points.access_points[EKDALA].sent.values()
    tried = [one.status for one in sent if one.as4_message.payload == answers(network)[-1]]
    assert tried == [TransportStatus.SEND_FAILURE, TransportStatus.ACKNOWLEDGED]


def test_another_envelope_with_the_same_number_is_rejected_and_not_kept(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    message = come(network)
    kim.synchronise()
    known = len(kim.headlines())
    come(network, message)
    kim.synchronise()
    kim.synchronise()

    assert b">duplicate<" in answers(network)[-1]
    assert len(kim.headlines()) == known
    (why,) = details(kim, AuditKind.STRAY)
    assert why.splitlines() == [
        "A message with the same number has come before.",
        "The sender is told that it was not taken in, and why.",
    ]


# What comes back.


def sent_message(network: AccessPointNetwork, kim: PersonClient) -> str:
    """Send a message whose own acknowledgement never comes."""
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(seconds=1)
    return sent


def test_an_acknowledgement_is_never_acknowledged(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    before = len(answers(network))
    acknowledge(network, sent)
    kim.synchronise()

    assert kim.sent(sent).status is Status.ACCEPTED
    assert answers(network)[before:] == []
    assert network.waiting() == 0


def kept(client: PersonClient, sent: str) -> str:
    """Return what the acknowledgement says that is kept of a message, "" where none is."""
    with client.workspace._store.read() as stored:
        data = stored.answers.of_row(client.sent(sent).row)
    return str(find_acknowledgement(data).acknowledgement.accepted) if data else ""


def test_the_acknowledgement_that_decides_is_kept_as_it_came_until_the_message_is_erased(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    before = kept(kim, sent)
    acknowledge(network, sent)
    kim.synchronise()
    acknowledge(network, sent, NOT_FOUND)
    kim.wait(minutes=1)
    decided = kept(kim, sent)
    with kim.workspace._store.begin() as stored:
        connection, row = stored.answers.connection, kim.sent(sent).row
        connection.exec_driver_sql("DELETE FROM message WHERE id = ?", (row,))
        left = connection.exec_driver_sql("SELECT * FROM raw").all()

    assert (before, decided, left) == ("", "True", [])


def test_an_acknowledgement_that_comes_twice_is_harmless(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    acknowledge(network, sent)
    acknowledge(network, sent)
    kim.synchronise()
    first = delivery_of(kim, sent)
    acknowledge(network, sent, NOT_FOUND)
    kim.wait(minutes=1)

    assert delivery_of(kim, sent) == first
    assert details(kim, AuditKind.DELIVERY) == ["ACCEPTED"]
    assert details(kim, AuditKind.STRAY) == []


@pytest.mark.parametrize("sender", [LINDHAGA, EKDALA])
def test_whoever_did_not_get_the_message_cannot_acknowledge_it(
    network: AccessPointNetwork, kim: PersonClient, sender: str
) -> None:
    sent = sent_message(network, kim)
    acknowledge(network, sent, sender=sender)
    kim.synchronise()

    assert kim.sent(sent).status is Status.WAITING_FOR_RECEIPT
    assert details(kim, AuditKind.STRAY) == [f"{NO_MESSAGE}\n{sender}"]
    assert network.waiting() == 0


def test_an_acknowledgement_for_a_message_that_we_never_sent_is_recorded(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    came = come(network)
    kim.synchronise()
    known = len(kim.headlines())
    acknowledge(network, new_id())
    acknowledge(network, came.message_id)
    kim.synchronise()

    assert details(kim, AuditKind.STRAY) == [f"{NO_MESSAGE}\n{EKELUND}"] * 2
    assert len(kim.headlines()) == known
    assert network.waiting() == 1, "another computer of ours may have sent the first"


def test_a_rejection_shows_its_causes_as_a_message_service_reports_them(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    acknowledge(network, sent, NOT_FOUND)
    kim.synchronise()

    delivery = delivery_of(kim, sent)
    assert delivery.status is Status.MESSAGE_EXCHANGE_ERROR
    assert delivery.rejected
    assert [(cause.code, cause.title, cause.where) for cause in delivery.causes] == [
        ("BV", "not-found", "NA")
    ]
    assert details(kim, AuditKind.DELIVERY) == ["REJECTED"]


@pytest.mark.parametrize("hours", [-9, 9])
def test_an_acknowledgement_with_a_clock_that_is_wrong_is_the_last_thing_that_happened(
    network: AccessPointNetwork, kim: PersonClient, hours: int
) -> None:
    sent = sent_message(network, kim)
    network.watch.turn(hours=hours)
    acknowledge(network, sent, NOT_FOUND)
    network.watch.turn(hours=-hours)
    kim.synchronise()

    events = delivery_of(kim, sent).events
    times = [event.time for event in events if event.time]
    assert [event.code for event in events][-2:] == ["MESSAGE_EXCHANGE_ERROR", "BV"]
    assert times == sorted(times)
    assert times[-1] <= network.watch.now


def test_an_acknowledgement_may_come_before_we_know_that_the_message_has_left(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    network.line.slow(*SUBMIT)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    waiting = kim.sent(sent).status
    acknowledge(network, sent)
    kim.synchronise()
    kim.wait(minutes=5)

    assert waiting is Status.QUEUED
    assert kim.sent(sent).status is Status.ACCEPTED
    assert list(names(network, sent)) == [sent]


def test_an_acknowledgement_for_what_is_to_be_resent_ends_that(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    order(network, "unreachable", times=5, kind="message")
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(minutes=13)
    resending = kim.sent(sent).status
    acknowledge(network, sent)
    kim.synchronise()
    kim.wait(minutes=5)

    assert resending is Status.SCHEDULED_FOR_RESEND
    assert kim.sent(sent).status is Status.ACCEPTED
    assert list(names(network, sent)) == [sent]


def test_an_acknowledgement_that_another_window_took_in_meanwhile_is_not_overwritten(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    kim.watch.turn(seconds=30)
    other = kim.unlock()
    sent = kim.send(kim.draft_to(AKUTEN))
    begun = kim.workspace.dispatching._begin_next()
    assert begun is not None
    tried = kim.workspace.dispatching._hand_over(begun)
    acknowledge(network, sent)
    other.synchronise()
    ended = kim.workspace.dispatching._ended(begun, tried)
    other.close()

    assert ended.status is Status.ACCEPTED
    assert kim.sent(sent).status is Status.ACCEPTED


def test_a_status_that_was_asked_for_before_the_acknowledgement_came_does_not_undo_it(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    before = delivery_of(kim, sent)
    overdue = StatusReport(sent, Status.MESSAGE_EXCHANGE_ERROR)
    acknowledge(network, sent)
    kim.synchronise()

    assert not kim.workspace.dispatching._take_in(before, overdue)
    assert kim.sent(sent).status is Status.ACCEPTED


def test_one_that_comes_too_late_is_recorded_as_such_and_changes_nothing_else(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    kim.wait(minutes=31)
    overdue = kim.sent(sent).status
    acknowledge(network, sent)
    kim.synchronise()
    acknowledge(network, sent)
    kim.wait(minutes=1)

    events = delivery_of(kim, sent).events
    assert overdue is kim.sent(sent).status is Status.UNACKNOWLEDGED
    assert [(event.code, event.title) for event in events if event.code == LATE] == [
        (LATE, "ACCEPTED")
    ]
    assert details(kim, AuditKind.DELIVERY) == ["LATE", "MESSAGE_EXCHANGE_ERROR"]


def test_that_one_copy_was_accepted_is_known_although_another_was_rejected(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    acknowledge(network, sent, NOT_FOUND)
    kim.synchronise()
    acknowledge(network, sent)
    kim.synchronise()

    events = delivery_of(kim, sent).events
    assert (events[-1].code, events[-1].title) == (LATE, "ACCEPTED")
    assert delivery_of(kim, sent).rejected


DUPLICATE = Finding("duplicate", "BV", "Duplicate", "NA", "The messageId has been received before.")


def resent_message(network: AccessPointNetwork, kim: PersonClient) -> str:
    """Send a message whose first copy the access point gave up, though it may have arrived."""
    order(network, "unreachable", times=5, kind="message")
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(minutes=13)
    kim.wait(seconds=30)
    kim.wait(seconds=1)
    return sent


def test_that_a_second_copy_was_rejected_says_that_the_first_is_there_and_ends_nothing(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = resent_message(network, kim)
    acknowledge(network, sent, DUPLICATE)
    acknowledge(network, sent, DUPLICATE)
    kim.synchronise()
    waits = delivery_of(kim, sent)
    acknowledge(network, sent)
    kim.wait(minutes=1)

    assert waits.status is Status.WAITING_FOR_RECEIPT
    assert not waits.rejected
    assert [event.code for event in waits.events].count(ALREADY) == 1
    assert kim.sent(sent).status is Status.ACCEPTED


def test_a_copy_that_is_there_is_remembered_when_the_acknowledgement_never_comes(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = resent_message(network, kim)
    acknowledge(network, sent, DUPLICATE)
    kim.wait(hours=1)

    delivery = delivery_of(kim, sent)
    assert delivery.status is Status.MESSAGE_EXCHANGE_ERROR
    assert ALREADY in [event.code for event in delivery.events]


def test_a_message_that_went_once_is_rejected_when_its_number_is_known_there(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    acknowledge(network, sent, DUPLICATE)
    kim.synchronise()

    assert kim.sent(sent).rejected


def test_an_acknowledgement_without_a_signature_changes_nothing(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    answered = acknowledge(network, sent, sender=EKELUND)
    access_point = network.sandbox.federation.access_points.access_points[EKDALA]
    (as4_message,) = access_point.pending()
    access_point.mark_downloaded(as4_message.header.message_id)
    start, end = (
        as4_message.payload.find(b"<ds:Signature"),
        as4_message.payload.find(b"</ds:Signature>"),
    )
    network.put(as4_message.payload[:start] + as4_message.payload[end + 15 :], EKELUND, ANSWER)
    kim.synchronise()

    assert answered.identifier == sent
    assert kim.sent(sent).status is Status.WAITING_FOR_RECEIPT
    assert details(kim, AuditKind.STRAY) == ["The envelope is not signed."]
    assert network.waiting() == 0


def test_an_acknowledgement_signed_by_somebody_else_changes_nothing(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = sent_message(network, kim)
    answered = acknowledge(network, new_id())
    accepted = Acknowledgement(sent)
    said = acknowledgement_of(accepted, answered, network.watch.now)
    forged = seal_acknowledgement(said, answered, key(network, LINDHAGA))
    network.put(forged, EKELUND, ANSWER)
    kim.synchronise()

    assert kim.sent(sent).status is Status.WAITING_FOR_RECEIPT
    assert "another certificate than the sender's" in details(kim, AuditKind.STRAY)[0]


def test_an_acknowledgement_that_is_encrypted_breaks_the_rules_and_is_kept_as_it_came(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    message, answer = (ROOTS[kind] for kind in DocumentType)
    envelope = sealed(network, letter())
    for old, new in ((DocumentType.MESSAGE, ANSWER), (message, answer)):
        envelope = envelope.replace(old.encode(), new.encode())
    network.put(envelope, EKELUND, ANSWER)
    result = kim.synchronise()

    assert result.unreadable == 1
    assert "SDK-encryption" in kim.headline(lambda one: bool(one.unreadable)).unreadable
    assert network.waiting() == 0


def test_acknowledgements_on_a_damaged_part_hold_up_nothing_else_and_are_said(
    network: AccessPointNetwork, kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise damaged_part()

    come(network, letter(label="Kommer fram"))
    monkeypatch.setattr(OutgoingAcknowledgements, "claim", refuse)
    result = kim.synchronise()
    monkeypatch.undo()
    waiting = waits(kim)
    kim.synchronise()

    assert kim.received("Kommer fram").unread
    assert result.trouble is not None
    assert "damaged part" in result.trouble.text
    assert (waiting, waits(kim)) == (1, 0)


def test_what_a_rejected_message_is_answered_is_recorded_at_its_own_row(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    first = come(network, letter(text="Om Alva"))
    kim.synchronise()
    other = kim.workspace.mailboxes[-1].address
    attention = first.recipient.attention
    assert attention is not None
    addressed = replace(first.recipient, attention=replace(attention, function=other))
    come(network, replace(first, recipient=addressed))
    kim.synchronise()

    recorded = [
        (row.event.mailbox, row.event.detail)
        for row in kim.workspace.audit_trail.page(kind=AuditKind.ACKNOWLEDGED)[:2]
    ]
    (apart,) = kim.workspace.audit_trail.page(kind=AuditKind.UNREADABLE)
    assert recorded == [(apart.event.mailbox, "REJECTED"), (SOCIAL, "ACCEPTED")]
    assert apart.event.mailbox != SOCIAL
