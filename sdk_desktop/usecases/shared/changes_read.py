"""Changes of the ledger as a copy takes them in: a few whole ones at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sdk_desktop.domain.sharing import CopiedRecord
from sdk_desktop.sharing.mailbox import OpenedNews, OpenedRecord
from sdk_desktop.sharing.values import Place


@dataclass(frozen=True, slots=True)
class ReadChanges:
    """Changes of the ledger that are taken in together, and the place after them."""

    place: Place
    records: tuple[CopiedRecord, ...]


def portions(news: OpenedNews) -> Iterator[ReadChanges]:
    """Divide what was read into portions of whole changes; one with files stands alone."""
    of_change = {
        number: tuple(map(copied_record, records))
        for number, records in groupby(news.records, lambda one: one.stored.number)
    }
    waiting: tuple[CopiedRecord, ...] = ()
    for number, (event, _) in enumerate(news.events, start=1):
        records = of_change.get(event.end.number, ())
        place = Place(event.position, event.end, event.event.epoch)
        waiting += records
        if any(map(names_files, records)) or number == len(news.events):
            yield ReadChanges(place, waiting)
            waiting = ()


def copied_record(opened: OpenedRecord) -> CopiedRecord:
    """Return a record of the ledger as a copy keeps it."""
    sealed, number = opened.stored.record, opened.stored.number
    return CopiedRecord(sealed.id, sealed.kind, sealed.version, opened.fields, number)


def names_files(record: CopiedRecord) -> bool:
    """Return whether a record has files that lie beside it in the ledger."""
    return bool(record.fields and record.fields.get("files"))
