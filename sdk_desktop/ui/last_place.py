"""Where somebody was when the client was locked or ended: numbers and addresses, no content."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sdk_desktop.domain.mailbox import Folder, Order
from sdk_desktop.ui.messages.folder_choice import FolderChoice


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A window that a draft was written in: where the cursor stood, and the window in pixels."""

    key: str
    cursor: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class LastPlace:
    """The page and folder that were shown, the message chosen there, whether it was read.

    `row` is 0 without a message. With `covered` names and texts were hidden. `apart` are the
    messages that had windows of their own; `order` is the list's.
    """

    page: int = 0
    choice: FolderChoice = field(default_factory=FolderChoice)
    row: int = 0
    read: bool = False
    covered: bool = False
    drafts: tuple[OpenDraft, ...] = ()
    apart: tuple[int, ...] = ()
    order: Order = Order.NEWEST

    def to_text(self) -> str:
        """Return it as it is kept between runs."""
        folder = self.choice.folder.value if self.choice.folder else ""
        drafts = [[one.key, one.cursor, *one.box] for one in self.drafts]
        message = [self.row, self.read, self.covered, self.apart]
        return json.dumps([self.page, self.choice.mailbox, folder, *message, drafts, self.order])


def place_from(text: str) -> LastPlace | None:
    """Return what was kept, None where it cannot be read."""
    try:
        page, mailbox, folder, row, read, covered, apart, drafts, order = json.loads(text)
        choice = FolderChoice(str(mailbox), Folder(folder) if folder else None)
        opened = tuple(
            OpenDraft(str(key), int(cursor), (int(x), int(y), int(wide), int(high)))
            for key, cursor, x, y, wide, high in drafts
        )
        shown = int(row), bool(read), bool(covered)
        own = tuple(map(int, apart))
        return LastPlace(int(page), choice, *shown, opened, own, Order(order))
    except (ValueError, TypeError):
        return None
