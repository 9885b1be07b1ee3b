"""The page of the address book: organisations, their functions, and details of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sdk_desktop.domain.address import AddressHit, Organisation, Successor
from sdk_desktop.domain.mailbox import Headline
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
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import rule
from sdk_desktop.ui.parts.panes import Panes
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.address_book import AddressBook
    from sdk_desktop.usecases.workspace import Workspace


WIDE = 130
"""Characters: with less room than this the head takes two lines."""
HITS = 30
"""So many functions a search shows."""


class AddressBookView(QWidget):
    """Shows organisations, their functions and one function's details.

    `writeTo` carries the Function to write to, `opened` the Headline of a message to be read.
    """

    writeTo = Signal(object)
    opened = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._book = workspace.address_book
        self._own = frozenset(box.organisation for box in workspace.mailboxes)
        self._background = background
        self._names: dict[str, str] = {}
        self._asked = 0
        self.head = AddressHead(self._book, background, self)
        self.search = self.head.search
        self.organisations = OrganisationTree(self)
        self.functions = AddressList(tr("Functions"), self, with_stars=True)
        self.details = AddressDetails(workspace.mailboxes, self)
        self._to_organisations = _way_back(tr("Organisations"), self)
        self._to_functions = _way_back(tr("Functions"), self)
        self._middle = _below(self._to_organisations, self.functions, self)
        self._right = _below(self._to_functions, self.details, self)
        self.panes = Panes((self.organisations, self._middle, self._right), self)
        self._pause = QTimer(self, singleShot=True, interval=pauses.LOOK_UP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(rule(self))
        column.addWidget(self.panes, stretch=1)
        self._connect()
        self.reload()

    def begin(self) -> None:
        """Show what is known, with the focus in the search field."""
        self.panes.bring(self.organisations)
        self.reload()
        self.search.setFocus()

    def reload(self) -> None:
        """Show what the local copy of the address book holds now."""
        self.head.reload()
        self._background.run(self, self._book.organisations, self._show_organisations)
        self._show_again()

    def _show_again(self) -> None:
        """Show the functions once more, and how many favourites there are."""
        self._background.run(self, partial(self._book.search, ""), self._count_favourites)
        self._find()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = WIDE * self.fontMetrics().averageCharWidth()
        self.head.arrange(in_one_line=self.width() >= wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panes.narrow:
            self.panes.back()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._find)
        self.search.textEdited.connect(self._begin_search)
        self.search.textChanged.connect(self._cleared)
        self.head.renewed.connect(self.reload)
        self.organisations.itemSelectionChanged.connect(self._choose_part)
        self.functions.currentItemChanged.connect(self._show_details)
        self.functions.itemClicked.connect(lambda _: self.panes.bring(self._right))
        self.functions.itemActivated.connect(lambda _: self.panes.bring(self._right))
        self.panes.arranged.connect(self._show_ways_back)
        for way in (self._to_organisations, self._to_functions):
            way.clicked.connect(self.panes.back)
        self.functions.starred.connect(lambda hit: self._set_favourite(hit, not hit.favourite))
        self.details.favouriteChosen.connect(self._set_favourite)
        self.details.successorWanted.connect(self._show_successor)
        self.details.changeWanted.connect(self._change)
        self.details.writeTo.connect(self.writeTo)
        self.details.opened.connect(self.opened)

    def _show_ways_back(self) -> None:
        self._to_organisations.setVisible(self.panes.narrow)
        self._to_functions.setVisible(self.panes.narrow)

    def _begin_search(self) -> None:
        self.organisations.clearSelection()
        self._pause.start()

    def _cleared(self, text: str) -> None:
        if not text:
            self._pause.start()

    def _choose_part(self) -> None:
        if self.organisations.chosen is not None:
            self.search.clear()
            self._pause.stop()
            self.panes.bring(self._middle)
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
        self.functions.blockSignals(True)  # the details are shown once, of what is chosen then
        if part in {FAVOURITES, RECENT} or not (part or text):
            self.functions.show_rows(plain_rows(_used(hits, part)))
        else:
            self.functions.show_rows(grouped_rows(hits, self._own, self._names))
        for wanted in (before, *hits[:1]):
            if wanted is not None and self.functions.choose(wanted.function.identifier):
                break
        self.functions.blockSignals(False)
        if text and part is None:
            self.panes.bring(self._middle if hits else self._right)
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
        if hit is not None:
            work = partial(_look_up, self._book, hit)
            self._background.run(self, work, partial(self._show_more, hit))

    def _show_more(
        self, hit: AddressHit, found: tuple[Successor | None, Sequence[Headline]]
    ) -> None:
        successor, written = found
        if self.functions.chosen != hit:
            return
        if successor is not None:
            self.details.show_hit(hit, "", successor)
        self.details.add_written(written)

    def _show_successor(self, hit: AddressHit) -> None:
        """Show a function among those of its organisation."""
        self.functions.clear()
        self.organisations.choose(AddressPart(hit.function.organisation.key))
        self.details.show_hit(hit)

    def _change(self, gone: AddressHit, successor: AddressHit) -> None:
        """Let drafts and favourites name what has replaced a function."""
        work = partial(self._book.change, gone, successor)
        self._background.run(self, work, lambda _: self._show_successor(successor), self.head.fail)

    def _set_favourite(self, hit: AddressHit, on: bool, mailbox: str = "") -> None:
        work = partial(self._book.favourite, hit.function.identifier, on, mailbox)
        self._background.run(self, work, lambda _: self._show_again(), self.head.fail)

    def _count_favourites(self, used: tuple[AddressHit, ...]) -> None:
        self.organisations.show_favourites(len(_used(used, FAVOURITES)))

    def _show_organisations(self, organisations: tuple[Organisation, ...]) -> None:
        self._names = participant_names(organisations)
        own_first = sorted(organisations, key=lambda one: one.participant not in self._own)
        self.organisations.show_organisations(own_first)


def _way_back(words: str, parent: QWidget) -> QPushButton:
    """Return the button that leads to the pane before, where only one is shown."""
    button = QPushButton(theme.icon("back"), words, parent)
    button.setProperty("tool", "true")
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.hide()
    return button


def _below(way_back: QPushButton, pane: QWidget, parent: QWidget) -> QWidget:
    both = QWidget(parent)
    both.setBackgroundRole(QPalette.ColorRole.Base)
    both.setAutoFillBackground(True)
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(way_back)
    column.addWidget(pane, stretch=1)
    return both


def _look_up(book: AddressBook, hit: AddressHit) -> tuple[Successor | None, Sequence[Headline]]:
    """Return what may have replaced a function, if it is gone, and what was sent to it last."""
    return book.successor(hit) if hit.gone else None, book.last_written(hit)


def _used(hits: Sequence[AddressHit], part: AddressPart | None) -> Sequence[AddressHit]:
    """Return the functions of a part of what is used here, of those all."""
    if part == FAVOURITES:
        return [hit for hit in hits if hit.favourite or hit.mailboxes]
    if part == RECENT:
        times = [(hit.last_used, hit) for hit in hits if hit.last_used is not None]
        return [hit for _, hit in sorted(times, key=lambda one: one[0], reverse=True)]
    return hits


def _found_words(count: int) -> str:
    if not count:
        return ""
    return tr("The %n best hits", count) if count == HITS else tr("%n hits", count)
