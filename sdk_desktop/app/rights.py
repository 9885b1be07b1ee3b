"""The rights of a profile's files: others can neither read nor write them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, is_dataclass
from pathlib import Path

from sdk_desktop.file_rights import keep_for_owner, others_may_read, others_may_write
from sdk_desktop.files import path_named
from sdk_desktop.settings import Profile, Settings

_SECRETS = ("keys.json", "recovery.json", "messages.db*", "settings.toml", "backups")
_NAMED = frozenset({"secret_file", "private_key_file", "key", "ticket_file"})
"""Settings that name a file with a secret; so do those that end in `password_file`."""


@dataclass(frozen=True, slots=True)
class FileRights:
    """What others could read or write: mended now, and still so."""

    mended: tuple[Path, ...] = ()
    open: tuple[Path, ...] = ()


def mend_rights(profile: Profile, settings: Settings, *, folder: bool) -> FileRights:
    """Take the rights of others away from everything secret that the client uses.

    `folder` says whether others had rights in the profile's own.
    """
    mended: list[Path] = []
    still: list[Path] = []
    if folder:
        (still if others_may_read(profile.folder) else mended).append(profile.folder)
    for path in dict.fromkeys(_secret(profile, settings)):
        with suppress(OSError):  # it is not there, which is said where it is needed
            if others_may_write(path) or others_may_read(path):
                (mended if keep_for_owner(path) else still).append(path)
    return FileRights(tuple(mended), tuple(still))


def _secret(profile: Profile, settings: Settings) -> Iterator[Path]:
    for pattern in _SECRETS:
        yield from profile.folder.glob(pattern)
    if profile.device_keys.is_dir():
        yield profile.device_keys
        yield from profile.device_keys.glob("*.key")
    tables = (getattr(settings, one.name) for one in fields(settings))
    for table in tables:
        if is_dataclass(table) and not isinstance(table, type):
            yield from _named(asdict(table))


def _named(table: dict[str, object]) -> Iterator[Path]:
    for name, value in table.items():
        names_one = name in _NAMED or name.endswith("password_file")
        if names_one and isinstance(value, str) and value and not value.startswith("pkcs11:"):
            yield from _file(path_named(value))


def _file(path: Path) -> Iterator[Path]:
    """Yield a path of a file; a folder stays as it is, for it may be there for others."""
    with suppress(OSError):
        if path.is_file():
            yield path
