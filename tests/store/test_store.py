import stat
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from sdk_desktop.domain.changes import Changes, TableFamily
from sdk_desktop.domain.errors import Locked, Refused, SdkError, Unavailable
from sdk_desktop.domain.mailbox import Direction, Mailbox
from sdk_desktop.store import engine
from sdk_desktop.store.store import Store
from tests.kit.project import on_linux, on_posix
from tests.store.letters import CLEARED, FULL, KEY, NOON, SOCIAL, letter, query, received, rows

DAMAGED = "The message store is damaged or cannot be opened with this key."
PAGE = 16_384
FILLED = 20
"""So many pages at the end hold what came last; the first ones say what tables there are."""


def test_a_store_keeps_what_was_stored_when_opened_again(store: Store, path: Path) -> None:
    received(store, FULL)
    store.close()

    again = Store.open(path, KEY)

    with again.read() as transaction:
        assert transaction.messages.whole(FULL.message_id) == FULL
    again.close()


def test_creating_never_overwrites_a_file(path: Path) -> None:
    path.write_bytes(b"something else")

    with pytest.raises(Refused, match="already a message store"):
        Store.create(path, KEY)

    assert path.read_bytes() == b"something else"


@on_posix
def test_only_its_owner_may_read_the_file(store: Store, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_creating_where_no_folder_is_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be used: No such file or directory"):
        Store.create(tmp_path / "none" / "store.db", KEY)


def test_opening_what_is_not_there_makes_nothing(path: Path) -> None:
    with pytest.raises(Refused, match="is not there"):
        Store.open(path, KEY)

    assert not path.exists()


@pytest.mark.parametrize(
    "content", [b"", b"x", b"SQLite format 3\0" + bytes(4080), bytes(range(256)) * 200]
)
def test_a_file_that_is_no_store_is_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(Refused, match=DAMAGED):
        Store.open(path, KEY)

    assert path.read_bytes() == content


def test_another_key_opens_nothing_and_changes_nothing(store: Store, path: Path) -> None:
    received(store, FULL)
    store.close()
    before = path.read_bytes()

    with pytest.raises(Refused, match=DAMAGED):
        Store.open(path, bytes(32))

    assert path.read_bytes() == before


def test_another_key_does_not_harm_what_waits_beside_the_file(store: Store, path: Path) -> None:
    received(store, FULL)

    with pytest.raises(Refused, match=DAMAGED):
        Store.open(path, bytes(32))

    assert len(rows(store, query())) == 1


@pytest.mark.parametrize("part", [0.3, 0.99])
def test_a_file_cut_short_is_called_damaged(store: Store, path: Path, part: float) -> None:
    received(store, *(letter(text="ord " * 2000) for _ in range(50)))
    store.close()
    cut = path.read_bytes()[: int(path.stat().st_size * part)]
    path.write_bytes(cut)

    with pytest.raises(Refused, match=DAMAGED):
        Store.open(path, KEY)

    assert path.read_bytes() == cut


def test_a_page_that_was_altered_is_called_damaged(store: Store, path: Path) -> None:
    received(store, *(letter(text="ord " * 2000) for _ in range(50)))
    store.close()
    pages = path.stat().st_size // PAGE
    with path.open("r+b") as file:
        file.seek((pages - FILLED) * PAGE)
        file.write(bytes(FILLED * PAGE))

    with pytest.raises(Refused, match="a damaged part of the message store"):
        read_everything(path)


def test_a_page_that_was_altered_costs_only_what_is_on_it(store: Store, path: Path) -> None:
    kept = received(store, *(letter(text="ord " * 12_000) for _ in range(20)))
    store.close()
    content = bytearray(path.read_bytes())
    content[len(content) * 9 // 10] ^= 1
    path.write_bytes(content)
    again = Store.open(path, KEY)

    readable = [row for row in kept if is_readable(again, row)]
    with again.begin() as stored:
        stored.fetches.done("afterwards", NOON)
    again.close()

    assert readable == [row for row in kept if is_readable_alone(path, row)]
    assert 0 < len(readable) < len(kept)


def is_readable(store: Store, row: int) -> bool:
    try:
        with store.read() as stored:
            stored.messages.reading(row, CLEARED)
    except Refused:
        return False
    return True


def is_readable_alone(path: Path, row: int) -> bool:
    store = Store.open(path, KEY)
    readable = is_readable(store, row)
    store.close()
    return readable


def read_everything(path: Path) -> None:
    again = Store.open(path, KEY)
    try:
        shown = rows(again, query())
        with again.read() as stored:
            _ = [stored.messages.reading(row, CLEARED) for row in shown]
    finally:
        again.close()


def test_a_closed_store_is_locked(store: Store) -> None:
    store.close()

    with pytest.raises(Locked, match="locked"), store.begin():
        pytest.fail("must not begin")
    with pytest.raises(Locked, match="locked"), store.read():
        pytest.fail("must not read")


def test_work_that_has_begun_may_end_after_closing(store: Store, path: Path) -> None:
    with store.begin() as transaction:
        store.close()
        transaction.messages.add(FULL, Direction.IN, SOCIAL, NOON)

    assert not path.with_name("store.db-wal").exists()


def test_changes_are_told_once_after_they_can_be_seen(path: Path) -> None:
    told: list[tuple[Changes, int]] = []
    store = Store.create(
        path, KEY, lambda changes: told.append((changes, len(rows(store, query()))))
    )

    with store.begin() as transaction:
        transaction.messages.add(FULL, Direction.IN, SOCIAL, NOON)
        transaction.messages.add(letter(), Direction.IN, SOCIAL, NOON)
        transaction.fetches.done("messages", NOON)

    assert told == [(frozenset({TableFamily.MESSAGES, TableFamily.FETCHES}), 2)]
    store.close()


def test_a_transaction_that_wrote_nothing_tells_nothing(path: Path) -> None:
    told: list[Changes] = []
    store = Store.create(path, KEY, told.append)

    with store.begin() as transaction:
        transaction.messages.page(query())

    assert told == []
    store.close()


def test_an_error_undoes_everything_and_tells_nothing(path: Path) -> None:
    told: list[Changes] = []
    store = Store.create(path, KEY, told.append)

    with pytest.raises(OSError, match="of the caller"):
        store_and_fail(store)

    assert (rows(store, query()), rows(store, query(text="kallelse")), told) == ([], [], [])
    store.close()


def store_and_fail(store: Store) -> None:
    with store.begin() as transaction:
        transaction.messages.add(FULL, Direction.IN, SOCIAL, NOON)
        transaction.fetches.done("messages", NOON)
        raise OSError("of the caller")


def test_reading_must_not_write(store: Store) -> None:
    with store.read() as transaction, pytest.raises(RuntimeError, match="must not write"):
        transaction.mailboxes.put(Mailbox(SOCIAL, "Social", "o", "O"))


def test_a_reader_sees_the_store_as_it_was_when_it_looked_first(store: Store) -> None:
    with store.read() as transaction:
        before = transaction.messages.page(query()).total
        received(store, FULL)
        after = transaction.messages.page(query()).total

    assert (before, after) == (0, 0)


def test_no_update_is_lost_between_threads(store: Store) -> None:
    (row,) = received(store, letter())

    def add_a_letter() -> None:
        with store.begin() as transaction:
            known = transaction.messages.headline(row).handler
            transaction.messages.assign(row, known + "x")

    at_once([partial(many, add_a_letter)] * 3)

    with store.read() as transaction:
        assert transaction.messages.headline(row).handler == "x" * 60


def at_once(works: Sequence[Callable[[], None]]) -> None:
    workers = [threading.Thread(target=work) for work in works]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def many(work: Callable[[], None]) -> None:
    for _ in range(20):
        work()


def test_two_stores_on_one_file_lose_no_update(store: Store, path: Path) -> None:
    other = Store.open(path, KEY)
    (row,) = received(store, letter())

    with other.begin() as transaction:
        transaction.messages.assign(row, "Siv")
    with store.begin() as transaction:
        known = transaction.messages.headline(row)
        transaction.messages.assign(row, known.handler + " och Åke")

    with other.read() as transaction:
        assert transaction.messages.headline(row).handler == "Siv och Åke"
    other.close()


def test_a_store_that_stays_busy_asks_for_patience(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    other = Store.open(path, KEY)

    with store.begin(), pytest.raises(Unavailable, match="busy"), other.begin():
        pytest.fail("must not begin")

    other.close()


def test_a_full_disk_is_said_so_and_nothing_is_stored(store: Store) -> None:
    limit(store, pages=60)

    with pytest.raises(Unavailable, match="The disk is full"):
        received(store, letter(text="ord " * 1_000_000))

    assert rows(store, query()) == []


def limit(store: Store, pages: int) -> None:
    assert store._engine is not None
    with store._engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_nothing_readable_is_on_the_disk(store: Store, path: Path) -> None:
    marker = b"Hemligheten"
    received(store, letter("Hemligheten", "Hemligheten " * 5000))

    files = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    assert sorted(files) == ["store.db", "store.db-shm", "store.db-wal"]
    assert not files["store.db"].startswith(b"SQLite format 3")
    assert [name for name, content in files.items() if marker in content] == []


@on_linux
def test_a_large_sort_uses_no_file(store: Store) -> None:
    received(store, *(letter(text=f"{number} " + "ord " * 10_000) for number in range(50)))
    sort = "SELECT content FROM body, (VALUES (1), (2), (3)), (VALUES (1), (2), (3)) ORDER BY 1"

    with store.read() as transaction:
        cursor = transaction.messages.connection.exec_driver_sql(f"{sort} DESC")
        cursor.fetchone()
        opened = [str(file.readlink()) for file in Path("/proc/self/fd").iterdir() if file.exists()]
        cursor.close()

    assert [name for name in opened if "etilqs" in name] == []


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("temp_store", 2),
        ("cipher_page_size", "16384"),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 5000),
    ],
)
def test_every_connection_has_its_settings(
    durable: None, store: Store, pragma: str, value: object
) -> None:
    assert store._engine is not None
    with store._engine.connect() as first, store._engine.connect() as second:
        found = {one.exec_driver_sql(f"PRAGMA {pragma}").scalar() for one in (first, second)}

    assert found == {value}


def test_only_what_need_not_be_durable_does_not_wait_for_the_disk(
    durable: None, store: Store
) -> None:
    """Nor does it when it fails; whatever follows waits again."""
    with store.begin(is_durable=False) as first:
        hasty = first.messages.connection.exec_driver_sql("PRAGMA synchronous").scalar()
        first.fetches.done("messages", NOON)
    with pytest.raises(LookupError), store.begin(is_durable=False):
        raise LookupError
    with store.begin() as second:
        waiting = second.messages.connection.exec_driver_sql("PRAGMA synchronous").scalar()
        fetched = second.fetches.last("messages")

    assert (hasty, waiting, fetched) == (1, 2, NOON)


def test_the_pool_is_named_and_the_engine_tells_no_secret(path: Path) -> None:
    made = engine.make_engine(path, KEY)

    assert isinstance(made.pool, QueuePool)
    assert KEY.hex() not in repr(made) + repr(engine._Prepare(KEY))


def test_errors_carry_no_values(store: Store) -> None:
    assert store._engine is not None
    broken = sa.text("INSERT INTO mailbox (address) VALUES (:address)")

    with store._engine.connect() as connection, pytest.raises(sa.exc.IntegrityError) as caught:
        connection.execute(broken, {"address": "Hemligheten"})

    assert "Hemligheten" not in str(caught.value)


def test_a_key_of_another_length_is_a_mistake(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        engine.make_engine(path, b"short")


def test_a_store_that_cannot_be_made_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Unavailable("The disk is full.")

    monkeypatch.setattr("sdk_desktop.store.store.migrate", fail)

    with pytest.raises(SdkError):
        Store.create(path, KEY)

    assert not path.exists()


def test_mailboxes_keep_their_order_and_take_new_names(store: Store) -> None:
    first, second = Mailbox("b@x", "B", "0203:x", "X"), Mailbox("a@x", "A", "0203:x", "X")
    renamed = Mailbox("b@x", "Bodil", "0203:y", "Y")

    with store.begin() as transaction:
        transaction.mailboxes.put(first)
        transaction.mailboxes.put(second)
        transaction.mailboxes.put(renamed)

    with store.read() as transaction:
        assert transaction.mailboxes.all() == (renamed, second)


def test_the_last_fetch_is_remembered(store: Store) -> None:
    with store.begin() as transaction:
        assert transaction.fetches.last("messages") is None
        transaction.fetches.done("messages", NOON)

    with store.read() as transaction:
        assert transaction.fetches.last("messages") == NOON


def test_a_closed_store_has_no_stamp(store: Store) -> None:
    open_stamp = store.stamp()

    store.close()

    assert open_stamp != ()
    assert store.stamp() == ()
