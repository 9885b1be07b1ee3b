"""What can be read of a damaged store is saved into a new one."""

from pathlib import Path

import pytest

from sdk_desktop.domain.audit import SYSTEM, AuditEvent, AuditKind
from sdk_desktop.domain.errors import Refused
from sdk_desktop.store import salvage as module
from sdk_desktop.store.engine import PAGE_BYTES
from sdk_desktop.store.salvage import SalvageResult, salvage
from sdk_desktop.store.store import Store
from tests.store.letters import CLEARED, FULL, KEY, NOON, letter, query, received

EVENT = AuditEvent(AuditKind.RESTORED, NOON, SYSTEM, "dator", detail="salvage")
MANY = [letter(label=f"Brev {n}", text=f"nummer{n} " + "Ett ord. " * 3_000) for n in range(20)]


@pytest.fixture(autouse=True)
def soon_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """No table here has more than some twenty rows; a try costs a millisecond."""
    monkeypatch.setattr(module, "GIVE_UP", 100)


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


@pytest.mark.parametrize("part", range(2, 10, 2))
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
    turn(damaged, pages * 7 // 10)

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


def test_nothing_is_overwritten(damaged: Path, target: Path) -> None:
    target.write_bytes(b"mine")

    with pytest.raises(Refused, match="already a message store"):
        salvage(damaged, KEY, target, EVENT)

    assert target.read_bytes() == b"mine"
