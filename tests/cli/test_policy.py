"""The command that says what is set and who has decided it."""

import json
from pathlib import Path

import pytest

from sdk_desktop.cli import main
from sdk_desktop.settings import Source


@pytest.fixture
def distributed(monkeypatch: pytest.MonkeyPatch) -> None:
    managed = Source("the registry", {"policy": {"read_level": 4}})
    monkeypatch.setattr("sdk_desktop.app.distributed_settings", lambda: managed)


def test_each_value_is_printed_with_where_it_comes_from(
    distributed: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "settings.toml").write_text('[preferences]\nlanguage = "en"\n')

    assert main(["policy", "--explain", "--folder", str(tmp_path)]) == 0

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert f'preferences.language "en" {tmp_path / "settings.toml"}' in lines
    assert "policy.read_level 4 the registry, locked" in lines
    assert "policy.two_for_purge true default, locked" in lines
    assert "backup.every_hours 24 default" in lines


def test_programs_get_json(
    distributed: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["policy", "--explain", "--json", "--folder", str(tmp_path)]) == 0

    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert found["policy.read_level"] == {
        "name": "policy.read_level",
        "value": 4,
        "place": "the registry",
        "locked": True,
    }
