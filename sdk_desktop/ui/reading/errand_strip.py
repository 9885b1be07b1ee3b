"""One line over a message: how it stands, who has it, and why it needs somebody."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sdk_desktop.domain.errand import Proposal
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.errand_words import due_words, errand_state_words, reason_words
from sdk_desktop.ui.words.plain_text import one_line

ACCEPT = "Ctrl+G"
"""The key that registers a message under the number that is proposed."""


class ErrandStrip(QFrame):
    """Shows how a message stands; who looks at it is `me`, a colleague's id.

    `accepted` is emitted when the user agrees to the number that was proposed.
    """

    accepted = Signal()

    def __init__(self, headline: Headline, me: str, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        errand = headline.errand
        pressing = errand.reason is not None
        late = errand.is_overdue(now)
        self.setProperty(
            "role", "strip-danger" if late else "strip-warning" if pressing else "strip"
        )
        self.text = " · ".join(
            filter(
                None,
                (
                    reason_words(errand.reason) if errand.reason else "",
                    due_words(errand, now),
                    errand_state_words(headline, me),
                ),
            )
        )
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 6, 12, 6)
        self._line.addWidget(paragraph(self.text, self), stretch=1)
        self.setVisible(bool(self.text))

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
        button.setShortcut(ACCEPT)
        button.setToolTip(ACCEPT)
        button.clicked.connect(self.accepted)
        self._line.addWidget(button)
