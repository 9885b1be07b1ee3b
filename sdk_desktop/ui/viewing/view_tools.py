"""The buttons above a file that is shown: pages, size, search, text, print."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import add_layout, announce
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import plain
from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.words import tr

STEP = 1.25
LONGEST_SEARCH = 200


class Fit(Enum):
    """How large a page is shown."""

    WIDTH = auto()
    PAGE = auto()
    CHOSEN = auto()


class ViewTools(QWidget):
    """Says what somebody wants to see; `drawn` files can also be turned and fitted."""

    turned = Signal(int)
    magnified = Signal(float)
    fitted = Signal(object)
    rotated = Signal()
    searched = Signal(str, int)
    textWanted = Signal(bool)
    printWanted = Signal()

    def __init__(self, parent: QWidget, *, drawn: bool) -> None:
        super().__init__(parent)
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Minimum)
        self.earlier = self._icon("up", tr("Previous page"), lambda: self.turned.emit(-1))
        self.later = self._icon("down", tr("Next page"), lambda: self.turned.emit(1))
        self._place = plain("", self)
        self.smaller = self._icon("minus", tr("Smaller"), lambda: self.magnified.emit(1 / STEP))
        self.larger = self._icon("plus", tr("Larger"), lambda: self.magnified.emit(STEP))
        self._size = plain("", self, role="muted")
        self._fits = QButtonGroup(self, exclusive=False)
        self.show_text = self._button(tr("Text"), tr("Show the text of the page"))
        self.show_text.setCheckable(True)
        self.show_text.toggled.connect(self.textWanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        if drawn:
            add_layout(column, self._page_line())
            add_layout(column, self._search_line())
        else:
            for part in (self.earlier, self.later, self._place, self._size, self.show_text):
                part.hide()
            add_layout(column, self._search_line(self.smaller, self.larger))
        self._add_keys()

    def show_place(self, words: str, *, first: bool, last: bool) -> None:
        """Say which page is shown; a file of one page needs no buttons to turn it."""
        self._place.setText(words)
        self.earlier.setEnabled(not first)
        self.later.setEnabled(not last)
        for part in (self.earlier, self.later, self._place):
            part.setVisible(bool(words))

    def show_size(self, words: str, *, smallest: bool, largest: bool) -> None:
        """Say how large the page is shown."""
        self._size.setText(words)
        self.smaller.setEnabled(not smallest)
        self.larger.setEnabled(not largest)

    def show_fit(self, fit: Fit) -> None:
        """Press the button of the fit that holds now."""
        for kind in (Fit.WIDTH, Fit.PAGE):
            button = self._fits.button(kind.value)
            if button is not None:
                button.setChecked(kind is fit)

    def tell(self, text: str) -> None:
        """Show and announce what came of a search, or of printing."""
        self._result.setText(text)
        if text:
            announce(self._result, text)

    def look_for(self, text: str) -> None:
        """Search for a text as if somebody had typed it."""
        self.search.setText(text)
        self._search(1)

    def enable(self, able: bool) -> None:
        """Let everything that needs pages be used, or nothing of it."""
        for part in self.findChildren(QWidget):
            part.setEnabled(able)

    def _page_line(self) -> Flow:
        line = Flow()
        for part in (self.earlier, self.later, self._place):
            line.addWidget(part)
        line.add_growing(QWidget(self))
        for part in (self.smaller, self.larger, self._size):
            line.addWidget(part)
        self._add_fits(line)
        line.addWidget(self._icon("refresh", tr("Turn to the right"), self.rotated.emit))
        line.addWidget(self.show_text)
        return line

    def _search_line(self, *more: QWidget) -> Flow:
        self.search = QLineEdit(self, maxLength=LONGEST_SEARCH, clearButtonEnabled=True)
        self.search.setPlaceholderText(tr("Search in the file"))
        self.search.setAccessibleName(tr("Search in the file"))
        self.search.setMaximumWidth(280)
        self.search.returnPressed.connect(partial(self._search, 1))
        self.next_hit = self._button(tr("Next hit"), tr("Go to the next page with the text"))
        self.next_hit.clicked.connect(partial(self._search, 1))
        self._result = plain("", self, role="muted")
        self.print = self._button(tr("Print …"), "")
        self.print.setIcon(theme.icon("print"))
        self.print.clicked.connect(self.printWanted)
        line = Flow()
        for part in (self.search, self.next_hit, self._result):
            line.addWidget(part)
        line.add_growing(QWidget(self))
        for tool in (*more, self.print):
            line.addWidget(tool)
        return line

    def _add_fits(self, line: Flow) -> None:
        for kind, words in ((Fit.WIDTH, tr("Page width")), (Fit.PAGE, tr("Whole page"))):
            button = self._button(words, "")
            button.setCheckable(True)
            button.clicked.connect(partial(self.fitted.emit, kind))
            self._fits.addButton(button, kind.value)
            line.addWidget(button)

    def _search(self, step: int) -> None:
        if text := self.search.text().strip():
            self.searched.emit(text, step)

    def _add_keys(self) -> None:
        focus = partial(self.search.setFocus, Qt.FocusReason.ShortcutFocusReason)
        for key, act in (
            ("Ctrl+F", focus),
            ("F3", partial(self._search, 1)),
            ("Shift+F3", partial(self._search, -1)),
            ("Ctrl+P", self.printWanted.emit),
            ("Ctrl++", self.larger.click),
            ("Ctrl+=", self.larger.click),
            ("Ctrl+-", self.smaller.click),
            ("Ctrl+0", partial(self.fitted.emit, Fit.WIDTH)),
            ("Ctrl+9", partial(self.fitted.emit, Fit.PAGE)),
            ("Ctrl+R", self.rotated.emit),
            ("Ctrl+T", self.show_text.click),
            ("Alt+Up", self.earlier.click),
            ("Alt+Down", self.later.click),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)

    def _icon(self, icon: str, words: str, act: Callable[[], object]) -> QToolButton:
        button = NamedButton(words, icon, self)
        button.clicked.connect(act)
        return button

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(tip)
        return button
