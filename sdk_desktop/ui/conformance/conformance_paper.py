"""The report of a conformance run as a document."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QLocale

from sdk_desktop.domain.conformance import ConformanceReport
from sdk_desktop.domain.dossier.paper import Heading, Paper, PaperPart, PaperTable, Paragraph
from sdk_desktop.ui.conformance.conformance_words import (
    chapter_heading,
    column_names,
    report_lines,
    report_title,
    row_cells,
    totals_line,
)
from sdk_desktop.ui.words import tr

_SHARES = (12, 32, 22, 22, 12)
"""Percent of the width for each column."""


def report_paper(report: ConformanceReport) -> Paper:
    """Return a report in the chosen language: its totals, and a table for each chapter."""
    parts: list[PaperPart] = [Heading(report_title(), 1)]
    parts += [Paragraph(line) for line in (*report_lines(report), totals_line(report))]
    for heading, rows in groupby(report.rows, chapter_heading):
        cells = tuple(map(row_cells, rows))
        parts += [Heading(heading), PaperTable(column_names(), _SHARES, cells)]
    return Paper(
        title=report_title(),
        language=QLocale().name()[:2],
        parts=tuple(parts),
        numbered=tr("Page {page} of {pages}"),
        cut="",
        landscape=True,
    )
