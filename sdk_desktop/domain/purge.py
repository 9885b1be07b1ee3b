"""Erasing messages by decision: what is asked for, what would go, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sdk_desktop.domain.mailbox import Direction


class PurgeState(StrEnum):
    """How far a purge has come.

    `APPROVED` is being erased; `ERASED` is out of every list, but the file has to be written anew
    before nothing of it is left there, which is `DONE`.
    """

    PROPOSED = "proposed"
    APPROVED = "approved"
    ERASED = "erased"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PurgeCriteria:
    """Which messages are to be erased: those that came or went before a moment.

    `mailbox` "" means all, `document_type` and `direction` None mean any.
    """

    before: datetime
    mailbox: str = ""
    document_type: str | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class PurgePreview:
    """What would be erased, and what would be left and why.

    `held` is kept from being erased, `waiting` still waits for its delivery, and what came and was
    neither read nor registered is `untouched`.
    """

    criteria: PurgeCriteria
    count: int = 0
    oldest: datetime | None = None
    newest: datetime | None = None
    held: int = 0
    waiting: int = 0
    untouched: int = 0


@dataclass(frozen=True, slots=True)
class PurgeProposal:
    """A decision on erasing messages, and what came of it.

    `listed` messages were to be erased; of these `erased` are gone, `held` have been kept from it
    since, and `changed` are no longer as they were when they were listed.
    """

    number: int
    criteria: PurgeCriteria
    decision: str
    state: PurgeState
    proposed_by: str
    proposed: datetime
    listed: int
    approved_by: str = ""
    approved: datetime | None = None
    done: datetime | None = None
    erased: int = 0
    held: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class ErasedAt:
    """The computers of a shared mailbox where nothing is left of what was erased, and the others.

    Computers that only read erase, too, but cannot say so; they are in neither.
    """

    done: tuple[str, ...]
    awaited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErasedMessage:
    """What is still known of a message that was erased; `time` is when that was."""

    row: int
    message_id: str
    mailbox: str
    direction: Direction
    received: datetime
    diary_number: str
    document_type: str
    time: datetime
