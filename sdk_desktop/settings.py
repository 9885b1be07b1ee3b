"""The one settings file (TOML), and where a profile keeps its files."""

from __future__ import annotations

import os
import tomllib
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import platformdirs
import tomli_w

from sdk_desktop.domain.configuration import Connection, Preferences
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Mailbox


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
    if not path.exists():
        return Settings()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return _settings(content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused("The settings file {file} cannot be read.", file=path) from error


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings file whole, or leave the old one as it was."""
    content: dict[str, Any] = {"mailbox": [asdict(m) for m in settings.mailboxes]}
    if settings.connection:
        content["connection"] = asdict(settings.connection)
    content["preferences"] = asdict(settings.preferences)
    content["policy"] = asdict(settings.policy)
    write_private(path, tomli_w.dumps(content))


def write_private(path: Path, text: str) -> None:
    """Write a small file that only the user may read, whole or not at all."""
    temporary = path.with_name(f"{path.name}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise Refused("The file {file} cannot be written.", file=path) from error


def _settings(content: dict[str, Any]) -> Settings:
    connection = content.get("connection")
    return Settings(
        mailboxes=tuple(Mailbox(**mailbox) for mailbox in content.get("mailbox", ())),
        connection=Connection(**connection) if connection else None,
        preferences=Preferences(**content.get("preferences", {})),
        policy=Policy(**content.get("policy", {})),
    )
