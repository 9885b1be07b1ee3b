"""Counts the messages of the mailboxes, and what is new since the last fetch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from sdk_desktop.domain.mailbox import Counts, Mailbox
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.messages.mailbox_tree import MailboxTree
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.workspace import Workspace


class MailboxCounters(QObject):
    """Shows the counters in the tree.

    `counted` is emitted when they are shown. `arrived` carries a sentence about what is new since
    the last `refresh_and_announce`: which mailbox and what its counters show, never content.
    """

    counted = Signal()
    arrived = Signal(str)

    def __init__(
        self, workspace: Workspace, background: Background, tree: MailboxTree, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._background, self._tree = workspace, background, tree
        self._known: dict[str, Counts] = {}

    def refresh(self) -> None:
        """Show the current counters."""
        self._background.run(self, self._workspace.inbox.counts, self._show)

    @Slot()
    def refresh_and_announce(self) -> None:
        """Show the current counters, and emit `arrived` if something is new."""
        self._background.run(self, self._workspace.inbox.counts, self._tell)

    def _show(self, counts: tuple[Counts, ...]) -> None:
        self._tree.show_counts(counts)
        self._known = {one.address: _least(one, self._known.get(one.address)) for one in counts}
        self.counted.emit()

    def _tell(self, counts: tuple[Counts, ...]) -> None:
        self._tree.show_counts(counts)
        before, self._known = self._known, {one.address: one for one in counts}
        said = [_words(box, before, self._known) for box in self._workspace.mailboxes]
        if any(said):
            self.arrived.emit(" · ".join(filter(None, said)))


def _least(now: Counts, before: Counts | None) -> Counts:
    """Return the lower counts, so that what came since is announced and what was read is not."""
    if before is None:
        return now
    return replace(now, new=min(now.new, before.new), action=min(now.action, before.action))


def _words(mailbox: Mailbox, before: dict[str, Counts], now: dict[str, Counts]) -> str:
    none = Counts(mailbox.address)
    old, new = before.get(mailbox.address, none), now.get(mailbox.address, none)
    parts = (
        tr("%n new messages", n=new.new) if new.new > old.new else "",
        tr("%n messages need action", n=new.action) if new.action > old.action else "",
    )
    said = ", ".join(filter(None, parts))
    return f"{one_line(mailbox.name)}: {said}" if said else ""
