"""The words on the screen: translation, statuses, dates and sizes."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTime, QTranslator

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.resources import resource

MEGABYTE = 1_000_000
LANGUAGES = {"sv": "sv_SE", "en": "en_GB"}


def mark(text: str) -> str:
    """Say that a text in a table is shown later, through `tr`; the catalogue finds it here."""
    return text


_STATUS = {
    Status.QUEUED: mark("In the queue"),
    Status.SCHEDULED: mark("Handed over for delivery"),
    Status.SUBMITTED: mark("Handed over for delivery"),
    Status.SCHEDULED_FOR_RESEND: mark("Trying again – the recipient's system does not answer"),
    Status.ACKNOWLEDGE: mark("Arrived at the recipient's access point"),
    Status.WAITING_FOR_RECEIPT: mark("Waiting for the recipient's acknowledgement"),
    Status.ACCEPTED: mark("Delivered and accepted"),
    Status.REJECTED: mark("Rejected by the recipient"),
    Status.MESSAGE_EXCHANGE_ERROR: mark("Could not be delivered"),
    Status.ERROR: mark("Could not be delivered"),
    Status.UNKNOWN: mark("The message service gave an unknown answer"),
}

_FOLDER = {
    Folder.ALL: mark("All messages"),
    Folder.NEW: mark("New"),
    Folder.MINE: mark("Mine"),
    Folder.UNASSIGNED: mark("Unassigned"),
    Folder.ACTION: mark("Needs action"),
    Folder.SENT: mark("Sent"),
}


def tr(text: str, n: int = -1) -> str:
    """Give an English source text in the chosen language; `n` fills `%n` and picks the plural."""
    return QCoreApplication.translate("", text, None, n)


def sentence(error: SdkError) -> str:
    """Give an error's whole sentence in the chosen language."""
    text = tr(error.text)
    return text.format(**error.values) if error.values else text


def status(value: Status, *, rejected: bool = False) -> str:
    """Give the words for a delivery's status; a service reports a rejection as an error."""
    return tr(_STATUS[Status.REJECTED if rejected else value])


def folder(value: Folder) -> str:
    """Give the name of a folder."""
    return tr(_FOLDER[value])


def clock_time(moment: datetime) -> str:
    """Give hours and minutes where the user is, as 09:14."""
    local = moment.astimezone()
    return QTime(local.hour, local.minute).toString("HH:mm")


def when(moment: datetime, now: datetime) -> str:
    """Give a moment as short as it can be told: 09:14, yesterday, 12 May or 2025-05-12."""
    day, today = moment.astimezone().date(), now.astimezone().date()
    if day == today:
        return clock_time(moment)
    if day == today - timedelta(days=1):
        return tr("yesterday")
    if day.year == today.year:
        return f"{day.day} {QLocale().monthName(day.month, QLocale.FormatType.ShortFormat)}"
    return day.isoformat()


def exactly(moment: datetime) -> str:
    """Give a moment where the user is to the minute, as 2026-05-12 09:14."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def size(count: int) -> str:
    """Give a number of bytes as people say it, 1,2 MB."""
    digits = 0 if count < MEGABYTE else 1
    return QLocale().formattedDataSize(count, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def speak(app: QCoreApplication, language: str) -> None:
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
