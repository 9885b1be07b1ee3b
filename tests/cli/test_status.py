"""The command that monitoring programs call."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sdk_desktop.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a profile with a note of rounds that have failed."""
    ends = (datetime.now(UTC) + timedelta(days=100)).date().isoformat()
    note = {"failed": 12, "error": "Unavailable", "queued": 3, "certificates": {"client": ends}}
    (tmp_path / "status.json").write_text(json.dumps(note))
    return tmp_path


def test_programs_get_json_and_an_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--json", "--folder", str(folder)]) == 1

    said = json.loads(capsys.readouterr().out)
    assert (said["failed_rounds"], said["error"], said["queued"]) == (12, "Unavailable", 3)
    assert said["last_fetch_seconds"] is None
    assert said["problems"] == ["fetch"]


def test_prometheus_gets_a_number_for_each(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--prometheus", "--folder", str(folder)]) == 1

    lines = capsys.readouterr().out.splitlines()
    assert "sdk_desktop_failed_rounds 12" in lines
    assert "sdk_desktop_queued 3" in lines
    assert "sdk_desktop_problems 1" in lines
    assert [line for line in lines if "last_fetch" in line] == []
    assert any(line.startswith('sdk_desktop_certificate_days{owner="client"} ') for line in lines)


def test_people_get_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--folder", str(tmp_path)]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "set_up: False" in lines
    assert "problems: -" in lines
