"""The attachments of a message, in one row: what they are, open and save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.file_type import is_picture
from sdk_desktop.domain.mailbox import Attachment
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.chip import Chip
from sdk_desktop.ui.parts.labels import ResultLine
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.dates_and_sizes import file_size
from sdk_desktop.ui.words.file_names import file_words, is_alarming

_GAP = 8
_ICONS = {"application/pdf": "pdf"}

BESIDE = 50
"""More chips than these no window has room for, and so many a menu shows at once."""
OPEN = "Ctrl+O"
"""The key that opens the first one."""


class AttachmentList(QWidget):
    """Shows attachments, at least one, beside each other; in one chip where there is little room.

    `openRequested` carries the one that was pressed, `saveRequested` a tuple of those to save.
    """

    openRequested = Signal(object)
    saveRequested = Signal(object)

    def __init__(self, attachments: Sequence[Attachment], parent: QWidget) -> None:
        super().__init__(parent)
        self._result = ResultLine(self)
        self._attachments = tuple(attachments)
        self.found: Mapping[int, str] = {}
        beside = attachments if len(attachments) <= BESIDE else ()
        self._chips = {one.key: self._chip(one) for one in beside}
        self._menus: dict[int, QMenu] = {}
        self._all = self._all_in_one(attachments)
        several = len(attachments) > 1
        words = tr("Save all …") if several else tr("Save …")
        self.save = QPushButton(theme.icon("save"), words, self)
        self.save.setProperty("role", "quiet")
        self.save.clicked.connect(partial(self.saveRequested.emit, tuple(attachments)))
        open_first = QShortcut(QKeySequence(OPEN), self)
        open_first.activated.connect(partial(self.openRequested.emit, attachments[0]))
        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP)
        for chip in (*self._chips.values(), self._all):
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self._row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._result)
        add_layout(column, self._row)

    def tell(self, text: str, role: str = "muted") -> None:
        """Say what became of an attachment."""
        self._result.show_result(text, role)

    def forget_failure(self) -> None:
        """Say no longer that something failed, which has been done since."""
        if self._result.property("role") == "danger":
            self._result.show_result("", "muted")

    def mark(self, found: Mapping[int, str]) -> None:
        """Say in which files it is that a search has found: a word of it, by the files' keys."""
        self.found = found
        for key in found:
            if key in self._chips:
                self._chips[key].add_small(_found())
        for attachment in self._attachments:
            if attachment.key in self._menus:
                self._menus[attachment.key].setTitle(self._title(attachment))
        if found:
            self._all.add_small(_found())
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._all.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the chips that have room beside each other, else one for all of them."""
        wide = sum(chip.sizeHint().width() + _GAP for chip in self._chips.values())
        fits = bool(self._chips) and wide + self.save.sizeHint().width() <= self.width()
        for chip in self._chips.values():
            chip.setVisible(fits)
        self._all.setVisible(not fits)

    def _chip(self, attachment: Attachment) -> Chip:
        name = file_words(attachment.name, attachment.content_type)
        icon = _ICONS.get(attachment.content_type, _icon(attachment.content_type))
        size = file_size(attachment.size)
        chip = Chip(name, icon, self, small=size)
        chip.tall = True
        chip.alarming = is_alarming(attachment.name, attachment.content_type)
        chip.setAccessibleName(
            tr("Open {name}").format(name=f"{name} {file_size(attachment.size)}")
        )
        chip.clicked.connect(partial(self.openRequested.emit, attachment))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        chip.addActions(self._actions(attachment, chip))
        return chip

    def _all_in_one(self, attachments: Sequence[Attachment]) -> Chip:
        """Return the chip whose menu has all the attachments."""
        total = file_size(sum(attachment.size for attachment in attachments))
        chip = Chip(tr("%n attachments", len(attachments)), "attachment", self, small=total)
        chip.tall = True
        chip.alarming = any(is_alarming(one.name, one.content_type) for one in attachments)
        menu = QMenu(chip)
        if self._chips:
            self._fill(menu, attachments)
        else:
            self._group(menu, attachments)
        chip.setMenu(menu)
        chip.hide()
        return chip

    def _group(self, menu: QMenu, attachments: Sequence[Attachment]) -> None:
        """Put very many into menus within, each of which is filled when it is opened."""
        for first in range(0, len(attachments), BESIDE):
            some = attachments[first : first + BESIDE]
            words = tr("{first} to {last}").format(first=first + 1, last=first + len(some))
            within = menu.addMenu(words)
            within.aboutToShow.connect(partial(self._fill, within, some))

    def _fill(self, menu: QMenu, attachments: Sequence[Attachment]) -> None:
        if menu.isEmpty():
            for attachment in attachments:
                own = self._menus[attachment.key] = menu.addMenu(self._title(attachment))
                own.addActions(self._actions(attachment, own))

    def _title(self, attachment: Attachment) -> str:
        name = file_words(attachment.name, attachment.content_type).replace("&", "&&")
        found = [_found()] if attachment.key in self.found else []
        return " · ".join((name, file_size(attachment.size), *found))

    def _actions(self, attachment: Attachment, parent: QWidget) -> list[QAction]:
        show = QAction(theme.icon("open"), tr("Open"), parent)
        show.triggered.connect(partial(self.openRequested.emit, attachment))
        save = QAction(theme.icon("save"), tr("Save …"), parent)
        save.triggered.connect(partial(self.saveRequested.emit, (attachment,)))
        return [show, save]


def _found() -> str:
    return tr("found here")


def _icon(content_type: str) -> str:
    return "image" if is_picture(content_type) else "file"
