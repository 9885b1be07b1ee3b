"""The report of a conformance run as plain text, for the command line."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap

from PySide6.QtCore import QCoreApplication

from sdk_desktop.domain.conformance import ConformanceReport, ConformanceRow
from sdk_desktop.ui.conformance.conformance_words import (
    chapter_heading,
    column_names,
    row_cells,
    totals_line,
)
from sdk_desktop.ui.words import set_language

_WIDTHS = (18, 42, 38, 38, 15)
_GAP = "  "


class TextTable:
    """Formats a table row by row."""

    def __init__(self, language: str) -> None:
        """Set the language, for which Qt wants to be started, but without a screen."""
        set_language(QCoreApplication.instance() or QCoreApplication(["sdk-desktop"]), language)
        self._chapter = ""

    def head(self) -> list[str]:
        """Return the lines above the rows."""
        return [*_lines(column_names()), _GAP.join("-" * width for width in _WIDTHS)]

    def row(self, row: ConformanceRow) -> list[str]:
        """Return a row, with a heading before the first of its chapter."""
        before = "" if row.chapter == self._chapter else chapter_heading(row)
        self._chapter = row.chapter
        return [*(("", before) if before else ()), *_lines(row_cells(row))]

    def totals(self, report: ConformanceReport) -> list[str]:
        """Return the lines below the rows."""
        return ["", totals_line(report)]


def _lines(texts: tuple[str, ...]) -> list[str]:
    wrapped = [wrap(text, width) for text, width in zip(texts, _WIDTHS, strict=True)]
    return [
        _GAP.join(part.ljust(width) for part, width in zip(line, _WIDTHS, strict=True)).rstrip()
        for line in zip_longest(*wrapped, fillvalue="")
    ]
