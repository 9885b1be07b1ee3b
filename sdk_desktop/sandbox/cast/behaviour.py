"""What a function of the sandbox does with a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sdk_desktop.domain.address import Function, Organisation
from sdk_desktop.domain.errors import Finding


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What is done with a message: by default it is accepted, and that is all.

    `answer` is the text of a reply, `refusal` a cause that every message is rejected with;
    the access point is first reached after `unreachable`.
    """

    answer: str = ""
    refusal: Finding | None = None
    acknowledges: bool = True
    unreachable: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class SandboxFunction:
    """A function of the address book and how it behaves."""

    function: Function
    behaviour: Behaviour = Behaviour()


@dataclass(frozen=True, slots=True)
class FunctionDescription:
    """An entry of the address book; `place` is the first part of the function address."""

    place: str
    name: str
    description: str
    categories: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    behaviour: Behaviour = Behaviour()


def participant(domain: str) -> str:
    """Return the participant identifier of a domain."""
    return f"0203:{domain}"


def describe_functions(
    organisation: Organisation, *descriptions: FunctionDescription
) -> tuple[SandboxFunction, ...]:
    """Return the functions of an organisation."""
    return tuple(
        SandboxFunction(_function(organisation, description), description.behaviour)
        for description in descriptions
    )


def _function(organisation: Organisation, description: FunctionDescription) -> Function:
    return Function(
        key=f"{organisation.key}-{description.place}",
        identifier=f"sdk:{description.place}:{organisation.participant}",
        name=description.name,
        organisation=organisation,
        description=description.description,
        categories=description.categories,
        search_words=description.search_words,
    )
