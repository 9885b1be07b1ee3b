"""The fields of the guide."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.words import tr


class Step(QWidget):
    """One page of the guide: a title, what it is for, and its fields.

    `finished` says that the guide may go on, `proofNeeded` gives a ProofNeeded and a callable that
    tries again, `rearranged` says that other pages are wanted than before.
    """

    finished = Signal()
    proofNeeded = Signal(object, object)
    rearranged = Signal()
    may_go_back = True
    next_text = ""
    """What the button says that goes on, through `tr`, if not what it says on other pages."""
    has_next = True

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(paragraph(title, self, role="title"))
        self.column.addWidget(paragraph(text, self))
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setVerticalSpacing(10)
        self.form.setHorizontalSpacing(16)
        self.column.addLayout(self.form)
        self.error = paragraph("", self, role="danger")
        self.error.hide()

    @property
    def wanted(self) -> bool:
        """Whether the guide shows this page at all."""
        return True

    def add_field(self, name: str, hint: str = "") -> QLineEdit:
        """Add a named field, with an example of what goes in it."""
        field = self._field(name, hint)
        self.form.addRow(name, field)
        return field

    def add_file(self, name: str, hint: str = "", *, folder: bool = False) -> QLineEdit:
        """Add a field for a file or a folder, with a button to choose one."""
        field = self._field(name, hint)
        choose = _Chooser(field, self, folder=folder)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        row.addWidget(choose)
        self.form.addRow(name, row)
        return field

    def go_on(self) -> None:
        """Try to finish this page: emits `finished`, or says what is missing."""
        self.finished.emit()

    def first_field(self) -> QWidget | None:
        """Return where the page begins, None for a page with nothing but text."""
        fields = self.findChildren(QLineEdit)
        return next((one for one in fields if one.isEnabled() and one.isVisibleTo(self)), None)

    def show_error(self, text: str) -> None:
        """Say what is missing or wrong."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _field(self, name: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        return field

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
