"""Who read, sent and saved what; the trail can be checked, sampled and taken out."""

from __future__ import annotations

import csv
from pathlib import Path

from sdk_desktop.domain.audit import AuditKind, AuditRow, ChainResult
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor

COLUMNS = (
    "number", "time", "who", "computer", "event", "mailbox", "message", "person", "detail", "digest"
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for a formula, also in full width."""
_PAGE = 1000


class AuditTrail:
    """Reads the trail; what others write there comes with their own transactions."""

    def __init__(self, store: Store, actor: Actor) -> None:
        """Work on a store as a person."""
        self._store = store
        self._actor = actor

    def page(
        self, before: int | None = None, kind: AuditKind | None = None, text: str = ""
    ) -> tuple[AuditRow, ...]:
        """Give events, newest first."""
        with self._store.read() as stored:
            return stored.audit.page(before=before, kind=kind, text=text)

    def verify(self) -> ChainResult:
        """Check the whole chain and name the first broken link."""
        with self._store.read() as stored:
            return stored.audit.verify()

    def sample(self, count: int) -> tuple[AuditRow, ...]:
        """Give events picked at random, for a spot check."""
        with self._store.read() as stored:
            return stored.audit.sample(count)

    def export(self, path: Path) -> int:
        """Write the whole trail as CSV (UTF-8, semicolons), record that, and give the count."""
        self._actor.require(Purpose.EXPORT)
        written = 0
        try:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                table = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
                table.writerow(COLUMNS)
                for row in self._all():
                    table.writerow(_cells(row))
                    written += 1
        except OSError as error:
            raise Refused("The file cannot be saved there.") from error
        with self._store.begin() as stored:
            stored.audit.add(self._actor.event(AuditKind.EXPORTED, detail=str(written)))
        return written

    def _all(self) -> list[AuditRow]:
        rows: list[AuditRow] = []
        with self._store.read() as stored:
            before = None
            while page := stored.audit.page(before=before, limit=_PAGE):
                rows.extend(page)
                before = page[-1].number
        return rows[::-1]


def _cells(row: AuditRow) -> list[str]:
    event = row.event
    cells = [str(row.number), event.time.isoformat(), event.who, event.computer, event.kind.value]
    cells += [event.mailbox, event.message_id, event.person, event.detail, row.digest]
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells]
