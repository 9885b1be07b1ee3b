"""What is left of messages that were erased: enough to know them again, and to say what was done.

Content, names and subjects are not among it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from sdk_desktop.domain.identity import MessageIdentity
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.purge import ErasedMessage
from sdk_desktop.store.messages import search
from sdk_desktop.store.schema.direct_tables import answer, sealed
from sdk_desktop.store.schema.purge_tables import purged
from sdk_desktop.store.schema.tables import INCOMING, OUTGOING, TableRow, delivery, message

_c = purged.c
_TOLD = (
    *(_c.message, _c.message_id, _c.mailbox, _c.direction, _c.received),
    *(_c.diary_number, _c.document_type, _c.time),
)
_CAME = sa.select(_c.message).where(_c.direction == Direction.IN.value).limit(1)
_KNOWN = sa.select(_c.service_id).where(
    _c.direction == Direction.IN.value, _c.service_id.in_(sa.bindparam("asked", expanding=True))
)
_KNOWN_IDS = sa.select(_c.message_id).where(
    _c.direction == Direction.IN.value, _c.message_id.in_(sa.bindparam("asked", expanding=True))
)
_WHOLE_UNDER_NAME = _CAME.where(_c.service_id == sa.bindparam("service_id"), _c.readable)
_IDENTITIES = sa.select(_c.mailbox, _c.digest).where(
    _c.direction == Direction.IN.value, _c.message_id == sa.bindparam("message_id"), _c.readable
)


def erase(connection: sa.Connection, rows: Sequence[int]) -> None:
    """Delete messages, and by that their texts, files and bytes; deliveries with their events.

    What was sealed to send them goes, too, and what was sealed to answer them.
    """
    mine = sa.select(message.c.message_id).where(message.c.id.in_(rows))
    for table in (delivery, sealed):
        connection.execute(sa.delete(table).where(table.c.message_id.in_(mine.where(OUTGOING))))
    by_name = answer.c.message.is_(None) & answer.c.message_id.in_(mine.where(INCOMING))
    connection.execute(sa.delete(answer).where(answer.c.message.in_(rows) | by_name))
    search.remove_from_index(connection, *rows)
    connection.execute(sa.delete(message).where(message.c.id.in_(rows)))


def known(connection: sa.Connection, service_ids: Sequence[str]) -> set[str]:
    """Return those of a service's names whose messages came, and were erased."""
    return set(connection.execute(_KNOWN, {"asked": list(service_ids)}).scalars())


def known_ids(connection: sa.Connection, message_ids: Sequence[str]) -> set[str]:
    """Return those of the ids that messages had which came, and were erased."""
    return set(connection.execute(_KNOWN_IDS, {"asked": list(message_ids)}).scalars())


def identities(connection: sa.Connection, message_id: str) -> tuple[MessageIdentity, ...]:
    """Return what is left of the messages that came under an id and were erased."""
    found = connection.execute(_IDENTITIES, {"message_id": message_id})
    return tuple(MessageIdentity(message_id, row.mailbox, digest=row.digest) for row in found)


def came_whole(connection: sa.Connection, service_id: str) -> bool:
    """Return whether a message that could be read, and was erased, had this name at a service."""
    return connection.execute(_WHOLE_UNDER_NAME, {"service_id": service_id}).first() is not None


def received_since(
    connection: sa.Connection, time: datetime, service_ids: Collection[str]
) -> set[str]:
    """Return those of a service's names whose messages came since a time, and were erased."""
    found = sa.select(_c.service_id).where(
        _c.service_id.in_(service_ids), _c.received > time, _c.direction == Direction.IN.value
    )
    return set(connection.execute(found).scalars())


def note_erased(connection: sa.Connection, purge: int, rows: Sequence[int], now: datetime) -> None:
    """Note messages as erased, before they are."""
    m = message.c
    kept = sa.select(
        *(m.id, sa.literal(purge), m.direction, m.mailbox, m.message_id, m.service_id),
        *(m.unreadable == sa.literal(""), m.received, m.diary_number, m.document_type, m.digest),
        sa.literal(now, _c.time.type),
    ).where(m.id.in_(rows))
    columns = (
        *(_c.message, _c.purge, _c.direction, _c.mailbox, _c.message_id, _c.service_id),
        *(_c.readable, _c.received, _c.diary_number, _c.document_type, _c.digest, _c.time),
    )
    connection.execute(sa.insert(purged).from_select(columns, kept))


def erased_by(
    connection: sa.Connection, purge: int, after: int, limit: int
) -> tuple[ErasedMessage, ...]:
    """Return what is known of the messages that a purge erased, after a row, in order."""
    wanted = sa.select(*_TOLD).where(_c.purge == purge, _c.message > after)
    found = connection.execute(wanted.order_by(_c.message).limit(limit))
    return tuple(_erased(row) for row in found)


def _erased(row: TableRow) -> ErasedMessage:
    return ErasedMessage(
        row=row.message,
        message_id=row.message_id,
        mailbox=row.mailbox,
        direction=Direction(row.direction),
        received=row.received,
        diary_number=row.diary_number,
        document_type=row.document_type,
        time=row.time,
    )
