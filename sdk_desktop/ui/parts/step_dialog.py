"""A dialog with a first page, and one step at a time in its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sdk_desktop.domain.errors import ProofNeeded
from sdk_desktop.ui.parts.accessibility import FocusScroll, add_layout
from sdk_desktop.ui.parts.dialog import Dialog
from sdk_desktop.ui.parts.labels import rule
from sdk_desktop.ui.parts.narrow import FittingMargins
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.room import fitting_text
from sdk_desktop.ui.words import tr

COLUMNS, LINES = 96, 44
"""Characters and lines."""


class StepDialog(Dialog):
    """Shows a first page or a step.

    `stepped` is emitted when a step is finished; `proofNeeded` carries a ProofNeeded, a callable
    that tries again, and this dialog.
    """

    stepped = Signal()
    proofNeeded = Signal(object, object, object)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.step: Step | None = None
        self._first: QWidget | None = None
        self.back = QPushButton(self)
        self.back.clicked.connect(self.go_back)
        self.next = QPushButton(self)
        self.next.setProperty("primary", True)
        self.next.clicked.connect(self._go_on)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        FittingMargins(self, self._column, (24, 24, 24, 12))
        self._area = QScrollArea(self)
        self._buttons = QHBoxLayout()
        self._lay_out()

    def sizeHint(self) -> QSize:
        return fitting_text(self, COLUMNS, LINES)

    def begin(self, first: QWidget) -> None:
        """Set the first page."""
        self._first = first
        self._column.addWidget(first)
        self._show_buttons()
        self.resize(self.sizeHint())  # by itself a dialog takes two thirds of the screen at most

    def enter(self, step: Step) -> None:
        """Show a step in place of the first page."""
        self.step = step
        step.finished.connect(self._finish)
        step.proofNeeded.connect(self.ask_proof)
        step.column.addStretch(1)
        self._column.addWidget(step)
        step.show()
        self._show_buttons()
        if field := step.first_field():
            field.setFocus()

    @Slot()
    def go_back(self) -> None:
        """Leave the step; on the first page, close the dialog."""
        if self.step is None:
            self.reject()
        else:
            self._leave()

    @Slot(object, object)
    def ask_proof(self, error: ProofNeeded, retry: Callable[[], None]) -> None:
        """Ask for a proof over this dialog."""
        self.proofNeeded.emit(error, retry, self)

    @Slot()
    def _go_on(self) -> None:
        if self.step is not None:
            self.step.go_on()

    @Slot()
    def _finish(self) -> None:
        self._leave()
        self.stepped.emit()

    def _leave(self) -> None:
        step, self.step = self.step, None
        if step is not None:
            step.hide()
            step.deleteLater()
        self._show_buttons()
        self.back.setFocus()

    def _show_buttons(self) -> None:
        step = self.step
        if self._first is not None:
            self._first.setVisible(step is None)
        self.back.setText(tr("Back") if step else tr("Close"))
        self.back.setVisible(step is None or step.may_go_back)
        self.next.setVisible(step is not None and step.has_next)
        self.next.setText(tr(step.next_text) if step and step.next_text else tr("Next"))
        self._buttons.setStretch(0, 0 if step else 1)  # what closes stands to the right
        self._buttons.setStretch(2, 1 if step else 0)
        self._area.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        FocusScroll(self._area)
        row = self._buttons
        FittingMargins(self, row, (24, 12, 24, 16))
        row.addStretch(1)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area, 1)
        column.addWidget(rule(self))
        add_layout(column, row)
