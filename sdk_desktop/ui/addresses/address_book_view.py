"""The page of the address book: organisations, their functions, and details of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.address import AddressBookAge, AddressHit, Organisation
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui import pauses
from sdk_desktop.ui.addresses.address_details import AddressDetails
from sdk_desktop.ui.addresses.address_list import AddressList
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import name_clear_button
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


NARROW = 80
"""Characters: with less room than this the organisations stand above their functions."""
ORGANISATIONS = 36
"""Characters that the organisations have room for at first."""
_KEY = int(Qt.ItemDataRole.UserRole)


class AddressBookView(QWidget):
    """Shows organisations, their functions and one function's details.

    `writeTo` carries the Function to write to.
    """

    writeTo = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._book = workspace.address_book
        self._background = background
        self._asked = 0
        self._character = 0
        self.search = QLineEdit(self)
        self.search.setAccessibleName(tr("Search the address book"))
        self.search.setPlaceholderText(tr("Search for organisation, function, description, number"))
        name_clear_button(self.search)
        self.organisations = OrganisationTree(self)
        self.functions = AddressList(tr("Functions"), self)
        self.heading = plain(tr("Favourites and recently used"), self, role="heading")
        self.details = AddressDetails(self)
        self._both = QSplitter(self)
        self._age = paragraph("", self, role="muted")
        self.notice = paragraph("", self)
        self.notice.hide()
        self._refresh = QPushButton(theme.icon("refresh"), tr("Fetch anew"), self)
        self._pause = QTimer(self, singleShot=True, interval=pauses.LOOK_UP)
        self._lay_out()
        self._connect()
        self.reload()

    def begin(self) -> None:
        """Show what is known, with the focus in the search field."""
        self.reload()
        self.search.setFocus()

    def reload(self) -> None:
        """Show what the local copy of the address book holds now."""
        show = self.organisations.show_organisations
        self._background.run(self, self._book.organisations, show)
        self._background.run(self, self._book.age, self._show_age)
        self._find()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the organisations beside their functions, where there is no room above them.

        There they make way for what a search finds.
        """
        character = self.fontMetrics().averageCharWidth()
        beside = self.width() >= NARROW * character
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self.organisations.setVisible(beside or not self.search.text())
        if self._both.orientation() is not way or character != self._character:
            self._character = character
            self._both.setOrientation(way)
            least = ORGANISATIONS * character if beside else self.height() // 3
            self._both.setSizes([least, max(self.width(), self.height())])

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, stretch=1)
        top.addWidget(self._refresh)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.addWidget(self.functions)
        halves.addWidget(self.details)
        halves.setSizes([240, 320])
        halves.setChildrenCollapsible(False)
        right = QWidget(self)
        below = QVBoxLayout(right)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.heading)
        below.addWidget(halves, stretch=1)
        self._both.addWidget(self.organisations)
        self._both.addWidget(right)
        self._both.setStretchFactor(1, 1)
        self._both.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self._both, stretch=1)
        column.addWidget(self._age)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._find)
        self.search.textEdited.connect(self._begin_search)
        self.search.textChanged.connect(self._cleared)
        self.organisations.itemSelectionChanged.connect(self._choose_organisation)
        self.functions.currentItemChanged.connect(self._show_details)
        self._refresh.clicked.connect(self._fetch)
        self.details.favouriteChosen.connect(self._set_favourite)
        self.details.writeTo.connect(self.writeTo)

    def _begin_search(self) -> None:
        self.organisations.clearSelection()
        self._arrange()
        self._pause.start()

    def _cleared(self, text: str) -> None:
        if not text:
            self._arrange()
            self._pause.start()

    def _choose_organisation(self) -> None:
        if self.organisations.chosen is not None:
            self.search.clear()
            self._pause.stop()
            self._find()

    def _find(self) -> None:
        """Ask for the chosen organisation's functions, else for what the search finds."""
        self._asked += 1
        chosen = self.organisations.chosen
        if chosen is not None:
            work = partial(self._book.functions, chosen)
        else:
            work = partial(self._book.search, self.search.text().strip())
        self._background.run(self, work, partial(self._show_functions, self._asked))

    def _show_functions(self, asked: int, hits: tuple[AddressHit, ...]) -> None:
        if asked != self._asked:
            return
        before = self.functions.chosen
        self.functions.show_hits(hits)
        same = (place for place, hit in enumerate(hits) if before and _same(hit, before))
        self.functions.setCurrentRow(next(same, 0))
        self.functions.setVisible(bool(hits))
        self.heading.setVisible(bool(hits) and not _searched(self))
        self._show_details()

    def _show_details(self) -> None:
        nothing = tr("Nothing was found.")
        hint = tr(
            "Search, or choose an organisation in the list. Your favourites and those you have"
            " written to will be shown here."
        )
        self.details.show_hit(self.functions.chosen, nothing if _searched(self) else hint)

    def _set_favourite(self, hit: AddressHit, on: bool) -> None:
        work = partial(self._book.favourite, hit.function.identifier, on)
        self._background.run(self, work, lambda _: self._find(), self._fail)

    def _fetch(self) -> None:
        self._refresh.setEnabled(False)
        self._age.setText(tr("Fetching …"))
        work = partial(self._book.refresh, may_shrink=True)
        self._background.run(self, work, self._fetched, self._fail)

    def _fetched(self, _age: AddressBookAge) -> None:
        self._refresh.setEnabled(True)
        self.reload()

    def _show_age(self, age: AddressBookAge) -> None:
        self._show_notice(age)
        if age.refreshed is None:
            self._age.setText(tr("Not fetched yet"))
            return
        count = tr("%n functions", age.functions)
        words = tr("Copy of {time}").format(time=date_and_time(age.refreshed))
        self._age.setText(f"{count} · {words}")

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

    def _fail(self, error: SdkError) -> None:
        self._refresh.setEnabled(True)
        self._age.setText(sentence(error))


class OrganisationTree(QTreeWidget):
    """Shows organisations in the order they are given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName(tr("Organisations"))
        self.setUniformRowHeights(True)

    @property
    def chosen(self) -> str | None:
        """The key of the organisation that is chosen."""
        items = self.selectedItems()
        return str(items[0].data(0, _KEY)) if items else None

    def show_organisations(self, organisations: Sequence[Organisation]) -> None:
        """Show other organisations; what is chosen stays so, without a signal."""
        chosen = self.chosen
        known = {one.key for one in organisations}
        below: defaultdict[str | None, list[Organisation]] = defaultdict(list)
        for one in organisations:
            below[one.parent if one.parent in known else None].append(one)
        self.blockSignals(True)
        self.clear()
        self._grow(self.invisibleRootItem(), below, (None, chosen))
        self.blockSignals(False)

    def _grow(
        self,
        parent: QTreeWidgetItem,
        below: dict[str | None, list[Organisation]],
        keys: tuple[str | None, str | None],
    ) -> None:
        """Add the organisations below the first key; the second key is the chosen one.

        They are taken out of `below`, so that a circle in the data ends.
        """
        of, chosen = keys
        for one in below.pop(of, ()):
            item = QTreeWidgetItem(parent, [one_line(one.name or one.participant)])
            item.setData(0, _KEY, one.key)
            self._grow(item, below, (one.key, chosen))
            item.setSelected(one.key == chosen)


def _searched(view: AddressBookView) -> bool:
    return bool(view.search.text().strip()) or view.organisations.chosen is not None


def _same(one: AddressHit, other: AddressHit) -> bool:
    return one.function.identifier == other.function.identifier
