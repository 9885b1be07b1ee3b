"""Why a message cannot be read, in plain Swedish."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.mailbox import Reading
from sdk_desktop.domain.message import LABEL_LIMIT
from sdk_desktop.formats.message import check_message
from sdk_desktop.ui.reading.message_view import MessageView, Opened
from sdk_desktop.ui.words import speak
from tests.ui.fake_workspace import headline
from tests.ui.screens import shown_words
from tests.usecases.arrivals import letter


def test_the_reason_is_told_in_swedish_with_the_places(qapp: QApplication, qtbot: QtBot) -> None:
    speak(qapp, "sv")
    (finding,) = check_message(letter(label="ö" * (LABEL_LIMIT + 1)))
    reason = f"{finding.text}\n{finding.rule} {finding.path}"
    reading = Reading(replace(headline(), unreadable=reason), None, (), unreadable=reason)
    parent = QWidget()
    qtbot.addWidget(parent)

    MessageView(Opened(reading, (), ()), parent)
    words = shown_words(parent)
    speak(qapp, "en")

    assert f"Rubriken är längre än {LABEL_LIMIT} tecken." in words
    assert "subjectlabel /" in words
