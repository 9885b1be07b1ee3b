"""Figures of a mailbox in a month; they say nothing of any message or person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sdk_desktop.domain.delivery import RejectionCause


@dataclass(frozen=True, slots=True)
class HandledMessage:
    """When a message came or went, was answered, and was registered or kept elsewhere.

    `to_answer` is until when an answer was wanted, `to_keep` until when it was to be registered;
    both are None for what was sent. One that `is_kept` without `kept` was so before that was noted.
    """

    mailbox: str
    time: datetime
    incoming: bool
    is_kept: bool = False
    answered: datetime | None = None
    kept: datetime | None = None
    to_answer: datetime | None = None
    to_keep: datetime | None = None

    def is_late(self, now: datetime) -> bool:
        """Return whether it was answered or kept too late, or waits for that too long by now."""
        kept = now if not self.is_kept else self.kept
        return _is_after(self.answered or now, self.to_answer) or _is_after(kept, self.to_keep)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """A mailbox in a month, by its first day; medians are None where there is nothing to reckon."""

    mailbox: str
    month: date
    received: int
    sent: int
    to_answer: timedelta | None
    to_keep: timedelta | None
    late: int
    rejected: Mapping[RejectionCause, int]


def _is_after(moment: datetime | None, end: datetime | None) -> bool:
    return moment is not None and end is not None and moment > end
