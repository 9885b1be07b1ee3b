"""The log file."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk_desktop.cli.client import PatientRotation, handlers_for


@pytest.fixture
def log(tmp_path: Path) -> Iterator[PatientRotation]:
    handler = PatientRotation(tmp_path / "a.log", maxBytes=100, backupCount=2, encoding="utf-8")
    yield handler
    handler.close()


def write(log: PatientRotation, text: str) -> None:
    log.emit(logging.LogRecord("a", logging.INFO, "", 0, text, None, None))


def test_what_others_make_up_begins_no_line_and_fills_no_log(tmp_path: Path) -> None:
    (log, *_) = handlers_for(tmp_path / "a.log", practice=True)
    message_id = "1\n2026-11-29 12:00:00,000 ERROR sdk_desktop forged\x1b[31m\u2028" + "x" * 10_000

    log.emit(logging.LogRecord("a", logging.INFO, "", 0, "message %s waits", (message_id,), None))
    log.close()

    (line,) = (tmp_path / "a.log").read_text(encoding="utf-8").splitlines()
    assert line.startswith("20")
    assert "message 1�2026-11-29 12:00:00,000 ERROR" in line
    assert len(line) < 3_000


def test_a_full_log_gets_a_new_name(log: PatientRotation, tmp_path: Path) -> None:
    write(log, "a" * 90)
    write(log, "b" * 90)

    assert (tmp_path / "a.log.1").read_text().strip() == "a" * 90
    assert (tmp_path / "a.log").read_text().strip() == "b" * 90


def test_a_log_that_cannot_get_a_new_name_goes_on_in_its_file(
    log: PatientRotation, tmp_path: Path
) -> None:
    (tmp_path / "a.log.2").mkdir()  # cannot be removed, as on Windows a file that others hold
    (tmp_path / "a.log.1").touch()

    write(log, "a" * 90)
    write(log, "b" * 90)
    write(log, "c" * 90)

    assert (tmp_path / "a.log").read_text().split() == ["a" * 90, "b" * 90, "c" * 90]
