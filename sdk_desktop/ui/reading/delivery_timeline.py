"""The time line of an outgoing message: what has happened and what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.delivery import Delivery, Status
from sdk_desktop.domain.file_type import PDF, is_picture
from sdk_desktop.domain.mailbox import Attachment
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.wrapping_button import WrappingButton
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import day_and_time
from sdk_desktop.ui.words.delivery_words import TimelineStep, step_time, steps, waits_for
from sdk_desktop.ui.words.reject_causes import Remedy, remedy_text
from sdk_desktop.ui.words.rejection_advice import RejectionAdvice, advice


class DeliveryTimeline(QFrame):
    """Shows a delivery, first why it failed if it did.

    `remedyChosen` carries the Remedy whose button was pressed;
    `sending` are the buttons that send the message again, or begin to.
    """

    remedyChosen = Signal(object)

    def __init__(
        self,
        delivery: Delivery,
        written: datetime,
        parent: QWidget,
        attachments: Sequence[Attachment] = (),
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("What has happened to the message"))
        self.sending: list[QPushButton] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        advices = advice(delivery)
        known = delivery.shown is not Status.UNACKNOWLEDGED
        failed = "strip-danger" if known else "strip-warning"
        self.setProperty("role", failed if advices else "card")
        for one in advices:
            self._advise(one)
        if advices:
            self._offer(remedies(advices[0].remedy, attachments))
        add_layout(self._column, self._grid)
        known_steps = steps(delivery, written)
        for step in known_steps:
            self._add(step)
        if meaning := waits_for(delivery):
            self._column.addWidget(paragraph(meaning, self))
        why = (text for one in advices for text in (one.happened, one.act))
        spoken = [*why, *(f"{step_time(step)} {step.text}" for step in known_steps), meaning]
        self.setAccessibleDescription("\n".join(filter(None, spoken)))

    def _add(self, step: TimelineStep) -> None:
        row = self._grid.rowCount()
        icon = IconLabel(step.mark, self, side=theme.READ)
        self._grid.addWidget(icon, row, 0, Qt.AlignmentFlag.AlignTop)
        when = day_and_time(step.time, system_clock()) if step.time else step_time(step)
        time = paragraph(when, self, role="muted")
        time.setWordWrap(False)
        self._grid.addWidget(time, row, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(paragraph(step.text, self), row, 2)

    def _advise(self, one: RejectionAdvice) -> None:
        self._column.addWidget(paragraph(one.happened, self, role="title"))
        self._column.addWidget(paragraph(one.act, self))
        if one.their_words:
            self._column.addWidget(paragraph(one.their_words, self, role="muted"))

    def _offer(self, offered: Sequence[Remedy]) -> None:
        """Show a button for each remedy, the first one filled."""
        line = Flow()
        for remedy in offered:
            button = WrappingButton(remedy_text(remedy), self)
            button.setProperty("primary" if remedy is offered[0] else "tool", True)
            button.clicked.connect(partial(self.remedyChosen.emit, remedy))
            if remedy is not Remedy.CALL_SUPPORT:
                self.sending.append(button)
            line.addWidget(button)
        add_layout(self._column, line)


def remedies(first: Remedy, attachments: Sequence[Attachment]) -> tuple[Remedy, ...]:
    """Return what can be done, the best first: what can be converted here is sent at once."""
    others = [one.content_type for one in attachments if one.content_type != PDF]
    if first is Remedy.CONVERT and others and all(map(is_picture, others)):
        return Remedy.SEND_AS_PDF, Remedy.EDIT, Remedy.CALL_SUPPORT
    return tuple(dict.fromkeys((first, Remedy.CALL_SUPPORT)))
