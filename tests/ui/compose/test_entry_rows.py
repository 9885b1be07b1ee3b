"""An answer about thousands of cases opens at once, and leaves none of them out."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.message import CodeSystem
from sdk_desktop.ui.compose.entry_rows import ROWS, Entry, EntryRow, EntryRows, RowLabels
from tests.ui.screens import button

MANY = [Entry(CodeSystem.OTHER, f"A-{number}", "") for number in range(2 * ROWS + 3)]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def rows(parent: QWidget) -> EntryRows:
    rows = EntryRows([CodeSystem.OTHER], RowLabels("Add", "Number", "About"), parent)
    parent.show()
    parent.activateWindow()
    return rows


def shown(rows: EntryRows) -> list[str]:
    return [row.value.text() for row in rows.findChildren(EntryRow) if row.isVisibleTo(rows)]


def test_the_first_rows_are_shown_and_all_entries_are_kept(rows: EntryRows) -> None:
    rows.show_entries(MANY)

    assert shown(rows) == [entry.value for entry in MANY[:ROWS]]
    assert list(rows.entries) == MANY


def test_the_rest_is_shown_when_asked(rows: EntryRows) -> None:
    rows.show_entries(MANY)

    button(rows, f"Show {ROWS + 3} more").click()
    button(rows, "Show 3 more").click()

    assert shown(rows) == [entry.value for entry in MANY]
    assert list(rows.entries) == MANY


def test_the_keyboard_goes_on_at_the_first_row_that_was_not_shown(rows: EntryRows) -> None:
    rows.show_entries(MANY)
    more = button(rows, f"Show {ROWS + 3} more")
    more.setFocus()

    more.click()

    assert QApplication.focusWidget() is rows.findChildren(EntryRow)[ROWS].kind


def test_a_row_that_is_looked_for_is_shown(rows: EntryRows) -> None:
    rows.show_entries(MANY)

    row = rows.row_of(MANY[-1].value)

    assert row is not None
    assert row.value.text() == MANY[-1].value
    assert sorted(rows.entries, key=MANY.index) == MANY


def test_an_empty_row_is_begun_after_those_that_are_shown(rows: EntryRows) -> None:
    rows.show_entries(MANY)

    rows.begin_row()

    assert shown(rows)[-1] == ""
    assert len(rows.entries) == len(MANY) + 1
