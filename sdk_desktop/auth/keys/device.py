"""This computer's secret: with it a copied profile opens nothing elsewhere.

It lies in the operating system's key store; where there is none, in a file of the user's beside
the profile's folder, which is weaker: whoever can read the user's files has both.
"""

from __future__ import annotations

import secrets
import sys
from base64 import b64decode, b64encode
from contextlib import suppress
from enum import Enum
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from keyring.backends import Windows, fail, null
from keyring.errors import KeyringError, NoKeyringError

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.files import read_if_there, unmade, unwritable, write_private

SERVICE = "SDK Desktop"
SECRET_BYTES = 32
_FAILURES: tuple[type[Exception], ...] = (KeyringError, RuntimeError, OSError)
"""What backends raise when they cannot be used, or when the user does not open them."""
if sys.platform == "win32":  # where policies may forbid that anything is kept: an error of its own
    _FAILURES = (*_FAILURES, Windows.pywintypes.error)  # type: ignore[attr-defined, unused-ignore]
_HERE_ONLY = "local machine"
"""How long Windows keeps a secret: else it follows the user to other computers."""


class SecretPlace(Enum):
    """Where a device secret lies."""

    KEY_STORE = "key store"
    FILE = "file"


class Device:
    """The secrets of this computer, by name; a profile makes one and names it in its key file."""

    def __init__(self, folder: Path) -> None:
        """Use the operating system's key store, or files in `folder`."""
        self._folder = folder

    def make(self) -> tuple[str, bytes]:
        """Make a secret; return its name and the secret."""
        name, secret = secrets.token_hex(8), secrets.token_bytes(SECRET_BYTES)
        self.note(name, _text(secret))
        return name, secret

    def note(self, name: str, text: str) -> None:
        """Keep a short ASCII text under a name, in place of an earlier one."""
        if _keep(name, text):
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise unmade(self._folder, error) from error
        write_private(self._file(name), text.encode())

    def noted(self, name: str) -> str:
        """Return the text under a name, "" where this computer has none or does not tell."""
        return _kept(name) or self._in_file(name)

    def secret(self, name: str) -> bytes:
        """Return a secret; raises when this computer has none of that name, or does not tell."""
        kept = _asked(name)
        secret = _bytes(kept or self._in_file(name))
        if len(secret) == SECRET_BYTES:
            return secret
        if kept is None:
            raise Unavailable("This computer's key store does not open. Unlock it and try again.")
        raise Refused(
            "This computer does not hold what belongs to the key file. Use the recovery key."
        )

    def place(self, name: str) -> SecretPlace | None:
        """Return where a secret lies, None when it is not here."""
        if _kept(name):
            return SecretPlace.KEY_STORE
        return SecretPlace.FILE if self._in_file(name) else None

    def forget(self, name: str) -> None:
        """Remove a secret that no slot needs any longer; raises when its file stays."""
        _drop(name)
        if self._in_file(name):
            try:
                self._file(name).unlink(missing_ok=True)
            except OSError as error:
                raise unwritable(self._file(name), error) from error

    def _in_file(self, name: str) -> str:
        data = read_if_there(self._file(name)) or b""
        return data.decode("ascii") if data.isascii() else ""

    def _file(self, name: str) -> Path:
        if not name.isalnum():
            raise Refused("This computer's secret has a name that makes no sense.")
        return self._folder / f"{name}.key"


def find_key_store() -> None:
    """Look for the operating system's key store, before there is anything secret.

    What is on the call stack at the first look, `keyring` keeps until the program ends: a module
    that it cannot load there leaves its exception behind.
    """
    with suppress(*_FAILURES):
        keyring.get_keyring()


def may_ask() -> bool:
    """Return whether the key store may ask the user for a password of its own.

    Windows and macOS open theirs when the user signs in there; a Linux desktop may ask for one that
    has to be chosen first. Nothing is asked here.
    """
    find_key_store()
    none = isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)
    return sys.platform == "linux" and not none


def _keep(name: str, text: str) -> bool:
    """Put a secret into the key store; return whether it can be read back."""
    try:
        _kept_here(keyring.get_keyring()).set_password(SERVICE, name, text)
    except _FAILURES:
        return False
    return _kept(name) == text


def _kept_here(store: KeyringBackend) -> KeyringBackend:
    """Return a key store that lets nothing follow a user whose folder roams."""
    if hasattr(store, "persist"):  # Windows' own
        store.persist = _HERE_ONLY
    return store


def _kept(name: str) -> str:
    return _asked(name) or ""


def _asked(name: str) -> str | None:
    """Return what the key store holds, "" for nothing or no key store; None when it stays shut."""
    try:
        return keyring.get_password(SERVICE, name) or ""
    except NoKeyringError:
        return ""
    except _FAILURES:
        return None


def _drop(name: str) -> None:
    try:
        keyring.delete_password(SERVICE, name)
    except _FAILURES:
        return


def _text(secret: bytes) -> str:
    return b64encode(secret).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""
