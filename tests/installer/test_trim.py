"""What is left of packages when what the client never loads has been taken out."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from installer.package.trim import keep_needed_libraries, keep_swedish_days, libraries_of

ASK = "from holidays.countries.sweden import Sweden; print(*Sweden(years=2026))"


def copied(name: str, folder: Path) -> None:
    spec = find_spec(name)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    shutil.copytree(spec.submodule_search_locations[0], folder / name)


def test_swedish_days_are_known_without_other_countries(tmp_path: Path) -> None:
    copied("holidays", tmp_path)
    before = len(list((tmp_path / "holidays" / "countries").iterdir()))

    keep_swedish_days(tmp_path / "holidays")

    command = [sys.executable, "-c", ASK]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path)
    assert "2026-06-20" in done.stdout.split()
    left = {path.name for path in (tmp_path / "holidays" / "countries").iterdir()}
    assert (before > 200, left - {"__pycache__"}) == (True, {"__init__.py", "sweden.py"})


@pytest.mark.skipif(sys.platform != "linux", reason="the system's loader is asked")
def test_libraries_that_no_module_loads_are_left_out(tmp_path: Path) -> None:
    brought = tmp_path / "lxml.libs"
    brought.mkdir()
    (brought / "libunused.so").write_bytes(b"")
    module = find_spec("lxml.etree")
    assert module is not None
    assert module.origin is not None
    shutil.copy(module.origin, tmp_path / "etree.so")

    keep_needed_libraries(tmp_path)

    assert list(brought.iterdir()) == []
    assert [path.name for path in libraries_of(tmp_path / "etree.so") if "libc.so" in path.name]
