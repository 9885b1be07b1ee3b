import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.domain.clearance import EnrolledPerson, Way
from sdk_desktop.domain.errors import Refused, Unavailable
from tests.kit.computer.disk import hold
from tests.kit.project import PROJECT, on_posix

PASSPHRASE, CARD, LOGIN = Way


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


@pytest.fixture
def keys(path: Path) -> KeyFile:
    return KeyFile(path)


def test_a_file_that_is_not_there_has_nobody(keys: KeyFile, path: Path) -> None:
    assert keys.people() == ()
    assert keys.slot("Kim", PASSPHRASE) is None
    assert keys.tries("Kim", "passphrase") == {}
    assert not path.exists()


def test_people_are_kept_in_the_order_they_came(path: Path) -> None:
    KeyFile(path).put("Åsa", PASSPHRASE, {"a": 1})
    KeyFile(path).put("Bo", CARD, {"b": 2})

    assert KeyFile(path).people() == ("Åsa", "Bo")
    assert KeyFile(path).slot("Bo", CARD) == {"b": 2}


def test_each_way_of_a_person_has_a_slot_of_its_own(keys: KeyFile) -> None:
    keys.put("Kim", LOGIN, {"a": 1})
    keys.put("Kim", PASSPHRASE, {"b": 2})
    keys.put("Kim", PASSPHRASE, {"b": 3})

    assert keys.enrolled() == (EnrolledPerson("Kim", (PASSPHRASE, LOGIN)),)
    assert keys.enrolled(frozenset({LOGIN})) == (EnrolledPerson("Kim", (LOGIN,)),)
    assert keys.slot("Kim", PASSPHRASE) == {"b": 3}
    assert keys.slot("Kim", CARD) is None


def test_one_way_is_removed_alone_and_the_last_takes_the_person_along(keys: KeyFile) -> None:
    keys.put("Kim", PASSPHRASE, {})
    keys.put("Bo", PASSPHRASE, {})
    keys.put("Bo", CARD, {})
    keys.remember_tries("Bo", "passphrase", {"failures": 3})

    keys.remove("Bo", PASSPHRASE)
    assert keys.enrolled()[1] == EnrolledPerson("Bo", (CARD,))
    assert keys.tries("Bo", "passphrase") == {"failures": 3}

    keys.remove("Bo", CARD)
    assert keys.people() == ("Kim",)
    assert keys.tries("Bo", "passphrase") == {}


def test_a_person_is_removed_with_every_way(keys: KeyFile) -> None:
    keys.put("Kim", PASSPHRASE, {})
    keys.put("Bo", PASSPHRASE, {})
    keys.put("Bo", CARD, {})

    keys.remove("Bo")

    assert keys.people() == ("Kim",)


@pytest.mark.parametrize("way", [None, PASSPHRASE])
def test_somebody_can_always_open_the_store(keys: KeyFile, path: Path, way: Way | None) -> None:
    keys.put("Kim", PASSPHRASE, {})
    before = path.read_bytes()

    with pytest.raises(Refused, match="last person"):
        keys.remove("Kim", way)

    assert path.read_bytes() == before


def test_what_a_killed_program_left_beside_it_goes_with_the_next_change(
    keys: KeyFile, path: Path
) -> None:
    left = path.with_name(f"{path.name}.k3x_9a.new")
    left.write_text('{"people": {"Bo": ', encoding="utf-8")
    others = path.with_name("settings.toml.k3x_9a.new")
    others.touch()

    keys.put("Åsa", PASSPHRASE, {"a": 1})

    assert not left.exists()
    assert others.exists()
    assert keys.people() == ("Åsa",)


def test_tries_are_remembered_by_person_and_way(path: Path) -> None:
    KeyFile(path).remember_tries("Kim", "passphrase", {"failures": 3})
    KeyFile(path).remember_tries("Bo", "passphrase", {"failures": 1})
    KeyFile(path).remember_tries("Kim", "card", {"failures": 2})

    assert KeyFile(path).tries("Kim", "passphrase") == {"failures": 3}
    assert KeyFile(path).tries("Kim", "card") == {"failures": 2}


def test_what_the_first_version_wrote_is_understood(keys: KeyFile, path: Path) -> None:
    old = {"version": 1, "people": {"Kim": {"salt": "x"}}, "tries": {"Kim": {"last_step": 5}}}
    path.write_text(json.dumps(old))

    assert keys.enrolled() == (EnrolledPerson("Kim", (PASSPHRASE,)),)
    assert keys.tries("Kim", "passphrase") == {"last_step": 5}

    keys.put("Bo", CARD, {})
    assert keys.slot("Kim", PASSPHRASE) == {"salt": "x"}


@on_posix
def test_only_the_user_may_read_it(keys: KeyFile, path: Path) -> None:
    before = os.umask(0)
    keys.put("Kim", PASSPHRASE, {})
    os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {file.name for file in path.parent.iterdir()} <= {"keys.json", "keys.json.lock"}


ONE_OF_TWO = """
import sys
from pathlib import Path
from sdk_desktop.domain.clearance import Way
from sdk_desktop.auth.keys.key_file import KeyFile

keys = KeyFile(Path(sys.argv[1]))
for number in range(25):
    keys.put(f"{sys.argv[2]} {number}", Way.CARD, {"number": number})
"""


def test_two_windows_that_change_it_at_once_lose_nothing(keys: KeyFile, path: Path) -> None:
    begun = [
        subprocess.Popen([sys.executable, "-c", ONE_OF_TWO, str(path), name], cwd=PROJECT)
        for name in ("Åsa", "Bo")
    ]
    codes = [process.wait(timeout=60) for process in begun]

    assert codes == [0, 0]
    assert len(keys.people()) == 50


def test_a_damaged_file_is_set_aside_and_a_good_one_is_not(keys: KeyFile, path: Path) -> None:
    keys.put("Kim", PASSPHRASE, {})
    keys.set_aside()
    assert keys.people() == ("Kim",)

    path.write_bytes(b"hej")
    keys.set_aside()
    path.write_bytes(b"hopp")
    keys.set_aside()

    assert keys.people() == ()
    assert path.with_suffix(".damaged-1").read_bytes() == b"hej"
    assert path.with_suffix(".damaged-2").read_bytes() == b"hopp"


def test_a_damaged_file_that_another_program_holds_for_a_moment_is_set_aside(
    keys: KeyFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"hej")
    hold(monkeypatch, times=3, reads=False)

    keys.set_aside()

    assert path.with_suffix(".damaged-1").read_bytes() == b"hej"


DAMAGE = {
    "half a character": b'{"version": 2, "people": {"\\ud800": {}}, "tries": {}}',
    "empty": b"",
    "cut off": b'{"version": 1, "people": {"Kim"',
    "other text": b"hej",
    "no utf-8": b"\xff\xfe\x00",
    "a list": b"[]",
    "a number": b"1",
    "no people": b'{"version": 1, "tries": {}}',
    "people as a list": b'{"version": 1, "people": [], "tries": {}}',
    "a person as text": b'{"version": 1, "people": {"Kim": "x"}, "tries": {}}',
    "a person of the second version as text": b'{"version": 2, "people": {"K": 1}, "tries": {}}',
    "a slot as text": b'{"version": 2, "people": {"Kim": {"card": "x"}}, "tries": {}}',
    "tries as a number": b'{"version": 1, "people": {}, "tries": {"Kim": 5}}',
    "tries of a way as a number": b'{"version": 2, "people": {}, "tries": {"card": {"Kim": 5}}}',
    "a version as a list": b'{"version": [3], "people": {}, "tries": {}}',
    "a version without end": b'{"version": 1e999, "people": {}, "tries": {}}',
    "too deep": b"[" * 100_000,
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize(
    "use",
    [
        KeyFile.people,
        lambda keys: keys.slot("Kim", CARD),
        lambda keys: keys.tries("Kim", "card"),
        lambda keys: keys.put("Bo", CARD, {}),
        lambda keys: keys.remove("Bo"),
        lambda keys: keys.remember_tries("Kim", "card", {}),
    ],
    ids=["people", "slot", "tries", "put", "remove", "remember"],
)
def test_a_damaged_file_is_said_and_never_overwritten(
    keys: KeyFile, path: Path, content: bytes, use: Callable[[KeyFile], object]
) -> None:
    path.write_bytes(content)

    with pytest.raises(Refused, match="damaged"):
        use(keys)

    assert path.read_bytes() == content


def test_a_newer_file_is_left_to_the_newer_version(keys: KeyFile, path: Path) -> None:
    content = json.dumps({"version": 4, "people": {}, "tries": {}, "wands": {}})
    path.write_text(content)

    with pytest.raises(Refused, match="newer version"):
        keys.put("Kim", CARD, {})

    assert path.read_text() == content


def test_a_folder_in_its_place_is_said(keys: KeyFile, path: Path) -> None:
    path.mkdir()

    with pytest.raises(Refused, match="cannot be read"):
        keys.people()


def test_a_file_that_another_program_holds_is_not_called_damaged(
    keys: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.put("Kim", PASSPHRASE, {})
    hold(monkeypatch, times=100)

    with pytest.raises(Unavailable, match="Another program"):
        keys.set_aside()

    monkeypatch.undo()
    assert keys.people() == ("Kim",)


def test_a_newer_file_is_not_set_aside(keys: KeyFile, path: Path) -> None:
    path.write_text(json.dumps({"version": 4, "people": {}, "tries": {}}))

    with pytest.raises(Refused, match="newer version"):
        keys.set_aside()

    assert path.exists()
