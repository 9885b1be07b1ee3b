"""Where the project folder is, and what the system cannot do on which the tests run."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
on_posix = pytest.mark.skipif(
    os.name != "posix", reason="Windows has other rights and links, and replaces no open file"
)
on_windows = pytest.mark.skipif(sys.platform != "win32", reason="is about Windows")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="is about Linux")


def in_wine() -> bool:
    """Return whether Windows is none, but Wine."""
    return sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


def not_in_wine(why: str) -> pytest.MarkDecorator:
    """Return the mark of a test that Wine cannot do, while Windows can."""
    return pytest.mark.skipif(in_wine(), reason=f"Wine {why}")


hides_new_files = not_in_wine("lets everybody read new files")
believes_issuers = not_in_wine("believes no issuers that it is given")


def installed(name: str) -> str:
    """Return where a program lies, or skip the test where it is not installed."""
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    return program
