"""What becomes of a received message, and why a message needs somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WRITING_LASTS = timedelta(minutes=15)
"""Whoever has not touched an answer for so long no longer keeps others from writing one."""
COMING = timedelta(days=7)
"""A deadline is shown so long before it has come."""


class ErrandState(StrEnum):
    """How far a received message has come."""

    NEW = "new"
    TAKEN = "taken"
    WRITING = "writing"
    ANSWERED = "answered"
    DONE = "done"


class Filing(StrEnum):
    """Where a message is kept that has no diary number."""

    NONE = ""
    PERSONAL_FILE = "file"
    MINOR = "minor"
    """Of little importance: it is not registered."""


class NextAction(StrEnum):
    """The one action that helps where a message needs somebody."""

    READ = "read"
    SEND_AGAIN = "send_again"
    CALL = "call"
    ANSWER = "answer"
    REGISTER = "register"


class Reason(StrEnum):
    """Why a message needs somebody."""

    UNREADABLE = "unreadable"
    REJECTED = "rejected"
    FAILED = "failed"
    UNACKNOWLEDGED = "unacknowledged"
    LATE = "late"
    """No acknowledgement has come in the time in which one is expected."""
    UNANSWERED = "unanswered"
    UNREGISTERED = "unregistered"
    REMINDER = "reminder"

    @property
    def action(self) -> NextAction:
        """The one action that helps."""
        return _ACTIONS[self]


_ACTIONS = {
    Reason.UNREADABLE: NextAction.READ,
    Reason.REJECTED: NextAction.SEND_AGAIN,
    Reason.FAILED: NextAction.SEND_AGAIN,
    Reason.UNACKNOWLEDGED: NextAction.CALL,
    Reason.LATE: NextAction.CALL,
    Reason.UNANSWERED: NextAction.ANSWER,
    Reason.UNREGISTERED: NextAction.REGISTER,
    Reason.REMINDER: NextAction.READ,
}
_NOT_ARRIVED = frozenset({Reason.UNREADABLE, Reason.REJECTED, Reason.FAILED})


@dataclass(frozen=True, slots=True)
class Errand:
    """How a message stands: its `state` (None for a sent one), and why it needs somebody.

    `due` is until when something must be done, None without a time. `leaving`: it, or an answer to
    it, was sent and can still be taken back. `writer` is the name of
    whoever writes an answer since `writing_since`, `answerer` of whoever answered at `answered`.
    """

    state: ErrandState | None = None
    reason: Reason | None = None
    due: datetime | None = None
    writer: str = ""
    writer_id: str = ""
    writing_since: datetime | None = None
    answered: datetime | None = None
    answerer: str = ""
    filing: Filing = Filing.NONE
    leaving: bool = False

    def is_overdue(self, now: datetime) -> bool:
        """Return whether what must be done should have been done: it is due, or did not arrive."""
        return self.due <= now if self.reason and self.due else self.reason in _NOT_ARRIVED


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a message gets from its conversation: a handler by their id, and a diary number."""

    handler: str = ""
    handler_name: str = ""
    diary_number: str = ""


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """An answer that has gone to a received message: which, by whom, and when."""

    row: int
    message_id: str
    who: str
    time: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """Our number that the sender of a message names, and who has what is registered under it.

    `handler` is "" where nothing here is, or nobody has it.
    """

    number: str
    handler: str = ""
    handler_id: str = ""


@dataclass(frozen=True, slots=True)
class ColleagueNote:
    """What a person wrote about a message, for colleagues only."""

    who: str
    time: datetime
    text: str


@dataclass(frozen=True, slots=True)
class AnswerWriter:
    """A colleague who writes an answer to a message, and since when."""

    message_id: str
    who_id: str
    who: str
    since: datetime
