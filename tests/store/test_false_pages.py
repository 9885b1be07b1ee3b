"""A page of the file that is not as it was written: what was on it is refused, never altered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.incoming import Unreadable, Waiting
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import File
from sdk_desktop.store.store import Store, Transaction
from sdk_desktop.store.store_file import PAGE_BYTES
from tests.kit.messages import message_between
from tests.store.letters import CLEARED, FULL, KEY, NOON, SOCIAL, letter, received

Read = Callable[[Transaction], object]

LONG = b"0123456789" * 3_000
OURS, THEIRS = (letter(label=f"Brev {n}", text=f"nummer{n} " + "Ett ord. " * 3_000) for n in "12")
WITH_FILE = message_between(
    FULL.sender, FULL.recipient, File("lång.bin", "x/y", LONG), text="Bilagt", created=NOON
)
DRAFT = Draft("utkast", SOCIAL, text="Utkast. " * 4_000, files=(File("b", "x/y", LONG),))
READ: Mapping[str, Read] = {
    "text": lambda stored: stored.messages.whole(THEIRS.message_id),
    "shown": lambda stored: stored.messages.reading(1, CLEARED).message,
    "with file": lambda stored: stored.messages.reading(2, CLEARED),
    "file": lambda stored: stored.messages.file(2, 1, CLEARED),
    "message": lambda stored: stored.messages.whole(WITH_FILE.message_id),
    "unreadable": lambda stored: stored.messages.raw(3),
    "sealed": lambda stored: stored.sealed.get(OURS.message_id),
    "draft": lambda stored: stored.drafts.get(DRAFT.key),
}


@dataclass(frozen=True)
class Filled:
    """The bytes of a store's file, and its pages that an empty one does not have."""

    content: bytes = field(repr=False)
    pages: range


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A file whose long values each end on a page of their own."""
    path = tmp_path_factory.mktemp("whole") / "store.db"
    store = Store.create(path, KEY)
    store.close()
    of_tables = path.stat().st_size // PAGE_BYTES
    store = Store.open(path, KEY)
    received(store, THEIRS, WITH_FILE)
    with store.begin() as stored:
        unreadable = Unreadable(Waiting("s-9", "", SOCIAL), "It is no XML.", LONG)
        stored.messages.add_unreadable(unreadable, NOON)
        stored.messages.add(OURS, Direction.OUT, SOCIAL, NOON)
        stored.sealed.put(OURS.message_id, LONG)
        stored.drafts.put(DRAFT)
    store.close()
    content = path.read_bytes()
    return Filled(content, range(of_tables, len(content) // PAGE_BYTES))


def with_one_page_turned(filled: Filled, path: Path) -> Iterator[Store]:
    """Give the store once for each page, with one bit of that page turned."""
    for page in filled.pages:
        content = bytearray(filled.content)
        content[page * PAGE_BYTES + 9_000] ^= 1
        path.write_bytes(content)
        store = Store.open(path, KEY)
        yield store
        store.close()


def outcome(store: Store, read: Read) -> object:
    try:
        with store.read() as stored:
            return read(stored)
    except Refused:
        return Refused


def alone(store: Store, read: Read) -> object:
    """Read with a connection that has read nothing else."""
    assert store._engine is not None
    store._engine.dispose()
    return outcome(store, read)


def test_what_is_read_is_what_was_written_or_nothing(filled: Filled, path: Path) -> None:
    path.write_bytes(filled.content)
    store = Store.open(path, KEY)
    written = [outcome(store, read) for read in READ.values()]
    store.close()

    found = [
        (number, one)
        for store in with_one_page_turned(filled, path)
        for number, one in enumerate(alone(store, read) for read in READ.values())
    ]

    assert Refused not in written
    assert [one for number, one in found if one not in (written[number], Refused)] == []
    assert {number for number, one in found if one is Refused} == set(range(len(READ)))


def test_a_false_page_costs_nothing_that_is_not_on_it(filled: Filled, path: Path) -> None:
    found = [
        ([outcome(store, read) for read in READ.values()], [alone(store, r) for r in READ.values()])
        for store in with_one_page_turned(filled, path)
    ]

    assert [in_one_sitting for in_one_sitting, each in found if in_one_sitting != each] == []


def test_a_file_that_is_damaged_leaves_its_message_readable(filled: Filled, path: Path) -> None:
    found = [
        (outcome(store, READ["file"]) is Refused, outcome(store, READ["with file"]) is Refused)
        for store in with_one_page_turned(filled, path)
    ]

    assert (True, False) in found


def test_nothing_is_written_that_was_made_of_a_false_page(filled: Filled, path: Path) -> None:
    found = [
        (registered(store), alone(store, READ["shown"]))
        for store in with_one_page_turned(filled, path)
    ]

    assert (False, Refused) in found
    assert (True, Refused) not in found


def registered(store: Store) -> bool:
    """Register a message, for which its text is read and indexed anew; say whether it was."""
    try:
        with store.begin() as stored:
            stored.messages.register(1, "SN 2026/1")
    except Refused:
        return False
    return True


def test_a_file_is_not_written_anew_with_a_false_page(filled: Filled, path: Path) -> None:
    done = {rewritten(store) for store in with_one_page_turned(filled, path)}

    assert done == {False}


def rewritten(store: Store) -> bool:
    try:
        store.rewrite()
    except Refused:
        return False
    return True
