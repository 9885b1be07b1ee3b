"""The main job, done in the real window as a person does it, in Swedish."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from sdk_desktop.app.practice import CODE_SECRET, PASSPHRASE
from sdk_desktop.auth.one_time_code import current_code
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.reading.message_foot import MessageFoot
from sdk_desktop.ui.words import set_language
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.screens import passphrase_form

SIP = "Kallelse till SIP-möte"
ANSWER = "Vi kommer båda två. Underlaget är bifogat."
SENSITIVE = ("SIP-möte", "Alva", "20120212", "Underlaget", "godmanskap", "utlåtande")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def swedish(client: Client, qapp: QApplication) -> Client:
    client.app.set_preferences(replace(client.app.settings.preferences, language="sv"))
    set_language(qapp, "sv")
    return client


def test_a_message_is_read_answered_and_accepted_and_locking_leaves_nothing(
    swedish: Client, tmp_path: Path
) -> None:
    pdf = tmp_path / "utlåtande.pdf"
    pdf.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20_000)

    unlock(swedish)
    read(swedish)
    assert said(swedish, "Alva")
    answer(swedish, pdf)
    wait_until_accepted(swedish)
    unfold_details(swedish)
    assert said(swedish, "Det betyder inte att någon har läst det.")
    lock(swedish)

    shown = " ".join(everything_said())
    assert [word for word in SENSITIVE if word in shown] == []


def unlock(client: Client) -> None:
    client.shell.start()
    client.show()
    client.qtbot.waitUntil(lambda: isinstance(client.shell.window.content, LockScreen))
    screen = client.shell.window.content
    assert isinstance(screen, LockScreen)
    client.qtbot.waitUntil(lambda: screen.who.count() == 1)
    form = passphrase_form(screen.form)
    type_text(form.passphrase, PASSPHRASE)
    type_text(form.code, current_code(CODE_SECRET, client.watch()))
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: client.shell.main is not None)
    client.wait_for_messages()


def read(client: Client) -> None:
    main = client.main
    QTest.keyClick(main, Qt.Key.Key_F, CTRL)
    type_text(main.messages.list.search_field, "sip möte")
    model = main.messages.list.model
    client.qtbot.waitUntil(lambda: [line.title for line in model.rows] == [SIP])
    main.messages.list.table.choose(0)
    QTest.keyClick(main.messages.list.table, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: said(client, "Dagordning"))
    client.rest()


def answer(client: Client, pdf: Path) -> None:
    main = client.main
    QTest.keyClick(main, Qt.Key.Key_R, CTRL)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    window = main.composing.windows[0]
    assert window.form.subject.text() == f"Sv: {SIP}"
    type_text(window.form.text.editor, ANSWER)
    window.form.attachments.add_paths((pdf,))
    client.qtbot.waitUntil(lambda: len(window.form.attachments.files) == 1)
    QTest.keyClick(window, Qt.Key.Key_Return, CTRL)
    client.qtbot.waitUntil(lambda: main.composing.windows == ())
    client.show()
    client.rest()


def wait_until_accepted(client: Client) -> None:
    main = client.main
    main.messages.list.search_field.clear()
    model = main.messages.list.model
    client.qtbot.waitUntil(lambda: len(model.rows) == 11)
    place = [line.title for line in model.rows].index(f"Sv: {SIP}")
    main.messages.list.table.choose(place)
    QTest.keyClick(main.messages.list.table, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: said(client, "Underlaget"))
    client.watch.turn(minutes=5)
    QTest.keyClick(main, Qt.Key.Key_F5)
    client.qtbot.waitUntil(lambda: said(client, "Levererat och accepterat"))
    client.rest()


def lock(client: Client) -> None:
    QTest.keyClick(client.main, Qt.Key.Key_L, CTRL)
    client.qtbot.waitUntil(lambda: isinstance(client.shell.window.content, LockScreen))
    client.qtbot.waitUntil(lambda: client.background.idle)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def unfold_details(client: Client) -> None:
    """Show how the message that is read went."""
    every = client.main.messages.reading.findChildren(MessageFoot)
    (foot,) = [one for one in every if one.isVisible()]
    foot.details.setChecked(True)


def said(client: Client, text: str) -> bool:
    """Return whether the reading pane shows a text."""
    pane = client.main.messages.reading
    return any(text in shown for shown in texts(pane))


def everything_said() -> Iterator[str]:
    for widget in QApplication.topLevelWidgets():
        yield from texts(widget)


def texts(root: QWidget) -> Iterator[str]:
    for widget in (root, *root.findChildren(QWidget)):
        yield widget.windowTitle()
        yield widget.toolTip()
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        if isinstance(widget, QLabel | QLineEdit):
            yield widget.text()
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QTableView):
            yield from cells(widget)


def cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    for row in range(model.rowCount()):
        yield str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        yield str(model.index(row, 0).data())
