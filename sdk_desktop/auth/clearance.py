"""What a proof gives: the store's key, and a clearance that only this module makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sdk_desktop.domain.clearance import Clearance, Level, Need, Purpose
from sdk_desktop.domain.clock import uptime
from sdk_desktop.domain.errors import ProofNeeded


@dataclass(frozen=True, slots=True)
class Proved:
    """The store's key, how sure it is who asked for it, and since when."""

    store_key: bytes = field(repr=False)
    level: Level
    time: datetime


_OLD = {
    Purpose.READ: "Confirm who you are to see confidential messages.",
    Purpose.SEND: "Confirm who you are to send.",
    Purpose.EXPORT: "Confirm who you are to take something out of the store.",
    Purpose.PURGE: "Confirm who you are to erase messages.",
    Purpose.ADMINISTER: "Confirm who you are to change who may sign in.",
}


def grant(who: str, proved: datetime, level: Level) -> Clearance:
    """Return clearance to a person who has proved who they are."""
    return Clearance(who=who, proved=proved, level=level, up=uptime())


def require(clearance: Clearance, purpose: Purpose, need: Need, now: datetime) -> Clearance:
    """Return the clearance back when it is strong and fresh enough; raise `ProofNeeded` if not.

    Its age is what the clock says, or what has passed since: a clock that is set back renews none.
    """
    if clearance.level < need.level:
        raise ProofNeeded("Your organisation asks for a stronger sign-in here.", purpose)
    passed = timedelta(seconds=uptime() - clearance.up)
    if not clearance.proved <= now < clearance.proved + need.age or passed >= need.age:
        raise ProofNeeded(_OLD[purpose], purpose)
    return clearance
