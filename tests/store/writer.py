"""Another window: writes messages to a store until its standard input ends.

Called as `python -m tests.store.writer STORE`; says "kept" whenever a message is stored, and at the
end how many it wrote.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.store.store import Store
from tests.kit.processes.forked import Process, started
from tests.store.letters import KEY, NOON, SOCIAL, letter


@contextmanager
def writing(path: Path) -> Iterator[Process]:
    """Let another process write to a store; it has begun when the block begins."""
    with started("tests.store.writer", str(path)) as process:
        heard(process, 1)
        yield process
        process.kill()


def heard(process: Process, times: int) -> None:
    """Wait until the other process has stored so many more messages."""
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(times)] == ["kept\n"] * times


def ended(process: Process) -> int:
    """Let the other process end; gives how many messages it wrote."""
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return int(said.splitlines()[-1])


def write_one(store: Store, number: int) -> None:
    """Store a message and an event that names it."""
    message = letter(f"Ärende {number}", "Ett ord och ett till. " * 500)
    event = AuditEvent(AuditKind.RECEIVED, NOON, "system", "dator", message_id=message.message_id)
    with store.begin() as stored:
        stored.messages.add(message, Direction.IN, SOCIAL, NOON)
        stored.audit.add(event)


def main(path: Path) -> None:
    store, told = Store.open(path, KEY), Event()
    Thread(target=wait_for_end, args=(told,), daemon=True).start()  # Windows watches no pipes
    count = 0
    while not told.is_set():
        write_one(store, count)
        count += 1
        sys.stdout.write("kept\n")
        sys.stdout.flush()
    sys.stdout.write(f"{count}\n")
    store.close()


def wait_for_end(told: Event) -> None:
    sys.stdin.read()
    told.set()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
