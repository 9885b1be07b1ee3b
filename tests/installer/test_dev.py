"""The one command with which everything begins."""

import subprocess
import sys
from pathlib import Path

import pytest

from installer.dev import main, read_options, versions_in


def test_it_starts_with_nothing_but_the_standard_library(project: Path) -> None:
    command = [sys.executable, "-I", "-S", str(project / "installer/dev.py"), "help"]

    done = subprocess.run(command, check=True, capture_output=True, text=True)

    assert "Usage: python3 installer/dev.py COMMAND" in done.stdout


def test_its_own_options_may_stand_anywhere_and_the_others_go_on() -> None:
    options, rest = read_options(
        ["test", "-n", "0", "--no-install", "-k", "a b", "--official", "there", "--co"]
    )

    assert (options.no_install, options.official) == (True, "there")
    assert rest == ["test", "-n", "0", "-k", "a b", "--co"]


@pytest.mark.parametrize(("given", "code"), [(["help"], 0), ([], 2), (["tset"], 2)])
def test_what_is_no_command_gets_the_help(
    given: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(given) == code
    assert "run every check" in capsys.readouterr().out


def test_weaknesses_are_asked_for_of_every_locked_version_also_of_other_systems(
    tmp_path: Path,
) -> None:
    file = tmp_path / "run.txt"
    hashed = " \\\n    --hash=sha256:aa\n"
    file.write_text(
        f"httpx==0.28.1{hashed}pywin32-ctypes==0.2.3 ; sys_platform == 'win32'{hashed}",
        encoding="utf-8",
    )

    assert versions_in(file) == ["httpx==0.28.1", "pywin32-ctypes==0.2.3"]
