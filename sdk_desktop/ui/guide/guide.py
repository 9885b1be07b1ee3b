"""The pages of the guide in their order, with the buttons below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide.connection import ConnectionStep
from sdk_desktop.ui.guide.enrolment import EnrolmentStep
from sdk_desktop.ui.guide.fields import Step
from sdk_desktop.ui.guide.organisation import OrganisationStep
from sdk_desktop.ui.labels import paragraph
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.app import App

WIDTH = 84
"""Characters."""


class Guide(QScrollArea):
    """Leads through the first start; `done` when somebody can unlock the client.

    What is set up already is not asked for again.
    """

    done = Signal()

    def __init__(self, app: App, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.steps = QStackedWidget(self)
        self.organisation = OrganisationStep(self)
        self.connection = ConnectionStep(app, background, lambda: self.organisation.mailboxes, self)
        self.enrolment = EnrolmentStep(app, background, self)
        last = Step(tr("All is ready"), tr("Now you can unlock the client and begin."), self)
        configured = app.settings.connection is not None
        wanted = (self.enrolment, last)
        for step in wanted if configured else (self.organisation, self.connection, *wanted):
            step.column.addStretch(1)
            self.steps.addWidget(step)
            step.finished.connect(self._forward)
        self.place = paragraph("", self, role="muted")
        self.back = QPushButton(tr("Back"), self)
        self.back.clicked.connect(self._backward)
        self.next = QPushButton(tr("Next"), self)
        self.next.setProperty("primary", True)
        self.next.setDefault(True)
        self.next.clicked.connect(self._go_on)
        self._lay_out()
        self._show()

    @Slot()
    def _go_on(self) -> None:
        step = self.steps.currentWidget()
        if isinstance(step, Step):
            step.go_on()

    @Slot()
    def _forward(self) -> None:
        if self.steps.currentIndex() == self.steps.count() - 1:
            self.done.emit()
            return
        self.steps.setCurrentIndex(self.steps.currentIndex() + 1)
        self._show()

    @Slot()
    def _backward(self) -> None:
        self.steps.setCurrentIndex(self.steps.currentIndex() - 1)
        self._show()

    def _show(self) -> None:
        number, count = self.steps.currentIndex() + 1, self.steps.count()
        self.place.setText(tr("Step {number} of {count}").format(number=number, count=count))
        self.back.setVisible(1 < number < count)
        self.next.setText(tr("Begin") if number == count else tr("Next"))
        step = self.steps.currentWidget()
        field = step.findChild(QLineEdit) if step else None
        (field or self.next).setFocus()

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("role", "card")
        card.setMaximumWidth(WIDTH * self.fontMetrics().averageCharWidth())
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(16)
        inside.addWidget(self.place)
        inside.addWidget(self.steps)
        inside.addLayout(buttons)
        ground = QWidget(self)
        layout = QHBoxLayout(ground)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(1)
        column = QVBoxLayout()
        column.addWidget(card)
        column.addStretch(1)
        layout.addLayout(column, 8)
        layout.addStretch(1)
        self.setWidget(ground)
