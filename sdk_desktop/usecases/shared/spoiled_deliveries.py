"""Deliveries of which another computer wrote last what nobody can read.

Such a record says neither that the message was handed over nor that it was not. Whoever leads goes
on from the last state that it knows, as from an older copy of the store: after the rest of a claim,
for its writer may have made one, the message service is asked before anything is handed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sdk_desktop.domain.delivery import REWRITTEN, Delivery, queued
from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.sharing import CopiedRecord, RecordEdit
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared.delivery_records import (
    CLAIMED_FOR,
    NO_REST,
    delivery_fields,
    is_appended,
)
from sdk_desktop.usecases.shared.ledgers import SharedLedgers
from sdk_desktop.usecases.shared.rows import delivery_id


def write_anew(ledgers: SharedLedgers, address: str, now: datetime, *, late: bool) -> None:
    """Write anew what cannot be read of a mailbox's deliveries, as long as this computer leads.

    `late` is whether the message service may take late copies of a request.
    """
    with ledgers.shared.store.read() as stored:
        spoiled = tuple(_spoiled(stored, address))
    if not spoiled:
        return
    try:
        with ledgers.using(address) as sharing:
            rested = [
                one for one in spoiled if not late or sharing.mailbox.age(one[0].id) >= CLAIMED_FOR
            ]
            lead = ledgers.lead(address, sharing) if rested else None
            if lead is None:
                return
            for record, known in rested:
                is_appended(sharing, [_anew(record, address, known, now)], lead)
    except (Unavailable, Refused, Untrusted) as error:
        ledgers.note_trouble(address, error)


def _spoiled(stored: Transaction, address: str) -> Iterator[tuple[CopiedRecord, Delivery]]:
    """Yield the records, each with what is known here of the delivery."""
    mailbox, naming = stored.shared.ids()[address], stored.shared.naming(address)
    listed = stored.unread.of_kind(mailbox, RecordKind.DELIVERY)
    if naming is None or not listed:
        return
    mine = (
        one
        for one in stored.deliveries.unfinished()
        if stored.names.row_of(address, one.message_id, Direction.OUT) is not None
    )
    never_read = (queued(name, sent) for name, sent in stored.deliveries.missing(address))
    for known in (*mine, *never_read):
        identity = delivery_id(naming, known.message_id)
        record = stored.shared.record(mailbox, identity) if identity in listed else None
        if record is not None and record.is_spoiled:
            yield record, known


def _anew(record: CopiedRecord, address: str, known: Delivery, now: datetime) -> RecordEdit:
    said = delivery_fields(address, known.restored(now, REWRITTEN), NO_REST)
    return RecordEdit(record.id, record.kind, record.version, record.fields, said)
