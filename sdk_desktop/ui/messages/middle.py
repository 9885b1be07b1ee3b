"""What stands between mailboxes and message: a folder, what needs somebody, or a board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.board import Board
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.message_list import MessageList
from sdk_desktop.ui.todo.todo_list import TodoList

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class Middle(QStackedWidget):
    """Shows one of the three."""

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = MessageList(workspace, background, self)
        self.todo = TodoList(workspace, background, self)
        self.board = Board(workspace, background, self)
        for one in (self.list, self.todo, self.board):
            self.addWidget(one)
        self._before: MessageList | TodoList = self.list

    @property
    def is_whole(self) -> bool:
        """Whether what is shown has the width of the message, too, until one is opened."""
        return self.currentWidget() is not self.list

    @property
    def shows_board(self) -> bool:
        """Whether a distribution list's board is shown."""
        return self.currentWidget() is self.board

    @property
    def chosen(self) -> Headline | Draft | None:
        """What has the keyboard."""
        match self.currentWidget():
            case self.board:
                return self.board.current
            case self.todo:
                return self.todo.current
            case _:
                return self.list.current

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows of the messages that are shown, in their order; a distribution list is none.

        0 stands where messages are not loaded.
        """
        values: Iterable[Headline | Draft | None]
        match self.currentWidget():
            case self.board:
                values = [one.line.headline for one in self.board.lines]
            case self.todo:
                values = [one.headline for one in self.todo.rows]
            case _:
                rows = self.list.model.rows_and_gaps()
                values = [None if row is None else row.value for row in rows]
        return tuple(_rows_of(values))

    def show_folder(self, choice: FolderChoice) -> None:
        """Show a folder from its beginning."""
        if choice.folder is Folder.ACTION:
            self.setCurrentWidget(self.todo)
            self.todo.show_mailbox(choice.mailbox)
        else:
            self.setCurrentWidget(self.list)
            self.list.show_folder(choice)

    def show_board(self, headline: Headline, back: str) -> None:
        """Show the board of the distribution list that a message belongs to.

        `back` is the name of the folder that is shown now.
        """
        if not self.shows_board:
            self._before = self.list if self.currentWidget() is self.list else self.todo
            self.board.back.setText(back)
        self.setCurrentWidget(self.board)
        self.board.show_list_of(headline.row)

    def leave_board(self) -> None:
        """Show the folder again from which the board was opened."""
        self.setCurrentWidget(self._before)

    def focus(self) -> None:
        """Give what is shown the keyboard."""
        match self.currentWidget():
            case self.board:
                self.board.focus_first()
            case self.todo:
                self.todo.focus_first()
            case _:
                self.list.table.setFocus()

    def step(self, count: int) -> None:
        """Go some messages further down, or up."""
        match self.currentWidget():
            case self.board:
                self.board.step(count)
            case self.todo:
                self.todo.step(count)
            case _:
                self.list.table.step(count)

    def on_changes(self, changes: Changes) -> None:
        """Reload what a transaction changed."""
        self.list.on_changes(changes)
        if self.currentWidget() is self.board:
            self.board.reload()
        elif self.currentWidget() is self.todo:
            self.todo.reload()


def _rows_of(values: Iterable[Headline | Draft | None]) -> Iterator[int]:
    for one in values:
        if one is None:
            yield 0
        elif isinstance(one, Headline) and not one.list_state:
            yield one.row
