"""Dates, times and sizes as the user's place and language write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QLocale, QTime

from sdk_desktop.domain.clock import local
from sdk_desktop.ui.words.translation import tr

MEGABYTE = 1_000_000
_WEEK = 7


def time_of_day(moment: datetime) -> str:
    """Return hours and minutes in local time, as 09:14."""
    there = local(moment)
    return QTime(there.hour, there.minute).toString("HH:mm")


def short_date(moment: datetime, now: datetime) -> str:
    """Return a moment in its shortest form: 09:14, yesterday, 12 May or 2025-05-12."""
    day, today = local(moment).date(), local(now).date()
    if day == today:
        return time_of_day(moment)
    if day == today - timedelta(days=1):
        return tr("yesterday")
    if day.year == today.year:
        return _with_month(day)
    return day.isoformat()


def day_name(day: date, today: date) -> str:
    """Return a day as the heading of what happened then: Today, Monday, 12 May or 2025-05-12."""
    match (today - day).days:
        case 0:
            return tr("Today")
        case 1:
            return tr("Yesterday")
        case days if 1 < days < _WEEK:
            name = QLocale().dayName(day.isoweekday(), QLocale.FormatType.LongFormat)
            return name[:1].upper() + name[1:]
        case _:
            return _with_month(day) if day.year == today.year else day.isoformat()


def coming_day(day: date, today: date) -> str:
    """Return a day that is to come: Today, Tomorrow, Thu 12 May or 2027-05-12."""
    match (day - today).days:
        case 0:
            return tr("Today")
        case 1:
            return tr("Tomorrow")
        case days if 1 < days < _WEEK:
            name = QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
            return f"{name[:1].upper()}{name[1:]} {_with_month(day)}"
        case _:
            return day_name(day, today)


def day_and_time(moment: datetime, now: datetime) -> str:
    """Return a moment as one speaks of it: today 09:14, Monday 09:14, 12 May 09:14."""
    return f"{on_day(moment, now)} {time_of_day(moment)}"


def on_day(moment: datetime, now: datetime) -> str:
    """Return the day of a moment within a sentence: today, Monday, 12 May or 2025-05-12."""
    return _in_a_sentence(day_name(local(moment).date(), local(now).date()))


def on_coming_day(moment: datetime, now: datetime) -> str:
    """Return a day to come within a sentence: tomorrow, Thu 12 May, 12 May or 2027-05-12."""
    return _in_a_sentence(coming_day(local(moment).date(), local(now).date()))


def date_and_time(moment: datetime) -> str:
    """Return a moment in local time to the minute, as 2026-05-12 09:14."""
    return local(moment).replace(tzinfo=None).isoformat(" ", "minutes")


def file_size(count: int) -> str:
    """Return a number of bytes as 512 kB or 1,2 MB."""
    digits = 0 if count < MEGABYTE else 1
    return QLocale().formattedDataSize(count, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def _with_month(day: date) -> str:
    return f"{day.day} {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)}"


def _in_a_sentence(day: str) -> str:
    """Return a day with a small letter, unless the language has a great one in names of days."""
    names = (QLocale().dayName(number, QLocale.FormatType.ShortFormat) for number in range(1, 8))
    return day if day.startswith(tuple(names)) else f"{day[:1].lower()}{day[1:]}"
