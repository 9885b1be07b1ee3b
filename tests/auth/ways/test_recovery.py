import json
from pathlib import Path

import pytest

from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.errors import Refused, Unavailable
from tests.kit.disk import full_disk

KEY = bytes(range(32))
SECRET = bytes(range(20))


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


def test_a_new_slot_makes_the_old_secret_useless_and_must_be_confirmed_anew(
    slot: RecoverySlot,
) -> None:
    slot.confirm()
    slot.put(bytes(20), KEY)

    assert slot.open(SECRET) is None
    assert slot.open(bytes(20)) == KEY
    assert not slot.is_confirmed()


def test_it_is_confirmed_when_somebody_said_so(slot: RecoverySlot, path: Path) -> None:
    assert not slot.is_confirmed()
    slot.confirm()

    assert RecoverySlot(path).is_confirmed()
    assert slot.open(SECRET) == KEY


def test_nothing_secret_stands_in_the_file(slot: RecoverySlot, path: Path) -> None:
    assert KEY.hex() not in path.read_text()
    assert json.loads(path.read_text()).keys() == {"version", "wrapped", "confirmed"}


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
        b'{"version": 1, "wrapped": 5, "confirmed": false}',
        b'{"version": 1, "wrapped": "?", "confirmed": false}',
        b'{"version": 1, "wrapped": "AAAA", "confirmed": false}',
        b'{"version": 1}',
    ],
)
def test_a_damaged_file_is_said_and_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(Refused, match="damaged"):
        RecoverySlot(path).open(SECRET)

    assert path.read_bytes() == content


def test_what_cannot_be_written_leaves_the_old_slot(slot: RecoverySlot) -> None:
    with full_disk(), pytest.raises(Unavailable, match="disk is full"):
        slot.put(bytes(20), KEY)

    assert slot.open(SECRET) == KEY
