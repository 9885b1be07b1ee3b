"""What reports and acknowledgements change in a delivery, and how that is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.delivery import LATE, Delivery, DeliveryEvent, Status, StatusReport
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.actor import Actor, record_event


def with_report(delivery: Delivery, report: StatusReport, now: datetime) -> Delivery:
    """Return a delivery with what a report says; a status without an event happened now."""
    if report.again:
        why = " ".join(event.detail for event in report.events)
        return delivery if delivery.due else delivery.resent_later(now, why)
    if not report.events and report.status is not delivery.status:
        report = replace(report, events=(DeliveryEvent(report.status, now),))
    return delivery.reported(report)


def with_late_report(delivery: Delivery, report: StatusReport, now: datetime) -> Delivery:
    """Return a delivery that had ended before it was acknowledged; it stays as it ended.

    A report that adds nothing changes nothing. That one copy was accepted is worth knowing although
    another was rejected, as a second one of the same message may be.
    """
    accepted = report.status is Status.ACCEPTED
    known = delivery.status is Status.ACCEPTED or (delivery.rejected and not accepted)
    if known or any(event.code == LATE for event in delivery.events):
        return delivery
    status = Status.ACCEPTED if accepted else Status.REJECTED
    cause = next((event for event in report.events if event.is_cause), None)
    why = (f"{cause.code} {cause.title}", cause.where) if cause else ()
    late = DeliveryEvent(LATE, now, status.value, *why)
    return replace(delivery, events=(*delivery.events, late))


def with_plausible_times(report: StatusReport, delivery: Delivery, now: datetime) -> StatusReport:
    """Return a report whose times are not before what we know, nor yet to come.

    They come from the clock of another organisation.
    """
    known = [event.time for event in delivery.events if event.time and event.time <= now]
    earliest = max(known, default=now)
    events = (
        replace(event, time=min(max(event.time or now, earliest), now)) for event in report.events
    )
    return replace(report, events=tuple(events))


def record_older_store(stored: Transaction, event: AuditEvent) -> None:
    """Record that the store was replaced by an older copy of itself.

    What it says of what is on its way may be overtaken: the other side is asked before anything is
    sent once more, and nothing is overdue by the clock alone.
    """
    stored.audit.add(event)
    stored.answers.may_have_gone()
    for delivery in stored.deliveries.unfinished():
        stored.deliveries.put(delivery.restored(event.time))


def take_out(stored: Transaction, actor: Actor, row: int) -> None:
    """Forget a message that its sender took back; where its draft is, that is seen again."""
    message_id, kind = stored.messages.headline(row).message_id, AuditKind.TAKEN_BACK
    mine = stored.held.is_here(message_id)
    record_event(stored, actor.event(kind) if mine else actor.system_event(kind), row)
    stored.held.take_out(row, message_id)


def store_delivery(stored: Transaction, actor: Actor, delivery: Delivery) -> None:
    """Store a delivery; when it has ended, record that and drop what was kept to send it again."""
    stored.deliveries.put(delivery)
    if not delivery.status.final:
        return
    stored.sealed.drop(delivery.message_id)
    row = stored.messages.row_of(delivery.message_id)
    if row is not None:
        status = Status.REJECTED if delivery.rejected else delivery.status
        record_event(stored, actor.system_event(AuditKind.DELIVERY, detail=status.value), row)
