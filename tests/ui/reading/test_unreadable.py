"""Why a message cannot be read, in plain Swedish."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errors import Untrusted, to_line
from sdk_desktop.domain.mailbox import Reading
from sdk_desktop.domain.message import LABEL_LIMIT
from sdk_desktop.formats.message import check_message
from sdk_desktop.ui.reading.message_view import MessageView, OpenedMessage
from sdk_desktop.ui.words import set_language
from tests.kit.language import forget_language
from tests.ui.fake_workspace import headline
from tests.ui.screens import shown_words
from tests.usecases.arrivals import letter


def shown_in_swedish(qapp: QApplication, qtbot: QtBot, reason: str) -> str:
    set_language(qapp, "sv")
    reading = Reading(replace(headline(), unreadable=reason), None, (), unreadable=reason)
    parent = QWidget()
    qtbot.addWidget(parent)
    MessageView(OpenedMessage(reading, ()), None, parent)
    words = shown_words(parent)
    forget_language(qapp)
    return words


def test_every_sentence_of_a_reason_is_told_in_swedish_with_its_blanks_filled(
    qapp: QApplication, qtbot: QtBot
) -> None:
    expired = Untrusted("The certificate has been out of date since {day}.", day="2026-05-01")
    told = "The sender is told that it was not taken in, and why."

    words = shown_in_swedish(qapp, qtbot, f"{to_line(expired)}\n{told}")

    assert "2026-05-01" in words
    assert "Avsändaren får veta att det inte har tagits emot, och varför." in words
    assert not {"{", "}", "The"} & set(words.split())


def test_the_reason_is_told_in_swedish_with_the_places(qapp: QApplication, qtbot: QtBot) -> None:
    (finding,) = check_message(letter(label="ö" * (LABEL_LIMIT + 1)))

    words = shown_in_swedish(qapp, qtbot, f"{finding.text}\n{finding.rule} {finding.path}")

    assert f"Rubriken är längre än {LABEL_LIMIT} tecken." in words
    assert "subjectlabel /" in words
