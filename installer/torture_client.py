"""A client that is tortured, in a process of its own: `torture_client JSON`.

It says on standard output, a line at a time, what it is doing, so that whoever kills it can choose
the moment; what it sent it writes down itself, before and after. Nothing here needs a window.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx

from sdk_desktop.app import App
from sdk_desktop.auth.one_time_code import current_code
from sdk_desktop.domain.audit import AuditKind, AuditRow
from sdk_desktop.domain.clearance import Enrolment, PassphraseProof
from sdk_desktop.domain.configuration import Connection
from sdk_desktop.domain.draft import Draft, DraftRecipient
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Folder, Headline, Mailbox
from sdk_desktop.domain.message import File
from sdk_desktop.sandbox.cast import functions
from sdk_desktop.settings import Profile
from sdk_desktop.store.wrapping import Derivation
from sdk_desktop.usecases.workspace import Workspace

SENDER = "sdk:reception:0203:ekdala.example.se"
RECEIVER = "sdk:akuten:0203:regionekelund.example.se"
SECRET = "ingens-hemlighet"  # noqa: S105 - of a client that the sandbox invents
SPEED = 60
"""How much faster time goes: what a killed process had claimed is free again after ten minutes."""

_CODES = "KJSWY3DPEHPK3PXPKJSWY3DPEHPK3PXP"
_PASSPHRASE = "häst batteri klammer"  # noqa: S105 - of profiles that nobody keeps
_CHEAP = Derivation(memory=64, iterations=1, lanes=1)
_PATIENCE = 120
"""Seconds after which something that should go better does not."""
_LONGEST_TEXT = 60_000
_LARGEST_FILE = 300_000
_WORDS = ("möte", "plan", "åter", "ärende", "barn", "skola", "vård", "stöd\n", "2026", "–", "é")


@dataclass(frozen=True)
class Task:
    """Who this client is and what it shall do; `began` is when the torture began (ISO 8601)."""

    role: str
    folder: str
    address: str
    began: str
    seed: int

    def now(self) -> datetime:
        """Give the time, which goes fast."""
        began = datetime.fromisoformat(self.began)
        return began + (datetime.now(UTC) - began) * SPEED


@dataclass(frozen=True)
class Content:
    """What the message of a number says: always the same, so that everybody can check it."""

    label: str
    text: str
    files: tuple[File, ...]

    def digest(self) -> str:
        """Give what two equal contents have in common."""
        said = hashlib.sha256(json.dumps([self.label, self.text]).encode())
        for file in self.files:
            said.update(json.dumps([file.name, file.content_type]).encode() + file.content)
        return said.hexdigest()


def content_of(seed: int, number: int) -> Content:
    """Make the content of a number."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - chance, not secrecy
    letters = int(_LONGEST_TEXT ** chance.random())
    words = chance.choices(_WORDS, k=max(1, letters // 6))
    files = tuple(
        File(f"bilaga {n}.bin", "application/octet-stream", chance.randbytes(size))
        for n, size in enumerate(int(_LARGEST_FILE ** chance.random()) for _ in range(number % 3))
    )
    return Content(f"Nummer {number}", f"{number} {' '.join(words)} slut", files)


def say(doing: str) -> None:
    """Tell what is being done from now on."""
    os.write(1, f"{doing}\n".encode())


class Telling(httpx.HTTPTransport):
    """A network that says what it carries."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Say what is asked, and afterwards what the client has to do with the answer."""
        during, after = _doing(request)
        say(during)
        response = super().handle_request(request)
        response.read()
        say(after)
        return response


def work_as(task: Task) -> None:
    """Do what a role does."""
    say("starting")
    _ROLES[task.role](task)


def send(task: Task) -> None:
    """Write, send and synchronise until somebody ends this."""
    chance = random.Random()  # noqa: S311 - chance, not secrecy
    notes = Notes(Path(task.folder) / "notes")
    app = _app(task, SENDER)
    workspace = _unlock(app, task)
    while True:
        for _ in range(chance.randrange(1, 5)):
            _send_one(workspace, task, notes)
        _synchronise(workspace)
        if chance.random() < 0.2:  # noqa: PLR2004 - every fifth time
            workspace = _lock_and_unlock(workspace, app, task)


def receive(task: Task) -> None:
    """Take in, read and take care of messages until somebody ends this."""
    chance = random.Random()  # noqa: S311 - chance, not secrecy
    app = _app(task, RECEIVER)
    workspace = _unlock(app, task)
    while True:
        _synchronise(workspace)
        for headline in workspace.inbox.page("", Folder.NEW).headlines[:3]:
            say("reading")
            workspace.inbox.open(headline.row)
            workspace.inbox.take(headline.row)
        time.sleep(0.02)
        if chance.random() < 0.1:  # noqa: PLR2004 - every tenth time
            workspace = _lock_and_unlock(workspace, app, task)


def begin_anew(task: Task) -> None:
    """Enrol the first person of a new profile, unlock and lock, once."""
    app = _app(task, SENDER)
    _unlock(app, task).close()


def drain(task: Task) -> None:
    """Synchronise until nothing is under way any longer."""
    app = _app(task, SENDER if task.role == "drain sender" else RECEIVER)
    workspace = _unlock(app, task)
    until = time.monotonic() + _PATIENCE
    while _under_way(workspace, task):
        _synchronise(workspace)
        time.sleep(0.2)
        if time.monotonic() > until:
            raise SystemExit("messages are still under way")
    workspace.close()


def check(task: Task) -> None:
    """Print what the profile holds, as one line of JSON."""
    app = _app(task, SENDER if task.role == "check sender" else RECEIVER)
    workspace = _unlock(app, task)
    headlines = list(_headlines(workspace))
    found = [_found(workspace, headline) for headline in headlines]
    drafts = [workspace.drafts.get(draft.key) for draft in workspace.drafts.all()]
    kinds = (AuditKind.SENT, AuditKind.RECEIVED)
    events = [row.event.message_id for kind in kinds for row in _events(workspace, kind)]
    answer = {
        "messages": [one for one in found if one],
        "drafts": [[draft.label, _content(draft).digest()] for draft in drafts],
        "identifiers": [headline.message_id for headline in headlines],
        "recorded": events,
        **_soundness(workspace),
    }
    workspace.close()
    os.write(1, f"{json.dumps(answer)}\n".encode())


def check_new(task: Task) -> None:
    """Print what became of the profiles that were begun, as one line of JSON."""
    answers = []
    for folder in sorted(Path(task.folder).iterdir()):
        one = replace(task, folder=str(folder / "profile"))
        workspace = _unlock(_app(one, SENDER), one)
        enrolled = len(list(_events(workspace, AuditKind.ENROLLED)))
        answers.append({"enrolled": enrolled, **_soundness(workspace)})
        workspace.close()
    os.write(1, f"{json.dumps(answers)}\n".encode())


class Notes:
    """What a sender writes down, durably, of a number.

    `i` before it is used, `d` when its draft is saved, `r` when it is sent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.lines: list[tuple[str, int]] = []
        if path.exists():
            whole = path.read_text(encoding="ascii").split("\n")[:-1]
            self.lines = [(line[0], int(line[1:])) for line in whole]
        self._last = max((number for _, number in self.lines), default=0)

    def next(self) -> int:
        """Give a number that was never used."""
        self._last += 1
        return self._last

    def add(self, what: str, number: int) -> None:
        """Write down, before this returns."""
        with self._path.open("ab") as file:
            file.write(f"{what}{number}\n".encode("ascii"))
            file.flush()
            os.fsync(file.fileno())


def _send_one(workspace: Workspace, task: Task, notes: Notes) -> None:
    number = notes.next()
    notes.add("i", number)
    said = content_of(task.seed, number)
    draft = replace(
        workspace.drafts.new(SENDER),
        recipients=(_recipient(),),
        label=said.label,
        text=said.text,
        files=said.files,
        confidential=False,
    )
    say("writing")
    workspace.drafts.save(draft)
    notes.add("d", number)
    say("sending")
    workspace.outbox.send(draft)
    notes.add("r", number)


def _synchronise(workspace: Workspace) -> None:
    say("looking for what is due")
    workspace.synchronise()


def _app(task: Task, address: str) -> App:
    """Give the locked client of a profile, which is set up and enrolled where it was not."""
    client = httpx.Client(transport=Telling(), timeout=60)
    app = App(Profile(Path(task.folder)), task.now, derivation=_CHEAP, client=client)
    secret = app.profile.folder / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    connection = Connection(
        service_url=f"{task.address}/v1",
        token_url=f"{task.address}/token",
        client_id=address,
        address_book_url=f"{task.address}/addressbook/api/",
        secret_file=str(secret),
    )
    if app.settings.connection != connection:
        app.configure(connection, (_mailbox(address),))
    if not app.people():
        say("enrolling")
        code = current_code(_CODES, task.now())
        app.enrol(Enrolment("Kim", _CODES, ""), _PASSPHRASE, code)
    return app


def _unlock(app: App, task: Task) -> Workspace:
    """Unlock, waiting as long as those must wait whose last try was cut off."""
    say("unlocking")
    until = time.monotonic() + _PATIENCE
    while True:
        proof = PassphraseProof(_PASSPHRASE, current_code(_CODES, task.now()))
        try:
            return app.unlock("Kim", proof, lambda _changes: None)
        except Refused as error:
            if "{seconds}" not in error.text or time.monotonic() > until:
                raise
        time.sleep(0.05)


def _lock_and_unlock(workspace: Workspace, app: App, task: Task) -> Workspace:
    say("locking")
    workspace.close()
    return _unlock(app, task)


def _under_way(workspace: Workspace, task: Task) -> bool:
    with workspace._store.read() as stored:  # noqa: SLF001 - no use case tells that
        if stored.deliveries.queued() or stored.deliveries.open():
            return True
    with httpx.Client(trust_env=False) as client:
        waiting = client.get(f"{task.address}/practice").json()["waiting"]
    return bool(waiting.get(workspace.mailboxes[0].address))


def _headlines(workspace: Workspace) -> Iterator[Headline]:
    before: int | None = None
    while True:
        page = workspace.inbox.page("", Folder.ALL, before)
        yield from page.headlines
        if page.more is None:
            return
        before = page.more


def _events(workspace: Workspace, kind: AuditKind) -> Iterator[AuditRow]:
    before: int | None = None
    while rows := workspace.audit_trail.page(before, kind):
        yield from rows
        before = rows[-1].number


def _found(workspace: Workspace, headline: Headline) -> tuple[str, str, str, str] | None:
    """Give what a message of ours says; None for what the sandbox's cast has written."""
    if not headline.subject.startswith("Nummer "):
        return None
    reading = workspace.inbox.open(headline.row)
    if reading.message is None:
        return headline.message_id, headline.direction, headline.subject, reading.unreadable
    files = (workspace.inbox.file(headline.row, one.key) for one in reading.attachments)
    (text,) = reading.message.texts
    content = Content(headline.subject, text, tuple(files))
    return headline.message_id, headline.direction, headline.subject, content.digest()


def _content(draft: Draft) -> Content:
    return Content(draft.label, draft.text, draft.files)


def _soundness(workspace: Workspace) -> dict[str, object]:
    chain = workspace.audit_trail.verify()
    with workspace._store.read() as stored:  # noqa: SLF001 - no use case tells that
        connection = stored.messages.connection
        complaints = [
            [str(value) for value in row]
            for pragma in ("integrity_check", "cipher_integrity_check", "foreign_key_check")
            for row in connection.exec_driver_sql(f"PRAGMA {pragma}")
        ]
    return {
        "events": chain.events,
        "broken": chain.broken,
        "complaints": [one for one in complaints if one != ["ok"]],
    }


def _recipient() -> DraftRecipient:
    (found,) = [one for one in functions() if one.identifier == RECEIVER]
    organisation = found.organisation
    return DraftRecipient(organisation.participant, organisation.name, RECEIVER, found.name)


def _mailbox(address: str) -> Mailbox:
    (found,) = [one for one in functions() if one.identifier == address]
    organisation = found.organisation
    return Mailbox(address, found.name, organisation.participant, organisation.name)


def _doing(request: httpx.Request) -> tuple[str, str]:
    """Say what a request does, and what comes after it."""
    single = request.url.path.rpartition("/")[2] != "messages"
    match request.method, request.url.path.startswith("/v1/"):
        case "POST", True:
            return "handing over", "recording"
        case "GET", True if single:
            return "fetching", "taking in"
        case "DELETE", True:
            return "confirming", "after confirming"
    return "asking", "listening"


_ROLES: dict[str, Callable[[Task], None]] = {
    "sender": send,
    "receiver": receive,
    "newcomer": begin_anew,
    "drain sender": drain,
    "drain receiver": drain,
    "check sender": check,
    "check receiver": check,
    "check newcomers": check_new,
}

if __name__ == "__main__":
    work_as(Task(**json.loads(sys.argv[1])))
