"""What can be read of a damaged store is saved into a new one."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.store.backup.closed_copy import wal_of
from sdk_desktop.store.engine import make_engine
from sdk_desktop.store.salvage import salvage as module
from sdk_desktop.store.salvage.pages import true_pages
from sdk_desktop.store.salvage.salvage import SalvageResult, salvage
from sdk_desktop.store.salvage.trees import _below
from sdk_desktop.store.schema.migrations import MIGRATIONS, take_steps
from sdk_desktop.store.store import Store
from sdk_desktop.store.store_file import PAGE_BYTES
from tests.store.letters import CLEARED, FULL, KEY, NOON, letter, query, received
from tests.store.schema.test_migrations import FIRST_VERSION

HEADLINE = """
WITH given (id, name) AS (VALUES (?, ?)) INSERT INTO message SELECT id, 'in', 'social',
    name, name, 'c', NULL, 'Brev', '["0203:vik.example.se",null,null]', '[]', 0, 1000000, 2000000,
    1, 0, '', 1, '', '', 0, '', '' FROM given
"""
TEXT = """
WITH given (id, text) AS (VALUES (?, ?)) INSERT INTO body SELECT id, json_array(json_array('a',
    NULL, NULL), json_array('b', NULL, NULL), json_array(json_array('d', NULL, NULL,
    json_array(text))), NULL) FROM given
"""
TWICE = (
    "CREATE TABLE other (name TEXT, page INTEGER, version INTEGER);INSERT INTO other SELECT name,"
    " (SELECT rootpage FROM sqlite_master WHERE name = 'other'), version FROM table_page"
    " WHERE name = 'table_page'"
)
"""Another table that looks like the copy of the list."""
Rows = Mapping[str, Sequence[tuple[object, ...]]]
EVENT = AuditEvent(AuditKind.RESTORED, NOON, SYSTEM, "dator", detail="salvage")
MANY = [letter(label=f"Brev {n}", text=f"nummer{n} " + "Ett ord. " * 3_000) for n in range(20)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 21 messages and some events."""
    path = tmp_path_factory.mktemp("whole") / "messages.db"
    store = Store.create(path, KEY)
    received(store, FULL, *MANY)
    with store.begin() as stored:
        stored.audit.add(AuditEvent(AuditKind.ENROLLED, NOON, "Siv", "dator"))
    store.close()
    return path


@pytest.fixture(scope="module")
def saved_whole(whole: Path) -> tuple[SalvageResult, Rows]:
    """What is saved of that store while nothing of it is damaged."""
    target = whole.with_name("saved.db")
    return salvage(whole, KEY, target, EVENT), rows(target)


@pytest.fixture
def damaged(whole: Path, tmp_path: Path) -> Path:
    """A copy of that store, whose bytes a test may turn."""
    path = tmp_path / "messages.db"
    shutil.copy(whole, path)
    return path


def turn(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * PAGE_BYTES + 100] ^= 1
    path.write_bytes(content)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    return tmp_path / "new" / "messages.db"


def saved(path: Path, target: Path) -> tuple[SalvageResult, Store]:
    result = salvage(path, KEY, target, EVENT)
    return result, Store.open(target, KEY)


def test_a_store_that_is_whole_is_saved_whole(damaged: Path, target: Path) -> None:
    result, store = saved(damaged, target)

    with store.read() as stored:
        page = stored.messages.page(query())
        chain = stored.audit.verify()
        found = stored.messages.page(query(text="nummer7")).total
        reading = stored.messages.reading(1, CLEARED)
    store.check()
    store.close()
    assert (result.messages, result.headlines, page.total) == (21, 0, 21)
    assert (chain.events, chain.broken, found) == (2, None, 1)
    assert {one.name for one in reading.attachments} == {"b.txt", "plan åäö.pdf", "c"}


@pytest.mark.parametrize("part", [1, 5, 8, 9])
def test_a_false_page_costs_only_what_is_on_it(damaged: Path, target: Path, part: int) -> None:
    pages = damaged.stat().st_size // PAGE_BYTES
    turn(damaged, pages * part // 10)
    before = damaged.read_bytes()

    result, store = saved(damaged, target)

    store.check()
    with store.read() as stored:
        total = stored.messages.page(query()).total
    store.close()
    assert damaged.read_bytes() == before
    assert result.messages >= 19
    assert total == result.messages + result.headlines


def test_a_message_whose_text_is_lost_keeps_its_headline(damaged: Path, target: Path) -> None:
    pages = damaged.stat().st_size // PAGE_BYTES
    turn(damaged, pages * 8 // 10)

    result, store = saved(damaged, target)

    with store.read() as stored:
        lost = [one for one in stored.messages.page(query()).headlines if one.unreadable]
    store.close()
    assert (result.messages, result.headlines) == (21 - len(lost), len(lost))
    assert len(lost) in {1, 2}, "the beginnings of two texts may lie on one page"
    assert all((one.subject or "").startswith("Brev") for one in lost)


def schema_pages(path: Path) -> list[int]:
    """Return the pages that list the tables, counted from 0."""
    with true_pages(path, KEY) as pages:
        first = pages.page(1) or b""
    return [0, *(number - 1 for number in _below(first, 100))]


def rows(path: Path) -> Rows:
    """Return what is in every table of a store."""
    engine = make_engine(path, KEY)
    with engine.connect() as connection:
        names = connection.exec_driver_sql("SELECT name FROM table_page ORDER BY name").scalars()
        found = {
            name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]
            for name in names.all()
        }
    engine.dispose()
    return found


@pytest.mark.parametrize(
    "part", [slice(1), slice(1, 2), slice(2, None), slice(1, None), slice(None)]
)
def test_what_lists_the_tables_is_not_needed(
    damaged: Path, target: Path, saved_whole: tuple[SalvageResult, Rows], part: slice
) -> None:
    listing = schema_pages(damaged)
    turn(damaged, *listing[part])

    found = salvage(damaged, KEY, target, EVENT)

    assert len(listing) > 2
    assert (found, rows(target)) == saved_whole


def test_tables_are_found_again_after_the_store_was_written_anew(
    damaged: Path, target: Path
) -> None:
    store = Store.open(damaged, KEY)
    store.rewrite()
    store.close()
    turn(damaged, *schema_pages(damaged))

    assert salvage(damaged, KEY, target, EVENT).messages == 21


def test_what_is_in_the_log_only_is_saved(damaged: Path, target: Path, tmp_path: Path) -> None:
    store = Store.open(damaged, KEY)
    received(store, letter("Nyss"))
    copy = tmp_path / "copy.db"
    shutil.copy(wal_of(damaged), wal_of(copy))
    shutil.copy(damaged, copy)
    store.close()

    assert salvage(copy, KEY, target, EVENT).messages == 22


def test_without_the_copy_of_the_list_the_rest_of_it_counts(damaged: Path, target: Path) -> None:
    given(damaged, "DELETE FROM table_page")
    turn(damaged, schema_pages(damaged)[2])

    result, store = saved(damaged, target)

    store.check()
    store.close()
    assert (result.messages, result.headlines) == (21, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM table_page",
        "UPDATE table_page SET version = version - 1",
        "UPDATE table_page SET version = version - 1 WHERE name = 'message'",
        "UPDATE table_page SET page = page + 1 WHERE name = 'table_page'",
        "UPDATE table_page SET page = 'x' WHERE name = 'file'",
        "DELETE FROM table_page WHERE name = 'message'",
        TWICE,
    ],
    ids=["none", "of before", "mixed", "elsewhere", "unlike", "without messages", "two"],
)
def test_a_copy_of_the_list_that_cannot_be_right_is_not_believed(
    damaged: Path, target: Path, statement: str
) -> None:
    given(damaged, statement)
    turn(damaged, schema_pages(damaged)[1])

    with pytest.raises(Refused, match="is damaged"):
        salvage(damaged, KEY, target, EVENT)


@pytest.mark.parametrize("name", ["audit", "search", "nowhere"])
def test_a_list_that_leads_elsewhere_claims_no_messages(
    damaged: Path, target: Path, name: str
) -> None:
    pages = {"audit": 2, "search": 42, "nowhere": 2**31}
    given(damaged, f"UPDATE table_page SET page = {pages[name]} WHERE name = 'message'")
    turn(damaged, schema_pages(damaged)[1])

    result, store = saved(damaged, target)

    store.check()
    store.close()
    assert (result.messages, result.headlines) == (0, 0)


def given(path: Path, statements: str) -> None:
    """Do something to a store that the program does not do."""
    engine = make_engine(path, KEY)
    with engine.begin() as connection:
        for statement in statements.split(";"):
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_store_without_its_first_page_nor_a_copy_of_the_list_is_refused(
    damaged: Path, target: Path
) -> None:
    given(damaged, "DELETE FROM table_page")
    turn(damaged, 0)

    with pytest.raises(Refused, match="is damaged"):
        salvage(damaged, KEY, target, EVENT)


def test_a_store_that_is_written_to_meanwhile_is_not_salvaged(
    damaged: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def while_others_write(engine: sa.Engine, version: int = len(MIGRATIONS)) -> None:
        given(damaged, "DELETE FROM table_page")
        take_steps(engine, version)

    monkeypatch.setattr(module, "take_steps", while_others_write)

    with pytest.raises(Unavailable, match="Close the client there"):
        salvage(damaged, KEY, target, EVENT)
    assert list(target.parent.iterdir()) == []


def of_version(path: Path, version: int) -> int:
    """Make a store as a version of the program had it, with messages of the first one.

    Return a page on which their texts lie.
    """
    engine = make_engine(path, KEY)
    take_steps(engine, 1)
    with engine.begin() as connection:
        for statement in FIRST_VERSION.strip().split(";\n"):
            connection.exec_driver_sql(statement)
        for number in range(9, 16):
            connection.exec_driver_sql(HEADLINE, (number, f"m-{number}"))
            connection.exec_driver_sql(TEXT, (number, "Ett ord. " * 4_000))
        text = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one()) * 8 // 10
    take_steps(engine, version)
    engine.dispose()
    return text


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_a_damaged_store_of_an_older_version_is_saved_and_brought_up_to_date(
    tmp_path: Path, target: Path, version: int
) -> None:
    path = tmp_path / "older.db"
    turn(path, of_version(path, version))
    before = path.read_bytes()

    result, store = saved(path, target)

    with store.read() as stored:
        found = stored.messages.page(query(text="remiss")).total
        handled = stored.messages.headline(8)
        kinds = [row.event.kind for row in stored.audit.page()]
    store.check()
    store.close()
    assert path.read_bytes() == before
    assert (found, handled.handler, kinds) == (1, "Siv", [AuditKind.RESTORED, AuditKind.READ])
    assert result.messages + result.headlines == 9
    assert result.messages >= 6
    assert [file.name for file in target.parent.iterdir()] == [target.name]


def test_a_store_of_a_newer_version_is_not_salvaged(damaged: Path, target: Path) -> None:
    store = Store.open(damaged, KEY)
    with store.begin() as stored:
        connection = stored.messages.connection
        connection.exec_driver_sql(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    store.close()

    with pytest.raises(Refused, match="newer version"):
        salvage(damaged, KEY, target, EVENT)


def test_nothing_is_overwritten(damaged: Path, target: Path) -> None:
    target.write_bytes(b"mine")

    with pytest.raises(Refused, match="already a message store"):
        salvage(damaged, KEY, target, EVENT)

    assert target.read_bytes() == b"mine"
