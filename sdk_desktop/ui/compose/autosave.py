"""Saves a draft by itself: a second after the last change, one save at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui import pauses
from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.usecases.drafts import Drafts

AGAIN = 5000
"""Milliseconds until a save is tried again that has not succeeded."""


class Autosave(QObject):
    """Saves the draft that `current` returns.

    `rested` is emitted when the user pauses, `saved` when the draft is stored, `failed` with an
    SdkError. What could not be saved is tried again until it is.
    """

    rested = Signal()
    saved = Signal()
    failed = Signal(object)

    def __init__(
        self,
        drafts: Drafts,
        background: Background,
        current: Callable[[], Draft],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._background = background
        self._current = current
        self._pending = False
        self._saving = False
        self._afterwards: Callable[[], None] | None = None
        self._newest = Newest()
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._save)

    def note_change(self) -> None:
        """Save in a second, unless something more changes until then."""
        self._pending = True
        self._pause.start(pauses.SAVE)

    def flush(self) -> None:
        """Save now, on this thread, what is not known to be saved; raise `SdkError`."""
        if self._pending or self._saving:
            self._pause.start(AGAIN)
            self._drafts.save(self._current(), self._newest.begin())
            self._pending = False
        self._pause.stop()

    def stop(self, afterwards: Callable[[], None]) -> None:
        """Save no more; call `afterwards` as soon as no save is running."""
        self._pause.stop()
        self._pending = False
        if self._saving:
            self._afterwards = afterwards
        else:
            afterwards()

    def _save(self) -> None:
        self._pause.start(AGAIN)  # whatever happens from here on
        if not self._saving:
            work = partial(self._drafts.save, self._current(), self._newest.begin())
            self._pending, self._saving = False, True
            self._background.run(self, work, self._done, self._fail)
        self.rested.emit()

    def _done(self, _nothing: None) -> None:
        if not self._pending:
            self._pause.stop()
        self._finish()
        self.saved.emit()

    def _fail(self, error: SdkError) -> None:
        if self._afterwards is None:
            self._pending = True
            self._pause.start(AGAIN)
        self._finish()
        self.failed.emit(error)

    def _finish(self) -> None:
        self._saving = False
        if self._afterwards is not None:
            afterwards, self._afterwards = self._afterwards, None
            afterwards()


class Newest:
    """Knows which save of a draft is the newest, so that no earlier one undoes it."""

    def __init__(self) -> None:
        self._number = 0

    def begin(self) -> Callable[[], bool]:
        """Begin a save; return the function that tells whether it is still the newest."""
        self._number += 1
        return partial(self._is, self._number)

    def _is(self, number: int) -> bool:
        return number == self._number
