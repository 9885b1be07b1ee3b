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
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.draft import Act, Draft, Field, Problem
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.compose.attachment_field import AttachmentField
from sdk_desktop.ui.compose.entry_rows import (
    EntryRows,
    RowLabels,
    entry_of_person,
    entry_of_reference,
    person_of,
    reference_of,
)
from sdk_desktop.ui.compose.problem_notes import ProblemNotes
from sdk_desktop.ui.compose.recipient_field import RecipientField
from sdk_desktop.ui.compose.text_field import TextField
from sdk_desktop.ui.parts.accessibility import describe_until_changed, follow_layout
from sdk_desktop.ui.parts.collapsible import Collapsible
from sdk_desktop.ui.parts.elided_choice import ElidedChoice
from sdk_desktop.ui.parts.labels import paragraph, plain
from sdk_desktop.ui.parts.narrow import is_narrow, wrap_rows
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line
from sdk_desktop.ui.words.shown_names import recipient_words
from sdk_desktop.ui.words.type_names import PERSON_ROOTS, REFERENCE_ROOTS

_ANSWER_PREFIX = "Sv: "
_ROOM = 4
"""Pixels above and below the words of a choice."""


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
        self.confidential = QRadioButton(tr("Yes, it holds confidential information"), self)
        self.open = QRadioButton(tr("No, nothing in it is confidential"), self)
        self.persons = EntryRows(PERSON_ROOTS, _person_words(), self)
        self.own_references = EntryRows(REFERENCE_ROOTS, _own_words(), self)
        self.their_references = EntryRows(REFERENCE_ROOTS, _their_words(), self)
        self.text = TextField(draft.text, self)
        self.notes = tuple(ProblemNotes(field, self) for field in Field)
        self._details = Collapsible(tr("Persons and references"), self._detail_page(), self)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 12, 0)
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
        return replace(
            self._draft,
            mailbox=str(self.mailbox.currentData()),
            recipients=self.recipients.recipients,
            unchosen=self.recipients.unchosen,
            label=self.subject.text(),
            confidential=self.confidential.isChecked() if chosen else None,
            text=self.text.text,
            files=self.attachments.files,
            persons=tuple(map(person_of, self.persons.entries)),
            own_references=tuple(map(reference_of, self.own_references.entries)),
            their_references=tuple(map(reference_of, self.their_references.entries)),
        )

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
                self._focus_row(problem.detail)
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

    def focusNextPrevChild(self, next_: bool) -> bool:
        follow_layout(self)
        return super().focusNextPrevChild(next_)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wrap_rows(self._rows, narrow=is_narrow(self))

    def _focus_row(self, what: str) -> None:
        self._details.show_content(True)
        groups = (self.persons, self.own_references, self.their_references)
        row = next(filter(None, (group.row_of(what) for group in groups)), None)
        (row.value if row else self.own_references.add_button).setFocus()

    def _lay_out(self) -> None:
        if about := _what_it_is(self._draft):
            self._rows.addRow(paragraph(about, self, role="heading"))
        confidentiality = QVBoxLayout()
        confidentiality.setSpacing(0)
        for choice in (self.confidential, self.open):
            choice.setStyleSheet(f"min-height: {choice.fontMetrics().lineSpacing() + _ROOM}px")
            confidentiality.addWidget(choice)
        self._add(tr("From"), self.mailbox)
        fields: tuple[QWidget | QVBoxLayout, ...] = (
            *(self.recipients, self.subject, confidentiality, self._details),
            *(self.text, self.attachments),
        )
        names = tr("To"), tr("Subject"), tr("Confidential?"), "", tr("Text"), tr("Attachments")
        for name, field, notes in zip(names, fields, self.notes, strict=True):
            self._add(name, field, notes)

    def _add(
        self, name: str, field: QWidget | QVBoxLayout, notes: ProblemNotes | None = None
    ) -> None:
        cell = QVBoxLayout()
        cell.setSpacing(4)
        if isinstance(field, QWidget):
            cell.addWidget(field)
        else:
            cell.addLayout(field)
        if notes is not None:
            cell.addWidget(notes)
        row, role = self._rows.rowCount(), QFormLayout.ItemRole
        self._rows.setLayout(row, role.FieldRole, cell)
        if name:
            label = plain(name, self, role="muted")
            label.setContentsMargins(0, 6, 0, 0)
            self._rows.setWidget(row, role.LabelRole, label)
            if isinstance(field, QWidget):
                label.setBuddy(field)

    def _detail_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        for rows in (self.persons, self.own_references, self.their_references):
            column.addWidget(rows)
        return page

    def _fill(self, draft: Draft) -> None:
        self.recipients.show_recipients(draft.recipients)
        self.recipients.field.setText(draft.unchosen)
        group = QButtonGroup(self)
        group.addButton(self.confidential)
        group.addButton(self.open)
        if draft.confidential is not None:
            (self.confidential if draft.confidential else self.open).setChecked(True)
        self.persons.show_entries(tuple(map(entry_of_person, draft.persons)))
        self.own_references.show_entries(tuple(map(entry_of_reference, draft.own_references)))
        self.their_references.show_entries(tuple(map(entry_of_reference, draft.their_references)))
        self._count_details()

    def _count_details(self) -> None:
        groups = (self.persons, self.own_references, self.their_references)
        count = sum(len(group.entries) for group in groups)
        title = tr("Persons and references")
        self._details.set_title(f"{title} ({count})" if count else title)

    def _connect(self) -> None:
        for parts in (
            self.recipients,
            self.persons,
            self.own_references,
            self.their_references,
            self.text,
            self.attachments,
        ):
            parts.changed.connect(self.changed)
        self.changed.connect(self._count_details)
        self.mailbox.currentIndexChanged.connect(self.changed)
        self.mailbox.currentIndexChanged.connect(self._tell_mailbox)
        self._tell_mailbox()
        self.subject.textEdited.connect(self.changed)
        self.confidential.toggled.connect(self.changed)
        self.open.toggled.connect(self.changed)


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


def _person_words() -> RowLabels:
    return RowLabels(tr("Add a person"), tr("Number or address"), tr("Name of the person"))


def _own_words() -> RowLabels:
    return RowLabels(tr("Add our reference"), tr("Our reference"), tr("What it is about"))


def _their_words() -> RowLabels:
    return RowLabels(tr("Add their reference"), tr("Their reference"), tr("What it is about"))
