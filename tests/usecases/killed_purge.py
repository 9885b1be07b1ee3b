"""Begins to carry a proposal out, and is killed in the middle: `killed_purge STORE KEY NUMBER`."""

import os
import sys
from pathlib import Path

from sdk_desktop.auth.clearance import grant
from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.domain.clearance import Level
from sdk_desktop.domain.policy import Policy
from sdk_desktop.store.store import Store
from sdk_desktop.usecases.actor import Actor
from sdk_desktop.usecases.purging import Purging
from tests.kit.sandbox_network import NOON

KILLED = 9
BATCHES = 2


class Death:
    """Ends the process without a word after some batches."""

    def __init__(self) -> None:
        self.left = BATCHES

    def __call__(self, changes: Changes) -> None:
        self.left -= TableFamily.MESSAGES in changes
        if not self.left:
            os._exit(KILLED)


def main() -> None:
    path, key, number = sys.argv[1:]
    store = Store.open(Path(path), bytes.fromhex(key), Death())
    clearance = grant("Bo Ek", NOON, Level.HIGH)
    actor = Actor("Bo Ek", "dator", lambda: NOON, Policy(), clearance)
    actor.begin(Store.open(Path(path), bytes.fromhex(key)), ["Bo Ek"])
    Purging(store, actor, 30).approve(int(number))


if __name__ == "__main__":
    main()
