"""What a program leaves that is killed while it prints is removed at the next start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from sdk_desktop.app import App
from sdk_desktop.app.printed import TITLE, forget_printed
from sdk_desktop.settings import Profile

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Qt writes such files on Linux")


@pytest.fixture
def gone() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def printed(qtbot: QtBot, tmp_path: Path) -> bytes:
    """Return what Qt writes for CUPS."""
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(TITLE)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    QTextDocument("Om Maja\n").print_(printer)
    return path.read_bytes()


def left(folder: Path, process: int, content: bytes) -> Path:
    """Write a file as CUPS would name it."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{process:05x}6b133046"
    path.write_bytes(content)
    return path


def test_a_document_of_a_killed_program_is_removed(
    tmp_path: Path, gone: int, printed: bytes
) -> None:
    path = left(tmp_path / "tmp", gone, printed)

    forget_printed(path.parent)

    assert not path.exists()


def test_a_document_that_is_cut_off_is_removed(tmp_path: Path, gone: int, printed: bytes) -> None:
    path = left(tmp_path / "tmp", gone, printed[:500])

    forget_printed(path.parent)

    assert not path.exists()


def test_what_another_window_is_printing_stays(tmp_path: Path, printed: bytes) -> None:
    path = left(tmp_path / "tmp", os.getpid(), printed)

    forget_printed(path.parent)

    assert path.read_bytes() == printed


def test_what_other_programs_left_stays(tmp_path: Path, gone: int, printed: bytes) -> None:
    path = left(tmp_path / "tmp", gone, printed.replace(b"\0D\0e\0s\0k", b"\0d\0i\0s\0k"))

    forget_printed(path.parent)

    assert path.exists()


def test_where_a_name_leads_to_another_file_both_stay(
    tmp_path: Path, gone: int, printed: bytes
) -> None:
    kept = tmp_path / "kept.pdf"
    kept.write_bytes(printed)
    name = tmp_path / f"{gone:05x}6b133046"
    name.symlink_to(kept)

    forget_printed(tmp_path)

    assert name.is_symlink()
    assert kept.exists()


def test_it_is_removed_behind_the_lock_screen(
    tmp_path: Path, gone: int, printed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path / "tmp", gone, printed)
    monkeypatch.setattr("tempfile.tempdir", str(path.parent))

    App(Profile(tmp_path / "profile")).warm()

    assert not path.exists()
