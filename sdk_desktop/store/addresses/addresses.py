"""The local copy of SDK Adressbok, with favourites and what was used last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from sdk_desktop.domain.address import AddressBookAge, AddressHit, Function, Organisation
from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.characters import alphabetical
from sdk_desktop.store.addresses import address_search
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.fetches import Fetches
from sdk_desktop.store.messages.message_columns import dumps, loads
from sdk_desktop.store.schema.tables import (
    TableRow,
    favourite,
    function,
    function_use,
    mailbox,
    organisation,
)

_ORGANISATION = (
    *(organisation.c.key, organisation.c.name, organisation.c.participant, organisation.c.number),
    *(organisation.c.alternate_name, organisation.c.description, organisation.c.country),
    *(organisation.c.kind, organisation.c.parent),
)
_ME = sa.bindparam("me", type_=sa.Text)
_MINE = sa.exists().where(favourite.c.owner == _ME, favourite.c.identifier == function.c.identifier)
_BOXES = (
    sa.select(sa.func.group_concat(mailbox.c.address, "\n"))
    .join_from(mailbox, favourite, favourite.c.owner == mailbox.c.address)
    .where(favourite.c.identifier == function.c.identifier)
    .scalar_subquery()
)
_HITS = (
    sa.select(
        *(function.c.id, function.c.key, function.c.identifier, function.c.name),
        *(function.c.description, function.c.categories, function.c.search_words),
        *(function.c.gone, function.c.gone_since),
        *(_MINE.label("favourite"), _BOXES.label("mailboxes"), function_use.c.last_used),
        *(column.label(f"organisation_{column.name}") for column in _ORGANISATION),
    )
    .join_from(function, organisation, organisation.c.key == function.c.organisation)
    .outerjoin(function_use, function_use.c.identifier == function.c.identifier)
)
_LATELY = sa.select(function_use.c.identifier).where(function_use.c.last_used.is_not(None))
_OURS = sa.select(favourite.c.identifier).where(
    sa.or_(favourite.c.owner == _ME, favourite.c.owner.in_(sa.select(mailbox.c.address)))
)
_USED = function.c.identifier.in_(sa.union(_LATELY, _OURS))
_KEPT = function.c.identifier.in_(sa.union(_LATELY, sa.select(favourite.c.identifier)))
_PREFERRED = 50
"""So many favourites and recently used functions can come before the others."""
_PRESENT = {
    table: sa.select(sa.func.count()).select_from(table).where(table.c.gone == sa.false())
    for table in (organisation, function)
}
_OF_ADDRESS = _HITS.where(function.c.identifier == sa.bindparam("address"))
_FETCH = "addresses"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The address book of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies
    words: address_search.KnownWords

    def replace(
        self, organisations: Sequence[Organisation], functions: Sequence[Function], now: datetime
    ) -> None:
        """Replace the copy; what vanished stays, marked as gone, if it is a favourite or used."""
        self.written.note(TableFamily.ADDRESSES)
        Fetches(self.connection, self.written).done(_FETCH, now)
        given = {one.identifier: one for one in functions}
        owners = {one.organisation.key: one.organisation for one in functions}
        owners |= {one.key: one for one in organisations}
        if self._holds(owners, given):
            return
        lacking = [hit for hit in self._hits(_KEPT) if hit.function.identifier not in given]
        since = {hit.function.identifier: hit.gone_since if hit.gone else now for hit in lacking}
        gone = [hit.function for hit in lacking]
        self.words.forget()
        lost = {one.organisation.key: one.organisation for one in gone}
        _write_organisations(self.connection, lost | owners, owners)
        _write_functions(self.connection, [*given.values(), *gone], since)

    def search(self, text: str, limit: int = 30, me: str = "") -> tuple[AddressHit, ...]:
        """Return the functions that a text may mean: favourites, recently used, then the others.

        Without a text: favourites and recently used ones only. `me` is whoever asks: what they
        have as a favourite comes before what a mailbox has.
        """
        used = sorted(self._numbered(_USED, me), key=lambda numbered: _preference(numbered[1]))
        if not text.strip():
            return tuple(hit for _, hit in used[:limit])
        first = [row for row, _ in used[:_PREFERRED]]
        rows = address_search.find_functions(self.connection, text, first, limit, self._words)
        hits = dict(self._numbered(function.c.id.in_(rows), me))
        return tuple(hits[row] for row in rows)

    def function(self, identifier: str, me: str = "") -> AddressHit | None:
        """Return the function of an address, None when nothing is known of it."""
        found = self.connection.execute(_OF_ADDRESS, {"address": identifier, "me": me}).first()
        return None if found is None else _hit(found)

    def organisations(self) -> tuple[Organisation, ...]:
        """Return the organisations of the address book in alphabetical order."""
        wanted = sa.select(*_ORGANISATION).where(organisation.c.gone == sa.false())
        rows = self.connection.execute(wanted.order_by(organisation.c.id))
        return tuple(Organisation(*row) for row in rows)

    def functions(self, organisation_key: str, me: str = "") -> tuple[AddressHit, ...]:
        """Return the functions of an organisation in alphabetical order."""
        return self._hits(function.c.organisation == organisation_key, me)

    def identifiers(self) -> frozenset[str]:
        """Return the addresses of the functions that the address book has."""
        wanted = sa.select(function.c.identifier).where(function.c.gone == sa.false())
        return frozenset(self.connection.execute(wanted).scalars())

    def favour(self, identifier: str, owner: str) -> None:
        """Make a function a favourite of a person by their id, or of a mailbox."""
        self.written.note(TableFamily.ADDRESSES)
        values = {"owner": owner, "identifier": identifier}
        self.connection.execute(sa.insert(favourite).prefix_with("OR IGNORE"), values)

    def disfavour(self, identifier: str, owner: str) -> None:
        """Make a function an ordinary one again for a person or a mailbox."""
        self.written.note(TableFamily.ADDRESSES)
        theirs = favourite.c.owner == owner, favourite.c.identifier == identifier
        self.connection.execute(sa.delete(favourite).where(*theirs))

    def used(self, identifier: str, now: datetime) -> None:
        """Note that a function was written to."""
        self.written.note(TableFamily.ADDRESSES)
        new = insert(function_use).values(identifier=identifier, last_used=now)
        again = new.on_conflict_do_update(index_elements=["identifier"], set_={"last_used": now})
        self.connection.execute(again)

    def age(self) -> AddressBookAge:
        """Return how old the copy is and what it holds."""
        return AddressBookAge(
            refreshed=self.refreshed(),
            organisations=_present(self.connection, organisation),
            functions=_present(self.connection, function),
        )

    def refreshed(self) -> datetime | None:
        """Return when the copy was fetched, None where there is none."""
        return Fetches(self.connection, self.written).last(_FETCH)

    def _words(self) -> Sequence[str]:
        return self.words.of(self.connection, self.refreshed())

    def _holds(self, owners: Mapping[str, Organisation], given: Mapping[str, Function]) -> bool:
        """Return whether the copy is what we have already, as it nearly always is."""
        if {one.key: one for one in self.organisations()} != owners:
            return False
        stored = self._hits(function.c.gone == sa.false())
        return {hit.function.identifier: hit.function for hit in stored} == given

    def _hits(self, condition: sa.ColumnElement[bool], me: str = "") -> tuple[AddressHit, ...]:
        return tuple(hit for _, hit in self._numbered(condition, me))

    def _numbered(self, condition: sa.ColumnElement[bool], me: str) -> list[tuple[int, AddressHit]]:
        wanted = _HITS.where(condition).order_by(function.c.id)
        rows = self.connection.execute(wanted, {"me": me})
        return [(row.id, _hit(row)) for row in rows]


def _present(connection: sa.Connection, table: sa.Table) -> int:
    return connection.execute(_PRESENT[table]).scalar_one()


def _write_organisations(
    connection: sa.Connection,
    every: Mapping[str, Organisation],
    present: Mapping[str, Organisation],
) -> None:
    connection.execute(sa.delete(organisation))
    rows = [
        {"id": number, "gone": one.key not in present, **asdict(one)}
        for number, one in enumerate(sorted(every.values(), key=_alphabetical), start=1)
    ]
    if rows:
        connection.execute(sa.insert(organisation), rows)


def _write_functions(
    connection: sa.Connection, every: Iterable[Function], gone: Mapping[str, datetime | None]
) -> None:
    """Write the functions anew; `gone` are those that the address book lacks, and since when."""
    connection.execute(sa.delete(function))
    ordered = sorted(every, key=lambda one: (_alphabetical(one.organisation), _alphabetical(one)))
    numbered = list(enumerate(ordered, start=1))
    rows = [
        {
            "id": number,
            "key": one.key,
            "identifier": one.identifier,
            "name": one.name,
            "organisation": one.organisation.key,
            "description": one.description,
            "categories": dumps(one.categories),
            "search_words": dumps(one.search_words),
            "gone": one.identifier in gone,
            "gone_since": gone.get(one.identifier),
        }
        for number, one in numbered
    ]
    if rows:
        connection.execute(sa.insert(function), rows)
    address_search.index_functions(connection, numbered)


def _alphabetical(named: Organisation | Function) -> str:
    return alphabetical(named.name)


def _preference(hit: AddressHit) -> tuple[bool, bool, float]:
    return (
        not hit.favourite,
        not hit.mailboxes,
        -hit.last_used.timestamp() if hit.last_used else 0.0,
    )


def _hit(row: TableRow) -> AddressHit:
    owner = Organisation(*row[-len(_ORGANISATION) :])
    return AddressHit(
        Function(
            key=row.key,
            identifier=row.identifier,
            name=row.name,
            organisation=owner,
            description=row.description,
            categories=tuple(loads(row.categories)),
            search_words=tuple(loads(row.search_words)),
        ),
        favourite=bool(row.favourite),
        last_used=row.last_used,
        gone=row.gone,
        gone_since=row.gone_since,
        mailboxes=tuple(sorted(row.mailboxes.split("\n"))) if row.mailboxes else (),
    )
