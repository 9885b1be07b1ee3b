"""What stands between a draft and its sending, as far as the user has not seen to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from sdk_desktop.domain.draft import CheckedDraft, Problem
from sdk_desktop.ui.compose.compose_form import ComposeForm
from sdk_desktop.ui.compose.problem_words import UNFINISHED
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.words import tr

_BELOW = 64
"""Pixels below what is scrolled to, in which one problem has room."""


class DraftReview(QObject):
    """Shows the problems of a form's draft, and knows which of them are kept as they are.

    `send_anyway` is a button that is seen while only warnings stand in the way; `found` says how
    many problems there are when there is another.
    """

    found = Signal(str)

    def __init__(self, form: ComposeForm, area: QScrollArea, send_anyway: QPushButton) -> None:
        super().__init__(form)
        self._form, self._area, self._send_anyway = form, area, send_anyway
        self._problems: tuple[Problem, ...] = ()
        self._kept: frozenset[Problem] = frozenset()
        self._tried = False
        send_anyway.hide()
        form.changed.connect(send_anyway.hide)
        form.attachments.told.connect(self._show_files)
        for notes in form.notes:
            notes.fixRequested.connect(self._fix)
            notes.kept.connect(self._keep)

    def begin(self) -> None:
        """Show from now on also what is merely not written yet."""
        self._tried = True

    def show_checked(self, checked: CheckedDraft) -> None:
        """Show how large the message is, and its problems."""
        self._form.attachments.show_size(checked.size)
        before = set(self._due)
        self.show_problems(checked.problems)
        if not before.issuperset(self._due):
            announce(self._form, self.due_words)
            if not self._tried:  # or else it says already that it is not sent
                self.found.emit(self.due_words)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show the problems at their fields."""
        self._problems = problems
        self._form.show_problems(self._due)

    def ask(self, problems: tuple[Problem, ...]) -> str:
        """Show why nothing was sent, and return that in words; "" when all of it is kept."""
        self.show_problems(problems)
        if not self._open:
            return ""
        self._send_anyway.setVisible(not any(one.blocking for one in self._open))
        first = self._form.problem_buttons[0]
        first.setFocus()
        QTimer.singleShot(0, self, partial(self._scroll_to, first, theme.px(_BELOW)))
        said = tr("The message is not sent yet: %n things to look at.", len(self._open))
        announce(self._form, said)
        return said

    @property
    def hinders(self) -> bool:
        """Whether something keeps from being sent what one has tried to send."""
        return self._tried and bool(self._open)

    @property
    def due_words(self) -> str:
        """How many problems there are to look at, "" for none."""
        return tr("%n things to look at", len(self._due)) if self._due else ""

    @property
    def _open(self) -> tuple[Problem, ...]:
        """What is to be mended, or has not been looked at."""
        return tuple(one for one in self._problems if one.blocking or one not in self._kept)

    @property
    def _due(self) -> tuple[Problem, ...]:
        """What is open, and more than that the message is not written yet."""
        return tuple(one for one in self._open if self._tried or one.kind not in UNFINISHED)

    @Slot()
    def _show_files(self) -> None:
        """Scroll to the files, and what may stand below them, once what is told is laid out."""
        files, below = self._form.attachments, theme.px(_BELOW)
        QTimer.singleShot(0, self, partial(self._scroll_to, files, below))

    def _scroll_to(self, part: QWidget, below: int) -> None:
        """Scroll to a part of the form, with some pixels below it; what waits takes place first."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._area.ensureWidgetVisible(part, 0, below)

    @Slot(object)
    def _fix(self, problem: Problem) -> None:
        """Put another recipient in the place of one, or the focus where a problem is mended."""
        if problem.about is not None and problem.offer is not None:
            self._form.recipients.switch(problem.about, problem.offer)
        else:
            self._form.focus_on(problem)
        self._area.ensureWidgetVisible(self._form.focusWidget())

    @Slot(object)
    def _keep(self, problem: Problem) -> None:
        """Ask no more about what is meant as it is."""
        self._kept |= {problem}
        self.show_problems(self._problems)
        if self._open:
            self._form.problem_buttons[0].setFocus()
        else:
            self._send_anyway.hide()
            self._form.text.editor.setFocus()
