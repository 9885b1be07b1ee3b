"""The page of the address book: organisations, their functions, and details of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from sdk_desktop.domain.address import AddressHit, Organisation, Successor
from sdk_desktop.ui import pauses
from sdk_desktop.ui.addresses.address_details import AddressDetails
from sdk_desktop.ui.addresses.address_head import AddressHead
from sdk_desktop.ui.addresses.address_list import AddressList
from sdk_desktop.ui.addresses.address_rows import grouped_rows, participant_names, plain_rows
from sdk_desktop.ui.addresses.organisation_tree import (
    FAVOURITES,
    RECENT,
    AddressPart,
    OrganisationTree,
)
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


NARROW, WIDE = 80, 130
"""Characters: with less room than the first the organisations stand above their functions, with
more than the second the details stand beside them."""
ORGANISATIONS, FUNCTIONS = 31, 58
"""Characters that the organisations and the functions have room for at first."""
HITS = 30
"""So many functions a search shows."""


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
        self._own = frozenset(box.organisation for box in workspace.mailboxes)
        self._background = background
        self._names: dict[str, str] = {}
        self._asked = self._character = 0
        self.head = AddressHead(self._book, background, self)
        self.search = self.head.search
        self.organisations = OrganisationTree(self)
        self.functions = AddressList(tr("Functions"), self, with_stars=True)
        self.details = AddressDetails(self)
        self._inner = _splitter(self.functions, self.details, self)
        self._outer = _splitter(self.organisations, self._inner, self)
        self._pause = QTimer(self, singleShot=True, interval=pauses.LOOK_UP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._outer, stretch=1)
        self._connect()
        self.reload()

    def begin(self) -> None:
        """Show what is known, with the focus in the search field."""
        self.reload()
        self.search.setFocus()

    def reload(self) -> None:
        """Show what the local copy of the address book holds now."""
        self.head.reload()
        self._background.run(self, self._book.organisations, self._show_organisations)
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
        is_new, self._character = character != self._character, character
        is_narrow, is_wide = self.width() < NARROW * character, self.width() >= WIDE * character
        self.organisations.setVisible(not is_narrow or not self.search.text())
        self.head.arrange(in_one_line=is_wide)
        for splitter, beside, first in (
            (self._outer, not is_narrow, ORGANISATIONS),
            (self._inner, is_wide, FUNCTIONS),
        ):
            way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
            if is_new or splitter.orientation() is not way:
                splitter.setOrientation(way)
                high = self.height()
                sizes = [first * character, self.width()] if beside else [high // 2, high // 2]
                splitter.setSizes(sizes)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._find)
        self.search.textEdited.connect(self._begin_search)
        self.search.textChanged.connect(self._cleared)
        self.head.renewed.connect(self.reload)
        self.organisations.itemSelectionChanged.connect(self._choose_part)
        self.functions.currentItemChanged.connect(self._show_details)
        self.functions.starred.connect(lambda hit: self._set_favourite(hit, not hit.favourite))
        self.details.favouriteChosen.connect(self._set_favourite)
        self.details.successorWanted.connect(self._show_successor)
        self.details.changeWanted.connect(self._change)
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
        if part is not None and part.organisation:
            work = partial(self._book.functions, part.organisation)
        else:
            work = partial(self._book.search, "" if part else text, HITS)
        shown = partial(self._show_functions, self._asked, part, text)
        self._background.run(self, work, shown)

    def _show_functions(
        self, asked: int, part: AddressPart | None, text: str, hits: tuple[AddressHit, ...]
    ) -> None:
        if asked != self._asked:
            return
        before = self.functions.chosen
        if part in {FAVOURITES, RECENT} or not (part or text):
            self.functions.show_rows(plain_rows(_used(hits, part)))
        else:
            self.functions.show_rows(grouped_rows(hits, self._own, self._names))
        for wanted in (before, *hits[:1]):
            if wanted is not None and self.functions.choose(wanted.function.identifier):
                break
        self.functions.setVisible(self.functions.count() > 0)
        self.head.say_found(_found_words(len(hits)) if text and part is None else "")
        self._show_details()

    def _show_details(self) -> None:
        hit, part = self.functions.chosen, self.organisations.chosen
        is_searched = bool(part.organisation if part else self.search.text().strip())
        hint = tr(
            "Search, or choose an organisation in the list. Your favourites and those you have"
            " written to will be shown here."
        )
        self.details.show_hit(hit, tr("Nothing was found.") if is_searched else hint)
        if hit is not None and hit.gone:
            work = partial(self._book.successor, hit)
            self._background.run(self, work, partial(self._show_likely, hit))

    def _show_likely(self, gone: AddressHit, successor: Successor | None) -> None:
        if successor is not None and self.functions.chosen == gone:
            self.details.show_hit(gone, "", successor)

    def _show_successor(self, hit: AddressHit) -> None:
        """Show a function among those of its organisation."""
        self.functions.clear()
        self.organisations.choose(AddressPart(hit.function.organisation.key))
        self.details.show_hit(hit)

    def _change(self, gone: AddressHit, successor: AddressHit) -> None:
        """Let drafts and favourites name what has replaced a function."""
        work = partial(self._book.change, gone, successor)
        self._background.run(self, work, lambda _: self._show_successor(successor), self.head.fail)

    def _set_favourite(self, hit: AddressHit, on: bool) -> None:
        work = partial(self._book.favourite, hit.function.identifier, on)
        self._background.run(self, work, lambda _: self.reload(), self.head.fail)

    def _count_favourites(self, used: tuple[AddressHit, ...]) -> None:
        self.organisations.show_favourites(sum(hit.favourite for hit in used))

    def _show_organisations(self, organisations: tuple[Organisation, ...]) -> None:
        self._names = participant_names(organisations)
        self.organisations.show_organisations(organisations)


def _splitter(first: QWidget, second: QWidget, parent: QWidget) -> QSplitter:
    splitter = QSplitter(parent)
    splitter.addWidget(first)
    splitter.addWidget(second)
    splitter.setStretchFactor(1, 1)
    splitter.setChildrenCollapsible(False)
    return splitter


def _used(hits: Sequence[AddressHit], part: AddressPart | None) -> Sequence[AddressHit]:
    """Return the functions of a part of what is used here, of those all."""
    if part == FAVOURITES:
        return [hit for hit in hits if hit.favourite]
    if part == RECENT:
        times = [(hit.last_used, hit) for hit in hits if hit.last_used is not None]
        return [hit for _, hit in sorted(times, key=lambda one: one[0], reverse=True)]
    return hits


def _found_words(count: int) -> str:
    if not count:
        return ""
    return tr("The %n best hits", count) if count == HITS else tr("%n hits", count)
