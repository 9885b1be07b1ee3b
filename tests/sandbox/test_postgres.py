"""The PostgreSQL that people practise sharing with: private, on this computer, and soon gone."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox import postgres
from sdk_desktop.sandbox.postgres import DATABASE, HOST, OWNER, PostgresPrograms, free_port
from sdk_desktop.sharing.administration import LedgerAdministration
from tests.kit.project import PROJECT

pytestmark = pytest.mark.skipif(
    os.name != "posix" or PostgresPrograms.find() is None, reason="PostgreSQL is not installed here"
)

PROGRAM = """
from sdk_desktop.sandbox.postgres import private_server
with private_server() as server:
    print(server.port, flush=True)
    input()
"""


@pytest.fixture
def temporary() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def test_it_is_private_and_ends_when_whoever_began_it_is_killed(temporary: Path) -> None:
    temporary.chmod(0o1777)  # PostgreSQL is another user where we are root
    command, own = [sys.executable, "-c", PROGRAM], os.environ | {"TMPDIR": str(temporary)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=PROJECT, env=own, stdin=pipe, stdout=pipe) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        (folder,) = temporary.iterdir()
        mode = folder.stat().st_mode & 0o777
        address = LedgerAddress(HOST, DATABASE, OWNER, port=port)
        with pytest.raises(Refused, match="password"), LedgerAdministration.at(address, "guessed"):
            pass
        process.kill()
        process.stdout.read()  # until the guard, which has it too, has ended

    assert mode == 0o700
    assert not folder.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((HOST, port))


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PostgresPrograms:
    """Programs of which `initdb` never ends, and the others are not there."""
    endless = tmp_path / "initdb"
    endless.write_text("#!/bin/sh\nexec sleep 60\n", encoding="ascii")
    endless.chmod(0o700)
    monkeypatch.setattr(postgres, "PATIENCE", 0.01)
    monkeypatch.setattr(postgres, "account", dict)
    return PostgresPrograms(tmp_path)


@pytest.mark.parametrize(
    ("name", "said"), [("initdb", "initdb has not ended"), ("pg_ctl", "No such file")]
)
def test_a_postgresql_that_does_not_come_is_said(
    programs: PostgresPrograms, name: str, said: str
) -> None:
    with pytest.raises(Unavailable) as caught:
        programs.run(name, beside=programs.folder)

    assert f"PostgreSQL does not start: {said}" in str(caught.value)


def test_the_newest_that_runs_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel for Windows brings a PostgreSQL 18 without a library that it needs, and a 16."""
    newer, older = tmp_path / "18", tmp_path / "16"
    for folder, code in ((newer, 1), (older, 0)):
        folder.mkdir()
        for name in ("postgres", "initdb"):
            (folder / name).write_text(f"#!/bin/sh\nexit {code}\n", encoding="ascii")
            (folder / name).chmod(0o700)
    monkeypatch.setattr(postgres, "_FOLDERS", ())
    monkeypatch.setattr(postgres, "_of_wheel", lambda: [newer, older])
    monkeypatch.setenv("PATH", str(tmp_path))

    assert PostgresPrograms.find() == PostgresPrograms(older)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says which ports it gives away")
def test_no_connection_is_given_the_port_that_a_server_takes_later() -> None:
    given = Path("/proc/sys/net/ipv4/ip_local_port_range").read_text(encoding="ascii")

    assert max(postgres.PORTS) < int(given.split()[0])
    assert free_port() in postgres.PORTS


def test_a_port_that_somebody_has_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setattr(postgres, "PORTS", range(port, port + 1))

    with socket.create_server((HOST, port)), pytest.raises(Unavailable, match="no free port"):
        free_port()
    assert free_port() == port
