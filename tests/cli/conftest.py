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
def _program(qapp: QApplication) -> None:
    """Have the program that windows need, before a command makes a lesser one."""


@pytest.fixture
def call(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> Iterator[Call]:
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

    yield called
    forget_language(qapp)
