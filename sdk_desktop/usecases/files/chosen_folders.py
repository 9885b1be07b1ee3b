"""Where a person last took files from, or put them: for each use by itself, in the store."""

from __future__ import annotations

from pathlib import Path

from sdk_desktop.domain.configuration import FolderUse
from sdk_desktop.files import is_folder
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor


class ChosenFolders:
    """Remembers a person's folders: their names may say something of people."""

    def __init__(self, store: Store, actor: Actor) -> None:
        """Work on a store as a person."""
        self._store = store
        self._actor = actor

    def last(self, use: FolderUse) -> Path | None:
        """Return the folder that I chose last for a use; None without one, and when it is gone."""
        with self._store.read() as stored:
            folder = stored.colleagues.folder(self._actor.who_id, use.value)
        return Path(folder) if folder and is_folder(Path(folder)) else None

    def keep(self, use: FolderUse, folder: Path) -> None:
        """Remember which folder I have chosen for a use."""
        with self._store.begin() as stored:
            stored.colleagues.keep_folder(self._actor.who_id, use.value, str(folder))
