"""Gives a draft to a colleague, who goes on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QInputDialog, QPushButton, QWidget

from sdk_desktop.domain.draft import Draft
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.drafts import Drafts
    from sdk_desktop.usecases.people import EnrolledPeople
    from sdk_desktop.usecases.workspace import Workspace


class HandOverButton(QPushButton):
    """Asks who takes a draft over; hidden where there is nobody else.

    `chosen` carries the name of a colleague, `failed` an SdkError.
    """

    chosen = Signal(str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(theme.icon("hand-over"), tr("Hand over …"), parent)
        self._who, self._others = workspace.who, list[str]()
        self.clicked.connect(self._ask)
        self.hide()
        background.run(self, workspace.people.enrolled, self._know, self.failed.emit)

    def _know(self, enrolled: EnrolledPeople) -> None:
        self._others = [one.who for one in enrolled.people if one.who != self._who]
        self.setVisible(bool(self._others))

    @Slot()
    def _ask(self) -> None:
        dialog = QInputDialog(self.window())
        dialog.setWindowTitle(tr("Hand over"))
        dialog.setLabelText(tr("Who goes on with the draft?"))
        dialog.setComboBoxItems(self._others)
        dialog.textValueSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def hand_over(drafts: Drafts, draft: Draft, who: str) -> None:
    """Save a draft as it is, and make it a colleague's."""
    drafts.save(draft)
    drafts.hand_over(draft.key, who)
