"""Tries to prove oneself, remembered in the key file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.ways.computer import Computer
from sdk_desktop.auth.ways.tries import Tries
from sdk_desktop.domain.clearance import Way

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def tries(tmp_path: Path) -> Tries:
    keys = KeyFile(tmp_path / "keys.json")
    return Tries(keys, Way.PASSPHRASE, lambda: NOW, Computer(Slots(keys), None))


def test_a_code_that_another_window_has_used_meanwhile_lets_nobody_in(tries: Tries) -> None:
    tries.begin("Kim")  # both windows derive their key at the same time

    assert tries.succeeded("Kim", 7, once=True)
    assert not tries.succeeded("Kim", 7, once=True)
    assert not tries.succeeded("Kim", 6, once=True)
    assert tries.succeeded("Kim", 8, once=True)


def test_in_practice_a_code_may_be_used_again(tries: Tries) -> None:
    assert tries.succeeded("Kim", 7)
    assert tries.succeeded("Kim", 7)
