"""How a function of the cast behaves when a message reaches it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sdk_desktop.domain.address import Function, Organisation
from sdk_desktop.domain.errors import Finding


@dataclass(frozen=True, slots=True)
class Role:
    """Accepts, and does no more, unless something else is said.

    `answer` is the text of a reply, `refusal` a cause that every message is rejected with;
    the access point is first reached after `unreachable`.
    """

    answer: str = ""
    refusal: Finding | None = None
    acknowledges: bool = True
    unreachable: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class CastMember:
    """A function of the address book and how it behaves."""

    function: Function
    role: Role = Role()


@dataclass(frozen=True, slots=True)
class FunctionDescription:
    """What a function says of itself: its place in the address, name and words to find it by."""

    place: str
    name: str
    description: str
    categories: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    role: Role = Role()


def participant(domain: str) -> str:
    """Return the participant identifier of a domain."""
    return f"0203:{domain}"


def staffed(organisation: Organisation, *desks: FunctionDescription) -> tuple[CastMember, ...]:
    """Return an organisation its functions."""
    return tuple(CastMember(_function(organisation, desk), desk.role) for desk in desks)


def _function(organisation: Organisation, desk: FunctionDescription) -> Function:
    return Function(
        key=f"{organisation.key}-{desk.place}",
        identifier=f"sdk:{desk.place}:{organisation.participant}",
        name=desk.name,
        organisation=organisation,
        description=desk.description,
        categories=desk.categories,
        search_words=desk.search_words,
    )
