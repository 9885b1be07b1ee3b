"""The settings file (TOML), and the paths of a profile."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import platformdirs
import tomli_w

from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.configuration import (
    AccessPointConnection,
    CardReader,
    Connection,
    Discovery,
    Login,
    Preferences,
)
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.policy import BackupPlan, Policy
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.file_rights import (
    belongs_to_others,
    keep_for_owner,
    others_may_read,
    others_may_write,
)
from sdk_desktop.files import path_named, read_if_there, text_of, write_private

LARGEST_SETTINGS = 100_000
"""Bytes of a settings file; one with every setting has about 3 000."""

_MOST_DOTS = 100
"""Dots of a line: the parser's memory grows with the square of those in one name."""

MOST = 1_000_000
"""The highest number that may be set: as minutes two years, and as days still a valid date."""

_T = TypeVar("_T")

_TABLES: dict[str, type[Any]] = {
    "connection": Connection,
    "preferences": Preferences,
    "policy": Policy,
    "backup": BackupPlan,
    "card": CardReader,
    "login": Login,
    "access_point": AccessPointConnection,
    "discovery": Discovery,
    "shared": LedgerAddress,
}

_OLDER_NAMES = {"silence_is_yes": "revocation_soft_fail"}
"""Keys as earlier versions wrote them, and as they are called now."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    Until the first-run guide has been through there is neither a `connection` to a message service
    nor an `access_point`; where both are set, the access point is used.
    """

    mailboxes: tuple[Mailbox, ...] = ()
    connection: Connection | None = None
    preferences: Preferences = field(default_factory=Preferences)
    policy: Policy = field(default_factory=Policy)
    backup: BackupPlan = field(default_factory=BackupPlan)
    card: CardReader | None = None
    login: Login | None = None
    access_point: AccessPointConnection | None = None
    discovery: Discovery | None = None
    shared: LedgerAddress | None = None

    @property
    def is_connected(self) -> bool:
        """Whether a message service or an access point is set."""
        return self.connection is not None or self.access_point is not None

    @property
    def address_book_url(self) -> str:
        """The address of SDK Adressbok's API, "" where none is set."""
        connection = self.access_point or self.connection
        return connection.address_book_url if connection else ""

    @property
    def organisation(self) -> str:
        """The name of the organisation that this client serves."""
        return self.mailboxes[0].organisation_name if self.mailboxes else ""

    @property
    def ways(self) -> frozenset[Way]:
        """The ways to sign in that are set up."""
        there = {Way.PASSPHRASE: self, Way.CARD: self.card, Way.LOGIN: self.login}
        return frozenset(way for way, setting in there.items() if setting)


@dataclass(frozen=True, slots=True)
class Profile:
    """A folder of its own for one store: settings, keys, messages, log."""

    folder: Path

    @classmethod
    def named(cls, name: str) -> Profile:
        """Return the profile of a name in the user's data folder, made for the user alone."""
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
    def recovery(self) -> Path:
        """The file that the recovery key opens."""
        return self.folder / "recovery.json"

    @property
    def store(self) -> Path:
        """The encrypted message store."""
        return self.folder / "messages.db"

    @property
    def log(self) -> Path:
        """The log, which holds no content."""
        return self.folder / "sdk-desktop.log"

    @property
    def device_keys(self) -> Path:
        """The folder of this computer's secrets where the system has no key store.

        It is not in the profile, so that a copy of the profile does not contain them.
        """
        return self.folder.parent / "device-keys"

    def backups(self, plan: BackupPlan) -> Path:
        """The folder of the backups."""
        return path_named(plan.folder) if plan.folder else self.folder / "backups"

    def make(self) -> bool:
        """Make the folder, for the user alone; return whether others had rights in one there.

        Those are taken away. Raise `Refused` for another user's, and where that cannot be done.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            foreign, writable = belongs_to_others(self.folder), others_may_write(self.folder)
            readable = others_may_read(self.folder)
        except OSError as error:
            raise Refused("The folder {folder} cannot be made.", folder=self.folder) from error
        if foreign:
            raise Refused(
                "The folder {folder} belongs to another user. Choose another one, or have it given"
                " to you.",
                folder=self.folder,
            )
        if (writable or readable) and not keep_for_owner(self.folder) and writable:
            raise Refused(
                "Others can write in the folder {folder}. Have their rights taken away.",
                folder=self.folder,
            )
        return writable or readable


def read_settings(path: Path, organisation: Path | None = None) -> Settings:
    """Return the settings; tables of the organisation's file replace the user's.

    Defaults where there is no file; raise `Refused` for one that is invalid.
    """
    own = _content(path)
    decided = _content(organisation) if organisation else {}
    for name in own.keys() - decided.keys():
        _refuse_organisation_only(path, name, own[name])
    try:
        return _settings({**own, **decided})
    except _InvalidSettingError as error:
        file = organisation if organisation and error.place.split(".")[0] in decided else path
        raise Refused(
            "The settings file {file} makes no sense at {place}.", file=file, place=error.place
        ) from error


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings file whole, or leave the old one as it was.

    Defaults are left out, so that a later version may change them.
    """
    content: dict[str, Any] = {"mailbox": [asdict(m) for m in settings.mailboxes]}
    for name in _TABLES:
        table = getattr(settings, name)
        if table is not None and (chosen := _chosen(table)):
            content[name] = chosen
    write_private(path, tomli_w.dumps(content).encode())


def _chosen(table: Any) -> dict[str, Any]:  # noqa: ANN401 - one of several dataclasses
    defaults = {one.name: one.default for one in fields(table)}
    return {name: value for name, value in asdict(table).items() if value != defaults[name]}


def _refuse_organisation_only(path: Path, name: str, table: object) -> None:
    """Raise `Refused` where a user's table says what only the organisation may decide."""
    kind = _TABLES.get(name)
    if kind is None or not isinstance(table, dict):
        return
    for one in fields(kind):
        if "organisation_only" in one.metadata and one.name in table:
            raise Refused(
                "{place} in {file} is for your organisation to decide, in its own file.",
                place=f"{name}.{one.name}",
                file=path,
            )


class _InvalidSettingError(Exception):
    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def _content(path: Path) -> dict[str, Any]:
    data = read_if_there(path, LARGEST_SETTINGS)
    try:
        text = text_of(data or b"")
        if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
            raise ValueError
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise Refused(
            "The settings file {file} cannot be read. It is not in UTF-8. Save it in UTF-8.",
            file=path,
        ) from error
    except (ValueError, RecursionError) as error:
        raise Refused("The settings file {file} cannot be read.", file=path) from error


def _settings(content: dict[str, Any]) -> Settings:
    if strange := content.keys() - {"mailbox", *_TABLES}:
        raise _InvalidSettingError(min(strange))
    mailboxes = content.get("mailbox", [])
    if not isinstance(mailboxes, list):
        raise _InvalidSettingError("mailbox")
    tables = {
        name: _made(kind, content[name], name) for name, kind in _TABLES.items() if name in content
    }
    return Settings(tuple(_made(Mailbox, box, "mailbox") for box in mailboxes), **tables)


def _made(kind: type[_T], table: object, name: str) -> _T:
    """Return a dataclass from a table of strings, booleans and positive numbers."""
    if not isinstance(table, dict):
        raise _InvalidSettingError(name)
    written: dict[str, Any] = table
    values = {_OLDER_NAMES.get(key, key): value for key, value in written.items()}
    types = get_type_hints(kind)
    for key, value in values.items():
        if type(value) is not types.get(key) or (type(value) is int and not 0 < value <= MOST):
            raise _InvalidSettingError(f"{name}.{key}")
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:  # a field is missing, or its value is not one of ours
        raise _InvalidSettingError(name) from error
