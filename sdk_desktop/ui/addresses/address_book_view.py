"""The page of the address book: organisations, their functions, and details of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.address import AddressBookAge, AddressHit, Organisation
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui import pauses
from sdk_desktop.ui.addresses.address_details import AddressDetails, Successor
from sdk_desktop.ui.addresses.address_list import AddressList
from sdk_desktop.ui.addresses.address_rows import (
    AddressRow,
    grouped_rows,
    participant_names,
    plain_rows,
)
from sdk_desktop.ui.addresses.organisation_tree import (
    FAVOURITES,
    RECENT,
    AddressPart,
    OrganisationTree,
)
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import name_clear_button
from sdk_desktop.ui.parts.labels import ElidedLabel, paragraph, plain
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


NARROW, WIDE = 80, 130
"""Characters: with less room than the first the organisations stand above their functions, with
more than the second the details stand beside them."""
ORGANISATIONS, FUNCTIONS = 31, 58
"""Characters that the organisations and the functions have room for at first."""
SEARCH = 64
"""Characters that the search field is wide at most."""
HITS = 30
_MARGIN = 12


class AddressBookView(QWidget):
    """Shows organisations, their functions and one function's details.

    `writeTo` carries the Function to write to.
    """

    writeTo = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._book, self._drafts = workspace.address_book, workspace.drafts
        self._own = frozenset(box.organisation for box in workspace.mailboxes)
        self._background = background
        self._names: dict[str, str] = {}
        self._asked = self._functions = self._character = 0
        self.search = QLineEdit(self)
        self.search.setAccessibleName(tr("Search the address book"))
        self.search.setPlaceholderText(tr("Search for organisation, function, description, number"))
        name_clear_button(self.search)
        self.organisations = OrganisationTree(self)
        self.functions = AddressList(tr("Functions"), self, with_stars=True)
        self.details = AddressDetails(self)
        self._found = plain("", self, role="muted")
        self._age = ElidedLabel("", self, role="muted")
        self.notice = paragraph("", self)
        self.notice.hide()
        self._refresh = QPushButton(theme.icon("refresh"), tr("Fetch anew"), self)
        self._refresh.setProperty("tool", "true")
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
        self._background.run(self, self._book.organisations, self._show_organisations)
        self._background.run(self, self._book.age, self._show_age)
        self._background.run(self, partial(self._book.search, ""), self._count_favourites)
        self._find()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put organisations, functions and details beside each other, as far as there is room.

        Where there is little, the organisations make way for what a search finds.
        """
        character = self.fontMetrics().averageCharWidth()
        room, high = self.width() / character, self.height()
        self.organisations.setVisible(room >= NARROW or not self.search.text())
        is_new = character != self._character
        self._character = character
        self.search.setMaximumWidth(SEARCH * character)
        beside = (ORGANISATIONS * character, self.width())
        _turn(self._outer, room >= NARROW, (beside, (high // 3, high)), is_new=is_new)
        beside = (FUNCTIONS * character, self.width())
        _turn(self._inner, room >= WIDE, (beside, (high // 2, high // 2)), is_new=is_new)
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.LeftToRight if room >= WIDE else direction.TopToBottom)

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.setContentsMargins(_MARGIN, 0, _MARGIN, 8)
        for parts, stretches in (
            ((self.search, self._found), (1, 0)),
            ((self._age, self._refresh), (1, 0)),
        ):
            line = QHBoxLayout()
            line.setSpacing(_MARGIN)
            for part, stretch in zip(parts, stretches, strict=True):
                line.addWidget(part, stretch)
            self._top.addLayout(line, 1)
        self._age.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._inner = _splitter(self.functions, self.details, self)
        self._outer = _splitter(self.organisations, self._inner, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self.notice)
        column.addWidget(self._outer, stretch=1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._find)
        self.search.textEdited.connect(self._begin_search)
        self.search.textChanged.connect(self._cleared)
        self.organisations.itemSelectionChanged.connect(self._choose_part)
        self.functions.currentItemChanged.connect(self._show_details)
        self.functions.starred.connect(lambda hit: self._set_favourite(hit, not hit.favourite))
        self._refresh.clicked.connect(self._fetch)
        self.details.favouriteChosen.connect(self._set_favourite)
        self.details.successorWanted.connect(self._show_successor)
        self.details.moved.connect(self._move)
        self.details.writeTo.connect(self.writeTo)

    def _begin_search(self) -> None:
        self.organisations.clearSelection()
        self._arrange()
        self._pause.start()

    def _cleared(self, text: str) -> None:
        if not text:
            self._arrange()
            self._pause.start()

    def _choose_part(self) -> None:
        if self.organisations.chosen is not None:
            self.search.clear()
            self._pause.stop()
            self._find()

    def _find(self) -> None:
        """Ask for the chosen part, else for what the search finds; without words what is used."""
        self._asked += 1
        part, text = self.organisations.chosen, self.search.text().strip()
        if part is None:
            work = partial(self._book.search, text, HITS)
        elif part.organisation:
            work = partial(self._book.functions, part.organisation)
        else:
            work = partial(self._book.search, "")
        self._background.run(self, work, partial(self._show_functions, (self._asked, part)))

    def _show_functions(
        self, asked: tuple[int, AddressPart | None], hits: tuple[AddressHit, ...]
    ) -> None:
        number, part = asked
        if number != self._asked:
            return
        before = self.functions.chosen
        best = hits[0] if hits else None
        self.functions.show_rows(self._rows(part, hits))
        for wanted in (before, best):
            if wanted is not None and self.functions.choose(wanted.function.identifier):
                break
        self.functions.setVisible(self.functions.count() > 0)
        self._say_found(part, len(hits))
        self._show_details()

    def _rows(self, part: AddressPart | None, hits: Sequence[AddressHit]) -> tuple[AddressRow, ...]:
        if part == FAVOURITES:
            return plain_rows([hit for hit in hits if hit.favourite])
        if part == RECENT:
            used = [hit for hit in hits if hit.last_used is not None]
            return plain_rows(sorted(used, key=_last_used, reverse=True))
        if self._is_searched:
            return grouped_rows(hits, self._own, self._names)
        return plain_rows(hits)

    def _say_found(self, part: AddressPart | None, count: int) -> None:
        words = ""
        if part is None and count and self._is_searched:
            best = count == HITS
            found = tr("The %n best hits", count) if best else tr("%n hits", count)
            words = tr("{hits} of {functions}").format(
                hits=found, functions=tr("%n functions", self._functions)
            )
        self._found.setText(words)

    def _show_details(self) -> None:
        hit = self.functions.chosen
        self.details.show_hit(hit, self._nothing())
        if hit is not None and hit.gone:
            work = partial(self._successor, hit)
            self._background.run(self, work, partial(self._show_likely, hit))

    def _nothing(self) -> str:
        """Return what is said where there are no functions."""
        if self._is_searched:
            return tr("Nothing was found.")
        return tr(
            "Search, or choose an organisation in the list. Your favourites and those you have"
            " written to will be shown here."
        )

    @property
    def _is_searched(self) -> bool:
        """Whether there is a search, or an organisation that was chosen."""
        part = self.organisations.chosen
        return bool(part.organisation if part else self.search.text().strip())

    def _successor(self, gone: AddressHit) -> Successor | None:
        found = self._book.successor(gone)
        if found is None:
            return None
        return Successor(found, len(self._drafts.addressed_to(gone.function.identifier)))

    def _show_likely(self, gone: AddressHit, successor: Successor | None) -> None:
        if successor is not None and self.functions.chosen == gone:
            self.details.show_hit(gone, "", successor)

    def _show_successor(self, hit: AddressHit) -> None:
        """Show a function among those of its organisation."""
        self.functions.clear()
        self.organisations.choose(AddressPart(hit.function.organisation.key))
        self.details.show_hit(hit)

    def _move(self, gone: AddressHit, successor: AddressHit) -> None:
        """Let drafts and favourites name the function that has replaced one."""

        def work() -> None:
            self._drafts.address_anew(gone.function, successor.function)
            if gone.favourite:
                self._book.favourite(successor.function.identifier, True)
                self._book.favourite(gone.function.identifier, False)

        self._background.run(self, work, lambda _: self._show_successor(successor), self._fail)

    def _set_favourite(self, hit: AddressHit, on: bool) -> None:
        work = partial(self._book.favourite, hit.function.identifier, on)
        self._background.run(self, work, lambda _: self.reload(), self._fail)

    def _count_favourites(self, used: tuple[AddressHit, ...]) -> None:
        self.organisations.show_favourites(sum(hit.favourite for hit in used))

    def _show_organisations(self, organisations: tuple[Organisation, ...]) -> None:
        self._names = participant_names(organisations)
        self.organisations.show_organisations(organisations)

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
        self._functions = age.functions
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


def _splitter(first: QWidget, second: QWidget, parent: QWidget) -> QSplitter:
    splitter = QSplitter(parent)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setStretchFactor(1, 1)
    splitter.setChildrenCollapsible(False)
    return splitter


def _turn(
    splitter: QSplitter,
    beside: bool,
    sizes: tuple[tuple[int, int], tuple[int, int]],
    *,
    is_new: bool,
) -> None:
    """Put two parts beside each other, or one above the other; `sizes` are those for each."""
    way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
    if is_new or splitter.orientation() is not way:
        splitter.setOrientation(way)
        splitter.setSizes(list(sizes[0] if beside else sizes[1]))


def _last_used(hit: AddressHit) -> float:
    return hit.last_used.timestamp() if hit.last_used else 0.0
