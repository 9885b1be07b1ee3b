"""The tree of function mailboxes and their folders; its counters, and what is new in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from sdk_desktop.domain.mailbox import Counts, Folder, Mailbox
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.folder_rows import CHOICE_ROLE, COUNT_ROLE, FolderDelegate
from sdk_desktop.ui.parts.labels import tip
from sdk_desktop.ui.words import shown_names, tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


FOLDERS = (Folder.NEW, Folder.MINE, Folder.UNASSIGNED, Folder.SENT, None)
"""The folders of each mailbox in their order; None is the drafts."""
TODO = FolderChoice("", Folder.ACTION)
"""What needs somebody in any mailbox."""

_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class MailboxTree(QTreeWidget):
    """Shows what is to do, and every mailbox with its folders; `chosen` carries a FolderChoice."""

    chosen = Signal(object)

    def __init__(self, mailboxes: Sequence[Mailbox], parent: QWidget) -> None:
        super().__init__(parent)
        self._mailboxes = tuple(mailboxes)
        self.setAccessibleName(tr("Function mailboxes"))
        self.setProperty("role", "rows")
        self.headerItem().setData(0, _SPOKEN, tr("Function mailboxes"))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(FolderDelegate(self))
        self._fill()
        self.currentItemChanged.connect(self._tell)

    def choices(self) -> tuple[tuple[str, FolderChoice], ...]:
        """Return every folder with its full name."""
        return tuple((_full_name(item), item.data(0, CHOICE_ROLE)) for item in self._items())

    @property
    def chosen_name(self) -> str:
        """The name of the folder that is chosen."""
        item = self.currentItem()
        return item.text(0) if item is not None else ""

    def choose(self, choice: FolderChoice) -> None:
        """Select a folder."""
        item = next((i for i in self._items() if i.data(0, CHOICE_ROLE) == choice), None)
        if item is not None:
            self.setCurrentItem(item)

    def show_counts(self, counts: Sequence[Counts]) -> None:
        """Show how many messages each folder has; nothing for 0."""
        by_address = {one.address: one for one in counts}
        everything = _sum(counts)
        for item in self._items():
            choice: FolderChoice = item.data(0, CHOICE_ROLE)
            found = by_address.get(choice.mailbox, everything if not choice.mailbox else None)
            _show_count(item, _count(found, choice.folder) if found else 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Unfold a mailbox that is chosen, and fold it at the next press."""
        item = self.itemAt(event.position().toPoint())
        again = item is not None and item is self.currentItem()
        super().mousePressEvent(event)
        if item is not None and event.button() is Qt.MouseButton.LeftButton:
            item.setExpanded(not (again and item.isExpanded()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _fill(self) -> None:
        self.addTopLevelItem(_item(shown_names.folder_name(Folder.ACTION), TODO))
        if len(self._mailboxes) > 1:
            self._add("", tr("All mailboxes"))
        for mailbox in self._mailboxes:
            self._add(mailbox.address, one_line(mailbox.name))
        self.setExpanded(self.model().index(1 + (len(self._mailboxes) > 1), 0), True)

    def _add(self, address: str, name: str) -> None:
        top = _item(name, FolderChoice(address))
        for folder in FOLDERS:
            text = tr("Drafts") if folder is None else shown_names.folder_name(folder)
            top.addChild(_item(text, FolderChoice(address, folder)))
        self.addTopLevelItem(top)

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.topLevelItem(i) for i in range(self.topLevelItemCount())]
        found = [top for top in tops if top is not None]
        return [one for top in found for one in (top, *(_children(top)))]

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _tell(self, item: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, CHOICE_ROLE))


class MailboxCounters(QObject):
    """Shows the counters in the tree.

    `counted` carries the number of new messages, when they are shown. `arrived` carries a sentence
    about what is new since the last `refresh_and_announce`: which mailbox and what its counters
    show, never content.
    """

    counted = Signal(int)
    arrived = Signal(str)

    def __init__(
        self, workspace: Workspace, background: Background, tree: MailboxTree, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background, self._tree = workspace, background, tree
        self._known: dict[str, Counts] = {}

    def refresh(self) -> None:
        """Show the current counters."""
        self._background.run(self, self._workspace.inbox.counts, self._show)

    @Slot()
    def refresh_and_announce(self) -> None:
        """Show the current counters, and emit `arrived` if something is new."""
        self._background.run(self, self._workspace.inbox.counts, self._tell)

    def _show(self, counts: tuple[Counts, ...]) -> None:
        self._tree.show_counts(counts)
        self._known = {one.address: _least(one, self._known.get(one.address)) for one in counts}
        self.counted.emit(_sum(counts).new)

    def _tell(self, counts: tuple[Counts, ...]) -> None:
        self._tree.show_counts(counts)
        before, self._known = self._known, {one.address: one for one in counts}
        self.counted.emit(_sum(counts).new)
        said = [_words(box, before, self._known) for box in self._workspace.mailboxes]
        if any(said):
            self.arrived.emit(" · ".join(filter(None, said)))


def _item(text: str, choice: FolderChoice) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text])
    item.setData(0, CHOICE_ROLE, choice)
    item.setData(0, _SPOKEN, text)
    item.setToolTip(0, tip(text))
    return item


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = [item.child(index) for index in range(item.childCount())]
    return [child for child in children if child is not None]


def _full_name(item: QTreeWidgetItem) -> str:
    parent = item.parent()
    return f"{parent.text(0)} – {item.text(0)}" if parent else item.text(0)


def _show_count(item: QTreeWidgetItem, count: int) -> None:
    item.setData(0, COUNT_ROLE, str(count) if count else "")
    item.setData(0, _SPOKEN, f"{item.text(0)}, {count}" if count else item.text(0))


def _count(counts: Counts, folder: Folder | None) -> int:
    match folder:
        case None:
            return counts.drafts
        case Folder.ALL | Folder.NEW:
            return counts.new
        case Folder.SENT:
            return 0
        case _:
            return int(getattr(counts, folder.value))


def _sum(counts: Sequence[Counts]) -> Counts:
    names = ("new", "mine", "unassigned", "action", "sent", "drafts")
    return Counts("", **{name: sum(getattr(one, name) for one in counts) for name in names})


def _least(now: Counts, before: Counts | None) -> Counts:
    """Return the lower counts, so that what came since is announced and what was read is not."""
    if before is None:
        return now
    return replace(now, new=min(now.new, before.new), action=min(now.action, before.action))


def _words(mailbox: Mailbox, before: dict[str, Counts], now: dict[str, Counts]) -> str:
    none = Counts(mailbox.address)
    old, new = before.get(mailbox.address, none), now.get(mailbox.address, none)
    parts = (
        tr("%n new messages", n=new.new) if new.new > old.new else "",
        tr("%n messages need action", n=new.action) if new.action > old.action else "",
    )
    said = ", ".join(filter(None, parts))
    return f"{one_line(mailbox.name)}: {said}" if said else ""
