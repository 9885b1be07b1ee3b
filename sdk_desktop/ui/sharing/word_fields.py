"""Fields for words that are heard: one for each, completed from those that there are."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words import tr

_COLUMNS = 3
_SHOWN = 3
_LEAST = 2
"""So many letters, before words are proposed."""


class WordFields(QWidget):
    """Takes so many words; what is no word is marked, and words like it are proposed.

    Several words at once, pasted or typed with spaces, go on in the fields after. `entered` is
    emitted by Enter.
    """

    entered = Signal()

    def __init__(self, count: int, known: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._known, self._list = frozenset(known), tuple(known)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self.fields = tuple(self._field(place, count) for place in range(count))
        for place, field in enumerate(self.fields):
            grid.addWidget(field, place // _COLUMNS, place % _COLUMNS)
        self.hint = paragraph("", self, role="muted")
        grid.addWidget(self.hint, count // _COLUMNS + 1, 0, 1, _COLUMNS)
        self.hint.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """What was typed, in small letters."""
        return tuple(map(_word, self.fields))

    @property
    def wrong(self) -> QLineEdit | None:
        """The first field with something that is no word, or nothing."""
        return next((one for one in self.fields if _word(one) not in self._known), None)

    def fill(self, text: str, first: int = 0) -> None:
        """Put the words of a text into the fields, from one of them on."""
        words = text.casefold().split()
        last = first
        for last, word in enumerate(words[: len(self.fields) - first], start=first):
            self.fields[last].setText(word)
            self._mark(last, left=True)
        if self.fields[first].hasFocus():
            goes_on = text[-1:].isspace() or len(words) > 1
            self.fields[min(last + goes_on, len(self.fields) - 1)].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the first word that is proposed with Tab; mark what is left with no word in it."""
        if watched in self.fields:
            place = self.fields.index(watched)
            if isinstance(event, QKeyEvent) and _is_tab(event):
                if _word(self.fields[place]) and (found := self._like(place)):
                    self.fields[place].setText(found[0])
            elif event.type() == QEvent.Type.FocusOut:
                self._mark(place, left=True)
            elif event.type() == QEvent.Type.FocusIn:
                self._propose(place)
        return super().eventFilter(watched, event)

    def _field(self, place: int, count: int) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(str(place + 1))
        field.setAccessibleName(
            tr("Word {number} of {count}").format(number=place + 1, count=count)
        )
        field.textEdited.connect(partial(self._edited, place))
        field.textChanged.connect(lambda _: self._mark(place, left=False))
        field.returnPressed.connect(self.entered)
        field.installEventFilter(self)
        return field

    def _edited(self, place: int, text: str) -> None:
        if any(map(str.isspace, text)) and text.strip():
            self.fill(text, 0 if len(text.split()) == len(self.fields) else place)
        self._propose(place)

    def _like(self, place: int) -> list[str]:
        """Return the words that begin as what is typed, or are like it; none for a whole word."""
        typed = _word(self.fields[place])
        if typed in self._known or len(typed) < _LEAST:
            return []
        begun = [one for one in self._list if one.startswith(typed)]
        return begun[:_SHOWN] or get_close_matches(typed, self._list, _SHOWN, 0.7)

    def _propose(self, place: int) -> None:
        if not self.fields[place].hasFocus():
            return
        words = ", ".join(self._like(place))
        said = tr("Do you mean {words}? Tab takes the first.").format(words=words) if words else ""
        if said != self.hint.text():
            self.hint.setText(said)
            announce(self.fields[place], said)
        self.hint.setVisible(bool(said))

    def _mark(self, place: int, *, left: bool) -> None:
        """Show a check in a field with a word; one that was left with something else is wrong."""
        field = self.fields[place]
        is_word = _word(field) in self._known
        if is_word and not field.actions():
            check = QAction(theme.icon("check", ink="success"), "", field)
            field.addAction(check, QLineEdit.ActionPosition.TrailingPosition)
        for old in field.actions() if not is_word else ():
            field.removeAction(old)
            old.deleteLater()
        wrong = left and bool(_word(field)) and not is_word
        field.setProperty("wrong", wrong)
        field.style().polish(field)
        field.setAccessibleDescription(tr("This is none of the words.") if wrong else "")


def _word(field: QLineEdit) -> str:
    return field.text().strip().casefold()


def _is_tab(event: QKeyEvent) -> bool:
    return event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
