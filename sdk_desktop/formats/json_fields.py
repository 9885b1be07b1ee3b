"""Reading JSON that others wrote: in bounds, by name and type, and where it is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sdk_desktop.domain.characters import has_forbidden, without_forbidden
from sdk_desktop.domain.errors import Finding, InvalidMessage

_TIME = re.compile(
    r"(?a)\s*(\d{4})-(\d{1,2})-(\d{1,2})[Tt ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?"
    r"\s*(?:[Zz]|([+-])(\d{2}):?(\d{2}))?\s*"
)


MOST_VALUES = 1_000_000
"""Members and elements of a document; empty objects take twenty times the room of their text."""

DEEPEST = 100
"""Objects and lists within each other: so deep that nobody who walks through them runs out."""

LONGEST_SHOWN = 10_000
"""Characters of a text for display; names and explanations have some hundred."""

LONGEST_TIME = 100
"""Characters of a moment."""

_SEPARATORS = (b",", b"[", b"{")
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)


def read_json(data: bytes) -> Any:  # noqa: ANN401 - whatever it is, the caller looks
    """Read a JSON document in UTF-8.

    Raises `ValueError` for what is none, for numbers of thousands of digits, and for more values,
    or deeper ones, than `MOST_VALUES` and `DEEPEST`. Numbers may be infinite, or none (NaN).
    """
    values = _values(data)
    if values > MOST_VALUES and _values(_STRING.sub(b"", data)) > MOST_VALUES:
        raise ValueError("more values than any document needs")
    try:
        said = json.loads(data)
    except RecursionError:
        raise _too_deep() from None
    if values > DEEPEST:  # each level begins with a bracket, which counts as one
        _check_depth(said)
    return said


class JsonObject:
    """One JSON object; `path` says where it is in the document."""

    def __init__(self, value: object, path: str) -> None:
        """Take the object, or raise InvalidMessage when it is something else."""
        if not isinstance(value, Mapping):
            raise field_error(path, "A field has the wrong type.")
        self._value: Mapping[object, object] = value
        self.path = path

    def text(self, name: str) -> str | None:
        """Return a text, None when it is missing, null or empty."""
        value = self._value.get(name)
        return None if value is None else checked_text(value, self.at(name)) or None

    def required(self, name: str) -> str:
        """Return a text that must be there."""
        text = self.text(name)
        if text is None:
            raise field_error(self.at(name), "A required field is missing.")
        return text

    def bare(self, name: str) -> bytes | memoryview:
        """Return a text that must be there, as bytes; raise ValueError when it is not ASCII."""
        value = self._value.get(name)
        if isinstance(value, memoryview):
            return value
        return self.required(name).encode("ascii")

    def flag(self, name: str) -> bool:
        """Return a boolean that must be there; its name in letters is taken too."""
        match self._value.get(name):
            case bool(value):
                return value
            case "true" | "false" as word:
                return word == "true"
            case None:
                raise field_error(self.at(name), "A required field is missing.")
            case _:
                raise field_error(self.at(name), "A field has the wrong type.")

    def time(self, name: str) -> datetime:
        """Return a moment that must be there."""
        moment = read_json_time(self.required(name))
        if moment is None:
            raise field_error(self.at(name), "A time cannot be read.")
        return moment

    def inner(self, name: str) -> JsonObject | None:
        """Return the object within, None when it is missing."""
        value = self._value.get(name)
        return None if value is None else JsonObject(value, self.at(name))

    def each(self, name: str) -> tuple[JsonObject, ...]:
        """Return the objects of a list, or the one object that stands where a list should."""
        return tuple(JsonObject(value, path) for path, value in self._listed(name))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a list, or the one text that stands where a list should."""
        return tuple(checked_text(value, path) for path, value in self._listed(name))

    def at(self, name: str) -> str:
        """Return the path of a field."""
        return f"{self.path}/{name}"

    def _listed(self, name: str) -> list[tuple[str, object]]:
        value = self._value.get(name)
        if value is None:
            return []
        if isinstance(value, list | tuple):
            return [(f"{self.at(name)}[{n}]", one) for n, one in enumerate(value, start=1)]
        return [(self.at(name), value)]


def as_mapping(value: object) -> Mapping[str, object]:
    """Return a value that is a JSON object, an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def checked_text(value: object, path: str) -> str:
    """Return a text that may stand in a message, also of a number; else raise InvalidMessage."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise field_error(path, "A field has the wrong type.")
    if has_forbidden(value):
        raise field_error(path, "A text holds a character that is not allowed.")
    return value


def _values(data: bytes) -> int:
    return sum(map(data.count, _SEPARATORS))


def _check_depth(said: object) -> None:
    level = [said]
    for _ in range(DEEPEST + 1):
        level = [one for outer in level for one in _within(outer) if isinstance(one, dict | list)]
        if not level:
            return
    raise _too_deep()


def _within(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _too_deep() -> ValueError:
    return ValueError("nested too deep")


def displayable(value: object) -> str:
    """Return a text for display, without characters that are not allowed; empty for no text.

    Only its beginning where it is very long.
    """
    return without_forbidden(value[:LONGEST_SHOWN]).strip() if isinstance(value, str) else ""


def field_error(path: str, text: str) -> InvalidMessage:
    """Make the error that says what is wrong with a field, never what it holds."""
    return InvalidMessage(text, (Finding("JSON", "SV", "structure", path, text),))


def read_json_time(text: object) -> datetime | None:
    """Read an ISO 8601 moment with any number of decimals; without a zone it is UTC."""
    found = _TIME.fullmatch(text) if isinstance(text, str) and len(text) <= LONGEST_TIME else None
    if found is None:
        return None
    *numbers, fraction, sign, hours, minutes = found.groups()
    year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
    midnight = (hour, minute, second) == (24, 0, 0) and not (fraction or "").strip("0")
    try:
        moment = datetime(
            *(year, month, day, 0 if midnight else hour, minute, second),
            tzinfo=_zone(sign, hours, minutes),
        )
        moment += timedelta(days=midnight, microseconds=int((fraction or "0")[:6].ljust(6, "0")))
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(sign: str | None, hours: str | None, minutes: str | None) -> timezone:
    if sign is None:
        return UTC
    away = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return timezone(-away if sign == "-" else away)
