"""The one settings file (TOML), and where a profile keeps its files."""

from __future__ import annotations

import contextlib
import os
import tempfile
import tomllib
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import platformdirs
import tomli_w

from sdk_desktop.domain.configuration import Connection, Preferences
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Mailbox

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Policy:
    """What the organisation has decided.

    A proof clears confidential messages for `clearance_minutes`; a sent message is overdue when
    no acknowledgement came within `acknowledgement_minutes` (default of the federation: 30).
    """

    clearance_minutes: int = 240
    acknowledgement_minutes: int = 30

    @property
    def clearance_lasts(self) -> timedelta:
        """How long a proof stays fresh."""
        return timedelta(minutes=self.clearance_minutes)

    @property
    def acknowledgement_expected(self) -> timedelta:
        """How long an acknowledgement may take."""
        return timedelta(minutes=self.acknowledgement_minutes)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set; `connection` is None until the first-run guide has been through."""

    mailboxes: tuple[Mailbox, ...] = ()
    connection: Connection | None = None
    preferences: Preferences = field(default_factory=Preferences)
    policy: Policy = field(default_factory=Policy)

    @property
    def organisation(self) -> str:
        """The name of the organisation that this client serves."""
        return self.mailboxes[0].organisation_name if self.mailboxes else ""

    def with_preferences(self, preferences: Preferences) -> Settings:
        """These settings with other preferences."""
        return replace(self, preferences=preferences)


@dataclass(frozen=True, slots=True)
class Profile:
    """A folder of its own for one store: settings, keys, messages, log."""

    folder: Path

    @classmethod
    def named(cls, name: str) -> Profile:
        """Give the profile of a name in the user's data folder, made for the user alone."""
        return cls(platformdirs.user_data_path("sdk-desktop", appauthor=False) / name)

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.folder / "settings.toml"

    @property
    def keys(self) -> Path:
        """The key file."""
        return self.folder / "keys.json"

    @property
    def store(self) -> Path:
        """The encrypted message store."""
        return self.folder / "messages.db"

    @property
    def log(self) -> Path:
        """The log, which holds no content."""
        return self.folder / "sdk-desktop.log"

    def make(self) -> None:
        """Make the folder, readable by the user alone."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise Refused("The folder {folder} cannot be made.", folder=self.folder) from error


def read_settings(path: Path) -> Settings:
    """Read the settings file; defaults where there is none; `Refused` when it makes no sense."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        raise Refused("The settings file {file} cannot be read.", file=path) from error
    try:
        return _settings(content)
    except _NonsenseError as error:
        raise Refused(
            "The settings file {file} makes no sense at {place}.", file=path, place=error.place
        ) from error


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings file whole, or leave the old one as it was."""
    content: dict[str, Any] = {"mailbox": [asdict(m) for m in settings.mailboxes]}
    if settings.connection:
        content["connection"] = asdict(settings.connection)
    content["preferences"] = asdict(settings.preferences)
    content["policy"] = asdict(settings.policy)
    write_private(path, tomli_w.dumps(content).encode())


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only the user may read, whole or not at all.

    Two writers at the same time do not disturb each other: the later one stays.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".new", dir=path.parent)
        with contextlib.ExitStack() as failing:
            failing.callback(Path(name).unlink, missing_ok=True)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
            failing.pop_all()
    except OSError as error:
        raise Refused("The file {file} cannot be written.", file=path) from error


class _NonsenseError(Exception):
    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def _settings(content: dict[str, Any]) -> Settings:
    known = {"mailbox", "connection", "preferences", "policy"}
    if strange := content.keys() - known:
        raise _NonsenseError(min(strange))
    mailboxes = content.get("mailbox", [])
    if not isinstance(mailboxes, list):
        raise _NonsenseError("mailbox")
    connection = content.get("connection")
    return Settings(
        mailboxes=tuple(_made(Mailbox, mailbox, "mailbox") for mailbox in mailboxes),
        connection=None if connection is None else _made(Connection, connection, "connection"),
        preferences=_made(Preferences, content.get("preferences", {}), "preferences"),
        policy=_made(Policy, content.get("policy", {}), "policy"),
    )


def _made(kind: type[_T], table: object, name: str) -> _T:
    """Make a value of texts and positive numbers from a table; the value's fields say which."""
    if not isinstance(table, dict):
        raise _NonsenseError(name)
    types = get_type_hints(kind)
    for key, value in table.items():
        if type(value) is not types.get(key) or (isinstance(value, int) and value <= 0):
            raise _NonsenseError(f"{name}.{key}")
    try:
        return kind(**table)
    except TypeError as error:  # a field without a default is missing
        raise _NonsenseError(name) from error
