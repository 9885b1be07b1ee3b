"""What tests of direct mode have: Kim's organisation has an access point, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from tests.kit.access_point_network import EKDALA, AccessPointNetwork, access_point_network
from tests.kit.sandbox_network import PersonClient


@pytest.fixture
def network(tmp_path: Path) -> Iterator[AccessPointNetwork]:
    with access_point_network(tmp_path) as network:
        yield network


@pytest.fixture
def kim(network: AccessPointNetwork) -> Iterator[PersonClient]:
    client = network.at_access_point("Kim Berg", EKDALA, PRACTICE_MAILBOXES)
    client.synchronise()
    yield client
    client.workspace.close()
    client.app.close()
