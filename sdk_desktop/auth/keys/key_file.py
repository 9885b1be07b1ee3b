"""The key file: the people of a store, their slots and their remembered tries.

It imports nothing heavy: the lock screen reads the names before anything else is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdk_desktop.domain.clearance import EnrolledPerson, Way
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.files import (
    read_if_there,
    remove_file,
    replace_file,
    text_of,
    unwritable,
    write_private,
)
from sdk_desktop.formats.json_fields import read_json

if TYPE_CHECKING:
    from filelock import BaseFileLock

VERSION = 3
PATIENCE = 10
"""Seconds to wait for another window that changes the file."""

Slot = dict[str, Any]


class DamagedKeyFile(Refused):
    """The content of the key file makes no sense; that it cannot be read now is another matter."""


def damaged_key_file() -> DamagedKeyFile:
    """Return the error for a key file that cannot be used."""
    return DamagedKeyFile(
        "The key file is damaged. Nothing has been changed. Restore it from a backup, or use the"
        " recovery key."
    )


@dataclass(slots=True)
class _Content:
    """What the file says: slots by person and way, tries by way and person."""

    people: dict[str, dict[str, Slot]] = field(default_factory=dict)
    tries: dict[str, dict[str, Slot]] = field(default_factory=dict)


class KeyFile:
    """What a store's key file says."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`; it need not exist yet."""
        self._path = path
        self._lock: BaseFileLock | None = None

    def people(self) -> tuple[str, ...]:
        """Return the names of those who have a slot."""
        return tuple(self._load().people)

    def enrolled(self, here: frozenset[Way] = frozenset(Way)) -> tuple[EnrolledPerson, ...]:
        """Return the people and the ways in which each may prove who they are, of those `here`."""
        return tuple(
            EnrolledPerson(who, tuple(way for way in Way if way in slots and way in here))
            for who, slots in self._load().people.items()
        )

    def slot(self, who: str, way: Way) -> Mapping[str, object] | None:
        """Return a person's slot."""
        return self._load().people.get(who, {}).get(way)

    def put(self, who: str, way: Way, slot: Mapping[str, object]) -> None:
        """Keep a person's slot in place of any earlier one of the same way."""
        with self.alone():
            content = self._load()
            content.people.setdefault(who, {})[way.value] = dict(slot)
            self._save(content)

    def slots(self) -> tuple[tuple[str, Slot], ...]:
        """Return every slot with its person."""
        people = self._load().people
        return tuple((who, slot) for who, slots in people.items() for slot in slots.values())

    def change_slots(self, change: Callable[[str, Slot], Slot]) -> None:
        """Replace every slot, given with its person, by what `change` makes of it: all or none."""
        with self.alone():
            content = self._load()
            for who, slots in content.people.items():
                for way in slots:
                    slots[way] = change(who, slots[way])
            self._save(content)

    def remove(self, who: str, way: Way | None = None) -> None:
        """Remove a person's slot, or the person with all slots and tries.

        Raises `Refused` when nobody could open the store any longer.
        """
        with self.alone():
            content = self._load()
            slots = content.people.get(who, {})
            slots.pop(way.value if way else "", None)
            if way is None or not slots:
                content.people.pop(who, None)
                for tries in content.tries.values():
                    tries.pop(who, None)
            if not content.people:
                raise Refused("The last person cannot be removed: nobody could open the store.")
            self._save(content)

    def tries(self, who: str, way: str) -> dict[str, object]:
        """Return what was remembered of a person's tries to prove themselves in one way."""
        return dict(self._load().tries.get(way, {}).get(who, {}))

    def remember_tries(self, who: str, way: str, tries: Mapping[str, object]) -> None:
        """Remember a person's tries, durably."""
        with self.alone():
            content = self._load()
            content.tries.setdefault(way, {})[who] = dict(tries)
            self._save(content)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Lock the file against other windows during the block; may be nested.

        Raises `Unavailable` when another one holds it for long.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - the lock screen only reads

        if self._lock is None:
            self._lock = FileLock(f"{self._path}.lock", timeout=PATIENCE, mode=0o600)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise Unavailable("Another window is changing the key file. Try again.") from error
        except OSError as error:
            raise unwritable(self._path, error) from error
        try:
            yield
        finally:
            self._lock.release()

    def set_aside(self) -> None:
        """Move a file that is damaged out of the way; it is kept under another name."""
        try:
            self._load()
        except DamagedKeyFile:
            kept = next(
                name
                for number in range(1, 1000)
                if not (name := self._path.with_suffix(f".damaged-{number}")).exists()
            )
            replace_file(self._path, kept)

    def _load(self) -> _Content:
        data = read_if_there(self._path)
        if data is None:
            return _Content()
        try:
            content = read_json(text_of(data).encode())
            json.dumps(content, ensure_ascii=False).encode()  # no half a character: it can be read
            people, tries = content["people"], content["tries"]
            version = int(content["version"])
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise damaged_key_file() from error
        if version == 1:  # one slot for each person, a passphrase
            people, tries = _of_version_1(people), {Way.PASSPHRASE.value: tries}
        elif version not in {2, VERSION}:  # in 2 no new store key could be handed to a slot
            raise Refused(
                "The key file was written by a newer version of SDK Desktop. Install that version."
            )
        if not (_nested(people) and _nested(tries)):
            raise damaged_key_file()
        return _Content(people, tries)

    def _save(self, content: _Content) -> None:
        said = {"version": VERSION, "people": content.people, "tries": content.tries}
        for left in self._path.parent.glob(f"{self._path.name}.*.new"):
            with suppress(OSError):
                remove_file(left)  # a killed program left it; who is removed must not stay there
        write_private(self._path, _written(said))


def _written(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _of_version_1(people: object) -> object:
    if not isinstance(people, dict):
        return people
    return {who: {Way.PASSPHRASE.value: slot} for who, slot in people.items()}


def _nested(given: object) -> bool:
    """Return whether all is tables of tables of tables."""
    return isinstance(given, dict) and all(
        isinstance(inner, dict) and all(isinstance(slot, dict) for slot in inner.values())
        for inner in given.values()
    )
