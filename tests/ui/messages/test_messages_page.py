"""What the tools over a message are about, in the real window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sdk_desktop.domain.errors import InOtherHands
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.ui.main_pages import ADDRESS_BOOK, MESSAGES
from sdk_desktop.ui.messages.messages_page import MessagesPage
from sdk_desktop.ui.reading.message_view import MessageView
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client

CONTROL = Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = "Överflyttning av ärende", "Komplettering: Överflyttning av ärende"


def page_of(client: Client) -> MessagesPage:
    page = client.unlock().messages
    client.show()
    return page


def read(client: Client, subject: str) -> Headline:
    """Choose a message of the list and open it."""
    page = client.main.messages
    titles = [row.title for row in page.list.model.rows]
    page.list.table.choose(titles.index(subject))
    chosen = page.list.current
    assert isinstance(chosen, Headline)
    page.open(chosen)
    client.rest()
    return chosen


def follow_conversation(client: Client) -> Headline:
    """Press the heading of the other message of the conversation."""
    page = client.main.messages
    view = page.reading.widget()
    assert isinstance(view, MessageView)
    assert view.conversation is not None
    (other,) = view.conversation.wanted
    view.conversation.opened.emit(other)
    client.rest()
    shown = page.acted_on
    assert shown is not None
    return shown


def handlers(client: Client) -> dict[str, str]:
    page = client.main.work[0].inbox.page("", Folder.ALL)
    return {one.subject: one.handler for one in page.headlines if one.handler}


def test_what_the_conversation_leads_to_is_taken_and_not_what_was_chosen(client: Client) -> None:
    page = page_of(client)
    read(client, FIRST)

    shown = follow_conversation(client)
    QTest.keyClick(page, Qt.Key.Key_T, CONTROL)
    client.rest()

    assert shown.subject == SECOND
    assert handlers(client) == {SECOND: "Kim Övning"}
    assert page.list.current == page.acted_on


def test_what_a_search_has_not_found_is_taken_when_it_is_what_is_read(client: Client) -> None:
    page = page_of(client)
    type_text(page.list.search_field, "Komplettering")
    client.qtbot.waitUntil(lambda: [row.title for row in page.list.model.rows] == [SECOND])
    read(client, SECOND)

    follow_conversation(client)
    selected = page.list.selected
    page.list.reload()
    client.rest()
    QTest.keyClick(page, Qt.Key.Key_T, CONTROL)
    client.rest()

    assert selected == ()
    assert handlers(client) == {FIRST: "Kim Övning"}


def test_back_in_the_list_what_is_chosen_there_is_taken(client: Client) -> None:
    page = page_of(client)
    type_text(page.list.search_field, "Komplettering")
    client.qtbot.waitUntil(lambda: [row.title for row in page.list.model.rows] == [SECOND])
    read(client, SECOND)
    follow_conversation(client)

    page.list.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list.table, Qt.Key.Key_T, CONTROL)
    client.rest()

    assert handlers(client) == {SECOND: "Kim Övning"}
    assert not isinstance(page.reading.widget(), MessageView)


def test_what_is_opened_from_elsewhere_is_read_on_when_the_list_changes(client: Client) -> None:
    page = page_of(client)
    first, other = read(client, FIRST), read(client, SECOND)

    client.main.show_page(ADDRESS_BOOK)
    client.main.pages.addresses.opened.emit(first)
    client.rest()
    page.list.reload()
    client.rest()

    assert page.acted_on is not None
    assert (page.acted_on.row, page.list.current) == (first.row, page.acted_on)
    assert first.row != other.row
    assert isinstance(page.reading.widget(), MessageView)


def test_no_key_does_anything_with_a_message_of_a_page_that_is_not_shown(client: Client) -> None:
    page = page_of(client)
    read(client, FIRST)

    client.main.show_page(ADDRESS_BOOK)
    for key in (Qt.Key.Key_T, Qt.Key.Key_R, Qt.Key.Key_U, Qt.Key.Key_D, Qt.Key.Key_P):
        QTest.keyClick(client.shell.window, key, CONTROL)
    client.rest()
    unseen = handlers(client), client.main.composing.windows, client.main.status.notice
    client.main.show_page(MESSAGES)
    QTest.keyClick(client.shell.window, Qt.Key.Key_T, CONTROL)
    client.rest()

    assert unseen == ({}, (), "")
    assert handlers(client) == {FIRST: "Kim Övning"}
    assert page.acted_on is not None


def test_whoever_wants_to_answer_twice_gets_one_window(client: Client) -> None:
    page = page_of(client)
    read(client, FIRST)

    QTest.keyClick(page, Qt.Key.Key_R, CONTROL)
    QTest.keyClick(page, Qt.Key.Key_R, CONTROL)
    client.rest()
    at_once = len(client.main.composing.windows)
    QTest.keyClick(page, Qt.Key.Key_R, CONTROL)
    client.rest()

    assert at_once == len(client.main.composing.windows) == 1


def test_what_a_colleague_has_is_asked_about_where_it_is_seen(client: Client) -> None:
    page = page_of(client)
    client.main.show_page(ADDRESS_BOOK)

    colleague = InOtherHands("{name} has it.", "Sara", "the id")
    client.main.composing.inOtherHands.emit(colleague, lambda: None)

    assert page.question.isVisible()
