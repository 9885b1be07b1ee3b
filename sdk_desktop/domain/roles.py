"""What people and computers may do: four roles, each of which may do all that the one before may.

A reader reads and searches. A handler also takes, answers, sends and writes drafts; a registrar
also registers, keeps from being erased and proposes to erase; a manager also approves erasing,
changes who may sign in and what they may, and exports and trims the audit trail.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
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
class Permissions:
    """The role of the person who works here, and the roles of all who work with the store."""

    role: Role
    people: Mapping[str, Role]

    def refusal(self, needed: Role) -> Refused | None:
        """Return why the person may not do what needs a role, None when they may."""
        if self.role.includes(needed):
            return None
        may = [who for who, role in self.people.items() if role.includes(needed)]
        if not may:
            return Refused(
                "Only a manager may do this, and there is none. Whoever has the recovery key can"
                " become one."
            )
        names = ", ".join(may[:NAMED]) + (" …" if len(may) > NAMED else "")
        if needed is Role.MANAGER:
            return Refused("Only a manager may do this. Ask {names}.", names=names)
        if needed is Role.REGISTRAR:
            return Refused("Only a registrar or a manager may do this. Ask {names}.", names=names)
        return Refused("Only those who handle messages may do this. Ask {names}.", names=names)
