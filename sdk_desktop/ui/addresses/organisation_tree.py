"""The organisations of the address book, units below the organisation they belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from sdk_desktop.domain.address import Organisation
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

_KEY = int(Qt.ItemDataRole.UserRole)


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
