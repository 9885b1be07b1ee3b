"""Letting people in with a passphrase and a code, and keeping others out."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pyotp
import pytest

from sdk_desktop.app.sign_in_ways import open_sign_in
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.sign_in import SignIn
from sdk_desktop.auth.ways.passphrase import _wrong
from sdk_desktop.domain.clearance import Clearance, Enrolment, Level, Need, PassphraseProof, Way
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.settings import Profile, Settings
from tests.kit.computer.disk import full_disk
from tests.kit.project import PROJECT
from tests.kit.sandbox_network import CHEAP, PASSPHRASE, Watch

NEED = Need(Level.HIGH, timedelta(hours=4))
KEY = bytes(range(32))


class Door:
    """The way in, with somebody who holds an authenticator."""

    def __init__(self, folder: Path) -> None:
        self.profile = Profile(folder / "profile")
        self.profile.make()
        self.path = self.profile.keys
        self.watch = Watch()
        self.sign_in = self.again()
        self.kim = self.enrol("Kim")
        self.watch.turn(seconds=60)

    def again(self) -> SignIn:
        """Start the program again."""
        client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(500)))
        return open_sign_in(self.profile, Settings(), self.watch, client, CHEAP, practice=False)

    def enrol(self, who: str, passphrase: str = PASSPHRASE) -> Enrolment:
        enrolment = self.sign_in.passphrase.begin(who)
        code = pyotp.TOTP(enrolment.secret).at(self.watch.now)
        step = self.sign_in.passphrase.first_step(enrolment, passphrase, code)
        self.sign_in.passphrase.enrol(enrolment, passphrase, step, KEY)
        return enrolment

    def code(self, steps: int = 0) -> str:
        return pyotp.TOTP(self.kim.secret).at(self.watch.now + timedelta(seconds=30 * steps))

    def proof(self, passphrase: str = PASSPHRASE) -> PassphraseProof:
        return PassphraseProof(passphrase, self.code())

    def unlock(self, proof: PassphraseProof, who: str = "Kim") -> tuple[bytes, Clearance]:
        return self.again().prove(who, proof, NEED)

    def refusal(self, proof: PassphraseProof, who: str = "Kim") -> str:
        with pytest.raises(Refused) as raised:
            self.unlock(proof, who)
        return str(raised.value)


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def test_passphrase_and_code_give_the_key_and_a_clearance(door: Door) -> None:
    key, clearance = door.unlock(door.proof())

    assert key == KEY
    assert clearance == Clearance("Kim", door.watch.now, Level.HIGH, clearance.up)


WRONG: dict[str, Callable[[Door], str]] = {
    "passphrase": lambda door: door.refusal(door.proof("hest batteri klammer")),
    "code": lambda door: door.refusal(PassphraseProof(PASSPHRASE, "000000")),
    "both": lambda door: door.refusal(PassphraseProof("", "")),
    "person": lambda door: door.refusal(door.proof(), "Nobody"),
    "old code": lambda door: door.refusal(PassphraseProof(PASSPHRASE, door.code(-2))),
    "wrong passphrase, future code": lambda door: door.refusal(PassphraseProof("x", door.code(2))),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_was_wrong_is_never_said(door: Door, wrong: Callable[[Door], str]) -> None:
    assert wrong(door) == "The passphrase or the code is wrong. Try again in 1 s."


@pytest.mark.parametrize("steps", [2, 120])
def test_a_code_of_another_minute_is_blamed_on_a_clock_and_not_counted(
    door: Door, steps: int
) -> None:
    for_later = PassphraseProof(PASSPHRASE, door.code(steps))

    said = [door.refusal(for_later), door.refusal(for_later)]

    assert said[0] == said[1]
    assert "belongs to another minute" in said[0]
    assert door.sign_in.tries_before("Kim").failed == 0


def test_without_a_wait_none_is_named() -> None:
    assert _wrong(0).text == "The passphrase or the code is wrong. Try again."


@pytest.mark.parametrize("steps", [-1, 1])
def test_an_authenticator_may_be_a_step_off(door: Door, steps: int) -> None:
    key, _ = door.unlock(PassphraseProof(PASSPHRASE, door.code(steps)))

    assert key == KEY


def test_a_good_proof_that_is_too_weak_opens_nothing(door: Door) -> None:
    need = Need(Level.HIGHEST, timedelta(hours=4))

    with pytest.raises(Refused, match="stronger sign-in"):
        door.sign_in.prove("Kim", door.proof(), need)


def test_a_code_opens_once_also_after_a_restart(door: Door) -> None:
    proof = door.proof()
    door.unlock(proof)

    assert door.refusal(proof).startswith("The passphrase or the code is wrong.")


def test_the_code_of_the_enrolment_opens_nothing(door: Door) -> None:
    door.watch.turn(seconds=-60)

    assert door.refusal(door.proof()).startswith("The passphrase or the code is wrong.")


def test_each_failure_makes_the_wait_longer_also_after_a_restart(door: Door) -> None:
    said = []
    for wait in (1, 2, 4, 8):
        said.append(door.refusal(door.proof("fel fel fel fel")))
        door.watch.turn(seconds=wait)

    assert [text.split()[-2] for text in said] == ["1", "2", "4", "8"]


def test_the_right_proof_must_wait_too_and_costs_no_try(door: Door) -> None:
    door.refusal(door.proof("fel fel fel fel"))
    door.watch.turn(seconds=1)
    door.refusal(door.proof("fel fel fel fel"))

    assert door.refusal(door.proof()) == "Wait 2 s before you try again."
    door.watch.turn(seconds=2)
    assert door.unlock(door.proof())[0] == KEY


def test_a_clock_that_was_set_back_shortens_no_wait_and_locks_nobody_out(door: Door) -> None:
    door.refusal(door.proof("fel fel fel fel"))
    door.watch.turn(days=-365)

    assert door.refusal(door.proof()) == "Wait 1 s before you try again."
    door.watch.turn(seconds=1)
    assert "Try again in 2 s." in door.refusal(door.proof("fel fel fel fel"))


def test_an_older_key_file_that_is_put_back_undoes_no_try(door: Door) -> None:
    before = door.path.read_bytes()
    door.refusal(door.proof("fel fel fel fel"))
    door.path.write_bytes(before)

    assert door.refusal(door.proof()) == "Wait 1 s before you try again."


def test_that_a_try_was_undone_is_known_until_a_good_one(door: Door) -> None:
    before = door.path.read_bytes()
    door.refusal(door.proof("fel fel fel fel"))
    door.path.write_bytes(before)
    door.watch.turn(seconds=30)
    door.refusal(door.proof("fel fel fel fel"))
    tries = door.again().tries_before("Kim")
    door.watch.turn(seconds=30)
    door.unlock(door.proof())

    assert (tries.failed, tries.undone) == (2, True)
    assert not door.again().tries_before("Kim").undone


def test_a_code_that_was_used_opens_nothing_with_an_older_key_file(door: Door) -> None:
    before, proof = door.path.read_bytes(), door.proof()
    door.unlock(proof)
    door.path.write_bytes(before)

    assert "wrong" in door.refusal(proof)


def test_tries_that_this_computer_remembers_badly_hinder_nobody(door: Door) -> None:
    (noted,) = door.profile.device_keys.glob("*tries.key")
    noted.write_text("damage")

    assert door.unlock(door.proof())


def test_success_forgets_the_failures(door: Door) -> None:
    door.refusal(door.proof("fel fel fel fel"))
    door.watch.turn(seconds=30)
    door.unlock(door.proof())

    assert door.refusal(door.proof("fel fel fel fel")).endswith("Try again in 1 s.")


def test_one_person_who_fails_makes_no_other_wait(door: Door) -> None:
    door.enrol("Bo")
    door.refusal(door.proof(), "Bo")

    assert door.unlock(door.proof())[0] == KEY


KILLED = """
import os, sys
from datetime import timedelta
from pathlib import Path
import httpx
from sdk_desktop.app.sign_in_ways import open_sign_in
from sdk_desktop.domain.clearance import Level, Need, PassphraseProof
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.settings import Profile, Settings
from sdk_desktop.auth.keys import wrapping

class Dies:
    def __init__(self, **cost): pass
    def derive(self, passphrase): os.kill(os.getpid(), int(sys.argv[2]))

wrapping.Argon2id = Dies
profile = Profile(Path(sys.argv[1]))
sign_in = open_sign_in(profile, Settings(), system_clock, httpx.Client(), None, practice=False)
need = Need(Level.HIGH, timedelta(hours=4))
sign_in.prove("Kim", PassphraseProof("gissning", "000000"), need)
"""


def test_killing_the_program_while_it_derives_the_key_is_no_free_try(door: Door) -> None:
    signal_number = getattr(signal, "SIGKILL", signal.SIGTERM)
    command = [sys.executable, "-c", KILLED, str(door.profile.folder), str(int(signal_number))]
    killed = subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, timeout=60)

    assert killed.returncode != 0
    assert killed.stderr == b""
    assert json.loads(door.path.read_text())["tries"]["passphrase"]["Kim"]["failures"] == 1


def test_a_proof_is_never_shown_by_accident(door: Door) -> None:
    assert PASSPHRASE not in repr(door.proof())


def test_proving_anew_gives_a_new_clearance_and_asks_as_much(door: Door) -> None:
    door.watch.turn(hours=5)

    assert door.sign_in.prove("Kim", door.proof(), NEED)[1].proved == door.watch.now
    with pytest.raises(Refused, match="wrong"):
        door.sign_in.prove("Kim", door.proof(), NEED)


@pytest.mark.parametrize("passphrase", ["", "kort", "elva tecken"])
def test_a_short_passphrase_is_refused(door: Door, passphrase: str) -> None:
    with pytest.raises(Refused, match="at least 12 characters"):
        door.enrol("Bo", passphrase)

    assert door.sign_in.keys.people() == ("Kim",)


def test_a_first_code_that_is_wrong_enrols_nobody(door: Door) -> None:
    bo = door.sign_in.passphrase.begin("Bo")

    with pytest.raises(Refused, match="code is wrong"):
        door.sign_in.passphrase.first_step(bo, PASSPHRASE, "000000")

    assert door.sign_in.keys.people() == ("Kim",)


def test_a_new_passphrase_needs_the_old_one_and_keeps_the_authenticator(door: Door) -> None:
    with pytest.raises(Refused, match="wrong"):
        door.sign_in.passphrase.change("Kim", door.proof("fel fel fel fel"), "en ny lång mening")
    door.watch.turn(seconds=30)
    door.sign_in.passphrase.change("Kim", door.proof(), "en ny lång mening")
    door.watch.turn(seconds=30)

    assert "wrong" in door.refusal(door.proof())
    door.watch.turn(seconds=30)
    assert door.unlock(door.proof("en ny lång mening"))[0] == KEY


def test_nothing_stays_on_the_computer_of_a_secret_that_no_slot_needs(door: Door) -> None:
    door.sign_in.passphrase.change("Kim", door.proof(), "en ny lång mening")
    door.enrol("Bo")
    kept = {path.stem.removesuffix("tries") for path in door.profile.device_keys.iterdir()}
    assert len(kept) == 2

    door.sign_in.remove("Bo")

    (left,) = door.profile.device_keys.iterdir()
    slot = door.sign_in.slots.public_fields("Kim", Way.PASSPHRASE)
    assert slot is not None
    assert slot["device"] == left.stem


def test_a_profile_that_was_copied_elsewhere_opens_nothing_there(
    door: Door, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "profile"
    shutil.copytree(door.profile.folder, elsewhere)
    door.profile = Profile(elsewhere)

    assert "does not hold what belongs to the key file" in door.refusal(door.proof())


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_a_person_has_a_name(door: Door, name: str) -> None:
    with pytest.raises(Refused, match="Give a name"):
        door.sign_in.passphrase.begin(name)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("K" * 101, "at most 100 characters"),
        ("Kim \u202egreB", "cannot be seen"),
        ("Kim\u200b", "cannot be seen"),
        ("Kim\x00", "cannot be seen"),
        ("Kim\ud800", "cannot be seen"),
        ("system", "stands for the program itself"),
        (" System ", "stands for the program itself"),
    ],
    ids=ascii,
)
def test_nobody_has_a_name_that_deceives(door: Door, name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        door.sign_in.passphrase.begin(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A\u030asa  Öberg", "Åsa Öberg"),
        (" Kim\tBerg\n", "Kim Berg"),
        ("<b>Kim</b>", "<b>Kim</b>"),
        ("K" * 100, "K" * 100),
    ],
)
def test_a_name_is_kept_as_it_is_read(door: Door, typed: str, kept: str) -> None:
    assert door.sign_in.passphrase.begin(typed).who == kept


@pytest.mark.parametrize(
    "tries",
    [
        {"failures": "många"},
        {"failures": 1, "last_failure": "i går"},
        {"last_step": None},
        {"failures": 1, "last_failure": 5},
    ],
    ids=str,
)
def test_tries_that_make_no_sense_are_said_and_kept(door: Door, tries: dict[str, object]) -> None:
    KeyFile(door.path).remember_tries("Kim", "passphrase", tries)
    before = door.path.read_bytes()

    assert "key file is damaged" in door.refusal(door.proof())
    assert door.path.read_bytes() == before


def test_a_try_that_cannot_be_remembered_is_not_made(door: Door) -> None:
    with full_disk(), pytest.raises(Unavailable, match="disk is full"):
        door.unlock(door.proof())
