"""What is left of packages when what the client never loads has been taken out."""

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from installer.package.trim import (
    NEVER_ASKED_FOR,
    PICTURES,
    keep_needed_libraries,
    keep_picture_readers,
    libraries_of,
)
from tests.kit.project import PROJECT


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


def test_pillow_keeps_what_the_viewer_reads_and_no_other_format(tmp_path: Path) -> None:
    viewer = (PROJECT / "sdk_desktop" / "viewer" / "pictures.py").read_text(encoding="utf-8")
    asked = set(re.findall(r"(\w+)ImagePlugin,", viewer))
    for name in ("PngImagePlugin.py", "PsdImagePlugin.py", "Image.py"):
        (tmp_path / name).touch()

    keep_picture_readers(tmp_path)

    assert asked <= set(PICTURES)
    assert {path.name for path in tmp_path.iterdir()} == {"PngImagePlugin.py", "Image.py"}


def test_what_is_left_works_without_what_is_taken_out() -> None:
    missing = [*NEVER_ASKED_FOR, "rapidfuzz.fuzz_cpp_avx2"]
    missing += [f"rapidfuzz.distance.metrics_cpp{more}" for more in ("", "_avx2")]
    code = f"""
import sys
sys.modules.update(dict.fromkeys({missing}))
import httpx
from rapidfuzz import fuzz, process
httpx.Client(trust_env=False).close()
assert process.extract("ekdla", ["ekdala", "region"], scorer=fuzz.ratio, limit=1)[0][0] == "ekdala"
"""
    subprocess.run([sys.executable, "-c", code], check=True)
