"""Signing in by the organisation's login service: the slot, this computer's secret, the person."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from sdk_desktop.auth.keys.device import Device
from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.keys.slots import Slots, new_store_key
from sdk_desktop.auth.login.code_flow import log_in
from sdk_desktop.auth.login.login_service import log_out_page
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.auth.ways.login import LoginWay
from sdk_desktop.domain.clearance import Level, LoginProof, Way
from sdk_desktop.domain.configuration import Login
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from tests.auth.login.issuer import LOGIN, NEED, NOON, Issuer
from tests.kit.computer.disk import full_disk

OTHER_PERSON = "Another person logged in. Log out there and try again."
NOT_HERE = "This computer does not hold what belongs to the key file. Use the recovery key."
NO_LOGIN = "You have no login here. Choose another way."
DAMAGED = (
    "The key file is damaged. Nothing has been changed. Restore it from a backup, or use the"
    " recovery key."
)


class Door:
    """The way in of a computer on which Kim is enrolled."""

    def __init__(self, folder: Path) -> None:
        self.issuer = Issuer()
        self.client = self.issuer.client()
        self.path = folder / "keys.json"
        self.keys = KeyFile(self.path)
        self.device = Device(folder / "device-keys")
        self.store_key = new_store_key()
        self.way = self.with_login(LOGIN)
        self.enrol("Kim")

    def with_login(self, login: Login) -> LoginWay:
        ask = partial(log_in, self.client, login, clock=lambda: NOON)
        slots = Slots(self.keys)
        log_out = partial(log_out_page, self.client, login)
        return LoginWay(slots, Computer(slots, self.device), login.issuer, ask, log_out)

    def enrol(self, who: str) -> None:
        self.way.enrol(who, self.issuer.proof(), NEED, self.store_key)

    def refusal(self, who: str = "Kim") -> str:
        with pytest.raises(SdkError) as raised:
            self.way.prove(who, self.issuer.proof(), NEED)
        return str(raised.value)

    def slot(self, who: str = "Kim") -> dict[str, object]:
        return dict(self.keys.slot(who, Way.LOGIN) or {})

    def spoil(self, **told: object) -> None:
        """Change what the key file says of Kim; None takes it away."""
        changed = {name: value for name, value in (self.slot() | told).items() if value is not None}
        self.keys.put("Kim", Way.LOGIN, changed)

    def secrets(self) -> list[str]:
        """Return the names of this computer's secrets."""
        return sorted(path.stem for path in self.device._folder.iterdir())

    def close(self) -> None:
        self.client.close()
        self.issuer.close()


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    door = Door(tmp_path)
    yield door
    door.close()


def test_whoever_was_enrolled_gets_the_key(door: Door) -> None:
    proved = door.way.prove("Kim", door.issuer.proof(), NEED)

    assert proved.store_key == door.store_key
    assert (proved.level, proved.time) == (Level.HIGH, NOON - timedelta(seconds=5))


def test_another_person_is_not_let_in(door: Door) -> None:
    door.issuer.claims["sub"] = "dal-bo"

    assert door.refusal() == OTHER_PERSON


def test_several_people_share_a_computer(door: Door) -> None:
    door.issuer.claims["sub"] = "dal-bo"
    door.enrol("Bo")

    assert door.way.prove("Bo", door.issuer.proof(), NEED).store_key == door.store_key
    assert door.refusal("Kim") == OTHER_PERSON


def test_whoever_was_not_enrolled_need_not_log_in(door: Door) -> None:
    door.issuer.requests.clear()

    assert door.refusal("Bo") == NO_LOGIN
    assert door.issuer.requests == []


def test_whoever_was_removed_is_not_let_in(door: Door) -> None:
    door.keys.put("Bo", Way.PASSPHRASE, {})
    door.keys.remove("Kim", Way.LOGIN)

    assert door.refusal() == NO_LOGIN


def test_whoever_is_removed_while_they_log_in_is_not_let_in(door: Door) -> None:
    door.keys.put("Bo", Way.PASSPHRASE, {})

    def browse(url: str) -> None:
        door.keys.remove("Kim")
        door.issuer.browse(url)

    with pytest.raises(Refused, match="no login here"):
        door.way.prove("Kim", LoginProof(browse, "", lambda: False), NEED)


def test_a_copied_key_file_opens_nothing_elsewhere(door: Door, tmp_path: Path) -> None:
    door.device = Device(tmp_path / "other")
    door.way = door.with_login(LOGIN)
    door.issuer.requests.clear()

    assert door.refusal() == NOT_HERE
    assert door.issuer.requests == []


def test_another_secret_opens_nothing(door: Door) -> None:
    name, _ = door.device.make()
    door.spoil(device=name)

    assert door.refusal() == OTHER_PERSON


def test_nobody_takes_over_a_slot_by_writing_themselves_into_the_file(door: Door) -> None:
    kim = door.slot()
    door.issuer.claims["sub"] = "dal-bo"
    door.enrol("Bo")

    door.spoil(person=door.slot("Bo")["person"])
    assert door.refusal("Kim") == OTHER_PERSON
    door.keys.put("Bo", Way.LOGIN, kim)
    assert door.refusal("Bo") == OTHER_PERSON


def test_a_slot_of_another_person_opens_under_no_other_name(door: Door) -> None:
    door.keys.put("Bo", Way.LOGIN, door.slot())

    assert door.refusal("Bo") == DAMAGED


def test_the_file_says_neither_who_it_is_nor_the_key(door: Door) -> None:
    written = json.dumps(door.slot())

    assert "berg" not in written
    known = {"kind", "device", "issuer", "person", "wrapped", "public", "renewed"}
    assert set(door.slot()) == known


def test_another_login_service_is_said(door: Door) -> None:
    door.way = door.with_login(Login("https://other.example.se", "sdk-desktop", acr_3="loa3"))

    assert door.refusal() == "The settings name another login service now. Choose another way."


@pytest.mark.parametrize(
    "told",
    [
        {"device": None},
        {"person": None},
        {"issuer": None},
        {"wrapped": None},
        {"wrapped": "???"},
        {"wrapped": "AAAA"},
    ],
    ids=str,
)
def test_a_damaged_slot_is_said_and_kept(door: Door, told: dict[str, object]) -> None:
    door.spoil(**told)
    before = door.slot()

    assert door.refusal() == DAMAGED
    assert door.slot() == before


@pytest.mark.parametrize(("mark", "said"), [("åäö", OTHER_PERSON), ("\\ud800", DAMAGED)])
def test_a_mark_that_nobody_made_fits_nobody(door: Door, mark: str, said: str) -> None:
    text = door.path.read_text(encoding="utf-8")
    door.path.write_text(text.replace(str(door.slot()["person"]), mark), encoding="utf-8")

    assert door.refusal() == said


def test_who_enrols_again_leaves_no_secret_behind(door: Door) -> None:
    before = door.secrets()

    door.enrol("Kim")

    assert len(before) == len(door.secrets()) == 1
    assert before != door.secrets()
    assert door.way.prove("Kim", door.issuer.proof(), NEED).store_key == door.store_key


def test_a_login_that_fails_enrols_nobody_and_leaves_nothing(door: Door) -> None:
    before = (door.slot(), door.secrets())
    door.issuer.claims["acr"] = "loa2"

    with pytest.raises(Refused, match="not strong enough"):
        door.enrol("Kim")

    assert (door.slot(), door.secrets()) == before


class LastSpace(Device):
    """A computer whose disk is full when it has kept its secret."""

    def __init__(self, folder: Path, full: ExitStack) -> None:
        super().__init__(folder)
        self.full = full

    def make(self) -> tuple[str, bytes]:
        made = super().make()
        self.full.enter_context(full_disk())
        return made


def test_a_slot_that_cannot_be_written_leaves_the_old_one(door: Door, tmp_path: Path) -> None:
    before = (door.slot(), door.secrets())

    with ExitStack() as full:
        door.device = LastSpace(tmp_path / "device-keys", full)
        door.way = door.with_login(LOGIN)
        with pytest.raises(Unavailable, match="disk is full"):
            door.enrol("Kim")

    assert (door.slot(), door.secrets()) == before
    assert door.way.prove("Kim", door.issuer.proof(), NEED).store_key == door.store_key
