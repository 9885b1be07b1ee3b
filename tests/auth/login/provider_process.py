"""A certified OpenID Connect provider in a process of its own, and a browser that logs in there."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.kit.processes.plain_http import plain_client

INSTALLED = Path(sys.prefix) / "login-provider"
"""Where `installer/dev.py test` puts it."""
SCRIPT = Path(__file__).parent / "provider" / "provider.mjs"
OLDEST_NODE = 18
MOST_HOPS = 10


@contextmanager
def provider_process() -> Iterator[str]:
    """Start the provider; gives its address. Skips the test where it cannot be started."""
    node = shutil.which("node")
    if node is None or _version(node) < OLDEST_NODE:
        pytest.skip(f"Node {OLDEST_NODE} or later is not installed")
    if not (INSTALLED / "ready").exists():
        pytest.skip("no OpenID Connect provider: `python3 installer/dev.py test` installs one")
    command = [node, str(SCRIPT), str(INSTALLED)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().decode().strip()
            assert address, f"the provider does not start: {' '.join(command)}"
            yield address
        finally:
            process.terminate()


@dataclass
class Browser:
    """A browser with cookies, and the person in front of it.

    `refuses` turns the login down; `ago` is how many seconds ago the login was. `asked` counts how
    often the provider asked who it is; `calls` are the lines to the loopback, still open.
    """

    subject: str = "berg-kim"
    acr: str = "loa3"
    ago: int = 0
    refuses: bool = False
    asked: int = 0
    calls: list[socket.socket] = field(default_factory=list)
    client: httpx.Client = field(default_factory=plain_client)

    def browse(self, url: str) -> None:
        """Go wherever the provider sends us, until it sends us back."""
        for _ in range(MOST_HOPS):
            answer = self.client.get(self._logged_in(url))
            url = str(httpx.URL(url).join(answer.headers["location"]))
            if urlsplit(url).path == "/login":
                self._bring(url)
                return
        raise AssertionError("the provider never sends us back")

    def close(self) -> None:
        """End the browser."""
        self.client.close()
        for connection in self.calls:
            connection.close()

    def _logged_in(self, url: str) -> str:
        if "/interaction/login/" not in url:
            return url
        self.asked += 1
        said = {"refuse": "1"} if self.refuses else {"sub": self.subject, "acr": self.acr}
        return str(httpx.URL(url).copy_merge_params(said | {"ago": str(self.ago)}))

    def _bring(self, url: str) -> None:
        """Send the answer to the loopback, which cannot reply before we are back."""
        there = urlsplit(url)
        connection = socket.create_connection((there.hostname or "", there.port or 0), timeout=60)
        self.calls.append(connection)
        head = f"GET {there.path}?{there.query} HTTP/1.1\r\nHost: {there.netloc}\r\n\r\n"
        connection.sendall(head.encode())


def _version(node: str) -> int:
    """Return the number before the first dot."""
    told = subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout
    return int(told.strip().removeprefix("v").partition(".")[0])
