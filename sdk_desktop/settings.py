"""The settings file (TOML), and the paths of a profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import tomli_w

from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.configuration import (
    AccessPointConnection,
    CardReader,
    Connection,
    Discovery,
    Login,
    Network,
    Preferences,
    Updates,
)
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.file_name import safe_name
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.policy import BackupPlan, ExportPlan, Policy
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.file_rights import (
    belongs_to_others,
    keep_for_owner,
    others_may_read,
    others_may_write,
)
from sdk_desktop.files import path_named, unmade, write_private
from sdk_desktop.profile_folder import profile_folder
from sdk_desktop.toml_file import read_tables

MOST = 1_000_000
"""The highest number that may be set: as minutes two years, and as days still a valid date."""

_T = TypeVar("_T")

TABLES: dict[str, type[Any]] = {
    "connection": Connection,
    "preferences": Preferences,
    "policy": Policy,
    "backup": BackupPlan,
    "export": ExportPlan,
    "card": CardReader,
    "login": Login,
    "access_point": AccessPointConnection,
    "discovery": Discovery,
    "shared": LedgerAddress,
    "updates": Updates,
    "network": Network,
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
    export: ExportPlan = field(default_factory=ExportPlan)
    card: CardReader | None = None
    login: Login | None = None
    access_point: AccessPointConnection | None = None
    discovery: Discovery | None = None
    shared: LedgerAddress | None = None
    updates: Updates | None = None
    network: Network | None = None

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
    def answer_days(self) -> Mapping[str, int]:
        """The working days in which what comes to each mailbox is to be answered, 0 for no time."""
        return {one.address: one.answer_days for one in self.mailboxes}

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
        """Return the profile of a name in the user's data folder; raise `Refused` for a path."""
        profile = cls(profile_folder(name))
        if safe_name(name) != name or name.casefold() == profile.device_keys.name:
            raise Refused("A profile cannot be called “{name}”.", name=name)
        return profile

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
    def note(self) -> Path:
        """What is noted of the last rounds with the message service, without content."""
        return self.folder / "status.json"

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

        Those are taken away. Raise `Refused` for another user's, where that cannot be done, and
        where others need them: it holds something else.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            foreign, writable = belongs_to_others(self.folder), others_may_write(self.folder)
            readable = others_may_read(self.folder)
            needed = (writable or readable) and self._holds_something_else()
        except OSError as error:
            raise unmade(self.folder, error) from error
        if foreign:
            raise Refused(
                "The folder {folder} belongs to another user. Choose another one, or have it given"
                " to you.",
                folder=self.folder,
            )
        if needed:
            raise Refused(
                "The folder {folder} holds something else. Choose an empty one.", folder=self.folder
            )
        if (writable or readable) and not keep_for_owner(self.folder) and writable:
            raise Refused(
                "Others can write in the folder {folder}. Have their rights taken away.",
                folder=self.folder,
            )
        return writable or readable

    def _holds_something_else(self) -> bool:
        ours = (self.settings, self.keys, self.recovery, self.store, self.log, self.note)
        there = {path.stem for path in self.folder.iterdir()}
        return bool(there) and there.isdisjoint(path.stem for path in ours)


@dataclass(frozen=True, slots=True)
class Source:
    """A place where settings are written, and the tables there."""

    place: str
    tables: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExplainedSetting:
    """A setting, where its value is written ("" for nowhere), and whether that is locked.

    A user cannot change what is locked, for the organisation decides the table.
    """

    name: str
    value: object
    place: str
    locked: bool


def read_settings(
    path: Path, organisation: Path | None = None, managed: Source | None = None
) -> Settings:
    """Return the settings; tables that the organisation decides replace the user's.

    It does so in its file, and in what the system distributes, whose values replace the file's.
    Defaults where nothing is written; raise `Refused` for what is invalid.
    """
    return _settings_from(_sources(path, organisation, managed))


def explain_settings(
    path: Path, organisation: Path | None = None, managed: Source | None = None
) -> tuple[ExplainedSetting, ...]:
    """Return each setting and where it is decided; raise as `read_settings` does."""
    sources = _sources(path, organisation, managed)
    settings = _settings_from(sources)
    found = [("mailbox", "", box.address) for box in settings.mailboxes]
    for name in TABLES:
        if (table := getattr(settings, name)) is not None:
            found += [(name, key, value) for key, value in asdict(table).items()]
    return tuple(
        ExplainedSetting(
            name=f"{name}.{key}" if key else name,
            value=value,
            place=_place(sources, name, key),
            locked=any(name in source.tables for source in sources[1:]),
        )
        for name, key, value in found
    )


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings file whole, or leave the old one as it was.

    Defaults are left out, so that a later version may change them.
    """
    content: dict[str, Any] = {"mailbox": [_chosen(m) for m in settings.mailboxes]}
    for name in TABLES:
        table = getattr(settings, name)
        if table is not None and (chosen := _chosen(table)):
            content[name] = chosen
    write_private(path, tomli_w.dumps(content).encode())


def _sources(path: Path, organisation: Path | None, managed: Source | None) -> list[Source]:
    """Return the user's own source, then those of the organisation, the strongest last."""
    sources = [Source(str(path), read_tables(path))]
    if organisation is not None:
        sources.append(Source(str(organisation), read_tables(organisation)))
    if managed is not None:
        tables = {name: _as_meant(name, table) for name, table in managed.tables.items()}
        sources.append(Source(managed.place, tables))
    return sources


def _settings_from(sources: Sequence[Source]) -> Settings:
    own, *deciding = sources
    decided: dict[str, Any] = {}
    for source in deciding:
        for name, table in source.tables.items():
            tables = isinstance(table, dict) and isinstance(decided.get(name), dict)
            decided[name] = {**decided[name], **table} if tables else table
    for name in own.tables.keys() - decided.keys():
        _refuse_organisation_only(own.place, name, own.tables[name])
    try:
        return _settings({**own.tables, **decided})
    except _InvalidSettingError as error:
        name, _, key = error.place.partition(".")
        place = _place(sources, name, key) or _place(sources, name, "")
        raise Refused(
            "The settings file {file} makes no sense at {place}.", file=place, place=error.place
        ) from error


def _place(sources: Sequence[Source], name: str, key: str) -> str:
    """Return where a table, or a value in it, is decided; "" where it is written nowhere."""
    own, *deciding = sources
    asked = [source for source in reversed(deciding) if name in source.tables] or [own]
    written = (source.place for source in asked if not key or key in source.tables.get(name, ()))
    return next(written, "")


def _as_meant(name: str, table: object) -> object:
    """Return a table with the yes and no that the registry has as 1 and 0."""
    kind = TABLES.get(name)
    if kind is None or not isinstance(table, dict):
        return table
    types = _types(name)
    return {
        key: bool(value) if types.get(key) is bool and value in (0, 1) else value
        for key, value in table.items()
    }


@cache
def _types(table: str) -> dict[str, Any]:
    """Return the types of a table's values; finding them takes as long as reading them all."""
    return get_type_hints(TABLES.get(table, Mailbox))


def _chosen(table: Any) -> dict[str, Any]:  # noqa: ANN401 - one of several dataclasses
    defaults = {one.name: one.default for one in fields(table)}
    return {name: value for name, value in asdict(table).items() if value != defaults[name]}


def _refuse_organisation_only(place: str, name: str, table: object) -> None:
    """Raise `Refused` where a user's table says what only the organisation may decide."""
    kind = TABLES.get(name)
    if kind is None or not isinstance(table, dict):
        return
    for one in fields(kind):
        if "organisation_only" in one.metadata and one.name in table:
            raise Refused(
                "{place} in {file} is for your organisation to decide, in its own file.",
                place=f"{name}.{one.name}",
                file=place,
            )


class _InvalidSettingError(Exception):
    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def _settings(content: dict[str, Any]) -> Settings:
    if strange := content.keys() - {"mailbox", *TABLES}:
        raise _InvalidSettingError(min(strange))
    mailboxes = content.get("mailbox", [])
    if not isinstance(mailboxes, list):
        raise _InvalidSettingError("mailbox")
    tables = {
        name: _made(kind, content[name], name) for name, kind in TABLES.items() if name in content
    }
    return Settings(tuple(_made(Mailbox, box, "mailbox") for box in mailboxes), **tables)


def _made(kind: type[_T], table: object, name: str) -> _T:
    """Return a dataclass from a table of strings, booleans and positive numbers."""
    if not isinstance(table, dict):
        raise _InvalidSettingError(name)
    written: dict[str, Any] = table
    values = {_OLDER_NAMES.get(key, key): value for key, value in written.items()}
    types = _types(name)
    for key, value in values.items():
        if type(value) is not types.get(key) or (type(value) is int and not 0 < value <= MOST):
            raise _InvalidSettingError(f"{name}.{key}")
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:  # a field is missing, or its value is not one of ours
        raise _InvalidSettingError(name) from error
