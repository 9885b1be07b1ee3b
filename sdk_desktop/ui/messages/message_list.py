"""The list of messages or drafts of one folder, with the search field above it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import A_PAGE, Folder, Headline, Order
from sdk_desktop.ui import pauses
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.list_rows import (
    Fetched,
    Kept,
    Query,
    Stretch,
    fetch,
    fetch_places,
)
from sdk_desktop.ui.messages.message_list_model import MessageListModel
from sdk_desktop.ui.messages.message_table import MessageTable
from sdk_desktop.ui.messages.row_delegate import GUTTER, RIGHT_EDGE
from sdk_desktop.ui.messages.search_filter import HitKeys, SearchFilter, order_words
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import announce, name_clear_button
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


HEAD = 48
"""Pixels of the head of the list."""
AHEAD = 10
"""So many rows beside one that is looked at are loaded before somebody comes there."""
LOOK_AGAIN = 15_000
"""Milliseconds between two looks at whether a proof has grown too old."""


class MessageList(QWidget):
    """Shows one folder or a search.

    `chosen` carries the Headline or Draft, or None; `opened` that which the user wants to read;
    `selectedSeveral` is emitted when other rows are selected, which opens nothing;
    `refreshed` is emitted after each load; `proofNeeded` carries a ProofNeeded and what to do then.
    """

    chosen = Signal(object)
    opened = Signal(object)
    refreshed = Signal()
    selectedSeveral = Signal()
    proofNeeded = Signal(object, object)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._query = Query()
        self._asked = 0
        self._wanted: int | None = None
        self._kept: int | None = None
        self._coming: set[int] = set()
        self._pause = QTimer(self, singleShot=True, interval=pauses.SEARCH)
        self._takes = QElapsedTimer()
        self.search_field = _search_field(self)
        self.model = MessageListModel(self)
        self.table = MessageTable(self.model, self)
        self.count = paragraph("", self, role="count")
        policy = self.count.sizePolicy()  # a new one would forget that its height is by its width
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.count.setSizePolicy(policy)
        self.cover = _Cover(self)
        self._covered = False
        self._look = QTimer(self, interval=LOOK_AGAIN)
        self._look.timeout.connect(self._look_at_proof)
        self._look.start()
        self.filter = SearchFilter(self.search_field, self)
        head = QWidget(self)
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 0, 4, 0)
        line.addWidget(self.search_field, 1)
        line.addWidget(self.filter)
        self._column = _stack(self, head, self.cover, self.table, self.count)
        self.cover.prove.clicked.connect(self._uncover)
        self.search_field.textChanged.connect(self._pause.start)
        self._keys = HitKeys(self.search_field, self.table)
        self._keys.searchWanted.connect(self._search)
        self.refreshed.connect(self._keys.follow)
        self._pause.timeout.connect(self._search)
        self.model.wanted.connect(self._fetch_around)
        self.table.selectionModel().currentChanged.connect(self._tell_chosen)
        self.table.selectionModel().selectionChanged.connect(self._tell_selected)
        self.table.opened.connect(lambda: self.opened.emit(self.current))
        self.table.sortWanted.connect(self.filter.choose_next)
        self.filter.ordered.connect(self._sort)
        self.table.clicked.connect(self._tell_clicked)

    @property
    def current(self) -> Headline | Draft | None:
        """What is chosen in the list."""
        row = self.table.current_row
        return row.value if row else None

    @property
    def selected(self) -> tuple[Headline, ...]:
        """The messages that are selected, from the top of the list."""
        values = (row.value for row in self.table.selected_rows)
        return tuple(value for value in values if isinstance(value, Headline))

    def show_folder(self, choice: FolderChoice, wanted: int | None = None) -> None:
        """Show another folder from its beginning, and choose a wanted message; ends a search."""
        self._wanted = wanted
        self.search_field.clear()
        self._pause.stop()
        self.table.setAccessibleName(tr("Drafts") if choice.folder is None else tr("Messages"))
        self._show(replace(self._query, choice=choice, text=""))

    def reload(self) -> None:
        """Load again what of the list is looked at; selection and open message stay.

        What lies elsewhere is loaded when somebody scrolls there.
        """
        self._fetch(self.table.stretches_in_use)

    @Slot(bool)
    def hide_words(self, hidden: bool) -> None:
        """Hide subjects and what is searched for, or show them again."""
        self.model.hide_titles(hidden=hidden)
        echo = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        self.search_field.setEchoMode(echo)

    def on_changes(self, changes: Changes) -> None:
        """Reload when messages, deliveries or drafts changed, or what may be shown of them."""
        self._look_at_proof()
        if changes & {TableFamily.MESSAGES, TableFamily.DELIVERIES, TableFamily.DRAFTS}:
            self.reload()

    @Slot()
    def _look_at_proof(self) -> None:
        """Load again when a proof has grown old, or was given anew."""
        if self._covered != (self._workspace.inbox.covered() is not None):
            self.reload()

    @Slot()
    def _uncover(self) -> None:
        error = self._workspace.inbox.covered()
        if error is None:
            self.reload()
        else:
            self.proofNeeded.emit(error, self.reload)

    @Slot()
    def _search(self) -> None:
        self._pause.stop()
        query = replace(self._query, text=self.search_field.text().strip())
        if query.text:
            self._show(query)
        elif self._query.text and _holds(query.choice, self.current):
            self._query = query
            self._fetch()
        elif self._query.text:
            self._show(query)

    @Slot(object)
    def _sort(self, order: Order) -> None:
        announce(self.table, order_words(order))
        self._show(replace(self._query, order=order))

    def _show(self, query: Query) -> None:
        self._query = query
        self.table.choose_none()
        self.model.replace({}, 0, 0)
        self.chosen.emit(None)
        self._fetch(first=True)

    def _fetch(
        self, looked_at: tuple[Stretch, ...] = (Stretch(0),), *, first: bool = False
    ) -> None:
        self._asked += 1
        self._coming.clear()
        self._takes.start()
        self._covered = self._workspace.inbox.covered() is not None
        current = self.current
        keep = current.row if isinstance(current, Headline) else self._wanted
        kept = None if keep is None else Kept(keep, max(self.table.currentIndex().row(), 0))
        work = partial(fetch, self._workspace, self._query, looked_at, kept)
        self._background.run(self, work, partial(self._replace, self._asked), first=first)

    @Slot(int)
    def _fetch_around(self, place: int) -> None:
        """Load the pages around a place, but for those that are coming or there."""
        count = self.model.rowCount()
        near = {max(place - AHEAD, 0), min(place + AHEAD, count - 1)}
        for first in {one // A_PAGE * A_PAGE for one in near} - self._coming:
            places = range(first, min(first + A_PAGE, count))
            if len(self.model.loaded(places)) < len(places):
                self._coming.add(first)
                work = partial(fetch_places, self._workspace, self._query, places, self._kept)
                add = partial(self._add, self._asked, first)
                self._background.run(self, work, add, add)

    def _replace(self, asked: int, fetched: Fetched) -> None:
        if asked != self._asked:
            return
        if self._query.text:
            took = self._takes.elapsed()
            self._pause.setInterval(pauses.after_search(took, recorded=fetched.recorded))
        row, place = self.table.current_row, self.table.currentIndex().row()
        there = {one.key for one in fetched.rows.values()}
        gone = row is not None and row.key not in there
        if gone:
            self.table.choose_none()
            self.chosen.emit(None)
        self.table.choose_no_longer(lambda one: one.key not in there)
        self._kept = fetched.kept
        replace_rows = partial(self.model.replace, fetched.rows, fetched.places, fetched.total)
        self.table.keep_in_view(replace_rows)
        if gone and row is not None and isinstance(row.value, Draft) and fetched.rows:
            self.table.choose(min(place, fetched.places - 1))  # one goes on from there
        wanted, self._wanted = self._wanted, None
        if (there_now := self.model.place_of(wanted)) is not None:
            self.table.choose(there_now)
        self._say_count()
        self.refreshed.emit()

    def _add(self, asked: int, first: int, fetched: Fetched | SdkError) -> None:
        """Add a page that somebody looks at, also where its row was chosen before it came.

        One that could not be read is asked for once more when somebody looks at it again.
        """
        if asked == self._asked:
            self._coming.discard(first)
        if isinstance(fetched, SdkError):
            if self._background.on_failure is not None:
                self._background.on_failure(fetched)
            return
        if asked != self._asked:
            return
        current, selected = self.table.currentIndex().row(), self.table.selected_places
        missing = [one for one in (current, *selected) if self.model.row(one) is None]
        self.model.add(fetched.rows, fetched.places, {current, *selected})
        if current in missing and current in fetched.rows:
            self._tell_chosen()
        if not fetched.rows.keys().isdisjoint(missing):
            self.selectedSeveral.emit()

    @Slot()
    def _tell_selected(self) -> None:
        """Tell what is selected, and load what of it is not yet."""
        for place in self.table.selected_places:
            if self.model.row(place) is None:
                self._fetch_around(place)
        self.selectedSeveral.emit()

    def _say_count(self) -> None:
        self.cover.say(
            searched=bool(self._query.text),
            covered=self._covered and _covers_something(self.model, self._query),
        )
        text = _count(self.model.total, self._query)
        if self._query.text and text != self.count.text():
            announce(self.search_field, text)
        self.count.setText(text)
        _put_above(self._column, self.count, self.table, above=not self.model.total)
        usual = self._query.shown_order is Order.NEWEST
        self.count.setVisible(bool(self._query.text) or not self.model.total or not usual)

    @Slot()
    def _tell_chosen(self) -> None:
        """Tell what is chosen, and load what stands beside it, where one may go on to."""
        if (place := self.table.currentIndex().row()) >= 0:
            self._fetch_around(place)
        if self.current is not None:
            self.chosen.emit(self.current)

    @Slot()
    def _tell_clicked(self) -> None:
        """Open a message at one click; a draft, which opens a window, at Enter or two clicks.

        A click that selects several opens nothing.
        """
        if isinstance(self.current, Headline) and len(self.table.selected_rows) == 1:
            self.opened.emit(self.current)


class _Cover(QWidget):
    """Says what is left out of the list until somebody proves once more who they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = paragraph("", self)
        self.prove = QPushButton(tr("Prove who I am …"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(GUTTER, 4, RIGHT_EDGE, 4)
        row.addWidget(self._text, 1)
        row.addWidget(self.prove)
        self.hide()

    def say(self, *, searched: bool, covered: bool) -> None:
        """Show what is left out, or nothing."""
        self._text.setText(
            tr("Confidential messages are not searched.")
            if searched
            else tr("The subjects of confidential messages are not shown.")
        )
        self.setVisible(covered)


def _covers_something(model: MessageListModel, query: Query) -> bool:
    return bool(query.text) or any(row.value.covered for row in model.rows)


def _holds(choice: FolderChoice, chosen: Headline | Draft | None) -> bool:
    """Return whether a folder certainly holds a message."""
    here = isinstance(chosen, Headline) and choice.mailbox in {"", chosen.mailbox}
    return here and choice.folder is Folder.ALL


def _search_field(parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setPlaceholderText(tr("Search – from: to: dnr: …"))
    field.setAccessibleName(tr("Search all messages"))
    name_clear_button(field)
    return field


def _stack(parent: QWidget, head: QWidget, *widgets: QWidget) -> QVBoxLayout:
    head.setMinimumHeight(theme.px(HEAD))
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(head)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def _put_above(column: QVBoxLayout, count: QWidget, rows: QWidget, *, above: bool) -> None:
    """Let the count stand below the rows; that there are none is said where they would be."""
    if (column.indexOf(count) < column.indexOf(rows)) is not above:
        column.removeWidget(count)
        column.insertWidget(column.indexOf(rows) + (not above), count)


def _count(total: int, query: Query) -> str:
    if total and query.text:
        found = tr("%n messages", n=total)
        covers = tr("searched in subject, text, names, numbers and attachments")
        return f"{found} · {covers}"
    if total:
        count = tr("%n drafts", n=total) if query.drafts else tr("%n messages", n=total)
        usual = query.shown_order is Order.NEWEST
        return count if usual else f"{count} · {order_words(query.shown_order).lower()}"
    if query.text:
        return tr("Nothing matches. Try fewer or shorter words.")
    return tr("Nothing here.")
