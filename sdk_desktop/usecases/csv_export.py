"""Tables for people outside the client: CSV files in which a spreadsheet finds no formula."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from sdk_desktop.domain.errors import Refused

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for a formula, also in full width."""


@contextmanager
def new_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[int]:
    """Write a CSV file (UTF-8, semicolons) and give the count of its rows.

    The file gets its name when the block has ended well; before that, and when anything goes
    wrong, an older file of that name stays as it was. Only the user may read it.
    """
    with ExitStack() as failing:
        with _refusing():
            descriptor, name = tempfile.mkstemp(suffix=".new", dir=path.parent)
            failing.callback(Path(name).unlink, missing_ok=True)
            with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
                count = _write(file, columns, rows)
        yield count
        with _refusing():
            Path(name).replace(path)
        failing.pop_all()


def _write(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    table = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
    table.writerow(columns)
    count = 0
    for row in rows:
        table.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
        count += 1
    file.flush()
    os.fsync(file.fileno())
    return count


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused("The file cannot be saved there.") from error
