"""The figures of a mailbox in words and numbers, as the user's language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QLocale

from sdk_desktop.domain.delivery import RejectionCause
from sdk_desktop.domain.dossier.figures import MonthFigures
from sdk_desktop.ui.statistics.bar_chart import ChartMonth, Series
from sdk_desktop.ui.words import mark, tr

NOTHING = "–"
_HOUR = timedelta(hours=1)
_DECEMBER = 12
_LONG = 10
"""Hours: from here on without a decimal."""
_COLUMNS = (
    mark("Month"),
    mark("Received"),
    mark("Sent"),
    mark("Hours to the first answer"),
    mark("Hours until done"),
    mark("Late"),
)
_REJECTED = {
    RejectionCause.SCHEMA: mark("Rejected: form"),
    RejectionCause.RULE: mark("Rejected: rule"),
    RejectionCause.SIGNATURE: mark("Rejected: signature"),
}


def figure_columns() -> tuple[str, ...]:
    """Return the names of the columns of `cells`."""
    return tuple(map(tr, (*_COLUMNS, *_REJECTED.values())))


def cells(one: MonthFigures) -> tuple[str, ...]:
    """Return a month as a row of the table."""
    times = (_hours_words(one.to_answer), _hours_words(one.to_keep))
    causes = (_count(one.rejected[cause]) for cause in _REJECTED)
    return (
        month_words(one.month),
        *map(_count, (one.received, one.sent)),
        *times,
        _count(one.late),
        *causes,
    )


def month_words(month: date) -> str:
    """Return a month with its year, as March 2026."""
    name = QLocale().standaloneMonthName(month.month, QLocale.FormatType.LongFormat)
    return f"{name[:1].upper()}{name[1:]} {month.year}"


def charts(months: Sequence[MonthFigures]) -> tuple[tuple[str, tuple[Series, Series]], ...]:
    """Return the pictures of a mailbox: the heading of each and its two series."""
    return (
        (
            tr("Messages"),
            (
                _series(tr("Received"), [one.received for one in months]),
                _series(tr("Sent"), [one.sent for one in months]),
            ),
        ),
        (
            tr("Hours, the median"),
            (
                _series(tr("To the first answer"), [_hours(one.to_answer) for one in months]),
                _series(tr("Until done"), [_hours(one.to_keep) for one in months]),
            ),
        ),
        (
            tr("What went wrong"),
            (
                _series(tr("Late"), [one.late for one in months]),
                _series(tr("Rejected"), [sum(one.rejected.values()) for one in months]),
            ),
        ),
    )


def chart_months(months: Sequence[MonthFigures]) -> tuple[ChartMonth, ...]:
    """Return what stands below the bars of each month, the year below the first of it."""
    return tuple(
        ChartMonth(
            QLocale().standaloneMonthName(one.month.month, QLocale.FormatType.ShortFormat),
            str(one.month.year) if _has_year(place, one.month) else "",
        )
        for place, one in enumerate(months)
    )


def _has_year(place: int, month: date) -> bool:
    """Return whether the year stands below a month; not below a December before a January."""
    return month.month == 1 or (place == 0 and month.month < _DECEMBER)


def _series(name: str, values: Sequence[float | None]) -> Series:
    return Series(name, tuple(values), tuple("" if one is None else _number(one) for one in values))


def _hours(time: timedelta | None) -> float | None:
    return None if time is None else time / _HOUR


def _hours_words(time: timedelta | None) -> str:
    return NOTHING if time is None else _number(time / _HOUR)


def _count(count: int) -> str:
    return QLocale().toString(count)


def _number(value: float) -> str:
    """Return a number; with one decimal where it is short and no whole one."""
    short = round(float(value), 1)
    digits = 0 if short >= _LONG or short.is_integer() else 1
    return QLocale().toString(short, "f", digits)
