"""A client process that sends, receives or enrols until it is killed.

A sender logs what it sends, before and after. Nothing here needs a window.
"""

from __future__ import annotations

import contextlib
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import shiboken6
import sqlalchemy as sa
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject

from installer.torture.task import (
    AGED,
    RECEIVER,
    SENDER,
    Task,
    back_up_when_due,
    content_of,
    function_of,
    open_app,
    report_phase,
    unlock,
)
from sdk_desktop.app import App
from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.store.audit import Audit
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.engine import WRITING, make_engine, transaction
from sdk_desktop.store.schema.migrations import MIGRATIONS, Migration, migrate
from sdk_desktop.ui.viewing.viewer_process import ViewerProcess
from sdk_desktop.usecases.workspace import Workspace
from sdk_desktop.viewer.frames import Draw

SECOND = ("second sender", "second receiver")
NUMBERS = 100_000
SELDOM = 0.2
"""How often something happens that is not done every time."""


class SentLog:
    """The durable log of a sender: how far the message of each number came.

    `i` before it is used, `d` when its draft is saved, `r` when it is sent. Computers that share
    a mailbox take the numbers of different hundred thousands.
    """

    def __init__(self, path: Path, first: int = 0) -> None:
        self._path = path
        self.lines: list[tuple[str, int]] = []
        if path.exists():
            whole = path.read_text(encoding="ascii").split("\n")[:-1]
            self.lines = [(line[0], int(line[1:])) for line in whole]
        self._last = max((number for _, number in self.lines), default=first)

    def next(self) -> int:
        """Return a number that was never used."""
        self._last += 1
        return self._last

    def add(self, what: str, number: int) -> None:
        """Write an entry to the disk before returning."""
        with self._path.open("ab") as file:
            file.write(f"{what}{number}\n".encode("ascii"))
            file.flush()
            os.fsync(file.fileno())


def send(task: Task) -> None:
    """Write, send and synchronise until somebody ends this."""
    chance = random.Random()  # noqa: S311 - chance, not secrecy
    notes = SentLog(Path(task.folder) / "notes", NUMBERS if task.role in SECOND else 0)
    app = open_app(task)
    workspace = unlock(app, task)
    while True:
        for _ in range(chance.randrange(1, 5)):
            _send_one(workspace, task, notes)
        _synchronise(workspace)
        if chance.random() < SELDOM:
            back_up_when_due(workspace)
        if chance.random() < SELDOM:
            workspace = _lock_and_unlock(workspace, app, task)


def receive(task: Task) -> None:
    """Take in, read and take care of messages until somebody ends this."""
    chance = random.Random()  # noqa: S311 - chance, not secrecy
    app = open_app(task)
    workspace = unlock(app, task)
    while True:
        _synchronise(workspace)
        for headline in workspace.inbox.page("", Folder.NEW).headlines[:3]:
            report_phase("reading")
            workspace.inbox.open(headline.row)
            report_phase("taking")
            with may_be_away(task):
                workspace.handling.take(headline.row)
            _draw_last_file(workspace, headline.row)
        time.sleep(0.02)
        if chance.random() < SELDOM:
            back_up_when_due(workspace)
        if chance.random() < SELDOM:
            workspace = _lock_and_unlock(workspace, app, task)


def enrol_anew(task: Task) -> None:
    """Enrol the first person of a new profile, and bring a store of the first version up to date.

    What the new store remembers when it was fetched is `AGED`, from the older one.
    """
    app = open_app(task)
    workspace = unlock(app, task)
    key = workspace._store.key  # noqa: SLF001 - no use case tells that
    workspace.close()
    aged = app.profile.folder / AGED
    if not aged.exists():
        event = AuditEvent(AuditKind.ENROLLED, task.now(), "Kim", "another")
        _make_old_store(app.profile.folder / "older.db", key, event).replace(app.profile.store)
        aged.touch()
    unlock(app, task, "migrating").close()


_TRAIL = ("audit", "audit_end")
"""The tables of the audit trail that the first version has."""


def _make_old_store(path: Path, key: bytes, event: AuditEvent) -> Path:
    trail = _trail_of(path.with_name("newest.db"), key, event)
    engine = _new_store(path, key, MIGRATIONS[:1])
    with engine.connect() as connection, transaction(connection, WRITING):
        for table, row in trail.items():
            names = [one.name for one in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
            values = ", ".join(f":{name}" for name in names)
            old = {name: row[name] for name in names}
            connection.execute(sa.text(f"INSERT INTO {table} VALUES ({values})"), old)  # noqa: S608
        connection.exec_driver_sql("INSERT INTO fetch VALUES (?, 1)", (AGED,))
    engine.dispose()
    return path


def _trail_of(path: Path, key: bytes, event: AuditEvent) -> dict[str, dict[str, object]]:
    """Return the one row of each table of an audit trail with one event."""
    engine = _new_store(path, key, MIGRATIONS)
    with engine.connect() as connection, transaction(connection, WRITING):
        Audit(connection, WrittenFamilies(allowed=True)).add(event)
        selected = {table: sa.text(f"SELECT * FROM {table}") for table in _TRAIL}  # noqa: S608
        found = {
            table: dict(connection.execute(rows).mappings().one())
            for table, rows in selected.items()
        }
    engine.dispose()
    return found


def _new_store(path: Path, key: bytes, steps: Sequence[Migration]) -> sa.Engine:
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    engine = make_engine(path, key)
    migrate(engine, path, key, steps)
    return engine


def _draw_last_file(workspace: Workspace, row: int) -> None:
    """Open a message's last file in the viewer's child process, as the window does."""
    files = workspace.inbox.open(row).attachments
    if not files:
        return
    application = QCoreApplication.instance() or QCoreApplication([])
    owner, waiting = QObject(application), QEventLoop()
    viewer = ViewerProcess(workspace.inbox.file(row, files[-1].key).content, owner)
    viewer.answered.connect(waiting.quit)
    viewer.failed.connect(waiting.quit)
    report_phase("drawing")
    viewer.ask(Draw(0))
    waiting.exec()
    viewer.end()
    shiboken6.delete(owner)


def _send_one(workspace: Workspace, task: Task, notes: SentLog) -> None:
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
    report_phase("writing")
    workspace.drafts.save(draft)
    notes.add("d", number)
    report_phase("sending")
    with may_be_away(task):
        workspace.outbox.send(draft)
        notes.add("r", number)


def _synchronise(workspace: Workspace) -> None:
    report_phase("looking for what is due")
    workspace.synchronise()


def _lock_and_unlock(workspace: Workspace, app: App, task: Task) -> Workspace:
    report_phase("locking")
    workspace.close()
    return unlock(app, task)


@contextlib.contextmanager
def may_be_away(task: Task) -> Iterator[None]:
    """Go on where the ledger is away just now, or a colleague was first."""
    try:
        yield
    except (Unavailable, Refused):
        if not task.ledger:
            raise


def _recipient() -> DraftRecipient:
    found = function_of(RECEIVER)
    organisation = found.organisation
    return DraftRecipient(organisation.participant, organisation.name, RECEIVER, found.name)


ROLES: dict[str, Callable[[Task], None]] = {
    "sender": send,
    "receiver": receive,
    "second sender": send,
    "second receiver": receive,
    "newcomer": enrol_anew,
}
"""What each client does."""
