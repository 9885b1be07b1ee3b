"""Leads whoever unlocks the client back to where they were."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QRect, Qt, Slot
from PySide6.QtGui import QTextCursor

from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.last_place import LastPlace, OpenDraft
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.reading.message_view import MessageView
from sdk_desktop.ui.room import room_of


def place_of(main: MainWindow) -> LastPlace:
    """Return where somebody is in the main window."""
    messages, chosen = main.messages, main.messages.list.current
    return LastPlace(
        page=main.pages.currentIndex(),
        choice=messages.choice,
        row=chosen.row if isinstance(chosen, Headline) else 0,
        read=isinstance(messages.reading.widget(), MessageView),
        covered=main.counter.on,
        drafts=tuple(map(_open_draft, main.composing.windows)),
        apart=tuple(one.row for one in messages.apart.windows),
        order=messages.list.filter.order,
    )


class ComingBack(QObject):
    """Shows in a new main window what its user had before them.

    A message that was open is opened as if by its reader, so that the audit trail says it; what
    nobody may read any more, or what is gone, stays closed without a word.
    """

    def __init__(self, place: LastPlace, main: MainWindow) -> None:
        super().__init__(main)
        self._place, self._main = place, main

    def go(self) -> None:
        """Go to the place."""
        place, main = self._place, self._main
        if place.covered:
            main.counter.toggle()
        main.messages.list.filter.choose(place.order)
        main.messages.tree.choose(place.choice)
        if place.row:
            once = Qt.ConnectionType.SingleShotConnection
            main.messages.list.refreshed.connect(self._read_on, once)
            main.messages.list.show_folder(place.choice, place.row)
        if place.page:
            main.show_page(place.page)
        for row in place.apart if not place.covered else ():
            main.messages.apart.open(row)
        for draft in place.drafts:
            main.composing.come_back(draft.key, partial(_lead_to, draft))

    @Slot()
    def _read_on(self) -> None:
        """Open the message, unless something else was chosen meanwhile."""
        chosen = self._main.messages.list.current
        if self._place.read and isinstance(chosen, Headline) and chosen.row == self._place.row:
            self._main.messages.open(chosen)


def _open_draft(window: ComposeWindow) -> OpenDraft:
    cursor = window.form.text.editor.textCursor().position()
    box = window.geometry()
    return OpenDraft(window.form.draft.key, cursor, (box.x(), box.y(), box.width(), box.height()))


def _lead_to(draft: OpenDraft, window: ComposeWindow) -> None:
    """Put a draft's window and its cursor where they were."""
    box = QRect(*draft.box)
    if room_of(window).intersects(box):
        window.setGeometry(box)
    editor = window.form.text.editor
    cursor = QTextCursor(editor.document())
    cursor.setPosition(min(draft.cursor, editor.document().characterCount() - 1))
    editor.setTextCursor(cursor)
    if draft.cursor:
        editor.setFocus()
