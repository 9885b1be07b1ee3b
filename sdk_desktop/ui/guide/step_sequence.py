"""Pages one after the other, with buttons to go forward and back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.ui.guide.step_list import WIDTH as LIST_WIDTH
from sdk_desktop.ui.guide.step_list import StepList
from sdk_desktop.ui.parts.accessibility import FocusScroll, add_layout, follow_layout
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.narrow import FittingMargins
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.words import tr

WIDTH = 84
"""Characters that a page is wide at most; with less room beside it there is no list of steps."""


class StepSequence(QScrollArea):
    """Shows pages in their order beside a list of them; `done` is emitted after the last one.

    `left` is emitted when the user leaves from the first page, by a button with the text `leave`.
    """

    done = Signal()
    left = Signal()

    def __init__(self, title: str, parent: QWidget, *, leave: str = "") -> None:
        super().__init__(parent)
        self._leave = leave
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.steps = QStackedWidget(self)
        self.step_list = StepList(title, self)
        self.progress = paragraph("", self, role="muted")
        self.back = QPushButton(tr("Back"), self)
        self.back.clicked.connect(self._backward)
        self.next = QPushButton(tr("Next"), self)
        self.next.setProperty("primary", True)
        self.next.setDefault(True)
        self.next.clicked.connect(self._go_on)
        self._lay_out()
        FocusScroll(self)

    def hold(self, steps: Sequence[Step]) -> None:
        """Set the pages, in their order, and show the first one."""
        for step in steps:
            step.column.addStretch(1)
            self.steps.addWidget(step)
            step.finished.connect(self._forward)
            step.rearranged.connect(self._show_progress)
        self.show_step()

    def show_step(self) -> None:
        """Show the number of the current page, and put the focus in its first field."""
        number, count = self._show_progress()
        step = self.steps.currentWidget()
        if not isinstance(step, Step):
            return
        self._fit(step)
        first, last = number == 1, number == count
        self.back.setVisible(bool(self._leave) if first else step.may_go_back)
        self.back.setText(self._leave if first else tr("Back"))
        self.next.setText(
            tr(step.next_text) if step.next_text else (tr("Begin") if last else tr("Next"))
        )
        self.verticalScrollBar().setValue(0)
        (step.first_field() or self.next).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show the list of steps where there is room for it, else the step's number."""
        character = self.fontMetrics().averageCharWidth()
        is_wide = self.width() >= (WIDTH + LIST_WIDTH) * character
        self.step_list.setVisible(is_wide)
        self.progress.setVisible(not is_wide)
        self.step_list.setFixedWidth(LIST_WIDTH * character)
        self._card.setMaximumWidth((WIDTH + LIST_WIDTH * is_wide) * character)

    def focusNextPrevChild(self, next_: bool) -> bool:
        follow_layout(self)
        return super().focusNextPrevChild(next_)

    @Slot()
    def _go_on(self) -> None:
        step = self.steps.currentWidget()
        if isinstance(step, Step):
            step.go_on()

    @Slot()
    def _forward(self) -> None:
        later = [index for index in self._wanted() if index > self.steps.currentIndex()]
        self._go_to(later[:1], otherwise=self.done)

    @Slot()
    def _backward(self) -> None:
        earlier = [index for index in self._wanted() if index < self.steps.currentIndex()]
        self._go_to(earlier[-1:], otherwise=self.left)

    def _go_to(self, indexes: Sequence[int], *, otherwise: SignalInstance) -> None:
        if not indexes:
            otherwise.emit()
            return
        self.steps.setCurrentIndex(indexes[0])
        self.show_step()

    def _wanted(self) -> list[int]:
        pages = [self.steps.widget(index) for index in range(self.steps.count())]
        return [index for index, page in enumerate(pages) if isinstance(page, Step) and page.wanted]

    @Slot()
    def _show_progress(self) -> tuple[int, int]:
        """Show which page of those wanted is the current one; return both numbers."""
        wanted = self._wanted()
        number = sum(index <= self.steps.currentIndex() for index in wanted)
        text = tr("Step {number} of {count}")
        self.progress.setText(text.format(number=number, count=len(wanted)))
        steps = (self.steps.widget(index) for index in wanted)
        self.step_list.show_steps([one.title for one in steps if isinstance(one, Step)], number)
        return number, len(wanted)

    def _fit(self, shown: Step) -> None:
        """Set the size by the current page only."""
        policy = QSizePolicy.Policy
        for step in self.steps.findChildren(Step):
            wanted = policy.Preferred if step is shown else policy.Ignored
            step.setSizePolicy(wanted, wanted)

    def _lay_out(self) -> None:
        self._card = card = QFrame(self)
        card.setProperty("role", "card")
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        halves = QHBoxLayout(card)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(self.step_list)
        inside = QVBoxLayout()
        FittingMargins(self, inside, (32, 28, 32, 28))
        add_layout(halves, inside, 1)
        inside.setSpacing(16)
        inside.addWidget(self.progress)
        inside.addWidget(self.steps)
        add_layout(inside, buttons)
        ground = QWidget(self)
        layout = QHBoxLayout(ground)
        FittingMargins(self, layout, (24, 24, 24, 24))
        layout.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(card)
        column.addStretch(2)
        add_layout(layout, column, 8)
        layout.addStretch(1)
        self.setWidget(ground)
