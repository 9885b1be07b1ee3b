"""F8 hides names, subjects and texts from whoever stands at the counter, and from loud ears."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.draft import DraftRecipient
from sdk_desktop.ui.addresses.last_written import LastWritten
from sdk_desktop.ui.main_pages import ADDRESS_BOOK, MESSAGES
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.messages.message_list_model import ROW_ROLE
from sdk_desktop.ui.security.counter_mode import Curtain
from tests.ui.conftest import Client
from tests.ui.test_main_window import choose


@pytest.fixture
def main(client: Client) -> MainWindow:
    """A client on the screen in which a message is read."""
    main = client.unlock()
    client.show()
    main.messages.open(choose(main))
    client.rest()
    return main


def heard(widget: QWidget) -> str:
    """Return all that a screen reader finds in a widget."""
    return "\n".join(_heard(QAccessible.queryAccessibleInterface(widget)))


def _heard(interface: QAccessibleInterface) -> list[str]:
    said = [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
    below = [interface.child(number) for number in range(interface.childCount())]
    shown = [one for one in below if not one.state().invisible]
    return [*said, *(text for one in shown for text in _heard(one))]


def curtain(widget: QWidget) -> Curtain:
    (found,) = widget.findChildren(Curtain, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found


def press_f8(main: MainWindow) -> None:
    QTest.keyClick(main.window(), Qt.Key.Key_F8)


def test_what_is_read_is_hidden_from_eyes_and_ears_and_shown_again(main: MainWindow) -> None:
    before = heard(main.window())
    press_f8(main)
    hidden = heard(main.window())
    press_f8(main)

    assert "Alva" in before
    assert not {"Alva", "SIP-möte"} & set(hidden.replace(",", " ").split())
    assert "Counter mode" in hidden
    assert "Alva" in heard(main.window())


def test_a_row_still_says_from_whom_it_is_and_not_what_about(main: MainWindow) -> None:
    index = main.messages.list.model.index(0, 0)
    title = index.data()
    press_f8(main)

    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert title not in spoken
    assert "Ekelunds tingsrätt" in spoken
    assert index.data() == "Subject is not shown"
    assert index.data(ROW_ROLE).hidden


def test_what_was_written_to_a_function_last_is_not_shown_and_then_leads_to_it(
    client: Client, main: MainWindow
) -> None:
    workspace = main.work[0]
    (to, *_) = workspace.address_book.search("BUP Ekdala")
    draft = workspace.drafts.new(main.messages.mailbox)
    workspace.outbox.send(
        replace(
            draft,
            recipients=(DraftRecipient.of_function(to.function),),
            label="Fråga",
            text="Hej",
            confidential=False,
        )
    )
    press_f8(main)
    main.show_page(ADDRESS_BOOK)
    client.rest()
    main.pages.addresses.functions.choose(to.function.identifier)
    client.rest()
    (last,) = main.pages.addresses.findChildren(LastWritten)
    hidden = last.isVisible()
    press_f8(main)

    last.buttons[0].click()
    client.rest()

    assert not hidden
    assert main.pages.currentIndex() == MESSAGES
    assert "Fråga" in heard(main.messages.reading)


def test_what_is_searched_for_cannot_be_read(main: MainWindow) -> None:
    press_f8(main)
    hidden = main.messages.list.search_field.echoMode()
    press_f8(main)

    assert hidden is QLineEdit.EchoMode.Password
    assert main.messages.list.search_field.echoMode() is QLineEdit.EchoMode.Normal


def test_every_other_window_is_covered_also_one_that_is_opened_meanwhile(
    main: MainWindow, qtbot: QtBot
) -> None:
    windows = [QWidget(main, Qt.WindowType.Window) for _ in range(2)]
    texts = [QLabel("Alva", window) for window in windows]
    windows[0].show()
    press_f8(main)
    windows[1].show()

    assert [text.isVisible() for text in texts] == [False, False]
    assert all(curtain(window).isVisible() for window in windows)
    press_f8(main)
    assert [text.isVisible() for text in texts] == [True, True]


def test_at_most_the_last_window_that_was_covered_and_closed_is_kept(
    main: MainWindow, qtbot: QtBot
) -> None:
    press_f8(main)
    before = len(main.counter._curtains)
    for _ in range(3):
        window = QWidget(main, Qt.WindowType.Window)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.show()
        with qtbot.waitSignal(window.destroyed):
            window.close()

    assert len(main.counter._curtains) == before + 1


def test_the_space_bar_shows_it_as_long_as_it_is_held_down(main: MainWindow) -> None:
    reading = main.messages.reading
    press_f8(main)
    reading.setFocus()
    seen = [reading.viewport().isVisible()]
    QTest.keyPress(curtain(reading), Qt.Key.Key_Space)
    seen.append(reading.viewport().isVisible())
    QTest.keyRelease(curtain(reading), Qt.Key.Key_Space)
    seen.append(reading.viewport().isVisible())

    assert seen == [False, True, False]


def test_leaving_covers_again_what_the_space_bar_shows(main: MainWindow) -> None:
    reading = main.messages.reading
    press_f8(main)
    reading.setFocus()
    QTest.keyPress(curtain(reading), Qt.Key.Key_Space)

    main.messages.list.table.setFocus()

    assert not reading.viewport().isVisible()


def test_the_focus_comes_back_to_what_was_covered(main: MainWindow) -> None:
    main.messages.reading.setFocus()
    press_f8(main)
    press_f8(main)

    assert main.messages.reading.hasFocus()
    assert main.messages.reading.viewport().isVisible()


def test_what_was_covered_when_it_was_locked_is_covered_again(
    client: Client, main: MainWindow
) -> None:
    press_f8(main)
    client.shell.lock()
    QTest.keyClick(client.shell.window, Qt.Key.Key_F8)

    assert client.unlock().counter.on is True
