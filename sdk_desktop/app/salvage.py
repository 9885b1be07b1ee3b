"""Saves what can be read of a profile whose store is damaged into a new profile."""

from __future__ import annotations

import platform

from sdk_desktop.auth.ways.recovery import RecoverySlot, RecoveryWay
from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.clock import Clock
from sdk_desktop.domain.errors import Refused
from sdk_desktop.files import read_if_there, write_private
from sdk_desktop.settings import Profile
from sdk_desktop.store.salvage import SalvageResult, salvage


def salvage_profile(
    profile: Profile, target: Profile, recovery_key: str, clock: Clock
) -> SalvageResult:
    """Make a profile in an empty folder with what can be read; the damaged one stays as it is.

    People sign in there as before, on the same computer. Raise `Refused` when the recovery key is
    wrong, when there is something in the folder or when nothing can be read.
    """
    key = RecoveryWay(RecoverySlot(profile.recovery)).open(recovery_key)
    target.make()
    if any(target.folder.iterdir()):
        raise Refused("The folder {folder} is not empty.", folder=target.folder)
    event = AuditEvent(AuditKind.RESTORED, clock(), SYSTEM, platform.node(), detail="salvage")
    part = target.store.with_suffix(".part")
    result = salvage(profile.store, key, part, event)
    for source, copy in (
        (profile.settings, target.settings),
        (profile.recovery, target.recovery),
        (profile.keys, target.keys),
    ):
        content = read_if_there(source)
        if content is not None:
            write_private(copy, content)
    part.replace(target.store)
    return result
