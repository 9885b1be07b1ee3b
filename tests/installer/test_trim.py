"""What is left of packages when what the client never loads has been taken out."""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from installer.package.trim import keep_needed_libraries, libraries_of


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
