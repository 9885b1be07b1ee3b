"""What a copy of shared mailboxes knows of the ledger, and what waits to be written there."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import CopiedRecord, CopyReach, PendingChange, RecordEdit
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import Compiled, insert_row
from sdk_desktop.store.messages.message_columns import dumps
from sdk_desktop.store.schema.shared_tables import (
    shared_device,
    shared_mailbox,
    shared_pending,
    shared_reach,
    shared_record,
)
from sdk_desktop.store.schema.tables import TableRow

_ONLY = 1
_IDS = Compiled(
    sa.select(shared_mailbox.c.address, shared_mailbox.c.mailbox, shared_mailbox.c.naming)
)
_r = shared_record.c
_RECORD = Compiled(
    sa.select(_r.record, _r.kind, _r.version, _r.fields, _r.number).where(
        _r.mailbox == sa.bindparam("mailbox"), _r.record == sa.bindparam("record")
    )
)
_RECORDS = sa.select(shared_record).where(
    shared_record.c.mailbox == sa.bindparam("mailbox"),
    shared_record.c.record.in_(sa.bindparam("records", expanding=True)),
)
_NEWER = sqlite.insert(shared_record)
_PUT_RECORD = Compiled(
    _NEWER.on_conflict_do_update(
        set_={name: _NEWER.excluded[name] for name in ("kind", "version", "fields", "number")},
        where=_NEWER.excluded.version > shared_record.c.version,
    ),
    _r.keys(),
)
_REACH = Compiled(
    sa.select(
        *(column for column in shared_reach.c if column.name not in {"mailbox", "met"})
    ).where(shared_reach.c.mailbox == sa.bindparam("mailbox"))
)
_CAME_ON = sqlite.insert(shared_reach)
_PUT_REACH = Compiled(
    _CAME_ON.on_conflict_do_update(
        set_={column.name: column for column in _CAME_ON.excluded if column.name != "mailbox"}
    ),
    shared_reach.c.keys(),
)
_PENDING = Compiled(
    sa.select(shared_pending.c.change, shared_pending.c.content)
    .where(shared_pending.c.mailbox == sa.bindparam("mailbox"))
    .order_by(shared_pending.c.id)
)
_SETTLE = Compiled(
    sa.delete(shared_pending).where(
        shared_pending.c.mailbox == sa.bindparam("of"),
        shared_pending.c.change == sa.bindparam("named"),
    )
)
_WAITING = (
    sa.select(sa.func.count())
    .select_from(shared_pending)
    .where(shared_pending.c.mailbox.in_(sa.select(shared_mailbox.c.mailbox)))
)


@dataclass(frozen=True, slots=True)
class SharedCopies:
    """The shared mailboxes of this store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies
    _known: dict[object, Any] = field(default_factory=dict)
    """What does not change while this transaction writes nothing of it."""

    def device(self) -> tuple[bytes, UUID] | None:
        """Return the secret of this device's keys and the ledger it is for, None without one."""
        row = self.connection.execute(
            sa.select(shared_device.c.secret, shared_device.c.incarnation)
        ).one_or_none()
        return None if row is None else (row.secret, UUID(row.incarnation))

    def keep_device(self, secret: bytes, incarnation: UUID) -> None:
        """Keep the secret of this device's keys; there is only one."""
        self._note()
        values = {"id": _ONLY, "secret": secret, "incarnation": str(incarnation)}
        self.connection.execute(sa.insert(shared_device).values(values))

    def ids(self) -> dict[str, UUID]:
        """Return what the ledger calls the mailboxes that are shared, by function address."""
        return {address: identity for address, (identity, _) in self._mailboxes().items()}

    def share(self, address: str, mailbox: UUID) -> None:
        """Note what the ledger calls a mailbox; it may be another one than before."""
        self._note()
        values = {"mailbox": str(mailbox), "naming": None, "role": Role.MANAGER.value}
        _put(self.connection, shared_mailbox, {"address": address}, values)

    def unshare(self, address: str) -> None:
        """Forget what the ledger calls a mailbox; what waits for the ledger stays."""
        self._note()
        shared = shared_mailbox.c.address == address
        self.connection.execute(sa.delete(shared_mailbox).where(shared))

    def name_records(self, address: str, naming: bytes) -> None:
        """Keep the secret that names a mailbox's records, so that they can be named offline."""
        if self.naming(address) != naming:
            self._note()
            _put(self.connection, shared_mailbox, {"address": address}, {"naming": naming})

    def naming(self, address: str) -> bytes | None:
        """Return the secret that names a mailbox's records, None where none are shared yet."""
        return self._mailboxes().get(address, (None, None))[1]

    def mailboxes(self) -> tuple[UUID, ...]:
        """Return the mailboxes that have been met."""
        wanted = sa.select(shared_reach.c.mailbox).order_by(shared_reach.c.mailbox)
        return tuple(map(UUID, self.connection.execute(wanted).scalars()))

    def reach(self, mailbox: UUID) -> CopyReach:
        """Return how far the copy of a mailbox has come; at the beginning nowhere."""
        row = _REACH.run(self.connection, {"mailbox": str(mailbox)}).fetchone()
        return CopyReach() if row is None else CopyReach(*row)

    def put_reach(self, mailbox: UUID, reach: CopyReach, met: datetime) -> None:
        """Note how far the copy of a mailbox has come, and when it met the ledger."""
        self.written.note(TableFamily.SHARED)
        values = {"mailbox": str(mailbox), "met": met, **asdict(reach)}
        _PUT_REACH.run(self.connection, values)

    def record(self, mailbox: UUID, identity: UUID) -> CopiedRecord | None:
        """Return a record as the ledger has it, as far as this copy knows."""
        named = {"mailbox": str(mailbox), "record": str(identity)}
        row = _RECORD.run(self.connection, named).fetchone()
        return None if row is None else _copied(*row)

    def records(self, mailbox: UUID, identities: Collection[UUID]) -> dict[UUID, CopiedRecord]:
        """Return those of these records that this copy knows, as the ledger has them."""
        named = {"mailbox": str(mailbox), "records": [str(one) for one in identities]}
        return {UUID(row.record): copied(row) for row in self.connection.execute(_RECORDS, named)}

    def put_record(self, mailbox: UUID, record: CopiedRecord) -> bool:
        """Keep a record of the ledger, unless the copy has it; return whether it is news here."""
        self.written.note(TableFamily.SHARED)
        values = {
            "mailbox": str(mailbox),
            "record": str(record.id),
            "kind": record.kind,
            "version": record.version,
            "fields": None if record.fields is None else dumps(record.fields),
            "number": record.number,
        }
        return bool(_PUT_RECORD.run(self.connection, values).rowcount)

    def pending(self, mailbox: UUID) -> tuple[PendingChange, ...]:
        """Return the changes that the ledger has not said yes to, in the order they were made."""
        found: tuple[PendingChange, ...] | None = self._known.get(mailbox)
        if found is None:
            rows = _PENDING.run(self.connection, {"mailbox": str(mailbox)})
            found = tuple(_pending(*row) for row in rows.fetchall())
            self._known[mailbox] = found
        return found

    def waiting(self) -> int:
        """Count the changes that wait for the ledger of a mailbox that is shared here."""
        return self.connection.execute(_WAITING).scalar_one()

    def queue(self, mailbox: UUID, change: PendingChange) -> None:
        """Let a change wait; in the transaction that makes it here."""
        identity, content = str(change.id), _content(change)
        waiting: tuple[PendingChange, ...] | None = self._known.get(mailbox)
        if waiting is not None:
            self._known[mailbox] = (*waiting, _pending(identity, content))
        self.written.note(TableFamily.SHARED)
        values = {"mailbox": str(mailbox), "change": identity, "content": content}
        insert_row(self.connection, shared_pending, values)

    def judge_anew(self, mailbox: UUID, change: PendingChange) -> None:
        """Let a change that waits be another one, in its place, under its id."""
        self._note()
        self.connection.execute(
            sa.update(shared_pending)
            .where(*_is(mailbox, change.id))
            .values(content=_content(change))
        )

    def settle(self, mailbox: UUID, change: UUID) -> None:
        """Let a change wait no longer."""
        self._note()
        _SETTLE.run(self.connection, {"of": str(mailbox), "named": str(change)})

    def _mailboxes(self) -> dict[str, tuple[UUID, bytes | None]]:
        found: dict[str, tuple[UUID, bytes | None]] | None = self._known.get(_IDS)
        if found is None:
            rows = _IDS.run(self.connection, {}).fetchall()
            found = {address: (UUID(mailbox), naming) for address, mailbox, naming in rows}
            self._known[_IDS] = found
        return found

    def _note(self) -> None:
        self._known.clear()
        self.written.note(TableFamily.SHARED)


def _put(
    connection: sa.Connection,
    table: sa.Table,
    key: Mapping[str, object],
    values: Mapping[str, Any],
) -> None:
    matches = [table.c[name] == value for name, value in key.items()]
    if not connection.execute(sa.update(table).where(*matches).values(values)).rowcount:
        connection.execute(sa.insert(table).values({**key, **values}))


def copied(row: TableRow) -> CopiedRecord:
    """Return the record that a row holds."""
    return _copied(row.record, row.kind, row.version, row.fields, row.number)


def _copied(record: str, kind: int, version: int, fields: str | None, number: int) -> CopiedRecord:
    said = None if fields is None else json.loads(fields)
    return CopiedRecord(UUID(record), kind, version, said, number)


def _is(mailbox: UUID, change: UUID) -> tuple[sa.ColumnElement[bool], ...]:
    return shared_pending.c.mailbox == str(mailbox), shared_pending.c.change == str(change)


def _content(change: PendingChange) -> str:
    edits = [
        {
            "id": str(edit.id),
            "kind": edit.kind,
            "version": edit.version,
            "before": edit.before,
            "after": edit.after,
        }
        for edit in change.edits
    ]
    said = {"edits": edits, "audit": list(change.audit), "term": change.term}
    erased = [str(one) for one in change.erased]
    return dumps(said | {"draft": change.draft, "erased": erased})


def _pending(identity: str, content: str) -> PendingChange:
    said = json.loads(content)
    edits = tuple(RecordEdit(**{**edit, "id": UUID(edit["id"])}) for edit in said["edits"])
    return PendingChange(
        UUID(identity),
        edits,
        tuple(said["audit"]),
        said["term"],
        said.get("draft", ""),
        tuple(map(UUID, said.get("erased", ()))),
    )
