"""What people and computers may do: four roles, each of which may do all that the one before may.

A reader reads and searches. A handler also takes, answers, sends and writes drafts; a registrar
also registers, keeps from being erased and proposes to erase; a manager also approves erasing,
changes who may sign in and what they may, and exports and trims the audit trail.

A person's role holds in every mailbox; in some of them they may have a higher one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sdk_desktop.domain.errors import Refused

NAMED = 5
"""People who are named at most where somebody is told whom to ask."""


class Role(StrEnum):
    """What a person may do in a client, or a computer in a shared mailbox."""

    READER = "reader"
    HANDLER = "handler"
    REGISTRAR = "registrar"
    MANAGER = "manager"

    def includes(self, other: Role) -> bool:
        """Return whether whoever has this role may do all that the other one may."""
        roles = list(Role)
        return roles.index(self) >= roles.index(other)

    @classmethod
    def highest(cls, roles: Collection[Role]) -> Role | None:
        """Return the role that includes the others, None of none."""
        return max(roles, key=list(cls).index, default=None)


@dataclass(frozen=True, slots=True)
class PersonRole:
    """What a person may do: `everywhere`, and in the `mailboxes` where they may do more."""

    everywhere: Role
    mailboxes: Mapping[str, Role] = field(default_factory=dict)

    def within(self, mailbox: str) -> Role:
        """Return the role in a mailbox; for what belongs to none ("") the one everywhere."""
        higher = self.mailboxes.get(mailbox, self.everywhere)
        return self.everywhere if self.everywhere.includes(higher) else higher

    def where(self, needed: Role, mailboxes: Iterable[str]) -> tuple[str, ...]:
        """Return those of some mailboxes in which the role includes another one."""
        return tuple(one for one in mailboxes if self.within(one).includes(needed))

    @property
    def anywhere(self) -> Role:
        """The highest role that the person has in any mailbox."""
        return Role.highest((self.everywhere, *self.mailboxes.values())) or self.everywhere


@dataclass(frozen=True, slots=True)
class Permissions:
    """The role of the person who works here, and the roles of all who work with the store."""

    own: PersonRole
    people: Mapping[str, PersonRole]

    def refusal(self, needed: Role, mailbox: str = "") -> Refused | None:
        """Return why the person may not do what needs a role in a mailbox, None when they may.

        What belongs to no mailbox ("") needs the role everywhere.
        """
        return self._refusal(needed, lambda one: one.within(mailbox))

    def refusal_in_all(self, needed: Role, mailboxes: Iterable[str]) -> Refused | None:
        """Return why the person may not do what needs a role in each of some mailboxes."""
        refusals = (self.refusal(needed, one) for one in dict.fromkeys(mailboxes))
        return next(filter(None, refusals), None)

    def handlers(self, people: Iterable[str], mailbox: str) -> tuple[str, ...]:
        """Return those of some people here who may handle a mailbox; somebody new may."""
        roles = ((who, self.people.get(who, PersonRole(Role.HANDLER))) for who in people)
        return tuple(who for who, role in roles if role.where(Role.HANDLER, (mailbox,)))

    def refusal_anywhere(self, needed: Role) -> Refused | None:
        """Return why the person may not do what needs a role in some mailbox or other."""
        return self._refusal(needed, lambda one: one.anywhere)

    def _refusal(self, needed: Role, role: Callable[[PersonRole], Role]) -> Refused | None:
        if role(self.own).includes(needed):
            return None
        may = [who for who, one in self.people.items() if role(one).includes(needed)]
        if not may:
            return Refused(
                "Only a manager may do this, and there is none. Whoever has the recovery key can"
                " become one."
            )
        names = ", ".join(may[:NAMED]) + (" …" if len(may) > NAMED else "")
        if self.own.anywhere.includes(needed):
            return Refused(
                "You may do this in some mailboxes, but not here. Ask {names}.", names=names
            )
        if needed is Role.MANAGER:
            return Refused("Only a manager may do this. Ask {names}.", names=names)
        if needed is Role.REGISTRAR:
            return Refused("Only a registrar or a manager may do this. Ask {names}.", names=names)
        return Refused("Only those who handle messages may do this. Ask {names}.", names=names)
