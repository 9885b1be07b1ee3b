"""Verifying the audit trail from the command line."""

import io
from pathlib import Path

import pytest

from sdk_desktop.cli import main
from tests.kit.sandbox_network import PASSPHRASE, PersonClient, SandboxNetwork


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PersonClient:
    """A profile that is locked, and an export of its trail; a program types what is asked."""
    made = SandboxNetwork(tmp_path / "network").practice_control()
    made.workspace.audit_trail.export(tmp_path / "trail.csv")
    made.workspace.close()
    made.watch.turn(seconds=30)
    monkeypatch.setattr("sdk_desktop.app.App", lambda _profile: made.app)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n{made.code()}\n"))
    return made


def verify(client: PersonClient, *more: str | Path) -> int:
    folder = client.app.profile.folder
    return main(["audit", "verify", "--folder", str(folder), *map(str, more)])


def test_a_whole_trail_is_said_to_be_whole(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(client, "--against", tmp_path / "trail.csv") == 0

    said = capsys.readouterr().out
    assert said == "The chain is whole: 5 events. Compared with 2 marks.\n"


def test_an_export_that_holds_more_shows_what_is_gone(
    client: PersonClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = tmp_path / "trail.csv"
    lines = export.read_text(encoding="utf-8-sig").splitlines()
    export.write_text("\n".join([*lines, lines[-1].replace('"2"', '"99"', 1)]), encoding="utf-8")

    assert verify(client, "--against", export) == 1

    assert capsys.readouterr().out == (
        "Events from number 6 to 99 are gone: the store was replaced by an older copy.\n"
    )


def test_somebody_who_is_not_enrolled_cannot_verify(
    client: PersonClient, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(client, "--person", "Bo") == 1

    assert "--person" in capsys.readouterr().err
