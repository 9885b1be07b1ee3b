"""A day's work in a process of its own, where every field of every message is a canary.

Called as `canaries.py FOLDER`; prints what the crash dialog says, and then is killed.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from sdk_desktop.app.lines import new_http_client
from sdk_desktop.cli.client import _log_to
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.message import (
    Attention,
    Document,
    File,
    Identifier,
    Message,
    Party,
    Person,
    Reference,
    new_id,
)
from sdk_desktop.formats.message import write_message
from sdk_desktop.ui import crash
from tests.receiver import PUT_OUT
from tests.town import SOCIAL, Desk, Town

AKUTEN = "sdk:akuten:0203:regionekelund.example.se"
BIRD = "Kanariefågel"
ROOM = 4000


def canary(name: str) -> str:
    return f"{BIRD}-{name}-0xC4A1"


def incoming() -> Message:
    person = Person(canary("person"), Identifier(canary("personrot"), canary("personnummer")))
    reference = Reference(Identifier(canary("rot"), canary("referens")), canary("ärende"))
    attention = Attention(SOCIAL, canary("funktion"), (person,), (reference,))
    text = canary("text") * ROOM
    file = File(canary("filnamn") + ".txt", "text/plain", (canary("bilaga") * ROOM).encode())
    message_id = new_id()
    return Message(
        message_id,
        message_id,
        datetime(2026, 3, 2, 11, tzinfo=UTC),
        canary("ämne"),
        confidential=True,
        recipient=Party("0203:ekdala.example.se", canary("organisation"), attention),
        sender=Party("0203:regionekelund.example.se", canary("avsändare"), attention),
        documents=(Document(canary("dokument"), canary("dokumentnamn"), "1", (file,), (text,)),),
    )


def draft(desk: Desk) -> Draft:
    file = File(canary("utfil") + ".pdf", "application/pdf", canary("utbilaga").encode() * ROOM)
    return desk.draft_to(
        AKUTEN, label=canary("utämne"), text=canary("uttext") * ROOM, files=(file,)
    )


def work(folder: Path) -> None:
    town = Town(folder / "profiles")
    town.watch.now = system_clock()
    desk = town.practice_desk()
    _log_to(desk.app.profile.log)
    new_http_client().close()  # the program's own way to a client says what is logged
    town.put_on_line(write_message(incoming()))
    town.put_on_line(f"<broken>{canary('trasigt')}".encode())
    desk.synchronise()
    inbox = desk.workspace.inbox
    found = desk.headline(lambda h: h.subject == canary("ämne"))
    reading = inbox.open(found.row)
    inbox.file(found.row, reading.attachments[0].key)
    inbox.register(found.row, canary("diarienummer"))
    inbox.search(canary("sökning"))
    desk.workspace.drafts.save(replace(draft(desk), text=canary("utkast") * ROOM))
    town.line.answer(500, "POST", "/v1/sdk/messages")
    town.line.answer(400, "POST", "/v1/sdk/messages")
    desk.send(draft(desk))
    desk.send(draft(desk))
    desk.synchronise()
    desk.wait(minutes=5)
    desk.workspace.address_book.search(canary("adress"))


def fail() -> None:
    """Show the crash dialog for a bug whose exception quotes a message."""
    qt = QApplication([])
    crash.catch_faults()
    try:
        raise LookupError(canary("undantag"))
    except LookupError as error:
        sys.excepthook(LookupError, error, error.__traceback__)
        box = crash.show_fault(error)
    qt.processEvents()
    sys.stdout.write(f"{box.text()} {box.informativeText()} {box.detailedText()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    work(Path(sys.argv[1]))
    fail()
    os.kill(os.getpid(), PUT_OUT)
