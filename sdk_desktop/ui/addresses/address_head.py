"""The line above the address book: the search field, what it found, how old the copy is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.address import AddressBookAge
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, announce, name_clear_button
from sdk_desktop.ui.parts.labels import ElidedLabel, paragraph, plain
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import day_and_time

if TYPE_CHECKING:
    from sdk_desktop.usecases.address_book import AddressBook

SEARCH = 64
"""Characters that the search field is wide at most."""
_EDGE, _GAP = 12, 8


class AddressHead(QWidget):
    """Shows the search field and the copy's age; `renewed` tells that the copy is a new one."""

    renewed = Signal()

    def __init__(self, book: AddressBook, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._book, self._background = book, background
        self._all = ""
        self.search = QLineEdit(self)
        self.search.setAccessibleName(tr("Search the address book"))
        self.search.setPlaceholderText(tr("Search for organisation, function, description, number"))
        name_clear_button(self.search)
        self._found = plain("", self, role="muted")
        self._age = ElidedLabel("", self, role="muted")
        self.notice = paragraph("", self)
        self.notice.hide()
        self._refresh = QPushButton(theme.icon("refresh"), tr("Fetch anew"), self)
        self._refresh.setProperty("tool", "true")
        self._refresh.clicked.connect(self._fetch)
        self._lines = QHBoxLayout()
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._lay_out()

    def reload(self) -> None:
        """Show how old the copy is now."""
        self._background.run(self, self._book.age, self._show_age)

    def arrange(self, *, in_one_line: bool) -> None:
        """Put the copy's age beside the search, or below it where there is little room."""
        self.search.setMaximumWidth(SEARCH * self.fontMetrics().averageCharWidth())
        direction = QBoxLayout.Direction
        way = direction.LeftToRight if in_one_line else direction.TopToBottom
        self._lines.setDirection(way)

    def say_found(self, hits: str) -> None:
        """Say how many hits there are of all functions; nothing says how many functions."""
        words = tr("{hits} of {functions}").format(hits=hits, functions=self._all)
        self._found.setText(words if hits else self._all)

    def fail(self, error: SdkError) -> None:
        """Say why something could not be done."""
        self._refresh.setEnabled(True)
        self._age.setText(sentence(error))
        announce(self._age, sentence(error), urgent=True)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.search, stretch=1)
        first.addWidget(self._found)
        second.addStretch(1)
        second.addWidget(self._age)
        second.addWidget(self._refresh)
        for line in (first, second):
            line.setSpacing(_EDGE)
            add_layout(self._lines, line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _GAP, _EDGE, _GAP)
        add_layout(column, self._lines)
        column.addWidget(self.notice)

    def _fetch(self) -> None:
        self._refresh.setEnabled(False)
        self._age.setText(tr("Fetching …"))
        work = partial(self._book.refresh, may_shrink=True)
        self._background.run(self, work, self._fetched, self.fail)

    def _fetched(self, _age: AddressBookAge) -> None:
        self._refresh.setEnabled(True)
        self.renewed.emit()

    def _show_age(self, age: AddressBookAge) -> None:
        self._show_notice(age)
        before, self._all = self._all, tr("%n functions", age.functions)
        if self._found.text() == before:
            self._found.setText(self._all)
        if age.refreshed is None:
            self._age.setText(tr("Not fetched yet"))
            return
        when = day_and_time(age.refreshed, system_clock())
        self._age.setText(tr("Copy of {time}").format(time=when))

    def _show_notice(self, age: AddressBookAge) -> None:
        """Say what the last fetch lacked, or why it failed."""
        told = [sentence(age.trouble)] if age.trouble else []
        if age.gone:
            told.append(tr("%n functions are no longer in the address book.", age.gone))
        if age.homeless:
            told.append(
                tr("%n functions have an organisation that it does not have.", age.homeless)
            )
        self.notice.setText(" ".join(told))
        self.notice.setVisible(bool(told))
