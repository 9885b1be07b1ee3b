"""Texts in the chosen language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.resources import resource

_PLACES = {"en": "en_GB"}
"""Where a language is not written as in the country that Qt takes it for."""


def mark(text: str) -> str:
    """Return a text unchanged; marks it for the catalogue where it is shown later, through `tr`."""
    return text


def tr(text: str, n: int = -1) -> str:
    """Return an English text in the chosen language; `n` fills `%n` and selects the plural."""
    return QCoreApplication.translate("", text, None, n)


def example(text: str) -> str:
    """Return the hint in an empty field: with high contrast it looks as what is typed does."""
    return tr("e.g. {example}").format(example=text)


def sentence(error: SdkError) -> str:
    """Return an error's text in the chosen language, its values filled in."""
    text = tr(error.text)
    return text.format(**error.values) if error.values else text


def set_language(app: QCoreApplication, language: str) -> None:
    """Show every text in a language from now on, what its catalogue lacks in English."""
    QLocale.setDefault(QLocale(_PLACES.get(language, language)))
    for old in app.findChildren(QTranslator, "words"):
        app.removeTranslator(old)
        old.deleteLater()
    folder_of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file in (f"{folder_of_qt}/qtbase_{language}.qm", str(resource("i18n", f"{language}.qm"))):
        translator = QTranslator(app)
        translator.setObjectName("words")
        if translator.load(file):
            app.installTranslator(translator)
