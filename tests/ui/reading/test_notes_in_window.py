"""What colleagues note on a message, and who did what with it, in the real window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sdk_desktop.ui.parts.dialog import TextDialog
from sdk_desktop.ui.reading.message_view import MessageView
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client


def test_a_note_stands_over_the_text_and_the_history_says_who_wrote_it(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.messages.list.table.choose(0)
    main.messages.open(main.messages.list.current)
    client.rest()

    main.messages.care.note.trigger()
    (asked,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, TextDialog)]
    type_text(asked.line, "Ringde mamman 09:30")
    QTest.keyClick(asked.line, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: said(client, "Ringde mamman 09:30 – "))
    client.rest()
    view = main.messages.reading.widget()
    assert isinstance(view, MessageView)
    assert view.foot is not None
    view.foot.details.click()
    view.historyRequested.emit()

    who = main._workspace.who
    client.qtbot.waitUntil(lambda: said(client, f"{who}: Wrote a note"))
    assert main.messages.list.current is not None


def said(client: Client, text: str) -> bool:
    labels = client.main.messages.reading.findChildren(QLabel)
    return any(text in label.text() for label in labels)
