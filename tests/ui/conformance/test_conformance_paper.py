"""A conformance run in words: the table that is printed, and the paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

from sdk_desktop.conformance.run import CASES
from sdk_desktop.domain.conformance import (
    SANDBOX,
    ConformanceReport,
    ConformanceRow,
    Fact,
    NotRunReason,
    RowResult,
    counted,
)
from sdk_desktop.formats.paper.layout import own_fonts
from sdk_desktop.formats.paper.pdf import write_paper
from sdk_desktop.ui.conformance.conformance_paper import report_paper
from sdk_desktop.ui.conformance.conformance_words import (
    fact_words,
    report_lines,
    row_cells,
    totals_line,
)
from sdk_desktop.ui.conformance.text_table import TextTable
from tests.kit.language import forget_language

GOOD = ConformanceRow(
    ("8:6", "4.3:12"), "No signature", ("REJECTED SIG security",), ("REJECTED SIG security",)
)
BAD = replace(GOOD, numbers=("8:11",), seen=(Fact.SILENCE, Fact.KEPT))
LEFT = ConformanceRow(
    ("9.1:TF-02",), "We send to a revoked access point", reason=NotRunReason.ACCESS_POINTS
)
REPORT = ConformanceReport(
    datetime(2026, 3, 2, 12, tzinfo=UTC), "1.2.3", SANDBOX, (GOOD, BAD, LEFT)
)


@pytest.fixture
def english(qapp: QApplication) -> Iterator[TextTable]:
    yield TextTable("en")
    forget_language(qapp)


@pytest.fixture
def swedish(qapp: QApplication) -> Iterator[TextTable]:
    yield TextTable("sv")
    forget_language(qapp)


def pages(report: ConformanceReport) -> list[str]:
    document = pypdfium2.PdfDocument(write_paper(report_paper(report), own_fonts()))
    return [page.get_textpage().get_text_bounded() for page in document]


def test_the_table_is_aligned_and_has_a_heading_for_each_chapter(english: TextTable) -> None:
    lines = [*english.head(), *english.row(GOOD), *english.row(BAD), *english.row(LEFT)]

    places = [line.find("as expected") for line in lines if "REJECTED" in line]
    assert lines[0].index("Verdict") in places
    assert [line for line in lines if line.startswith(("8  ", "9.1  "))] == [
        "8  What comes to us: the checks in their order, with the events of 4.3",
        "9.1  Published tests: QA environment",
    ]
    assert max(map(len, lines)) <= 160


def test_a_row_that_fails_is_told_from_one_that_does_not(english: TextTable) -> None:
    good, bad, left = (english.row(row) for row in (GOOD, BAD, LEFT))

    assert good[-1].endswith("  as expected")
    assert bad[0].endswith("   NOT as expected")
    assert "no acknowledgement, kept unread" in bad[0]
    assert "not run" in left[2]
    assert "Not ours: access points do" in left[2]


def test_the_totals_are_one_line(english: TextTable) -> None:
    assert english.totals(REPORT)[-1] == "as expected: 1   NOT as expected: 1   not run: 1"
    assert not REPORT.good


def test_it_speaks_swedish(swedish: TextTable) -> None:
    assert swedish.head()[0].split() == ["Rad", "Vad", "som", "görs", "Väntat", "Sett", "Utfall"]
    assert "INTE som väntat" in swedish.row(BAD)[2]
    assert swedish.totals(REPORT)[-1].startswith("som väntat: 1   INTE som väntat: 1")


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ((), ""),
        (("ACCEPTED",), "ACCEPTED"),
        (("ACCEPTED", "ACCEPTED", Fact.TAKEN_IN), "2 × ACCEPTED, taken in"),
        (
            (Fact.SILENCE, Fact.LATER, "ACCEPTED", Fact.SAME),
            "no acknowledgement; then ACCEPTED, the same acknowledgement",
        ),
        (("The line is cut.",), "The line is cut."),
    ],
)
def test_facts_are_put_together(english: TextTable, seen: tuple[str, ...], words: str) -> None:
    assert fact_words(seen) == words


def test_every_fact_reason_and_verdict_has_words_in_swedish(swedish: TextTable) -> None:
    told = [fact_words((fact,)) for fact in Fact if fact is not Fact.LATER]
    reasons = [row_cells(replace(LEFT, reason=reason))[3] for reason in NotRunReason]
    verdicts = [row_cells(row)[4] for row in (GOOD, BAD, LEFT)]

    english = {*Fact, *NotRunReason, *RowResult}
    assert english.isdisjoint([*told, *reasons, *verdicts])
    assert all([*told, *reasons])


def test_every_case_has_its_chapter_and_its_swedish(swedish: TextTable) -> None:
    rows = [
        ConformanceRow(case.numbers, case.what, case.expected, reason=case.reason) for case in CASES
    ]
    words = [row_cells(row)[1] for row in rows]

    assert [swedish.row(row) for row in rows]
    same = {row.what for row, said in zip(rows, words, strict=True) if row.what == said}
    assert same == {"TF2.4.8.xml", "max.xml"}


def test_the_report_says_against_whom_and_what_was_wrong_on_purpose(english: TextTable) -> None:
    bed = replace(REPORT, counterpart="sdk:test:0203:example.se", faults=("lose", "delay"))

    assert report_lines(REPORT)[1] == "Counterpart: the sandbox"
    assert report_lines(bed)[1:] == [
        "Counterpart: sdk:test:0203:example.se",
        "Faults switched on: lose, delay",
    ]
    assert report_lines(replace(REPORT, counterpart=""))[1] == "Counterpart: nobody"


def test_the_paper_has_it_all_and_its_pages_are_numbered(english: TextTable) -> None:
    many = replace(REPORT, rows=tuple(replace(GOOD, what=f"Row {n}.") for n in range(120)))
    texts = pages(many)

    assert len(texts) > 3
    ends = [f"Page {n} of {len(texts)}" for n in range(1, len(texts) + 1)]
    assert [" ".join(text.split()[-4:]) for text in texts] == ends
    assert all("Expected" in text for text in texts)
    assert all(any(f"Row {n}." in text for text in texts) for n in range(120))
    assert "SDK Desktop: conformance run" in texts[0]
    assert "by version 1.2.3" in texts[0]
    assert totals_line(many).split()[2] in texts[0]


def test_equal_facts_in_a_row_are_counted() -> None:
    assert counted(("a", "a", "b", "a")) == ((2, "a"), (1, "b"), (1, "a"))
