"""A page whose work may need a proof of who the user is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sdk_desktop.domain.errors import ProofNeeded, SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.words import sentence


class ProvedStep(Step):
    """Does its work in the background, and once more after a proof."""

    background: Background

    def try_to(self, work: Callable[[], object]) -> None:
        """Do the page's work; finish, ask for a proof, or show why it is refused."""
        fail = partial(self._refuse, partial(self.try_to, work))
        self.do_once(self.background, work, self._end, fail)

    def _end(self, _result: object) -> None:
        self.finished.emit()

    def _refuse(self, retry: Callable[[], None], error: SdkError) -> None:
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, retry)
        else:
            self.show_error(sentence(error))
