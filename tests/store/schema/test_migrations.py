import re
import shutil
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from sdk_desktop.domain.audit import AuditScope
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.store.backup.copying import GoesOn
from sdk_desktop.store.engine import make_engine
from sdk_desktop.store.history_mark import HistoryMark
from sdk_desktop.store.schema import migrations, tables
from sdk_desktop.store.schema.draft_tables import listed_message
from sdk_desktop.store.schema.migrations import MIGRATIONS, copy_of, migrate
from sdk_desktop.store.schema.purge_tables import purge_message
from sdk_desktop.store.store import Store
from tests.store.letters import CLEARED, FULL, KEY, query, received

FIRST_VERSION = """
INSERT INTO message VALUES (7, 'in', 'social', 'm-1', 's-1', 'c-1', NULL, 'Remiss',
    '["0203:vik.example.se",null,null]', '[]', 0, 1000000, 2000000, 1, 0, '', 1, '', '', 0,
    'register', '');
INSERT INTO message VALUES (8, 'in', 'social', 'm-2', 's-2', 'c-2', NULL, 'Svar',
    '["0203:vik.example.se",null,null]', '[]', 0, 1000000, 2000000, 0, 0, 'Siv', 0, 'SN 1', '', 0,
    'register', '');
INSERT INTO body VALUES (7,
    '[["a",null,null],["b",null,null],[["d",null,null,["Hej"]]],null]');
INSERT INTO message_search (rowid, words, flat, starts, flat_starts)
    VALUES (7, 'remiss hej', '', 'r re rem', '');
INSERT INTO audit VALUES (1, 'read', 1000000, 'Siv', 'pc', '', '', '', '', 'siv', 'digest');
"""
OLD_EVENT = (
    "INSERT INTO audit VALUES (?, 'read', 1000000, 'Siv', 'pc', '', '', ?, '', '', 'digest')"
)
LISTED = "(SELECT * FROM sqlite_master WHERE type = 'table' AND rootpage > 0)"
SEEN = "SN 1\n\nSiv\n"
NEXT = (*MIGRATIONS, ("CREATE TABLE later (id INTEGER)", "INSERT INTO later VALUES (1)"))
BROKEN = (*MIGRATIONS, ("CREATE TABLE later (id INTEGER)", "INSERT INTO nowhere VALUES (1)"))


def described(engine: sa.Engine) -> set[str]:
    """Return what makes each table and index, except those that full-text search has of its own."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%search%'"
        ).scalars()
        return {re.sub(r"\s+", " ", re.sub(r"\s+(?=[,)])|(?<=\()\s+", "", sql)) for sql in found}


def test_migrating_from_nothing_makes_todays_tables(tmp_path: Path) -> None:
    migrated = make_engine(tmp_path / "migrated.db", KEY)
    made = make_engine(tmp_path / "made.db", KEY)

    migrate(migrated, tmp_path / "migrated.db", KEY)
    tables.METADATA.create_all(made)

    assert described(migrated) == described(made)
    assert tables_at(migrated, "table_page", "page") == tables_at(migrated, LISTED, "rootpage")
    migrated.dispose()
    made.dispose()


def tables_at(engine: sa.Engine, table: str, page: str) -> list[tuple[str, int]]:
    """Return the tables and where they begin, from one of the two lists."""
    with engine.connect() as connection:
        found = connection.exec_driver_sql(f"SELECT name, {page} FROM {table} ORDER BY name").all()
    return [(name, number) for name, number in found]


def test_a_store_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "first.db"
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, (*MIGRATIONS[:1],))
    with engine.begin() as connection:
        for statement in FIRST_VERSION.strip().split(";\n"):
            connection.exec_driver_sql(statement)
    engine.dispose()

    opened = Store.open(path, KEY)

    with opened.begin() as transaction:
        transaction.messages.register(7, "SN 1/26", "Remiss")
    with opened.read() as transaction:
        (found,) = transaction.messages.page(query(text="remiss")).headlines
        assert (found.row, found.document_type, found.hold) == (7, "Remiss", "")
        assert transaction.messages.whole("m-1").texts == ("Hej",)
        assert [row.event.who for row in transaction.audit.page()] == ["Siv"]
        handled = transaction.messages.headline(8)
        assert (handled.handler, handled.handler_id) == ("Siv", transaction.colleagues.id_of("Siv"))
        assert UUID(handled.handler_id).version == 4
    opened.close()
    assert copy_of(path, 1).is_file()


def test_what_was_proposed_for_erasing_is_as_it_was_seen_after_people_got_ids(
    tmp_path: Path,
) -> None:
    path = tmp_path / "sixth.db"
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, (*MIGRATIONS[:1],))
    with engine.begin() as connection:
        for statement in FIRST_VERSION.strip().split(";\n"):
            connection.exec_driver_sql(statement)
    migrate(engine, path, KEY, (*MIGRATIONS[:6],))
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO purge VALUES (1, 'social', NULL, 'in', 1, 'd', 's', '', 1, '', NULL, NULL,"
            " 1, 0, 0, 0)"
        )
        connection.execute(sa.insert(purge_message).values(purge=1, message=8, seen=SEEN))
    migrate(engine, path, KEY)
    engine.dispose()

    opened = Store.open(path, KEY)

    with opened.read() as transaction:
        batch = transaction.purges.next_batch(1, 10)
        assert (batch.going, batch.changed) == ((8,), ())
    opened.close()


@pytest.mark.parametrize(
    ("person", "number"),
    [("199001011234", 1), ("20020202+2382", 1), ("tf 1-B22", 3), ("TF", 3)],
)
def test_older_events_are_found_by_each_person_they_are_about(
    tmp_path: Path, person: str, number: int
) -> None:
    path = tmp_path / "first.db"
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, (*MIGRATIONS[:1],))
    with engine.begin() as connection:
        connection.exec_driver_sql(OLD_EVENT, (1, "19900101-1234 20020202-2382"))
        connection.exec_driver_sql(OLD_EVENT, (2, ""))
        connection.exec_driver_sql(OLD_EVENT, (3, "TF 1b22"))
    engine.dispose()

    opened = Store.open(path, KEY)

    with opened.read() as transaction:
        found = transaction.audit.page(scope=AuditScope(person=person))
        assert [row.number for row in found] == [number]
    opened.close()


def test_a_store_of_a_newer_version_is_refused(store: Store, path: Path) -> None:
    store.close()
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, NEXT)
    engine.dispose()

    with pytest.raises(Refused, match="newer version"):
        Store.open(path, KEY)


def test_an_open_store_that_a_newer_version_has_migrated_is_neither_read_nor_written(
    store: Store, path: Path
) -> None:
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, NEXT)
    engine.dispose()

    with pytest.raises(Refused, match="Start the program again"), store.begin():
        pytest.fail("It is written.")
    with pytest.raises(Refused, match="Start the program again"), store.read():
        pytest.fail("It is read.")


def test_an_older_store_is_copied_before_it_is_migrated(store: Store, path: Path) -> None:
    received(store, FULL)
    store.close()
    engine = make_engine(path, KEY)

    migrate(engine, path, KEY, NEXT)

    assert "CREATE TABLE later (id INTEGER)" in described(engine)
    engine.dispose()
    copied = Store.open(copy_of(path, len(MIGRATIONS)), KEY)
    with copied.read() as transaction:
        assert transaction.messages.whole(FULL.message_id) == FULL
    copied.close()


def test_a_migration_that_fails_changes_nothing(store: Store, path: Path) -> None:
    store.close()
    engine = make_engine(path, KEY)
    before = described(engine)

    with pytest.raises(sa.exc.OperationalError):
        migrate(engine, path, KEY, BROKEN)

    assert described(engine) == before
    engine.dispose()
    Store.open(path, KEY).close()


def test_a_store_that_somebody_reads_is_copied_whole_and_migrated(store: Store, path: Path) -> None:
    received(store, FULL)
    engine = make_engine(path, KEY)

    with store.read() as transaction:
        assert transaction.history.identities(FULL.message_id)
        migrate(engine, path, KEY, NEXT)
        assert transaction.history.identities(FULL.message_id)

    engine.dispose()
    copied = Store.open(copy_of(path, len(MIGRATIONS)), KEY)
    with copied.read() as transaction:
        assert transaction.history.identities(FULL.message_id)
    copied.close()


def test_a_copy_that_cannot_be_made_leaves_the_store_as_it_was(store: Store, path: Path) -> None:
    received(store, FULL)
    store.close()
    copy_of(path, len(MIGRATIONS)).mkdir()
    engine = make_engine(path, KEY)

    with pytest.raises((IsADirectoryError, PermissionError)):
        migrate(engine, path, KEY, NEXT)

    engine.dispose()
    again = Store.open(path, KEY)
    with again.read() as transaction:
        assert transaction.history.identities(FULL.message_id)
    again.close()
    assert not list(path.parent.glob("*copying*"))


def test_a_copy_that_another_window_removes_is_made_once_more(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that writes the file anew removes what was left of copies."""
    received(store, FULL)
    store.close()
    engine, real = make_engine(path, KEY), vars(migrations)["copy_store"]

    def removed(of: Path, key: bytes, target: Path, goes_on: GoesOn) -> HistoryMark:
        monkeypatch.setattr(migrations, "copy_store", real)
        mark: HistoryMark = real(of, key, target, goes_on)
        target.unlink()
        return mark

    monkeypatch.setattr(migrations, "copy_store", removed)
    migrate(engine, path, KEY, NEXT)

    engine.dispose()
    assert copy_of(path, len(MIGRATIONS)).exists()


def test_a_store_made_and_then_killed_opens(store: Store, path: Path, tmp_path: Path) -> None:
    received(store, FULL)
    left = tmp_path / "left.db"
    shutil.copyfile(path, left)
    shutil.copyfile(f"{path}-wal", f"{left}-wal")

    opened = Store.open(left, KEY)

    with opened.read() as transaction:
        assert transaction.messages.whole(FULL.message_id) == FULL
    opened.close()


OLD_REFERENCES = """
INSERT INTO body VALUES (7, '[["a",null,["f",null,[],[[["dnr","SOC 1"],null],
    [["1.2.752.129.2.1.3.1","19811218-9876"],"Alva"]]]],
    ["b",null,["g",null,[],[[["dnr","SOC 1"],null],[["dnr","BUP 2"],null]]]],[],null]');
UPDATE message SET case_references = '["SOC 1","19811218-9876","BUP 2"]';
"""


FILES = """
INSERT INTO file VALUES (1, 7, 0, 'a.txt', 'text/plain', 8, CAST('%PDF-1.7' AS BLOB));
INSERT INTO file VALUES (2, 7, 0, 'b.txt', 'text/plain', 0, x'');
"""


def test_the_types_of_older_files_are_known_by_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "sixth.db"
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, (*MIGRATIONS[:1],))
    with engine.begin() as connection:
        for statement in (FIRST_VERSION + FILES).strip().split(";\n"):
            connection.exec_driver_sql(statement)
    engine.dispose()

    opened = Store.open(path, KEY)

    with opened.read() as transaction:
        attachments = transaction.messages.reading(7, CLEARED).attachments
    opened.close()
    unknown = "application/octet-stream"
    assert [one.content_type for one in attachments] == ["application/pdf", unknown]


def test_a_list_of_the_third_version_forgets_whom_messages_are_about(tmp_path: Path) -> None:
    path = tmp_path / "third.db"
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, (*MIGRATIONS[:1],))
    statements = (FIRST_VERSION.split("INSERT INTO body", maxsplit=1)[0] + OLD_REFERENCES).strip()
    with engine.begin() as connection:
        for statement in statements.split(";\n"):
            connection.exec_driver_sql(statement)
    engine.dispose()

    opened = Store.open(path, KEY)

    with opened.read() as transaction:
        assert transaction.messages.headline(7).references == ("SOC 1", "BUP 2")
    opened.close()


def test_favourites_of_before_they_had_owners_are_the_mailboxes(tmp_path: Path) -> None:
    path = tmp_path / "twenty-third.db"
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, (*MIGRATIONS[:23],))
    with engine.begin() as connection:
        for statement in OLD_FAVOURITES.strip().split(";\n"):
            connection.exec_driver_sql(statement)
    engine.dispose()

    opened = Store.open(path, KEY)

    with opened.read() as transaction:
        (found,) = transaction.addresses.search("", me="anybody")
    opened.close()
    assert (found.favourite, found.mailboxes) == (False, ("reception", "social"))


def test_lists_of_before_they_were_counted_are_one_row_of_what_was_sent(tmp_path: Path) -> None:
    path = tmp_path / "thirty-second.db"
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, (*MIGRATIONS[:1],))
    with engine.begin() as connection:
        for statement in OLD_LIST.strip().split(";\n"):
            connection.exec_driver_sql(statement)
    migrate(engine, path, KEY, (*MIGRATIONS[:32],))
    with engine.begin() as connection:
        values = [{"message": row, "list": "möte", "replaces": ""} for row in (7, 8, 9)]
        connection.execute(sa.insert(listed_message), values)
    engine.dispose()

    opened = Store.open(path, KEY)

    with opened.read() as transaction:
        page = transaction.messages.page(query(Folder.SENT))
    opened.close()
    assert ([one.row for one in page.headlines], page.total) == ([7], 1)


def test_what_had_been_set_aside_before_it_was_listed_is_tried_again(tmp_path: Path) -> None:
    path, mailbox, record = tmp_path / "thirty-seventh.db", UUID(int=1), UUID(int=2)
    engine = make_engine(path, KEY)
    migrate(engine, path, KEY, (*MIGRATIONS[:37],))
    with engine.begin() as connection:
        for identity, fields in ((record, "{}"), (UUID(int=3), '{"mailbox": "social"}')):
            values = (str(mailbox), str(identity), 3, 1, fields, 1)
            connection.exec_driver_sql(
                "INSERT INTO shared_record VALUES (?, ?, ?, ?, ?, ?)", values
            )
        connection.exec_driver_sql("INSERT INTO fetch VALUES ('unread social', 1)")
    engine.dispose()

    opened = Store.open(path, KEY)

    with opened.read() as transaction:
        untried = transaction.unread.untried(mailbox, "any version", 9)
        noted = transaction.fetches.named("unread ")
    opened.close()
    assert (untried, noted) == ((record,), ())


OLD_LIST = "".join(
    f"INSERT INTO message VALUES ({row}, 'out', 'social', 'm-{row}', 's-{row}', 'c', NULL, 'Möte',"
    f" '[\"0203:vik.example.se\",null,null]', '[]', 0, 1000000, 2000000, 0, 0, '', 0, '', '', 0,"
    " '', '');\n"
    for row in (7, 8, 9)
)
OLD_FAVOURITES = """
INSERT INTO mailbox (address, name, organisation, organisation_name)
VALUES ('social', '', '', ''), ('reception', '', '', '');
INSERT INTO organisation (key, name, participant, number, alternate_name, description, country,
    kind, gone) VALUES ('o', 'Region', '', '', '', '', '', '', 0);
INSERT INTO function (key, identifier, name, organisation, description, categories, search_words,
    gone) VALUES ('f', 'bup', 'BUP', 'o', '', '[]', '[]', 0);
INSERT INTO function_use (identifier, favourite) VALUES ('bup', 1), ('akuten', 0)
"""
