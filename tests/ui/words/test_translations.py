"""Every text has its Swedish, and what is shipped is what the catalogue says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from sdk_desktop.store.salvage.salvage import LOST
from sdk_desktop.usecases.keeping import KEPT_APART


@pytest.fixture(scope="module")
def translations(project: Path) -> ModuleType:
    path = project / "installer" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def shown(translations: ModuleType) -> list[str]:
    """Return every text that the program shows."""
    return list(translations.sources())


def test_every_text_has_swedish(translations: ModuleType, project: Path, shown: list[str]) -> None:
    known = translations.read_catalogue(project / "resources/i18n/sv.ts")

    assert [text for text in shown if not all(known.get(text, [""]))] == []


def test_every_number_has_its_english_plural(
    translations: ModuleType, project: Path, shown: list[str]
) -> None:
    known = translations.read_catalogue(project / "resources/i18n/en.ts")

    assert [text for text in shown if "%n" in text and text not in known] == []


def test_no_catalogue_has_texts_that_nobody_shows(
    translations: ModuleType, project: Path, shown: list[str]
) -> None:
    known = translations.read_catalogue(project / "resources/i18n/sv.ts")

    assert sorted(set(known) - set(shown)) == []


def test_a_translation_has_the_same_blanks(translations: ModuleType, project: Path) -> None:
    import re

    def blanks(text: str) -> set[str]:
        return set(re.findall(r"\{\w*\}", text))

    known = translations.read_catalogue(project / "resources/i18n/sv.ts")
    strange = [s for s, forms in known.items() if any(blanks(s) != blanks(f) for f in forms)]

    assert strange == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_compiled_catalogue_is_up_to_date(
    translations: ModuleType, project: Path, tmp_path: Path, language: str
) -> None:
    folder = project / "resources/i18n"
    translations.compile_catalogue(folder / f"{language}.ts", tmp_path / "fresh.qm")

    assert (tmp_path / "fresh.qm").read_bytes() == (folder / f"{language}.qm").read_bytes()


def test_both_texts_of_a_choice_are_found(translations: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "sdk_desktop").mkdir()
    code = 'tr("One" if x else "Two")\nraise Refused("No {name}.", name=1)\nmark("Three")\n'
    (tmp_path / "sdk_desktop" / "a.py").write_text(code, encoding="utf-8")

    assert set(translations.sources(tmp_path)) == {"One", "Two", "No {name}.", "Three"}


def test_what_an_error_says_of_itself_is_found(translations: ModuleType, tmp_path: Path) -> None:
    code = """class Full(SdkError):
    def __init__(self) -> None:
        super().__init__("The box is full.")
"""
    (tmp_path / "sdk_desktop").mkdir()
    (tmp_path / "sdk_desktop" / "module.py").write_text(code, encoding="utf-8")

    assert list(translations.sources(tmp_path)) == ["The box is full."]


@pytest.mark.parametrize("reason", [KEPT_APART, LOST])
def test_why_a_message_is_kept_apart_is_found(shown: list[str], reason: str) -> None:
    assert reason in shown


def test_a_catalogue_is_read_as_it_was_written(translations: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "sv.ts"
    known = {"Answer": ("Svara",), "%n drafts": ("%n utkast", "%n utkast")}

    translations.write_catalogue(path, "sv", ["Answer", "%n drafts", "New"], known)

    assert translations.read_catalogue(path) == known
