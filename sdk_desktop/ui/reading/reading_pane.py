"""The reading pane: loads a message in the background and shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from sdk_desktop.domain.errand import ColleagueNote, Proposal
from sdk_desktop.domain.errors import ProofNeeded, Refused, SdkError
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.background import Background, attempt
from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.parts.file_dialogs import FileDialogs
from sdk_desktop.ui.parts.labels import paragraph
from sdk_desktop.ui.parts.message_text import MessageTexts
from sdk_desktop.ui.parts.pinned_scroll import PinnedScroll
from sdk_desktop.ui.reading.conversation import ConversationReader
from sdk_desktop.ui.reading.file_actions import FileActions
from sdk_desktop.ui.reading.message_view import MessageView, OpenedMessage, pass_on_requests
from sdk_desktop.ui.todo.today import Today
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.message_words import opened_words
from sdk_desktop.usecases.searching.search_text import NOTHING_SOUGHT, SoughtWords

if TYPE_CHECKING:  # a screen gets these ready-made; importing the store would cost time at start
    from sdk_desktop.usecases.workspace import Workspace

_Stands = tuple[tuple[Headline, ...], tuple[ColleagueNote, ...], tuple[Headline, ...]]
_PATIENCE = 150
"""Milliseconds that the message before may stay while the next one is fetched."""


class ReadingPane(PinnedScroll):
    """Shows one message at a time.

    `remindRequested` carries the Headline of which one wants to be reminded, `boardRequested` of
    one whose distribution list is to be shown, `proofNeeded` a
    ProofNeeded and a callable that tries again, `shown` the Headline of the message that has been
    put on the page; `todoWanted` is emitted to see all that is to do,
    `newWanted` carries the address of a mailbox whose new messages are wanted. `filesDone` carries
    a sentence, `filesFailed` an SdkError about the files of a message that is shown no longer.
    """

    complementRequested = Signal(int)
    resendRequested = Signal(int)
    pdfRequested = Signal(int)
    remindRequested = Signal(object)
    boardRequested = Signal(object)
    proofNeeded = Signal(object, object)
    shown = Signal(object)
    todoWanted = Signal()
    newWanted = Signal(str)
    filesDone = Signal(str)
    filesFailed = Signal(object)

    def __init__(
        self, workspace: Workspace, background: Background, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._name = _SpokenName(self)
        self.setProperty("role", "reading")
        self._workspace, self._inbox = workspace, workspace.inbox
        self._background = background
        self._row: int | None = None
        self._sought = NOTHING_SOUGHT
        self._opened: OpenedMessage | None = None
        self._whole = False
        self._files = FileActions(
            workspace.inbox, FileDialogs(workspace.folders, background), background, self
        )
        self._files.proofNeeded.connect(self.proofNeeded)
        self._files.done.connect(self.filesDone)
        self._files.failed.connect(self.filesFailed)
        self._conversations = ConversationReader(workspace.inbox, background, self)
        self._conversations.proofNeeded.connect(self.proofNeeded)
        self._slow = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._slow.timeout.connect(lambda: self._say(tr("Loading …")))
        self._put_today()

    def clear(self) -> None:
        """Show no message, but what is to do."""
        self._row = self._opened = None
        self._slow.stop()
        if not isinstance(self.widget(), Today):
            self._put_today().reload()

    def show_message(self, row: int, sought: SoughtWords = NOTHING_SOUGHT) -> None:
        """Open a message, and mark what a search looked for; a result for another is dropped."""
        self._sought = sought
        self._row = row
        if not self._shows(row):
            self._slow.start()
        work = partial(_open, self._workspace, row)
        fail = partial(self._fail, partial(self.show_message, row, sought), row)
        self._background.run(self, work, partial(self._show, row), fail)

    def reload(self) -> None:
        """Show what has happened to the message and its conversation since it was opened."""
        if isinstance(today := self.widget(), Today):
            today.reload()
        if self._row is None:
            return
        work, lost = partial(_stands, self._workspace, self._row), partial(self._lose, self._row)
        self._background.run(self, work, partial(self._compare, self._row), lost)

    def look_again(self) -> None:
        """Show the message anew, with what the person may do by now."""
        opened, self._opened = self._opened, None
        if opened is not None and self._row is not None:
            attempt(partial(self._put_message, self._row, opened))

    def mark(self, sought: SoughtWords = NOTHING_SOUGHT) -> None:
        """Mark what a search looks for now."""
        before, self._sought = self._sought, sought
        if sought != before and self._opened is not None and self._row is not None:
            attempt(partial(self._put_message, self._row, self._opened))

    def _show(self, row: int, opened: OpenedMessage) -> None:
        if row != self._row:
            return
        self._slow.stop()
        if opened == self._opened:
            return
        known = self._shows(row)
        if attempt(partial(self._put_message, row, opened)) is not None:
            self._say(tr("This message cannot be shown."), is_wrong=True)
        elif not known:
            self._name.tell(opened_words(opened.reading))
            self._record(row, opened)

    def _put_today(self) -> Today:
        today = Today(self._workspace, self._background, self.viewport())
        today.wanted.connect(self.todoWanted)
        today.newWanted.connect(self.newWanted)
        self._name.say(tr("No message is open."))
        self.put(today)
        return today

    def _put_message(self, row: int, opened: OpenedMessage) -> None:
        place = self.verticalScrollBar().value() if self._shows(row) else 0
        mailbox = opened.reading.headline.mailbox
        refusal = self._workspace.permissions.refusal(Role.HANDLER, mailbox)
        view = MessageView(opened, refusal, self.viewport())
        pass_on_requests(view, self)
        view.opened.connect(self.show_message)
        view.acceptRequested.connect(self._accept)
        view.historyRequested.connect(partial(self._show_history, row, view))
        view.unfolded.connect(self.scroll_to)
        self.low.connect(view.show_low)
        if view.conversation is not None:
            self._conversations.serve(view.conversation)
        before = self.widget()
        if self._shows(row) and isinstance(before, MessageView):
            view.unfold_as(before)
        if view.foot is not None and view.foot.attachments is not None:
            self._files.serve(row, view.foot.attachments)
        self.put(view, view.foot)
        if self._sought.parts:
            find = partial(self._workspace.attached_texts.holding, row, self._sought)
            _mark(view, self._sought, find, self._background)
        self._opened, self._whole = opened, view.whole
        self.shown.emit(opened.reading.headline)
        self.verticalScrollBar().setValue(place)

    @Slot(int, object)
    def _accept(self, row: int, proposed: Proposal) -> None:
        work = partial(self._workspace.handling.accept, row, proposed)
        self._background.run(self, work, lambda _: None)

    def _show_history(self, row: int, view: MessageView) -> None:
        if view.history is not None:
            work = partial(self._workspace.handling.history, row)
            self._background.run(view, work, view.history.show_events)

    def _record(self, row: int, opened: OpenedMessage) -> None:
        """Record that the page was shown; what cannot be recorded may not stay on the screen."""
        work = partial(self._inbox.record_reading, opened.reading, whole=self._whole)
        self._background.do_duty(self, work, partial(self._keep, row))

    def _shows(self, row: int) -> bool:
        return self._opened is not None and self._opened.reading.headline.row == row

    def _fail(self, retry: Callable[[], None], row: int, error: SdkError) -> None:
        if row != self._row:
            return
        if not isinstance(error, ProofNeeded):
            self._say(sentence(error), is_wrong=True)
            return
        if not self._shows(row):
            self._say_proof_needed(error, retry)
        self.proofNeeded.emit(error, retry)

    def _say_proof_needed(self, error: ProofNeeded, retry: Callable[[], None]) -> None:
        column = self._say(
            tr("This message is confidential. Prove once more who you are to read it.")
        )
        button = QPushButton(tr("Prove who I am …"), self.widget())
        button.clicked.connect(partial(self.proofNeeded.emit, error, retry))
        column.insertWidget(1, button, alignment=Qt.AlignmentFlag.AlignLeft)

    def _compare(self, row: int, stands: _Stands) -> None:
        headlines, notes, forwarded = stands
        opened = self._opened
        if row != self._row or opened is None or not self._shows(row):
            return
        now = next((one for one in headlines if one.row == row), opened.reading.headline)
        if now.covered:  # what is on the screen stays there
            now = opened.reading.headline
        if opened.reading.delivery is not None and not opened.reading.delivery.status.final:
            self._follow(row)
        else:
            reading = replace(opened.reading, headline=now, forwarded=forwarded)
            known = replace(opened, reading=reading, conversation=headlines, notes=notes)
            self._show(row, known)

    def _follow(self, row: int) -> None:
        """Load the open message again, without asking for a proof: the user did not ask for it."""
        work = partial(_open, self._workspace, row)
        self._background.run(self, work, partial(self._show, row), partial(self._keep, row))

    def _keep(self, row: int, error: SdkError) -> None:
        if row == self._row and not isinstance(error, ProofNeeded):
            self._say(sentence(error), is_wrong=True)

    def _lose(self, row: int, error: SdkError) -> None:
        """Stop showing a message that has been erased."""
        if row == self._row and isinstance(error, Refused):
            self._say(sentence(error), is_wrong=True)

    def _say(self, text: str, *, is_wrong: bool = False) -> QVBoxLayout:
        """Show a text instead of a message; what is wrong is spoken, too, where it is seen."""
        self._slow.stop()
        if is_wrong and self.viewport().isVisible():
            announce(self, text, urgent=True)
        self._opened = None
        self._name.say(tr("Message"))
        page = QWidget(self.viewport())
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(paragraph(text, page, role="muted"))
        column.addStretch()
        self.put(page)
        return column


class _SpokenName(QObject):
    """Tells a screen reader what is open, unless it is hidden from whoever looks on."""

    def __init__(self, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._pane, self._words = pane, tr("Message")
        pane.viewport().installEventFilter(self)

    def say(self, words: str) -> None:
        """Let the pane be named so while it is seen."""
        self._words = words
        seen = self._pane.viewport().isVisible()
        self._pane.setAccessibleName(words if seen else tr("Message"))

    def tell(self, words: str) -> None:
        """Speak the words at once, too; what has the keyboard says its new name itself."""
        self.say(words)
        if self._pane.viewport().isVisible() and not self._pane.hasFocus():
            announce(self._pane, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Show, QEvent.Type.Hide}:
            self.say(self._words)
        return super().eventFilter(watched, event)


def _open(workspace: Workspace, row: int) -> OpenedMessage:
    reading = workspace.inbox.open(row)
    seen = replace(reading.headline, unread=False)  # as it is once this is on the screen
    refusal = workspace.permissions.refusal(Role.REGISTRAR, seen.mailbox)
    return OpenedMessage(
        replace(reading, headline=seen),
        tuple(seen if one.row == row else one for one in workspace.inbox.conversation(row)),
        workspace.who_id,
        workspace.handling.notes(row),
        None if refusal else workspace.handling.proposal(row),
    )


def _mark(
    view: MessageView,
    sought: SoughtWords,
    find: Callable[[], Mapping[int, str]],
    background: Background,
) -> None:
    """Mark what a search has looked for in the texts, and on the files that hold it, once found."""
    for texts in view.findChildren(MessageTexts):
        texts.mark(sought.places)
    if view.foot is not None and (attachments := view.foot.attachments) is not None:
        background.run(attachments, find, attachments.mark)


def _stands(workspace: Workspace, row: int) -> _Stands:
    """Return how a message stands now: its conversation, notes on it, and what passed it on."""
    inbox = workspace.inbox
    return inbox.conversation(row), workspace.handling.notes(row), inbox.forwarded(row)
