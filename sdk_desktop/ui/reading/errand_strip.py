"""One line over a message: how it stands, who has it, and why it needs somebody."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words.errand_words import due_words, errand_state_words, reason_words


class ErrandStrip(QFrame):
    """Shows how a message stands; who looks at it is `me`, a colleague's id."""

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
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(paragraph(self.text, self))
        self.setVisible(bool(self.text))
