"""After locking, unlocking and restarting everything is where it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.mailbox import Folder, Headline, Order
from sdk_desktop.ui.coming_back import place_of
from sdk_desktop.ui.last_place import LastPlace, OpenDraft, place_from
from sdk_desktop.ui.main_pages import ADDRESS_BOOK
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.window_state import WindowState
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client

PLACE = LastPlace(
    page=1,
    choice=FolderChoice("sdk:a", Folder.MINE),
    row=7,
    read=True,
    covered=True,
    drafts=(OpenDraft("key", 4, (1, 2, 300, 400)),),
    apart=(3, 9),
    order=Order.SENDER,
)


@pytest.mark.parametrize("place", [PLACE, LastPlace(choice=FolderChoice("sdk:a", None))])
def test_a_place_is_read_as_it_was_kept(tmp_path: Path, place: LastPlace) -> None:
    WindowState(tmp_path).save_place("Kim", place)

    assert WindowState(tmp_path).place("Kim") == place
    assert WindowState(tmp_path).place("Sara") is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "null", "[1]"),
        '[0, "", "nowhere", 0, false, false, [], [], "newest"]',
        '[0, "", "", 0, 0, 0, [], [[1]], "newest"]',
        '[0, "", "", 0, 0, 0, [], [], "loudest"]',
    ],
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert place_from(text) is None


def come_back(client: Client) -> MainWindow:
    """Lock, wait for another code, and unlock."""
    client.shell.lock()
    client.qtbot.waitUntil(lambda: client.background.idle)
    client.watch.turn(seconds=30)
    main = client.unlock()
    client.rest()
    return main


def test_the_same_message_draft_and_page_come_back(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.messages.show_folder(FolderChoice(main._workspace.mailboxes[0].address))
    client.rest()
    main.messages.list.table.choose(1)
    chosen = main.messages.list.current
    main.messages.open(chosen)
    main.messages.open_apart.trigger()
    main.composing.write(main.messages.mailbox)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    (window,) = main.composing.windows
    type_text(window.form.text.editor, "Hej på dig")
    cursor = window.form.text.editor.textCursor()
    cursor.setPosition(3)
    window.form.text.editor.setTextCursor(cursor)
    window.setGeometry(40, 50, 700, 500)
    main.show_page(ADDRESS_BOOK)
    client.rest()

    again = come_back(client)
    client.qtbot.waitUntil(lambda: len(again.composing.windows) == 1)

    place, (opened,) = place_of(again), again.composing.windows
    assert isinstance(chosen, Headline)
    assert again is not main
    assert (place.row, place.read, place.page) == (chosen.row, True, ADDRESS_BOOK)
    assert place.apart == (chosen.row,)
    assert opened.form.text.editor.textCursor().position() == 3
    assert opened.form.draft.text == "Hej på dig"
    assert (opened.width(), opened.height()) == (700, 500)


def test_what_was_chosen_only_is_not_opened_and_a_draft_that_is_gone_stays_so(
    client: Client,
) -> None:
    main = client.unlock()
    client.show()
    main.messages.list.table.choose(2)
    before = replace(place_of(main), drafts=(OpenDraft("gone", 1, (0, 0, 300, 300)),))
    main.deleteLater()
    client.shell._window_state.save_place("Kim Övning", before)

    client.shell.show_workspace(main._workspace)
    client.wait_for_messages()

    again = client.main
    assert place_of(again) == replace(before, drafts=())
    assert again.status.notice == ""
    assert again._workspace.audit_trail.page(kind=AuditKind.READ) == ()
