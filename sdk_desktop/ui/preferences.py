"""The settings that a person may change: language, text size, when the window locks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from sdk_desktop.domain.configuration import LANGUAGES, Preferences
from sdk_desktop.ui.about import AboutDialog
from sdk_desktop.ui.parts.accessibility import add_layout
from sdk_desktop.ui.parts.dialog import SavingDialog, scrolled_column
from sdk_desktop.ui.parts.fields import add_row, inset
from sdk_desktop.ui.parts.labels import plain
from sdk_desktop.ui.parts.narrow import want_width
from sdk_desktop.ui.words import example, tr

TEXT_SIZES = (100, 125, 150, 175, 200)
IDLE_MINUTES = (1, 60)
WIDTH = 52
"""Characters."""


class PreferencesDialog(SavingDialog):
    """Shows the settings, and has the new Preferences saved.

    `peopleWanted` is emitted when the user wants to see who may sign in, `sharingWanted` for the
    shared mailboxes, to be shown over this; that button is there only where they `can_share`. What
    is `locked` the organisation has decided: it is shown, and cannot be changed.
    """

    peopleWanted = Signal()
    sharingWanted = Signal()

    def __init__(
        self,
        preferences: Preferences,
        parent: QWidget,
        *,
        can_share: bool = False,
        locked: bool = False,
    ) -> None:
        super().__init__(tr("Settings"), parent)
        self.language = QComboBox(self)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(preferences.language))
        self.text = QComboBox(self)
        for percent in sorted({*TEXT_SIZES, preferences.text_percent}):
            self.text.addItem(f"{percent} %", percent)
        self.text.setCurrentIndex(self.text.findData(preferences.text_percent))
        self.idle = QSpinBox(self)
        self.idle.setRange(*IDLE_MINUTES)
        self.idle.setValue(preferences.idle_minutes)
        inset(self.idle)
        self.dense = QCheckBox(tr("Dense rows in the list"), self)
        self.dense.setChecked(preferences.dense_rows)
        self.notices = QCheckBox(tr("Tell when something comes"), self)
        self.notices.setChecked(preferences.notices)
        self.quiet = QLineEdit(preferences.quiet_hours, self)
        self.quiet.setPlaceholderText(example("17:00-07:30"))
        self.quiet.setInputMethodHints(Qt.InputMethodHint.ImhTime)
        self.people = QPushButton(tr("Who may sign in …"), self)
        self.people.clicked.connect(self.peopleWanted)
        self.sharing = QPushButton(tr("Shared mailboxes …"), self)
        self.sharing.setVisible(can_share)
        self.sharing.clicked.connect(self.sharingWanted)
        self.about = QPushButton(tr("About SDK Desktop …"), self)
        self.about.clicked.connect(self._show_about)
        self.decided = plain(tr("Your organisation has decided these."), self, role="muted")
        self.decided.setVisible(locked)
        self._lay_out()
        for field in (*self._fields, self.save):
            field.setDisabled(locked)

    @property
    def _fields(self) -> tuple[QWidget, ...]:
        return self.language, self.text, self.dense, self.idle, self.notices, self.quiet

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for text, field in (
            (tr("Language"), self.language),
            (tr("Text size"), self.text),
            (tr("Lock after minutes without use"), self.idle),
            (tr("Quiet hours"), self.quiet),
        ):
            field.setAccessibleName(text)
            add_row(form, text, field)
        form.insertRow(2, self.dense)
        form.insertRow(4, self.notices)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save)
        layout = scrolled_column(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(20)
        add_layout(layout, form)
        layout.addWidget(self.outcome)
        layout.addWidget(self.decided)
        for button in (self.people, self.sharing, self.about):
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        add_layout(layout, buttons)
        want_width(layout, WIDTH * self.fontMetrics().averageCharWidth())

    @Slot()
    def _show_about(self) -> None:
        AboutDialog(self).open()

    @Slot()
    def accept(self) -> None:
        """Have saved what is chosen; quiet hours that nobody can read are asked about."""
        try:
            preferences = Preferences(
                language=self.language.currentData(),
                text_percent=self.text.currentData(),
                idle_minutes=self.idle.value(),
                dense_rows=self.dense.isChecked(),
                notices=self.notices.isChecked(),
                quiet_hours="".join(self.quiet.text().split()).replace("–", "-"),
            )
        except ValueError:
            text = tr("Write quiet hours as 17:00-07:30, or leave the field empty.")
            self.refuse(text, self.quiet)
        else:
            self.give(preferences)
