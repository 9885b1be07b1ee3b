"""Tab goes through a screen as it is read, though parts of it were made later."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.errors import ProofNeeded
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.parts.accessibility import OrderedWindow
from sdk_desktop.ui.proof.proof_dialog import ProofDialog
from tests.kit.sandbox_network import recipient
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.keys.tab_order import disordered, stuck
from tests.ui.proof.ways_in import locked
from tests.ui.screens import button, passphrase_form

OLD = ProofNeeded("Confirm who you are to send.", Purpose.SEND)
BUP = "sdk:bup-ekdala:0203:regionekelund.example.se"


def name_of(widget: QWidget | None) -> str:
    assert widget is not None
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def tabbed_from(widget: QWidget, times: int) -> list[str]:
    """Return the names of what has the focus, one after the other."""
    widget.setFocus()
    names = [name_of(widget)]
    for _ in range(times):
        QTest.keyClick(widget.window().focusWidget(), Qt.Key.Key_Tab)
        names.append(name_of(QApplication.focusWidget()))
    return names


def test_on_the_lock_screen(client: Client) -> None:
    screen = locked(client)
    client.show()

    assert tabbed_from(passphrase_form(screen.form).passphrase, 4) == [
        "Passphrase",
        "One-time code, six digits",
        "Unlock",
        "Fill in the practice passphrase and code",
        "Use the recovery key …",
    ]


def test_where_somebody_proves_who_they_are_once_more(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.prove(OLD, list)
    client.rest()
    (dialog,) = client.shell.window.findChildren(ProofDialog)

    assert tabbed_from(passphrase_form(dialog.form).passphrase, 3) == [
        "Passphrase",
        "One-time code, six digits",
        "Continue",
        "Cancel",
    ]


def test_where_a_message_is_written(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.composing.write(main.messages.mailbox)
    client.qtbot.waitUntil(lambda: main.composing.windows != ())
    (window,) = main.composing.windows
    window.form.recipients.show_recipients((recipient(BUP),))
    remove = last_button(window)
    client.qtbot.waitUntil(remove.isVisible)

    assert tabbed_from(remove, 3) == [
        "Remove BUP Ekdala mottagning · Region Ekelund",
        "Recipient",
        "Subject",
        "Yes, it holds confidential information",
    ]


def last_button(window: ComposeWindow) -> QWidget:
    """Return the button that removes the recipient."""
    (remove,) = window.form.recipients._shown[-1].findChildren(QAbstractButton)
    return remove


BORDER = "Border between two parts. The arrow keys move it."
TOP = ["New message", "Messages", "Address book", "Audit trail"]
TOOLS = ["Search", "Fetch now", "Menu of Kim Övning"]
LESSONS = ("Exercises …", "Hide the exercises until the next unlocking")


def test_where_a_message_is_read(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.messages.list.table.choose(3)
    main.messages.open(main.messages.list.current)
    client.rest()

    assert tabbed_from(main.bar._write, 30) == [
        *TOP,
        *TOOLS,
        "Function mailboxes",
        BORDER,
        "Search all messages",
        "Filter",
        "Messages",
        BORDER,
        "Answer",
        "Take",
        "Enter diary number …",
        "More",
        "Previous message",
        "Next message",
        main.messages.reading.accessibleName(),
        "About the message",
        "Theirs BUP 2026/412 · Diary number",
        "Personal number 20120212-2386 · Alva Testsson",
        "Remind me",
        "Text",
        "Open Kallelse SIP-möte.pdf 2 kB",
        "Save …",
        "Received 12:00",
        *LESSONS,
        "New message",
    ]


def test_where_an_address_is_found(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.show_page(1)
    type_text(main.pages.addresses.search, "bup")
    client.qtbot.waitUntil(lambda: main.pages.addresses.functions.count() > 0)
    client.rest()

    border = "Border between two parts. The arrow keys move it."
    assert tabbed_from(main.pages.addresses.search, 20) == [
        "Search the address book",
        "Fetch anew",
        "Organisations",
        border,
        "Functions",
        border,
        "Details",
        "Write",
        "Make a favourite",
        "Favourite of the mailbox",
        "Copy the details",
        *LESSONS,
        *TOP,
        *TOOLS,
        "Search the address book",
    ]


def field(name: str) -> QLineEdit:
    named = QLineEdit()
    named.setAccessibleName(name)
    return named


def test_on_a_form_and_in_a_grid_whatever_was_put_there_first(qtbot: QtBot) -> None:
    window = OrderedWindow(None)
    qtbot.addWidget(window)
    form, grid, column = QFormLayout(), QGridLayout(), QVBoxLayout(window)
    column.addLayout(form)
    column.addLayout(grid)
    form.addRow("Third", field("Third"))
    second = QHBoxLayout()
    second.addWidget(field("Second"))
    form.insertRow(0, "Second", second)
    form.insertRow(0, QPushButton("First"))
    grid.addWidget(QPushButton("Fifth"), 0, 1)
    grid.addWidget(QPushButton("Fourth"), 0, 0)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()

    assert tabbed_from(button(window, "First"), 4) == [
        *("First", "Second", "Third", "Fourth", "Fifth")
    ]
    assert list(disordered(window)) == []


def test_what_is_out_of_order_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column, row = QVBoxLayout(window), QHBoxLayout()
    lower, right, left = (QPushButton(name, window) for name in ("Lower", "Right", "Left"))
    column.addLayout(row)
    column.addWidget(lower)
    row.addWidget(left)
    row.addWidget(right)
    window.show()
    window.activateWindow()
    lower.setFocus()

    (found,) = disordered(window)
    assert found == "Tab goes from QPushButton 'Right' back to QPushButton 'Left'"


def test_a_border_that_only_the_mouse_moves_is_found(qtbot: QtBot) -> None:
    window = QSplitter()
    qtbot.addWidget(window)
    for part in (QTextEdit(), QTextEdit()):
        window.addWidget(part)
    window.show()

    assert len(list(stuck(window))) == 2
