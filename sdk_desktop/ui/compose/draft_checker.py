"""Checks a draft in the background; only the last request is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sdk_desktop.domain.draft import CheckedDraft, Draft
from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.usecases.outbox import Outbox


class DraftChecker(QObject):
    """Checks the draft that `current` returns; `failed` carries an SdkError."""

    failed = Signal(object)

    def __init__(
        self,
        outbox: Outbox,
        background: Background,
        current: Callable[[], Draft],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outbox = outbox
        self._background = background
        self._current = current
        self._asked = 0

    def ask(self, then: Callable[[CheckedDraft], None]) -> None:
        """Check the draft and call `then`, unless `ask` is called again before the result."""
        self._asked += 1
        work = partial(self._outbox.check, self._current())
        answer = partial(self._answer, self._asked, then)
        self._background.run(self, work, answer, self.failed.emit)

    def _answer(
        self, asked: int, then: Callable[[CheckedDraft], None], checked: CheckedDraft
    ) -> None:
        if asked == self._asked:
            then(checked)
