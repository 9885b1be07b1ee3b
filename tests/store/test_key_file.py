import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Refused
from sdk_desktop.store.key_file import KeyFile

on_posix = pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


@pytest.fixture
def keys(path: Path) -> KeyFile:
    return KeyFile(path)


def test_a_file_that_is_not_there_has_nobody(keys: KeyFile, path: Path) -> None:
    assert keys.people() == ()
    assert keys.slot("Kim") is None
    assert keys.tries("Kim") == {}
    assert not path.exists()


def test_people_are_kept_in_the_order_they_came(path: Path) -> None:
    KeyFile(path).add("Åsa", {"a": 1})
    KeyFile(path).add("Bo", {"b": 2})

    assert KeyFile(path).people() == ("Åsa", "Bo")
    assert KeyFile(path).slot("Bo") == {"b": 2}


def test_a_name_that_is_taken_stays_whose_it_is(keys: KeyFile) -> None:
    keys.add("Kim", {"a": 1})

    with pytest.raises(Refused, match="already a person"):
        keys.add("Kim", {"a": 2})

    assert keys.slot("Kim") == {"a": 1}


def test_tries_are_remembered_by_person(path: Path) -> None:
    KeyFile(path).remember_tries("Kim", {"failures": 3})
    KeyFile(path).remember_tries("Bo", {"failures": 1})

    assert KeyFile(path).tries("Kim") == {"failures": 3}


@on_posix
def test_only_the_user_may_read_it(keys: KeyFile, path: Path) -> None:
    before = os.umask(0)
    keys.add("Kim", {})
    os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


DAMAGE = {
    "empty": b"",
    "cut off": b'{"version": 1, "people": {"Kim"',
    "other text": b"hej",
    "no utf-8": b"\xff\xfe\x00",
    "a list": b"[]",
    "a number": b"1",
    "no people": b'{"version": 1, "tries": {}}',
    "people as a list": b'{"version": 1, "people": [], "tries": {}}',
    "a person as text": b'{"version": 1, "people": {"Kim": "x"}, "tries": {}}',
    "tries as a number": b'{"version": 1, "people": {}, "tries": {"Kim": 5}}',
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize(
    "use",
    [
        KeyFile.people,
        lambda keys: keys.slot("Kim"),
        lambda keys: keys.tries("Kim"),
        lambda keys: keys.add("Bo", {}),
        lambda keys: keys.remember_tries("Kim", {}),
    ],
    ids=["people", "slot", "tries", "add", "remember"],
)
def test_a_damaged_file_is_said_and_never_overwritten(
    keys: KeyFile, path: Path, content: bytes, use: Callable[[KeyFile], object]
) -> None:
    path.write_bytes(content)

    with pytest.raises(Refused, match="damaged"):
        use(keys)

    assert path.read_bytes() == content


def test_a_newer_file_is_left_to_the_newer_version(keys: KeyFile, path: Path) -> None:
    content = json.dumps({"version": 2, "people": {}, "tries": {}, "cards": {}})
    path.write_text(content)

    with pytest.raises(Refused, match="newer version"):
        keys.add("Kim", {})

    assert path.read_text() == content


def test_a_folder_in_its_place_is_said(keys: KeyFile, path: Path) -> None:
    path.mkdir()

    with pytest.raises(Refused, match="damaged"):
        keys.people()
