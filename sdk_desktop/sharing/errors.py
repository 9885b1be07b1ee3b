"""Turns the errors of PostgreSQL and of the connection to it into `SdkError`s.

Nothing of the server's own text is repeated: it may name logins, tables and addresses.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted

_log = logging.getLogger(__name__)

_BY_STATE: dict[str, SdkError] = {
    "28P01": Refused("The ledger does not accept this client's password."),
    "28000": Refused("The ledger does not let this client in. Ask its administrator."),
    "3D000": Refused("There is no such ledger on the server. Check the settings."),
    "3F000": Refused("The database holds no ledger. Check the settings."),
    "42P01": Refused("The database holds no ledger. Check the settings."),
    "42883": Refused("The database holds no ledger. Check the settings."),
    "42501": Refused("The program does not have the right to do this in the ledger."),
    "25006": Unavailable("The ledger's server only lets itself be read just now. Try again."),
    "53100": Unavailable(
        "The ledger's server has no room left. Nothing has been written there. Tell its"
        " administrator."
    ),
    "53300": Unavailable("The ledger's server has too many connections. Try again."),
    "55P03": Unavailable("The mailbox is busy in the ledger. Try again."),
}
"""The errors for PostgreSQL's codes (Appendix A of its manual)."""

_BY_TEXT: tuple[tuple[str, SdkError], ...] = (
    (
        "server does not support SSL",
        Untrusted("The ledger's server does not encrypt. Nothing was sent to it."),
    ),
    ("certificate", Untrusted("The ledger's server could not prove who it is.")),
    ("SSL error", Untrusted("The ledger's server could not prove who it is.")),
    (
        "password authentication failed",
        Refused("The ledger does not accept this client's password."),
    ),
    ("no password supplied", Refused("The settings do not say the password for the ledger.")),
    (
        "no pg_hba.conf entry",
        Refused("The ledger does not let this client in. Ask its administrator."),
    ),
    ("does not exist", Refused("There is no such ledger on the server. Check the settings.")),
    (
        "too many c",  # clients already, or connections for a role
        Unavailable("The ledger's server has too many connections. Try again."),
    ),
    (
        "remaining connection slots",
        Unavailable("The ledger's server has too many connections. Try again."),
    ),
)
"""While connecting libpq tells only a text, in the server's language where the server said it."""


class ProgramTooOld(Refused):
    """The ledger lets only newer programs write; this one may read on, and loses nothing."""

    def __init__(self) -> None:
        super().__init__(
            "This version of SDK Desktop is too old to change the shared mailbox. It can still be"
            " read. Install the newest version."
        )


class LedgerSilent(Unavailable):
    """No response came: the request may have been carried out, or still be carried out."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise the `SdkError` for an error of PostgreSQL; one that has none passes on."""
    try:
        yield
    except psycopg.Error as error:
        known = _meaning(error)
        if known is None:
            raise
        _log.info("the ledger: %s", error.sqlstate or type(error).__name__)
        raise known from None


def _meaning(error: psycopg.Error) -> SdkError | None:
    found = _BY_STATE.get(error.sqlstate or "")
    if found is None and error.sqlstate is None:
        said = str(error)
        found = next((known for part, known in _BY_TEXT if part in said), None)
    if found is not None:
        return type(found)(found.text)
    if isinstance(error, psycopg.InternalError):  # as of pages or an index that are damaged there
        return LedgerSilent(
            "The server is busy or has a fault ({status}).", status=error.sqlstate or "?"
        )
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return LedgerSilent("There is no contact with the shared mailbox. Try again.")
    return None
