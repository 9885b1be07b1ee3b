"""The one place that gives clearance for confidential messages."""

from __future__ import annotations

from datetime import datetime, timedelta

from sdk_desktop.domain.clearance import Clearance
from sdk_desktop.domain.errors import ProofNeeded


def grant(who: str, now: datetime, lasts: timedelta) -> Clearance:
    """Give clearance to a person who has just proved who they are."""
    return Clearance(who=who, proved=now, until=now + lasts)


def require(clearance: Clearance, now: datetime) -> Clearance:
    """Give the clearance back while it is fresh; raises `ProofNeeded` when it has grown old."""
    if not clearance.proved <= now < clearance.until:
        raise ProofNeeded("Confirm who you are to see confidential messages.")
    return clearance
