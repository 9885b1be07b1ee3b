"""Another window that does one thing to a store, and may be stopped in the middle of it.

Called as `python -m tests.store.doing STORE WHAT AT VERSION`. At its pulse of the number AT (never
with 0) it says "half" and waits for a line; at the end it says what came of it. Its tables are
those of the step VERSION, today's with 0.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.store import engine, rekeying
from sdk_desktop.store.backup import copying
from sdk_desktop.store.backup.copying import copy_store
from sdk_desktop.store.history_mark import HistoryMark
from sdk_desktop.store.messages.erased_messages import erase
from sdk_desktop.store.schema import migrations
from sdk_desktop.store.store import Store
from tests.kit.processes.forked import Process, started
from tests.store.letters import KEY, query
from tests.store.writer import write_one

OTHER = bytes(range(100, 132))
TIMES = 3
"""So many transactions are made by what writes."""
Pulse = Callable[[], bool]


@contextmanager
def doing(path: Path, what: str, at: int = 0, version: int = 0) -> Iterator[Process]:
    """Let another process do one thing to a store."""
    with started("tests.store.doing", str(path), what, str(at), str(version)) as process:
        yield process
        process.kill()


def copy_beside(path: Path) -> Path:
    """Return where a copy of a store is put."""
    return path.with_name("copy.db")


class Stopping:
    """Goes on; at the pulse of a number it says so and waits."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self) -> bool:
        self.left -= 1
        if self.left == 0:
            say("half")
            sys.stdin.readline()
        return True


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def back_up(path: Path, pulse: Pulse) -> None:
    copy_store(path, KEY, copy_beside(path), pulse)


def back_up_by_pages(path: Path, pulse: Pulse) -> None:
    vars(copying)["copy_still"] = lambda *_: False
    back_up(path, pulse)


def migrate(path: Path, pulse: Pulse) -> None:
    def copy(of: Path, key: bytes, target: Path, _: object) -> HistoryMark:
        return copy_store(of, key, target, pulse)

    vars(migrations)["copy_store"] = copy
    Store.open(path, KEY).close()


@contextmanager
def opened(path: Path, pulse: Pulse) -> Iterator[Store]:
    store = Store.open(path, KEY)
    store.is_open = pulse  # type: ignore[method-assign]
    try:
        yield store
    finally:
        store.close()


def rewrite(path: Path, pulse: Pulse) -> None:
    with opened(path, pulse) as store:
        store.rewrite()


def check(path: Path, pulse: Pulse) -> None:
    with opened(path, pulse) as store:
        store.check()
        store.correct_totals()


def renew(path: Path, pulse: Pulse) -> None:
    def nothing(_: object) -> None:
        pulse()

    with opened(path, pulse) as store:
        store.renew_key(OTHER, nothing, nothing)


def fetch(path: Path, pulse: Pulse) -> None:
    with opened(path, pulse) as store:
        for number in range(TIMES):
            pulse()
            with store.begin():
                pulse()
            write_one(store, 1_000 + number)
            say("kept")


def purge(path: Path, pulse: Pulse) -> None:
    with opened(path, pulse) as store:
        for _ in range(TIMES):
            pulse()
            with store.begin() as stored:
                page = stored.messages.page(query(), limit=1)
                erase(stored.connection, [one.row for one in page.headlines])
                pulse()
            say("erased")


WORKS: dict[str, Callable[[Path, Pulse], None]] = {
    "backup": back_up,
    "backup by pages": back_up_by_pages,
    "migration": migrate,
    "rewriting": rewrite,
    "check": check,
    "new key": renew,
    "fetch": fetch,
    "purge": purge,
}


def main(path: Path, what: str, at: int, version: int) -> None:
    vars(engine)["BUSY_SECONDS"] = 0.1
    vars(rekeying)["PAUSE"] = 0.001
    vars(copying)["STEP"] = 1
    vars(copying)["PULSE"] = 1_000
    if version:
        older = (migrations.MIGRATIONS[:version],)
        migrations.migrate.__defaults__ = migrations.refuse_newer.__defaults__ = older
    try:
        WORKS[what](path, Stopping(at))
        said = "done"
    except SdkError as error:
        said = f"{type(error).__name__}: {error.text}"
    except Exception as error:  # noqa: BLE001 - the test sees what it is
        said = f"fault: {error!r}"
    say(said)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
