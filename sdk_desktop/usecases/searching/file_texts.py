"""The text of attached files for the search; it is read where a foreign file can do no harm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sdk_desktop.domain.file_type import file_type, holds_text
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.searching.search_text import SoughtWords


@dataclass(frozen=True, slots=True)
class FileToRead:
    """A file whose text the search does not know yet; one of a kind without text has no content."""

    key: int
    content: bytes = field(repr=False)


class AttachedTexts:
    """Hands out the files that are to be read, newest first, and keeps their texts."""

    def __init__(self, store: Store, actor: Actor) -> None:
        """Work on a store as a person."""
        self._store = store
        self._actor = actor

    @property
    def wanted(self) -> bool:
        """Whether the organisation has files searched."""
        return self._actor.policy.search_files

    def next(self) -> FileToRead | None:
        """Return the next file, None when there is none left."""
        with self._store.read() as stored:
            found = stored.file_texts.next()
        if found is None:
            return None
        key, file = found
        readable = holds_text(file_type(file.content, file.content_type))
        return FileToRead(key, file.content if readable else b"")

    def keep(self, key: int, text: str) -> None:
        """Keep the text of a file, "" where it could not be read."""
        with self._store.begin() as stored:
            stored.file_texts.keep(key, text)

    def holding(self, row: int, sought: SoughtWords) -> Mapping[int, str]:
        """Return which of a message's files hold what was searched for, and the first word of it.

        The files are named by their keys.
        """
        with self._store.read() as stored:
            texts = stored.file_texts.of_message(row)
        places = ((key, text, sought.places(text)) for key, text in texts.items())
        return {key: text[slice(*found[0])].split()[0] for key, text, found in places if found}
