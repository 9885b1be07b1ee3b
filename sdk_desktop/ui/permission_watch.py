"""Follows what the person who works here may do, which another window may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from sdk_desktop.domain.roles import Permissions
from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class PermissionWatch(QObject):
    """Looks the permissions up; `changed` carries new ones."""

    changed = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._known: Permissions | None = None

    def start(self) -> None:
        """Tell what is known."""
        self._take(self._workspace.permissions)

    @Slot()
    def look_up(self) -> None:
        """Look up what the person may do by now."""
        self._background.run(self, self._workspace.look_up_permissions, self._take)

    def _take(self, permissions: Permissions) -> None:
        if permissions != self._known:
            self._known = permissions
            self.changed.emit(permissions)
