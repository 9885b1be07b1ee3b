"""Rows for persons and references: kind of number, number, label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.message import Identifier, Person, Reference
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import name_choice
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.type_names import root_word

_BUTTONS = 2
"""Below the rows."""
ROWS = 20
"""So many rows are made at first, and at each wish for more: an answer may be about thousands."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The content of one row."""

    root: str
    value: str
    label: str

    def is_about(self, what: str) -> bool:
        """Return whether the row has this number or name; for "" whether it is empty."""
        return what in {self.value, self.label} if what else not (self.value or self.label)


def entry_of_person(person: Person) -> Entry:
    """Return a person as a row."""
    known = person.identifier or Identifier("", "")
    return Entry(known.root, known.extension, person.label or "")


def person_of(entry: Entry) -> Person:
    """Return a row as a person, of an empty one what is chosen there."""
    return Person(entry.label or None, Identifier(entry.root, entry.value))


def entry_of_reference(reference: Reference) -> Entry:
    """Return a reference as a row."""
    known = reference.identifier
    return Entry(known.root, known.extension, reference.label or "")


def reference_of(entry: Entry) -> Reference:
    """Return a row as a reference."""
    return Reference(Identifier(entry.root, entry.value), entry.label or None)


@dataclass(frozen=True, slots=True)
class RowLabels:
    """What the rows of one group are called."""

    add: str
    value: str
    label: str


class EntryRows(QWidget):
    """A group of rows and the button that adds one; of very many the rest is shown when asked."""

    changed = Signal()

    def __init__(self, roots: Sequence[str], words: RowLabels, parent: QWidget) -> None:
        super().__init__(parent)
        self._roots = tuple(roots)
        self._words = words
        self._rows: list[EntryRow] = []
        self._rest: list[Entry] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.add_button = QPushButton(theme.icon("plus"), words.add, self)
        self.add_button.clicked.connect(self.begin_row)
        self._more = QPushButton(self)
        self._more.setProperty("role", "quiet")
        self._more.clicked.connect(self._show_more)
        for button in (self._more, self.add_button):
            self._column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._count_rest()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The content of the rows, also of those that are empty or not shown yet."""
        return (*(row.entry for row in self._rows), *self._rest)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Add rows that are filled in already, the first of very many."""
        self._rest += entries
        self._show_more()

    def begin_row(self) -> None:
        """Add an empty row with the focus."""
        self._add(Entry(self._roots[0], "", "")).value.setFocus()

    def row_of(self, what: str) -> EntryRow | None:
        """Return the first row with this number or name, for "" the first empty one."""
        found = next((row for row in self._rows if row.entry.is_about(what)), None)
        hidden = next((entry for entry in self._rest if entry.is_about(what)), None)
        if found is None and hidden is not None:
            self._rest.remove(hidden)
            self._count_rest()
            return self._add(hidden)
        return found

    @Slot()
    def _show_more(self) -> None:
        """Show the next rows; the keyboard goes on at the first of them."""
        shown, self._rest = self._rest[:ROWS], self._rest[ROWS:]
        asked = self._more.hasFocus()
        rows = [self._add(entry) for entry in shown]
        self._count_rest()
        if asked:
            rows[0].kind.setFocus()

    def _count_rest(self) -> None:
        self._more.setVisible(bool(self._rest))
        self._more.setText(tr("Show %n more", len(self._rest)))

    def _add(self, entry: Entry) -> EntryRow:
        row = EntryRow(entry, (self._roots, self._words), self._remove, self)
        row.changed.connect(self.changed)
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - _BUTTONS, row)
        row.show()
        return row

    def _remove(self, row: EntryRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.add_button.setFocus()
        self.changed.emit()


class EntryRow(QWidget):
    """One row: kind, value, label and the button that removes it."""

    changed = Signal()

    def __init__(
        self,
        entry: Entry,
        kinds: tuple[Sequence[str], RowLabels],
        remove: Callable[[EntryRow], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        roots, words = kinds
        self.kind = QComboBox(self)
        name_choice(self.kind, tr("Kind of number"))
        for root in dict.fromkeys((*roots, entry.root or roots[0])):
            self.kind.addItem(root_word(root), root)
        self.kind.setCurrentIndex(max(self.kind.findData(entry.root), 0))
        self.value = _field(words.value, entry.value, self)
        self.label = _field(words.label, entry.label, self)
        button = NamedButton(tr("Remove the row"), "close", self)
        button.clicked.connect(lambda: remove(self))
        line = Flow()
        for part in (self.kind, self.value, self.label, button):
            line.addWidget(part)
        self.setLayout(line)
        self.kind.currentIndexChanged.connect(self.changed)
        self.value.textEdited.connect(self.changed)
        self.label.textEdited.connect(self.changed)

    @property
    def entry(self) -> Entry:
        """What is typed."""
        root = str(self.kind.currentData())
        return Entry(root, self.value.text().strip(), self.label.text().strip())


def _field(name: str, text: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit(text, parent)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field
