"""What an earlier version left behind opens: a profile, a backup, and the key files of both.

`earlier_version/` was made by the version before the folders of the program were arranged by
topic. Its passphrase and code are no secrets: nothing in it is real.
"""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import httpx
import pyotp
import pytest

from sdk_desktop.app import App
from sdk_desktop.app.restore import restore_profile
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.mailbox import Direction, Folder
from sdk_desktop.domain.message import Attention, CodeSystem, Identifier, Person, Reference
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.restoring import read_backup
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.sandbox_network import CHEAP, PASSPHRASE, Watch

LEFT = Path(__file__).parent / "earlier_version"
SAID: dict[str, str] = json.loads((LEFT / "secrets.json").read_text(encoding="utf-8"))
ROWS = {
    ("På väg", Status.QUEUED, Direction.OUT),
    ("", None, Direction.IN),
    ("Avvisat", Status.MESSAGE_EXCHANGE_ERROR, Direction.OUT),
    ("Skickat", Status.ACCEPTED, Direction.OUT),
    ("Fråga om samverkan", None, Direction.IN),
    ("Orosanmälan", None, Direction.IN),
}
TRAIL = [
    *(AuditKind.ENROLLED, AuditKind.UNLOCKED, AuditKind.REGISTERED, AuditKind.TAKEN),
    *(AuditKind.HELD, AuditKind.READ, AuditKind.SENT, AuditKind.SENT, AuditKind.UNREADABLE),
]


@pytest.fixture
def watch() -> Watch:
    """Return a clock at a later code than the last one that was used."""
    watch = Watch(datetime.fromisoformat(SAID["time"]))
    watch.turn(minutes=1)
    return watch


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what was left behind; the settings name the service's secret from there."""
    folder = tmp_path / "left"
    shutil.copytree(LEFT, folder)
    monkeypatch.chdir(folder)
    return folder


def app_of(profile: Profile, watch: Watch) -> App:
    return App(profile, watch, derivation=CHEAP, client=httpx.Client())


def read(workspace: Workspace) -> None:
    """Find everything that was kept."""
    inbox = workspace.inbox
    headlines = inbox.page("", Folder.ALL).headlines
    assert {(one.subject, one.status, one.direction) for one in headlines} == ROWS
    reading = inbox.open(headlines[-1].row)
    assert reading.message is not None
    assert reading.message.sender.attention == Attention(
        "sdk:akuten:0203:regionekelund.example.se",
        "Akuten",
        (Person("Dr Ros"),),
        (Reference(Identifier(CodeSystem.DIARY_NUMBER, "RE 2026/5"), "Remiss"),),
    )
    assert reading.headline.diary_number == "SOC 2026/99"
    assert reading.headline.handler == "Kim Berg"
    file = inbox.file(headlines[-1].row, reading.attachments[0].key)
    assert (file.name, file.content) == ("bilaga.txt", "åäö".encode())
    assert [one.subject for one in inbox.search("samverkan").headlines] == ["Fråga om samverkan"]
    (draft,) = workspace.drafts.all()
    assert workspace.drafts.get(draft.key).text == "Inte färdig"
    assert [row.event.kind for row in workspace.audit_trail.page()[::-1]][: len(TRAIL)] == TRAIL


def test_a_profile_opens_and_shows_what_was_kept(folder: Path, watch: Watch) -> None:
    app = app_of(Profile(folder / "profile"), watch)
    code = pyotp.TOTP(SAID["code secret"]).at(watch.now)
    proof = PassphraseProof(SAID["passphrase"], code)
    workspace = app.unlock(SAID["who"], proof, lambda _changes: None)

    read(workspace)
    assert app.people() == ("Kim Berg", "Robin Ek")
    assert app.settings.mailboxes[0].name == "Socialkontoret"
    workspace.close()
    app.close()


def test_a_backup_is_restored_and_opens_with_the_recovery_key(folder: Path, watch: Watch) -> None:
    (backup,) = (folder / "backup").iterdir()
    profile = Profile(folder / "new" / "profile")
    restore_profile(
        read_backup(backup),
        profile,
        SAID["recovery key"],
        watch,
        take_settings=True,
        unproved=True,  # that version sealed no backups
    )
    app = app_of(profile, watch)
    enrolment = app.enrolling.begin(SAID["who"])
    code = pyotp.TOTP(enrolment.secret).at(watch.now)
    app.enrolling.recover(SAID["recovery key"], enrolment, PASSPHRASE, code)
    watch.turn(seconds=30)
    proof = PassphraseProof(PASSPHRASE, pyotp.TOTP(enrolment.secret).at(watch.now))
    workspace = app.unlock(SAID["who"], proof, lambda _changes: None)

    read(workspace)
    workspace.close()
    app.close()
