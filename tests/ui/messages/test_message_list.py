"""What a list of messages loads, and when."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.mailbox import Folder, Order, Page
from sdk_desktop.ui import pauses
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.message_list import MessageList
from tests.ui.fake_workspace import FakeInbox, FakeWorkspace, headline
from tests.ui.screens import a_background, opened, settle

A_PAGE = 20


@dataclass
class PagedInbox(FakeInbox):
    """An inbox of a hundred messages, which are given out a page at a time."""

    def page(
        self,
        _mailbox: str,
        _folder: Folder,
        _before: int | None = None,
        *,
        order: Order = Order.NEWEST,
    ) -> Page:
        first = 100 if _before is None else _before - 1
        rows = range(first, max(first - A_PAGE, 0), -1)
        more = rows[-1] if rows[-1] > 1 else None
        return Page(tuple(headline(row) for row in rows), more, 100)

    def search(self, text: str, mailbox: str = "", before: int | None = None) -> Page:
        assert (mailbox, before) == ("", None)
        return Page((headline(1),), None, 1, confidential=text == "secret")

    def covered(self) -> None:
        """Everything may be shown."""


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.mark.parametrize(("sought", "pause"), [("secret", 99), ("else", 11)])
def test_what_is_recorded_is_searched_for_after_a_longer_pause(
    qtbot: QtBot,
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
    sought: str,
    pause: int,
) -> None:
    def after_search(_took: int, *, recorded: bool) -> int:
        return 99 if recorded else 11

    monkeypatch.setattr(pauses, "after_search", after_search)
    workspace = FakeWorkspace(inbox=PagedInbox())
    window = QWidget()
    shown = MessageList(workspace.real, background, window)
    opened(qtbot, window, background)

    with qtbot.waitSignal(shown.refreshed):
        shown.search_field.setText(sought)

    assert shown._pause.interval() == pause


@pytest.mark.parametrize(
    ("took", "recorded", "pause"),
    [(5, False, 80), (60, False, 120), (5, True, 250), (200, True, 400), (3000, False, 1000)],
)
def test_a_search_waits_twice_as_long_as_the_last_one_took_within_bounds(
    monkeypatch: pytest.MonkeyPatch, took: int, recorded: bool, pause: int
) -> None:
    monkeypatch.setattr(pauses, "SEARCH", 250)
    monkeypatch.setattr(pauses, "QUICK_SEARCH", 80)

    assert pauses.after_search(took, recorded=recorded) == pause


def test_a_change_loads_what_is_looked_at_and_not_all_that_was(
    qtbot: QtBot, background: Background
) -> None:
    workspace = FakeWorkspace(inbox=PagedInbox())
    window = QWidget()
    shown = MessageList(workspace.real, background, window)
    shown.resize(432, 400)
    opened(qtbot, window, background)
    shown.show_folder(FolderChoice())
    settle(qtbot, background)
    shown.model.fetchMore(QModelIndex())
    settle(qtbot, background)
    scrolled = len(shown.model.rows)

    shown.reload()
    settle(qtbot, background)

    assert (scrolled, len(shown.model.rows)) == (2 * A_PAGE, A_PAGE)
    assert shown.model.canFetchMore(QModelIndex())
