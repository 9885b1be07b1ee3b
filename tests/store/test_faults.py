"""Power cuts, kills and folders that take nothing: what was stored stays, and is said in words."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup.backups import Backups
from sdk_desktop.store.backup.closed_copy import store_of
from sdk_desktop.store.backup.copying import verify_copy
from sdk_desktop.store.backup.manifest import Backup
from sdk_desktop.store.store import Store
from tests.kit.computer.disk import read_only
from tests.kit.project import on_posix
from tests.store.backup.backing_up import backing_up
from tests.store.letters import KEY, NOON, letter, query, received
from tests.store.writer import heard, writing

MANY = [letter(text=f"{number} " + "Ett ord. " * 20_000) for number in range(12)]


@pytest.fixture
def profile() -> Iterator[Profile]:
    """A profile with a store, in a folder to which everybody may go."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    made = Profile(folder / "profile")
    made.make()
    store = Store.create(made.store, KEY)
    received(store, *MANY)
    store.close()
    yield made
    shutil.rmtree(folder)


def backups(profile: Profile) -> Backups:
    return Backups(profile, BackupPlan(), store_of(profile.store))


def total(store: Store) -> int:
    with store.read() as stored:
        return stored.messages.page(query()).total


def verify(found: Sequence[Backup]) -> None:
    for one in found:
        verify_copy(one.folder / "messages.db", KEY, lambda: True)


@pytest.mark.parametrize("messages", [1, 7, 40])
def test_what_was_stored_survives_that_the_program_is_killed(path: Path, messages: int) -> None:
    Store.create(path, KEY).close()
    with writing(path) as other:
        heard(other, messages)
        other.kill()

    store = Store.open(path, KEY)
    with store.read() as stored:
        chain = stored.audit.verify()
    store.check()

    assert chain.broken is None
    assert total(store) == chain.events >= messages + 1
    store.close()


def test_the_next_one_goes_on_after_a_kill(path: Path) -> None:
    Store.create(path, KEY).close()
    with writing(path) as first:
        first.kill()
    with writing(path) as second:
        heard(second, 5)
        second.kill()

    store = Store.open(path, KEY)
    with store.read() as stored:
        chain = stored.audit.verify()

    assert chain.broken is None
    assert total(store) == chain.events >= 7
    store.close()


@pytest.mark.parametrize("pages", [1, 20])
def test_a_half_backup_after_a_kill_never_counts(profile: Profile, pages: int) -> None:
    with backing_up(profile, pages) as other:
        other.kill()
    left = [path.suffix for path in backups(profile).folder.iterdir()]

    assert left == [".part"]
    assert backups(profile).whole() == ()

    store = Store.open(profile.store, KEY)
    made = backups(profile).make(datetime.now(UTC), store.copy_to)
    store.close()
    assert made is not None
    assert list(made.folder.parent.iterdir()) == [made.folder]


def test_a_kill_between_two_backups_leaves_whole_ones(profile: Profile) -> None:
    with backing_up(profile) as other:
        other.kill()

    whole = backups(profile).whole()

    assert len(whole) >= 1
    verify(whole)


def test_two_programs_never_make_a_backup_at_the_same_time(profile: Profile) -> None:
    with backing_up(profile, pages=5):
        assert backups(profile).make(NOON, lambda _: pytest.fail("must not copy")) is None


@on_posix
def test_a_store_in_a_folder_that_may_not_be_written_is_told(profile: Profile) -> None:
    with read_only(profile.folder), pytest.raises(Refused, match="Check the rights of its folder"):
        Store.open(profile.store, KEY)

    store = Store.open(profile.store, KEY)
    assert total(store) == len(MANY)
    store.close()


@on_posix
def test_a_store_cannot_be_made_where_nothing_may_be_written(profile: Profile) -> None:
    with read_only(profile.folder), pytest.raises(Refused, match="Permission denied"):
        Store.create(profile.folder / "another.db", KEY)


@on_posix
def test_a_backup_folder_that_may_not_be_written_is_told(profile: Profile) -> None:
    folder = profile.folder.parent / "share"
    folder.mkdir()
    profile.folder.chmod(0o777)
    plan = BackupPlan(folder=str(folder))
    made = Backups(profile, plan, store_of(profile.store))

    with read_only(folder), pytest.raises(Refused, match="may not be written"):
        made.make(NOON, lambda _: pytest.fail("must not copy"))

    assert list(folder.iterdir()) == []
