"""One line over a message: how it stands, who has it, and why it needs somebody."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from sdk_desktop.domain.errand import Errand, ErrandState, Proposal
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import ElidedLabel
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.errand_words import due_words, errand_state_words, reason_words
from sdk_desktop.ui.words.plain_text import one_line

ACCEPT = "Ctrl+G"
"""The key that registers a message under the number that is proposed."""

_LEAST = 40
"""Pixels, where text has its ordinary size, that the rest of the words have always."""
_ROOM = 380
"""Pixels, where text has its ordinary size, below which the words have the strip to themselves."""


class ErrandStrip(QFrame):
    """Shows how a message stands; who looks at it is `me`, a colleague's id.

    `accepted` is emitted when the user agrees to the number that was proposed, `remindWanted` when
    they want to be reminded of the message.
    """

    accepted = Signal()
    remindWanted = Signal()

    def __init__(self, headline: Headline, me: str, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        errand = headline.errand
        icon, tone = _look(errand, now)
        self.setProperty("role", f"strip-{tone}" if tone is not Tone.QUIET else "strip")
        first, *others = _words(headline, me, now)
        self.text = " · ".join((first, *others))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 2, 2, 2)
        self._line.setSpacing(8)
        self._line.addWidget(IconLabel(icon, self, tone))
        words = ElidedLabel(first, self, role="heading")
        self._line.addWidget(words)
        if others:  # they have what the first words leave
            rest = ElidedLabel(" · ".join(("", *others)).strip(), self, role="muted")
            rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            rest.setMinimumWidth(theme.px(_LEAST))
            self._line.addWidget(rest, 1)
        else:
            self._line.addStretch(1)
        self.remind = QPushButton(theme.icon("clock"), tr("Remind me"), self)
        self.remind.setProperty("role", "in-strip")
        self.remind.clicked.connect(self.remindWanted)
        self._line.addWidget(self.remind)
        self.setVisible(bool(self.text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.remind.setVisible(self.width() >= theme.px(_ROOM))

    def propose(self, proposed: Proposal | None) -> None:
        """Offer to register the message under our number that its sender names."""
        if proposed is None:
            return
        number = one_line(proposed.number, 40)
        text = tr("Register under {number}").format(number=number)
        if proposed.handler:
            named = tr("Register under {number}, which {name} has")
            text = named.format(number=number, name=one_line(proposed.handler, 40))
        button = QPushButton(text, self)
        QShortcut(QKeySequence(ACCEPT), button).activated.connect(button.click)  # at once
        button.setToolTip(ACCEPT)
        button.setProperty("role", "in-strip")
        button.clicked.connect(self.accepted)
        self._line.addWidget(button)
        self.show()


def _words(headline: Headline, me: str, now: datetime) -> list[str]:
    """Return what is said first, and then the rest; why it needs somebody goes before all."""
    errand, state = headline.errand, errand_state_words(headline, me)
    due = due_words(errand, now)
    if errand.reason is not None:
        return list(filter(None, (reason_words(errand.reason), due, state)))
    return [state, tr("answer {day}").format(day=due)] if due else [state]


def _look(errand: Errand, now: datetime) -> tuple[str, Tone]:
    """Return the icon and the colour of how a message stands."""
    if errand.reason is not None:
        late = errand.is_overdue(now)
        return ("step-failed", Tone.BAD) if late else ("warning", Tone.WAITING)
    match errand.state:
        case ErrandState.WRITING:
            return "edit", Tone.ACCENT
        case ErrandState.ANSWERED:
            return ("sent", Tone.ACCENT) if errand.leaving else ("check", Tone.GOOD)
        case ErrandState.DONE:
            return "register", Tone.GOOD
        case _:
            return "mine", Tone.QUIET
