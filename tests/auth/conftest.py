"""What tests of proofs have: a login service of our own."""

from collections.abc import Iterator

import pytest

from tests.auth.login.issuer import Issuer


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    yield issuer
    issuer.close()
