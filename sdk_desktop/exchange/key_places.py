"""Opening the organisation's keys where they lie: in a file, on a card or a security module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.hardware_keys import open_token
from sdk_desktop.exchange.key_files import PasswordNeeded, read_key
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.files import path_named, read_file

AskPassword = Callable[[str], str]
"""Asks for the password or PIN of what is named; raise `PasswordNeeded` where nobody is there."""

_TOKEN = "pkcs11:"  # noqa: S105 - a scheme, no secret


@contextmanager
def open_key_ring(place: str, password: bytes | None, ask: AskPassword) -> Iterator[KeyRing]:
    """Open keys for as long as the block runs; without a password it is asked for when needed.

    They are a file, or a token as RFC 7512 names it, by label, serial number or both:
    `pkcs11:token=LABEL;serial=NUMBER?module-path=/path/to/driver.so`.
    """
    if place.startswith(_TOKEN):
        driver, label, serial = _token(place)
        pin = ask(label or serial or "") if password is None else _text(password)
        with open_token(driver, pin, label, serial=serial) as keys:
            yield KeyRing(keys)
        return
    data = read_file(path_named(place))
    try:
        key = read_key(data, password)
    except PasswordNeeded:
        key = read_key(data, ask(place).encode())
    yield KeyRing([key])


def _text(password: bytes) -> str:
    try:
        return password.decode()
    except ValueError:
        raise Refused("The file with the password or PIN is not a text file (UTF-8).") from None


def _token(name: str) -> tuple[Path, str | None, str | None]:
    """Return a token's driver, label and serial number."""
    parts = urlsplit(name)
    pairs = (part.partition("=") for part in parts.path.split(";"))
    named = {key: unquote(value) for key, _, value in pairs}
    drivers = parse_qs(parts.query).get("module-path")
    if not drivers:
        raise Refused("Say which driver the token needs: pkcs11:…?module-path=FILE.")
    return path_named(drivers[0]), named.get("token"), named.get("serial")
