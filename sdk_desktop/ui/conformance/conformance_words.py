"""The words for what a conformance run expects and sees."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from sdk_desktop.domain.conformance import (
    SANDBOX,
    ConformanceReport,
    ConformanceRow,
    Fact,
    NotRunReason,
    RowResult,
    counted,
)
from sdk_desktop.ui.words import mark, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time

_FACTS = {
    Fact.SILENCE: mark("no acknowledgement"),
    Fact.UNANSWERED: mark("not answered"),
    Fact.UNREADABLE_ANSWER: mark("an acknowledgement that cannot be accepted"),
    Fact.REPEATED: mark("content repeated in the acknowledgement"),
    Fact.SAME: mark("the same acknowledgement"),
    Fact.TAKEN_IN: mark("taken in"),
    Fact.MISPLACED: mark("taken in for another function"),
    Fact.KEPT: mark("kept unread"),
    Fact.SET_ASIDE: mark("set aside"),
    Fact.INCIDENT: mark("incident recorded"),
    Fact.WAITS: mark("waits at the access point"),
    Fact.LATER: mark("then"),
    Fact.RECEIPT: mark("transport receipt"),
    Fact.OVERDUE: mark("overdue"),
    Fact.LATE: mark("late acknowledgement recorded"),
    Fact.UNSENDABLE: mark("cannot be sent"),
    Fact.STOPPED: mark("stopped before it was sent"),
    Fact.ARRIVED: mark("arrived once"),
    Fact.OFTEN: mark("arrived several times"),
    Fact.MISSING: mark("did not arrive"),
    Fact.SAME_BYTES: mark("handed over again, the same bytes"),
    Fact.OTHER_BYTES: mark("handed over again, other bytes"),
}
_REASONS = {
    NotRunReason.ACCESS_POINTS: mark("Not ours: access points do this among themselves."),
    NotRunReason.UNUSED: mark("The specification does not use this number."),
    NotRunReason.EMPTY: mark("The published test file is empty."),
    NotRunReason.UNPUBLISHED: mark("The tests are not published."),
    NotRunReason.UNSPECIFIED: mark("The specification does not say what is to happen."),
    NotRunReason.ANOTHER_SYSTEM: mark("Not ours: a message service's interface towards clients."),
    NotRunReason.UNCONTROLLED: mark("Needs a counterpart that can be steered, as the sandbox."),
    NotRunReason.NO_COUNTERPART: mark("No counterpart was named, so nothing was sent."),
}
_VERDICTS = {
    RowResult.AS_EXPECTED: mark("as expected"),
    RowResult.NOT_AS_EXPECTED: mark("NOT as expected"),
    RowResult.NOT_RUN: mark("not run"),
}
_CHAPTERS = {
    "4.3": mark("What we send: the events and codes of Innehållsspecifikation 5.3"),
    "8": mark("What comes to us: the checks in their order, with the events of 4.3"),
    "9.1": mark("Published tests: QA environment"),
    "9.2": mark("Published tests: OPEN-TEST"),
    "9.3": mark("Published tests: message systems"),
}


def column_names() -> tuple[str, ...]:
    """Return the headings of the table's columns."""
    return tr("Row"), tr("What is done"), tr("Expected"), tr("Seen"), tr("Verdict")


def row_cells(row: ConformanceRow) -> tuple[str, ...]:
    """Return a row's cells; the reason for not running it replaces what was seen."""
    seen = tr(_REASONS[row.reason]) if row.reason else fact_words(row.seen)
    return (
        " ".join(row.numbers),
        tr(row.what),
        fact_words(row.expected),
        seen,
        result_words(row.verdict),
    )


def fact_words(seen: Iterable[str]) -> str:
    """Return facts in words, with a semicolon where time has passed between them."""
    parts = [list(part) for later, part in groupby(seen, Fact.LATER.__eq__) if not later]
    return f"; {tr(_FACTS[Fact.LATER])} ".join(map(_together, parts))


def result_words(of: RowResult) -> str:
    """Return a verdict in words."""
    return tr(_VERDICTS[of])


def chapter_heading(row: ConformanceRow) -> str:
    """Return the heading of the row's chapter."""
    return f"{row.chapter}  {tr(_CHAPTERS[row.chapter])}"


def report_title() -> str:
    """Return the report's title."""
    return tr("SDK Desktop: conformance run")


def report_lines(report: ConformanceReport) -> list[str]:
    """Return lines with the time of the run, the version and the counterpart."""
    sandbox = report.counterpart == SANDBOX
    against = tr("the sandbox") if sandbox else report.counterpart or tr("nobody")
    lines = [
        tr("Made {time} by version {version}").format(
            time=date_and_time(report.made), version=report.version
        ),
        tr("Counterpart: {name}").format(name=against),
    ]
    if report.faults:
        lines.append(tr("Faults switched on: {names}").format(names=", ".join(report.faults)))
    return lines


def totals_line(report: ConformanceReport) -> str:
    """Return how many rows had each verdict, in one line."""
    return "   ".join(f"{result_words(one)}: {count}" for one, count in report.totals.items())


def _together(seen: Iterable[str]) -> str:
    return ", ".join(
        f"{count} × {_fact(fact)}" if count > 1 else _fact(fact) for count, fact in counted(seen)
    )


def _fact(fact: str) -> str:
    known = {one.value: word for one, word in _FACTS.items()}
    return tr(known.get(fact, fact))
