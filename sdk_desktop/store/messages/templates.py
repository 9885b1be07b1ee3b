"""Texts that are written again and again: a person's own, and those of a mailbox."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.characters import alphabetical
from sdk_desktop.domain.draft import Template
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.compiled import insert_row
from sdk_desktop.store.schema.draft_tables import template

_c = template.c


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of the store, within one transaction; an owner is a person or a mailbox."""

    connection: sa.Connection
    written: WrittenFamilies

    def of(self, owners: Collection[str]) -> tuple[Template, ...]:
        """Return the templates of some owners, in the alphabetical order of their names."""
        wanted = sa.select(_c.id, _c.owner, _c.name, _c.text).where(_c.owner.in_(owners))
        found = [Template(*row) for row in self.connection.execute(wanted.order_by(_c.id))]
        return tuple(sorted(found, key=lambda one: alphabetical(one.name)))

    def put(self, owner: str, name: str, text: str) -> None:
        """Keep a template; one of the same owner and name is replaced."""
        self.written.note(TableFamily.DRAFTS)
        same = sa.and_(_c.owner == owner, _c.name == name)
        self.connection.execute(sa.delete(template).where(same))
        insert_row(self.connection, template, {"owner": owner, "name": name, "text": text})

    def drop(self, key: int, owners: Collection[str]) -> None:
        """Forget a template, if it is one of these owners'."""
        self.written.note(TableFamily.DRAFTS)
        mine = sa.and_(_c.id == key, _c.owner.in_(owners))
        self.connection.execute(sa.delete(template).where(mine))
