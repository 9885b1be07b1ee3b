"""A connection to the ledger's server: encrypted, with a time-out on every call."""

from __future__ import annotations

import os
import selectors
import time

import psycopg
from psycopg import IsolationLevel
from psycopg.abc import RV, ConnParam, PQGen
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow

from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.files import path_named, read_secret

PATIENCE = 30.0
"""Seconds to wait for one answer."""
_INTERVAL = 0.1

_QUICK: dict[str, ConnParam] = {
    "application_name": "sdk-desktop",
    "client_encoding": "UTF8",
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""How soon a broken connection is noticed: in seconds, the last one in milliseconds."""


class PatientConnection(psycopg.Connection[TupleRow]):
    """A connection that is closed when an answer takes longer than its `patience`, in seconds.

    PostgreSQL's own time-out would not do: it may end a wait for the standby after the commit.
    """

    patience = PATIENCE

    @property
    def is_gone(self) -> bool:
        """Whether it is closed, or the server has said something though nobody asked: farewell."""
        if self.closed:
            return True
        with selectors.DefaultSelector() as said:
            said.register(self.fileno(), selectors.EVENT_READ)
            return bool(said.select(0))

    def wait(self, gen: PQGen[RV], interval: float = _INTERVAL, timeout: float | None = None) -> RV:
        """Wait as psycopg does, for `patience` seconds at most."""
        began = time.monotonic()
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError:
            if time.monotonic() - began >= self.patience:
                self.pgconn.finish()
            raise


def connect(address: LedgerAddress, password: str | None = None) -> PatientConnection:
    """Connect as the settings say; `password` goes before the password file."""
    where: dict[str, ConnParam] = {
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
        "user": os.path.expandvars(address.user),
        "password": _password(address) if password is None else password,
    }
    told = make_conninfo("", **where, **_encryption(address), **_QUICK)
    connection = PatientConnection.connect(told, autocommit=True)
    connection.isolation_level = IsolationLevel.REPEATABLE_READ  # within a transaction() only
    connection.prepare_threshold = None  # a pooler may give each statement another server process
    return connection


def _encryption(address: LedgerAddress) -> dict[str, ConnParam]:
    if address.is_here:
        return {"sslmode": "prefer"}
    return {"sslmode": "verify-full", "sslrootcert": _trusted(address)}


def _trusted(address: LedgerAddress) -> str:
    return str(path_named(address.trusted_file)) if address.trusted_file else "system"


def _password(address: LedgerAddress) -> str:
    return read_secret(path_named(address.password_file)) if address.password_file else ""
