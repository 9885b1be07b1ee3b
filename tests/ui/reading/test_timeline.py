"""The words of a delivery: what happened, who waits for whom, who must act."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.delivery import ALREADY, LATE, Delivery, DeliveryEvent, Status
from sdk_desktop.domain.errors import Untrusted, to_line
from sdk_desktop.domain.mailbox import Attachment
from sdk_desktop.ui.reading.delivery_timeline import DeliveryTimeline, remedies
from sdk_desktop.ui.words import shown_names
from sdk_desktop.ui.words.dates_and_sizes import day_and_time, time_of_day
from sdk_desktop.ui.words.delivery_words import StepMark, TimelineStep, steps, waits_for
from sdk_desktop.ui.words.reject_causes import Remedy, remedy_text
from sdk_desktop.ui.words.rejection_advice import advice
from tests.ui.fake_workspace import NOON

REJECTED = DeliveryEvent("MESSAGE_EXCHANGE_ERROR", NOON, "Message REJECTED by receiver")


def delivery(status: Status, *events: DeliveryEvent, attempts: int = 0) -> Delivery:
    due = NOON + timedelta(minutes=2) if attempts else None
    return Delivery("m1", status, events, attempts, due)


def rejected(cause: str, code: str, detail: str = "", where: str = "") -> Delivery:
    why = DeliveryEvent(cause, NOON, code, detail, where)
    return delivery(Status.MESSAGE_EXCHANGE_ERROR, REJECTED, why)


WAITING = [
    (Status.QUEUED, "Waiting in this computer"),
    (Status.SCHEDULED, "Waiting to be delivered"),
    (Status.SUBMITTED, "Waiting for the recipient's system"),
    (Status.SCHEDULED_FOR_RESEND, "tried again by itself"),
    (Status.ACKNOWLEDGE, "check and acknowledge"),
    (Status.WAITING_FOR_RECEIPT, "check and acknowledge"),
    (Status.ACCEPTED, "does not mean that anybody has read it"),
    (Status.UNKNOWN, "to say more"),
]
ADVICE = [
    ("SV", "structure", "built in a wrong way", Remedy.CALL_SUPPORT),
    ("BV", "structure", "too long", Remedy.EDIT),
    ("BV", "invariant", "breaks a rule", Remedy.CALL_SUPPORT),
    ("BV", "not-found", "does not know the function", Remedy.OTHER_ADDRESS),
    ("BV", "Not-supported", "type of file", Remedy.CONVERT),
    ("BV", "too-long", "too large", Remedy.EDIT),
    ("BV", "duplicate", "already has", Remedy.CALL_SUPPORT),
    ("BV", "multiple-matches", "already has", Remedy.CALL_SUPPORT),
    ("BV", "forbidden", "harmful code", Remedy.CALL_SUPPORT),
    ("BV", "security", "do not match the envelope", Remedy.CALL_SUPPORT),
    ("SIG", "security", "signature", Remedy.CALL_SUPPORT),
    ("SIG", "nytt", "signature", Remedy.CALL_SUPPORT),
    ("BV", "nytt", "does not know", Remedy.CALL_SUPPORT),
]


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.UNKNOWN])
def test_every_status_is_a_step_in_words(status: Status) -> None:
    last = steps(delivery(status, DeliveryEvent(status, NOON)), NOON)[-1]

    assert last.text == shown_names.status_name(status)
    assert last.time == NOON


@pytest.mark.parametrize(("status", "meaning"), WAITING)
def test_it_says_who_waits_for_whom(status: Status, meaning: str) -> None:
    assert meaning in waits_for(delivery(status))


def test_the_first_step_is_our_own_queue_even_when_the_service_does_not_know_of_it() -> None:
    known = steps(delivery(Status.SCHEDULED, DeliveryEvent("SCHEDULED", NOON)), NOON)

    assert known[0] == TimelineStep(shown_names.status_name(Status.QUEUED), NOON, StepMark.DONE)


def test_a_status_without_an_event_is_shown_without_a_time() -> None:
    assert steps(delivery(Status.ACKNOWLEDGE), NOON)[-1].time is None


def test_words_that_no_specification_names_are_shown_as_they_are() -> None:
    known = steps(
        delivery(Status.UNKNOWN, DeliveryEvent("WAITING_FOR_ACKNOWLEDGE", NOON, "x\u202ey")), NOON
    )

    assert known[-1].text == "The message service says: WAITING_FOR_ACKNOWLEDGE x�y"


def test_waiting_that_is_over_is_marked_as_done() -> None:
    events = [DeliveryEvent(s, NOON) for s in (Status.WAITING_FOR_RECEIPT, Status.ACCEPTED)]

    assert {step.mark for step in steps(delivery(Status.ACCEPTED, *events), NOON)} == {
        StepMark.DONE
    }


def test_a_queue_that_could_not_be_emptied_says_when_it_tries_again() -> None:
    waiting = delivery(Status.QUEUED, attempts=3)

    assert waiting.due
    assert waits_for(waiting) == f"Tried 3 times. Next attempt {time_of_day(waiting.due)}."


def test_what_hinders_a_message_is_said_first_and_is_no_step() -> None:
    expired = Untrusted("The certificate has been out of date since {day}.", day="2026-05-01")
    queued = delivery(Status.QUEUED, DeliveryEvent(Status.QUEUED, NOON), attempts=1)
    waiting = queued.postponed(NOON, to_line(expired))

    assert waits_for(waiting).startswith("The certificate has been out of date since 2026-05-01. ")
    assert [step.text for step in steps(waiting, NOON)] == ["In the queue"]


LATE_ONES = [
    (Status.ACCEPTED, "", "Acknowledged too late: accepted", "accepted the message, but too late"),
    (Status.REJECTED, "BV not-found", "Rejected, and too late", "does not know the function"),
]


@pytest.mark.parametrize(("status", "cause", "said", "happened"), LATE_ONES)
def test_an_acknowledgement_that_came_too_late_is_a_step_and_says_what_it_means(
    status: Status, cause: str, said: str, happened: str
) -> None:
    ended = DeliveryEvent(Status.MESSAGE_EXCHANGE_ERROR, NOON, "Time-out")
    came = DeliveryEvent(LATE, NOON, status, cause)
    late = delivery(Status.MESSAGE_EXCHANGE_ERROR, ended, came)

    assert steps(late, NOON)[-1].text == said
    (advised,) = advice(late)
    assert happened in advised.happened
    assert advised.remedy is not Remedy.SEND_AGAIN
    assert not advised.their_words


def test_a_copy_that_is_there_already_is_a_step_and_what_to_think_of_at_the_end() -> None:
    known = DeliveryEvent(ALREADY, NOON)
    ended = DeliveryEvent(Status.MESSAGE_EXCHANGE_ERROR, NOON, "Time-out: nothing has come.")

    waiting = delivery(Status.WAITING_FOR_RECEIPT, known)
    (advised,) = advice(delivery(Status.MESSAGE_EXCHANGE_ERROR, known, ended))

    assert "already has a copy" in " ".join(step.text for step in steps(waiting, NOON))
    assert advice(waiting) == ()
    assert "already has a message" in advised.happened
    assert "Telephone" in advised.act


def test_a_rejection_is_called_one_and_its_causes_are_no_steps() -> None:
    known = steps(rejected("BV", "not-found"), NOON)

    assert [step.text for step in known] == ["In the queue", "Rejected by the recipient"]
    assert known[-1].mark is StepMark.FAILED


@pytest.mark.parametrize(("cause", "code", "happened", "helps"), ADVICE)
def test_each_cause_says_what_happened_and_what_helps(
    cause: str, code: str, happened: str, helps: Remedy
) -> None:
    (one,) = advice(rejected(cause, code))

    assert happened in one.happened
    assert one.act
    assert one.remedy is helps


def test_a_reference_to_a_failed_message_is_told_from_a_file_type() -> None:
    where = "/messagePayload/message/messageHeader/refToMessageId"
    (one,) = advice(rejected("BV", "not-supported", where=where))

    assert one.remedy is Remedy.EDIT
    assert "counts as failed" in one.happened


def test_a_code_that_nobody_knows_is_shown_honestly() -> None:
    (one,) = advice(rejected("BV", "brand-new", "Något \u202enytt"))

    assert one.their_words == "BV · brand-new · Något �nytt"


def test_the_same_cause_twice_is_said_once() -> None:
    why = DeliveryEvent("BV", NOON, "invariant", where="/a")
    other = DeliveryEvent("BV", NOON, "invariant", where="/b")

    assert len(advice(delivery(Status.MESSAGE_EXCHANGE_ERROR, REJECTED, why, other))) == 1


def test_a_missing_acknowledgement_is_not_called_a_rejection() -> None:
    late = DeliveryEvent("MESSAGE_EXCHANGE_ERROR", NOON, "Timeout waiting for receipt")
    (one,) = advice(delivery(Status.MESSAGE_EXCHANGE_ERROR, late))

    assert "We do not know whether the message arrived" in one.happened
    assert one.remedy is Remedy.SEND_COPY


def test_what_reached_the_access_point_is_never_called_undelivered() -> None:
    arrived = DeliveryEvent("ACKNOWLEDGE", NOON)
    failed = DeliveryEvent("ERROR", NOON, "Failure", "OID 1.2.752.297 expired")
    lost = delivery(Status.ERROR, arrived, failed)

    (one,) = advice(lost)
    last = steps(lost, NOON)[-1]

    assert one.remedy is Remedy.SEND_COPY
    assert last.text == "No acknowledgement – it may have arrived"
    assert one.their_words == ""


def test_another_systems_words_are_left_to_the_technical_details() -> None:
    failed = DeliveryEvent("ERROR", NOON, "Failure", "OID 1.2.752.297 unknown")

    (one,) = advice(delivery(Status.ERROR, failed))

    assert one.their_words == ""


def test_a_refusal_by_our_own_service_says_what_the_service_said() -> None:
    refused = DeliveryEvent("MESSAGE_EXCHANGE_ERROR", NOON, "The message service refused it.")
    (one,) = advice(delivery(Status.MESSAGE_EXCHANGE_ERROR, refused))

    assert one.their_words == "The message service refused it."


@pytest.mark.parametrize("status", [s for s in Status if not s.failed])
def test_nothing_is_advised_while_nothing_has_failed(status: Status) -> None:
    assert advice(delivery(status)) == ()


@pytest.mark.parametrize("helps", Remedy)
def test_every_help_has_words(helps: Remedy) -> None:
    assert remedy_text(helps)


def test_the_time_line_shows_steps_advice_and_what_helps_first(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line = DeliveryTimeline(rejected("BV", "not-found"), NOON, page)
    pressed: list[object] = []
    line.remedyChosen.connect(pressed.append)

    best, support = line.findChildren(QPushButton)
    best.click()

    shown = " ".join(label.text() for label in line.findChildren(QLabel))
    assert shown.index("does not know the function") < shown.index(
        day_and_time(NOON, system_clock())
    )
    assert "Rejected by the recipient" in shown
    assert pressed == [Remedy.OTHER_ADDRESS]
    assert (best.property("primary"), support.text()) == (True, "Copy the number for support")
    assert "In the queue" in line.accessibleDescription()


@pytest.mark.parametrize(
    ("types", "offered"),
    [
        (("image/heic",), (Remedy.SEND_AS_PDF, Remedy.EDIT, Remedy.CALL_SUPPORT)),
        (("image/png", "application/pdf"), (Remedy.SEND_AS_PDF, Remedy.EDIT, Remedy.CALL_SUPPORT)),
        (("image/png", "application/msword"), (Remedy.CONVERT, Remedy.CALL_SUPPORT)),
        (("application/pdf",), (Remedy.CONVERT, Remedy.CALL_SUPPORT)),
    ],
)
def test_what_can_be_converted_here_is_converted_and_sent_by_one_button(
    types: tuple[str, ...], offered: tuple[Remedy, ...]
) -> None:
    files = [Attachment(number, f"{number}", kind, 1) for number, kind in enumerate(types)]

    assert remedies(Remedy.CONVERT, files) == offered
    assert remedies(Remedy.CALL_SUPPORT, files) == (Remedy.CALL_SUPPORT,)
