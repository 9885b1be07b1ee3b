import json
import unicodedata
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest

from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.keys.slot_keys import NewStoreKey, SlotSecret
from sdk_desktop.auth.keys.slots import Slots, new_store_key
from sdk_desktop.auth.keys.wrapping import (
    LEAST_MEMORY,
    Derivation,
    combined,
    derive,
    key_of,
    wrap,
)
from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.errors import Refused
from tests.kit.computer.disk import full_disk

CHEAP = Derivation(memory=64, iterations=1, lanes=1)
PASSPHRASE = "häst batteri klammer"
SECRET = SlotSecret(bytes(range(32)), "JBSWY3DPEHPK3PXP")
DEVICE = bytes(range(32, 64))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


@pytest.fixture
def slots(path: Path) -> Slots:
    made = Slots(KeyFile(path), CHEAP)
    made.put_passphrase("Kim", PASSPHRASE, SECRET, ("here", DEVICE))
    return made


def change(path: Path, **values: object) -> None:
    content = json.loads(path.read_text())
    content["people"]["Kim"]["passphrase"].update(values)
    path.write_text(json.dumps(content))


def entry(path: Path, who: str = "Kim") -> dict[str, Any]:
    return dict(json.loads(path.read_text())["people"][who]["passphrase"])


def test_a_slot_releases_what_it_holds(slots: Slots) -> None:
    assert slots.open_passphrase("Kim", PASSPHRASE, DEVICE) == SECRET


@pytest.mark.parametrize("wrong", ["", PASSPHRASE + " ", PASSPHRASE.upper(), "\0", "\ud800"])
def test_a_wrong_passphrase_releases_nothing(slots: Slots, wrong: str) -> None:
    assert slots.open_passphrase("Kim", wrong, DEVICE) is None
    assert slots.open_passphrase("Bo", wrong, DEVICE) is None


def test_an_unknown_person_costs_a_derivation_too(
    slots: Slots, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[Derivation] = []
    real = derive

    def note(passphrase: str, salt: bytes, cost: Derivation) -> bytes:
        costs.append(cost)
        return real(passphrase, salt, cost)

    monkeypatch.setattr("sdk_desktop.auth.keys.slots.derive", note)

    slots.open_passphrase("Kim", "wrong")
    slots.open_passphrase("Nobody", "wrong")

    assert costs == [CHEAP, CHEAP]


def test_a_letter_is_the_same_however_a_keyboard_composes_it(slots: Slots) -> None:
    assert slots.open_passphrase("Kim", unicodedata.normalize("NFD", PASSPHRASE), DEVICE) == SECRET


def test_each_person_has_a_way_of_their_own_to_the_same_key(slots: Slots) -> None:
    hers = SlotSecret(SECRET.store_key, "KRSXG5CTMVRXEZLU")
    slots.put_passphrase("Bo", "en helt annan mening", hers)

    assert slots.open_passphrase("Bo", "en helt annan mening") == hers
    assert slots.open_passphrase("Kim", PASSPHRASE, DEVICE) == SECRET
    assert slots.open_passphrase("Bo", PASSPHRASE, DEVICE) is None


def test_nothing_that_is_secret_stands_in_the_file(slots: Slots, path: Path) -> None:
    text = path.read_text()

    assert SECRET.code_secret not in text
    assert b64encode(SECRET.store_key).decode() not in text
    assert SECRET.store_key.hex() not in text
    assert PASSPHRASE not in text
    assert "JBSWY" not in repr(SECRET)


def test_the_same_passphrase_gives_two_slots_that_are_not_alike(slots: Slots, path: Path) -> None:
    slots.put_passphrase("Bo", PASSPHRASE, SECRET)

    assert entry(path)["salt"] != entry(path, "Bo")["salt"]
    assert entry(path)["wrapped"] != entry(path, "Bo")["wrapped"]


def test_new_slots_cost_at_least_what_the_design_says(path: Path) -> None:
    Slots(KeyFile(path)).put_passphrase("Kim", PASSPHRASE, SECRET)

    slot = entry(path)
    assert LEAST_MEMORY <= slot["memory"] <= 8 * LEAST_MEMORY
    assert 3 <= slot["iterations"] <= 12
    assert slot["lanes"] == 4
    assert len(b64decode(slot["salt"])) == 16


def test_a_copied_file_opens_nothing_on_a_computer_without_the_secret(slots: Slots) -> None:
    assert slots.open_passphrase("Kim", PASSPHRASE) is None
    assert slots.open_passphrase("Kim", PASSPHRASE, bytes(32)) is None


def test_a_slot_without_a_device_opens_everywhere(slots: Slots) -> None:
    slots.put_passphrase("Bo", PASSPHRASE, SECRET)

    assert slots.open_passphrase("Bo", PASSPHRASE) == SECRET


def test_a_new_passphrase_takes_the_place_of_the_old_one_with_the_same_key(slots: Slots) -> None:
    slots.put_passphrase("Kim", "en helt annan mening", SECRET, ("here", DEVICE))

    assert slots.open_passphrase("Kim", PASSPHRASE, DEVICE) is None
    assert slots.open_passphrase("Kim", "en helt annan mening", DEVICE) == SECRET


def test_a_slot_of_another_way_is_opened_by_its_key_alone(slots: Slots) -> None:
    slots.put("Kim", Way.CARD, key_of(b"card"), SECRET.store_key, {"certificate": "ab12"})

    fields = slots.public_fields("Kim", Way.CARD)
    assert fields is not None
    assert fields["certificate"] == "ab12"
    assert slots.open("Kim", Way.CARD, key_of(b"card")) == SECRET.store_key
    assert slots.open("Kim", Way.CARD, key_of(b"another")) is None
    assert slots.open("Kim", Way.LOGIN, key_of(b"card")) is None
    assert slots.public_fields("Kim", Way.LOGIN) is None


@pytest.mark.parametrize("place", [0, 12, 40, -1])
def test_a_slot_that_was_altered_releases_nothing(slots: Slots, path: Path, place: int) -> None:
    wrapped = bytearray(b64decode(entry(path)["wrapped"]))
    wrapped[place] ^= 1
    change(path, wrapped=b64encode(wrapped).decode())

    assert slots.open_passphrase("Kim", PASSPHRASE, DEVICE) is None


def test_a_slot_under_another_name_releases_nothing(slots: Slots, path: Path) -> None:
    content = json.loads(path.read_text())
    content["people"]["Bo"] = content["people"]["Kim"]
    path.write_text(json.dumps(content))

    assert slots.open_passphrase("Bo", PASSPHRASE, DEVICE) is None


@pytest.mark.parametrize("cost", [{"memory": 128}, {"iterations": 2}, {"salt": "A" * 24}])
def test_another_cost_or_salt_releases_nothing(
    slots: Slots, path: Path, cost: dict[str, object]
) -> None:
    change(path, **cost)

    assert slots.open_passphrase("Kim", PASSPHRASE, DEVICE) is None


@pytest.mark.parametrize(
    "nonsense",
    [
        {"memory": 2**40},
        {"memory": 2**31},
        {"memory": 2_097_153},
        {"memory": 0},
        {"memory": -1},
        {"memory": 7},
        {"memory": "mycket"},
        {"memory": None},
        {"iterations": 2**31},
        {"iterations": 0},
        {"lanes": 2**20},
        {"lanes": 0},
        {"lanes": 9},
        {"salt": ""},
        {"salt": "?"},
        {"salt": 5},
        {"wrapped": ""},
        {"wrapped": "AAAA"},
        {"wrapped": "å"},
        {"wrapped": []},
    ],
    ids=str,
)
def test_a_slot_that_makes_no_sense_is_said(
    slots: Slots, path: Path, nonsense: dict[str, object]
) -> None:
    change(path, **nonsense)
    before = path.read_bytes()

    with pytest.raises(Refused, match="key file is damaged"):
        slots.open_passphrase("Kim", PASSPHRASE, DEVICE)

    assert path.read_bytes() == before


def test_store_keys_are_random_and_long() -> None:
    assert len(new_store_key()) == 32
    assert new_store_key() != new_store_key()


OTHER = bytes(range(100, 132))
THIRD = bytes(range(132, 164))


def at(path: Path, store: str) -> Slots:
    """Use the key file beside the store of a salt."""
    return Slots(KeyFile(path), CHEAP, lambda: store)


def test_a_new_store_key_is_handed_to_who_is_not_there(slots: Slots, path: Path) -> None:
    slots.put("Bo", Way.CARD, key_of(b"card"), SECRET.store_key, {})
    slots.renew(NewStoreKey("old", SECRET.store_key, "new", OTHER))

    assert at(path, "new").open_passphrase("Kim", PASSPHRASE, DEVICE) == SlotSecret(
        OTHER, SECRET.code_secret
    )
    assert at(path, "new").open("Bo", Way.CARD, key_of(b"card")) == OTHER


def test_the_store_that_lies_there_says_which_key_is_its_own(slots: Slots, path: Path) -> None:
    slots.renew(NewStoreKey("old", SECRET.store_key, "new", OTHER))

    assert at(path, "old").open_passphrase("Kim", PASSPHRASE, DEVICE) == SECRET


def test_keys_that_came_one_after_the_other_are_all_handed_on(slots: Slots, path: Path) -> None:
    slots.renew(NewStoreKey("one", SECRET.store_key, "two", OTHER))
    slots.renew(NewStoreKey("two", OTHER, "three", THIRD))
    found = [
        at(path, store).open_passphrase("Kim", PASSPHRASE, DEVICE) for store in ("two", "three")
    ]

    assert [one and one.store_key for one in found] == [OTHER, THIRD]


def test_what_a_change_that_was_cut_short_left_is_replaced(slots: Slots, path: Path) -> None:
    slots.renew(NewStoreKey("old", SECRET.store_key, "never", OTHER))
    slots.renew(NewStoreKey("old", SECRET.store_key, "new", THIRD))

    secret = at(path, "new").open_passphrase("Kim", PASSPHRASE, DEVICE)
    assert secret == SlotSecret(THIRD, SECRET.code_secret)
    assert entry(path)["renewed"] == []


def test_whoever_opens_a_slot_wraps_the_newest_key_anew(slots: Slots, path: Path) -> None:
    slots.renew(NewStoreKey("old", SECRET.store_key, "new", OTHER))
    before = entry(path)
    at(path, "new").open_passphrase("Kim", PASSPHRASE, DEVICE)

    assert entry(path)["renewed"] == []
    assert entry(path)["public"] != before["public"]
    assert entry(path)["salt"] == before["salt"]


def test_an_old_key_stays_while_the_old_store_lies_there(slots: Slots, path: Path) -> None:
    slots.renew(NewStoreKey("old", SECRET.store_key, "new", OTHER))
    before = path.read_bytes()

    at(path, "old").open_passphrase("Kim", PASSPHRASE, DEVICE)

    assert path.read_bytes() == before


def test_a_copy_of_the_file_from_before_never_opens_the_new_store(slots: Slots, path: Path) -> None:
    before = path.read_bytes()
    slots.renew(NewStoreKey("old", SECRET.store_key, "new", OTHER))
    path.write_bytes(before)

    assert at(path, "new").open_passphrase("Kim", PASSPHRASE, DEVICE) == SECRET


def test_nobody_hands_on_a_key_who_did_not_have_the_old_one(slots: Slots, path: Path) -> None:
    slots.renew(NewStoreKey("old", bytes(32), "new", OTHER))

    with pytest.raises(Refused, match="key file is damaged"):
        at(path, "new").open_passphrase("Kim", PASSPHRASE, DEVICE)


def test_a_public_key_that_somebody_exchanged_is_found_out(slots: Slots, path: Path) -> None:
    slots.put_passphrase("Bo", "en helt annan mening", SECRET)
    change(path, public=entry(path, "Bo")["public"])

    with pytest.raises(Refused, match="key file is damaged"):
        slots.open_passphrase("Kim", PASSPHRASE, DEVICE)


@pytest.mark.parametrize(
    "renewal", [5, ["x"], [{}], [{"store": "new"}], [{"store": "new", "sealed": "AAAA"}]], ids=str
)
def test_what_was_handed_on_and_makes_no_sense_is_said(
    slots: Slots, path: Path, renewal: object
) -> None:
    change(path, renewed=renewal)

    with pytest.raises(Refused, match="key file is damaged"):
        at(path, "new").open_passphrase("Kim", PASSPHRASE, DEVICE)


def of_an_earlier_version(path: Path) -> None:
    """Put the slot as it was before store keys could be renewed."""
    held = entry(path)
    key = combined(derive(PASSPHRASE, b64decode(held["salt"]), CHEAP), DEVICE)
    said = {"store_key": b64encode(SECRET.store_key).decode(), "code_secret": SECRET.code_secret}
    old = {**held, "wrapped": wrap(key, json.dumps(said).encode(), "Kim")}
    content = json.loads(path.read_text())
    content["version"] = 2
    content["people"]["Kim"]["passphrase"] = {
        name: value for name, value in old.items() if name not in {"public", "renewed"}
    }
    path.write_text(json.dumps(content))


def test_a_slot_of_an_earlier_version_is_ready_once_it_was_opened(slots: Slots, path: Path) -> None:
    of_an_earlier_version(path)
    with pytest.raises(Refused, match=r"must sign in once.*Kim"):
        slots.refuse_unrenewable()

    assert slots.open_passphrase("Kim", PASSPHRASE, DEVICE) == SECRET
    slots.refuse_unrenewable()
    assert slots.open_passphrase("Kim", PASSPHRASE, DEVICE) == SECRET


def test_a_card_of_an_earlier_version_opens(slots: Slots, path: Path) -> None:
    wrapped = wrap(key_of(b"card"), SECRET.store_key, "Bo")
    KeyFile(path).put("Bo", Way.CARD, {"kind": "card", "wrapped": wrapped})

    assert slots.open("Bo", Way.CARD, key_of(b"card")) == SECRET.store_key
    slots.refuse_unrenewable()


def test_what_cannot_be_written_hinders_nobody_to_get_in(slots: Slots, path: Path) -> None:
    of_an_earlier_version(path)

    with full_disk():
        assert slots.open_passphrase("Kim", PASSPHRASE, DEVICE) == SECRET
