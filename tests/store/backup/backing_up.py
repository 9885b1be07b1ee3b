"""Another window: makes backups of a profile's store, and can be stopped in the middle of one.

Called as `python -m tests.store.backup.backing_up PROFILE PAGES`. With PAGES it says "half" when so
many pages are copied and waits to be killed: with 1 while the file is copied as it is, with more
while the engine copies page by page. With 0 it makes one backup after the other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.settings import Profile
from sdk_desktop.store.backup import copying
from sdk_desktop.store.backup.backups import Backups
from sdk_desktop.store.backup.closed_copy import store_of
from sdk_desktop.store.backup.copying import copy_store
from sdk_desktop.store.history_mark import HistoryMark
from tests.kit.processes.forked import Process, started
from tests.store.doing import Stopping, say
from tests.store.letters import KEY


@contextmanager
def backing_up(profile: Profile, pages: int = 0) -> Iterator[Process]:
    """Let another process back up; it has said something when the block begins."""
    module = "tests.store.backup.backing_up"
    with started(module, str(profile.folder), str(pages)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() in {"half\n", "made\n", "busy\n"}
        yield process
        process.kill()


def main(profile: Profile, pages: int) -> None:
    backups = Backups(profile, BackupPlan(), store_of(profile.store))
    copying.STEP = 1 if pages else copying.STEP
    if pages > 1:
        vars(copying)["copy_still"] = lambda *_: False
    while True:
        made = backups.make(datetime.now(UTC), partial(copy, profile, pages))
        say("made" if made else "busy")


def copy(profile: Profile, pages: int, target: Path) -> HistoryMark:
    return copy_store(profile.store, KEY, target, Stopping(pages))


if __name__ == "__main__":
    main(Profile(Path(sys.argv[1])), int(sys.argv[2]))
