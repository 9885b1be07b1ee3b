"""The SDK message, MessageWithAttachments 3.0 (B1.3.3 Innehållsspecifikation meddelande 1.5.2)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

PARTICIPANT_SCHEME = "iso6523-actorid-upis"
FUNCTION_ROOT = "urn:riv:infrastructure:messaging:functionalAddress"
LABEL_LIMIT = 256
SIZE_LIMIT = 30_000_000
"""Bytes of a whole serialised message (transport.md §11 row 6)."""


class CodeSystem(StrEnum):
    """Code systems of person and reference identifiers (message.md §Header)."""

    PERSONAL_NUMBER = "1.2.752.129.2.1.3.1"
    COORDINATION_NUMBER = "1.2.752.129.2.1.3.3"
    NATIONAL_RESERVE = "1.2.752.74.9.1"
    HSA_ID = "1.2.752.29.6.2.1"
    E_MAIL = "0.9.2342.19200300.100.1.3"
    OTHER = "1.2.752.129.2.1.2.1"
    DIARY_NUMBER = "dnr"
    GLN = "1.3.88"
    UNREGISTERED = "unregistred"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier within a code system (II type)."""

    root: str
    extension: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person that the message is for or from: a reference, never an address."""

    label: str | None = None
    identifier: Identifier | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The case or person that the message is about."""

    identifier: Identifier
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """The function that a message is for or from, with its persons and references."""

    function: str
    function_label: str | None = None
    persons: tuple[Person, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Sender or recipient: an organisation (`0203:domain`) and its function."""

    organisation: str
    label: str | None = None
    attention: Attention | None = None

    @property
    def function(self) -> str:
        """The function address, empty where the party names none."""
        return self.attention.function if self.attention else ""

    @property
    def references(self) -> tuple[Reference, ...]:
        """This side's references."""
        return self.attention.references if self.attention else ()

    @property
    def persons(self) -> tuple[Person, ...]:
        """This side's persons."""
        return self.attention.persons if self.attention else ()


@dataclass(frozen=True, slots=True)
class File:
    """An attachment; `content` is the file's own bytes."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """Texts (limited Markdown) and files that belong together."""

    identifier: str
    name: str | None = None
    index: str | None = None
    files: tuple[File, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message from one function to one function; `created` is aware and in UTC."""

    message_id: str
    conversation_id: str
    created: datetime
    label: str | None
    confidential: bool
    recipient: Party
    sender: Party
    documents: tuple[Document, ...]
    ref_to_message_id: str | None = None
    generating_system: Identifier | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text, in the order of the documents."""
        return tuple(text for document in self.in_order for text in document.texts)

    @property
    def files(self) -> tuple[File, ...]:
        """Every attachment, in the order of the documents."""
        return tuple(file for document in self.in_order for file in document.files)

    @property
    def in_order(self) -> tuple[Document, ...]:
        """The documents by their index; those without one keep their place at the end."""
        return tuple(sorted(self.documents, key=_place))

    def without_content(self) -> Message:
        """This message with empty files, for lists and logs."""
        documents = tuple(
            replace(d, files=tuple(replace(f, content=b"") for f in d.files))
            for d in self.documents
        )
        return replace(self, documents=documents)


def new_id() -> str:
    """Make a message, conversation or document identifier (UUID)."""
    return str(uuid.uuid4())


_LAST = 1_000_000_000


def _place(document: Document) -> int:
    index = document.index or ""
    number = index.isascii() and index.isdigit()
    return min(int(index[:10]), _LAST) if number else _LAST
