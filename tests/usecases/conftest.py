"""What every test of a use case has: whoever works walks through nothing that grows."""

import pytest


@pytest.fixture(autouse=True)
def _no_unknown_walk(no_unknown_walk: None) -> None:
    """See to it for each test."""
