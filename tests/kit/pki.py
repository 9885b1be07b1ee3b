"""Key cabinets that a test may change as it likes, whose keys are made once in a process."""

from copy import deepcopy
from functools import cache

from sdk_desktop.sandbox.cast.organisations import organisations
from sdk_desktop.sandbox.network.pki import Issuer, SandboxPki
from tests.kit.town import NOON

ADDRESS = "http://sandbox.example.se"


def own_pki() -> SandboxPki:
    """Return a cabinet whose certificates say that the sandbox is at `ADDRESS`."""
    return deepcopy(_pki())


@cache
def _pki() -> SandboxPki:
    pki = SandboxPki(NOON, ADDRESS)
    for organisation in organisations():
        pki.keys(organisation.participant)
    pki.other_key(Issuer.PUBLISHER, "SMP0001-SANDBOX")
    pki.other_key(Issuer.ACCESS_POINTS, "AP0001-SANDBOX")
    return pki
