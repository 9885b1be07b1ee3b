"""What a file that has taken the child process over may still do on Linux."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.project import on_linux

TRY = """
import ctypes, os, socket, sys
from sdk_desktop.viewer.limits import give_up_rights
own, done = sys.argv[1], os.open(sys.argv[1], os.O_RDONLY)
give_up_rights()
try:
    print({what})
except PermissionError:
    print("refused")
"""
LANDLOCK = 444


def tried(what: str, own: Path) -> str:
    """Return what becomes of something in a process that has given up its rights."""
    command = [sys.executable, "-c", TRY.format(what=what), str(own)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file of the user's."""
    file = tmp_path / "beslut.txt"
    file.write_text("hemligt", encoding="utf-8")
    return file


@pytest.fixture
def landlock() -> None:
    if ctypes.CDLL(None).syscall(LANDLOCK, None, ctypes.c_size_t(0), 1) < 1:
        pytest.skip("this kernel has no Landlock")


@on_linux
@pytest.mark.parametrize(
    "what",
    [
        "open(own).read()",
        "os.listdir(os.path.dirname(own))",
        "open('/etc/passwd').read()",
        "open(f'/proc/{os.getppid()}/environ').read()",
    ],
)
def test_it_reads_nothing_of_the_user_s(own: Path, landlock: None, what: str) -> None:
    assert tried(what, own) == "refused"


@on_linux
@pytest.mark.parametrize(
    "what",
    [
        *("socket.socket()", "socket.socket(socket.AF_UNIX)", "socket.socketpair()"),
        *(
            "os.fork()",
            "os.execv('/bin/true', ['true'])",
            "os.posix_spawn('/bin/true', ['true'], {})",
        ),
        *("os.kill(os.getppid(), 0)", "os.pidfd_open(os.getppid())"),
    ],
)
def test_it_reaches_no_network_and_no_other_process(own: Path, what: str) -> None:
    assert tried(what, own) == "refused"


@on_linux
@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("os.read(done, 7).decode()", "hemligt"),
        ("len(os.listdir('/usr')) > 0", "True"),
        ("__import__('wave').__name__", "wave"),
        ("__import__('sdk_desktop.viewer.documents').__name__", "sdk_desktop"),
    ],
)
def test_it_reads_what_was_opened_before_and_what_the_program_is_made_of(
    own: Path, what: str, given: str
) -> None:
    assert tried(what, own) == given
