"""Rows with days over them, which stay where they are seen when others come above them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from sdk_desktop.ui.messages.message_list_model import MessageListModel
from sdk_desktop.ui.messages.row_delegate import day_height, row_height
from sdk_desktop.ui.parts.accessibility import RowTable

_PRESSES = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)


class DayRows(RowTable):
    """Shows the rows of a model; a press on the name of a day is none on the row under it."""

    def __init__(self, rows: MessageListModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setModel(rows)
        self.verticalHeader().hide()
        self._fit_rows()
        rows.rowsInserted.connect(self._fit_inserted)
        rows.rowsRemoved.connect(self._fit_removed)
        rows.dataChanged.connect(self._fit_changed)

    def keep_in_view(self, change: Callable[[], None]) -> None:
        """Change the rows, and let what is looked at stay where it is; at the top, what is new."""
        first, bar = self._rows.row(self.rowAt(0)), self.verticalScrollBar()
        offset = self.rowViewportPosition(self.rowAt(0))
        was_at_top = bar.value() == 0
        change()
        self.updateGeometries()
        place = self._rows.place_of(first.key) if first is not None else None
        if place is not None and not was_at_top:
            bar.setValue(bar.value() + self.rowViewportPosition(place) - offset)

    def viewportEvent(self, event: QEvent) -> bool:
        """Take no press on the name of a day for one on the message under it."""
        if (
            isinstance(event, QMouseEvent)
            and event.type() in _PRESSES
            and self._is_on_day(event.position().toPoint())
        ):
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_rows()

    def _fit_rows(self) -> None:
        height, header = row_height(), self.verticalHeader()
        header.setMinimumSectionSize(1)
        header.setDefaultSectionSize(height)
        header.setMinimumSectionSize(height)  # last: rows below it grow one by one, for a minute
        self._fit_days(0, self._rows.rowCount() - 1)

    @Slot(QModelIndex, int, int)
    def _fit_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._fit_days(first, last + 1)

    @Slot(QModelIndex, int, int)
    def _fit_removed(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self._fit_days(first, first)

    @Slot(QModelIndex, QModelIndex)
    def _fit_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._fit_days(first.row(), last.row() + 1)

    def _fit_days(self, first: int, last: int) -> None:
        """Give the first row of each day room for the day over it."""
        header, height = self.verticalHeader(), row_height()
        for place in self._rows.loaded(range(first, last + 1)):
            wanted = height + (day_height() if self._rows.begins_day(place) else 0)
            if header.sectionSize(place) != wanted:
                header.resizeSection(place, wanted)

    def _is_on_day(self, point: QPoint) -> bool:
        """Return whether a point is on the name of a day, which is no part of the row under it."""
        place = self.rowAt(point.y())
        if not self._rows.begins_day(place):
            return False
        return point.y() < self.rowViewportPosition(place) + day_height()
