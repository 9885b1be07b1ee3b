"""A client in a process of its own: receives, and is killed when a test wants it.

Called as `receiver.py FOLDER ADDRESS kill|receive service|access-point`. Prints how many messages
it has, how many of them are different, and how many still wait at the other side.
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
from tests.kit.direct_profile import at_access_point, waiting
from tests.kit.sandbox_network import CHEAP

PUT_OUT = getattr(signal, "SIGKILL", signal.SIGTERM)


class DiesWhenDeleting(httpx.HTTPTransport):
    """A network that ends the process at the moment the other side is told to delete."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = request.read()[:4000] if request.method == "POST" else b""
        if request.method == "DELETE" or b"markMessageAsDownloaded" in asked:
            os.kill(os.getpid(), PUT_OUT)
        return super().handle_request(request)


def main(folder: str, address: str, what: str, mode: str) -> None:
    transport = DiesWhenDeleting() if what == "kill" else httpx.HTTPTransport()
    client = httpx.Client(transport=transport)
    profile = Profile(Path(folder))
    if mode == "service":
        app = PracticeApp(profile, derivation=CHEAP, client=client)
        app.prepare(address)
    else:
        app = at_access_point(profile, address, client)
    proof = app.practice_proof()
    assert proof is not None
    workspace = app.unlock(WHO, proof, lambda _changes: None)
    workspace.synchronise()
    ids = [headline.message_id for headline in workspace.inbox.page("", Folder.ALL).headlines]
    ours = {mailbox.address for mailbox in workspace.mailboxes}
    left = sum(n for place, n in waiting_at_service(client, address).items() if place in ours)
    if mode != "service":
        left = waiting(address, client)
    workspace.close()
    sys.stdout.write(f"{len(ids)} {len(set(ids))} {left}\n")


def waiting_at_service(client: httpx.Client, address: str) -> dict[str, int]:
    return dict(client.get(f"{address}/practice").json()["waiting"])


if __name__ == "__main__":
    main(*sys.argv[1:])
