"""The fields of a message that is being written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.draft import Act, Draft, Field, Problem
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.compose.attachment_field import AttachmentField
from sdk_desktop.ui.compose.concerns_field import ConcernsField
from sdk_desktop.ui.compose.problem_notes import ProblemNotes
from sdk_desktop.ui.compose.recipient_field import RecipientField
from sdk_desktop.ui.compose.text_field import TextField
from sdk_desktop.ui.parts.accessibility import add_layout, describe_until_changed
from sdk_desktop.ui.parts.elided_choice import ElidedChoice
from sdk_desktop.ui.parts.fields import ArrowChoice
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.parts.narrow import is_narrow, wrap_rows
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.shown_names import recipient_words

_ANSWER_PREFIX = "Sv: "


class ComposeForm(QWidget):
    """Shows a draft in fields and returns it as they are now."""

    changed = Signal()

    def __init__(
        self,
        draft: Draft,
        mailboxes: tuple[Mailbox, ...],
        recipients: RecipientField,
        attachments: AttachmentField,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self.recipients = recipients
        self.attachments = attachments
        self.mailbox = _mailbox_choice(draft, mailboxes, self)
        self.subject = QLineEdit(draft.label, self)
        self.subject.setAccessibleName(tr("Subject"))
        self.confidential = _choice(tr("Yes, confidential"), self)
        self.confidential.setAccessibleName(tr("Yes, it holds confidential information"))
        self.open = _choice(tr("No"), self)
        self.open.setAccessibleName(tr("No, nothing in it is confidential"))
        self.concerns = ConcernsField(draft, self)
        self.text = TextField(draft.text, self)
        self.notes = tuple(ProblemNotes(field, self) for field in Field)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 12, 12)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows.setHorizontalSpacing(14)
        self._rows.setVerticalSpacing(10)
        self._lay_out()
        self._fill(draft)
        self._connect()

    @property
    def draft(self) -> Draft:
        """The draft as the fields are now."""
        chosen = self.confidential.isChecked() or self.open.isChecked()
        written = replace(
            self._draft,
            mailbox=str(self.mailbox.currentData()),
            recipients=self.recipients.recipients,
            unchosen=self.recipients.unchosen,
            label=self.subject.text(),
            confidential=self.confidential.isChecked() if chosen else None,
            text=self.text.text,
            files=self.attachments.files,
        )
        return self.concerns.written(written)

    @Slot()
    def _tell_mailbox(self) -> None:
        self.recipients.mailbox = str(self.mailbox.currentData())

    def see_answers(self, seen: tuple[str, ...]) -> None:
        """Note that the user has seen other answers to the message."""
        known = dict.fromkeys((*self._draft.answers_seen, *seen))
        self._draft = replace(self._draft, answers_seen=tuple(known))

    def focus_first(self) -> None:
        """Put the focus in the first empty field; at the text, say to whom and about what it is."""
        if not self.recipients.recipients:
            self.recipients.field.setFocus()
        elif not self.subject.text():
            self.subject.setFocus()
        else:
            names = ", ".join(map(recipient_words, self.recipients.recipients))
            words = tr("To {who}: {subject}").format(who=names, subject=self.subject.text())
            describe_until_changed(self.text.editor, words)
            self.text.editor.setFocus()

    def focus_on(self, problem: Problem) -> None:
        """Put the focus in the field where a problem is mended."""
        match problem.field:
            case Field.RECIPIENTS:
                self.recipients.field.setFocus()
            case Field.LABEL:
                self.subject.setFocus()
            case Field.CONFIDENTIALITY:
                self.confidential.setFocus()
            case Field.FILES:
                self.attachments.add_button.setFocus()
            case Field.REFERENCES:
                self.concerns.focus_row(problem.detail)
            case Field.TEXT:
                self.text.editor.setFocus()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong or deserves a second look, each at its field."""
        for notes in self.notes:
            notes.show_problems(problems)

    @property
    def problem_buttons(self) -> tuple[QPushButton, ...]:
        """The buttons of the problems that are shown, in the order of the fields."""
        return tuple(button for notes in self.notes for button in notes.buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wrap_rows(self._rows, narrow=is_narrow(self))

    def _lay_out(self) -> None:
        if about := _what_it_is(self._draft):
            self._rows.addRow(paragraph(about, self, role="heading"))
        confidentiality = Flow()
        confidentiality.addWidget(self.confidential)
        confidentiality.addWidget(self.open)
        self._add(tr("From"), self._from())
        self.text.add_below(self.attachments)
        of_recipients, of_subject, of_choice, of_concerns, of_text, of_files = self.notes
        self._add(tr("To"), self.recipients, of_recipients)
        self._add(tr("Subject"), self.subject, of_subject)
        self._add(tr("Confidential?"), confidentiality, of_choice)
        self._add(tr("Concerns"), self.concerns, of_concerns)
        self._add(tr("Text"), self.text, of_text, of_files)

    def _from(self) -> QWidget:
        """Return the choice of a mailbox, or where there is none its name."""
        if self.mailbox.isEnabled():
            return self.mailbox
        self.mailbox.hide()
        name = paragraph(self.mailbox.currentText(), self)
        name.setContentsMargins(0, 6, 0, 0)
        return name

    def _add(self, name: str, field: QWidget | Flow, *notes: ProblemNotes) -> None:
        cell = QVBoxLayout()
        cell.setSpacing(4)
        if isinstance(field, QWidget):
            cell.addWidget(field)
        else:
            add_layout(cell, field)
        for one in notes:
            cell.addWidget(one)
        row, role = self._rows.rowCount(), QFormLayout.ItemRole
        self._rows.setLayout(row, role.FieldRole, cell)
        label = plain(name, self, role="muted")
        label.setContentsMargins(0, 6, 0, 0)
        self._rows.setWidget(row, role.LabelRole, label)
        if isinstance(field, QWidget):
            label.setBuddy(field.editor if isinstance(field, TextField) else field)

    def _fill(self, draft: Draft) -> None:
        self.recipients.show_recipients(draft.recipients)
        self.recipients.field.setText(draft.unchosen)
        group = QButtonGroup(self)
        group.addButton(self.confidential)
        group.addButton(self.open)
        if draft.confidential is not None:
            (self.confidential if draft.confidential else self.open).setChecked(True)

    def _connect(self) -> None:
        for parts in (self.recipients, self.concerns, self.text, self.attachments):
            parts.changed.connect(self.changed)
        self.mailbox.currentIndexChanged.connect(self.changed)
        self.mailbox.currentIndexChanged.connect(self._tell_mailbox)
        self._tell_mailbox()
        self.subject.textEdited.connect(self.changed)
        self.confidential.toggled.connect(self.changed)
        self.open.toggled.connect(self.changed)


def _choice(words: str, parent: QWidget) -> ArrowChoice:
    choice = ArrowChoice(words, parent)
    choice.setProperty("role", "choice")
    return choice


def _mailbox_choice(draft: Draft, mailboxes: tuple[Mailbox, ...], parent: QWidget) -> QComboBox:
    choice = ElidedChoice(parent)
    choice.setAccessibleName(tr("From"))
    for mailbox in mailboxes:
        name = f"{mailbox.name} · {mailbox.organisation_name}"
        choice.addItem(one_line(name), mailbox.address)
    choice.setCurrentIndex(max(choice.findData(draft.mailbox), 0))
    choice.setEnabled(draft.act is Act.NEW and len(mailboxes) > 1)
    return choice


def _what_it_is(draft: Draft) -> str:
    subject = one_line(draft.label.removeprefix(_ANSWER_PREFIX))
    match draft.act:
        case Act.ANSWER:
            return tr("Answer to: {subject}").format(subject=subject)
        case Act.COMPLEMENT:
            return tr("Complement to: {subject}").format(subject=subject)
        case Act.NEW:
            return ""
