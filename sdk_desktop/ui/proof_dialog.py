"""Asks who the user is once more, in place, and then does again what had to wait."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.labels import paragraph
from sdk_desktop.ui.proof_form import PracticeCard, PracticeProof, ProofForm
from sdk_desktop.ui.words import tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class ProofDialog(QDialog):
    """Renews the clearance of a workspace; `retry` is called when that is done."""

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        practice: PracticeProof,
        retry: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background, self._retry = workspace, background, retry
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Prove who you are"))
        self.setMinimumWidth(420)
        self.form = ProofForm(tr("Continue"), self)
        self.form.given.connect(self._prove)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        why = tr("The message is confidential and it is a while since you signed in.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(paragraph(why, self))
        layout.addWidget(PracticeCard(practice, background, self.form, self))
        layout.addWidget(self.form)
        layout.addWidget(cancel)

    @Slot(object)
    def _prove(self, proof: PassphraseProof) -> None:
        work = partial(self._workspace.prove, proof)
        self._background.run(self, work, self._proved, self.form.refuse)

    def _proved(self, _nothing: None) -> None:
        self.accept()
        self._retry()
