"""A line in the main window that asks for the recovery key, until somebody has confirmed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.announce import announce
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.people import Household
    from sdk_desktop.usecases.workspace import Workspace


class Reminder(Question):
    """Shows itself when it has to; `known` gives the names of the people, as they are looked up."""

    known = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget, *, silent: bool
    ) -> None:
        text = tr("Nobody has confirmed that the recovery key is on paper.")
        super().__init__(text, (tr("Confirm …"), tr("Later")), parent)
        self._workspace, self._background = workspace, background
        self._text, self._silent = text, silent

    def look_up(self) -> None:
        """Ask who may sign in, and whether there is a way back."""
        self._background.run(self, self._workspace.people.household, self._take)

    def _take(self, household: Household) -> None:
        self.known.emit(tuple(one.who for one in household.people))
        wanted = not household.recovery_confirmed and not self._silent
        if wanted and not self.isVisible():
            announce(self, self._text)
        self.setVisible(wanted)
