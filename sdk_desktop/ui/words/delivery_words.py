"""What has happened to an outgoing message and what it waits for, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sdk_desktop.domain.delivery import (
    ALREADY,
    HINDERED,
    LATE,
    RESTORED,
    REWRITTEN,
    Delivery,
    DeliveryEvent,
    Status,
)
from sdk_desktop.domain.errors import from_line
from sdk_desktop.ui.words import shown_names
from sdk_desktop.ui.words.dates_and_sizes import date_and_time, time_of_day
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.translation import mark, sentence, tr


class StepMark(StrEnum):
    """How a step ended; its value is the name of its icon."""

    DONE = "step-done"
    WAITING = "step-waiting"
    FAILED = "step-failed"


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One line of the time line; `time` is None when it is not known."""

    text: str
    time: datetime | None
    mark: StepMark


_WAITS = {
    Status.SCHEDULED: mark(
        "Waiting to be delivered to the recipient's system. You do not have to do anything."
    ),
    Status.SUBMITTED: mark(
        "Waiting for the recipient's system to answer. You do not have to do anything."
    ),
    Status.SCHEDULED_FOR_RESEND: mark(
        "Waiting for the recipient's system, which does not answer. It is tried again by itself;"
        " you do not have to do anything."
    ),
    Status.ACKNOWLEDGE: mark(
        "Waiting for the recipient's system to check and acknowledge the message."
    ),
    Status.WAITING_FOR_RECEIPT: mark(
        "Waiting for the recipient's system to check and acknowledge the message."
    ),
    Status.ACCEPTED: mark(
        "Accepted: delivered to the recipient's system. That does not mean that anybody has"
        " read it."
    ),
    Status.UNKNOWN: mark(
        "What we know is shown above. Waiting for the message service to say more."
    ),
}


def steps(delivery: Delivery, written: datetime) -> tuple[TimelineStep, ...]:
    """Return what has happened, oldest first; the first step is our own queue."""
    happened = [event for event in delivery.events if not event.is_cause and event.code != HINDERED]
    if not happened or happened[0].code != Status.QUEUED:
        happened.insert(0, DeliveryEvent(Status.QUEUED, written))
    if delivery.status not in {Status.UNKNOWN, *(event.code for event in happened)}:
        happened.append(DeliveryEvent(delivery.status, None))
    merged: dict[str, TimelineStep] = {}
    for event in happened:
        step = _step(event, delivery)
        merged.setdefault(step.text, step)
    *earlier, last = merged.values()
    return (*(_past(step) for step in earlier), last)


def waits_for(delivery: Delivery) -> str:
    """Return what a delivery waits for, or what its success means; "" after a failure."""
    if delivery.status is not Status.QUEUED:
        return tr(_WAITS[delivery.status]) if delivery.status in _WAITS else ""
    if delivery.due is None or not delivery.attempts:
        return tr("Waiting in this computer for its turn to be handed over.")
    why = sentence(from_line(delivery.hindrance)) if delivery.hindrance else ""
    tried = tr("Tried %n times.", delivery.attempts)
    then = tr("Next attempt {time}.").format(time=time_of_day(delivery.due))
    return " ".join(filter(None, (why, tried, then)))


def step_time(step: TimelineStep) -> str:
    """Return when a step happened, as far as that is known."""
    return date_and_time(step.time) if step.time else tr("time not known")


def _step(event: DeliveryEvent, delivery: Delivery) -> TimelineStep:
    if event.code == LATE:
        accepted = event.title == Status.ACCEPTED
        text = tr("Acknowledged too late: accepted") if accepted else tr("Rejected, and too late")
        return TimelineStep(text, event.time, StepMark.DONE)
    if event.code == ALREADY:
        text = tr("The recipient's system already has a copy of the message")
        return TimelineStep(text, event.time, StepMark.DONE)
    if event.code == RESTORED:
        text = tr("The messages were restored from an older copy. An acknowledgement may be lost.")
        return TimelineStep(text, event.time, StepMark.DONE)
    if event.code == REWRITTEN:
        text = tr("Another computer had noted what cannot be read. The message service was asked.")
        return TimelineStep(text, event.time, StepMark.DONE)
    status = Status.read(event.code)
    if status is Status.UNKNOWN:
        said = " ".join(filter(None, (event.code, event.title, event.detail)))
        text = tr("The message service says: {words}").format(words=one_line(said))
        return TimelineStep(text, event.time, StepMark.DONE)
    if status is delivery.status:
        status = delivery.shown
    text = shown_names.status_name(status, rejected=delivery.rejected and status.failed)
    return TimelineStep(text, event.time, _mark(status))


def _past(step: TimelineStep) -> TimelineStep:
    return replace(step, mark=StepMark.DONE) if step.mark is StepMark.WAITING else step


def _mark(status: Status) -> StepMark:
    if status.failed:
        return StepMark.FAILED
    waiting = status in {Status.SCHEDULED_FOR_RESEND, Status.WAITING_FOR_RECEIPT}
    return StepMark.WAITING if waiting else StepMark.DONE
