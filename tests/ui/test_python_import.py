"""Qt's Python does not read the source of each module that is imported after it."""

import importlib
import linecache
from pathlib import Path

import pytest

import sdk_desktop.ui  # noqa: F401 - it puts Python's own import in place


def test_no_line_of_a_module_that_is_imported_after_qt_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "imported_after_qt.py"
    source.write_text("word = 'PySide6'\n", encoding="ascii")
    (tmp_path / "importing_after_qt.py").write_text(
        "from imported_after_qt import word\n", encoding="ascii"
    )
    monkeypatch.syspath_prepend(tmp_path)

    read = importlib.import_module("importing_after_qt").word

    assert read == "PySide6"
    assert str(source) not in linecache.cache
