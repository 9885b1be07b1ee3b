"""How far somebody has come with the practice lessons, and the certificate at their end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sdk_desktop.domain.dossier.paper import Paper
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.messages.practised import PractisedEvent
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.lessons.course import PRACTISED, LessonProgress, progress_of
from sdk_desktop.usecases.papers import save_paper


class Lessons:
    """Looks up how far a person has come, and certifies that they have done every lesson."""

    def __init__(self, store: Store, actor: Actor) -> None:
        """Work on a store as a person."""
        self._store = store
        self._actor = actor
        self._happened: tuple[PractisedEvent, ...] = ()

    def progress(self) -> tuple[LessonProgress, ...]:
        """Return every lesson in its order and how far the person has come.

        What happened stays so: only what is new since the last time is read.
        """
        known = self._happened
        last = known[-1].number if known else 0
        with self._store.read() as stored:
            new = tuple(stored.practised.of(self._actor.who_id, PRACTISED, after=last))
        self._happened = known + new
        return progress_of(known + new)

    def certify(self, path: Path, tell: Callable[[tuple[LessonProgress, ...]], Paper]) -> None:
        """Write the certificate that `tell` makes; raise `Refused` while a lesson is not done."""
        progress = self.progress()
        if any(one.done is None for one in progress):
            raise Refused("The certificate is there when every exercise is done.")
        save_paper(tell(progress), path)
