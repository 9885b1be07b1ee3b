"""A message service that says what it was told to: `canned FOLDER`.

It costs as little as a service can, so that what is measured is the client. The folder has
`list.json` and one file for each message, named as in the list. What was deleted is listed no
more, and a mailbox is shown its own. It prints its address.
"""

from __future__ import annotations

import json
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

_PIECE = 65_536
_TOKEN = b'{"access_token": "t", "token_type": "Bearer", "expires_in": 3600}'
_NOTHING = b'{"data": []}'
_MAILBOX = "filter[recipientAttention.subOrganization.extension]"


class Canned(BaseHTTPRequestHandler):
    """Answers from files."""

    protocol_version = "HTTP/1.1"
    wbufsize = _PIECE  # an answer is one packet, which nobody waits for
    disable_nagle_algorithm = True
    folder = Path()
    deleted: ClassVar[set[str]] = set()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Give a list or a message."""
        parts = urlsplit(self.path)
        name = parts.path.rpartition("/")[2]
        if name == "messages":
            asked = parse_qs(parts.query)
            self._answer(self._waiting(asked) if "NEW" in parts.query else _NOTHING)
        else:
            file = self.folder / name
            self._answer(file.read_bytes() if file.exists() else _NOTHING)

    def do_POST(self) -> None:
        """Take a message, or give a token."""
        left = int(self.headers["Content-Length"])
        while left > 0:
            left -= len(self.rfile.read(min(left, _PIECE)))
        if self.path == "/token":
            self._answer(_TOKEN)
        else:
            self._answer(b"{}", HTTPStatus.CREATED, f"{self.path}/taken")

    def do_DELETE(self) -> None:
        """Delete a message."""
        self.deleted.add(self.path.rpartition("/")[2])
        self._answer(b"{}")

    def _waiting(self, asked: dict[str, list[str]]) -> bytes:
        """Return what waits for a mailbox, or for all where none is named."""
        listed = json.loads((self.folder / "list.json").read_bytes())["data"]
        mailboxes = asked.get(_MAILBOX, [])
        there = [one for one in listed if one["id"] not in self.deleted]
        waiting = [one for one in there if not mailboxes or _mailbox(one) in mailboxes]
        return json.dumps({"data": waiting}).encode()

    def _answer(self, body: bytes, status: int = HTTPStatus.OK, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)


def _mailbox(listed: dict[str, Any]) -> str:
    attention = listed["attributes"]["recipientAttention"]
    return str(attention["subOrganization"]["extension"])


if __name__ == "__main__":
    Canned.folder = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canned)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
