"""Practice only: the passphrase and code of the practice profile."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.proof.proof_form import ProofForm
from sdk_desktop.ui.words import tr

CODE_LASTS = 30
"""Seconds that a one-time code lasts (RFC 6238)."""

_AS_WIDE = "\u2007"
"""A space as wide as a digit: the words keep their lines while the seconds go by."""

PracticeProof = Callable[[], PassphraseProof | None]


class PracticeHint(QWidget):
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
        self.hide()
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
                    seconds=f"{_seconds_left():{_AS_WIDE}>2}",
                )
            )

    @Slot()
    def _fill(self) -> None:
        if self._proof is not None:
            self._form.fill(self._proof)


def _seconds_left() -> int:
    return CODE_LASTS - int(system_clock().timestamp()) % CODE_LASTS
