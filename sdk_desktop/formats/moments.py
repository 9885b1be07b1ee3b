"""How SDK writes a moment, in XML and JSON alike."""

from __future__ import annotations

from datetime import UTC, datetime


def write_time(moment: datetime) -> str:
    """Write a moment as the specification wants it: UTC, three decimals, Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
