"""Key cabinets that a test may change as it likes, whose keys are made once in a process."""

from copy import deepcopy
from functools import cache

from sdk_desktop.sandbox.cast import organisations
from sdk_desktop.sandbox.key_cabinet import Issuer, KeyCabinet
from tests.town import NOON

ADDRESS = "http://sandbox.example.se"


def own_cabinet() -> KeyCabinet:
    """Give a cabinet whose certificates say that the sandbox is at `ADDRESS`."""
    return deepcopy(_cabinet())


@cache
def _cabinet() -> KeyCabinet:
    cabinet = KeyCabinet(NOON, ADDRESS)
    for organisation in organisations():
        cabinet.keys(organisation.participant)
    cabinet.other_key(Issuer.PUBLISHER, "SMP0001-SANDBOX")
    cabinet.other_key(Issuer.ACCESS_POINTS, "AP0001-SANDBOX")
    return cabinet
