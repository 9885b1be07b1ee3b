"""Persons as the audit trail refers to them: by their numbers, never by their names."""

from __future__ import annotations

from collections.abc import Iterator

from sdk_desktop.domain.message import CodeSystem, Identifier, Message

_PERSONAL = {
    CodeSystem.PERSONAL_NUMBER,
    CodeSystem.COORDINATION_NUMBER,
    CodeSystem.NATIONAL_RESERVE,
}


def person_references(message: Message | None) -> str:
    """Return the references of all persons that a message is about, with a space between them."""
    if message is None:
        return ""
    found = ("".join(one.extension.split()) for one in _identifiers(message))
    return " ".join(dict.fromkeys(found))


def bare_reference(reference: str) -> str:
    """Return a reference without what is written as one likes: hyphens, spaces, small letters."""
    return "".join(filter(str.isalnum, reference)).upper()


def _identifiers(message: Message) -> Iterator[Identifier]:
    for party in (message.sender, message.recipient):
        for reference in party.references:
            if reference.identifier.root in _PERSONAL:
                yield reference.identifier
        for person in party.persons:
            if person.identifier and person.identifier.root in _PERSONAL:
                yield person.identifier
