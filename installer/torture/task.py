"""What a client process is given to do, what its messages contain, and how it unlocks.

It tells each phase of its work, so that the killing process can choose the moment.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
import struct
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar, cast

import httpx

from sdk_desktop.app import App
from sdk_desktop.auth.keys.wrapping import Derivation
from sdk_desktop.auth.one_time_code import current_code
from sdk_desktop.conformance.counterpart import SandboxClient, sandbox_settings
from sdk_desktop.domain.address import Function
from sdk_desktop.domain.clearance import Enrolment, PassphraseProof
from sdk_desktop.domain.configuration import Connection
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.message import File
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.cast.organisations import functions
from sdk_desktop.sandbox.postgres import DATABASE, HOST
from sdk_desktop.settings import Profile, Settings, read_settings, write_settings
from sdk_desktop.sharing.ledger import Ledger
from sdk_desktop.sharing.values import Answer, Change
from sdk_desktop.usecases.shared import deliveries
from sdk_desktop.usecases.workspace import Workspace

_T = TypeVar("_T")

SENDER = "sdk:reception:0203:ekdala.example.se"
RECEIVER = "sdk:akuten:0203:regionekelund.example.se"
SECRET = "ingens-hemlighet"  # noqa: S105 - of a client that the sandbox invents
MESSAGE_SERVICE, ACCESS_POINT = "message-service", "access-point"
SPEEDS = {MESSAGE_SERVICE: 60, ACCESS_POINT: 6}
"""How much faster time goes, so that what a killed process had claimed is soon free again; and at
an access point slowly enough that no acknowledgement comes after 30 minutes."""

_CODES = "KJSWY3DPEHPK3PXPKJSWY3DPEHPK3PXP"
_PASSPHRASE = "häst batteri klammer"  # noqa: S105 - of profiles that nobody keeps
_CHEAP = Derivation(memory=64, iterations=1, lanes=1)
TIME_OUT = 60
"""Seconds for one request."""
CLAIMED_FOR = timedelta(seconds=TIME_OUT + 20)
LEDGER_PASSWORD = "ledger-password"  # noqa: S105 - the name of a file
SUBJECT = "Nummer "
"""How the subject of every message begins; its number follows."""
AGED = "aged"
"""What a profile holds whose store was of the first version once."""
PATIENCE = 600
"""Seconds after which something that should go better does not."""
_BEGINNING = 4_000
"""Bytes of a request to an access point in which its kind stands."""
_LONGEST_TEXT = 60_000
_LARGEST_FILE = 300_000
_SIDE = 200
"""Pixels of a picture's side."""
_WORDS = ("möte", "plan", "åter", "ärende", "barn", "skola", "vård", "stöd\n", "2026", "–", "é")


@dataclass(frozen=True)
class Task:
    """What a client shall do, where its profile is, and for which function address.

    `service` is which service it is connected to, at the sandbox's `address`. `began` is when the
    torture began (ISO 8601). With a `ledger`, a port, it shares its mailbox, logs in there with
    the name of its profile, and `said` is what another computer told it: a code or words.
    """

    role: str
    folder: str
    function: str
    service: str
    address: str
    began: str
    seed: int
    ledger: int = 0
    said: str = ""

    @property
    def at_access_point(self) -> bool:
        """Whether the client is connected to an access point."""
        return self.service == ACCESS_POINT

    def now(self) -> datetime:
        """Return the time, which goes fast."""
        began = datetime.fromisoformat(self.began)
        return began + (datetime.now(UTC) - began) * SPEEDS[self.service]


@dataclass(frozen=True)
class Content:
    """What the message of a number contains: always the same, so that it can be checked."""

    label: str
    text: str
    files: tuple[File, ...]

    def digest(self) -> str:
        """Return a digest; equal contents have the same one.

        Blanks at the end of a line do not count: a typed line break is sent as two and a break.
        """
        lines = [line.rstrip(" ") for line in self.text.split("\n")]
        said = hashlib.sha256(json.dumps([self.label, lines]).encode())
        for file in self.files:
            said.update(json.dumps([file.name, file.content_type]).encode() + file.content)
        return said.hexdigest()


def content_of(seed: int, number: int) -> Content:
    """Make the content of a number."""
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - chance, not secrecy
    letters = int(_LONGEST_TEXT ** chance.random())
    words = chance.choices(_WORDS, k=max(1, letters // 6))
    sizes = [int(_LARGEST_FILE ** chance.random()) for _ in range(number % 3)]
    files = [
        File(f"bilaga {n}.bin", "application/octet-stream", chance.randbytes(size))
        for n, size in enumerate(sizes)
    ]
    if number % 2:
        files.append(_picture(chance))
    return Content(f"{SUBJECT}{number}", f"{number} {' '.join(words)} slut", tuple(files))


def _picture(chance: random.Random) -> File:
    noise = chance.randbytes(_SIDE * _SIDE)
    rows = (b"\0" + noise[row * _SIDE : (row + 1) * _SIDE] for row in range(_SIDE))
    size = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    written = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return File("bild.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"".join(written))


def report_phase(doing: str) -> None:
    """Tell the phase that begins."""
    sys.stdout.write(f"{doing}\n")


class PhaseReportingTransport(httpx.HTTPTransport):
    """An HTTP transport that reports the phase of each request."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Report the phase of the request, and then that of handling its response."""
        during, after = _phases(request)
        report_phase(during)
        response = super().handle_request(request)
        with contextlib.closing(response):
            received = b"".join(cast("httpx.SyncByteStream", response.stream))
        report_phase(after)
        return httpx.Response(
            response.status_code, headers=response.headers, stream=httpx.ByteStream(received)
        )


def open_app(task: Task) -> App:
    """Return the locked client of a profile, which is set up and enrolled where it was not."""
    profile = Profile(Path(task.folder))
    profile.make()
    settings = (
        _at_access_point(task, profile) if task.at_access_point else _at_service(task, profile)
    )
    if task.ledger:
        settings = _shared(task, profile, settings)
    if read_settings(profile.settings) != settings:
        write_settings(profile.settings, settings)
    client = httpx.Client(transport=PhaseReportingTransport(), timeout=TIME_OUT)
    app = App(profile, task.now, derivation=_CHEAP, client=client)
    if not app.people():
        report_phase("enrolling")
        enrolment = Enrolment("Kim", _CODES, "")
        _with_a_code(task, lambda code: app.enrolling.enrol(enrolment, _PASSPHRASE, code))
    return app


def unlock(app: App, task: Task, doing: str = "unlocking") -> Workspace:
    """Unlock; wait where an interrupted try demands it."""
    report_phase(doing)

    def enter(code: str) -> Workspace:
        return app.unlock("Kim", PassphraseProof(_PASSPHRASE, code), lambda _changes: None)

    return _with_a_code(task, enter)


def back_up_when_due(workspace: Workspace) -> None:
    """Check and back up the store when that is due."""
    if workspace.maintenance.due():
        report_phase("backing up")
        workspace.maintenance.keep()


def back_up_now(workspace: Workspace, task: Task) -> None:
    """Back up the store, also when that is not due: time may go too slowly for a second backup."""
    store = workspace._store  # noqa: SLF001 - as below
    backups = workspace.maintenance._backups  # noqa: SLF001 - no use case makes one before its time
    backups.make(task.now(), store.copy_to)


def function_of(address: str) -> Function:
    """Return a function of the sandbox's address book."""
    (found,) = [one for one in functions() if one.identifier == address]
    return found


def _with_a_code(task: Task, work: Callable[[str], _T]) -> _T:
    """Do what needs a one-time code; where time goes fast it may have grown old meanwhile."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return work(current_code(_CODES, task.now()))
        except Refused as error:
            told = ("{seconds}", "code is wrong", "another minute")
            grown_old = any(one in error.text for one in told)
            if not grown_old or time.monotonic() > until:
                raise
        time.sleep(0.05)


def _at_service(task: Task, profile: Profile) -> Settings:
    secret = profile.folder / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    connection = Connection(
        service_url=f"{task.address}/v1",
        token_url=f"{task.address}/token",
        client_id=task.function,
        address_book_url=f"{task.address}/addressbook/api/",
        secret_file=str(secret),
    )
    plan = BackupPlan(every_hours=1, before_delete=task.function == RECEIVER)
    return Settings(mailboxes=(_mailbox(task.function),), connection=connection, backup=plan)


def _at_access_point(task: Task, profile: Profile) -> Settings:
    mailbox = _mailbox(task.function)
    with httpx.Client(trust_env=False) as web:
        sandbox = SandboxClient(web, task.address, mailbox.organisation)
        settings = sandbox_settings(sandbox, task.address, profile.folder)
    return replace(settings, mailboxes=(mailbox,), backup=BackupPlan(every_hours=1))


def _shared(task: Task, profile: Profile, settings: Settings) -> Settings:
    """Share the mailbox; what a killed computer had claimed is free again before half an hour.

    A request ends with the computer that made it, or after the time-out of its client.
    """
    _report_appends()
    vars(deliveries)["CLAIMED_FOR"] = CLAIMED_FOR
    vars(deliveries)["REST"] = timedelta(seconds=5)
    login, password = profile.folder.parent.name, str(profile.folder / LEDGER_PASSWORD)
    address = LedgerAddress(HOST, DATABASE, login, password, port=task.ledger)
    plan = replace(settings.backup, before_delete=False)  # the other computer is the backup
    return replace(settings, shared=address, backup=plan)


def _report_appends() -> None:
    """Tell when a change is about to be written to the ledger, and when the answer has come."""
    append = Ledger.append

    def reporting(ledger: Ledger, change: Change) -> Answer:
        report_phase("appending")
        answer = append(ledger, change)
        report_phase("appended")
        return answer

    Ledger.append = reporting  # type: ignore[method-assign,assignment] # the product tells no phases


def _mailbox(address: str) -> Mailbox:
    found = function_of(address)
    organisation = found.organisation
    return Mailbox(address, found.name, organisation.participant, organisation.name)


_QUESTIONS = {
    b"submitRequest": ("handing over", "recording"),
    b"retrieveMessageRequest": ("fetching", "taking in"),
    b"markMessageAsDownloadedRequest": ("confirming", "after confirming"),
}


def _phases(request: httpx.Request) -> tuple[str, str]:
    """Return the phase of a request, and that of handling its response."""
    if "/domibus/" in request.url.path:
        beginning = request.read()[:_BEGINNING]
        found = (phases for question, phases in _QUESTIONS.items() if question in beginning)
        return next(found, ("asking", "listening"))
    single = request.url.path.rpartition("/")[2] != "messages"
    match request.method, request.url.path.startswith("/v1/"):
        case "POST", True:
            return "handing over", "recording"
        case "GET", True if single:
            return "fetching", "taking in"
        case "DELETE", True:
            return "confirming", "after confirming"
    return "asking", "listening"
