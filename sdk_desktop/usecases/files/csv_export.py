"""Tables for people outside the client: CSV files in which a spreadsheet finds no formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TextIO

from sdk_desktop.files import replacing

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for a formula, also in full width."""


@contextmanager
def new_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[int]:
    """Write a CSV file (UTF-8, semicolons) and yield the count of its rows.

    The file gets its name when the block has ended well; before that, and when anything goes
    wrong, an older file of that name stays as it was. Only the user may read it.
    """
    with replacing(path) as file:
        text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        count = _write(text, columns, rows)
        text.detach()
        yield count


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the same table as the content of a file."""
    text = StringIO(newline="")
    _write(text, columns, rows)
    return text.getvalue().encode("utf-8-sig")


def _write(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    table = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
    table.writerow(columns)
    count = 0
    for row in rows:
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
        count += 1
    return count
