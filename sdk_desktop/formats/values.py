"""Simple values in SDK's documents: times, booleans, languages (XML Schema Part 2)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime


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
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


def read_boolean(text: str) -> bool | None:
    """Read an xs:boolean, None when it is none."""
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip(_SPACE))


def read_xml_time(text: str) -> datetime | None:
    """Read an xs:dateTime in UTC, None when it is none; without a zone it is taken as UTC."""
    match = _DATE_TIME.fullmatch(text.strip(_SPACE))
    if not match:
        return None
    fraction = (match[7] or ".0")[1:7].ljust(6, "0")
    zone = (match[8] or "Z").replace("Z", "+00:00")
    try:
        moment = datetime.fromisoformat(
            f"{match[1]}-{match[2]}-{match[3]}T{match[4]}:{match[5]}:{match[6]}.{fraction}{zone}"
        )
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


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
    try:
        valid = match and date(int(match[1]), int(match[2]), int(match[3]))
    except (ValueError, OverflowError):
        valid = None
    return "" if valid else "The value is not a date (xs:date)."


def clock_time(text: str) -> str:
    """Check an xs:time."""
    match = _TIME.fullmatch(text.strip(_SPACE))
    return "" if match and _is_time(match) else "The value is not a time of day (xs:time)."


def language(text: str) -> str:
    """Check an xs:language."""
    good = _LANGUAGE.fullmatch(" ".join(text.split()))
    return "" if good else "The value is not the code of a language (xs:language)."


def _is_time(match: re.Match[str]) -> bool:
    hours, minutes, seconds = (int(match[at]) for at in (1, 2, 3))
    midnight = (hours, minutes, seconds) == (24, 0, 0) and not (match[4] or "").strip(".0")
    return midnight or (hours < 24 and minutes < 60 and seconds < 60)  # noqa: PLR2004
