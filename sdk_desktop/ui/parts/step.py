"""A page with a title, a text and fields, one of several."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import add_layout, complain
from sdk_desktop.ui.parts.fields import add_row
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.narrow import is_narrow, wrap_rows
from sdk_desktop.ui.words import tr

T = TypeVar("T")


class Step(QWidget):
    """One page: a title, what it is for, and its fields.

    `finished` is emitted when the page is complete, `proofNeeded` carries a ProofNeeded and a
    callable that tries again, `rearranged` is emitted when other pages are wanted than before.
    """

    finished = Signal()
    proofNeeded = Signal(object, object)
    rearranged = Signal()
    may_go_back = True
    next_text = ""
    """The text of the button that goes on, through `tr`, if not the usual one."""
    has_next = True
    names_above = False
    """Whether the names of the fields stand above them also where there is room beside them."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = title
        self._works = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(paragraph(title, self, role="title"))
        self.column.addWidget(paragraph(text, self))
        self.form = QFormLayout()
        self.form.setVerticalSpacing(10)
        self.form.setHorizontalSpacing(16)
        add_layout(self.column, self.form)
        self.error = paragraph("", self, role="danger")
        self.error.hide()

    @property
    def wanted(self) -> bool:
        """Whether this page is shown at all."""
        return True

    def add_field(self, name: str, hint: str = "") -> QLineEdit:
        """Add a named field, with an example as its hint."""
        field = self._field(name, hint)
        add_row(self.form, name, field)
        return field

    def add_file(self, name: str, hint: str = "", *, folder: bool = False) -> QLineEdit:
        """Add a field for a file or a folder, with a button to choose one."""
        field = self._field(name, hint)
        choose = _Chooser(field, self, folder=folder)
        row = Flow()
        row.setSpacing(8)
        row.addWidget(field)
        row.addWidget(choose)
        add_row(self.form, name, row)
        return field

    def go_on(self) -> None:
        """Finish this page: emit `finished`, or show what is missing."""
        self.finished.emit()

    def do_once(
        self,
        background: Background,
        work: Callable[[], T],
        then: Callable[[T], object],
        fail: Callable[[SdkError], object],
    ) -> None:
        """Do the page's work on a worker thread; nothing while it is being done already.

        Whoever presses Enter twice would else be enrolled twice, or have used a code up.
        """
        if not self._works:
            self._works = True
            background.run(self, work, partial(self._end_work, then), partial(self._end_work, fail))

    def _end_work(self, tell: Callable[[T], object], result: T) -> None:
        self._works = False
        tell(result)

    def first_field(self) -> QWidget | None:
        """Return the first field that can be used, None for a page without fields."""
        fields = self.findChildren(QLineEdit)
        return next((one for one in fields if one.isEnabled() and one.isVisibleTo(self)), None)

    def show_error(self, text: str) -> None:
        """Show and say what is wrong; "" hides it."""
        self._put_error(text)
        if text:
            complain(self.error, text)

    def show_missing(self, text: str) -> None:
        """Show and say what is missing, with the focus in the first field that is empty."""
        self._put_error(text)
        fields = (one for one in self.findChildren(QLineEdit) if one.isVisibleTo(self))
        complain(self.error, text, next((one for one in fields if not typed(one)), None))

    def _put_error(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        return field

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wrap_rows(self.form, narrow=self.names_above or is_narrow(self))

    def heightForWidth(self, width: int) -> int:
        return 0 if self.isHidden() else super().heightForWidth(width)


def typed(field: QLineEdit) -> str:
    """Return what was typed in a field."""
    return field.text().strip()


class _Chooser(QPushButton):
    """Chooses a file or a folder for a field."""

    def __init__(self, field: QLineEdit, parent: QWidget, *, folder: bool) -> None:
        super().__init__(tr("Choose …"), parent)
        what = tr("Choose a folder: {name}") if folder else tr("Choose a file: {name}")
        self.setAccessibleName(what.format(name=field.accessibleName()))
        mode = QFileDialog.FileMode
        self._mode = mode.Directory if folder else mode.ExistingFile
        self._field = field
        self.clicked.connect(self._choose)

    @Slot()
    def _choose(self) -> None:
        dialog = QFileDialog(self, self._field.accessibleName())
        dialog.setFileMode(self._mode)
        dialog.fileSelected.connect(self._field.setText)
        dialog.open()
