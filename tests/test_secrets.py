"""Nothing sensitive outside the encrypted store: a day's work, killed, and every file searched."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import itertools
import json
import lzma
import os
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlcipher3
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sdk_desktop.domain.clearance import CardProof
from sdk_desktop.domain.configuration import CardReader
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.store.store_file import PAGE_BYTES
from tests.kit.computer.security_module import PIN, security_module
from tests.kit.project import PROJECT
from tests.kit.sandbox_network import SandboxNetwork
from tests.kit.secrets.canaries import NAMES, SAVED, canary, not_stored, words
from tests.kit.secrets.canary_day import KEY
from tests.kit.secrets.searching import FORMS, Search

WORDS = words()
WORD = canary("ämne 0")
RESERVED = 80
"""Bytes at the end of each page of the store: its initial vector, and its seal."""
WAL_HEADER, FRAME_HEADER = 32, 24


@dataclass(frozen=True)
class Day:
    """What a day's work left: its folder, its secrets, and what it said."""

    folder: Path
    key: bytes
    secrets: dict[str, bytes | str]
    said: str

    @property
    def files(self) -> list[Path]:
        """All but the streams that say of a file that it is foreign: Wine lists them as files."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return [path for path in files if not path.name.endswith(":Zone.Identifier")]

    def only(self, name: str) -> Path:
        (found,) = [p for p in self.files if p.name == name and "backups" not in p.parts]
        return found


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Let a process work for a day and be killed."""
    folder = tmp_path_factory.mktemp("day")
    temporary = folder / "temporary"
    temporary.mkdir()
    places = {name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR", "HOME")}
    elsewhere = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.kit.secrets.canary_day", str(folder)],
        cwd=PROJECT,
        env=elsewhere | places | {"USERPROFILE": str(temporary), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode not in {0, 1}, done.stderr
    secrets, _, said = done.stdout.partition("\n")
    known = json.loads(secrets)
    key = bytes.fromhex(known.pop(KEY))
    return Day(folder, key, known | {"store key": key}, said + done.stderr)


def test_two_hundred_different_words_are_sought() -> None:
    assert len(WORDS) == len(NAMES) >= 200


def test_no_file_of_profile_backups_home_or_temporary_folder_holds_a_word_or_a_secret(
    day: Day,
) -> None:
    search = Search(WORDS, day.secrets)
    leaks = {path.relative_to(day.folder): search.leaks_of_file(path) for path in day.files}
    found = {str(path): leaked for path, leaked in leaks.items() if leaked}

    saved = {canary(f"filnamn {SAVED}"), canary(f"bilaga {SAVED}")}
    name = canary(f"filnamn {SAVED}") + ".txt"
    assert found.keys() == {str(Path("saved") / name)}
    assert {word for word, _ in found[str(Path("saved") / name)]} == saved


def test_nothing_that_was_shown_is_left_as_a_picture_or_document(day: Day) -> None:
    kinds = (b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"PK\x03\x04", b"RIFF", b"GIF8", b"BM")
    found = [path for path in day.files if path.read_bytes().startswith(kinds)]

    assert found == []


def test_the_store_holds_every_word_but_those_that_were_sought_or_erased(
    day: Day, tmp_path: Path
) -> None:
    for name in ("messages.db", "messages.db-wal"):
        shutil.copy(day.only(name), tmp_path)
    found = Search(WORDS).leaks(cells_of(tmp_path / "messages.db", day.key))

    assert WORDS.keys() - {word for word, _ in found} == not_stored()


def test_what_was_erased_is_not_even_in_the_free_pages_of_the_store(day: Day) -> None:
    key = day.key
    pages = pages_of(day.only("messages.db"), key) + pages_of(day.only("messages.db-wal"), key)
    found = {word for word, _ in Search(WORDS).leaks(pages)}

    assert canary("text 0") in found
    assert found & not_stored() == set()


def test_a_backup_was_made_and_is_searched(day: Day) -> None:
    (backup,) = [
        path for path in day.files if path.name == "messages.db" and "backups" in path.parts
    ]
    pages = pages_of(backup, day.key)

    assert canary("text 0") in {word for word, _ in Search(WORDS).hits(pages)}


def test_the_work_was_really_written_where_we_search(day: Day) -> None:
    sizes = {path.name: path.stat().st_size for path in day.files}

    assert sizes["messages.db"] + sizes["messages.db-wal"] > 500_000
    assert sizes["sdk-desktop.log"] > 100


def test_the_crash_report_says_where_but_never_what(day: Day) -> None:
    assert "LookupError" in day.said
    assert "canary_day.py" in day.said
    assert Search(WORDS, day.secrets).leaks(day.said.encode()) == set()


def test_the_log_tells_what_happened_without_saying_to_whom(day: Day) -> None:
    text = day.only("sdk-desktop.log").read_text(encoding="utf-8")

    assert "fault: LookupError" in text
    assert "message" in text
    assert "socialkontoret" not in text
    assert "Bearer" not in text


@pytest.mark.parametrize("key", ["", "00" * 32, "11" * 32])
def test_the_database_cannot_be_opened_without_its_key(day: Day, key: str) -> None:
    database = day.only("messages.db")
    connection = sqlcipher3.connect(database)
    cursor = connection.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")
    if key:
        cursor.execute(f"PRAGMA key = \"x'{key}'\"")

    with pytest.raises(sqlcipher3.DatabaseError, match="not a database"):
        cursor.execute("SELECT count(*) FROM sqlite_master")
    connection.close()
    assert database.read_bytes()[:16] != b"SQLite format 3\x00"


def test_the_pin_of_a_card_is_in_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "card").mkdir()
    module = security_module(tmp_path / "card", monkeypatch)
    module.add_token("kim")
    network = SandboxNetwork(tmp_path / "profiles")
    module.add_key("kim", Authority("Test CA", network.watch()).issue("Kim Berg"))
    client = network.practice_control()
    client.app.settings = replace(client.app.settings, card=CardReader(str(module.driver)))
    client.lock_and_unlock()
    client.workspace.people.add_card(CardProof(PIN))
    client.workspace.close()
    client.app.unlock(client.who, CardProof(PIN), lambda _changes: None).close()

    files = [path for path in (tmp_path / "profiles").rglob("*") if path.is_file()]
    search = Search((), {"PIN": PIN})
    assert [path for path in files if search.leaks_of_file(path)] == []


@pytest.mark.parametrize("form", FORMS)
def test_a_planted_word_is_found_in_each_form(form: str) -> None:
    planted = os.urandom(999) + FORMS[form](WORD) + os.urandom(99)

    assert (WORD, form) in Search(WORDS).leaks(planted)


@pytest.mark.parametrize("shift", range(3))
def test_a_planted_word_is_found_in_longer_base64(shift: int) -> None:
    planted = base64.b64encode(b"x" * shift + WORD.encode() + b"yy")

    assert {word for word, _ in Search(WORDS).leaks(planted)} == {WORD}


@pytest.mark.parametrize("kind", ["as it is", "hexadecimal", "Base64, at 1"])
def test_a_planted_key_is_found(kind: str) -> None:
    key = os.urandom(32)
    planted = {
        "as it is": key,
        "hexadecimal": key.hex().encode(),
        "Base64, at 1": base64.b64encode(b"x" + key),
    }

    assert ("key", kind) in Search(WORDS, {"key": key}).leaks(b"..." + planted[kind])


def zipped(data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a folder/a file", data)
    return packed.getvalue()


@pytest.mark.parametrize(
    "compress",
    [
        zlib.compress,
        lambda data: zlib.compress(data, 1),
        lambda data: zlib.compress(data, wbits=9),
        gzip.compress,
        bz2.compress,
        lzma.compress,
        zipped,
        lambda data: zipped(gzip.compress(data)),
        lambda data: zlib.compress(data + os.urandom(5000))[:-2000],
    ],
    ids=["zlib", "quick", "small", "gzip", "bzip2", "xz", "zip", "gzip-in-zip", "cut-off"],
)
def test_a_planted_word_is_found_in_compressed_data(compress: Callable[[bytes], bytes]) -> None:
    plain = b"A line before it. " + WORD.encode() + b" and after. " * 9
    planted = os.urandom(77) + compress(plain)

    assert WORD in {word for word, _ in Search(WORDS).leaks(planted)}
    assert Search(WORDS).hits(planted).keys() <= {(WORD, "UTF-8")}


def test_nothing_is_found_where_nothing_is() -> None:
    assert Search(WORDS, {"key": os.urandom(32)}).leaks(os.urandom(1_000_000)) == set()


def cells_of(path: Path, key: bytes) -> bytes:
    """Return everything that a store holds, in one piece."""
    connection = sqlcipher3.connect(path)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA cipher_page_size = {PAGE_BYTES}")
    tables = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'")
    rows = [connection.execute(f"SELECT * FROM [{table}]") for (table,) in tables.fetchall()]
    cells = [cell for row in itertools.chain(*rows) for cell in row]
    connection.close()
    return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)


def pages_of(path: Path, key: bytes) -> bytes:
    """Decrypt every page of a store's file or of its log, also those that are free."""
    data = path.read_bytes()
    first, step = (
        (WAL_HEADER + FRAME_HEADER, FRAME_HEADER) if path.suffix.endswith("wal") else (0, 0)
    )
    places = range(first, len(data) - PAGE_BYTES + 1, PAGE_BYTES + step)
    return b"".join(_page(data[at : at + PAGE_BYTES], key, salted=at == 0) for at in places)


def _page(page: bytes, key: bytes, *, salted: bool) -> bytes:
    content, vector = page[16 * salted : -RESERVED], page[-RESERVED : 16 - RESERVED]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(content) + decryptor.finalize()
