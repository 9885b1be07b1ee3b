"""Simple values in SDK's documents: times, booleans, languages (XML Schema Part 2)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta

EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
"""The first and the last moment that can be reckoned with."""


def write_time(moment: datetime) -> str:
    """Write a moment as the specification wants it: UTC, three decimals, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


_SPACE = " \t\r\n"
_ZONE = r"(Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_DAY = r"(-?[0-9]{4,})-([0-9]{2})-([0-9]{2})"
_CLOCK = r"([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?"
_DATE_TIME = re.compile(f"{_DAY}T{_CLOCK}{_ZONE}")
_DATE = re.compile(f"{_DAY}{_ZONE}")
_TIME = re.compile(f"{_CLOCK}{_ZONE}")
_CYCLE = 400
"""Years after which the calendar repeats itself."""

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


def read_boolean(text: str) -> bool | None:
    """Read an xs:boolean, None when it is none."""
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip(_SPACE))


def read_xml_time(text: str) -> datetime | None:
    """Read an xs:dateTime in UTC, None when it is none; without a zone it is taken as UTC.

    What is before the year 1 or after 9999 is read as the first or the last moment there is.
    """
    match = _DATE_TIME.fullmatch(text.strip(_SPACE))
    if not match or not (_is_day(*match.group(1, 2, 3)) and _is_time(*match.group(4, 5, 6, 7))):
        return None
    if match[1].startswith("-"):
        return EARLIEST
    if len(match[1]) > len("9999"):
        return LATEST
    fraction = (match[7] or ".0")[1:7].ljust(6, "0")
    hours, days = (0, 1) if match[4] == "24" else (int(match[4]), 0)
    zone = (match[8] or "Z").replace("Z", "+00:00")
    moment = datetime.fromisoformat(
        f"{match[1]}-{match[2]}-{match[3]}T{hours:02}:{match[5]}:{match[6]}.{fraction}{zone}"
    )
    try:
        return moment.astimezone(UTC) + timedelta(days=days)
    except OverflowError:
        return EARLIEST if match[1] == "0001" else LATEST


def read_xml_day_and_time(day_text: str, time_text: str) -> datetime | None:
    """Read an xs:date and an xs:time as one moment, as `read_xml_time` does.

    The time zone is that of the time.
    """
    match = _DATE.fullmatch(day_text.strip(_SPACE))
    if not match:
        return None
    return read_xml_time(f"{match[1]}-{match[2]}-{match[3]}T{time_text.strip(_SPACE)}")


def has_zone(text: str) -> bool:
    """Return whether an xs:dateTime or xs:time says its time zone."""
    match = _DATE_TIME.fullmatch(text.strip(_SPACE)) or _TIME.fullmatch(text.strip(_SPACE))
    return bool(match and match[match.re.groups])


def any_text(_text: str) -> str:
    """Accept every value (xs:string and what only differs from it in white space)."""
    return ""


def boolean(text: str) -> str:
    """Check an xs:boolean."""
    return "" if read_boolean(text) is not None else "The value is neither true nor false."


def date_time(text: str) -> str:
    """Check an xs:dateTime."""
    return "" if read_xml_time(text) else "The value is not a time (xs:dateTime)."


def day(text: str) -> str:
    """Check an xs:date."""
    match = _DATE.fullmatch(text.strip(_SPACE))
    valid = match and _is_day(*match.group(1, 2, 3))
    return "" if valid else "The value is not a date (xs:date)."


def clock_time(text: str) -> str:
    """Check an xs:time."""
    match = _TIME.fullmatch(text.strip(_SPACE))
    return (
        ""
        if match and _is_time(*match.group(1, 2, 3, 4))
        else "The value is not a time of day (xs:time)."
    )


def language(text: str) -> str:
    """Check an xs:language."""
    good = _LANGUAGE.fullmatch(" ".join(text.split()))
    return "" if good else "The value is not the code of a language (xs:language)."


def _is_day(year: str, month: str, day_of_month: str) -> bool:
    """Return whether a day is in the calendar, in whichever year; there is no year 0."""
    digits = year.removeprefix("-")
    if not digits.strip("0") or (len(digits) > len("9999") and digits.startswith("0")):
        return False
    if not 1 <= int(month) <= 12:  # noqa: PLR2004 - months
        return False
    alike = int(digits[-4:]) % _CYCLE + _CYCLE
    return 1 <= int(day_of_month) <= monthrange(alike, int(month))[1]


def _is_time(hours: str, minutes: str, seconds: str, fraction: str | None) -> bool:
    """Return whether it is a time of day; the midnight that ends a day is one (24:00:00)."""
    if hours == "24":
        return not (minutes + seconds + (fraction or "")).strip(".0")
    return int(hours) < 24 and int(minutes) < 60 and int(seconds) < 60  # noqa: PLR2004
