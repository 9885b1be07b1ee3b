"""What can be read of a damaged store is saved into a new one."""

from pathlib import Path

import pytest

from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store import salvage as module
from sdk_desktop.store.engine import PAGE_BYTES, make_engine
from sdk_desktop.store.salvage import SalvageResult, salvage
from sdk_desktop.store.schema.migrations import MIGRATIONS, take_steps
from sdk_desktop.store.store import Store
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
EVENT = AuditEvent(AuditKind.RESTORED, NOON, SYSTEM, "dator", detail="salvage")
MANY = [letter(label=f"Brev {n}", text=f"nummer{n} " + "Ett ord. " * 3_000) for n in range(20)]


@pytest.fixture(autouse=True)
def soon_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """No table here has more than some twenty rows; a try costs a millisecond."""
    monkeypatch.setattr(module, "GIVE_UP", 30)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A store with 21 messages and some events, whose bytes a test may turn."""
    path = tmp_path / "messages.db"
    store = Store.create(path, KEY)
    received(store, FULL, *MANY)
    with store.begin() as stored:
        stored.audit.add(AuditEvent(AuditKind.ENROLLED, NOON, "Siv", "dator"))
    store.close()
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
    """Whatever the page is, but for those that say which tables there are."""
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


def test_a_store_whose_first_page_is_false_is_refused(damaged: Path, target: Path) -> None:
    turn(damaged, 0)

    with pytest.raises(Refused, match="is damaged"):
        salvage(damaged, KEY, target, EVENT)


def of_version(path: Path, version: int) -> int:
    """Make a store as a version of the program had it, with messages of the first one.

    Return a page on which their texts lie.
    """
    engine = make_engine(path, KEY)
    take_steps(engine, 1)
    with engine.begin() as connection:
        for statement in FIRST_VERSION.strip().split(";\n"):
            connection.exec_driver_sql(statement)
        for number in range(9, 40):
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
    assert result.messages + result.headlines == 33
    assert result.messages >= 28
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
