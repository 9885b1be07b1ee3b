"""What the database's administrator does: make the ledger, upgrade it, let computers log in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from psycopg import sql

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.resources import resource
from sdk_desktop.sharing.connection import PatientConnection, connect
from sdk_desktop.sharing.errors import translated
from sdk_desktop.sharing.values import FORMAT

OLDEST_SERVER = 150_000
_PASSWORD_BYTES = 24


@dataclass(frozen=True, slots=True)
class LedgerAdministration:
    """A connection of somebody who owns the database and may make roles."""

    connection: PatientConnection

    @classmethod
    @contextmanager
    def at(cls, address: LedgerAddress, password: str | None = None) -> Iterator[Self]:
        """Connect as the address says, and end the connection afterwards."""
        with translated(), connect(address, password) as connection:
            yield cls(connection)

    def format(self) -> int:
        """Return the format of the ledger, 0 where the database holds none."""
        found = self.connection.execute("SELECT to_regclass('ledger.meta')").fetchone()
        if found is None or found[0] is None:
            return 0
        row = self.connection.execute("SELECT format FROM ledger.meta").fetchone()
        return 0 if row is None else int(row[0])

    def upgrade(self, wanted: int = FORMAT) -> int:
        """Bring the ledger to a format, from nothing on, and return what it had; all or nothing."""
        if self.connection.info.server_version < OLDEST_SERVER:
            raise Refused("The ledger needs PostgreSQL 15 or later.")
        with translated(), self.connection.transaction():
            self.connection.execute("SELECT pg_advisory_xact_lock(7331)")
            had = self.format()
            if had > wanted:
                raise Refused(
                    "The ledger belongs to a newer version of SDK Desktop. Install that version."
                )
            for step in range(had + 1, wanted + 1):
                self.connection.execute(resource("ledger", f"{step}.sql").read_bytes())
            self.connection.execute(resource("ledger", "quick.sql").read_bytes())
        return had

    def require(self, least_client: int) -> None:
        """Refuse writes of clients that do not know a format."""
        with translated(), self._as_owner():
            self.connection.execute("UPDATE ledger.meta SET least_client = %s", (least_client,))

    def add_login(self, login: str) -> str:
        """Make a login for one profile, or give it a new password; return the password.

        The server is told only what it needs to compare it, so that none of its logs has it.
        """
        password = secrets.token_urlsafe(_PASSWORD_BYTES)
        told = self.connection.pgconn.encrypt_password(
            password.encode(), login.encode(), b"scram-sha-256"
        ).decode()
        with translated(), self.connection.transaction():
            verb = sql.SQL("ALTER" if self._is_device(login) else "CREATE")
            name = sql.Identifier(login)
            self.connection.execute(
                sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, name, sql.Literal(told))
            )
            self.connection.execute(sql.SQL("GRANT sdk_device TO {}").format(name))
        return password

    def remove_login(self, login: str) -> None:
        """Drop a login; the device that it made known stays, without rights."""
        with translated(), self.connection.transaction():
            if self._is_device(login):
                self.connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))

    def found(self, mailbox: UUID, founder: UUID) -> None:
        """Make a mailbox managed by a device whose keys the ledger has."""
        with translated(), self._as_owner():
            self.connection.execute("SELECT ledger.found(%s, %s)", (mailbox, founder))

    @contextmanager
    def _as_owner(self) -> Iterator[None]:
        with self.connection.transaction():
            self.connection.execute("SET LOCAL ROLE sdk_ledger")
            yield

    def _is_device(self, login: str) -> bool:
        """Return whether there is such a login, of a device; raise `Refused` for another kind."""
        found = self.connection.execute(
            "SELECT pg_has_role(oid, 'sdk_device', 'MEMBER') AND NOT rolsuper AND NOT rolcreaterole"
            " FROM pg_roles WHERE rolname = %s",
            (login,),
        ).fetchone()
        if found is not None and not found[0]:
            raise Refused(
                "This login belongs to something else than SDK Desktop: {login}", login=login
            )
        return found is not None
