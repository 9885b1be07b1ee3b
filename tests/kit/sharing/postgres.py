"""A private PostgreSQL: a cluster in a folder of its own, with databases for tests."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from sdk_desktop.sandbox.postgres import HOST, PostgresPrograms, account, free_port, give

OWNER = "dba"
PASSWORD = "the administrator"
_UNSAFE = ("fsync=off", "full_page_writes=off")


@dataclass(eq=False)
class PostgresCluster:
    """A server that a test may stop, kill and start again."""

    folder: Path
    programs: PostgresPrograms
    port: int
    settings: tuple[str, ...] = _UNSAFE
    runs: bool = False

    def initialise(self) -> None:
        """Make the cluster, with one administrator who is no superuser."""
        secret = self.folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        give(self.folder, secret)
        self.programs.run(
            *("initdb", "--pgdata", str(self.data), "--username", "postgres", "--no-sync"),
            *("--auth-local", "trust", "--auth-host", "scram-sha-256", "--encoding", "UTF8"),
            *("--locale", "C", "--pwfile", str(secret)),
            beside=self.folder,
        )
        self.start()
        with self.superuser() as connection:
            told = cheap_verifier(PASSWORD)
            connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE PASSWORD '{told}'".encode())

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Start the server and wait until it takes connections."""
        options = [part for setting in self.settings for part in ("-c", setting)]
        options += ["-c", f"unix_socket_directories={self.folder}", "-c", f"port={self.port}"]
        options += ["-c", f"listen_addresses={HOST}", "-c", "max_connections=200"]
        self._control("start", "-l", str(self.folder / "log"), "-o", shlex.join(options))
        self.runs = True

    def kill(self) -> None:
        """End the server as a power cut does, with all its children."""
        self._control("stop", "-m", "immediate")
        self.runs = False

    def superuser(self, database: str = "postgres") -> psycopg.Connection:
        """Connect as the one who may everything."""
        where = f"host={self.folder} port={self.port} user=postgres dbname={database}"
        return psycopg.connect(where, autocommit=True)

    def encrypt(self, certificate: bytes | None) -> None:
        """Encrypt from now on, with a certificate and its key (PEM), or no longer."""
        file = self.data / "server.pem"
        file.write_bytes(certificate or b"")
        file.chmod(0o600)
        give(file)
        wanted = "on" if certificate else "off"
        with self.superuser() as connection:
            connection.execute("ALTER SYSTEM SET ssl_cert_file = 'server.pem'")
            connection.execute("ALTER SYSTEM SET ssl_key_file = 'server.pem'")
            connection.execute(f"ALTER SYSTEM SET ssl = {wanted}".encode())
            connection.execute("SELECT pg_reload_conf()")

    def create(self, template: str = "template1") -> str:
        """Make a database that the administrator owns, and return its name."""
        name = f"test_{secrets.token_hex(6)}"
        with self.superuser() as connection:
            quick = "STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""
            connection.execute(
                f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template} {quick}".encode()
            )
        return name

    def drop(self, *databases: str) -> None:
        """Remove databases that are still there, also from under those who are connected."""
        if self.runs:
            with self.superuser() as connection:
                for name in databases:
                    connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())

    def files(self, database: str) -> bytes:
        """Return a dump of a database, and the bytes of its tables and of the write-ahead log."""
        where = ("-h", str(self.folder), "-p", str(self.port), "-U", "postgres")
        command = self.programs.command("pg_dump", *where, "-Fp", database)
        dumped: bytes = subprocess.run(command, check=True, capture_output=True, **account()).stdout
        with self.superuser(database) as connection:
            number = connection.execute(
                "SELECT oid FROM pg_database WHERE datname = current_database()"
            ).fetchone()
        assert number is not None
        tables = (self.data / "base" / str(number[0])).iterdir()
        log = (self.data / "pg_wal").glob("0*")
        return dumped + b"".join(path.read_bytes() for path in (*tables, *log))

    def _control(self, what: str, *arguments: str) -> None:
        """Have PostgreSQL's own control do something, and wait until that is done."""
        control = ("-D", str(self.data), "-s", "-w")
        self.programs.run("pg_ctl", what, *control, *arguments, beside=self.folder)


def cheap_verifier(password: str) -> str:
    """Return what the server compares a password with, of one iteration (RFC 5803 §3).

    The usual 4096 are half of what a connection takes, at either side.
    """
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1)
    client = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    said = [base64.b64encode(part).decode() for part in (salt, client, server)]
    return "SCRAM-SHA-256$1:{}${}:{}".format(*said)


@contextmanager
def private_cluster(*settings: str) -> Iterator[PostgresCluster]:
    """Start a cluster that ends with the test, or skip where there is no PostgreSQL."""
    found = PostgresPrograms.find()
    if found is None or os.name != "posix":
        pytest.skip("PostgreSQL is not installed here")
    folder = Path(tempfile.mkdtemp(prefix="sdk-pg-"))
    cluster = PostgresCluster(folder, found, free_port(), settings or _UNSAFE)
    try:
        cluster.initialise()
        yield cluster
    finally:
        if cluster.runs:
            cluster.kill()
        shutil.rmtree(folder, ignore_errors=True)
