"""Whom and what a message concerns: chips, and the rows in which that is written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.message import Attention, Party, Person, Reference
from sdk_desktop.ui.compose.entry_rows import (
    EntryRows,
    RowLabels,
    entry_of_person,
    entry_of_reference,
    person_of,
    reference_of,
)
from sdk_desktop.ui.parts.chip import Chip
from sdk_desktop.ui.parts.collapsible import Collapsible
from sdk_desktop.ui.reading.references import AT_ONCE, ChipContent, party_chips
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.type_names import PERSON_ROOTS, REFERENCE_ROOTS


class ConcernsField(QWidget):
    """Shows a chip for each person and reference; pressing one shows the rows."""

    changed = Signal()

    def __init__(self, draft: Draft, parent: QWidget) -> None:
        super().__init__(parent)
        self.persons = EntryRows(PERSON_ROOTS, _person_words(), self)
        self.own_references = EntryRows(REFERENCE_ROOTS, _own_words(), self)
        self.their_references = EntryRows(REFERENCE_ROOTS, _their_words(), self)
        self.groups = self.persons, self.own_references, self.their_references
        self._chips: list[Chip] = []
        page = QWidget(self)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        for group in self.groups:
            rows.addWidget(group)
        self.fold = Collapsible(tr("Persons and references"), page, self)
        self.fold.button.setProperty("role", "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        self.persons.show_entries(tuple(map(entry_of_person, draft.persons)))
        self.own_references.show_entries(tuple(map(entry_of_reference, draft.own_references)))
        self.their_references.show_entries(tuple(map(entry_of_reference, draft.their_references)))
        for group in self.groups:
            group.changed.connect(self._tell)
        self.fold.button.toggled.connect(self._show)
        self._show()

    def written(self, draft: Draft) -> Draft:
        """Return a draft with the persons and references of the rows, also of empty ones."""
        return replace(
            draft,
            persons=tuple(map(person_of, self.persons.entries)),
            own_references=tuple(map(reference_of, self.own_references.entries)),
            their_references=tuple(map(reference_of, self.their_references.entries)),
        )

    def focus_row(self, what: str) -> None:
        """Show the row of a number or a name, "" the first empty one, and put the focus there."""
        self.fold.show_content(True)
        row = next(filter(None, (group.row_of(what) for group in self.groups)), None)
        (row.value if row else self.own_references.add_button).setFocus()

    @Slot()
    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    @Slot()
    def _show(self) -> None:
        """Show how many there are, and while the rows are hidden what the first of them hold."""
        count = sum(len(group.entries) for group in self.groups)
        title = tr("Persons and references")
        self.fold.set_title(f"{title} ({count})" if count else title)
        for old in self._chips:
            old.hide()
            old.deleteLater()
        shown = () if self.fold.button.isChecked() else self._contents()[:AT_ONCE]
        self._chips = [self._chip(content) for content in shown]
        for chip in self._chips:
            self.fold.head.addWidget(chip)

    def _chip(self, content: ChipContent) -> Chip:
        chip = Chip(content.words, content.icon, self.fold)
        chip.setAccessibleName(content.whole)
        chip.clicked.connect(partial(self.focus_row, content.copied))
        return chip

    def _contents(self) -> tuple[ChipContent, ...]:
        persons, ours, theirs = (
            tuple(one for one in group.entries if one.value or one.label) for group in self.groups
        )
        return party_chips(
            _side(tuple(map(reference_of, theirs)), tuple(map(person_of, persons))),
            _side(tuple(map(reference_of, ours))),
        )


def _side(references: tuple[Reference, ...], persons: tuple[Person, ...] = ()) -> Party:
    return Party("", None, Attention("", None, persons, references))


def _person_words() -> RowLabels:
    return RowLabels(tr("Add a person"), tr("Number or address"), tr("Name of the person"))


def _own_words() -> RowLabels:
    return RowLabels(tr("Add our reference"), tr("Our reference"), tr("What it is about"))


def _their_words() -> RowLabels:
    return RowLabels(tr("Add their reference"), tr("Their reference"), tr("What it is about"))
