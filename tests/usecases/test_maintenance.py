"""Backups and checks of a client that works, and what the message service may delete."""

import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.errors import Locked, Refused, SdkError, Unavailable
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.formats.message import write_message
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
)
from sdk_desktop.store.backup.backups import LEAST, Copy
from sdk_desktop.store.backup.manifest import write_manifest
from sdk_desktop.store.backup.restoring import read_backup, restore
from sdk_desktop.usecases.backups import Maintenance, MaintenanceResult, Release
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.usecases.arrivals import letter

DAMAGED = "The message store is damaged"


def planned(client: PersonClient, **plan: object) -> Maintenance:
    """Unlock a client again under another plan."""
    chosen = BackupPlan(**plan)  # type: ignore[arg-type] # whatever a plan has
    client.app.settings = replace(client.app.settings, backup=chosen)
    client.lock_and_unlock()
    return client.workspace.maintenance


def folders(client: PersonClient) -> list[str]:
    return sorted(path.name for path in (client.app.profile.folder / "backups").iterdir())


def events(workspace: Workspace, kind: AuditKind) -> list[tuple[str, str]]:
    page = workspace.audit_trail.page(kind=kind)
    return [(row.event.who, row.event.detail) for row in reversed(page)]


def rounds(client: PersonClient, *hours: int) -> list[MaintenanceResult]:
    """Keep the store safe, and again after so many hours each."""
    kept = [client.workspace.maintenance.keep()]
    for time in hours:
        client.watch.turn(hours=time)
        kept.append(client.workspace.maintenance.keep())
    return kept


def hindrance(maintenance: Maintenance) -> str:
    """Return what is told when the store cannot be kept safe."""
    with pytest.raises(SdkError) as caught:
        maintenance.keep()
    return str(caught.value)


def waiting(network: SandboxNetwork) -> int:
    return sum(network.state()["waiting"].values())


def another_comes(network: SandboxNetwork) -> str:
    """Let one more message come; gives its subject."""
    message = letter(label="Ännu en fråga")
    network.put_in_mailbox(write_message(message))
    return message.message_id


def damage(client: PersonClient) -> None:
    """Flip a bit in a page of the store that somebody works with."""
    with client.workspace._store.read() as stored:
        connection = stored.messages.connection.connection.cursor()
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("BEGIN")
    flip(client.app.profile.store)


def flip(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-9_000, 2)
        (byte,) = file.read(1)
        file.seek(-9_000, 2)
        file.write(bytes([byte ^ 1]))


def test_the_first_round_checks_and_backs_up_and_both_is_recorded(kim: PersonClient) -> None:
    maintenance = kim.workspace.maintenance
    assert maintenance.due()

    kept = maintenance.keep()

    assert (kept.checked, kept.backup, kept.removed) == (True, "sdk-desktop-2026-03-02T120030Z", 0)
    assert folders(kim) == [kept.backup]
    assert events(kim.workspace, AuditKind.CHECKED) == [("system", "")]
    assert events(kim.workspace, AuditKind.BACKED_UP) == [("system", kept.backup)]


def test_there_is_nothing_to_do_until_the_plans_time_has_passed(kim: PersonClient) -> None:
    maintenance = planned(kim, every_hours=8)
    maintenance.keep()
    kim.watch.turn(hours=7, minutes=59)
    early = maintenance.due(), maintenance.keep()
    kim.watch.turn(minutes=1)

    assert (early[0], early[1].checked, early[1].backup) == (False, False, "")
    assert maintenance.due()
    assert maintenance.keep().backup
    assert not maintenance.due()


def test_the_store_is_checked_once_a_day(kim: PersonClient) -> None:
    planned(kim, every_hours=100)

    checked = [one.checked for one in rounds(kim, 23, 1, 23, 1)]

    assert checked == [True, False, True, False, True]


def test_backups_older_than_the_plan_wants_go(kim: PersonClient) -> None:
    planned(kim, keep_days=2)

    made = rounds(kim, *[24] * (LEAST + 1))

    assert [one.removed for one in made] == [*[0] * LEAST, 1, 1]
    assert folders(kim) == [one.backup for one in made[2:]]


def test_a_backup_that_somebody_took_away_is_made_again(kim: PersonClient) -> None:
    first = kim.workspace.maintenance.keep().backup
    shutil.rmtree(kim.app.profile.folder / "backups" / first)
    kim.watch.turn(minutes=15)

    assert kim.workspace.maintenance.due()
    assert kim.workspace.maintenance.keep().backup > first


def test_a_clock_that_was_ahead_does_not_stop_the_backups(kim: PersonClient) -> None:
    kim.watch.turn(days=400)
    kim.workspace.maintenance.keep()
    kim.watch.turn(days=-400)
    kept = kim.workspace.maintenance.keep()
    kim.watch.turn(hours=1)

    assert (kept.checked, bool(kept.backup)) == (True, True)
    assert not kim.workspace.maintenance.due()


def test_two_windows_make_one_backup(kim: PersonClient) -> None:
    kim.watch.turn(seconds=30)
    other = kim.unlock()

    made = [one.maintenance.keep().backup for one in (kim.workspace, other)]
    other.close()

    assert [bool(one) for one in made] == [True, False]
    assert len(folders(kim)) == 1


def test_while_another_window_makes_a_backup_nothing_is_amiss(kim: PersonClient) -> None:
    with FileLock(kim.app.profile.folder / "backup.lock"):
        kept = kim.workspace.maintenance.keep()

    assert (kept.checked, kept.backup) == (True, "")
    assert kim.workspace.status().backup.trouble is None
    assert kim.workspace.maintenance.due()


def test_a_locked_client_makes_no_backup(kim: PersonClient) -> None:
    maintenance = kim.workspace.maintenance
    kim.workspace.close()

    with pytest.raises(Locked):
        maintenance.keep()
    with pytest.raises(Locked):
        maintenance.due()
    assert not (kim.app.profile.folder / "backups").exists()


def test_a_folder_that_is_gone_is_told_and_tried_again(kim: PersonClient, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    maintenance = planned(kim, folder=str(share))
    first = maintenance.keep().backup
    shutil.move(share, tmp_path / "unplugged")
    kim.watch.turn(hours=1)

    with pytest.raises(Unavailable, match=r"share is not there\. Connect the disk or share"):
        maintenance.keep()
    soon = kim.workspace.status().backup
    kim.watch.turn(hours=23)
    with pytest.raises(Unavailable, match="is not there"):
        maintenance.keep()
    late = kim.workspace.status().backup
    due = maintenance.due()
    shutil.move(tmp_path / "unplugged", share)
    again = maintenance.keep()

    assert due
    assert (soon.overdue, soon.trouble is None, soon.folder) == (False, False, str(share))
    assert (late.overdue, late.last) == (True, soon.last)
    assert sorted(path.name for path in share.iterdir()) == [first, again.backup]
    assert not kim.workspace.status().backup.overdue


def test_a_client_that_never_made_a_backup_says_so_when_it_cannot(kim: PersonClient) -> None:
    before = kim.workspace.status().backup
    (kim.app.profile.folder / "backups").write_text("a file")

    with pytest.raises(Unavailable):
        kim.workspace.maintenance.keep()

    after = kim.workspace.status().backup
    assert (before.last, before.overdue, before.trouble) == (None, False, None)
    assert (after.last, after.overdue) == (None, True)


def test_damage_is_told_and_recorded_once_and_old_backups_stay(kim: PersonClient) -> None:
    kim.synchronise()
    maintenance = planned(kim, keep_days=1)
    first = maintenance.keep().backup
    damage(kim)
    kim.watch.turn(days=7)

    told = [hindrance(maintenance) for _ in range(3)]

    assert [text[:28] for text in told] == [DAMAGED] * 3
    assert maintenance.due()
    assert folders(kim) == [first]
    said = [detail for _, detail in events(kim.workspace, AuditKind.CHECKED)]
    assert (said[0], said[1][:28], len(said)) == ("", DAMAGED, 2)


def test_when_the_damage_is_gone_backups_go_on(kim: PersonClient) -> None:
    kim.synchronise()
    kim.workspace.maintenance.keep()
    damage(kim)
    kim.watch.turn(days=7)
    with pytest.raises(Refused, match=DAMAGED):
        kim.workspace.maintenance.keep()
    flip(kim.app.profile.store)  # back: what was written since lies in the log
    kim.watch.turn(minutes=15)

    kept = kim.workspace.maintenance.keep()

    assert (kept.checked, bool(kept.backup)) == (True, True)
    assert len(events(kim.workspace, AuditKind.CHECKED)) == 3


def test_damage_that_cannot_be_recorded_is_told_all_the_same(
    kim: PersonClient, caplog: pytest.LogCaptureFixture
) -> None:
    kim.synchronise()
    damage(kim)
    with kim.workspace._store.begin() as stored:
        stored.audit.connection.exec_driver_sql("PRAGMA query_only = ON")

    with caplog.at_level(logging.WARNING):
        with pytest.raises(Refused, match=DAMAGED):
            kim.workspace.maintenance.keep()
        kim.workspace.close()

    assert "damage could not be recorded" in caplog.text


def test_the_service_may_delete_at_once_unless_the_plan_says_otherwise(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    came = kim.synchronise().received

    assert came > 0
    assert waiting(network) == 0


def test_a_message_stays_at_the_service_until_a_backup_holds_it(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    maintenance = planned(kim, before_delete=True)
    came = kim.synchronise().received
    again = kim.wait(minutes=1)
    held = waiting(network)
    maintenance.keep()
    late = another_comes(network)
    kim.wait(minutes=1)

    assert (again.received, held) == (0, came)
    assert waiting(network) == 1
    assert len(kim.headlines()) == came + 1

    kim.wait(hours=24)
    assert waiting(network) == 1
    maintenance.keep()
    kim.wait(minutes=1)
    assert waiting(network) == 0
    assert [one.message_id for one in kim.headlines()].count(late) == 1


def test_what_cannot_be_read_stays_at_the_service_with_a_backup_too(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    maintenance = planned(kim, before_delete=True)
    network.put_in_mailbox(b"<broken")
    assert [kim.synchronise().unreadable for _ in range(2)] == [0, 1]
    maintenance.keep()
    kim.wait(minutes=1)

    assert waiting(network) == 1


def test_a_backup_that_nobody_verified_lets_nothing_go(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    maintenance = planned(kim, before_delete=True)
    came = kim.synchronise().received
    maintenance._backups.make(kim.watch.now, unverified(kim))
    kim.wait(minutes=1)

    assert waiting(network) == came
    assert maintenance.due()


def test_a_backup_that_somebody_else_put_there_counts_for_nothing(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    maintenance = planned(kim, before_delete=True)
    came = kim.synchronise().received
    maintenance.keep()
    (made,) = folders(kim)
    backup = read_backup(kim.app.profile.folder / "backups" / made)
    write_manifest(replace(backup, mark=replace(backup.mark, events=9)))
    kim.wait(minutes=1)

    assert waiting(network) == came
    assert maintenance.newest() is None
    assert maintenance.due()


def unverified(client: PersonClient) -> Copy:
    store = client.workspace._store
    return lambda target: replace(store.copy_to(target), events=0, seal="")


def test_without_the_backup_folder_messages_stay_at_the_service(
    network: SandboxNetwork, kim: PersonClient, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    maintenance = planned(kim, folder=str(share), before_delete=True)
    came = kim.synchronise().received
    maintenance.keep()
    shutil.rmtree(share)
    kim.wait(minutes=1)

    assert waiting(network) == came


def test_a_backup_of_another_history_lets_nothing_go(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    maintenance = planned(kim, before_delete=True, every_hours=1)
    early = maintenance.keep().backup
    came = kim.synchronise().received
    kim.watch.turn(hours=1)
    late = maintenance.keep().backup
    restored(kim, early)

    again = kim.synchronise().received
    kim.wait(minutes=1)

    assert folders(kim) == [early, late]
    assert again == came == waiting(network)
    kim.watch.turn(hours=1)
    kim.workspace.maintenance.keep()
    kim.wait(minutes=1)
    assert waiting(network) == 0


def restored(client: PersonClient, backup: str) -> None:
    """Put a backup in the place of a client's profile, and unlock it.

    What is in no backup stays: the backups, and the client's own way in to the service.
    """
    client.workspace.close()
    folder = client.app.profile.folder
    away = folder.with_name("away")
    shutil.move(folder, away)
    restore(read_backup(away / "backups" / backup), client.app.profile, lambda _: None)
    stays = shutil.ignore_patterns(*(one.name for one in folder.iterdir()), "messages.db*")
    shutil.copytree(away, folder, ignore=stays, dirs_exist_ok=True)
    client.watch.turn(seconds=30)
    client.workspace = client.unlock()


def test_restoring_is_recorded_once(kim: PersonClient) -> None:
    backup = kim.workspace.maintenance.keep().backup
    restored(kim, backup)
    kim.lock_and_unlock()

    assert events(kim.workspace, AuditKind.RESTORED) == [(kim.who, backup)]
    assert kim.workspace.audit_trail.verify().broken is None


def test_restoring_that_cannot_be_read_is_recorded_too(kim: PersonClient) -> None:
    (kim.app.profile.folder / "restored.json").write_text("{")

    kim.lock_and_unlock()
    kim.lock_and_unlock()

    assert events(kim.workspace, AuditKind.RESTORED_UNPROVED) == [(kim.who, "?")]


def left_for(kim: PersonClient, days: int) -> None:
    policy = replace(kim.app.settings.policy, leave_days=days)
    kim.app.settings = replace(kim.app.settings, policy=policy)
    kim.lock_and_unlock()


def test_several_computers_read_what_is_left_at_the_service(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    left_for(kim, days=2)
    line = (PRACTICE_CLIENT_ID, PRACTICE_CLIENT_SECRET)
    lo = network.behind_message_service("Lo Ek", PRACTICE_MAILBOXES, *line)
    left_for(lo, days=2)
    came = kim.synchronise().received
    kim.wait(hours=23)

    assert lo.synchronise().received == came
    assert {one.message_id for one in lo.headlines()} == {one.message_id for one in kim.headlines()}
    lo.workspace.close()
    lo.app.close()


def test_what_was_left_long_enough_is_let_go_and_comes_once(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    left_for(kim, days=2)
    came = kim.synchronise().received
    kim.wait(hours=47)
    kim.lock_and_unlock()
    kim.wait(minutes=1)
    held = waiting(network)
    kim.wait(hours=2)

    assert (held, waiting(network)) == (came, 0)
    assert len(kim.headlines()) == came


def test_a_release_does_not_show_the_key() -> None:
    assert "hemlig" not in repr(Release(needs_backup=True, key=b"hemlig"))


def test_nothing_else_than_what_came_is_waited_for(kim: PersonClient) -> None:
    maintenance = planned(kim, before_delete=True)
    kim.send(kim.draft_to("sdk:tar-emot:0203:ovningsmyndigheten.example.se"))
    kim.synchronise()
    maintenance.keep()

    assert any(one.direction is Direction.OUT for one in kim.headlines())
    assert kim.wait(minutes=1).failed == 0
