"""What work costs the processor in a kept store: `growth COUNT` prints milliseconds by work.

Whatever writes is undone, so the store stays as it is. The thread's own time is steadier than the
clock on a busy computer; `backup` is measured by the process's.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from installer.bench import corpus, data
from sdk_desktop.app.practice import WHO
from sdk_desktop.domain.audit import AuditKind, AuditScope
from sdk_desktop.domain.clearance import Clearance, Level
from sdk_desktop.domain.mailbox import Direction, Folder, ListQuery
from sdk_desktop.store.store import Store, Transaction

TIMES = 15
_NOW = datetime.now(UTC)
_EVERY = ListQuery(WHO, _NOW, _NOW, now=_NOW, clearance=Clearance(WHO, _NOW, Level.HIGHEST))
_BOX = replace(_EVERY, mailbox=data.SOCIAL)
_PIECE = 1 << 20

Work = Callable[[Transaction], object]


class _UndoneError(Exception):
    """What was written is not to be kept."""


def _works(store: Store) -> dict[str, Work]:
    with store.read() as stored:
        first = stored.messages.page(_EVERY, limit=1)
        newest, total = first.headlines[0].row, first.total
        message = stored.messages.message(newest)
    if message is None:
        sys.exit("the newest message cannot be read")
    new = replace(message, message_id="new")
    address = _BOX.mailbox
    return {
        "send": lambda work: work.messages.add(new, Direction.OUT, address, _NOW),
        "take in": lambda work: work.messages.add(new, Direction.IN, address, _NOW, "new"),
        "counters": lambda work: work.messages.counts(_EVERY),
        "page of all": lambda work: work.messages.page(_EVERY),
        "page of a mailbox": lambda work: work.messages.page(_BOX),
        "page of what was sent": lambda work: work.messages.page(
            replace(_EVERY, folder=Folder.SENT)
        ),
        JUMP: lambda work: work.messages.page(_EVERY, total // 2),
        "open": lambda work: work.messages.reading(newest, _EVERY.clearance),
        "take": lambda work: work.messages.assign(newest, WHO),
        **{f"search {name}": _search(text) for name, text in SEARCHED.items()},
        "trail: page": lambda work: work.audit.page(),
        "trail: a person": lambda work: work.audit.page(scope=AuditScope(person="19100101-1000")),
        "trail: a mailbox without": lambda work: work.audit.page(scope=AuditScope("nowhere")),
        "trail: a period": lambda work: work.audit.page(scope=_PERIOD),
        "trail: a sample": lambda work: work.audit.sample(20, AuditKind.SENT),
    }


JUMP = "jump into the middle of all"
SEARCHED = {
    "a rare word": corpus.RARE + " ",
    "a common word": "barn ",
    "two words": "barn möte ",
    "a phrase": f'"{corpus.PHRASE}"',
    "1 letter": "b",
    "2 letters": "ba",
    "3 letters": "bar",
    "4 letters": "barn",
    "5 letters": "handl",
    "6 letters": "handlä",
    "nothing": "xyzzy ",
}
_PERIOD = AuditScope(since=_NOW - timedelta(days=3), until=_NOW - timedelta(days=2))


def _search(text: str) -> Work:
    return lambda work: work.messages.page(replace(_EVERY, text=text))


def measure(count: int) -> dict[str, list[float]]:
    """Return how many milliseconds of the processor each work took, time by time."""
    store = corpus.kept(count).open()
    took = {
        name: [_took(store, work) for _ in range(TIMES)] for name, work in _works(store).items()
    }
    store.close()
    return took


def _took(store: Store, work: Work) -> float:
    spent = 0.0
    with suppress(_UndoneError), store.begin() as stored:
        began = time.thread_time()
        work(stored)
        spent = time.thread_time() - began
        raise _UndoneError
    return spent * 1000


def backup(count: int) -> dict[str, list[float]]:
    """Return the seconds of a backup's copy, and of a plain copy with one pass of HMAC over it."""
    one = corpus.kept(count)
    store = one.open()
    took: dict[str, list[float]] = {"backup": [], "backup floor": []}
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            took["backup"].append(_process_time(lambda: store.copy_to(Path(folder) / "copy.db")))
            took["backup floor"].append(_process_time(lambda: _plain(one.path, Path(folder))))
    store.close()
    return took


def _plain(path: Path, folder: Path) -> None:
    shutil.copy(path, folder / "plain.db")
    seal = hmac.new(b"key", digestmod=hashlib.sha512)
    with (folder / "plain.db").open("rb") as file:
        while piece := file.read(_PIECE):
            seal.update(piece)


def _process_time(work: Callable[[], object]) -> float:
    """Return the processor time of this process and of those that it starts."""
    began = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - began


if __name__ == "__main__":
    what, given = sys.argv[1:]
    print(json.dumps(backup(int(given)) if what == "backup" else measure(int(given))))
