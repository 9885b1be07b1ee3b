"""Messages are found by the texts of their files, once these have been read."""

import pytest
import sqlalchemy as sa

from sdk_desktop.store.messages import erased_messages, file_texts, stored_files
from sdk_desktop.store.messages.file_texts import LONGEST
from sdk_desktop.store.schema.tables import file_text, file_to_read
from sdk_desktop.store.store import Store
from tests.store.letters import FULL, letter, query, received, rows


def test_the_newest_file_is_read_first_and_each_once(store: Store) -> None:
    (row,) = received(store, FULL)
    read: list[str] = []

    with store.begin() as transaction:
        while (found := transaction.file_texts.next()) is not None:
            key, file = found
            read.append(file.name)
            transaction.file_texts.keep(key, file.name)
        texts = transaction.file_texts.of_message(row)

    assert read == ["c", "plan åäö.pdf", "b.txt"]
    assert list(texts.values()) == read[::-1]


def test_a_message_is_found_by_the_text_of_its_file_also_once_it_is_registered(
    store: Store,
) -> None:
    row, _ = received(store, FULL, letter())
    before = rows(store, query(text="vårdplan"))
    with store.begin() as transaction:
        found = transaction.file_texts.next()
        assert found is not None
        transaction.file_texts.keep(found[0], "En vårdplan för Alva")

    after = rows(store, query(text="vårdpl alva kallelse"))
    with store.begin() as transaction:
        transaction.messages.register(row, "SN 1/26")

    assert (before, after) == ([], [row])
    assert rows(store, query(text="vardplan 1/26 kallelse")) == [row]


def test_a_file_whose_text_is_too_long_is_found_by_its_beginning(store: Store) -> None:
    (row,) = received(store, FULL)
    with store.begin() as transaction:
        found = transaction.file_texts.next()
        assert found is not None
        transaction.file_texts.keep(found[0], "början " + "x" * LONGEST + " slutet")

    assert rows(store, query(text="början")) == [row]
    assert rows(store, query(text="slutet")) == []


def test_no_more_is_known_of_all_files_of_a_message_than_can_be_indexed_soon(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_texts, "LONGEST_IN_ALL", 12)
    (row,) = received(store, FULL)
    with store.begin() as transaction:
        for text in ("första", "andra tredje", "fjärde"):
            found = transaction.file_texts.next()
            assert found is not None
            transaction.file_texts.keep(found[0], text)
        texts = transaction.file_texts.of_message(row)

    assert list(texts.values()) == ["andra ", "första"]
    assert rows(store, query(text="andra första")) == [row]
    assert rows(store, query(text="fjärde")) == []


def test_of_a_message_with_very_many_files_the_first_are_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_files, "MOST_READ", 1)
    received(store, FULL)

    with store.begin() as transaction:
        found = transaction.file_texts.next()
        assert found is not None
        transaction.file_texts.keep(found[0], "")

        assert found[1].name == "b.txt"
        assert transaction.file_texts.next() is None


def test_a_file_that_another_window_has_read_meanwhile_stays_as_it_was_read(store: Store) -> None:
    (row,) = received(store, FULL)
    with store.begin() as transaction:
        found = transaction.file_texts.next()
        assert found is not None
        transaction.file_texts.keep(found[0], "En vårdplan")
        transaction.file_texts.keep(found[0], "Något annat")
        texts = transaction.file_texts.of_message(row)

    assert list(texts.values()) == ["En vårdplan"]


def test_nothing_is_left_of_the_files_of_a_message_that_was_erased(store: Store) -> None:
    (row,) = received(store, FULL)
    with store.begin() as transaction:
        found = transaction.file_texts.next()
        assert found is not None
        transaction.file_texts.keep(found[0], "En vårdplan")
        erased_messages.erase(transaction.connection, [row])
        transaction.file_texts.keep(found[0], "En vårdplan")
        left = [
            transaction.connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
            for table in (file_text, file_to_read)
        ]

    assert left == [0, 0]
    assert rows(store, query(text="vårdplan")) == []
