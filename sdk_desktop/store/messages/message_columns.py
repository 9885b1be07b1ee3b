"""Values as compact JSON, for what is only read as a whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.domain.message import (
    Attention,
    Document,
    File,
    Identifier,
    Party,
    Person,
    Reference,
)

Json = Any
"""What `json` reads: only this module looks into it."""


def dumps(value: Json) -> str:
    """Write compact JSON with its letters as they are; only half a letter is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="backslashreplace").decode()


def loads(text: str) -> Json:
    """Read JSON."""
    return json.loads(text)


def party_out(party: Party) -> Json:
    """Describe a party with its persons and references."""
    return [party.organisation, party.label, _attention_out(party.attention)]


def party_in(value: Json) -> Party:
    """Read what `party_out` wrote."""
    organisation, label, attention = value
    return Party(organisation, label, _attention_in(attention))


def documents_out(documents: Sequence[Document]) -> Json:
    """Describe documents without their files, which have rows of their own."""
    return [[d.identifier, d.name, d.index, d.texts] for d in documents]


def documents_in(value: Json, files: Sequence[Sequence[File]]) -> tuple[Document, ...]:
    """Read what `documents_out` wrote, with each document's files."""
    return tuple(
        Document(identifier, name, index, tuple(own), tuple(texts))
        for (identifier, name, index, texts), own in zip(value, files, strict=True)
    )


def identifier_out(identifier: Identifier | None) -> Json:
    """Describe an identifier."""
    return None if identifier is None else [identifier.root, identifier.extension]


def identifier_in(value: Json) -> Identifier | None:
    """Read what `identifier_out` wrote."""
    return None if value is None else Identifier(*value)


def persons_out(persons: Sequence[Person]) -> Json:
    """Describe persons."""
    return [[p.label, identifier_out(p.identifier)] for p in persons]


def persons_in(value: Json) -> tuple[Person, ...]:
    """Read what `persons_out` wrote."""
    return tuple(Person(label, identifier_in(identifier)) for label, identifier in value)


def references_out(references: Sequence[Reference]) -> Json:
    """Describe references."""
    return [[identifier_out(r.identifier), r.label] for r in references]


def references_in(value: Json) -> tuple[Reference, ...]:
    """Read what `references_out` wrote."""
    return tuple(Reference(Identifier(*identifier), label) for identifier, label in value)


def recipients_out(recipients: Sequence[DraftRecipient]) -> Json:
    """Describe whom a draft is for."""
    return [
        [r.organisation, r.organisation_label, r.function, r.function_label] for r in recipients
    ]


def recipients_in(value: Json) -> tuple[DraftRecipient, ...]:
    """Read what `recipients_out` wrote."""
    return tuple(DraftRecipient(*recipient) for recipient in value)


def _attention_out(attention: Attention | None) -> Json:
    if attention is None:
        return None
    return [
        attention.function,
        attention.function_label,
        persons_out(attention.persons),
        references_out(attention.references),
    ]


def _attention_in(value: Json) -> Attention | None:
    if value is None:
        return None
    function, label, persons, references = value
    return Attention(function, label, persons_in(persons), references_in(references))
