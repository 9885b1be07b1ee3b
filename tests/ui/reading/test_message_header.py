"""The two lines at the head of a message."""

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.ui.reading.message_header import MessageHeader
from tests.ui.fake_workspace import message, received


def test_the_organisation_gives_way_before_its_function_does(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    header = MessageHeader(received(), message(), window)
    name = next(one for one in header.findChildren(QLabel) if one.property("role") == "heading")
    window.show()

    header.resize(name.sizeHint().width() + 160, 100)
    QApplication.processEvents()

    assert name.width() == name.sizeHint().width()
