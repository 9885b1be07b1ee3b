"""A choice of what somebody may do."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.words import shown_names


class RoleChoice(QComboBox):
    """Shows a role, and offers those from the `least` one on.

    `wanted` carries another one that is chosen, and is not shown yet.
    """

    wanted = Signal(object)

    def __init__(self, role: Role, parent: QWidget, least: Role = Role.READER) -> None:
        super().__init__(parent)
        for one in Role:
            if one.includes(least):
                self.addItem(shown_names.role_name(one), one)
        self.show_role(role)
        self.activated.connect(self._choose)

    def show_role(self, role: Role) -> None:
        """Show another role."""
        self.role = role
        self.setCurrentIndex(self.findData(role))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page is scrolled, no role is chosen

    @Slot(int)
    def _choose(self, index: int) -> None:
        role = Role(self.itemData(index))
        self.show_role(self.role)
        if role is not self.role:
            self.wanted.emit(role)
