"""The key file: the people of a store, their slots and their remembered tries.

It imports nothing heavy: the lock screen reads the names before anything else is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sdk_desktop.domain.errors import Refused
from sdk_desktop.settings import write_private

VERSION = 1

Entries = dict[str, dict[str, object]]


def damaged() -> Refused:
    """Say that the key file cannot be used."""
    return Refused(
        "The key file is damaged. Nothing has been changed. Restore it from a backup, or use the"
        " recovery key."
    )


class KeyFile:
    """What a store's key file says, by person."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`; it need not exist yet."""
        self._path = path

    def people(self) -> tuple[str, ...]:
        """Give the names of those who have a slot."""
        return tuple(self._load()["people"])

    def slot(self, who: str) -> Mapping[str, object] | None:
        """Give a person's slot."""
        return self._load()["people"].get(who)

    def add(self, who: str, slot: Mapping[str, object]) -> None:
        """Keep a new person's slot; raises `Refused` when the name is taken."""
        content = self._load()
        if who in content["people"]:
            raise Refused("There is already a person with that name.")
        content["people"][who] = dict(slot)
        self._save(content)

    def tries(self, who: str) -> dict[str, object]:
        """Give what was remembered of a person's tries."""
        return dict(self._load()["tries"].get(who, {}))

    def remember_tries(self, who: str, tries: Mapping[str, object]) -> None:
        """Remember a person's tries, durably."""
        content = self._load()
        content["tries"][who] = dict(tries)
        self._save(content)

    def _load(self) -> dict[str, Entries]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            version, people, tries = content["version"], content["people"], content["tries"]
        except FileNotFoundError:
            return {"people": {}, "tries": {}}
        except (ValueError, KeyError, TypeError, OSError, RecursionError) as error:
            raise damaged() from error
        if version != VERSION:
            raise Refused(
                "The key file was written by a newer version of SDK Desktop. Install that version."
            )
        if not _entries(people) or not _entries(tries):
            raise damaged()
        return {"people": people, "tries": tries}

    def _save(self, content: dict[str, Entries]) -> None:
        text = json.dumps({"version": VERSION, **content}, ensure_ascii=False, indent=1)
        write_private(self._path, text.encode())


def _entries(given: object) -> bool:
    return isinstance(given, dict) and all(isinstance(entry, dict) for entry in given.values())
