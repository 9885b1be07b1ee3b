"""A language is one file more: a made-up one is spoken by the whole main window."""

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from sdk_desktop.ui.words import set_language, translation
from tests.ui.conftest import Client
from tests.ui.test_main_window import choose


def shown(root: QWidget) -> set[str]:
    """Return the words of every label and button, and what everything is called."""
    labels = {label.text() for label in root.findChildren(QLabel)}
    buttons = {button.text() for button in root.findChildren(QAbstractButton)}
    parts = root.findChildren(QWidget)
    return labels | buttons | {part.accessibleName() for part in parts}


def test_a_language_that_is_one_file_more_is_spoken_everywhere(
    client: Client,
    qapp: QApplication,
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = project / "installer" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    catalogues = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(catalogues)
    sources = list(catalogues.read_catalogue(project / "resources" / "i18n" / "sv.ts"))
    pseudo = {text: (f"⟦{text}⟧",) * (2 if "%n" in text else 1) for text in sources}
    catalogues.write_catalogue(tmp_path / "xx.ts", "sv", sources, pseudo)
    catalogues.compile_catalogue(tmp_path / "xx.ts", tmp_path / "xx.qm")
    monkeypatch.setattr(translation, "resource", lambda *parts: tmp_path / parts[-1])

    set_language(qapp, "xx")
    main = client.unlock()
    main.messages.open(choose(main))
    client.rest()
    words = shown(main)

    assert "⟦Answer⟧" in words
    assert words & set(sources) == set()
