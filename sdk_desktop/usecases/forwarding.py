"""Which messages were passed on by other messages: noted when those are sent, told to readers."""

from __future__ import annotations

from dataclasses import replace

from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.mailbox import Direction, Headline, ListQuery
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.actor import record_event


def note_forwarding(stored: Transaction, sent: AuditEvent, row: int, forwards: str) -> None:
    """Record on the message that a sent one `forwards`, by its id, that this was `sent`.

    What has been erased meanwhile says nothing any more.
    """
    if not forwards:
        return
    places = {
        **stored.names.places(forwards, Direction.OUT),
        **stored.names.places(forwards, Direction.IN),
    }
    if places:
        name = stored.names.name_of(row)
        event = replace(sent, kind=AuditKind.SENT_ON, detail=name.message_id)
        original = places.get(name.mailbox, next(iter(places.values())))
        record_event(stored, event, original)


def forwardings(stored: Transaction, headline: Headline, asked: ListQuery) -> tuple[Headline, ...]:
    """Return the messages that passed one on, newest first, but for what was taken back."""
    events = stored.audit.sent_on(stored.history.name_of(headline.row))
    sent = (stored.messages.row_of(one.detail) for one in events if one.mailbox == headline.mailbox)
    return tuple(stored.messages.headline(row, asked) for row in sent if row is not None)
