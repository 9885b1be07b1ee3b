"""The command line called within the process of the tests, which costs no start of Python."""

from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PySide6.QtWidgets import QApplication

from sdk_desktop.cli import main
from tests.kit.language import forget_language

Call = Callable[..., CompletedProcess[str]]


@pytest.fixture(autouse=True)
def english(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the command line speak English, unless a profile or a test wants otherwise."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    yield
    forget_language(qapp)


@pytest.fixture
def swedish(english: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it speak Swedish."""
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line; return how it ended and what it printed, as of a process."""

    def called(*arguments: str | Path) -> CompletedProcess[str]:
        given = [str(argument) for argument in arguments]
        capsys.readouterr()
        try:
            code = main(given)
        except SystemExit as ended:
            code = int(ended.code or 0)
        said = capsys.readouterr()
        return CompletedProcess(given, code, said.out, said.err)

    return called
