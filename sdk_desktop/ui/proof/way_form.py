"""What the forms for each way of proving who one is have in common."""

from __future__ import annotations

import math

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clearance import Proof
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui import words
from sdk_desktop.ui.parts.announce import announce
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words import mark, tr


class WayForm(QWidget):
    """Some fields, a sentence when something is wrong, and one button; `given` gives a Proof.

    After `refuse` the button waits as long as the error says.
    """

    given = Signal(object)
    busy = mark("Checking…")

    def __init__(self, button: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = button
        self._wait = 0
        self.button = QPushButton(button, self)
        self.button.setProperty("primary", True)
        self.error = paragraph("", self, role="danger")
        self.error.hide()
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self.fields = QFormLayout()
        self.fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.fields.setVerticalSpacing(8)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addLayout(self.fields)
        self.column.addWidget(self.error)
        self.column.addWidget(self.button)
        self.button.clicked.connect(self.give)

    def proof(self) -> Proof | None:
        """Return the proof that was typed; None, and a complaint, when something is missing."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let go of what was wrong, so that it can be given anew."""

    def refuse(self, error: SdkError) -> None:
        """Say that it was wrong, and let the user wait as long as `error` says."""
        self._wait = math.ceil(float(str(error.values.get("seconds", 0))))
        self.complain(words.sentence(error))
        self.forget()
        self.rest()
        if self._wait:
            self._second.start()

    def rest(self) -> None:
        """Be ready for the next try, or for the same again."""
        waits = self._wait > 0
        self.button.setEnabled(not waits)
        text = tr("Wait {seconds} s").format(seconds=self._wait)
        self.button.setText(text if waits else self._text)

    def complain(self, text: str) -> None:
        """Say what is missing or wrong."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        announce(self.error, text)

    @Slot()
    def give(self) -> None:
        """Emit the proof if there is one, and wait for what becomes of it."""
        if not self.button.isEnabled():
            return
        proof = self.proof()
        if proof is not None:
            self.error.hide()
            self.button.setEnabled(False)
            self.button.setText(tr(self.busy))
            self.given.emit(proof)

    def add_field(self, name: str, *, secret: bool) -> QLineEdit:
        """Add a named field, below those that are there."""
        field = QLineEdit(self)
        field.setAccessibleName(name)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields.addRow(name, field)
        return field

    @Slot()
    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._second.stop()
        self.rest()
