"""Throws a draft of the list away, by the key Delete and after a question."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence

from sdk_desktop.domain.draft import Draft
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.message_list import MessageList
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.question import QuestionFor
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class DraftDeletion(QObject):
    """Asks about the draft that is chosen in a list; nothing else is deleted by its `action`.

    `asked` is emitted when the question is there to be seen.
    """

    asked = Signal()

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        listing: MessageList,
        question: QuestionFor,
    ) -> None:
        super().__init__(listing)
        self._drafts, self._background = workspace.drafts, background
        self._list, self._question = listing, question
        self.action = QAction(theme.icon("trash"), tr("Throw the draft away"), listing.table)
        self.action.setShortcut(QKeySequence("Del"))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.action.triggered.connect(self._ask)
        listing.table.addAction(self.action)

    @Slot()
    def _ask(self) -> None:
        draft = self._list.current
        if isinstance(draft, Draft):
            answers = tr("Throw away"), tr("Keep it")
            discard = partial(self._discard, draft.key)
            self.asked.emit()
            self._question.ask_whether(tr("Throw the draft away?"), answers, discard)

    def _discard(self, key: str) -> None:
        self._background.run(self, partial(self._drafts.discard, key), lambda _: None)
