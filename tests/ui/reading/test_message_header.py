"""The two lines at the head of a message."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.reading.message_header import MessageHeader
from tests.ui.fake_workspace import message, received
from tests.ui.screens import press


def test_the_head_is_read_line_by_line_and_letter_by_letter(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    header = MessageHeader(received(), message(), window)
    window.resize(600, 200)
    header.resize(600, 200)
    window.show()
    header.text.setFocus()

    said = QAccessible.queryAccessibleInterface(header.text).textInterface()
    text = said.text(0, said.characterCount())
    assert text.split("\n")[:3] == [
        "Subject: Kallelse till SIP-möte",
        "Confidential",
        "From: BUP mottagning · Region Norrstrand",
    ]
    press(header.text, Qt.Key.Key_Down)
    assert said.cursorPosition() == text.index("Confidential")
    press(header.text, Qt.Key.Key_Right)
    assert said.cursorPosition() == text.index("onfidential")


def test_the_text_of_the_head_is_seen_only_while_it_has_the_keyboard(
    qtbot: QtBot, undressed: None, qapp: QApplication
) -> None:
    theme.apply(qapp, Preferences(language="en"))
    window = QWidget()
    qtbot.addWidget(window)
    line = QVBoxLayout(window)
    header, other = MessageHeader(received(), message(), window), QLineEdit(window)
    line.addWidget(header)
    line.addWidget(other)
    window.show()
    window.activateWindow()
    header.text.hide()
    as_it_was = header.grab().toImage()

    header.text.show()
    other.setFocus()
    assert header.grab().toImage() == as_it_was
    header.text.setFocus()
    qtbot.waitUntil(header.text.hasFocus)
    assert header.grab().toImage() != as_it_was


def test_the_organisation_gives_way_before_its_function_does(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    header = MessageHeader(received(), message(), window)
    name = next(one for one in header.findChildren(QLabel) if one.property("role") == "heading")
    window.show()

    header.resize(name.sizeHint().width() + 160, 100)
    QApplication.processEvents()

    assert name.width() == name.sizeHint().width()
