"""The thirtieth step: where people last took files from, or put them. Frozen."""

from __future__ import annotations

THIRTIETH = (
    """CREATE TABLE chosen_folder (
    who TEXT NOT NULL,
    use TEXT NOT NULL,
    folder TEXT NOT NULL,
    PRIMARY KEY (who, use)
)""",
)
