"""Backups: folders that are whole or do not count."""

import errno
import json
import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.backups import LEAST, Backups, Copy
from sdk_desktop.store.backup.files import Digest
from sdk_desktop.store.backup.manifest import Backup, read_manifest, write_manifest
from sdk_desktop.store.history_mark import HistoryMark
from sdk_desktop.store.store import Store
from tests.kit.computer.disk import hold
from tests.kit.project import on_posix
from tests.store.letters import DAY, FULL, KEY, NOON, SOCIAL, letter, received
from tests.store.writer import write_one

NAME = "sdk-desktop-2026-03-02T120000Z"
OTHER = "ff" * 16
OUTSIDE = (
    '{"version": 1, "made": "2026-03-02T12:00:00Z", "history": {"store": "STORE"},'
    ' "files": {"../../secret": {"size": 1, "sha256": ""}}}'
)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(tmp_path / "profile")
    made.make()
    made.keys.write_text("keys")
    made.recovery.write_text("recovery")
    made.settings.write_text("settings")
    return made


@pytest.fixture
def store(profile: Profile) -> Iterator[Store]:
    made = Store.create(profile.store, KEY)
    received(made, FULL)
    yield made
    made.close()


@pytest.fixture
def backups(profile: Profile, store: Store) -> Backups:
    return of(profile, store)


def of(profile: Profile, store: Store, plan: BackupPlan | None = None) -> Backups:
    with store.read() as stored:
        return Backups(profile, plan or BackupPlan(), stored.history.store(), lambda: KEY)


def make(backups: Backups, made: datetime, copy: Copy) -> Backup:
    """Make a backup where nobody else makes one."""
    backup = backups.make(made, copy)
    assert backup is not None
    return backup


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_a_folder_with_everything_that_is_needed(
    profile: Profile, store: Store, backups: Backups
) -> None:
    made = make(backups, NOON, store.copy_to)

    assert made.folder == profile.folder / "backups" / NAME
    assert names(made.folder) == [
        "keys.json",
        "manifest.json",
        "messages.db",
        "recovery.json",
        "settings.toml",
    ]
    assert (made.folder / "keys.json").read_text() == "keys"
    assert backups.whole() == (made,)
    assert (made.made, made.verified) == (NOON, True)


@on_posix
def test_only_its_owner_may_read_a_backup(store: Store, backups: Backups) -> None:
    folder = make(backups, NOON, store.copy_to).folder
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes == {0o600}


def test_the_manifest_says_nothing_of_anybody(store: Store, backups: Backups) -> None:
    made = make(backups, NOON, store.copy_to)
    said = json.loads((made.folder / "manifest.json").read_text())

    assert said.keys() == {"version", "made", "history", "files", "seal"}
    assert said["history"].keys() == {"store", "events", "seal"}
    assert said["files"].keys() == {*("messages.db", "keys.json", "recovery.json", "settings.toml")}
    assert said["files"]["keys.json"].keys() == {"size", "sha256"}


def test_what_a_profile_does_not_have_is_not_missed(
    profile: Profile, store: Store, backups: Backups
) -> None:
    profile.recovery.unlink()

    assert "recovery.json" not in make(backups, NOON, store.copy_to).files


def test_a_backup_that_fails_leaves_nothing(backups: Backups) -> None:
    def fail(target: Path) -> HistoryMark:
        target.write_bytes(b"half")
        raise Unavailable("The line is cut.")

    with pytest.raises(Unavailable, match="cut"):
        backups.make(NOON, fail)

    assert names(backups.folder) == []
    assert backups.whole() == ()


def test_a_backup_that_another_program_holds_for_a_moment_is_made_and_expires(
    store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(monkeypatch, times=3, reads=False)
    for day in range(LEAST + 1):
        make(backups, NOON + day * DAY, store.copy_to)
    hold(monkeypatch, times=3, reads=False)

    gone = backups.expire(DAY / 2, NOON + (LEAST + 1) * DAY)

    assert gone == 1
    assert len(names(backups.folder)) == LEAST


def test_what_another_window_has_just_made_is_not_made_again(
    store: Store, backups: Backups
) -> None:
    assert backups.make(NOON, store.copy_to, lambda: False) is None

    assert backups.whole() == ()


def test_a_full_disk_is_seen_before_anything_is_written(
    store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(9, 9, 20_000_000))

    with pytest.raises(Unavailable, match="There is no room for a backup"):
        backups.make(NOON, store.copy_to)

    assert names(backups.folder) == []


def test_a_disk_that_grows_full_meanwhile_leaves_nothing(
    profile: Profile, store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(Unavailable, match="There is no room for a backup"):
        backups.make(NOON, store.copy_to)

    assert names(backups.folder) == []


@pytest.mark.parametrize("number", [1, 13, 30])
def test_a_folder_that_may_not_be_written_is_said(
    store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise OSError(number, "Forbidden")

    backups.make(NOON, store.copy_to)
    monkeypatch.setattr("os.mkdir", forbidden)

    with pytest.raises(Refused, match=r"may not be written\. Give your user the right"):
        backups.make(NOON + DAY, store.copy_to)

    assert names(backups.folder) == [NAME]


def test_a_folder_somewhere_else_must_be_there(
    profile: Profile, store: Store, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    backups = of(profile, store, BackupPlan(folder=str(share)))

    with pytest.raises(Unavailable, match=r"is not there\. Connect the disk or share"):
        backups.make(NOON, store.copy_to)
    with pytest.raises(Unavailable, match="is not there"):
        backups.whole()
    assert not share.exists()

    share.mkdir()
    assert make(backups, NOON, store.copy_to).folder == share / NAME


def test_a_file_in_the_folders_place_is_said(
    profile: Profile, store: Store, backups: Backups
) -> None:
    backups.folder.write_text("a file")

    with pytest.raises(Unavailable, match=r"cannot be used: .*exists"):
        backups.make(NOON, store.copy_to)
    with pytest.raises(Unavailable, match="is not there"):
        backups.whole()


def test_what_an_interrupted_backup_left_does_not_count_and_is_cleared(
    store: Store, backups: Backups
) -> None:
    whole = make(backups, NOON, store.copy_to)
    left = whole.folder.with_name(f"{NAME}.{whole.mark.store[:8]}.part")
    shutil.copytree(whole.folder, left)
    others = whole.folder.with_name(f"{NAME}.{OTHER[:8]}.part")
    others.mkdir()

    assert backups.whole() == (whole,)
    later = make(backups, NOON + DAY, store.copy_to)

    assert names(backups.folder) == [whole.name, others.name, later.name]


def test_what_an_interrupted_backup_left_and_another_program_holds_hinders_none(
    store: Store, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = make(backups, NOON, store.copy_to)
    left = whole.folder.with_name(f"{NAME}.{whole.mark.store[:8]}.part")
    left.mkdir()

    def held(*_given: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    with monkeypatch.context() as patch:
        patch.setattr("shutil.os.rmdir", held)
        second = make(backups, NOON + DAY, store.copy_to)
    there = names(backups.folder)
    third = make(backups, NOON + 2 * DAY, store.copy_to)

    assert there == [whole.name, left.name, second.name]
    assert names(backups.folder) == [whole.name, second.name, third.name]


def test_two_backups_in_the_same_second_have_different_names(
    store: Store, backups: Backups
) -> None:
    first, second = (make(backups, NOON, store.copy_to) for _ in range(2))

    assert (first.name, second.name) == (NAME, "sdk-desktop-2026-03-02T120001Z")
    assert first.made == second.made == NOON


def test_two_backups_at_once_are_one(profile: Profile, store: Store, backups: Backups) -> None:
    with FileLock(profile.folder / "backup.lock"):
        assert backups.make(NOON, store.copy_to) is None
        assert backups.expire(DAY, NOON) == 0

    assert not backups.folder.exists()


def test_a_profile_that_may_not_be_written_is_said(
    profile: Profile, store: Store, backups: Backups
) -> None:
    (profile.folder / "backup.lock").mkdir()

    with pytest.raises(Refused, match=r"backup\.lock cannot be written"):
        backups.make(NOON, store.copy_to)


def test_stores_may_share_a_folder(profile: Profile, store: Store, tmp_path: Path) -> None:
    plan = BackupPlan(folder=str(tmp_path))
    other_profile = Profile(tmp_path / "other")
    other_profile.make()
    other = Store.create(other_profile.store, KEY)
    ours, theirs = of(profile, store, plan), of(other_profile, other, plan)

    mine, hers = make(ours, NOON, store.copy_to), make(theirs, NOON, other.copy_to)
    other.close()

    assert ours.whole() == (mine,)
    assert theirs.whole() == (hers,)
    assert ours.expire(DAY, NOON + 9 * DAY) == theirs.expire(DAY, NOON + 9 * DAY) == 0


def test_old_backups_are_removed(store: Store, backups: Backups) -> None:
    made = [make(backups, NOON + days * DAY, store.copy_to) for days in range(LEAST + 2)]

    assert backups.expire(DAY, NOON + LEAST * DAY) == 2
    assert list(backups.whole()) == made[2:]
    assert names(backups.folder) == [one.name for one in made[2:]]


def test_a_clock_that_jumps_ahead_leaves_the_newest_ones(store: Store, backups: Backups) -> None:
    made = [make(backups, NOON + days * DAY, store.copy_to) for days in range(3)]

    assert backups.expire(DAY, NOON + 4000 * DAY) == 0
    assert list(backups.whole()) == made


def test_the_newest_that_was_verified_is_never_removed(store: Store, backups: Backups) -> None:
    def unverified(target: Path) -> HistoryMark:
        return HistoryMark(store.copy_to(target).store)

    verified = make(backups, NOON, store.copy_to)
    newest = [make(backups, NOON + days * DAY, unverified) for days in range(1, LEAST + 2)]

    assert backups.expire(DAY, NOON + 400 * DAY) == 1
    assert backups.whole() == (verified, *newest[1:])
    assert backups.newest(NOON + 99 * DAY) == newest[-1]
    assert backups.newest(NOON + 99 * DAY, verified=True) == verified


def test_its_seal_proves_that_nobody_has_changed_it(store: Store, backups: Backups) -> None:
    made = make(backups, NOON, store.copy_to)
    other = replace(made, files={**made.files, "keys.json": Digest(4, "00")})

    assert made.is_proved(KEY)
    assert not made.is_proved(bytes(32))
    assert not other.is_proved(KEY)
    assert not replace(made, made=NOON + DAY).is_proved(KEY)
    assert not replace(made, mark=replace(made.mark, events=9)).is_proved(KEY)
    assert not replace(made, seal="").is_proved(KEY)
    assert not replace(made, seal="å").is_proved(KEY)


def test_backups_that_others_put_there_push_none_of_ours_out(
    profile: Profile, store: Store, backups: Backups
) -> None:
    own = make(backups, NOON, store.copy_to)
    without_key = Backups(profile, BackupPlan(), own.mark.store)
    others = [make(without_key, NOON + day * DAY, store.copy_to) for day in range(1, LEAST + 3)]

    backups.expire(DAY, NOON + 100 * DAY)

    assert own in backups.whole()
    assert others[0] not in backups.whole()


def test_what_is_not_ours_is_never_removed(store: Store, backups: Backups) -> None:
    backups.make(NOON, store.copy_to)
    (backups.folder / "sdk-desktop-2020-01-01T000000Z").mkdir()
    (backups.folder / "semesterbilder").mkdir()
    (backups.folder / "sdk-desktop-2020-01-01T000001Z").write_text("a file")
    before = names(backups.folder)

    assert backups.expire(DAY, NOON + 400 * DAY) == 0
    assert names(backups.folder) == before


def test_a_clock_that_went_wrong_makes_no_backup_the_newest(store: Store, backups: Backups) -> None:
    today = make(backups, NOON, store.copy_to)
    wrong = make(backups, NOON + 400 * DAY, store.copy_to)

    assert backups.newest(NOON + DAY) == today
    assert backups.expire(DAY, NOON + timedelta(hours=1)) == 0
    assert backups.whole() == (today, wrong)
    assert backups.newest(NOON - DAY) is None


@pytest.mark.parametrize("name", ["messages.db", "keys.json", "manifest.json"])
def test_a_backup_that_lacks_a_file_does_not_count(
    store: Store, backups: Backups, name: str
) -> None:
    (make(backups, NOON, store.copy_to).folder / name).unlink()

    assert backups.whole() == ()


def test_a_backup_with_a_file_cut_short_does_not_count(store: Store, backups: Backups) -> None:
    file = make(backups, NOON, store.copy_to).folder / "messages.db"
    file.write_bytes(file.read_bytes()[:-1])

    assert backups.whole() == ()


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "{}",
        '{"version": 2}',
        '{"version": 1, "made": "yesterday", "history": {}, "files": {}}',
        '{"version": 1, "made": "0001-01-01T00:00:00+14:00", "history": {}, "files": {}}',
        '{"version": 1, "made": "2026-03-02T12:00:00Z", "history": {}, "files": {}}',
        OUTSIDE,
        "[" * 100_000,
    ],
)
def test_a_manifest_that_makes_no_sense_is_no_backup(
    store: Store, backups: Backups, said: str
) -> None:
    made = make(backups, NOON, store.copy_to)
    (backups.folder.parent / "secret").write_text("x")
    (made.folder / "manifest.json").write_text(said.replace("STORE", made.mark.store))

    assert backups.whole() == ()


def test_a_seal_that_no_program_writes_is_none(store: Store, backups: Backups) -> None:
    made = make(backups, NOON, store.copy_to)
    path = made.folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"seal": "\ud800"}))

    assert read_manifest(made.folder) is None


def test_a_backup_holds_nothing_but_what_is_backed_up(store: Store, backups: Backups) -> None:
    made = make(backups, NOON, store.copy_to)
    (made.folder / "device.key").write_text("")

    write_manifest(replace(made, files={**made.files, "device.key": Digest(0, "")}))
    with_more = backups.whole()
    write_manifest(replace(made, files={}))
    with_nothing = backups.whole()
    write_manifest(made)

    assert (with_more, with_nothing) == ((), ())
    assert backups.whole() == (made,)


def test_a_backup_whose_disk_vanishes_meanwhile_is_told(store: Store, backups: Backups) -> None:
    def unplugged(target: Path) -> HistoryMark:
        mark = store.copy_to(target)
        shutil.rmtree(backups.folder)
        return mark

    with pytest.raises(Unavailable, match="cannot be used: No such file or directory"):
        backups.make(NOON, unplugged)


def test_backups_are_told_apart_by_their_folders() -> None:
    one = Backup(Path("a"), NOON, HistoryMark("x"), {"f": Digest(3, "")})
    other = Backup(Path("b"), NOON, HistoryMark("x"), {"f": Digest(4, "")})

    assert {one, other, one} == {other, one}
    assert (one.size, other.size) == (3, 4)


def test_a_mark_lies_in_the_history_that_made_it_only(store: Store, backups: Backups) -> None:
    mark = make(backups, NOON, store.copy_to).mark
    write_one(store, 1)

    with store.read() as stored:
        assert stored.history.goes_through(mark, KEY)
        assert not stored.history.goes_through(mark, bytes(32))
        assert not stored.history.goes_through(HistoryMark(mark.store), KEY)
        assert not stored.history.goes_through(replace(mark, events=1), KEY)


def test_what_came_after_a_mark_is_known_by_both_names(store: Store, backups: Backups) -> None:
    write_one(store, 1)
    mark = make(backups, NOON, store.copy_to).mark
    later = letter()
    event = AuditEvent(AuditKind.RECEIVED, NOON, "system", "dator", message_id=later.message_id)

    with store.begin() as stored:
        stored.messages.add(later, Direction.IN, SOCIAL, NOON, "service-7")
        stored.audit.add(event)

    with store.read() as stored:
        assert stored.history.arrived_after(mark) == {later.message_id, "service-7"}
