"""A day's work in a process of its own, where every field of every message is a canary.

Called as `python -m tests.kit.secrets.canary_day FOLDER`; prints its secrets as a line of JSON,
then what the crash dialog says, and then is killed with the window open.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from sdk_desktop.cli.client import log_to
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.purge import PurgeCriteria
from sdk_desktop.formats.message import write_message
from sdk_desktop.network.http_connection import new_client
from sdk_desktop.ui import crash
from tests.kit.processes.receiver import PUT_OUT
from tests.kit.processes.window_at_work import Window
from tests.kit.sandbox_network import PASSPHRASE, PersonClient, SandboxNetwork
from tests.kit.secrets.canaries import (
    DRAFTS,
    PURGED,
    RECEIVED,
    SAVED,
    SENT,
    broken,
    canary,
    received,
    written,
)

AKUTEN = "sdk:akuten:0203:regionekelund.example.se"
ERASED_TYPE = "Gallras genast"
KEY = "store key, in hexadecimal"


def main(folder: Path) -> None:
    network = SandboxNetwork(folder / "profiles")
    network.watch.now = system_clock()
    client = network.practice_control()
    log_to(client.app.profile.log)
    new_client().close()  # the program's own way to a client says what is logged
    recovery_key = client.workspace.people.renew_recovery()
    receive(network, client)
    save(client, folder / "saved")
    client.workspace.maintenance.keep()
    send(network, client)
    erase(client)
    tell_secrets(network, client, recovery_key)
    look_around(client)
    fail()
    os.kill(os.getpid(), PUT_OUT)


def receive(network: SandboxNetwork, client: PersonClient) -> None:
    """Take in, read, search and take care of messages."""
    for number in RECEIVED:
        network.put_in_mailbox(write_message(received(number)))
    network.put_in_mailbox(broken())
    client.synchronise()
    inbox = client.workspace.inbox
    for number in RECEIVED:
        row = subject_of(client, number).row
        for attachment in inbox.open(row).attachments:
            inbox.file(row, attachment.key)
    first = subject_of(client, 0).row
    client.workspace.handling.register(first, canary("diarienummer"), canary("handlingstyp"))
    client.workspace.handling.hold(first, canary("spärr"))
    client.workspace.handling.hand_over(first, canary("handläggare"))
    inbox.search(canary("sökning"))
    client.workspace.address_book.search(canary("adress"))


def save(client: PersonClient, folder: Path) -> None:
    """Save a file where the user wants it: the one that may lie there in plain."""
    folder.mkdir()
    row = subject_of(client, SAVED).row
    client.workspace.inbox.save_file(
        row, client.workspace.inbox.open(row).attachments[0].key, folder
    )


def send(network: SandboxNetwork, client: PersonClient) -> None:
    """Write drafts, and send messages: one is answered with an error, one refused, one goes."""
    for number in DRAFTS:
        client.workspace.drafts.save(written(client.draft_to(AKUTEN), f"utkast {number}"))
    network.line.answer(500, "POST", "/v1/sdk/messages")
    network.line.answer(400, "POST", "/v1/sdk/messages")
    for number in SENT:
        client.send(written(client.draft_to(AKUTEN), number))
    client.synchronise()
    client.wait(minutes=5)


def erase(client: PersonClient) -> None:
    """Erase a message by decision."""
    client.workspace.handling.register(subject_of(client, PURGED).row, "SOC 1", ERASED_TYPE)
    purging = client.workspace.purging
    soon = client.watch.now + timedelta(minutes=1)
    preview = purging.preview(PurgeCriteria(before=soon, document_type=ERASED_TYPE))
    purging.approve(purging.propose(preview, canary("beslut")).number)


def tell_secrets(network: SandboxNetwork, client: PersonClient, recovery_key: str) -> None:
    """Print what must be nowhere: on a pipe, which is no file."""
    headers = [request.headers.get("Authorization", "") for request in network.line.requests]
    tokens = {header.removeprefix("Bearer ") for header in headers if header.startswith("Bearer ")}
    secrets = {
        "passphrase": PASSPHRASE,
        "secret of the one-time codes": client.enrolment.secret,
        "recovery key": recovery_key,
        "recovery key, without hyphens": recovery_key.replace("-", ""),
    }
    secrets |= {f"access token {number}": token for number, token in enumerate(tokens)}
    key = {KEY: client.workspace._store.key.hex()}
    sys.stdout.write(f"{json.dumps(key | secrets)}\n")
    sys.stdout.flush()


def look_around(client: PersonClient) -> None:
    """Read, copy, write and search in the window, lock, unlock, and leave a message open."""
    window = Window(client.app)
    window.let_in(client.workspace)
    for number in (0, 1):
        window.read(number)
    window.copy()
    window.search()
    window.write()
    window.lock()
    client.watch.turn(seconds=30)
    window.let_in(client.unlock())
    window.read(0)
    window.copy()


def subject_of(client: PersonClient, number: int) -> Headline:
    return client.headline(lambda h: h.subject == canary(f"ämne {number}"))


def fail() -> None:
    """Show the crash dialog for a bug whose exception quotes a message."""
    reports = crash.FaultReports()
    try:
        raise LookupError(canary("undantag"))
    except LookupError as error:
        reports.report(LookupError, error, error.__traceback__)
        box = reports.show(error)
    QApplication.processEvents()
    sys.stdout.write(f"{box.text()} {box.informativeText()} {box.detailedText()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
