"""Records what was done with a message, together with everyone that the message is about."""

from __future__ import annotations

from dataclasses import replace

from sdk_desktop.domain.audit import AuditEvent
from sdk_desktop.domain.persons import person_references
from sdk_desktop.store.store import Transaction


def record_event(stored: Transaction, event: AuditEvent, row: int) -> None:
    """Record an event on a message that is in the store."""
    headline = stored.messages.headline(row)
    on_message = replace(
        event,
        mailbox=headline.mailbox,
        message_id=headline.message_id,
        person=person_references(stored.records.message(row)),
    )
    stored.audit.add(on_message)
