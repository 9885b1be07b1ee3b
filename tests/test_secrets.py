"""Nothing sensitive outside the encrypted store: a day's work, killed, and every file searched."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3

from tests.canaries import BIRD
from tests.town import PASSPHRASE

FORMS = {
    "UTF-8": BIRD.encode(),
    "UTF-8, in capitals": BIRD.upper().encode(),
    "UTF-8, folded": BIRD.casefold().encode(),
    "UTF-16": BIRD.encode("utf-16-le"),
    "Latin-1": BIRD.encode("latin-1"),
    "escaped JSON": b"Kanarief\\u00e5gel",
    "Base64, at 0": base64.b64encode(BIRD.encode())[:16],
    "Base64, at 1": base64.b64encode(b"." + BIRD.encode())[2:16],
    "Base64, at 2": base64.b64encode(b".." + BIRD.encode())[3:16],
    "a passphrase": PASSPHRASE.encode(),
}


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Give the folder of a day's work whose process was killed, and what it said."""
    folder = tmp_path_factory.mktemp("day")
    temporary = folder / "temporary"
    temporary.mkdir()
    places = {name: str(temporary) for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR", "HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.canaries", str(folder)],
        cwd=Path(__file__).parent.parent,
        env=os.environ | places,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode not in {0, 1}, done.stderr
    return folder, done.stdout + done.stderr


@pytest.mark.parametrize("form", FORMS)
def test_no_file_of_profile_or_temporary_folder_holds_a_canary(
    day: tuple[Path, str], form: str
) -> None:
    folder, _ = day
    leaks = [path for path in files(folder) if FORMS[form] in path.read_bytes()]

    assert leaks == []


def test_the_work_was_really_written_where_we_search(day: tuple[Path, str]) -> None:
    sizes = {path.name: path.stat().st_size for path in files(day[0])}

    assert sizes["messages.db"] + sizes["messages.db-wal"] > 500_000
    assert sizes["sdk-desktop.log"] > 100


def test_the_crash_report_says_where_but_never_what(day: tuple[Path, str]) -> None:
    _, said = day

    assert "LookupError" in said
    assert "canaries.py" in said
    assert BIRD not in said


def test_the_log_tells_what_happened_without_saying_to_whom(day: tuple[Path, str]) -> None:
    (log,) = [path for path in files(day[0]) if path.name == "sdk-desktop.log"]
    text = log.read_text(encoding="utf-8")

    assert "fault: LookupError" in text
    assert "message" in text
    assert "socialkontoret" not in text
    assert "Bearer" not in text


@pytest.mark.parametrize("key", ["", "00" * 32, "11" * 32])
def test_the_database_cannot_be_opened_without_its_key(day: tuple[Path, str], key: str) -> None:
    (database,) = [path for path in files(day[0]) if path.name == "messages.db"]
    connection = sqlcipher3.connect(database)
    cursor = connection.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")
    if key:
        cursor.execute(f"PRAGMA key = \"x'{key}'\"")

    with pytest.raises(sqlcipher3.DatabaseError, match="not a database"):
        cursor.execute("SELECT count(*) FROM sqlite_master")
    connection.close()
    assert database.read_bytes()[:16] != b"SQLite format 3\x00"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
