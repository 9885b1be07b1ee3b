"""The tree of function mailboxes and their folders; its counters, and what is new in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from sdk_desktop.domain.mailbox import Counts, Folder, Mailbox
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.labels import tip
from sdk_desktop.ui.words import shown_names, tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


FOLDERS = (Folder.NEW, Folder.MINE, Folder.UNASSIGNED, Folder.ACTION, Folder.SENT, None)
"""The folders of each mailbox in their order; None is the drafts."""

_Index = QModelIndex | QPersistentModelIndex
_CHOICE = int(Qt.ItemDataRole.UserRole)
_COUNT = _CHOICE + 1
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class MailboxTree(QTreeWidget):
    """Shows every mailbox with its folders; `chosen` carries a FolderChoice."""

    chosen = Signal(object)

    def __init__(self, mailboxes: Sequence[Mailbox], parent: QWidget) -> None:
        super().__init__(parent)
        self._mailboxes = tuple(mailboxes)
        self.setAccessibleName(tr("Function mailboxes"))
        self.setHeaderLabels(("", ""))
        self.headerItem().setData(0, _SPOKEN, tr("Function mailboxes"))
        self.headerItem().setData(1, _SPOKEN, tr("Number"))
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setItemDelegateForColumn(1, _Counts(self))
        self._fill()
        self.currentItemChanged.connect(self._tell)

    def choices(self) -> tuple[tuple[str, FolderChoice], ...]:
        """Return every folder with its full name."""
        return tuple((_full_name(item), item.data(0, _CHOICE)) for item in self._items())

    @property
    def chosen_name(self) -> str:
        """The name of the folder that is chosen."""
        item = self.currentItem()
        return item.text(0) if item is not None else ""

    def choose(self, choice: FolderChoice) -> None:
        """Select a folder."""
        item = next((i for i in self._items() if i.data(0, _CHOICE) == choice), None)
        if item is not None:
            self.setCurrentItem(item)

    def show_counts(self, counts: Sequence[Counts]) -> None:
        """Show how many messages each folder has; nothing for 0."""
        by_address = {one.address: one for one in counts}
        everything = _sum(counts)
        for item in self._items():
            choice: FolderChoice = item.data(0, _CHOICE)
            found = by_address.get(choice.mailbox, everything if not choice.mailbox else None)
            _show_count(item, _count(found, choice.folder) if found else 0)

    def _fill(self) -> None:
        if len(self._mailboxes) > 1:
            self._add("", tr("All mailboxes"))
        for mailbox in self._mailboxes:
            self._add(mailbox.address, one_line(mailbox.name))

    def _add(self, address: str, name: str) -> None:
        top = _item(name, "mailbox", FolderChoice(address))
        for folder in FOLDERS:
            text, icon = _named(folder)
            top.addChild(_item(text, icon, FolderChoice(address, folder)))
        self.addTopLevelItem(top)
        top.setExpanded(self.topLevelItemCount() == 1)

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.topLevelItem(i) for i in range(self.topLevelItemCount())]
        found = [top for top in tops if top is not None]
        return [one for top in found for one in (top, *(_children(top)))]

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _tell(self, item: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _CHOICE))


class _Counts(QStyledItemDelegate):
    """Draws a count, which the name beside it says to a screen reader."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.text = index.data(_COUNT) or ""
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay


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


def _named(folder: Folder | None) -> tuple[str, str]:
    if folder is None:
        return tr("Drafts"), "drafts"
    return shown_names.folder_name(folder), folder.value


def _item(text: str, icon: str, choice: FolderChoice) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text, ""])
    item.setIcon(0, theme.icon(icon))
    item.setData(0, _CHOICE, choice)
    item.setData(0, _SPOKEN, text)
    item.setToolTip(0, tip(text))
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = [item.child(index) for index in range(item.childCount())]
    return [child for child in children if child is not None]


def _full_name(item: QTreeWidgetItem) -> str:
    parent = item.parent()
    return f"{parent.text(0)} – {item.text(0)}" if parent else item.text(0)


def _show_count(item: QTreeWidgetItem, count: int) -> None:
    item.setData(1, _COUNT, str(count) if count else "")
    item.setData(0, _SPOKEN, f"{item.text(0)}, {count}" if count else item.text(0))
    choice: FolderChoice = item.data(0, _CHOICE)
    font = item.font(0)
    font.setBold(bool(count) and choice.folder in {Folder.ALL, Folder.NEW, Folder.ACTION})
    item.setFont(0, font)
    item.setFont(1, font)


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
