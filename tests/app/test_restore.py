"""From a backup and the recovery key alone, everything comes back as it was."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.app import App
from sdk_desktop.app.restore import restore_profile
from sdk_desktop.domain.audit import AuditKind, AuditRow
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.delivery import RESTORED
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Folder, Headline, Reading
from sdk_desktop.domain.message import File
from sdk_desktop.files import write_private
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.files import digest_of
from sdk_desktop.store.backup.manifest import Backup, write_manifest
from sdk_desktop.store.backup.restoring import read_backup
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.sandbox_network import CHEAP, PersonClient, SandboxNetwork
from tests.usecases.arrivals import AKUTEN, arrived, letter

NEW = "en helt annan mening"
PICTURE = File("röntgen.png", "image/png", bytes(range(256)) * 500)


@dataclass
class Contents:
    """What the use cases show of a store, files with their bytes."""

    trail: tuple[AuditRow, ...]
    headlines: tuple[Headline, ...]
    readings: list[Reading]
    files: list[File]
    drafts: tuple[Draft, ...]
    found: tuple[Headline, ...]
    known: int


def contents(workspace: Workspace) -> Contents:
    """Read everything that a person can see; the trail is read first, for reading adds to it."""
    trail = workspace.audit_trail.page()[::-1]
    inbox = workspace.inbox
    readings = [inbox.open(one.row) for one in inbox.page("", Folder.ALL).headlines]
    return Contents(
        trail=trail,
        headlines=inbox.page("", Folder.ALL).headlines,
        readings=readings,
        files=[
            inbox.file(one.headline.row, attachment.key)
            for one in readings
            for attachment in one.attachments
        ],
        drafts=tuple(workspace.drafts.get(one.key) for one in workspace.drafts.all()),
        found=inbox.search("fråga").headlines,
        known=workspace.address_book.age().functions,
    )


@dataclass
class Loss:
    """All that is left of a client: a backup, and the recovery key on paper."""

    network: SandboxNetwork
    client: PersonClient
    backup: Backup
    paper: str
    before: Contents


@pytest.fixture
def loss(tmp_path: Path) -> Loss:
    """Work for a day, back up, and lose the computer with the profile and all its secrets."""
    network = SandboxNetwork(tmp_path / "computer")
    client = network.practice_control()
    client.synchronise()
    row = arrived(client, letter(PICTURE, confidential=True))
    workspace = client.workspace
    workspace.handling.register(row, "SOC 2026/99")
    workspace.drafts.save(client.draft_to(AKUTEN, text="Inte färdig", files=(PICTURE,)))
    client.send(client.draft_to(AKUTEN, files=(PICTURE,)))
    client.wait(minutes=10)
    paper = workspace.people.renew_recovery()
    contents(workspace)  # what was read is read
    before = contents(workspace)
    safe = tmp_path / "safe"
    kept = workspace.maintenance.keep().backup
    shutil.copytree(client.app.profile.folder / "backups" / kept, safe / kept)
    workspace.close()
    client.app.close()
    secret = (client.app.profile.folder / "secret").read_bytes()
    shutil.rmtree(tmp_path / "computer")
    client.app.profile.folder.mkdir(parents=True)
    write_private(client.app.profile.folder / "secret", secret)  # given by whoever runs the service
    return Loss(network, client, read_backup(safe / kept), paper, before)


def started_anew(loss: Loss, folder: Path) -> tuple[App, str]:
    """Restore to another computer, and enrol there; gives the authenticator's secret."""
    profile = Profile(folder / "new computer" / "profile")
    restore_profile(loss.backup, profile, loss.paper, loss.client.watch, take_settings=True)
    app = App(
        profile,
        loss.client.watch,
        derivation=CHEAP,
        client=loss.network.web(),
        pause=loss.client.watch.pause,
    )
    enrolment = app.enrolling.begin(loss.client.who)
    code = pyotp.TOTP(enrolment.secret).at(loss.client.watch.now)
    app.enrolling.recover(loss.paper, enrolment, NEW, code)
    loss.client.watch.turn(seconds=30)
    return app, enrolment.secret


def unlocked(app: App, loss: Loss, secret: str) -> Workspace:
    proof = PassphraseProof(NEW, pyotp.TOTP(secret).at(loss.client.watch.now))
    return app.unlock(loss.client.who, proof, lambda _changes: None)


def test_everything_comes_back_as_it_was(loss: Loss, tmp_path: Path) -> None:
    app, secret = started_anew(loss, tmp_path)
    workspace = unlocked(app, loss, secret)

    after = contents(workspace)

    before = loss.before
    assert len(before.headlines) > 10
    assert PICTURE in before.files
    assert before.drafts[0].files == (PICTURE,)
    assert [without_restoring(one) for one in after.readings] == [
        without_restoring(one) for one in before.readings
    ]
    assert after.files == before.files
    assert after.drafts == before.drafts
    assert (after.headlines, after.found) == (before.headlines, before.found)
    assert after.known == before.known > 0
    workspace.close()
    app.close()


def without_restoring(reading: Reading) -> Reading:
    """Leave out that what is on its way is known to come from a backup."""
    if reading.delivery is None:
        return reading
    events = tuple(one for one in reading.delivery.events if one.code != RESTORED)
    return replace(reading, delivery=replace(reading.delivery, events=events, attempts=1))


def test_what_an_interrupted_restoring_left_goes_when_somebody_signs_in(
    loss: Loss, tmp_path: Path
) -> None:
    app, secret = started_anew(loss, tmp_path)
    left = app.profile.folder / "restoring.part"
    left.mkdir()
    (left / "messages.db").write_bytes(b"killed")

    unlocked(app, loss, secret).close()

    assert not left.exists()


def test_the_trail_goes_on_where_it_was(loss: Loss, tmp_path: Path) -> None:
    app, secret = started_anew(loss, tmp_path)
    workspace = unlocked(app, loss, secret)

    trail = workspace.audit_trail.page()[::-1]

    before = loss.before.trail
    assert trail[: len(before)] == before
    later = [row.event for row in trail[len(before) :] if row.event.kind is not AuditKind.READ]
    assert [event.kind for event in later if event.kind is not AuditKind.OPENED_FILE] == [
        AuditKind.CHECKED,
        AuditKind.RESTORED,
        AuditKind.RECOVERED,
        AuditKind.UNLOCKED,
    ]
    assert later[-3].detail == loss.backup.name
    assert workspace.audit_trail.verify().broken is None
    workspace.close()
    app.close()


def test_a_restored_client_sends_and_receives(loss: Loss, tmp_path: Path) -> None:
    app, secret = started_anew(loss, tmp_path)
    workspace = unlocked(app, loss, secret)
    sent = loss.network.state()["sent"]

    first = workspace.synchronise()
    loss.client.watch.turn(minutes=1)
    second = workspace.synchronise()

    assert (first.failed, second.failed, second.handed_over) == (0, 0, 0)
    assert loss.network.state()["sent"] == sent
    assert sum(sent.values()) > 0
    workspace.close()
    app.close()


def test_on_the_same_computer_people_sign_in_as_before(tmp_path: Path) -> None:
    client = SandboxNetwork(tmp_path).practice_control()
    client.synchronise()
    before = contents(client.workspace).headlines
    backup = client.workspace.maintenance.keep().backup
    client.workspace.close()
    folder = client.app.profile.folder
    shutil.copytree(folder / "backups", tmp_path / "safe")
    shutil.copy(folder / "secret", tmp_path)
    shutil.rmtree(folder)

    restore_profile(
        read_backup(tmp_path / "safe" / backup),
        client.app.profile,
        "",
        client.watch,
        take_settings=True,
        unproved=True,
    )
    shutil.copy(tmp_path / "secret", folder)
    client.watch.turn(seconds=30)
    workspace = client.unlock()

    assert contents(workspace).headlines == before
    kinds = [row.event.kind for row in workspace.audit_trail.page(kind=AuditKind.RESTORED)]
    assert kinds == [AuditKind.RESTORED]
    workspace.close()
    client.app.close()


def changed(backup: Backup) -> Backup:
    """Lead the settings of a backup elsewhere, as whoever can write there can, digest and all."""
    settings = backup.folder / "settings.toml"
    settings.write_text(f"{settings.read_text()}\n[backup]\nfolder = '/annan'\n")
    files = {**backup.files, settings.name: digest_of(settings)}
    write_manifest(replace(backup, files=files))
    return read_backup(backup.folder)


def test_a_backup_that_somebody_has_changed_is_not_restored(loss: Loss, tmp_path: Path) -> None:
    profile = Profile(tmp_path / "new" / "profile")

    with pytest.raises(Refused, match="Somebody has changed this backup"):
        restore_profile(changed(loss.backup), profile, loss.paper, loss.client.watch)

    assert list(profile.folder.iterdir()) == []


@pytest.mark.parametrize("unproved", [False, True])
def test_no_answer_makes_a_changed_backup_a_good_one(
    loss: Loss, tmp_path: Path, *, unproved: bool
) -> None:
    with pytest.raises(Refused, match="Somebody has changed this backup"):
        restore_profile(
            changed(loss.backup),
            Profile(tmp_path / "new" / "profile"),
            loss.paper,
            loss.client.watch,
            unproved=unproved,
        )


def test_one_that_proves_nothing_is_restored_only_when_somebody_says_so(
    loss: Loss, tmp_path: Path
) -> None:
    profile, watch = Profile(tmp_path / "new" / "profile"), loss.client.watch
    write_manifest(replace(loss.backup, seal=""))
    earlier = read_backup(loss.backup.folder)

    with pytest.raises(Refused, match="Nothing proves that nobody has changed"):
        restore_profile(earlier, profile, loss.paper, watch)
    restore_profile(earlier, profile, loss.paper, watch, unproved=True)

    assert profile.store.exists()


def test_settings_are_taken_unproved_only_when_somebody_says_so(loss: Loss, tmp_path: Path) -> None:
    profile = Profile(tmp_path / "new" / "profile")

    with pytest.raises(Refused, match="Nothing proves that nobody has changed"):
        restore_profile(loss.backup, profile, "", loss.client.watch, take_settings=True)

    assert not profile.folder.exists()


def test_a_changed_backup_that_nobody_tried_is_recorded_when_somebody_signs_in(
    tmp_path: Path,
) -> None:
    client = SandboxNetwork(tmp_path).practice_control()
    backup = client.workspace.maintenance.keep().backup
    client.workspace.close()
    folder = client.app.profile.folder
    shutil.copytree(folder / "backups", tmp_path / "safe")
    kept = {path.name: path.read_bytes() for path in (folder / "secret", folder / "settings.toml")}
    shutil.rmtree(folder)
    restore_profile(
        changed(read_backup(tmp_path / "safe" / backup)), client.app.profile, "", client.watch
    )
    [(folder / name).write_bytes(content) for name, content in kept.items()]
    client.watch.turn(seconds=30)
    workspace = client.unlock()

    kinds = [row.event.kind for row in workspace.audit_trail.page()]
    assert AuditKind.RESTORED_UNPROVED in kinds
    assert AuditKind.RESTORED not in kinds
    workspace.close()
    client.app.close()
