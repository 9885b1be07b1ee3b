"""Dialogs: what stands in one scrolls on a low screen, Enter presses the button with the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import (
    EnterPresses,
    FocusScroll,
    add_layout,
    follow_layout,
    read_as_laid_out,
)
from sdk_desktop.ui.parts.fields import add_row
from sdk_desktop.ui.parts.labels import ResultLine, paragraph, rule
from sdk_desktop.ui.parts.narrow import want_width
from sdk_desktop.ui.room import room_of
from sdk_desktop.ui.words import sentence, tr

_QUESTIONS_WIDTH = 56
"""Characters."""

_LOWEST = 6
"""Lines of text that are seen at once at least."""


def scrolled_column(dialog: QDialog, below: QLayout | None = None) -> QVBoxLayout:
    """Return the column for all that stands in a dialog, which scrolls where it has no room.

    What is `below` it stays in view, as the buttons under what is long, to which the dialog does
    not grow by itself. Nothing in the column should scroll: there would be two bars then.
    """
    around, area = _Around(dialog), _Area(dialog, grows=below is None)
    around.setContentsMargins(0, 0, 0, 0)
    around.setSpacing(0)
    around.addWidget(area, 1)
    if below is not None:
        below.setContentsMargins(24, 12, 24, 16)
        around.addWidget(rule(dialog))
        add_layout(around, below)
    return QVBoxLayout(area.inside)


class Dialog(QDialog):
    """Blocks its window while it is open, and is destroyed when it is closed."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(title)
        self._wanted = 0
        EnterPresses(self)

    def showEvent(self, event: QShowEvent) -> None:
        read_as_laid_out(self)
        self._fit_height()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        """Grow with what stands here, and when it gets narrower."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize} and self.isVisible():
            self._fit_height()
        return done

    def _fit_height(self) -> None:
        """Be as high as what stands here needs at this width, when that is more than it was.

        Qt itself does not see to that. What the user makes lower stays so, and is scrolled.
        """
        layout: QLayout | None = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        before, self._wanted = self._wanted, layout.totalHeightForWidth(self.width())
        if self._wanted > before:
            frame = self.frameGeometry().height() - self.height()
            most = room_of(self).height() - frame
            self.resize(self.width(), max(self.height(), min(self._wanted, most)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # Qt would press the first button that it finds
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        follow_layout(self)
        return super().focusNextPrevChild(next_)


class SavingDialog(Dialog):
    """Closes once what was given in it is saved; else it says why not, and keeps what stands there.

    Whoever lays it out adds the button and the line to it.
    """

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.save = QPushButton(tr("Save"), self)
        self.save.setProperty("primary", True)
        self.outcome = ResultLine(self)
        self._save: Callable[..., None] | None = None

    def save_by(
        self,
        background: Background,
        owner: QObject,
        keep: Callable[..., object],
        tell: Callable[..., object],
    ) -> None:
        """Let `keep` save what is given, on a worker thread, and `tell` tell of it afterwards.

        Nothing is told once `owner` is gone.
        """

        def save(*given: object) -> None:
            work, then = partial(keep, *given), partial(self._be_saved, tell, given)
            background.run(owner, work, then, partial(self._not_saved, background))

        self.save_through(save)

    def save_through(self, save: Callable[..., None]) -> None:
        """Let `save` see to what is given; it says what came of it by `leave` or `stay`."""
        self._save = save

    def give(self, *given: object) -> None:
        """Have saved what is given, once at a time."""
        self.outcome.show_result("", "danger")
        if self._save is not None and self.save.isEnabled():
            self.save.setEnabled(False)
            self._save(*given)

    def refuse(self, text: str, field: QWidget | None = None) -> None:
        """Say what is missing or why nothing was saved, and stay."""
        self.outcome.show_result(text, "danger")
        if field is not None:
            field.setAccessibleDescription(text)
            field.setFocus()

    def leave(self) -> None:
        """Close, unless it has been closed."""
        if self._stands:
            self.done(Dialog.DialogCode.Accepted)

    def stay(self, error: SdkError) -> bool:
        """Say why nothing was saved, for another try; return whether it has not been closed."""
        if self._stands:
            self.save.setEnabled(True)
            self.refuse(sentence(error))
            return True
        return False

    def _be_saved(
        self, tell: Callable[..., object], given: tuple[object, ...], _kept: object
    ) -> None:
        self.leave()
        tell(*given)

    def _not_saved(self, background: Background, error: SdkError) -> None:
        if not self.stay(error) and background.on_failure is not None:
            background.on_failure(error)

    @property
    def _stands(self) -> bool:
        """Whether it has not been closed meanwhile."""
        return shiboken6.isValid(self) and not self.isHidden()


class QuestionsDialog(SavingDialog):
    """A text, named fields below it, and the buttons to leave or to save."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setVerticalSpacing(10)
        self.form.setHorizontalSpacing(16)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.accept)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.save)
        column = scrolled_column(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(paragraph(text, self))
        add_layout(column, self.form)
        column.addWidget(self.outcome)
        add_layout(column, self.buttons)
        want_width(column, _QUESTIONS_WIDTH * self.fontMetrics().averageCharWidth())

    def add(self, name: str, field: QWidget) -> None:
        """Add a field; the first one has the focus."""
        field.setAccessibleName(name)
        add_row(self.form, name, field)
        if self.form.rowCount() == 1:
            field.setFocus()


class TextDialog(QuestionsDialog):
    """Asks for a line of text, and has it saved. With `may_be_empty` it may say nothing."""

    def __init__(
        self, title: str, text: str, name: str, parent: QWidget, *, may_be_empty: bool = False
    ) -> None:
        super().__init__(title, text, parent)
        self._may_be_empty = may_be_empty
        self.line = QLineEdit(self)
        self.line.returnPressed.connect(self.accept)
        self.add(name, self.line)

    def accept(self) -> None:
        """Have the text saved; one that is missing is asked for."""
        text = self.line.text().strip()
        if text or self._may_be_empty:
            self.give(text)
        else:
            self.refuse(tr("Write something first."), self.line)


class ChoiceDialog(QuestionsDialog):
    """Asks for one of some names, and has it saved."""

    def __init__(
        self, title: str, text: str, name: str, choices: Iterable[str], parent: QWidget
    ) -> None:
        super().__init__(title, text, parent)
        self.choice = QComboBox(self)
        self.choice.addItems(list(choices))
        self.add(name, self.choice)

    def accept(self) -> None:
        """Have the chosen name saved."""
        self.give(self.choice.currentText())


class _Around(QVBoxLayout):
    """Lets a dialog be lower than all that stands in it needs: Windows asks that of its layout."""

    def minimumHeightForWidth(self, _width: int) -> int:
        return self.minimumSize().height()


class _Area(QScrollArea):
    """As large as what stands in it, where it may be; never wider than that needs."""

    def __init__(self, dialog: QDialog, *, grows: bool) -> None:
        super().__init__(dialog)
        self._grows = grows
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.inside = QWidget(self)
        self.setWidget(self.inside)
        FocusScroll(self)

    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.inside.minimumSizeHint()
        return QSize(least.width(), min(least.height(), _LOWEST * self.fontMetrics().lineSpacing()))

    def hasHeightForWidth(self) -> bool:
        return self._grows

    def heightForWidth(self, width: int) -> int:
        by_width = self.inside.hasHeightForWidth()
        return self.inside.heightForWidth(width) if by_width else self.inside.sizeHint().height()

    def event(self, event: QEvent) -> bool:
        """Need other room when what stands here does."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._show_bar()
        return done

    def _show_bar(self) -> None:
        """Show a scroll bar only where all does not fit without one.

        Qt keeps one that was needed before, when words take more lines beside it than without it.
        """
        room, policies = self.maximumViewportSize(), Qt.ScrollBarPolicy
        fits = self.heightForWidth(room.width()) <= room.height()
        policy = policies.ScrollBarAlwaysOff if fits else policies.ScrollBarAsNeeded
        if policy != self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(policy)
