"""What the tests of shared mailboxes stand on."""

from collections.abc import Iterator

import pytest

from tests.kit.sandbox_network import SOCIAL
from tests.kit.sharing.computers import SharedComputers, sharing_of
from tests.kit.sharing.faulty import Faulty


@pytest.fixture
def faulty(computers: SharedComputers) -> Iterator[Faulty]:
    """Give what a faulty or hostile program writes with, as a member of the mailbox."""
    with sharing_of(computers.bo).using(SOCIAL) as sharing:
        sharing.pull()
        yield Faulty(sharing.mailbox)
