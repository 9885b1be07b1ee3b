"""The keys and certificates of a sandbox, made once in a process: making one takes a while."""

from copy import deepcopy
from functools import cache

from sdk_desktop.sandbox.cast.organisations import organisations
from sdk_desktop.sandbox.network.pki import Issuer, SandboxPki
from tests.kit.sandbox_network import NOON

ADDRESS = "https://sandbox.example.se"


def prepared_pki(address: str = ADDRESS) -> SandboxPki:
    """Return keys for everybody, of which a test may revoke and renew what it likes.

    The certificates say that the sandbox is at `address`.
    """
    return deepcopy(_prepared(address))


@cache
def _prepared(address: str) -> SandboxPki:
    pki = SandboxPki(NOON, address)
    for organisation in organisations():
        pki.keys(organisation.participant)
    pki.other_key(Issuer.PUBLISHER, "SMP0001-SANDBOX")
    pki.other_key(Issuer.ACCESS_POINTS, "AP0001-SANDBOX")
    return pki
