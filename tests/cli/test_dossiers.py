"""Taking a case out, and checking it, from the command line."""

import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.kit.sandbox_network import PASSPHRASE, PersonClient
from tests.usecases.arrivals import letter
from tests.usecases.dossier.packages import FORM, acknowledged, content, packed


@pytest.fixture
def package(kim: PersonClient, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Take a case out of a profile that is locked; a program types what is asked."""
    message = letter(FORM)
    acknowledged(kim, message)
    kim.workspace.close()
    kim.watch.turn(seconds=30)
    monkeypatch.setattr("sdk_desktop.app.App", lambda _profile: kim.app)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n{kim.code()}\n"))
    path = tmp_path / "case.zip"
    folder = kim.app.profile.folder
    ended = call("dossier", "--folder", folder, message.message_id, path, "--conversation")
    assert (ended.returncode, ended.stdout.split()[0]) == (0, str(path))
    return path


@pytest.mark.usefixtures("swedish")
def test_a_package_that_is_whole_is_said_to_be(package: Path, call: Call) -> None:
    ended = call("verify", package)

    assert ended.returncode == 0
    assert "Helt: 5 filer är som de togs ut." in ended.stdout
    assert "En kvittens är signerad av Ekdala kommun." in ended.stdout


@pytest.mark.usefixtures("swedish")
def test_a_package_that_was_changed_is_said_to_be(
    package: Path, call: Call, tmp_path: Path
) -> None:
    files = content(package) | {"1/Bilagor/Blankett.pdf": b"%PDF-1.7 blanketT", "ny.txt": b""}
    other = packed(tmp_path / "other.zip", files)

    ended, facts = call("verify", other), json.loads(call("verify", other, "--json").stdout)

    assert ended.returncode == 1
    assert "Har ändrats: 1/Bilagor/Blankett.pdf\nHar lagts till: ny.txt\n" in ended.stdout
    assert [one["fault"] for one in facts["findings"]] == ["changed", "added"]


@pytest.mark.parametrize(
    ("system", "asked", "whole"),
    [
        ("C.UTF-8", (), "Helt:"),
        ("en_GB.UTF-8", (), "Whole:"),
        ("sv_SE.UTF-8", (), "Helt:"),
        ("de_DE.UTF-8", (), "Helt:"),
        ("sv_SE.UTF-8", ("--language", "en"), "Whole:"),
    ],
)
def test_the_language_is_what_is_asked_for_or_the_systems_or_swedish(
    package: Path,
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
    asked: tuple[str, ...],
    whole: str,
) -> None:
    monkeypatch.setenv("LC_ALL", system)

    assert whole in call("verify", package, *asked).stdout


def test_what_is_no_package_is_said(call: Call, tmp_path: Path) -> None:
    ended = call("verify", packed(tmp_path / "x.zip", {"a": b"1"}))

    assert ended.returncode == 2
    assert "no package" in ended.stderr


def test_figures_are_written_for_months(
    kim: PersonClient, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acknowledged(kim, letter())
    kim.workspace.close()
    kim.watch.turn(seconds=30)
    monkeypatch.setattr("sdk_desktop.app.App", lambda _profile: kim.app)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n{kim.code()}\n"))
    folder, path = kim.app.profile.folder, tmp_path / "figures.csv"

    ended = call(
        *("statistics", "--folder", folder, path, "--first", "2026-01", "--last", "2026-03")
    )

    assert (ended.returncode, ended.stdout) == (0, f"{path} is written: 3 rows.\n")
    assert '"2026-03";"1";"0"' in path.read_text(encoding="utf-8-sig")
