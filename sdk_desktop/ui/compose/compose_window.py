"""The window in which a message is written, checked and sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.draft import (
    Act,
    AnsweredMeanwhile,
    Draft,
    DraftGone,
    DraftHandedOver,
    DraftOnItsWay,
    NotReady,
)
from sdk_desktop.domain.errors import ProofNeeded, Refused, SdkError
from sdk_desktop.ui import pauses
from sdk_desktop.ui.background import Background, attempt
from sdk_desktop.ui.compose.answered_message import AnsweredMessage
from sdk_desktop.ui.compose.attachment_field import AttachmentField, FileDrops
from sdk_desktop.ui.compose.autosave import Autosave
from sdk_desktop.ui.compose.compose_form import ComposeForm
from sdk_desktop.ui.compose.draft_checker import DraftChecker
from sdk_desktop.ui.compose.draft_review import DraftReview
from sdk_desktop.ui.compose.handing_over import HandOverButton, hand_over
from sdk_desktop.ui.compose.other_answer import OtherAnswer
from sdk_desktop.ui.compose.recipient_field import RecipientField
from sdk_desktop.ui.compose.senders import senders
from sdk_desktop.ui.compose.template_menu import TemplateMenu
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import (
    EnterPresses,
    FocusScroll,
    OrderedWindow,
    add_layout,
    announce,
)
from sdk_desktop.ui.parts.dialog import SavingDialog
from sdk_desktop.ui.parts.file_dialogs import FileDialogs
from sdk_desktop.ui.parts.flow import Flow
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.narrow import FittingMargins
from sdk_desktop.ui.parts.permission import limit
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.security.lock_warning import LockWarning
from sdk_desktop.ui.words import sentence, tr

if TYPE_CHECKING:
    from sdk_desktop.usecases.drafts import Drafts
    from sdk_desktop.usecases.outbox import Outbox
    from sdk_desktop.usecases.workspace import Workspace


_GONE = (DraftGone, DraftHandedOver, DraftOnItsWay)
"""What is raised for a draft that was saved and has left this window: nothing here changes it."""
_ALONE, _WITH_ANSWERED = (940, 700), (1300, 720)


class ComposeWindow(OrderedWindow):
    """The window of one draft; deletes itself when it is closed.

    `sent` carries the identifiers of the messages that were queued, `proofNeeded` a ProofNeeded and
    a callable that tries again.
    """

    closed = Signal()
    sent = Signal(tuple)
    proofNeeded = Signal(object, object)

    def __init__(
        self, workspace: Workspace, background: Background, draft: Draft, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Write a message"))
        self.resize(*(_WITH_ANSWERED if draft.act is Act.ANSWER else _ALONE))
        self._outbox = workspace.outbox
        self._drafts = workspace.drafts
        self._background = background
        self._refusal: Refused | None = None
        self._focus: QWidget | None = None
        recipients = RecipientField(workspace.address_book, background, self)
        dialogs = FileDialogs(workspace.folders, background)
        attachments = AttachmentField(draft.files, dialogs, background, self)
        self.form = ComposeForm(
            draft, senders(workspace, draft.mailbox), recipients, attachments, self
        )
        self.templates = TemplateMenu(workspace, background, self.form)
        self.form.text.add_tool(self.templates)
        self.lock_warning = LockWarning(self)
        self._state = paragraph("", self, role="muted")
        self._send_button = QPushButton(tr("Send"), self)
        self._send_anyway = QPushButton(tr("Send all the same"), self)
        self._discard_button = QPushButton(theme.icon("trash"), tr("Throw the draft away"), self)
        self._hand_over_button = HandOverButton(workspace, background, self.form)
        self.question = Question(
            tr("Throw the draft away?"), (tr("Throw away"), tr("Keep writing")), self
        )
        self.answered = AnsweredMessage(workspace, background, draft, self)
        self.form.text.add_tool(self.answered.quote)
        self.other_answer = OtherAnswer(workspace.inbox, background, self)
        self._saving = Autosave(workspace.drafts, background, lambda: self.form.draft, self)
        self._checking = DraftChecker(workspace.outbox, background, lambda: self.form.draft, self)
        self._lay_out()
        self._connect()
        self._checking.ask(self._review.show_checked)
        self.form.focus_first()
        EnterPresses(self)

    def flush_draft(self) -> None:
        """Save what is not saved yet, before this returns."""
        self._saving.flush()

    def limit_sending(self, refusal: Refused | None) -> None:
        """Let the message not be sent by whoever may not, and say why; the draft is kept."""
        if refusal != self._refusal:
            self._refusal = refusal
            limit(self._send_button, refusal, otherwise=self.form.isEnabled())
            _show(self._state, sentence(refusal) if refusal else "")

    def send(self) -> None:
        """Send the message if nothing hinders it; else show what does."""
        if self._send_button.isEnabled() and self._is_whole():
            self._review.begin()
            self._set_busy(True)
            self._saving.stop(partial(self._hand_in, warn=True))

    def send_anyway(self) -> None:
        """Send the message in spite of warnings."""
        if self._is_whole():
            self._set_busy(True)
            self._saving.stop(partial(self._hand_in, warn=False))

    @Slot(tuple)
    def _send_second(self, seen: tuple[str, ...]) -> None:
        """Send the answer beside others that have been seen."""
        self.form.see_answers(seen)
        self.send()

    def closeEvent(self, event: QCloseEvent) -> None:
        if (error := attempt(self._saving.flush)) is not None:
            self._fail(error)
            if not isinstance(error, _GONE):
                event.ignore()
                return
        if (draft := self.form.draft).act is Act.ANSWER:
            self._background.run(self, partial(self._drafts.leave, draft), lambda _: None)
        self.closed.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        FocusScroll(area)
        self._review = DraftReview(self.form, area, self._send_anyway)
        self._send_button.setProperty("primary", "true")
        for button in (self._hand_over_button, self._discard_button):
            button.setProperty("role", "quiet")
        line = Flow()
        line.addWidget(self._send_button)
        line.add_growing(self._state)
        for button in (self._send_anyway, self._hand_over_button, self._discard_button):
            line.addWidget(button)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self.answered, 4)
        column = QVBoxLayout()
        FittingMargins(self, column, (16, 12, 16, 12))
        add_layout(both, column, 5)
        column.addWidget(area, 1)
        for widget in (self.question, self.other_answer):
            column.addWidget(widget)
        add_layout(column, line)
        column.addWidget(self.lock_warning)

    def _connect(self) -> None:
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.send)
        self._send_button.setToolTip("Ctrl+Enter")
        self._send_button.clicked.connect(self.send)
        self._discard_button.clicked.connect(self.question.ask)
        self._hand_over_button.chosen.connect(self._hand_over)
        self._hand_over_button.failed.connect(self._fail)
        self.templates.failed.connect(self._fail)
        self.question.agreed.connect(self._throw_away)
        check = partial(self._checking.ask, self._review.show_checked)
        self._checking.failed.connect(self._fail)
        self.form.changed.connect(self._saving.note_change)
        self.form.attachments.changed.connect(check)
        files = FileDrops(self)
        files.dropped.connect(self.form.attachments.add_paths)
        files.pasted.connect(self.form.attachments.add_picture)
        self._send_anyway.clicked.connect(self.send_anyway)
        self.other_answer.agreed.connect(self._send_second)
        self.other_answer.proofNeeded.connect(self.proofNeeded)
        self.answered.proofNeeded.connect(self.proofNeeded)
        self.answered.quoted.connect(self.form.text.editor.add_text)
        self._saving.rested.connect(check)
        self._review.found.connect(partial(_show, self._state))
        self._saving.saved.connect(self._say_saved)
        self._saving.failed.connect(self._fail)

    @Slot()
    def _say_saved(self) -> None:
        if not self._review.hinders:
            due = self._review.due_words
            _show(self._state, tr("The draft is saved.") + (f" {due}." if due else ""))

    def _is_whole(self) -> bool:
        """Return whether all that is attached is there; say so where a file would be left out."""
        busy = self.form.attachments.is_busy
        if busy:
            _show(self._state, sentence(_not_whole()), "danger")
        return not busy

    def _hand_in(self, *, warn: bool) -> None:
        work = partial(hand_in, self._drafts, self._outbox, self.form.draft, warn=warn)
        self._background.run(self, work, self._leave, partial(self._refuse, self.send))

    def _leave(self, identifiers: tuple[str, ...] | None) -> None:
        """Close; there are identifiers when something was sent, none when it was thrown away."""
        self._set_busy(False)
        if identifiers is not None:
            self.sent.emit(identifiers)
        self.close()

    @Slot()
    def _throw_away(self) -> None:
        work = partial(self._drafts.discard, self.form.draft.key)
        self._end_with(work, partial(self._refuse, self._throw_away))

    @Slot(object, str)
    def _hand_over(self, dialog: SavingDialog, who: str) -> None:
        if self.form.attachments.is_busy:
            dialog.stay(_not_whole())
            return
        work = partial(hand_over, self._drafts, self.form.draft, who)
        self._end_with(work, partial(self._stay_with, dialog))

    def _stay_with(self, dialog: SavingDialog, error: SdkError) -> None:
        """Have a dialog say why the draft is still here; without it, say so here."""
        if isinstance(error, _GONE):
            dialog.leave()
        self._saving.note_change()
        if dialog.stay(error):
            self._set_busy(False)
        else:
            self._fail(error)

    def _end_with(self, work: Callable[[], None], fail: Callable[[SdkError], None]) -> None:
        """Do the last thing with the draft, and close when it is done."""
        self._set_busy(True)
        self._saving.stop(partial(self._background.run, self, work, self._leave, fail))

    def _refuse(self, retry: Callable[[], object], error: SdkError) -> None:
        """Save the draft again later and show the error; nothing was sent or discarded."""
        self._saving.note_change()
        if isinstance(error, NotReady):
            self._set_busy(False)
            if said := self._review.ask(error.problems):
                _show(self._state, said)
            else:  # the user has seen to all of it
                self.send_anyway()
            return
        if isinstance(error, AnsweredMeanwhile):
            self._set_busy(False)
            self.other_answer.tell(error)
            return
        self._fail(error)
        if isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, retry)

    def _fail(self, error: SdkError) -> None:
        gone = isinstance(error, _GONE)
        if gone:
            self._saving.stop(lambda: None)
        self._set_busy(gone)
        self._hand_over_button.setDisabled(gone)
        self._discard_button.setDisabled(gone)
        _show(self._state, sentence(error), "danger")

    def _set_busy(self, busy: bool) -> None:
        """Let nothing be changed while the draft is on its way; then all is as it was before."""
        if busy and self.form.isEnabled():
            self._focus = self.focusWidget()
        self.form.setEnabled(not busy)
        self._send_button.setEnabled(not busy and self._refusal is None)
        focus, self._focus = self._focus, self._focus if busy else None
        if not busy and focus is not None and shiboken6.isValid(focus):
            focus.setFocus()


def _not_whole() -> Refused:
    return Refused("The files are not all here yet. Try again in a moment.")


def _show(line: QLabel, text: str, role: str = "muted") -> None:
    """Show how a draft stands; what hinders is announced, but not each time that it is tried."""
    if role == "danger" and text != line.text():
        announce(line, text, urgent=True)
    line.setProperty("role", role)
    line.style().polish(line)
    line.setText(text)


def hand_in(drafts: Drafts, outbox: Outbox, draft: Draft, *, warn: bool) -> tuple[str, ...]:
    """Save the draft, then send it, so that nothing typed is lost if sending fails."""
    drafts.save(draft)
    return outbox.send(draft, warn=warn, hold=timedelta(milliseconds=pauses.TAKE_BACK))
