"""The words on the screen: translation, dates and sizes."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTime, QTranslator

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.resources import resource

MEGABYTE = 1_000_000
LANGUAGES = {"sv": "sv_SE", "en": "en_GB"}


def mark(text: str) -> str:
    """Say that a text in a table is shown later, through `tr`; the catalogue finds it here."""
    return text


def tr(text: str, n: int = -1) -> str:
    """Return an English source text in the chosen language; `n` fills `%n` and picks the plural."""
    return QCoreApplication.translate("", text, None, n)


def sentence(error: SdkError) -> str:
    """Return an error's whole sentence in the chosen language."""
    text = tr(error.text)
    return text.format(**error.values) if error.values else text


def clock_time(moment: datetime) -> str:
    """Return hours and minutes where the user is, as 09:14."""
    local = moment.astimezone()
    return QTime(local.hour, local.minute).toString("HH:mm")


def when(moment: datetime, now: datetime) -> str:
    """Return a moment as short as it can be told: 09:14, yesterday, 12 May or 2025-05-12."""
    day, today = moment.astimezone().date(), now.astimezone().date()
    if day == today:
        return clock_time(moment)
    if day == today - timedelta(days=1):
        return tr("yesterday")
    if day.year == today.year:
        return f"{day.day} {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)}"
    return day.isoformat()


def exactly(moment: datetime) -> str:
    """Return a moment where the user is to the minute, as 2026-05-12 09:14."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def size(count: int) -> str:
    """Return a number of bytes as people say it, 1,2 MB."""
    digits = 0 if count < MEGABYTE else 1
    return QLocale().formattedDataSize(count, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def set_language(app: QCoreApplication, language: str) -> None:
    """Show every text in a language (`sv` or `en`) from now on; replaces what was spoken before."""
    QLocale.setDefault(QLocale(LANGUAGES[language]))
    for old in app.findChildren(QTranslator, "words"):
        app.removeTranslator(old)
        old.deleteLater()
    folder_of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file in (f"{folder_of_qt}/qtbase_{language}.qm", str(resource("i18n", f"{language}.qm"))):
        translator = QTranslator(app)
        translator.setObjectName("words")
        if translator.load(file):
            app.installTranslator(translator)
