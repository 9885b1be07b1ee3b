"""What is done when the killing is over, each task in a new process.

A profile is drained, looked at, or put anew where its newest backup was.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx

from installer.torture.task import (
    AGED,
    PATIENCE,
    SUBJECT,
    Content,
    Task,
    back_up_now,
    back_up_when_due,
    open_app,
    report_phase,
    unlock,
)
from sdk_desktop.app.restore import restore_profile
from sdk_desktop.domain.audit import AuditKind, AuditRow
from sdk_desktop.domain.delivery import LATE, Status
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.mailbox import Direction, Folder, Headline
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.postgres import DATABASE, HOST, OWNER
from sdk_desktop.settings import Profile, read_settings
from sdk_desktop.sharing.administration import LedgerAdministration
from sdk_desktop.store.backup.backups import Backups
from sdk_desktop.store.backup.closed_copy import store_of
from sdk_desktop.store.store import Transaction
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from sdk_desktop.usecases.workspace import Workspace


def drain(task: Task) -> None:
    """Synchronise until nothing is under way any longer; give up when it does not get less."""
    app = open_app(task)
    workspace = unlock(app, task)
    if task.ledger:
        workspace.synchronise()
    until, least = time.monotonic() + PATIENCE, _under_way(workspace, task)
    while left := _under_way(workspace, task):
        if left < least:
            until, least = time.monotonic() + PATIENCE, left
        back_up_when_due(workspace)
        workspace.synchronise()
        time.sleep(0.2)
        if time.monotonic() > until:
            raise SystemExit(f"{left} messages are still under way")
    if task.at_access_point:
        back_up_now(workspace, task)
    workspace.close()


def share(task: Task) -> None:
    """Share the mailbox as its manager; print its code."""
    workspace = unlock(open_app(task), task)
    server = LedgerAddress(HOST, DATABASE, OWNER, port=task.ledger)
    with LedgerAdministration.at(server, task.said) as administration:
        code = _shared(workspace).found(task.function, "first", administration)
    workspace.close()
    report_phase(str(code))


def join(task: Task) -> None:
    """Ask to be let in by a code; print the words."""
    workspace = unlock(open_app(task), task)
    words = _shared(workspace).join(task.function, task.said)
    workspace.close()
    report_phase(" ".join(words))


def admit(task: Task) -> None:
    """Let the computer in that shows these words."""
    workspace = unlock(open_app(task), task)
    words = tuple(task.said.split(" "))
    (asking,) = _shared(workspace).status(task.function).asking
    if asking.words != words:
        raise SystemExit("these are other words")
    _shared(workspace).admit(task.function, asking.id, "second")
    workspace.close()


def check(task: Task) -> None:
    """Print what the profile holds, as one line of JSON."""
    app = open_app(task)
    workspace = unlock(app, task)
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
        "strays": len(list(_events(workspace, AuditKind.STRAY))),
        "statuses": Counter(_ending(workspace, one) for one in headlines if _is_sent(one)),
        **_soundness(workspace),
    }
    workspace.close()
    report_phase(json.dumps(answer))


def check_new(task: Task) -> None:
    """Print what became of the profiles that were begun, as one line of JSON."""
    answers = []
    for folder in sorted(Path(task.folder).iterdir()):
        one = replace(task, folder=str(folder / "profile"))
        workspace = unlock(open_app(one), one)
        enrolled = len(list(_events(workspace, AuditKind.ENROLLED)))
        with workspace._store.read() as stored:  # noqa: SLF001 - no use case tells that
            aged = stored.fetches.last(AGED) is not None
        answers.append({"aged": aged, "kept": enrolled == 1, **_soundness(workspace)})
        workspace.close()
    report_phase(json.dumps(answers))


def restore(task: Task) -> None:
    """Put the newest backup of a profile into an empty one beside it, as on a new computer."""
    profile = Profile(Path(task.folder))
    plan = read_settings(profile.settings).backup
    newest = Backups(profile, plan, store_of(profile.store)).whole()[-1]
    restore_profile(newest, Profile(profile.folder.with_name("restored")), "", task.now)


def _shared(workspace: Workspace) -> SharedMailboxes:
    if workspace.shared is None:
        raise SystemExit("no ledger is set up")
    return workspace.shared


def _under_way(workspace: Workspace, task: Task) -> int:
    """Count what is under way here, and at the service."""
    with workspace._store.read() as stored:  # noqa: SLF001 - no use case tells that
        here = stored.deliveries.queued() + len(stored.deliveries.open()) + _count_overdue(stored)
        here += stored.shared.waiting() + stored.past.count()
    mailbox = workspace.mailboxes[0]
    with httpx.Client(trust_env=False) as client:
        if task.at_access_point:
            every = client.get(f"{task.address}/practice/access-points").json()
            own = (one for one in every if one["participant"] == mailbox.organisation)
            return here + sum(int(one["waiting"]) for one in own)
        waiting = client.get(f"{task.address}/practice").json()["waiting"]
    return here + int(waiting.get(mailbox.address, 0))


def _count_overdue(stored: Transaction) -> int:
    """Count what was not acknowledged in time, by clocks that run fast, and may be yet."""
    counted = "SELECT COUNT(*) FROM delivery WHERE status = ? AND id NOT IN ({late})"
    late = "SELECT delivery FROM delivery_event WHERE code = ?"
    return int(
        stored.messages.connection.exec_driver_sql(
            counted.format(late=late), (Status.MESSAGE_EXCHANGE_ERROR.value, LATE)
        ).scalar_one()
    )


def _headlines(workspace: Workspace) -> Iterator[Headline]:
    more: int | None = 0
    while more is not None:
        page = workspace.inbox.page("", Folder.ALL, more)
        yield from page.headlines
        more = page.more


def _events(workspace: Workspace, kind: AuditKind) -> Iterator[AuditRow]:
    before: int | None = None
    while rows := workspace.audit_trail.page(before, kind):
        yield from rows
        before = rows[-1].number


def _is_sent(headline: Headline) -> bool:
    return headline.direction is Direction.OUT and headline.subject.startswith(SUBJECT)


def _ending(workspace: Workspace, headline: Headline) -> str:
    """Return how a sent message ended; an acknowledgement may have come after its time."""
    with workspace._store.read() as stored:  # noqa: SLF001 - no use case tells that
        events = stored.deliveries.get(headline.message_id).events
    late = next((event.title for event in events if event.code == LATE), "")
    return f"{late} {LATE}" if late else str(headline.status)


def _found(workspace: Workspace, headline: Headline) -> tuple[str, str, str, str] | None:
    """Return what a message of ours says; None for what the sandbox's cast has written."""
    if not headline.subject.startswith(SUBJECT):
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


TASKS: dict[str, Callable[[Task], None]] = {
    "drain": drain,
    "share": share,
    "join": join,
    "admit": admit,
    "check": check,
    "check newcomers": check_new,
    "restore": restore,
}
"""What each process does; the last thing that it tells is its answer."""
