"""A message that is being written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sdk_desktop.domain.message import File, Person, Reference


class Act(StrEnum):
    """What a draft does (message.md §Acts on messages)."""

    NEW = "new"
    ANSWER = "answer"
    COMPLEMENT = "complement"


@dataclass(frozen=True, slots=True)
class DraftRecipient:
    """Whom a draft is for, with names as the address book had them."""

    organisation: str
    organisation_label: str
    function: str
    function_label: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A message that is being written; several recipients make a distribution list.

    `confidential` is None until the user has chosen.
    """

    key: str
    mailbox: str
    act: Act = Act.NEW
    recipients: tuple[DraftRecipient, ...] = ()
    label: str = ""
    confidential: bool | None = None
    text: str = ""
    files: tuple[File, ...] = ()
    persons: tuple[Person, ...] = ()
    own_references: tuple[Reference, ...] = ()
    their_references: tuple[Reference, ...] = ()
    conversation_id: str | None = None
    ref_to_message_id: str | None = None
    changed: datetime | None = None


class ProblemKind(StrEnum):
    """What can be wrong with a draft."""

    NO_RECIPIENT = "no_recipient"
    RECIPIENT_GONE = "recipient_gone"
    NO_LABEL = "no_label"
    LABEL_TOO_LONG = "label_too_long"
    LABEL_SENSITIVE = "label_sensitive"
    NO_CONFIDENTIALITY = "no_confidentiality"
    NO_CONTENT = "no_content"
    TOO_LARGE = "too_large"
    EMPTY_FILE = "empty_file"
    REFERENCE_INCOMPLETE = "reference_incomplete"
    BAD_CHARACTER = "bad_character"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend before sending; `detail` names which recipient, file or reference.

    A problem that is not `blocking` is a warning: the user may send all the same.
    """

    kind: ProblemKind
    detail: str = ""
    blocking: bool = True
