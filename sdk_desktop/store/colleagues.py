"""The people who work, or worked, with this store: known by an id, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.roles import Permissions, PersonRole, Role
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.messages import errands
from sdk_desktop.store.schema.draft_tables import draft
from sdk_desktop.store.schema.export_tables import chosen_folder
from sdk_desktop.store.schema.tables import (
    colleague,
    favourite,
    mailbox_role,
    reminder,
    unseen,
    writing,
)

_c = colleague.c
_HERE = _c.elsewhere == sa.false()
_PRESENT = sa.and_(_HERE, _c.left.is_(None))
_ID = sa.select(_c.id).where(_c.name == sa.bindparam("called"), _PRESENT)
_IS_HERE = sa.select(_c.id).where(_c.id == sa.bindparam("identity"), _PRESENT)
_THEIR_ROLE = sa.and_(mailbox_role.c.who == _c.id, mailbox_role.c.mailbox == sa.bindparam("of"))
_ELSEWHERE = (
    sa.select(_c.id, _c.name, mailbox_role.c.role)
    .join(mailbox_role, _THEIR_ROLE, isouter=True)
    .where(sa.not_(_HERE), _c.left.is_(None))
    .order_by(_c.name, _c.id)
)
_LEFT = sa.select(_c.id).where(_HERE, _c.left.is_not(None)).order_by(_c.id)
_ROLES = (
    sa.select(_c.id, _c.name, _c.role, mailbox_role.c.mailbox, mailbox_role.c.role.label("higher"))
    .join(mailbox_role, mailbox_role.c.who == _c.id, isouter=True)
    .where(_PRESENT)
    .order_by(_c.name)
)


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The colleagues of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def id_of(self, name: str) -> str:
        """Return the id of the one here who has a name now; who is new here gets one."""
        found = self.connection.execute(_ID, {"called": name}).scalars().first()
        return found or self._add(str(uuid4()), name, elsewhere=False)

    def name_of(self, identity: str) -> str:
        """Return what a colleague is called, "" for nobody and for one who is not known."""
        known = sa.select(_c.name).where(_c.id == identity)
        return self.connection.execute(known).scalar_one_or_none() or ""

    def is_here(self, identity: str) -> bool:
        """Return whether a colleague works at this computer."""
        return self.connection.execute(_IS_HERE, {"identity": identity}).first() is not None

    def here(self) -> dict[str, tuple[str, PersonRole]]:
        """Return the name and role of each colleague who works here, by their id."""
        found: dict[str, tuple[str, PersonRole]] = {}
        for row in self.connection.execute(_ROLES):
            _, known = found.get(row.id, ("", PersonRole(Role(row.role))))
            higher = {row.mailbox: Role(row.higher)} if row.mailbox else {}
            found[row.id] = row.name, replace(known, mailboxes={**known.mailboxes, **higher})
        return found

    def elsewhere(self, mailbox: str) -> dict[str, tuple[str, ...]]:
        """Return the ids of those at other computers who handle a mailbox, by their names.

        Where nothing is known of their role there, they do.
        """
        found: dict[str, tuple[str, ...]] = {}
        for row in self.connection.execute(_ELSEWHERE, {"of": mailbox}):
            if Role(row.role or Role.HANDLER).includes(Role.HANDLER):
                found[row.name] = (*found.get(row.name, ()), row.id)
        return found

    def taker(self, name: str, mailbox: str) -> str:
        """Return the id of the one who has a name: here, or else where a mailbox is shared.

        Who is new is here.
        """
        there = self.elsewhere(mailbox).get(name, ())
        here = self.connection.execute(_ID, {"called": name}).scalars().first()
        return self.id_of(name) if here or not there else there[0]

    def know(self, identity: str, name: str) -> None:
        """Keep what a colleague at another computer is called; those here stay as they are."""
        known = self.connection.execute(sa.select(_c.name).where(_c.id == identity)).scalar()
        if known is None:
            self._add(identity, name, elsewhere=True)
        elif known != name:
            renamed = sa.update(colleague).where(_c.id == identity, sa.not_(_HERE))
            self.connection.execute(renamed.values(name=name))

    def come(self, identity: str, name: str, mailbox: str, role: Role) -> None:
        """Keep that a colleague works with a mailbox at another computer, and may do what there."""
        self.know(identity, name)
        back = sa.update(colleague).where(_c.id == identity, sa.not_(_HERE))
        if not self.connection.execute(back.values(left=None)).rowcount:
            return  # it is this computer's own
        c, values = mailbox_role.c, {"who": identity, "mailbox": mailbox, "role": role.value}
        before = sa.delete(mailbox_role).where(c.who == identity, c.mailbox == mailbox)
        self.connection.execute(before)
        self.connection.execute(sa.insert(mailbox_role), values)

    def go(self, identities: Iterable[str], now: datetime) -> None:
        """Keep that colleagues no longer work at another computer."""
        for identity in identities:
            gone = sa.update(colleague).where(_c.id == identity, sa.not_(_HERE))
            self.connection.execute(gone.values(left=now))

    def left(self) -> tuple[str, ...]:
        """Return the ids of those who worked here, and do no longer."""
        return tuple(self.connection.execute(_LEFT).scalars())

    def leave(self, name: str, now: datetime) -> None:
        """Note that whoever has a name works here no longer: the next of that name is another."""
        self.written.note(TableFamily.MESSAGES)
        gone = sa.update(colleague).where(_c.name == name, _PRESENT)
        for identity in self.connection.execute(gone.values(left=now).returning(_c.id)).scalars():
            self._leave_to_others(identity)

    def roles(self) -> dict[str, PersonRole]:
        """Return what each colleague who works here may do, by their name."""
        return dict(self.here().values())

    def permissions(self, identity: str) -> Permissions:
        """Return what a colleague may do; one who has left, or never was here, may only read."""
        roles = self.here()
        _, own = roles.get(identity, ("", PersonRole(Role.READER)))
        return Permissions(own, dict(roles.values()))

    def give_role(self, name: str, role: Role, mailbox: str = "") -> None:
        """Give whoever has a name here a role everywhere, or a higher one in a mailbox.

        Higher ones that they have in mailboxes stay, as far as they are higher.
        """
        self.written.note(TableFamily.MESSAGES)
        identity = self.id_of(name)
        higher = dict(self.roles()[name].mailboxes)
        if mailbox:
            higher[mailbox] = role
        else:
            chosen = sa.update(colleague).where(_c.id == identity)
            self.connection.execute(chosen.values(role=role.value))
        everywhere = self.roles()[name].everywhere
        self.connection.execute(sa.delete(mailbox_role).where(mailbox_role.c.who == identity))
        for address, one in higher.items():
            if not everywhere.includes(one):
                values = {"who": identity, "mailbox": address, "role": one.value}
                self.connection.execute(sa.insert(mailbox_role), values)

    def begin_roles(self, names: Iterable[str]) -> None:
        """Make all of these managers where nobody is: at first, and in a store without roles."""
        if all(one.everywhere is not Role.MANAGER for one in self.roles().values()):
            for name in names:
                self.give_role(name, Role.MANAGER)

    def folder(self, identity: str, use: str) -> str:
        """Return the folder that somebody chose last for a use, "" for none."""
        chosen = sa.select(chosen_folder.c.folder).where(*_folder_of(identity, use))
        return self.connection.execute(chosen).scalar_one_or_none() or ""

    def keep_folder(self, identity: str, use: str, folder: str) -> None:
        """Note which folder somebody has chosen for a use."""
        self.connection.execute(sa.delete(chosen_folder).where(*_folder_of(identity, use)))
        values = {"who": identity, "use": use, "folder": folder}
        self.connection.execute(sa.insert(chosen_folder), values)

    def _leave_to_others(self, identity: str) -> None:
        """Forget what was somebody's alone, let everybody see their drafts."""
        for table in (unseen, writing, reminder, chosen_folder, mailbox_role):
            self.connection.execute(sa.delete(table).where(table.c.who == identity))
        self.connection.execute(sa.delete(favourite).where(favourite.c.owner == identity))
        theirs = sa.update(draft).where(draft.c.owner == identity)
        self.connection.execute(theirs.values(owner=""))

    def _add(self, identity: str, name: str, *, elsewhere: bool) -> str:
        self.written.note(TableFamily.MESSAGES)
        values = {"id": identity, "name": name, "elsewhere": elsewhere}
        self.connection.execute(sa.insert(colleague).values(values))
        if not elsewhere:
            errands.make_unread_for(self.connection, identity)
        return identity


def _folder_of(identity: str, use: str) -> tuple[sa.ColumnElement[bool], ...]:
    return chosen_folder.c.who == identity, chosen_folder.c.use == use
