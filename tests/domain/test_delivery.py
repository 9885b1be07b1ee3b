from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest

from sdk_desktop.domain.delivery import Delivery, DeliveryEvent, Status, StatusReport

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
QUEUED = Delivery("m", Status.QUEUED, (DeliveryEvent(Status.QUEUED, NOON),))


def tried(times: int) -> Delivery:
    return reduce(lambda one, _: one.begun(NOON).postponed(NOON), range(times), QUEUED)


def test_a_delivery_is_tried_later_and_later_up_to_an_hour() -> None:
    waits = [(tried(times).due or NOON) - NOON for times in (1, 2, 3, 7, 8, 9, 1000)]

    seconds = [30, 60, 120, 1920, 3600, 3600, 3600]
    assert waits == [timedelta(seconds=wait) for wait in seconds]
    assert tried(3).attempts == 3
    assert tried(3).claimed is None


def test_what_was_handed_over_is_not_due_any_more() -> None:
    done = tried(2).begun(NOON).handed_over(NOON)

    assert (done.status, done.due, done.claimed) == (Status.SCHEDULED, None, None)
    assert [event.code for event in done.events] == ["QUEUED", "SCHEDULED"]


def test_what_was_refused_is_over_and_somebody_has_to_act() -> None:
    refused = QUEUED.begun(NOON).refused(NOON, "Nej.")

    assert refused.status.final
    assert refused.status.failed
    assert not refused.rejected
    assert refused.events[-1].title == "Nej."


def test_a_report_keeps_what_only_we_know_and_repeats_nothing() -> None:
    later = NOON + timedelta(minutes=1)
    told = (DeliveryEvent("SUBMITTED", later), DeliveryEvent("SCHEDULED", NOON))
    report = StatusReport("m", Status.SUBMITTED, told)

    once = QUEUED.handed_over(NOON).reported(report)

    assert [event.code for event in once.events] == ["QUEUED", "SCHEDULED", "SUBMITTED"]
    assert once.reported(report) == once


def test_causes_make_an_exchange_error_a_rejection() -> None:
    cause = DeliveryEvent("BV", NOON, "not-found", where="/a")
    report = StatusReport("m", Status.MESSAGE_EXCHANGE_ERROR, (cause,))

    rejected = QUEUED.reported(report)

    assert rejected.rejected
    assert rejected.causes == (cause,)
    assert not QUEUED.rejected


@pytest.mark.parametrize(
    ("code", "status"),
    [("ACCEPTED", Status.ACCEPTED), ("accepted", Status.UNKNOWN), ("", Status.UNKNOWN)],
)
def test_a_word_that_nobody_knows_is_unknown(code: str, status: Status) -> None:
    assert Status.read(code) is status
