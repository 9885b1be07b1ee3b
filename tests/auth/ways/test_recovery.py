import json
from pathlib import Path

import pytest

from sdk_desktop.auth.keys.slot_keys import NewStoreKey
from sdk_desktop.auth.keys.wrapping import key_of, wrap
from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.errors import Refused, Unavailable
from tests.kit.computer.disk import full_disk

KEY = bytes(range(32))
SECRET = bytes(range(20))
NEW = bytes(20)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "recovery.json"


@pytest.fixture
def slot(path: Path) -> RecoverySlot:
    made = RecoverySlot(path)
    made.put(SECRET, KEY)
    return made


def test_the_secret_opens_it(slot: RecoverySlot, path: Path) -> None:
    assert RecoverySlot(path).open(SECRET) == KEY


@pytest.mark.parametrize("wrong", [b"", SECRET[:-1], SECRET + b"\0", bytes(20)])
def test_another_secret_opens_nothing(slot: RecoverySlot, wrong: bytes) -> None:
    assert slot.open(wrong) is None


def test_the_slot_of_a_new_store_replaces_any_other(slot: RecoverySlot) -> None:
    slot.confirm(SECRET)
    slot.put(NEW, KEY)

    assert slot.open(SECRET) is None
    assert slot.open(NEW) == KEY
    assert not slot.is_confirmed()


def test_an_old_secret_opens_until_somebody_has_shown_the_new_one(slot: RecoverySlot) -> None:
    slot.confirm(SECRET)
    slot.renew(NEW, KEY)  # and whoever was to see it is gone

    assert [slot.open(SECRET), slot.open(NEW)] == [KEY, KEY]
    assert slot.is_renewed()
    assert not slot.is_confirmed()


def test_an_old_secret_opens_nothing_once_the_new_one_is_confirmed(slot: RecoverySlot) -> None:
    slot.renew(NEW, KEY)
    slot.confirm(NEW)

    assert [slot.open(SECRET), slot.open(NEW)] == [None, KEY]
    assert slot.is_confirmed()
    assert not slot.is_renewed()


def test_confirming_the_old_secret_leaves_the_new_one_as_it_is(slot: RecoverySlot) -> None:
    slot.renew(NEW, KEY)
    slot.confirm(SECRET)

    assert [slot.open(SECRET), slot.open(NEW)] == [KEY, KEY]
    assert not slot.is_confirmed()


def test_of_new_secrets_that_nobody_confirmed_only_the_last_opens(slot: RecoverySlot) -> None:
    slot.renew(NEW, KEY)
    slot.renew(bytes(19) + b"x", KEY)

    assert [slot.open(SECRET), slot.open(NEW)] == [KEY, None]


def test_a_wrong_secret_confirms_nothing(slot: RecoverySlot, path: Path) -> None:
    before = path.read_bytes()

    assert not slot.confirm(NEW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"damage"])
def test_a_new_slot_takes_the_place_of_one_that_is_gone_or_damaged(
    path: Path, content: bytes | None
) -> None:
    if content:
        path.write_bytes(content)
    RecoverySlot(path).renew(NEW, KEY)

    assert RecoverySlot(path).open(NEW) == KEY


def test_a_file_of_before_the_renewal_in_two_steps_opens(path: Path) -> None:
    wrapped = wrap(key_of(SECRET), KEY, "recovery")
    path.write_text(json.dumps({"version": 1, "wrapped": wrapped, "confirmed": True}))
    slot = RecoverySlot(path)

    assert slot.open(SECRET) == KEY
    assert slot.is_confirmed()


def test_it_is_confirmed_when_somebody_said_so(slot: RecoverySlot, path: Path) -> None:
    assert not slot.is_confirmed()
    slot.confirm(SECRET)

    assert RecoverySlot(path).is_confirmed()
    assert slot.open(SECRET) == KEY


def test_nothing_secret_stands_in_the_file(slot: RecoverySlot, path: Path) -> None:
    assert KEY.hex() not in path.read_text()
    assert json.loads(path.read_text()).keys() == {"version", "slots"}


def test_a_file_that_is_gone_is_said(path: Path) -> None:
    slot = RecoverySlot(path)

    assert not slot.is_confirmed()
    with pytest.raises(Refused, match=r"recovery\.json is not there"):
        slot.open(SECRET)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"version": 2, "wrapped": "", "confirmed": false}',
        b'{"version": 2, "slots": []}',
        b'{"version": 2, "slots": 5}',
        b'{"version": 3, "slots": [{"wrapped": "", "confirmed": true}]}',
        b'{"version": 1, "wrapped": 5, "confirmed": false}',
        b'{"version": 1, "wrapped": "?", "confirmed": false}',
        b'{"version": 1, "wrapped": "AAAA", "confirmed": false}',
        b'{"version": 1}',
        b'{"version": [2], "slots": [{"wrapped": "", "confirmed": true}]}',
    ],
)
def test_a_damaged_file_is_said_and_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(Refused, match="damaged"):
        RecoverySlot(path).open(SECRET)

    assert path.read_bytes() == content


def test_what_cannot_be_written_leaves_the_old_slot(slot: RecoverySlot) -> None:
    with full_disk(), pytest.raises(Unavailable, match="disk is full"):
        slot.renew(NEW, KEY)

    assert slot.open(SECRET) == KEY


def test_the_same_paper_opens_a_store_that_got_a_new_key(slot: RecoverySlot, path: Path) -> None:
    slot.renew(NEW, KEY)
    slot.hand_on(NewStoreKey("old", KEY, "new", bytes(32)))
    there = RecoverySlot(path, lambda: "new")

    assert [there.open(SECRET), there.open(NEW)] == [bytes(32), bytes(32)]
    assert RecoverySlot(path, lambda: "old").open(SECRET) == KEY


def test_an_earlier_versions_recovery_key_must_be_renewed_before(path: Path) -> None:
    wrapped = wrap(key_of(SECRET), KEY, "recovery")
    path.write_text(json.dumps({"version": 1, "wrapped": wrapped, "confirmed": True}))
    slot = RecoverySlot(path)

    with pytest.raises(Refused, match="Make a new one and confirm it"):
        slot.refuse_unrenewable()
    slot.renew(NEW, KEY)
    slot.confirm(NEW)
    slot.refuse_unrenewable()
