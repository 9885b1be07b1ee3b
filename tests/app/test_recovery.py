"""The recovery key opens the store when all else is lost."""

import shutil
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.app import App
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.errors import Refused
from sdk_desktop.settings import Profile
from tests.kit.sandbox_network import (
    ADDRESS,
    CHEAP,
    PASSPHRASE,
    SOCIAL,
    Watch,
    connection,
    mailboxes,
)

NEW = "en helt annan mening"


class House:
    """A profile with one person, its recovery key on paper, and whoever comes with that paper."""

    def __init__(self, folder: Path) -> None:
        self.profile = Profile(folder / "home" / "profile")
        self.watch = Watch()
        app = self.start()
        (self.profile.folder / "secret").write_text("hemligt")
        secret = str(self.profile.folder / "secret")
        app.configure(connection(ADDRESS, "klient", secret), mailboxes(SOCIAL))
        self.kim = app.enrolling.begin("Kim")
        self.paper = app.enrolling.enrol(self.kim, PASSPHRASE, self.code(self.kim.secret))
        self.watch.turn(seconds=60)

    def start(self) -> App:
        return App(self.profile, self.watch, derivation=CHEAP)

    def code(self, secret: str) -> str:
        return pyotp.TOTP(secret).at(self.watch.now)

    def recover(self, paper: str, who: str = "Kim", passphrase: str = NEW) -> str:
        """Enrol with the paper; gives the new authenticator's secret."""
        app = self.start()
        enrolment = app.enrolling.begin(who)
        app.enrolling.recover(paper, enrolment, passphrase, self.code(enrolment.secret))
        self.watch.turn(seconds=60)
        return enrolment.secret

    def kinds(self, secret: str, who: str = "Kim", passphrase: str = NEW) -> list[AuditKind]:
        """Unlock and give what the trail says, oldest first."""
        proof = PassphraseProof(passphrase, self.code(secret))
        workspace = self.start().unlock(who, proof, lambda _changes: None)
        found = [row.event.kind for row in workspace.audit_trail.page()][::-1]
        workspace.close()
        return found


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_it_is_printed_in_groups_that_can_be_typed(house: House) -> None:
    groups = house.paper.split("-")

    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def test_whoever_lost_phone_and_passphrase_enrols_anew(house: House) -> None:
    secret = house.recover(house.paper)

    assert AuditKind.RECOVERED in house.kinds(secret)
    with pytest.raises(Refused, match="wrong"):
        house.kinds(house.kim.secret, passphrase=PASSPHRASE)


def test_somebody_new_enrols_beside_those_who_are_there(house: House) -> None:
    secret = house.recover(house.paper, "Bo")

    assert house.start().people() == ("Kim", "Bo")
    assert house.kinds(secret, "Bo")
    house.watch.turn(seconds=60)
    assert house.kinds(house.kim.secret, "Kim", PASSPHRASE)


@pytest.mark.parametrize(
    "typed", [str.lower, lambda paper: paper.replace("-", " "), " {}\n".format]
)
def test_it_is_understood_however_it_is_typed(house: House, typed: object) -> None:
    assert callable(typed)
    house.start().enrolling.confirm_recovery(typed(house.paper))


def test_digits_are_taken_for_the_letters_that_they_look_like(house: House) -> None:
    mistaken = house.paper.translate(str.maketrans("OLBG", "0189"))

    house.start().enrolling.confirm_recovery(mistaken)


@pytest.mark.parametrize(
    "change", ["", "A", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", "åäö", "\0"]
)
def test_a_wrong_one_lets_nobody_in(house: House, change: str) -> None:
    before = house.profile.keys.read_bytes()

    with pytest.raises(Refused, match="recovery key is wrong"):
        house.recover(change)

    assert house.profile.keys.read_bytes() == before


def test_one_letter_that_differs_is_wrong(house: House) -> None:
    other = "B" if house.paper[0] == "A" else "A"

    with pytest.raises(Refused, match="recovery key is wrong"):
        house.recover(other + house.paper[1:])


def test_a_short_passphrase_or_a_wrong_code_recovers_nothing(house: House) -> None:
    with pytest.raises(Refused, match="at least 12 characters"):
        house.recover(house.paper, passphrase="kort")

    assert house.kinds(house.kim.secret, passphrase=PASSPHRASE)


def test_it_opens_also_when_the_key_file_is_lost(house: House) -> None:
    house.profile.keys.unlink()
    with pytest.raises(Refused, match="or use the recovery key"):
        house.start().people()

    secret = house.recover(house.paper)

    assert house.kinds(secret)


def test_it_opens_also_when_the_key_file_is_damaged_which_is_kept(house: House) -> None:
    house.profile.keys.write_bytes(b"damage")

    secret = house.recover(house.paper)

    assert house.kinds(secret)
    assert house.profile.keys.with_suffix(".damaged-1").read_bytes() == b"damage"


def test_it_opens_a_copied_profile_on_another_computer(house: House, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "profile"
    shutil.copytree(house.profile.folder, elsewhere)
    house.profile = Profile(elsewhere)
    with pytest.raises(Refused, match="Use the recovery key"):
        house.kinds(house.kim.secret, passphrase=PASSPHRASE)

    house.watch.turn(seconds=60)
    secret = house.recover(house.paper)

    assert house.kinds(secret)


def test_another_stores_key_does_not_open_this_one(house: House, tmp_path: Path) -> None:
    other = House(tmp_path / "other")
    shutil.copy(other.profile.recovery, house.profile.recovery)
    before = house.profile.keys.read_bytes()

    with pytest.raises(Refused, match="cannot be opened with this key"):
        house.recover(other.paper)

    assert house.profile.keys.read_bytes() == before


def test_it_is_confirmed_by_whoever_types_it(house: House) -> None:
    workspace = house.start().unlock(
        "Kim", PassphraseProof(PASSPHRASE, house.code(house.kim.secret)), lambda _changes: None
    )
    assert not workspace.people.enrolled().recovery_confirmed

    house.start().enrolling.confirm_recovery(house.paper)

    assert workspace.people.enrolled().recovery_confirmed
    workspace.close()


def test_the_old_paper_opens_while_nobody_has_shown_the_new_one(house: House) -> None:
    proof = PassphraseProof(PASSPHRASE, house.code(house.kim.secret))
    workspace = house.start().unlock("Kim", proof, lambda _changes: None)
    workspace.people.renew_recovery()  # and the program is killed before it is shown
    enrolled = workspace.people.enrolled()
    workspace.close()

    assert enrolled.recovery_renewed
    assert house.kinds(house.recover(house.paper))


def test_a_renewed_one_that_is_confirmed_makes_the_old_paper_useless(house: House) -> None:
    proof = PassphraseProof(PASSPHRASE, house.code(house.kim.secret))
    workspace = house.start().unlock("Kim", proof, lambda _changes: None)
    renewed = workspace.people.renew_recovery()
    workspace.people.confirm_recovery(renewed)
    workspace.close()

    with pytest.raises(Refused, match="recovery key is wrong"):
        house.recover(house.paper)
    assert house.kinds(house.recover(renewed))[-5:] == [
        AuditKind.RECOVERY_KEY,
        AuditKind.RECOVERY_CONFIRMED,
        AuditKind.LOCKED,
        AuditKind.RECOVERED,
        AuditKind.UNLOCKED,
    ]
