"""What is said of a mailbox that several computers share, without how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sdk_desktop.domain.errors import Refused

THIS_COMPUTER = frozenset({"127.0.0.1", "::1", "localhost"})
POSTGRES_PORT = 5432
_LAST_PORT = 65_535


class Role(StrEnum):
    """What a device may do in a mailbox; the ledger enforces it."""

    READER = "reader"
    HANDLER = "handler"
    REGISTRAR = "registrar"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class LedgerAddress:
    """Where the ledger of shared mailboxes is, and the login of this profile there.

    `password_file` holds the login's password in its first line. `trusted_file` has the issuers
    (PEM) of the server's certificate, if the computer does not know them. Encryption is done
    without only on this computer itself. A copy that has not met its ledger for `offline_days`
    does not open. Raises `Refused` when the settings cannot be meant.
    """

    host: str
    database: str
    user: str
    password_file: str = ""
    port: int = POSTGRES_PORT
    trusted_file: str = ""
    offline_days: int = 14

    def __post_init__(self) -> None:
        """Check the values."""
        named = (self.host, self.database, self.user)
        if not all(one.strip() and one.isprintable() for one in named):
            raise Refused("The settings do not say where the shared mailboxes' ledger is.")
        if "," in self.host or self.host.startswith(("/", "@")) or self.port > _LAST_PORT:
            raise Refused("The ledger's address in the settings is not the name of one server.")

    @property
    def is_here(self) -> bool:
        """Return whether the ledger is on this computer, so that nobody can listen on the way."""
        return self.host in THIS_COMPUTER
