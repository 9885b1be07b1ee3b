"""The bar of the practice mode that says which step of which lesson comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sdk_desktop.ui.background import Background
from sdk_desktop.ui.lessons.lesson_words import place_words, step_words
from sdk_desktop.ui.lessons.lessons_dialog import LessonsDialog
from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.parts.file_dialogs import FileDialogs
from sdk_desktop.ui.parts.labels import ElidedLabel
from sdk_desktop.ui.words import tr
from sdk_desktop.usecases.lessons.course import LessonProgress, LessonStep

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class LessonBar(QFrame):
    """Says what to try next, and that something is done as soon as it has happened.

    It is not `wanted` outside of practice, nor when the user has hidden it.
    """

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget, *, silent: bool
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "lesson")
        self._lessons, self._background, self.wanted = workspace.lessons, background, not silent
        self._dialogs = FileDialogs(workspace.folders, background)
        self._progress: tuple[LessonProgress, ...] = ()
        self.text = ElidedLabel("", self)
        self.all = QPushButton(tr("Exercises …"), self)
        self.all.setProperty("tool", "true")
        self.all.clicked.connect(self.show_all)
        close = QPushButton(tr("Hide"), self)
        close.setAccessibleName(tr("Hide the exercises until the next unlocking"))
        close.setProperty("tool", "true")
        close.clicked.connect(self._stop)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 2, 12, 2)
        line.addWidget(self.text, stretch=1)
        line.addWidget(self.all)
        line.addWidget(close)
        self.hide()

    @Slot()
    def look_up(self) -> None:
        """Look up what has been done by now."""
        if self.wanted:
            self._background.run(self, self._lessons.progress, self._show)

    @Slot()
    def show_all(self) -> None:
        """Show every lesson as it stands now, and the certificate."""
        self._background.run(self, self._lessons.progress, self._open)

    def _show(self, progress: tuple[LessonProgress, ...]) -> None:
        before, self._progress = self._progress, progress
        words = place_words(progress)
        if words != self.text.text():
            self.text.setText(words)
            self.text.setAccessibleName(words)
            self.all.setAccessibleDescription(words)
        self.setVisible(self.wanted)
        new = [step for step in _ticked(progress) if before and step not in set(_ticked(before))]
        for step in new[:1]:
            done = tr("Done: {step}").format(step=step_words(step))
            announce(self, f"{done} {words}")

    def _open(self, progress: tuple[LessonProgress, ...]) -> None:
        background = self._background
        LessonsDialog(self._lessons, self._dialogs, background, progress, self.window()).open()

    @Slot()
    def _stop(self) -> None:
        self.wanted = False
        self.hide()


def _ticked(progress: tuple[LessonProgress, ...]) -> list[LessonStep]:
    return [step for one in progress for step, time in one.steps.items() if time is not None]
