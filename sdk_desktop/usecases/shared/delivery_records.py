"""The records of deliveries in the ledger: what they say, and how they are brought there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sdk_desktop.domain.delivery import REST, Delivery
from sdk_desktop.domain.sharing import CopiedRecord, Fields, PendingChange, RecordEdit
from sdk_desktop.sharing.values import Outcome, RecordKind
from sdk_desktop.usecases.shared.copy import Sharing
from sdk_desktop.usecases.shared.ledgers import Lead

LATEST_START = timedelta(minutes=2)
"""How long after it asked for its claim a computer may still begin to hand over."""
_LONGEST_REQUEST = timedelta(minutes=23)
"""How long handing over may take until it ends here, with an answer or without."""
CLAIMED_FOR = LATEST_START + _LONGEST_REQUEST + REST
"""How long nobody else touches what was claimed, by the ledger's clock, where the service may take
a second copy: its holder may still start, the request may run, and a proxy may sit on it."""
NO_REST = timedelta()
THERE = frozenset({Outcome.OK, Outcome.AGAIN})
"""The ledger has what was to be brought."""


def is_appended(sharing: Sharing, edits: Sequence[RecordEdit], lead: Lead) -> bool:
    """Bring edits to the ledger as whoever leads; return whether it has them."""
    erased = tuple(UUID(one) for one in _no_longer_needed(edits))
    change = PendingChange(uuid4(), tuple(edits), term=lead.term, erased=erased)
    return sharing.append(change, {}) in THERE


def _no_longer_needed(edits: Sequence[RecordEdit]) -> Iterator[str]:
    """Return the files of sealed messages that will not be handed over again."""
    for edit in edits:
        if edit.kind == RecordKind.DELIVERY and edit.after and edit.before:
            named = edit.before.get("sealed")
            if named and not edit.after.get("sealed"):
                yield named[0]


def moved_edit(record: CopiedRecord, after: Delivery, rest: timedelta) -> RecordEdit:
    """Return the edit by which a delivery becomes another one, which nobody touches for a while."""
    before = record.fields or {}
    said = {**before, **delivery_fields(before["mailbox"], after, rest)}
    if after.status.final:
        said["sealed"] = None
    return RecordEdit(record.id, record.kind, record.version, before, said)


def delivery_fields(mailbox: str, delivery: Delivery, rest: timedelta = NO_REST) -> Fields:
    """Return the record of a delivery; all that may change of it is one field, taken whole."""
    events = [
        [one.code, _moment(one.time), one.title, one.detail, one.where] for one in delivery.events
    ]
    state: dict[str, Any] = {
        "status": delivery.status.value,
        "attempts": delivery.attempts,
        "due": _moment(delivery.due),
        "claimed": _moment(delivery.claimed),
        "events": events,
    }
    return {
        "mailbox": mailbox,
        "message": delivery.message_id,
        "state": state,
        "rest": int(rest.total_seconds()),
    }


def _moment(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
