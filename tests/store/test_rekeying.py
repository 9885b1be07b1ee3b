"""A store gets a new key: the same store under another one, or the one that it was."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Locked, Refused, Unavailable
from sdk_desktop.store import rekeying
from sdk_desktop.store.backup.closed_copy import store_of
from sdk_desktop.store.backup.copying import verify_copy
from sdk_desktop.store.schema.migrations import copy_of
from sdk_desktop.store.store import Store
from tests.kit.project import on_posix
from tests.store.letters import FULL, KEY, query, received
from tests.store.writer import write_one, writing

OTHER = bytes(range(100, 132))


def nothing(_: object) -> None:
    """Do nothing more."""


def subjects(path: Path, key: bytes) -> list[str]:
    store = Store.open(path, key)
    with store.read() as stored:
        found = [one.subject for one in stored.messages.page(query()).headlines]
        assert stored.audit.verify().broken is None
    store.check()
    store.close()
    return found


def test_it_is_the_same_store_under_another_key(store: Store, path: Path) -> None:
    write_one(store, 6)
    write_one(store, 7)

    store.renew_key(OTHER, nothing, nothing)

    assert subjects(path, OTHER) == ["Ärende 7", "Ärende 6"]
    with pytest.raises(Refused, match="cannot be opened with this key"):
        Store.open(path, KEY)


def test_its_salt_is_another_one_and_is_handed_on_before_it_is_there(
    store: Store, path: Path
) -> None:
    before, handed = store_of(path), []

    store.renew_key(OTHER, nothing, lambda salt: handed.append((salt, store_of(path))))

    assert handed == [(store_of(path), before)]
    assert store_of(path) != before


def test_it_is_closed_afterwards(store: Store) -> None:
    store.renew_key(OTHER, nothing, nothing)

    with pytest.raises(Locked), store.read():
        pass


def test_nothing_under_the_old_key_stays_beside_it(store: Store, path: Path) -> None:
    received(store, FULL)
    shutil.copy(path, copy_of(path, 1))

    store.renew_key(OTHER, nothing, nothing)

    assert [one for one in path.parent.iterdir() if one.suffix != ".lock"] == [path]


def test_what_is_written_while_it_is_built_is_in_it(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_one(store, 1)
    verify = verify_copy

    def verify_slowly(*given: object) -> None:
        monkeypatch.undo()
        write_one(store, 2)
        verify(*given)  # type: ignore[arg-type] # whatever it is given

    monkeypatch.setattr(rekeying, "verify_copy", verify_slowly)
    store.renew_key(OTHER, nothing, nothing)

    assert subjects(path, OTHER) == ["Ärende 2", "Ärende 1"]


def test_what_shall_stand_in_it_is_added_before_it_is_there(store: Store, path: Path) -> None:
    def complete(built: Path) -> None:
        with_new_key = Store.open(built, OTHER)
        write_one(with_new_key, 5)
        with_new_key.close()

    store.renew_key(OTHER, complete, nothing)

    assert subjects(path, OTHER) == ["Ärende 5"]


def test_while_another_window_has_it_open_it_keeps_its_key(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "TRIES", 1)
    with writing(path) as other:
        with pytest.raises(Unavailable, match="Another window has the message store open"):
            store.renew_key(OTHER, nothing, pytest.fail)
        other.kill()

    assert subjects(path, KEY)
    assert not path.with_name("messages.db.renewed").exists()


def no(_: object) -> None:
    raise Refused("The key file is damaged.")


@pytest.mark.parametrize("step", ["complete", "hand_on"])
def test_what_fails_leaves_the_store_as_it_was(store: Store, path: Path, step: str) -> None:
    write_one(store, 1)
    steps: dict[str, Callable[[object], None]] = {"complete": nothing, "hand_on": nothing, step: no}

    with pytest.raises(Refused, match="key file is damaged"):
        store.renew_key(OTHER, **steps)

    assert subjects(path, KEY) == ["Ärende 1"]
    assert not path.with_name(f"{path.name}.renewed").exists()


def test_locking_ends_it(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "is_open", lambda _: False)

    with pytest.raises(Locked):
        store.renew_key(OTHER, nothing, pytest.fail)

    assert subjects(path, KEY) == []


@on_posix
def test_who_opens_a_file_that_is_replaced_meanwhile_does_not_write_to_it(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    migrate = Store._opened.__globals__["migrate"]

    def replaced(*given: object) -> None:
        migrate(*given)
        other = path.with_name("other")
        shutil.copy(path, other)
        other.replace(path)

    monkeypatch.setattr("sdk_desktop.store.store.migrate", replaced)

    with pytest.raises(Unavailable, match="just got a new key"):
        Store.open(path, KEY)


def test_what_an_earlier_try_left_is_no_hindrance(store: Store, path: Path) -> None:
    path.with_name(f"{path.name}.renewed").write_bytes(b"left")

    store.renew_key(OTHER, nothing, nothing)

    verify_copy(path, OTHER, lambda: True)
