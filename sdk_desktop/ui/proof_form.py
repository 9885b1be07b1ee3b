"""The fields with which a person proves who they are; on the lock screen and in the dialog."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui import words
from sdk_desktop.ui.announce import announce
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.labels import paragraph
from sdk_desktop.ui.words import tr

CODE_DIGITS = 6
CODE_LASTS = 30
"""Seconds that a one-time code lasts (RFC 6238)."""

PracticeProof = Callable[[], PassphraseProof | None]


class ProofForm(QWidget):
    """Passphrase, six-digit code and one button; `given` gives a PassphraseProof.

    After `refuse` the button waits as long as the error says.
    """

    given = Signal(object)

    def __init__(self, button: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = button
        self._wait = 0
        self.passphrase = _field(self, tr("Passphrase"))
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.code = _field(self, tr("One-time code, six digits"))
        self.code.setMaxLength(CODE_DIGITS + 1)
        self.button = QPushButton(button, self)
        self.button.setProperty("primary", True)
        self.button.setDefault(True)
        self.error = paragraph("", self, role="danger")
        self.error.hide()
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self._lay_out()
        self.button.clicked.connect(self._give)
        self.passphrase.returnPressed.connect(self._next)
        self.code.returnPressed.connect(self._give)

    def fill(self, proof: PassphraseProof) -> None:
        """Put a practice proof in the fields."""
        self.passphrase.setText(proof.passphrase)
        self.code.setText(proof.code)
        self.button.setFocus()

    def refuse(self, error: SdkError) -> None:
        """Say that it was wrong, forget the code, and let the user wait as long as `error` says."""
        self._wait = math.ceil(float(str(error.values.get("seconds", 0))))
        self.error.setText(words.sentence(error))
        self.error.show()
        announce(self.error, self.error.text())
        self.code.clear()
        self.code.setFocus()
        self._show_wait()
        if self._wait:
            self._second.start()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(8)
        form.addRow(tr("Passphrase"), self.passphrase)
        form.addRow(tr("One-time code, six digits"), self.code)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.error)
        layout.addWidget(self.button)

    @Slot()
    def _next(self) -> None:
        if self.code.text():
            self._give()
        else:
            self.code.setFocus()

    @Slot()
    def _give(self) -> None:
        code = "".join(self.code.text().split())
        if not self.button.isEnabled():
            return
        if not self.passphrase.text() or len(code) != CODE_DIGITS or not code.isdecimal():
            self._ask_for_both()
            return
        self.error.hide()
        self.button.setEnabled(False)
        self.button.setText(tr("Checking…"))
        self.given.emit(PassphraseProof(self.passphrase.text(), code))

    def _ask_for_both(self) -> None:
        self.error.setText(tr("Type the passphrase and the six digits of the code."))
        self.error.show()
        announce(self.error, self.error.text())
        (self.code if self.passphrase.text() else self.passphrase).setFocus()

    @Slot()
    def _count_down(self) -> None:
        self._wait -= 1
        self._show_wait()

    def _show_wait(self) -> None:
        if self._wait > 0:
            self.button.setEnabled(False)
            self.button.setText(tr("Wait {seconds} s").format(seconds=self._wait))
        else:
            self._second.stop()
            self.button.setEnabled(True)
            self.button.setText(self._text)


class PracticeCard(QWidget):
    """Shows the practice passphrase and the code of the moment, and fills them in."""

    def __init__(
        self, proof: PracticeProof, background: Background, form: ProofForm, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._ask, self._background, self._form = proof, background, form
        self._proof: PassphraseProof | None = None
        self._label = paragraph("", self)
        self.button = QPushButton(tr("Fill in"), self)
        self.button.setAccessibleName(tr("Fill in the practice passphrase and code"))
        self.button.clicked.connect(self._fill)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.button)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._second.start()
        self._fetch()

    @Slot()
    def _tick(self) -> None:
        if _seconds_left() == CODE_LASTS:
            self._fetch()
        self._show()

    def _fetch(self) -> None:
        self._background.run(self, self._ask, self._take)

    def _take(self, proof: PassphraseProof | None) -> None:
        self._proof = proof
        self.setVisible(proof is not None)
        self._show()

    def _show(self) -> None:
        if self._proof is not None:
            text = tr("Practice passphrase: {passphrase}\nCode: {code} (new in {seconds} s)")
            self._label.setText(
                text.format(
                    passphrase=self._proof.passphrase,
                    code=self._proof.code,
                    seconds=_seconds_left(),
                )
            )

    @Slot()
    def _fill(self) -> None:
        if self._proof is not None:
            self._form.fill(self._proof)


def _seconds_left() -> int:
    return CODE_LASTS - int(system_clock().timestamp()) % CODE_LASTS


def _field(parent: QWidget, name: str) -> QLineEdit:
    field = QLineEdit(parent)
    field.setAccessibleName(name)
    return field
