"""The client among its packages, compiled."""

import subprocess
import sys
from pathlib import Path

import pytest

from installer.package.client import compile_modules


def run(*arguments: str) -> int:
    return subprocess.run([sys.executable, *arguments], check=False).returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "packages").mkdir()
    (tmp_path / "packages" / "a.py").write_text("SET = {'x', 'y', 'z'}\n", encoding="utf-8")
    return tmp_path / "packages"


def test_only_compiled_modules_are_left_and_they_do_not_know_where_they_were_made(
    folder: Path,
) -> None:
    compile_modules(folder, run, str(folder))

    assert [path.name for path in folder.rglob("*")] == ["a.pyc"]
    assert str(folder).encode() not in (folder / "a.pyc").read_bytes()


def test_a_module_that_cannot_be_compiled_stops_it(folder: Path) -> None:
    (folder / "b.py").write_text("def", encoding="utf-8")

    with pytest.raises(SystemExit):
        compile_modules(folder, run, str(folder))


def test_python_compiles_nothing_for_itself_meanwhile_which_would_have_the_time_in_it(
    folder: Path,
) -> None:
    asked: list[str] = []

    def record(*given: str) -> int:
        asked.extend(given)
        return 0

    compile_modules(folder, record, str(folder))

    assert asked[0] == "-B"
