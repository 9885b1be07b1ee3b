"""Letting people in, and keeping others out."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from sdk_desktop.domain.clearance import Enrolment, PassphraseProof
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.key_file import KeyFile
from sdk_desktop.usecases.sign_in import SignIn
from tests.disk import full_disk
from tests.town import CHEAP, PASSPHRASE, Watch

FOUR_HOURS = timedelta(hours=4)


class Door:
    """The way in, with somebody who holds an authenticator."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.watch = Watch()
        self.sign_in = self.again()
        self.kim: Enrolment = self.sign_in.begin("Kim")
        self.key = self.sign_in.enrol(self.kim, PASSPHRASE, self.code())
        self.watch.turn(seconds=60)

    def again(self) -> SignIn:
        """Start the program again."""
        return SignIn(KeyFile(self.path), self.watch, FOUR_HOURS, CHEAP)

    def code(self, steps: int = 0) -> str:
        return pyotp.TOTP(self.kim.secret).at(self.watch.now + timedelta(seconds=30 * steps))

    def proof(self, passphrase: str = PASSPHRASE) -> PassphraseProof:
        return PassphraseProof(passphrase, self.code())

    def refusal(self, proof: PassphraseProof, who: str = "Kim") -> str:
        with pytest.raises(Refused) as raised:
            self.again().unlock(who, proof)
        return str(raised.value)


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path / "keys.json")


def test_passphrase_and_code_give_the_key_and_a_clearance(door: Door) -> None:
    key, clearance = door.sign_in.unlock("Kim", door.proof())

    assert key == door.key
    assert (clearance.who, clearance.proved) == ("Kim", door.watch.now)
    assert clearance.until == door.watch.now + FOUR_HOURS


WRONG: dict[str, Callable[[Door], str]] = {
    "passphrase": lambda door: door.refusal(door.proof("hest batteri klammer")),
    "code": lambda door: door.refusal(PassphraseProof(PASSPHRASE, "000000")),
    "both": lambda door: door.refusal(PassphraseProof("", "")),
    "person": lambda door: door.refusal(door.proof(), "Nobody"),
    "old code": lambda door: door.refusal(PassphraseProof(PASSPHRASE, door.code(-2))),
    "future code": lambda door: door.refusal(PassphraseProof(PASSPHRASE, door.code(2))),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_was_wrong_is_never_said(door: Door, wrong: Callable[[Door], str]) -> None:
    assert wrong(door) == "The passphrase or the code is wrong. Try again in 1 s."


@pytest.mark.parametrize("steps", [-1, 1])
def test_an_authenticator_may_be_a_step_off(door: Door, steps: int) -> None:
    key, _ = door.sign_in.unlock("Kim", PassphraseProof(PASSPHRASE, door.code(steps)))

    assert key == door.key


def test_a_code_opens_once_also_after_a_restart(door: Door) -> None:
    proof = door.proof()
    door.sign_in.unlock("Kim", proof)

    assert door.refusal(proof).startswith("The passphrase or the code is wrong.")


def test_the_code_of_the_enrolment_opens_nothing(tmp_path: Path) -> None:
    door = Door(tmp_path / "keys.json")
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
    assert door.again().unlock("Kim", door.proof())[0] == door.key


def test_a_clock_that_was_set_back_shortens_no_wait_and_locks_nobody_out(door: Door) -> None:
    door.refusal(door.proof("fel fel fel fel"))
    door.watch.turn(days=-365)

    assert door.refusal(door.proof()) == "Wait 1 s before you try again."
    door.watch.turn(seconds=1)
    assert "Try again in 2 s." in door.refusal(door.proof("fel fel fel fel"))


def test_success_forgets_the_failures(door: Door) -> None:
    door.refusal(door.proof("fel fel fel fel"))
    door.watch.turn(seconds=30)
    door.sign_in.unlock("Kim", door.proof())

    assert door.refusal(door.proof("fel fel fel fel")).endswith("Try again in 1 s.")


def test_one_person_who_fails_makes_no_other_wait(door: Door) -> None:
    bo = door.sign_in.begin("Bo")
    code = pyotp.TOTP(bo.secret).at(door.watch.now)
    door.sign_in.enrol(bo, PASSPHRASE, code, door.key)
    door.refusal(door.proof(), "Bo")

    assert door.sign_in.unlock("Kim", door.proof())[0] == door.key


KILLED = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from cryptography.hazmat.primitives.kdf import argon2
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.store import slots
from sdk_desktop.store.key_file import KeyFile
from sdk_desktop.usecases.sign_in import SignIn

class Dies:
    def __init__(self, **cost): pass
    def derive(self, passphrase): os.kill(os.getpid(), int(sys.argv[2]))

slots.Argon2id = Dies
sign_in = SignIn(KeyFile(Path(sys.argv[1])), system_clock, timedelta(hours=4))
sign_in.unlock("Kim", PassphraseProof("gissning", "000000"))
"""


def test_killing_the_program_while_it_derives_the_key_is_no_free_try(door: Door) -> None:
    signal_number = getattr(signal, "SIGKILL", signal.SIGTERM)
    command = [sys.executable, "-c", KILLED, str(door.path), str(int(signal_number))]
    root = Path(__file__).parent.parent.parent
    killed = subprocess.run(command, cwd=root, check=False, capture_output=True, timeout=60)

    assert killed.returncode != 0
    assert killed.stderr == b""
    assert json.loads(door.path.read_text())["tries"]["Kim"]["failures"] == 1


def test_a_proof_is_never_shown_by_accident(door: Door) -> None:
    assert PASSPHRASE not in repr(door.proof())


def test_proving_anew_gives_a_new_clearance_and_asks_as_much(door: Door) -> None:
    door.watch.turn(hours=5)

    assert door.sign_in.prove("Kim", door.proof()).proved == door.watch.now
    with pytest.raises(Refused, match="wrong"):
        door.sign_in.prove("Kim", door.proof())


@pytest.mark.parametrize("passphrase", ["", "kort", "elva tecken"])
def test_a_short_passphrase_is_refused(door: Door, passphrase: str) -> None:
    bo = door.sign_in.begin("Bo")

    with pytest.raises(Refused, match="at least 12 characters"):
        door.sign_in.enrol(bo, passphrase, pyotp.TOTP(bo.secret).at(door.watch.now), door.key)

    assert door.sign_in.people() == ("Kim",)


def test_a_first_code_that_is_wrong_enrols_nobody(door: Door) -> None:
    with pytest.raises(Refused, match="code is wrong"):
        door.sign_in.enrol(door.sign_in.begin("Bo"), PASSPHRASE, "000000", door.key)

    assert door.sign_in.people() == ("Kim",)


def test_a_name_that_is_taken_changes_nothing_for_whoever_has_it(door: Door) -> None:
    door.refusal(door.proof("fel fel fel fel"))
    other = door.sign_in.begin(" Kim ")
    before = door.path.read_bytes()

    with pytest.raises(Refused, match="already a person"):
        door.sign_in.enrol(other, PASSPHRASE, pyotp.TOTP(other.secret).at(door.watch.now), door.key)

    assert door.path.read_bytes() == before


def test_only_somebody_who_is_enrolled_lets_others_in(door: Door) -> None:
    bo = door.sign_in.begin("Bo")

    with pytest.raises(Refused, match="must let new people in"):
        door.sign_in.enrol(bo, PASSPHRASE, pyotp.TOTP(bo.secret).at(door.watch.now))


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_a_person_has_a_name(door: Door, name: str) -> None:
    with pytest.raises(Refused, match="Give a name"):
        door.sign_in.begin(name)


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
    KeyFile(door.path).remember_tries("Kim", tries)
    before = door.path.read_bytes()

    assert "key file is damaged" in door.refusal(door.proof())
    assert door.path.read_bytes() == before


def test_a_try_that_cannot_be_remembered_is_not_made(door: Door) -> None:
    with full_disk():
        assert "cannot be written" in door.refusal(door.proof())
