"""What a client that is killed leaves behind."""

import contextlib
import socket
import subprocess
import sys
from urllib.parse import urlsplit

from tests.kit.project import PROJECT

CLIENT = """
import sys
from sdk_desktop.cli.client import sandbox_process
with sandbox_process(1.0) as address:
    print(address, flush=True)
    sys.stdin.read()
"""


def test_a_killed_client_takes_its_sandbox_along() -> None:
    command = [sys.executable, "-c", CLIENT]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as client:
        assert client.stdout is not None
        port = urlsplit(client.stdout.readline().strip()).port
        with socket.create_connection(("127.0.0.1", port or 0), timeout=60) as caller:
            client.kill()
            said = b""
            with contextlib.suppress(ConnectionResetError):
                said = caller.recv(1)  # returns when the sandbox has ended

    assert said == b""
