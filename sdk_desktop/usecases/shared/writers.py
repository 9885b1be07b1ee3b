"""Shows the other computers of a shared mailbox who writes an answer here, and who there.

It is a hint that ends by itself: that nothing is answered twice is for the ledger to see to.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sdk_desktop.domain.errand import WRITING_LASTS, AnswerWriter
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.formats.json_shapes import is_moment, is_some_text, table
from sdk_desktop.sharing.presence import Presence
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.shared.contents import message_name
from sdk_desktop.usecases.shared.copy import Sharing

_is_writer = table(
    {"message": is_some_text, "id": is_some_text, "who": is_some_text, "since": is_moment}
)
SECONDS = 180
"""How long others are shown that somebody writes, unless it is said again."""


def exchange_writers(
    store: Store, sharing: Sharing, address: str, now: datetime, shown: frozenset[UUID]
) -> frozenset[UUID]:
    """Say who writes answers here, and take in who writes at other computers.

    `shown` are the records about which somebody was said to write; return those of now.
    """
    mailbox, fresh = sharing.mailbox, now - WRITING_LASTS
    presence = Presence(mailbox.ledger, mailbox.id, mailbox.keyring)
    with store.read() as stored:
        here = stored.writers.here(address, fresh)
    writing = {_record(sharing, one): one for one in here}
    for record, one in writing.items():
        presence.show(record, json.dumps(_fields(one)), SECONDS)
    for record in shown - writing.keys():
        presence.show(record, "", seconds=0)
    others = tuple(_read(presence.everybody()))
    with store.begin() as stored:
        for one in others:
            stored.colleagues.know(one.who_id, one.who)
        stored.writers.put_elsewhere(address, others, now, fresh)
    return frozenset(writing)


def _record(sharing: Sharing, writer: AnswerWriter) -> UUID:
    name = message_name(Direction.IN, writer.message_id)
    return sharing.mailbox.record_id(RecordKind.CARE, name)


def _fields(writer: AnswerWriter) -> Mapping[str, Any]:
    return {
        "message": writer.message_id,
        "id": writer.who_id,
        "who": writer.who,
        "since": writer.since.isoformat(),
    }


def _read(said: Iterable[str]) -> Iterator[AnswerWriter]:
    """Yield what can be read; what cannot is left out."""
    for text in said:
        try:
            fields = read_json(text.encode())
        except ValueError:
            continue
        if _is_writer(fields):
            since = datetime.fromisoformat(fields["since"])
            yield AnswerWriter(fields["message"], fields["id"], fields["who"], since)
