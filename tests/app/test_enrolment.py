"""The first start, and every way in which it can be interrupted."""

import os
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.app import App, new_store
from sdk_desktop.auth.keys import key_file
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.clearance import Enrolment, PassphraseProof
from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.settings import Profile, read_settings
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.computer.disk import full_disk, hold
from tests.kit.sandbox_network import ADDRESS, CHEAP, PASSPHRASE, Watch, connection


class FirstStart:
    """A profile that has just been made, and somebody with an authenticator."""

    def __init__(self, folder: Path) -> None:
        self.profile = Profile(folder / "profile")
        self.watch = Watch()
        self.app = self.start()
        (self.profile.folder / "secret").write_text("hemligt")
        self.app.configure(
            connection(ADDRESS, "klient", str(self.profile.folder / "secret")), PRACTICE_MAILBOXES
        )
        self.enrolment: Enrolment = self.app.enrolling.begin("Kim")

    def start(self) -> App:
        return App(self.profile, self.watch, derivation=CHEAP)

    def code(self) -> str:
        return pyotp.TOTP(self.enrolment.secret).at(self.watch.now)

    def enrol(self) -> None:
        self.start().enrolling.enrol(self.enrolment, PASSPHRASE, self.code())

    def unlock(self) -> Workspace:
        self.watch.turn(seconds=60)
        proof = PassphraseProof(PASSPHRASE, self.code())
        return self.start().unlock("Kim", proof, lambda _changes: None)

    def works(self) -> bool:
        """Return whether what was enrolled opens a store that begins with the enrolment."""
        workspace = self.unlock()
        kinds = [row.event.kind for row in workspace.audit_trail.page()]
        workspace.close()
        return kinds[-1] is AuditKind.ENROLLED and sorted(self.files()) == FILES

    def files(self) -> list[str]:
        names = {path.name for path in self.profile.folder.iterdir()}
        return list(names - {"keys.json.lock"})  # which Windows does not keep


FILES = [
    *("keys.json", "messages.db"),
    *("recovery.json", "secret", "settings.toml"),
]


@pytest.fixture
def first(tmp_path: Path) -> FirstStart:
    return FirstStart(tmp_path)


def test_the_first_person_gets_a_store(first: FirstStart) -> None:
    assert first.app.people() == ()
    first.enrol()

    assert first.start().people() == ("Kim",)
    assert first.works()


def test_a_code_may_grow_old_while_the_store_is_made(
    first: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = new_store.make_store

    def take_long(profile: Profile, key: bytes, event: AuditEvent) -> None:
        first.watch.turn(seconds=300)
        make(profile, key, event)

    monkeypatch.setattr(new_store, "make_store", take_long)

    first.enrol()

    assert first.works()


@pytest.mark.parametrize("left", ["messages.new", "messages.new-wal", "messages.new-shm"])
def test_what_an_interrupted_start_left_is_no_hindrance(first: FirstStart, left: str) -> None:
    (first.profile.folder / left).write_bytes(b"left" * 10_000)
    first.enrol()

    assert first.works()


@pytest.mark.parametrize("passphrase", ["kort", PASSPHRASE])
def test_a_refusal_enrols_nobody_and_may_be_mended(first: FirstStart, passphrase: str) -> None:
    with pytest.raises(Refused):
        first.app.enrolling.enrol(first.enrolment, passphrase, "000000")
    assert first.start().people() == ()
    assert not first.profile.store.exists()

    first.enrol()

    assert first.works()


def test_interrupted_while_the_store_is_made(first: FirstStart) -> None:
    obstacle = first.profile.folder / "messages.new"
    obstacle.mkdir()
    with pytest.raises(Refused, match="cannot be written"):
        first.enrol()
    assert first.start().people() == ()

    obstacle.rmdir()
    first.enrol()

    assert first.works()


def test_interrupted_before_the_key_is_kept(first: FirstStart) -> None:
    with full_disk(), pytest.raises(Unavailable, match="disk is full"):
        first.enrol()
    assert first.start().people() == ()
    assert not first.profile.store.exists()

    first.enrol()

    assert first.works()


def test_interrupted_before_the_store_is_in_its_place(first: FirstStart) -> None:
    first.enrol()
    first.profile.store.rename(first.profile.folder / "messages.new")

    assert first.start().people() == ("Kim",)
    assert first.works()


def test_a_new_store_that_another_program_holds_for_a_moment_comes_to_its_place(
    first: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    first.enrol()
    first.profile.store.rename(first.profile.folder / "messages.new")
    hold(monkeypatch, times=3, reads=False)

    assert first.works()


def test_interrupted_before_the_first_code_is_remembered(first: FirstStart) -> None:
    first.enrol()
    content = first.profile.keys.read_text()
    tries = content.index('"tries"')
    first.profile.keys.write_text(content[:tries] + '"tries": {}}')

    assert first.works()


def test_a_store_that_cannot_come_to_its_place_comes_there_at_the_next_start(
    first: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", _replace_unless_in_use)
        with pytest.raises(Refused, match=r"messages\.db cannot be written"):
            first.enrol()

    assert first.start().people() == ("Kim",)
    assert first.works()


def _replace_unless_in_use(path: Path, target: Path) -> Path:
    """Do what Windows does when another program looks into the new store."""
    if path.name == "messages.new":
        raise PermissionError(13, "in use")
    os.replace(path, target)  # noqa: PTH105 - the method is what stands in for it
    return target


def test_a_store_without_a_key_is_kept_and_said(first: FirstStart) -> None:
    first.enrol()
    first.profile.keys.unlink()
    before = first.profile.store.read_bytes()

    with pytest.raises(Refused, match="no key to it"):
        first.enrol()

    assert first.profile.store.read_bytes() == before


def test_keys_without_a_store_make_no_new_one(first: FirstStart) -> None:
    first.enrol()
    first.profile.store.unlink()

    with pytest.raises(Refused, match="not there"):
        first.unlock()

    assert not first.profile.store.exists()


def test_a_damaged_store_is_said_and_kept(first: FirstStart) -> None:
    first.enrol()
    damaged = bytearray(first.profile.store.read_bytes())
    damaged[100] ^= 1
    first.profile.store.write_bytes(damaged)

    with pytest.raises(Refused, match="Nothing has been changed"):
        first.unlock()

    assert first.profile.store.read_bytes() == damaged


def test_a_new_store_never_takes_the_place_of_one_that_is_there(first: FirstStart) -> None:
    first.enrol()
    left = first.profile.folder / "messages.new"
    left.write_bytes(b"left")

    first.unlock().close()

    assert left.read_bytes() == b"left"


def test_a_second_person_is_not_let_in_by_the_first_start(first: FirstStart) -> None:
    first.enrol()
    other = first.app.enrolling.begin("Bo")

    with pytest.raises(Refused, match="must let new people in"):
        first.app.enrolling.enrol(other, PASSPHRASE, pyotp.TOTP(other.secret).at(first.watch.now))


def test_two_windows_do_not_make_two_stores(
    first: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_file, "PATIENCE", 0)
    with KeyFile(first.profile.keys).alone(), pytest.raises(Unavailable, match="Another window"):
        first.enrol()
    assert not first.profile.recovery.exists()

    first.enrol()

    assert first.works()


def test_without_a_connection_nothing_is_unlocked(tmp_path: Path) -> None:
    app = App(Profile(tmp_path))

    with pytest.raises(Refused, match="not set up yet"):
        app.unlock("Kim", PassphraseProof("", ""), lambda _changes: None)


def test_what_is_stored_can_be_read_although_the_secret_is_away(
    first: FirstStart, caplog: pytest.LogCaptureFixture
) -> None:
    first.enrol()
    (first.profile.folder / "secret").unlink()

    with caplog.at_level("WARNING"):
        workspace = first.unlock()

    assert workspace.inbox.counts()
    assert str(first.profile.folder) not in caplog.text
    workspace.close()


def test_preferences_and_connection_are_kept_in_one_file(first: FirstStart) -> None:
    first.app.set_preferences(Preferences(language="en", text_percent=150, idle_minutes=5))

    kept = read_settings(first.profile.settings)
    assert kept == first.app.settings == first.start().settings
    assert kept.preferences.text_percent == 150
    assert kept.connection is not None
    assert kept.organisation == "Ekdala kommun"


def test_preferences_that_cannot_be_written_change_nothing(first: FirstStart) -> None:
    with full_disk(), pytest.raises(Unavailable, match="disk is full"):
        first.app.set_preferences(Preferences(language="en"))

    assert first.app.settings.preferences.language == "sv"


def test_an_app_is_not_practice(first: FirstStart) -> None:
    assert not first.app.practice
    assert first.app.practice_proof() is None
    assert first.app.settings_folder == first.profile.folder
