"""The dialog that asks the user again for a proof, and then retries what needed it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from sdk_desktop.domain.clearance import Proof, Way
from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.dialog import Dialog, scrolled_column
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.narrow import want_width
from sdk_desktop.ui.proof.practice_hint import PracticeHint, PracticeProof
from sdk_desktop.ui.proof.proof_form import ProofForm
from sdk_desktop.ui.words import sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace

WIDTH = 60
"""Characters."""


class ProofDialog(Dialog):
    """Renews the clearance of a workspace, then calls every `retry`.

    It opens itself as soon as the ways to sign in are known.
    """

    def __init__(
        self,
        workspace: Workspace,
        background: Background,
        error: ProofNeeded,
        retry: Callable[[], object],
        preferred: Way | None,
        parent: QWidget,
    ) -> None:
        super().__init__(tr("Prove who you are"), parent)
        self._workspace, self._background = workspace, background
        self._purpose, self._preferred = error.purpose, preferred
        self._retries = [retry]
        self._over = False
        self.finished.connect(self._end)
        self.why = paragraph(sentence(error), self)
        log_out = workspace.log_out_page
        self.form = ProofForm(tr("Continue"), background, self, log_out_page=log_out)
        self.form.submitted.connect(self._prove)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.clicked.connect(self.reject)
        self._layout = scrolled_column(self)
        self._layout.setContentsMargins(24, 24, 24, 24)
        self._layout.setSpacing(12)
        for widget in (self.why, self.form, self.cancel):
            self._layout.addWidget(widget)
        want_width(self._layout, WIDTH * self.fontMetrics().averageCharWidth())
        work = partial(workspace.ways, self._purpose)
        self._background.run(self, work, self._offer, self._give_up)

    def takes(self, error: ProofNeeded, retry: Callable[[], object]) -> bool:
        """Add a retry that needs the same proof; return False when it needs another."""
        same = not self._over and error.purpose is self._purpose
        if same:
            self._retries.append(retry)
        return same

    def help_practice(self, proof: PracticeProof) -> None:
        """Show what opens the practice profile, when there is such a proof."""
        card = PracticeHint(proof, self._background, self.form, self)
        self._layout.insertWidget(1, card)

    def _offer(self, ways: tuple[Way, ...]) -> None:
        weak = tr("No way that you have to sign in here is strong enough. Ask your IT staff.")
        self.form.offer(ways, self._preferred, otherwise=weak)
        self.form.begin()
        self.open()

    def _give_up(self, error: SdkError) -> None:
        self._end()
        self.deleteLater()
        if self._background.on_failure is not None:
            self._background.on_failure(error)

    @Slot()
    def _end(self) -> None:
        self._over = True

    @Slot(object)
    def _prove(self, proof: Proof) -> None:
        work = partial(self._workspace.prove, proof, self._purpose)
        self._background.run(self, work, self._proved, self.form.show_refusal)

    def _proved(self, _nothing: None) -> None:
        self.accept()
        for retry in filter(_is_wanted, self._retries):
            retry()


def _is_wanted(retry: Callable[[], object]) -> bool:
    """Return whether whoever wants to try again is still there: its window may be closed."""
    called = retry.func if isinstance(retry, partial) else retry
    owner = getattr(called, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
