"""What tests of use cases have: an unlocked desk of Ekdala kommun, and a sandbox to talk to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.town import Desk, Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


@pytest.fixture
def kim(town: Town) -> Iterator[Desk]:
    desk = town.practice_desk()
    yield desk
    desk.workspace.close()
    desk.app.close()
