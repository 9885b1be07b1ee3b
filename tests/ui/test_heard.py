"""What a colleague hears who does not see: what happens, in order, once, with its reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTreeWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import DeliveryEvent, Status
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.ui.guide.organisation_step import OrganisationStep
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.parts import accessibility
from sdk_desktop.ui.parts.accessibility import read_as_laid_out
from sdk_desktop.ui.reading.delivery_timeline import DeliveryTimeline
from sdk_desktop.ui.shortcuts import KEYS, ShortcutList
from sdk_desktop.usecases.workspace import SyncResult
from tests.ui.conftest import Client
from tests.ui.fake_workspace import NOON
from tests.ui.reading.test_timeline import delivery
from tests.ui.screens import listen
from tests.ui.test_main_window import choose


@pytest.fixture
def main(client: Client) -> MainWindow:
    main = client.unlock()
    client.show()
    return main


def children(widget: QWidget) -> list[str]:
    """Return the names of a widget's parts in the order in which a screen reader comes to them."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return [
        interface.child(number).text(QAccessible.Text.Name)
        for number in range(interface.childCount())
    ]


def test_a_screen_reader_is_told_when_a_list_has_other_rows(
    client: Client, main: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[object, QAccessible.Event]] = []
    monkeypatch.setattr(accessibility, "_tell", lambda one: told.append((one.object(), one.type())))

    main.messages.show_folder(FolderChoice("", Folder.SENT))
    client.rest()
    main.show_page(2)
    client.rest()

    created = QAccessible.Event.ObjectCreated
    assert (main.messages.list.table, created) in told
    assert (main.pages.audit.table, created) in told


OPENED = (
    "Message: Confidential, Kallelse till SIP-möte, from BUP Ekdala mottagning · Region"
    " Ekelund, Alva Testsson · Personal number 20120212-2386, 1 attachment"
)


def test_opening_a_message_says_what_it_is_by_the_name_of_what_has_the_keyboard(
    client: Client, main: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(monkeypatch)

    main.messages.open(choose(main))
    client.rest()

    assert main.messages.reading.hasFocus()
    assert main.messages.reading.accessibleName() == OPENED
    assert OPENED not in heard  # it would be said twice


def test_a_message_that_is_shown_while_the_keyboard_is_elsewhere_is_announced(
    client: Client, main: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = choose(main)
    main.messages.open(row)
    client.rest()
    main.messages.reading.clear()
    main.messages.reading.clearFocus()
    heard = listen(monkeypatch)

    main.messages.reading.show_message(row.row)
    client.rest()

    assert OPENED in heard


def test_at_the_counter_a_message_is_neither_told_nor_recorded_as_read(
    client: Client, main: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    main.counter.toggle()
    heard = listen(monkeypatch)

    main.messages.open(choose(main))
    client.rest()

    assert heard == ["Nothing is opened while texts are hidden. Press F8 first."]
    assert main._workspace.audit_trail.page(kind=AuditKind.READ) == ()


def test_the_focus_stays_in_the_message_when_it_is_loaded_anew(
    client: Client, main: MainWindow
) -> None:
    main.messages.open(choose(main))
    client.rest()
    QTest.keyClick(main.messages.reading, Qt.Key.Key_Tab)
    main.messages.reading.look_again()

    assert main.messages.reading.hasFocus()


def test_how_many_messages_a_search_finds_is_said(
    client: Client, main: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(monkeypatch)

    main.messages.list.search_field.setText("Alva")
    main.messages.list.search_field.returnPressed.emit()
    client.rest()

    assert main.messages.list.count.text() in heard
    assert "message" in main.messages.list.count.text()


def test_that_a_message_was_accepted_is_said_without_its_content(
    main: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(monkeypatch)

    main.status.take_result(SyncResult(0, 0, 0, 0, accepted=1))

    assert heard == ["1 message was accepted"]


def test_a_failure_is_said_at_once(main: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[QAccessibleEvent] = []
    monkeypatch.setattr(accessibility, "_tell", told.append)

    main.status.take_result(SyncResult(0, 0, 0, 1))

    (event,) = told
    assert isinstance(event, QAccessibleAnnouncementEvent)
    assert event.politeness() is QAccessible.AnnouncementPoliteness.Assertive


def test_why_a_message_was_rejected_and_who_acts_comes_first(qtbot: QtBot) -> None:
    cause = DeliveryEvent("BV", NOON, "not-found")
    rejected = delivery(Status.MESSAGE_EXCHANGE_ERROR, cause)
    parent = QWidget()
    qtbot.addWidget(parent)

    said = DeliveryTimeline(rejected, NOON, parent).accessibleDescription().split("\n")

    assert "recipient" in said[0].lower()
    assert said.index(said[-1]) > 2


def test_what_is_missing_is_said_in_the_field_that_lacks_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = listen(monkeypatch)
    parent = QWidget()
    qtbot.addWidget(parent)
    step = OrganisationStep(parent)
    parent.show()

    step.go_on()

    assert heard == ["Fill in the organisation and its address."]
    assert step.name.accessibleDescription() == heard[0]
    step.name.setText("E")
    assert step.name.accessibleDescription() == ""


def test_why_the_client_is_locked_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.unlock()
    heard = listen(monkeypatch)

    client.shell.lock("Locked because nobody used it.")

    assert heard[-1] == "Locked because nobody used it."


def test_a_folder_says_its_count_once(main: MainWindow) -> None:
    tree = QAccessible.queryAccessibleInterface(main.messages.tree)
    names = [tree.child(number).text(QAccessible.Text.Name) for number in range(1, 5)]

    assert names == ["To do", "All mailboxes, 10", "Socialkontoret, 7", "New, 7"]


def test_the_keys_are_a_list_that_is_read_row_by_row(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    keys = ShortcutList(parent)
    listing = keys.findChild(QTreeWidget)

    assert listing is not None
    assert listing.topLevelItemCount() == len(KEYS)
    assert "Ctrl+N: Write a new message" in children(listing)
    assert keys.focusWidget() is listing


def test_what_clears_a_field_has_a_name(main: MainWindow) -> None:
    assert "Clear the field" in children(main.messages.list.search_field)


def test_the_parts_of_a_screen_are_read_as_they_stand(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    button, field = QPushButton("Go on", root), QLineEdit("name", root)
    field.setAccessibleName("Name")
    column = QVBoxLayout(root)
    column.addWidget(field)
    column.addWidget(button)
    before = children(root)

    read_as_laid_out(root)

    assert (before, children(root)) == (["Go on", "Name"], ["Name", "Go on"])


def test_the_main_window_is_read_from_its_top(main: MainWindow) -> None:
    interface = QAccessible.queryAccessibleInterface(main)
    parts = [interface.child(number).object() for number in range(interface.childCount())]
    shown = [part for part in parts if isinstance(part, QWidget) and part.isVisible()]

    assert shown.index(main.bar) < shown.index(main.pages) < shown.index(main.status)


def test_a_border_between_panes_is_moved_by_keys(main: MainWindow) -> None:
    splitter = main.messages.panes.splitter
    border, width = splitter.handle(2), splitter.sizes()[1]
    QTest.keyClick(border, Qt.Key.Key_Right)

    assert splitter.sizes()[1] == width + 24
    assert "arrow keys" in border.accessibleName()
