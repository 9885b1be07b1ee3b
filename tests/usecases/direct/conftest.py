"""What tests of direct mode have: Kim's organisation has an access point, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from tests.kit.direct_town import EKDALA, DirectTown, direct_town
from tests.kit.town import TownClient


@pytest.fixture
def town(tmp_path: Path) -> Iterator[DirectTown]:
    with direct_town(tmp_path) as town:
        yield town


@pytest.fixture
def kim(town: DirectTown) -> Iterator[TownClient]:
    client = town.at_access_point("Kim Berg", EKDALA, PRACTICE_MAILBOXES)
    client.synchronise()
    yield client
    client.workspace.close()
    client.app.close()
