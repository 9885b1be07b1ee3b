"""Gives a draft to a colleague, who goes on with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from sdk_desktop.domain.characters import alphabetical
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import Refused
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.compose_form import ComposeForm
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.dialog import ChoiceDialog
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.drafts import Drafts
    from sdk_desktop.usecases.workspace import Workspace


class HandOverButton(QPushButton):
    """Asks who takes a draft over; hidden where there is nobody else.

    `chosen` carries the dialog, which stays until it is told to leave, and the name of a colleague;
    `failed` carries an SdkError.
    """

    chosen = Signal(object, str)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, form: ComposeForm) -> None:
        super().__init__(theme.icon("hand-over"), tr("Hand over …"), form)
        self._workspace, self._background, self._form = workspace, background, form
        self._shares = workspace.shared is not None
        self.clicked.connect(self._look)
        form.mailbox.currentIndexChanged.connect(self._look_up)
        self.hide()
        self._look_up()

    @Slot()
    def _look_up(self) -> None:
        self._background.run(self, self._takers(), self._know, self.failed.emit)

    def _takers(self) -> Callable[[], tuple[str, ...]]:
        """Return what finds out who can take what is the mailbox's from which is written."""
        return partial(takers, self._workspace, self._form.draft.mailbox)

    def _know(self, others: tuple[str, ...]) -> None:
        self.setVisible(self._shares or bool(others))

    @Slot()
    def _look(self) -> None:
        """Ask once more who is there: others may have come since the window was opened."""
        self._background.run(self, self._takers(), self._ask, self.failed.emit)

    def _ask(self, others: tuple[str, ...]) -> None:
        if not others:
            self.failed.emit(Refused("Nobody else has worked with this mailbox yet."))
            return
        question, name = tr("Who goes on with the draft?"), tr("Colleague")
        dialog = ChoiceDialog(tr("Hand over"), question, name, others, self.window())
        dialog.save.setText(tr("Hand over"))
        dialog.save_through(partial(self.chosen.emit, dialog))
        dialog.open()


def takers(workspace: Workspace, mailbox: str) -> tuple[str, ...]:
    """Return the names of those who can take what is a mailbox's, here and elsewhere."""
    people = (one.who for one in workspace.people.enrolled().people)
    here = workspace.permissions.handlers(people, mailbox)
    others = {*here, *workspace.drafts.takers(mailbox)} - {workspace.who}
    return tuple(sorted(others, key=alphabetical))


def hand_over(drafts: Drafts, draft: Draft, who: str) -> None:
    """Save a draft as it is, and make it a colleague's."""
    drafts.save(draft)
    drafts.hand_over(draft.key, who)
