import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from operator import attrgetter
from urllib.request import urlopen

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.sandbox.server import ROUTES, Application, serve
from tests.kit.sandbox_network import NOON, PKI, Watch

PROGRAM = """
from sdk_desktop.sandbox.server import serve
serve(0, 60.0, lambda port: print(port, flush=True))
"""


@pytest.fixture
def port() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.terminate()
        process.wait(timeout=60)


def test_the_sandbox_serves_on_the_port_that_it_announces(port: int) -> None:
    with urlopen(f"http://127.0.0.1:{port}/practice", timeout=60) as answer:
        summary = json.load(answer)

    assert summary["speed"] == 60.0


@pytest.mark.parametrize("endpoint", sorted({rule.endpoint for rule in ROUTES.iter_rules()}))
def test_every_route_leads_to_an_answer(endpoint: str) -> None:
    assert callable(attrgetter(endpoint)(Application(Watch(NOON), PKI)))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is one loopback address")
def test_the_sandbox_is_on_the_loopback_only(port: int) -> None:
    with socket.create_server(("127.0.0.2", port)) as other:
        assert other.getsockname()[1] == port


def test_a_port_that_is_taken_is_refused() -> None:
    announced: list[int] = []
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(Refused, match="cannot be used"),
    ):
        serve(other.getsockname()[1], 1.0, announced.append)

    assert announced == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot watch a pipe like a socket")
def test_a_leashed_sandbox_ends_with_whoever_started_it() -> None:
    command = [sys.executable, "-m", "sdk_desktop", "sandbox", "--end-with-parent"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline().startswith(b"http://127.0.0.1:")
        assert process.poll() is None

        process.stdin.close()

        assert process.wait(timeout=60) == 0


def test_the_server_needs_nothing_that_windows_lacks_unless_it_is_leashed() -> None:
    as_on_windows = "import waitress.server as w; vars(w.wasyncore).pop('file_dispatcher', None)"
    program = f"{as_on_windows}; import sdk_desktop.sandbox.server"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
