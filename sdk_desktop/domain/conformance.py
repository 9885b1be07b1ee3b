"""What a conformance run tried, what the specification expects, and what was seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

SANDBOX = "sandbox"
"""The counterpart of a run that was made against the sandbox."""


class Fact(StrEnum):
    """One thing that is seen of an exchange; codes such as `REJECTED BV invariant` are others."""

    SILENCE = "no acknowledgement"
    UNANSWERED = "not answered"
    UNREADABLE_ANSWER = "acknowledgement that cannot be accepted"
    REPEATED = "content repeated in the acknowledgement"
    SAME = "the same acknowledgement"
    TAKEN_IN = "taken in"
    MISPLACED = "taken in for another function"
    KEPT = "kept unread"
    SET_ASIDE = "set aside"
    INCIDENT = "incident recorded"
    WAITS = "waits at the access point"
    LATER = "then"
    RECEIPT = "transport receipt"
    OVERDUE = "overdue"
    LATE = "late acknowledgement recorded"
    UNSENDABLE = "cannot be sent"
    STOPPED = "stopped before it was sent"
    ARRIVED = "arrived once"
    OFTEN = "arrived several times"
    MISSING = "did not arrive"
    SAME_BYTES = "handed over again, the same bytes"
    OTHER_BYTES = "handed over again, other bytes"


class NotRunReason(StrEnum):
    """Why a row was not run."""

    ACCESS_POINTS = "not ours: access points do this among themselves"
    UNUSED = "the specification does not use this number"
    EMPTY = "the published test file is empty"
    UNPUBLISHED = "the test is not published"
    UNSPECIFIED = "the specification does not say what is to happen"
    ANOTHER_SYSTEM = "not ours: a message service's interface towards clients"
    UNCONTROLLED = "needs a counterpart that can be steered"
    NO_COUNTERPART = "no counterpart was named, so nothing was sent"


class RowResult(StrEnum):
    """What came of a row."""

    AS_EXPECTED = "as expected"
    NOT_AS_EXPECTED = "NOT as expected"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class ConformanceRow:
    """One row of the table: `numbers` such as `8:15` are those of transport.md, the first its own.

    With a `reason` it was not run. What is seen is a sequence of facts, in words or in codes.
    """

    numbers: tuple[str, ...]
    what: str
    expected: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    reason: NotRunReason | None = None

    @property
    def verdict(self) -> RowResult:
        """Return whether what was seen is what was expected."""
        if self.reason is not None:
            return RowResult.NOT_RUN
        return RowResult.AS_EXPECTED if self.seen == self.expected else RowResult.NOT_AS_EXPECTED

    @property
    def chapter(self) -> str:
        """The section of transport.md that the row belongs to, such as `4.3`."""
        return self.numbers[0].partition(":")[0]


@dataclass(frozen=True, slots=True)
class ConformanceReport:
    """A whole run: when, by which version, against whom (the sandbox or a function address).

    `faults` were switched on at the counterpart on purpose.
    """

    made: datetime
    version: str
    counterpart: str
    rows: tuple[ConformanceRow, ...]
    faults: tuple[str, ...] = ()

    @property
    def totals(self) -> dict[RowResult, int]:
        """How many rows had each verdict."""
        counted = Counter(row.verdict for row in self.rows)
        return {verdict: counted[verdict] for verdict in RowResult}

    @property
    def good(self) -> bool:
        """Return whether every row that ran was as expected."""
        return not self.totals[RowResult.NOT_AS_EXPECTED]


def counted(facts: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Return facts with how often each comes in a row."""
    return tuple((sum(1 for _ in same), fact) for fact, same in groupby(facts))
