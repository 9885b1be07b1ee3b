"""What a list of messages loads, and when."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.mailbox import Folder, Order, Page
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

    def covered(self) -> None:
        """Everything may be shown."""


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


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
