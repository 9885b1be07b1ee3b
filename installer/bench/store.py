"""Parts that measure the store, each in a new process: `store PART FOLDER …`.

The floor is the same store with the same statements and settings on a plain file. Only this
module can make one: the client has no way to write without a key. A part prints one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from installer.bench import data
from sdk_desktop.app import App
from sdk_desktop.app.practice import CODE_SECRET, PASSPHRASE, WHO
from sdk_desktop.auth.keys.wrapping import Derivation, derive, tuned
from sdk_desktop.auth.one_time_code import current_code
from sdk_desktop.domain.audit import AuditEvent, AuditKind
from sdk_desktop.domain.clearance import Clearance, Enrolment, Level, PassphraseProof, Purpose
from sdk_desktop.domain.configuration import Connection
from sdk_desktop.domain.mailbox import A_PAGE, Direction, Folder, ListQuery
from sdk_desktop.domain.message import Message
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.settings import Profile
from sdk_desktop.store import engine as product
from sdk_desktop.store.schema.migrations import migrate
from sdk_desktop.store.store import Store
from sdk_desktop.store.store_file import PAGE_BYTES

MESSAGES = 100_000
DURABLE = 300
KINDS = ("encrypted", "plain")

_BATCH = 500
_CHEAP = Derivation(memory=64, iterations=1, lanes=1)
_CLEARED = Clearance(WHO, datetime.now(UTC), Level.HIGHEST)
_SEARCHED = ("handläggare", "återkop", "beslut möte", "dnr 12", "och att", "läkarintyg", "sip")
_OPENED = 40
_PAGES = 5


def build(folder: str) -> None:
    """Fill an encrypted and a plain store alike, batch by batch, and print the seconds of each."""
    stores = _new_stores(folder)
    chance = random.Random(1)  # noqa: S311 - no secret
    start = datetime.now(UTC) - timedelta(minutes=MESSAGES)
    batches: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for first in range(0, MESSAGES, _BATCH):
        moment = start + timedelta(minutes=first)
        messages = [data.make_message(chance, first + n, moment) for n in range(_BATCH)]
        for kind in _alternating(first // _BATCH):
            batches[kind].append(_seconds(partial(_insert, stores[kind], messages, moment)))
    for store in stores.values():
        store.close()
    ratios = [ours / plain for ours, plain in zip(*batches.values(), strict=True)]
    _print(ratio=statistics.median(ratios), seconds=sum(batches["encrypted"]))


def durable(folder: str) -> None:
    """Take in messages one by one, each with its audit event, as receiving does."""
    stores = {kind: _open(folder, kind) for kind in KINDS}
    chance = random.Random(3)  # noqa: S311 - no secret
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for number in range(DURABLE):
        now = datetime.now(UTC)
        message = data.make_message(chance, number, now)
        for kind in _alternating(number):
            times[kind].append(_seconds(partial(_receive, stores[kind], message, now)))
    for store in stores.values():
        store.close()
    ours, plain = (sum(times[kind]) for kind in KINDS)
    _print(ratio=ours / plain, milliseconds=ours / DURABLE * 1000)


def reading(folder: str, kind: str) -> None:
    """Read and search for the first time with nothing in memory, then again and again."""
    path = _path(folder, kind)
    for file in (path, Path(f"{path}-wal")):
        _drop_from_cache(file)
    store = _open(folder, kind)
    cold = _seconds(partial(_read_and_search, store))
    warm = statistics.median(_seconds(partial(_read_and_search, store)) for _ in range(5))
    store.close()
    _print(cold=cold * 1000, warm=warm * 1000)


def unlock(folder: str, ahead: str) -> None:
    """Unlock with a derivation that costs nothing, `ahead` seconds from now: codes serve once."""
    app = _app(folder, float(ahead))
    app.enrolled()
    app.warm()
    proof = PassphraseProof(PASSPHRASE, current_code(CODE_SECRET, _later(float(ahead))()))
    started = time.perf_counter()
    workspace = app.unlock(WHO, proof, lambda _changes: None)
    took = time.perf_counter() - started
    workspace.close()
    _print(milliseconds=took * 1000)


def derivation(_folder: str) -> None:
    """Derive a key as costly as enrolment would choose it on this computer."""
    cost = tuned()
    took = _seconds(partial(derive, PASSPHRASE, bytes(16), cost))
    _print(seconds=took, memory=cost.memory / 1024, rounds=cost.iterations)


def _new_stores(folder: str) -> dict[str, Store]:
    app = _app(folder, 0)
    app.configure(Connection(*["http://127.0.0.1:9/"] * 4), PRACTICE_MAILBOXES)
    code = current_code(CODE_SECRET, datetime.now(UTC))
    app.enrolling.enrol(Enrolment(WHO, CODE_SECRET, ""), PASSPHRASE, code)
    need = app.settings.policy.need(Purpose.READ)
    later = current_code(CODE_SECRET, datetime.now(UTC) + timedelta(seconds=30))
    key, _ = app._sign_in().prove(WHO, PassphraseProof(PASSPHRASE, later), need)  # noqa: SLF001 - filled from behind
    (Path(folder) / "key").write_bytes(key)
    plain = plain_engine(_path(folder, "plain"))
    migrate(plain, _path(folder, "plain"), b"")
    return {kind: _open(folder, kind) for kind in KINDS}


def _app(folder: str, ahead: float) -> App:
    return App(Profile(Path(folder) / "profile"), _later(ahead), derivation=_CHEAP)


def _later(seconds: float) -> Callable[[], datetime]:
    return lambda: datetime.now(UTC) + timedelta(seconds=seconds)


def _path(folder: str, kind: str) -> Path:
    return Path(folder) / ("profile/messages.db" if kind == "encrypted" else "plain.db")


def _open(folder: str, kind: str) -> Store:
    path = _path(folder, kind)
    if kind == "encrypted":
        return Store.open(path, (Path(folder) / "key").read_bytes())
    return Store(plain_engine(path), b"", lambda _changes: None)


class _Plain(dbapi2.Connection):  # type: ignore[misc] # it has no types
    """Says of its pages what an encrypted one says while all are whole: the client asks often."""

    def execute(self, sql: str, *values: object) -> dbapi2.Cursor:
        return super().execute("SELECT '1'" if sql == "PRAGMA cipher_status" else sql, *values)


def plain_engine(path: Path) -> sa.Engine:
    """Make the client's engine without its key."""
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=3,
        hide_parameters=True,
        connect_args={"factory": _Plain},
    )
    engine.dialect.statement_compiler = product._Compiler  # noqa: SLF001 - as the client's

    def prepare(connection: dbapi2.Connection, _record: object) -> None:
        connection.isolation_level = None
        for setting in (
            f"PRAGMA page_size = {PAGE_BYTES}",
            "PRAGMA temp_store = MEMORY",
            *product.SETTINGS,
        ):
            connection.execute(setting).fetchone()

    sa.event.listen(engine, "connect", prepare)
    return engine


def _insert(store: Store, messages: list[Message], moment: datetime) -> None:
    with store.begin() as stored:
        for message in messages:
            stored.messages.add(message, Direction.IN, data.SOCIAL, moment)


def _receive(store: Store, message: Message, now: datetime) -> None:
    with store.begin() as stored:
        stored.messages.add(message, Direction.IN, data.SOCIAL, now, message.message_id)
        event = AuditEvent(AuditKind.RECEIVED, now, WHO, "measurement", data.SOCIAL)
        stored.audit.add(event)


def _read_and_search(store: Store) -> None:
    """Do what somebody does: look at folders, page, open messages, search."""
    now = datetime.now(UTC)
    with store.begin() as stored:
        query = ListQuery(stored.colleagues.id_of(WHO), now, now, now=now)
    with store.read() as stored:
        stored.messages.counts(query)
    for number in range(_PAGES):
        with store.read() as stored:
            stored.messages.page(query, number * A_PAGE)
    for number in range(_OPENED):
        with store.read() as stored:
            row = MESSAGES - number * (MESSAGES // _OPENED)
            stored.messages.reading(row, _CLEARED)
            stored.messages.conversation(row, query)
    for text in _SEARCHED:
        with store.read() as stored:
            stored.messages.page(ListQuery(WHO, now, now, "", Folder.ALL, text, _CLEARED))


def _alternating(number: int) -> tuple[str, ...]:
    """Return both kinds, each first every other time."""
    return KINDS if number % 2 else KINDS[::-1]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _drop_from_cache(path: Path) -> None:
    """Drop a file from the system's cache, where it offers that."""
    if path.exists() and hasattr(os, "posix_fadvise"):
        with path.open("rb+") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _print(**measured: float) -> None:
    print(json.dumps(measured), flush=True)


PARTS: dict[str, Callable[..., None]] = {
    "build": build,
    "durable": durable,
    "reading": reading,
    "unlock": unlock,
    "derivation": derivation,
}

if __name__ == "__main__":
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # nobody's own
    PARTS[sys.argv[1]](*sys.argv[2:])
