"""The child process as it runs: what it has, what it has not, and how it ends."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sdk_desktop.viewer import CHILD
from sdk_desktop.viewer.frames import (
    Answer,
    AnswerReader,
    Draw,
    Drawn,
    Extract,
    Failed,
    FileText,
    Find,
    Found,
    Open,
    Opened,
    PageText,
    Read,
    Request,
    ViewerProblem,
    write_request,
)
from sdk_desktop.viewer.limits import MEMORY
from tests.kit.files.foreign_files import huge_header, letter, memory_bomb, picture
from tests.kit.project import on_linux

LOOK = """
import atexit, runpy, sys
def at_the_end():
    print(*(name for name, module in sys.modules.items() if module))
    import socket
atexit.register(at_the_end)
runpy.run_module("sdk_desktop", run_name="__main__")
"""
"""Is the child process, which is asked nothing; names the modules it has loaded, and tries one."""


@dataclass
class Child:
    process: subprocess.Popen[bytes]

    def ask(self, request: Request) -> Answer | None:
        """Return the answer to a request, None when the child dies over it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(write_request(request))
        self.process.stdin.flush()
        reader = AnswerReader()
        while data := os.read(self.process.stdout.fileno(), 1 << 20):
            answers = reader.feed(data)
            if answers:
                return answers[0]
        return None


@pytest.fixture
def child() -> Iterator[Child]:
    command = [sys.executable, "-I", "-m", "sdk_desktop", CHILD]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
    ) as process:
        yield Child(process)
        process.kill()


def test_a_document_is_opened_drawn_read_and_searched(child: Child) -> None:
    content = letter(b"Ett", b"Kalle Testsson", b"Tre")

    opened, drawn = child.ask(Open(content)), child.ask(Draw(1))
    text, found = child.ask(Read(1)), child.ask(Find("kalle", 2))

    assert isinstance(opened, Opened)
    assert isinstance(drawn, Drawn)
    assert (opened.pages, drawn.width) == (3, 794)
    assert text == PageText(1, "Kalle Testsson")
    assert found == Found(1)
    assert child.ask(Find("Svensson", 0, -1)) == Found(-1)


def test_a_picture_is_drawn_whatever_its_name(child: Child) -> None:
    child.ask(Open(picture("PNG")))
    drawn = child.ask(Draw(0))

    assert isinstance(drawn, Drawn)
    assert (drawn.width, drawn.height) == (40, 30)


def test_the_text_of_a_file_is_given_while_another_is_open(child: Child) -> None:
    child.ask(Open(letter(b"Ett")))

    whole = child.ask(Extract(letter(b"Kalle", b"Testsson")))

    assert whole == FileText("Kalle\nTestsson")
    assert child.ask(Extract(picture("PNG"))) == Failed(ViewerProblem.OTHER_TYPE)
    assert child.ask(Read(0)) == PageText(0, "Ett")


def test_what_cannot_be_shown_is_said_and_the_child_lives_on(child: Child) -> None:
    assert child.ask(Draw(0)) == Failed(ViewerProblem.DAMAGED)
    assert child.ask(Open(b"MZ")) == Failed(ViewerProblem.OTHER_TYPE)
    assert child.ask(Open(b"%PDF-1.4")) == Failed(ViewerProblem.DAMAGED)
    assert child.ask(Open(huge_header())) == Failed(ViewerProblem.TOO_LARGE)
    assert isinstance(child.ask(Open(picture("PNG"))), Opened)


@on_linux
def test_a_bomb_takes_the_child_s_memory_and_no_more(child: Child) -> None:
    child.ask(Open(memory_bomb()))
    limits = Path(f"/proc/{child.process.pid}/limits").read_text(encoding="ascii")
    answer = child.ask(Draw(0))

    assert answer in {None, Failed(ViewerProblem.TOO_LARGE)}
    assert re.search(rf"Max address space +{MEMORY} +{MEMORY} ", limits)


def test_the_child_ends_with_its_pipe(child: Child) -> None:
    child.ask(Open(picture("PNG")))
    assert child.process.stdin is not None

    child.process.stdin.close()

    assert child.process.wait(60) == 0


@on_linux
def test_the_child_writes_no_file_starts_nothing_and_leaves_no_core(child: Child) -> None:
    child.ask(Open(letter(b"Ett")))
    limits = Path(f"/proc/{child.process.pid}/limits").read_text(encoding="ascii")

    assert limit(limits, "Max core file size") == "0"
    assert limit(limits, "Max file size") == "0"
    assert limit(limits, "Max processes") == "0"
    assert limit(limits, "Max address space") == str(MEMORY)


def test_the_child_loads_nothing_that_has_keys_or_speaks_with_a_network() -> None:
    command = [sys.executable, "-I", "-c", LOOK, CHILD]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}

    assert "pypdfium2" in loaded
    assert loaded.isdisjoint({"socket", "ssl", "httpx", "cryptography", "sqlalchemy", "PySide6"})
    assert "import of socket halted" in done.stderr


def limit(limits: str, name: str) -> str:
    (line,) = [line for line in limits.splitlines() if line.startswith(name)]
    return line.removeprefix(name).split()[0]
