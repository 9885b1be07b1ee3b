"""A client in a process of its own: receives, and is killed when a test wants it.

Called as `receiver.py FOLDER ADDRESS kill|receive`. Prints how many messages it has, how many of
them are different, and how many still wait at the service.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import httpx

from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.settings import Profile
from tests.town import CHEAP

PUT_OUT = getattr(signal, "SIGKILL", signal.SIGTERM)


class DiesWhenDeleting(httpx.HTTPTransport):
    """A network that ends the process at the moment the service is told to delete."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE":
            os.kill(os.getpid(), PUT_OUT)
        return super().handle_request(request)


def main(folder: str, address: str, what: str) -> None:
    transport = DiesWhenDeleting() if what == "kill" else httpx.HTTPTransport()
    client = httpx.Client(transport=transport)
    app = PracticeApp(Profile(Path(folder)), derivation=CHEAP, client=client)
    app.prepare(address)
    proof = app.practice_proof()
    assert proof is not None
    workspace = app.unlock(WHO, proof, lambda _changes: None)
    workspace.synchronise()
    ids = [headline.message_id for headline in workspace.inbox.page("", Folder.ALL).headlines]
    waiting = client.get(f"{address}/practice").json()["waiting"]
    ours = {mailbox.address for mailbox in workspace.mailboxes}
    left = sum(count for place, count in waiting.items() if place in ours)
    workspace.close()
    sys.stdout.write(f"{len(ids)} {len(set(ids))} {left}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
