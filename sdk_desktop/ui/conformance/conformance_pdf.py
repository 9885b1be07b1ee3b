"""The report of a conformance run as PDF."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from sdk_desktop.domain.conformance import ConformanceReport, ConformanceRow, RowResult
from sdk_desktop.ui.conformance.conformance_words import (
    chapter_heading,
    column_names,
    report_lines,
    report_title,
    row_cells,
    totals_line,
)

_SHARES = (12, 32, 22, 22, 12)
"""Percent of the width for each column."""

_BODY, _HEADING, _TITLE = 8, 11, 16
"""Points."""

_COLOURS = {
    RowResult.AS_EXPECTED: QColor("#1b5e20"),
    RowResult.NOT_AS_EXPECTED: QColor("#b00020"),
    RowResult.NOT_RUN: QColor("#5f6368"),
}
_SHADE = QColor("#e8eaed")


def report_pdf(report: ConformanceReport) -> bytes:
    """Return a report as PDF, A4 landscape, pages numbered, in the chosen language."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(report_title())
    writer.setCreator(f"SDK Desktop {report.version}")
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF()
        )
    )
    report_document(report).print_(writer)
    buffer.close()
    return bytes(buffer.data().data())


def report_document(report: ConformanceReport) -> QTextDocument:
    """Return a report as a document: what it is about, its totals, a table for each chapter."""
    paper = QTextDocument()
    option = paper.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    paper.setDefaultTextOption(option)
    cursor = QTextCursor(paper)
    _write(cursor, report_title(), _TITLE, heavy=True)
    for line in (*report_lines(report), totals_line(report)):
        cursor.insertBlock()
        _write(cursor, line, _HEADING)
    for heading, rows in groupby(report.rows, chapter_heading):
        cursor.insertBlock()
        cursor.insertBlock()
        _write(cursor, heading, _HEADING, heavy=True)
        cursor.insertBlock()
        _table(cursor, list(rows))
    return paper


def _table(cursor: QTextCursor, rows: list[ConformanceRow]) -> None:
    style = QTextTableFormat()
    style.setHeaderRowCount(1)
    style.setCellPadding(3)
    style.setCellSpacing(0)
    style.setBorder(0.5)
    style.setBorderCollapse(True)
    style.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    style.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, share) for share in _SHARES]
    )
    table = cursor.insertTable(len(rows) + 1, len(_SHARES), style)
    for place, text in enumerate(column_names()):
        cell = table.cellAt(0, place)
        shaded = cell.format()
        shaded.setBackground(QBrush(_SHADE))
        cell.setFormat(shaded)
        _write(cell.firstCursorPosition(), text, _BODY, heavy=True)
    for number, row in enumerate(rows, start=1):
        _fill(table, number, row)
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _fill(table: QTextTable, number: int, row: ConformanceRow) -> None:
    *texts, verdict = row_cells(row)
    for place, text in enumerate(texts):
        _write(table.cellAt(number, place).firstCursorPosition(), text, _BODY)
    heavy = row.verdict is RowResult.NOT_AS_EXPECTED
    last = table.cellAt(number, len(texts)).firstCursorPosition()
    _write(last, verdict, _BODY, heavy=heavy, colour=_COLOURS[row.verdict])


def _write(
    cursor: QTextCursor,
    text: str,
    points: int,
    *,
    heavy: bool = False,
    colour: QColor | None = None,
) -> None:
    style = QTextCharFormat()
    style.setFontPointSize(points)
    style.setFontWeight(QFont.Weight.Bold if heavy else QFont.Weight.Normal)
    if colour is not None:
        style.setForeground(QBrush(colour))
    cursor.insertText(text, style)
