"""The ledger, as a device sees it: each call is one question to the server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self
from uuid import UUID

import psycopg
from psycopg.rows import TupleRow

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sharing.connection import PatientConnection, connect
from sdk_desktop.sharing.errors import translated
from sdk_desktop.sharing.hints import hint
from sdk_desktop.sharing.values import (
    FORMAT,
    Answer,
    ChainPoint,
    Change,
    Head,
    LedgerFacts,
    MailboxHistory,
    News,
    Outcome,
    Place,
    PublicDevice,
    RecordKind,
    SealedEvent,
    SealedRecord,
    StoredEvent,
    StoredRecord,
)

PAGE = 1000
"""How many records or events are fetched at a time."""

_TYPES = {
    "known_digest": "b",
    "event_sealed": "b",
    "event_signature": "b",
    "ids": "s::uuid[]",
    "kinds": "s::smallint[]",
    "seen": "s::int[]",
    "compartments": "s::uuid[]",
    "seals": "b::bytea[]",
    "lease_term": "s::bigint",
    "withdraws": "s::uuid",
    "erased_files": "s::uuid[]",
    "roles": "s::jsonb",
    "wrapped_for": "s::uuid[]",
    "wraps": "b::bytea[]",
    "of_incarnation": "s::uuid",
}
"""How `append` is given what is no plain text, number or id: as what, and whether in binary."""
_HEAD = (
    "SELECT position, number, digest, epoch, incarnation, healing FROM ledger.mailbox WHERE id = %s"
)
_RECORDS = (
    "SELECT id, kind, version, epoch, sealed, compartment, position, number, at"
    " FROM ledger.record WHERE mailbox = %s"
)
_EVENTS = (
    "SELECT epoch, sealed, signature, change, number, digest, position, device, at"
    " FROM ledger.event WHERE mailbox = %s"
)


class Ledger:
    """One connection to the ledger; it is made again when it has broken."""

    def __init__(self, address: LedgerAddress, password: str | None = None) -> None:
        """Connect at the first question."""
        self._address = address
        self._password = password
        self._connection: PatientConnection | None = None
        self.least_client = FORMAT
        """The oldest program that may write, by the newest `facts`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def facts(self) -> LedgerFacts:
        """Return what this ledger is; raise `Refused` where this program does not fit it."""
        with self._asking() as connection:
            row = _only(
                connection,
                "SELECT format, least_client, incarnation, clock_timestamp(),"
                " CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') THEN ''"
                " ELSE current_setting('synchronous_standby_names') END FROM ledger.meta",
            )
        facts = LedgerFacts(*row)
        self.least_client = facts.least_client
        if facts.format > FORMAT:
            raise Refused(
                "The ledger belongs to a newer version of SDK Desktop. Install that version."
            )
        if facts.format < FORMAT:
            raise Refused("The ledger is older than this version. Its administrator upgrades it.")
        return facts

    def introduce(self, device: PublicDevice) -> None:
        """Make this device's public keys known; raise `Refused` where its login has others."""
        with self._asking() as connection:
            keys = (device.id, device.signing, device.opening)
            (taken,) = _only(connection, "SELECT ledger.introduce(%s, %b, %b)", keys)
        if not taken:
            raise Refused("Another profile uses this login of the ledger. Each needs its own.")

    def roles(self) -> dict[UUID, frozenset[Role]]:
        """Return what this device may in each mailbox of its own, by the server's word."""
        with self._asking() as connection:
            rows = connection.execute(
                "SELECT mailbox, array_agg(role) FROM ledger.may"
                " WHERE device = ledger.own_device() GROUP BY mailbox"
            ).fetchall()
        return {mailbox: frozenset(map(Role, roles)) for mailbox, roles in rows}

    def append(self, change: Change) -> Answer:
        """Write a change, and return what became of it.

        Raises `LedgerSilent` when that is not known: ask again with the same change.
        """
        with self._asking() as connection:
            given = _parameters(change)
            row = _only(connection, _appending(given), given)
            if row[0] == Outcome.OK:
                hint(connection, change.mailbox)
        outcome, position, number, digest, epoch, at = row
        known = None if position is None else Head(position, ChainPoint(number, digest), epoch)
        return Answer(Outcome(outcome), known, at)

    def hint(self, mailbox: UUID) -> None:
        """Let others hear that there is something new in a mailbox."""
        with self._asking() as connection:
            hint(connection, mailbox)

    def outcome(self, mailbox: UUID, change: UUID) -> Outcome | None:
        """Return whether a change is done (`AGAIN`) or withdrawn, None when neither is known."""
        with self._asking() as connection:
            row = connection.execute(
                "SELECT withdrawn FROM ledger.done WHERE mailbox = %s AND change = %s",
                (mailbox, change),
            ).fetchone()
        if row is None:
            return None
        return Outcome.WITHDRAWN if row[0] else Outcome.AGAIN

    def news(self, mailbox: UUID, place: Place, limit: int = PAGE) -> News:
        """Return the whole changes that follow a place, with about `limit` records at most.

        A record comes with the last change that wrote it. Where nothing follows, as most often, it
        takes one question.
        """
        with self._asking() as connection:
            head, history = _head(connection, mailbox)
        if head.end == place.end:
            return News(head, history, (), ())
        with self._asking() as connection, connection.transaction():
            head, history = _head(connection, mailbox)
            following = " AND number > %s ORDER BY number LIMIT %s"
            rows = _rows(connection, _EVENTS + following, (mailbox, place.end.number, limit))
            events = tuple(map(_event, rows))
            events = (
                tuple(one for one in events if one.position <= place.position + limit)
                or (events[:1])
            )
            last = events[-1].position if events else place.position
            following = " AND position > %s AND position <= %s ORDER BY position"
            found = _rows(connection, _RECORDS + following, (mailbox, place.position, last))
        return News(head, history, tuple(map(_record, found)), events)

    def place_before(self, mailbox: UUID, records: int) -> Place | None:
        """Return the place that about so many records follow, None where they are all.

        It is the server's word: whoever goes on from there has not checked what comes before.
        """
        row = self.ask(
            "SELECT position, number, digest, epoch FROM ledger.event WHERE mailbox = %s"
            " AND position <= (SELECT position FROM ledger.mailbox WHERE id = %s) - %s"
            " ORDER BY number DESC LIMIT 1",
            (mailbox, mailbox, records),
        )
        return None if row is None else Place(row[0], ChainPoint(row[1], row[2]), row[3])

    def records(self, mailbox: UUID, ids: Sequence[UUID]) -> dict[UUID, StoredRecord]:
        """Return those of these records that the ledger has."""
        found = self._records(_RECORDS + " AND id = ANY (%s)", (mailbox, list(ids)))
        return {stored.record.id: stored for stored in found}

    def events(self, mailbox: UUID, numbers: Sequence[int]) -> tuple[StoredEvent, ...]:
        """Return those of these events that the ledger has."""
        with self._asking() as connection:
            wanted = _EVENTS + " AND number = ANY (%s)"
            return tuple(map(_event, _rows(connection, wanted, (mailbox, list(numbers)))))

    def keys_and_members(
        self, mailbox: UUID, recipient: UUID
    ) -> tuple[bytes | None, tuple[SealedRecord, ...]]:
        """Return a mailbox's keys, wrapped for a device or paper, and its list of members."""
        with self._asking() as connection, connection.transaction():
            wrapped = connection.execute(
                "SELECT wrapped FROM ledger.keywrap WHERE mailbox = %s AND recipient = %s",
                (mailbox, recipient),
            ).fetchone()
            of_kind = " AND kind = %s ORDER BY position"
            rows = _rows(connection, _RECORDS + of_kind, (mailbox, int(RecordKind.MEMBER)))
        return (wrapped[0] if wrapped else None), tuple(_record(row).record for row in rows)

    def ask(self, question: str, parameters: Sequence[object] = ()) -> TupleRow | None:
        """Execute a statement of this package; return the first row of its result."""
        with self._asking() as connection:
            return connection.execute(question.encode(), parameters).fetchone()

    def ask_all(self, question: str, parameters: Sequence[object] = ()) -> list[TupleRow]:
        """Execute a statement of this package; return all rows of its result, which are few."""
        with self._asking() as connection:
            return connection.execute(question.encode(), parameters).fetchall()

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _records(self, question: str, given: Sequence[object]) -> tuple[StoredRecord, ...]:
        with self._asking() as connection:
            return tuple(map(_record, _rows(connection, question, given)))

    @contextmanager
    def _asking(self) -> Iterator[PatientConnection]:
        with translated():
            if self._connection is not None and self._connection.is_gone:
                self.close()
            if self._connection is None:
                self._connection = connect(self._address, self._password)
            yield self._connection


def no_member() -> Refused:
    """Return the error for a mailbox that is not this device's."""
    return Refused("This client is not a member of the shared mailbox.")


def _parameters(change: Change) -> dict[str, object]:
    """Return what `append` is given by its names; what a change has not is left out."""
    return {
        "client": FORMAT,
        "box": change.mailbox,
        "change_id": change.id,
        "known_number": change.known.number,
        "known_digest": change.known.digest,
        "key_epoch": change.event.epoch,
        "event_sealed": change.event.sealed,
        "event_signature": change.event.signature,
        **{name: value for name, value in _more(change).items() if value},
    }


def _more(change: Change) -> dict[str, object]:
    records, membership = change.records, change.membership
    compartments = [one.compartment for one in records]
    roles = [
        {"device": str(device), "roles": sorted(roles)}
        for device, roles in membership.roles.items()
    ]
    return {
        "ids": [one.id for one in records],
        "kinds": [one.kind for one in records],
        "seen": [one.version - 1 for one in records],
        "compartments": compartments if any(compartments) else [],
        "seals": [one.sealed for one in records],
        "lease_term": change.term,
        "withdraws": change.withdraws,
        "erased_files": list(change.erased),
        "roles": json.dumps(roles) if roles else "",
        "wrapped_for": list(membership.wraps),
        "wraps": list(membership.wraps.values()),
        "of_incarnation": change.incarnation,
        "offers": change.offers,
    }


def _appending(given: Iterable[str]) -> str:
    """Return the statement that appends what is given by these names."""
    named = ", ".join(f"{name} => %({name}){_TYPES.get(name, 's')}" for name in given)
    return (
        "SELECT outcome, head_position, head_number, head_digest, head_epoch, written"  # noqa: S608 - the names are ours
        f" FROM ledger.append({named})"
    )


def _only(connection: psycopg.Connection[TupleRow], question: str, given: Any = ()) -> TupleRow:  # noqa: ANN401 - a row of parameters or a table of them
    row = connection.execute(question.encode(), given).fetchone()
    if row is None:
        raise Refused("The database holds no ledger. Check the settings.")
    return row


def _rows(
    connection: psycopg.Connection[TupleRow], question: str, given: Sequence[object]
) -> list[TupleRow]:
    return connection.execute(question.encode(), given, binary=True).fetchall()


def _head(connection: psycopg.Connection[TupleRow], mailbox: UUID) -> tuple[Head, MailboxHistory]:
    row = connection.execute(_HEAD, (mailbox,)).fetchone()
    if row is None:
        raise no_member()
    position, number, digest, epoch, *history = row
    return Head(position, ChainPoint(number, digest), epoch), MailboxHistory(*history)


def _record(row: TupleRow) -> StoredRecord:
    identity, kind, version, epoch, sealed, compartment, *place = row
    record = SealedRecord(identity, kind, version, epoch, sealed, compartment)
    return StoredRecord(record, *place)


def _event(row: TupleRow) -> StoredEvent:
    epoch, sealed, signature, change, number, digest, *where = row
    event = SealedEvent(epoch, sealed, signature)
    return StoredEvent(event, change, ChainPoint(number, digest), *where)
