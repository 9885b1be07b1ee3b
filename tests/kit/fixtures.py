"""What many tests have: an unlocked client of Ekdala kommun, and a sandbox to talk to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.town import Desk, Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


@pytest.fixture
def kim(town: Town) -> Iterator[Desk]:
    desk = town.practice_control()
    yield desk
    desk.workspace.close()
    desk.app.close()
