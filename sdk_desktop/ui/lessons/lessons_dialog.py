"""The window with all lessons, what is ticked, and the certificate."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.lessons.lesson_words import certificate, course_text
from sdk_desktop.ui.parts.accessibility import add_layout, complain
from sdk_desktop.ui.parts.dialog import Dialog, scrolled_column
from sdk_desktop.ui.parts.fields import add_row
from sdk_desktop.ui.parts.file_dialogs import FileDialogs, NewFile
from sdk_desktop.ui.parts.labels import ResultLine, plain
from sdk_desktop.ui.parts.message_text import LevelColumn, MessageTexts
from sdk_desktop.ui.room import fitting_text
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.usecases.lessons.course import LessonProgress
from sdk_desktop.usecases.lessons.lessons import Lessons

_COLUMNS, _LINES = 80, 30


class LessonsDialog(Dialog):
    """Shows the course as a text that is read line by line, and makes the certificate."""

    def __init__(
        self,
        lessons: Lessons,
        dialogs: FileDialogs,
        background: Background,
        progress: tuple[LessonProgress, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(tr("Exercises"), parent)
        self._lessons, self._dialogs, self._background = lessons, dialogs, background
        done = sum(one.done is not None for one in progress)
        told = tr("{done} of {count} exercises are done. Nothing is sent for real.")
        self.count = plain(told.format(done=done, count=len(progress)), self, role="heading")
        self.count.setWordWrap(True)
        self.text = MessageTexts((("", course_text(progress)),), self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(100)
        self.save = QPushButton(tr("Save the certificate …"), self)
        self.save.clicked.connect(self._ask_where)
        self.save.setEnabled(done == len(progress))
        if done < len(progress):
            self.save.setAccessibleDescription(tr("When every exercise is done"))
            self.save.setToolTip(tr("When every exercise is done"))
        self.outcome = ResultLine(self)
        close = QPushButton(tr("Close"), self)
        close.clicked.connect(self.reject)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        add_row(form, tr("Name on the certificate"), self.name)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = scrolled_column(self, buttons)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addWidget(self.count)
        add_layout(layout, LevelColumn(self.text))
        add_layout(layout, form)
        layout.addWidget(self.outcome)
        layout.addStretch(1)
        self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return fitting_text(self, _COLUMNS, _LINES)

    @Slot()
    def _ask_where(self) -> None:
        if not self.name.text().strip():
            wrong = tr("Write whose certificate it is.")
            self.outcome.show_result(wrong, "danger")
            complain(self.outcome, wrong, self.name)
            return
        new = NewFile(tr("Save the certificate"), f"{tr('certificate')}.pdf", "PDF (*.pdf)")
        self._dialogs.ask_for_new(new, self, self._certify)

    def _certify(self, path: Path) -> None:
        work = partial(self._lessons.certify, path, partial(certificate, self.name.text().strip()))
        self._background.run(self, work, self._tell, self._fail)

    def _tell(self, _saved: None) -> None:
        self.outcome.show_result(tr("The certificate is saved."), "heading")

    def _fail(self, error: SdkError) -> None:
        self.outcome.show_result(sentence(error), "danger")
