"""Gives a store a new key, and is killed on the way: `killed_key_change PROFILE KEY WHO MOMENT`."""

import os
import sys
from pathlib import Path
from typing import Any

from sdk_desktop.app import App
from sdk_desktop.auth.clearance import grant
from sdk_desktop.auth.keys.slots import Slots
from sdk_desktop.auth.ways.recovery import RecoveryWay
from sdk_desktop.domain.clearance import Level
from sdk_desktop.domain.policy import Policy
from sdk_desktop.settings import Profile
from sdk_desktop.store import rekeying
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.backups import Maintenance
from sdk_desktop.usecases.store_key import StoreKey
from sdk_desktop.usecases.trail_anchors import TrailAnchors
from tests.kit.sandbox_network import NOON

KILLED = 9
MOMENTS: dict[str, tuple[Any, str]] = {
    "when it is built": (rekeying, "verify_copy"),
    "before the key is handed on": (Slots, "renew"),
    "between the key file and the recovery key": (RecoveryWay, "hand_on"),
    "before the new file is in place": (rekeying, "replace_file"),
    "when the new file is in place": (rekeying, "copies_of"),
    "before the end of the trail is noted": (TrailAnchors, "leave"),
}
"""At what call the process ends."""


def die(*_: object) -> None:
    """End the process without a word."""
    os._exit(KILLED)


def main() -> None:
    folder, key, who, moment = sys.argv[1:]
    profile = Profile(Path(folder))
    app = App(profile, lambda: NOON)
    store = Store.open(profile.store, bytes.fromhex(key))
    actor = Actor(who, "dator", lambda: NOON, Policy(), grant(who, NOON, Level.HIGH))
    sign_in = app._sign_in()
    actor.begin(store, sign_in.keys.people())
    anchors = TrailAnchors(store, actor, sign_in.computer)
    maintenance = Maintenance(store, actor, profile, app.settings.backup, anchors)
    setattr(*MOMENTS[moment], die)
    StoreKey(store, actor, sign_in, maintenance, anchors).renew()


if __name__ == "__main__":
    main()
