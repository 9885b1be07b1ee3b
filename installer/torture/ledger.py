"""The PostgreSQL that keeps the ledger of a run in which computers share mailboxes."""

from __future__ import annotations

import secrets
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.postgres import (
    DATABASE,
    HOST,
    OWNER,
    PostgresPrograms,
    free_port,
    initialise,
    stopped_at_end,
)
from sdk_desktop.sharing.administration import LedgerAdministration
from sdk_desktop.sharing.values import RecordKind


@dataclass(frozen=True)
class KillableLedger:
    """A ledger on a server of its own, which is killed as by a power cut and started again."""

    programs: PostgresPrograms
    folder: Path
    port: int
    password: str
    is_durable: bool = False
    """Whether commits wait for the disk; a killed server needs that only when its computer is."""

    def kill(self) -> None:
        """End the server with all its children at once, and start it again."""
        self._control("stop", "-m", "immediate")
        self.start()

    def start(self) -> None:
        """Start the server, which reads its log as after a power cut."""
        settings = (
            *(f"listen_addresses={HOST}", f"port={self.port}"),
            *("unix_socket_directories=", f"fsync={'on' if self.is_durable else 'off'}"),
        )
        options = shlex.join([part for setting in settings for part in ("-c", setting)])
        self._control("start", "-l", str(self.folder / "log"), "-o", options)

    def login(self, name: str) -> str:
        """Make a login and return its password."""
        address = LedgerAddress(HOST, DATABASE, OWNER, port=self.port)
        with LedgerAdministration.at(address, self.password) as administration:
            administration.upgrade()
            return administration.add_login(name)

    def contents(self) -> int:
        """Count the messages that the ledger has."""
        told = f"host={HOST} port={self.port} dbname={DATABASE} user={OWNER}"
        with psycopg.connect(told, password=self.password) as connection:
            counted = "SELECT count(*) FROM ledger.record WHERE kind = %s AND sealed IS NOT NULL"
            row = connection.execute(counted, (int(RecordKind.CONTENT),)).fetchone()
        return int(row[0]) if row else 0

    def _control(self, what: str, *more: str) -> None:
        control = ("-D", str(self.folder / "data"), "-s", "-w")
        self.programs.run("pg_ctl", what, *control, *more, beside=self.folder)


@contextmanager
def killable_ledger(*, is_durable: bool = False) -> Iterator[KillableLedger]:
    """Run such a server until the end of the block."""
    programs = PostgresPrograms.find()
    if programs is None:
        raise SystemExit("There is no PostgreSQL here to share a mailbox with.")
    folder = Path(tempfile.mkdtemp(prefix="sdk-ledger-"))
    secret = secrets.token_urlsafe()
    ledger = KillableLedger(programs, folder, free_port(), secret, is_durable)
    try:
        initialise(programs, folder, ledger.password)
        stop = ("stop", "-D", str(folder / "data"), "-s", "-w", "-m", "immediate")
        with stopped_at_end(programs.command("pg_ctl", *stop), folder):
            ledger.start()
            yield ledger
            programs.run("pg_ctl", *stop, beside=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
