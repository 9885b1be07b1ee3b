"""Parts that measure messages on their way, each in a new process, against a canned service.

`transfer many|many-floor|receive|send ADDRESS FOLDER` prints one JSON object. The floor of many
is nothing but HTTP, JSON and a durable insert each. `seconds` are those of the process's own
processor time: the service has a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx

from installer.bench import data
from installer.bench.heart import longest_block
from installer.bench.memory import grown
from sdk_desktop.domain.draft import Draft, DraftRecipient
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.domain.message import File, Message
from sdk_desktop.formats.message_api import write_attributes, write_resource
from sdk_desktop.usecases.workspace import Workspace

MANY = 1_000
SENT, RECEIVED = 22_000_000, 30_000_000


def can_many(folder: Path) -> None:
    """Write what a canned service says where a thousand small messages wait."""
    chance = random.Random(2)  # noqa: S311 - no secret
    _can(folder, [data.make_message(chance, number, _now()) for number in range(MANY)])


def can_large(folder: Path) -> None:
    """Write what a canned service says where one large message waits."""
    chance = random.Random(2)  # noqa: S311 - no secret
    file = File("ritning.pdf", "application/pdf", b"%PDF-1.4" + os.urandom(RECEIVED))
    _can(folder, [data.make_message(chance, 0, _now(), file)])


def can_nothing(folder: Path) -> None:
    """Write what a canned service says where nothing waits."""
    _can(folder, [])


def _can(folder: Path, messages: list[Message]) -> None:
    listed = []
    for message in messages:
        identifier = message.message_id
        whole = write_resource(identifier, write_attributes(message))
        (folder / identifier).write_text(json.dumps({"data": whole}), encoding="utf-8")
        attributes = write_attributes(message, content=False) | {"messageStatus": "NEW"}
        listed.append(write_resource(identifier, attributes))
    (folder / "list.json").write_text(json.dumps({"data": listed}), encoding="utf-8")


def many(address: str, folder: str) -> dict[str, float]:
    """Take in what waits."""
    workspace = _workspace(address, folder)
    began = time.process_time()
    received = workspace.synchronise().received
    seconds = time.process_time() - began
    workspace.close()
    return {"seconds": seconds, "received": received}


def many_floor(address: str, folder: str) -> dict[str, float]:
    """Make the same requests, and store each answer."""
    database = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE message (id TEXT PRIMARY KEY, body TEXT)")
    client = httpx.Client(base_url=address, trust_env=False)
    began = time.process_time()
    listed = client.get("/v1/sdk/messages", params={"filter[messageStatus]": "NEW"}).json()["data"]
    for item in listed:
        body = client.get(f"/v1/sdk/messages/{item['id']}").json()
        database.execute("INSERT INTO message VALUES (?, ?)", (item["id"], json.dumps(body)))
        client.delete(f"/v1/sdk/messages/{item['id']}")
    return {"seconds": time.process_time() - began, "received": len(listed)}


def receive(address: str, folder: str) -> dict[str, float]:
    """Take in one large message."""
    workspace = _workspace(address, folder)
    measured = _measured(workspace.synchronise, RECEIVED)
    if not workspace.inbox.page("", Folder.ALL).headlines:
        sys.exit("the large message was not received")
    return measured


def send(address: str, folder: str) -> dict[str, float]:
    """Send one large message."""
    workspace = _workspace(address, folder)
    file = File("ritning.pdf", "application/pdf", b"%PDF-1.4" + os.urandom(SENT))
    draft = Draft(
        workspace.drafts.new(data.SOCIAL).key,
        data.SOCIAL,
        recipients=(DraftRecipient("0203:b.example.se", "B", "sdk:b:0203:b.example.se", "B"),),
        label="Ritning",
        confidential=False,
        files=(file,),
    )
    queued = workspace.outbox.send(draft)
    measured = _measured(workspace.synchronise, SENT)
    if not queued:
        sys.exit("the large message was not sent")
    return measured


def _measured(work: Callable[[], object], size: int) -> dict[str, float]:
    blocks: list[float] = []
    peak = grown(lambda: blocks.append(longest_block(work)))
    return {"block": blocks[0], "times": peak * 1024 * 1024 / size}


def _workspace(address: str, folder: str) -> Workspace:
    data.profile_app(folder).prepare(address)
    return data.unlock(folder)[1]


def _now() -> datetime:
    return datetime.now(UTC)


PARTS: dict[str, Callable[[str, str], dict[str, float]]] = {
    "many": many,
    "many-floor": many_floor,
    "receive": receive,
    "send": send,
}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](*sys.argv[2:])))
