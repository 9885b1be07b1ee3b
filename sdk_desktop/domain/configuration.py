"""What can be set, and what a check of it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sdk_desktop.domain.clearance import Level
from sdk_desktop.domain.errors import Refused

_THIS_COMPUTER = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach the organisation's message service and the address book.

    The client proves itself with the private key in `private_key_file` (PEM, `private_key_jwt`)
    or, without one, with the secret in `secret_file`.
    """

    service_url: str
    token_url: str
    client_id: str
    address_book_url: str
    secret_file: str = ""
    private_key_file: str = ""


@dataclass(frozen=True, slots=True)
class CardReader:
    """How to reach smart cards: the PKCS#11 library of the card's maker, and the card's label.

    Without a label the only card that is there is used.
    """

    driver: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Login:
    """The organisation's login service (OpenID Connect), where the client is a public client.

    `acr_2` to `acr_4` are the names (`acr` values) that the service gives the levels of
    assurance, "" for those that it does not know. Raises `Refused` when the settings cannot be
    meant.
    """

    issuer: str
    client_id: str
    acr_2: str = ""
    acr_3: str = ""
    acr_4: str = ""

    def __post_init__(self) -> None:
        """Look at what is given."""
        if not is_safe(self.issuer) or not {"?", "#"}.isdisjoint(self.issuer):
            raise Refused("The login service's address in the settings must begin with https://.")
        if not self.client_id.strip():
            raise Refused("The settings do not say the client_id at the login service.")
        names = [name for name in (self.acr_2, self.acr_3, self.acr_4) if name]
        if len(set(names)) < len(names) or any(len(name.split()) != 1 for name in names):
            raise Refused(
                "Each level of the login service needs a name of its own, without spaces, in the"
                " settings."
            )

    @property
    def levels(self) -> Mapping[str, Level]:
        """The levels by the names that the login service gives them, the lowest first."""
        named = {self.acr_2: Level.MEDIUM, self.acr_3: Level.HIGH, self.acr_4: Level.HIGHEST}
        return {name: level for name, level in named.items() if name}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person may choose; `language` is `sv` or `en`, `idle_minutes` locks the window."""

    language: str = "sv"
    text_percent: int = 100
    idle_minutes: int = 10


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a check-up: what was tried, whether it works, what was seen, what to do.

    `values` fill the `{names}` in `text`, as an error's do.
    """

    name: str
    ok: bool
    text: str
    advice: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def is_safe(address: str) -> bool:
    """Tell whether nobody can listen on the way to an address: https, or this computer itself."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or not address.isprintable() or " " in address:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_COMPUTER)
