"""Opens the windows in which messages are written, one for each draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sdk_desktop.domain.address import Function
from sdk_desktop.domain.characters import shortened
from sdk_desktop.domain.draft import Act, Draft, DraftRecipient
from sdk_desktop.domain.errors import InOtherHands, ProofNeeded, SdkError
from sdk_desktop.domain.message import LABEL_LIMIT
from sdk_desktop.domain.roles import Permissions, Role
from sdk_desktop.ui.background import Background, attempt
from sdk_desktop.ui.compose.compose_window import ComposeWindow, hand_in
from sdk_desktop.ui.compose.pdf_sending import PdfSending
from sdk_desktop.ui.compose.senders import sender
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.message_words import forwarded_text

if TYPE_CHECKING:
    from sdk_desktop.usecases.drafts import Drafts
    from sdk_desktop.usecases.workspace import Workspace


class ComposeWindows(QObject):
    """The windows that are open for writing.

    `sent` carries the number of messages queued, `failed` an SdkError, `proofNeeded` a ProofNeeded,
    a callable that tries again, and the window to ask over; `inOtherHands` an InOtherHands and a
    callable that takes the answer over. `lockWanted` is emitted when the user wants to lock.
    """

    sent = Signal(int)
    lockWanted = Signal()
    proofNeeded = Signal(object, object, object)
    failed = Signal(object)
    inOtherHands = Signal(object, object)

    def __init__(self, workspace: Workspace, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._background, self._window = workspace, background, window
        self._open: dict[str, ComposeWindow] = {}
        self._wishes: list[object] = []

    @property
    def windows(self) -> tuple[ComposeWindow, ...]:
        """The windows that are open."""
        return tuple(one for one in self._open.values() if shiboken6.isValid(one))

    @Slot(int)
    def show_seconds_left(self, seconds: int) -> None:
        """Show in each window that the client locks soon; 0 when it does not."""
        for window in self.windows:
            window.lock_warning.show_seconds(seconds)

    def write(self, mailbox: str) -> None:
        """Begin a new message."""
        self._make(partial(self._workspace.drafts.new, sender(self._workspace, mailbox)))

    def write_to(self, mailbox: str, function: Function) -> None:
        """Begin a new message to a function."""
        sent_from = sender(self._workspace, mailbox)
        self._make(partial(_addressed, self._workspace.drafts, sent_from, function))

    def answer(self, row: int) -> None:
        """Begin an answer."""
        self._make(partial(self._workspace.drafts.answer, row))

    def complement(self, row: int) -> None:
        """Begin a complement to a message that was sent."""
        self._make(partial(self._workspace.drafts.complement, row))

    def forward(self, row: int) -> None:
        """Begin a new message that passes one on."""
        self._make(partial(self._workspace.drafts.forward, row, forwarded_text))

    def remind(self, *rows: int) -> None:
        """Begin a message that asks those to whom messages were sent for an answer."""
        self._make(partial(_reminder, self._workspace.drafts, *rows))

    def resend(self, *rows: int, to: DraftRecipient | None = None) -> None:
        """Begin again with what failed: one message, or several of a list; or one `to` another."""
        self._make(partial(self._workspace.drafts.resend, *rows, to=to))

    def resend_as_pdf(self, row: int) -> None:
        """Send a message again at once, its pictures as PDFs; its window opens where that fails."""
        begun = partial(self._workspace.drafts.resend, row)
        self._make(begun, partial(self._send_as_pdf, _wish(begun)))

    def open_draft(self, key: str) -> None:
        """Open a stored draft, or raise its window."""
        if key in self._open:
            _to_front(self._open[key])
        else:
            self._make(partial(self._workspace.drafts.get, key))

    def come_back(self, key: str, lead: Callable[[ComposeWindow], None]) -> None:
        """Open a draft that was open before, and lead to its place; one that is gone stays so."""
        get = partial(self._workspace.drafts.get, key)
        self._background.run(self, get, lambda draft: lead(self._window_of(draft)), lambda _: None)

    @Slot(object)
    def show_permissions(self, permissions: Permissions) -> None:
        """Let every open message be sent or not, as the person may by now."""
        for window in self.windows:
            window.limit_sending(permissions.refusal(Role.HANDLER, window.form.draft.mailbox))

    def flush(self) -> SdkError | None:
        """Save every open draft; return the last error, after trying them all."""
        hindrances = [attempt(window.flush_draft) for window in self.windows]
        return next(filter(None, reversed(hindrances)), None)

    def _make(
        self, draft: Callable[..., Draft], then: Callable[[Draft], object] | None = None
    ) -> None:
        """Begin a draft and show it, or do something else with it `then`.

        What is wanted once more before that has come is the same wish.
        """
        wish = _wish(draft)
        if wish in self._wishes:
            return

        def come(then: Callable[[Any], object], what: Draft | SdkError) -> None:
            self._wishes.remove(wish)
            then(what)

        self._wishes.append(wish)
        fail = partial(self._fail, draft, then)
        made = partial(come, then or self._window_of)
        self._background.run(self, draft, made, partial(come, fail))

    def _fail(
        self, draft: Callable[..., Draft], then: Callable[[Draft], object] | None, error: SdkError
    ) -> None:
        if isinstance(error, InOtherHands):
            over = partial(draft, over=error.who_id)
            self.inOtherHands.emit(error, partial(self._make, over, then))
        elif isinstance(error, ProofNeeded):
            self.proofNeeded.emit(error, partial(self._make, draft, then), self._window)
        else:
            self.failed.emit(error)

    def _send_as_pdf(self, wish: object, draft: Draft) -> None:
        self._wishes.append(wish)
        send = partial(hand_in, self._workspace.drafts, self._workspace.outbox, warn=False)
        sending = PdfSending(self._background, draft, send, self)
        sending.sent.connect(self._tell_sent)
        sending.unfinished.connect(self._window_of)
        for end in (sending.sent, sending.unfinished):
            end.connect(lambda _: self._wishes.remove(wish))
        sending.begin()

    def _window_of(self, draft: Draft) -> ComposeWindow:
        known = self._open.get(draft.key) or _answering(self.windows, draft)
        if known is not None:
            _to_front(known)
            return known
        window = ComposeWindow(self._workspace, self._background, draft, self._window)
        self._open[draft.key] = window
        window.closed.connect(partial(self._open.pop, draft.key, None))
        window.sent.connect(self._tell_sent)
        window.lock_warning.lockWanted.connect(self.lockWanted)
        window.proofNeeded.connect(lambda error, retry: self.proofNeeded.emit(error, retry, window))
        window.show()
        _to_front(window)
        return window

    def _tell_sent(self, message_ids: tuple[str, ...]) -> None:
        self.sent.emit(len(message_ids))


def _wish(draft: Callable[..., Draft]) -> object:
    """Return by what a wish for a draft is known: two partial functions are never equal."""
    if not isinstance(draft, partial):
        return draft
    return draft.func, draft.args, draft.keywords


def _answering(windows: Iterable[ComposeWindow], draft: Draft) -> ComposeWindow | None:
    """Return the window in which a message is answered that is to be answered once more."""
    fresh = draft.changed is None and draft.act is Act.ANSWER and not draft.replaces
    for window in windows if fresh else ():
        known = window.form.draft
        if known.act is Act.ANSWER and _about(known) == _about(draft):
            return window
    return None


def _about(draft: Draft) -> tuple[str, str | None]:
    return draft.mailbox, draft.ref_to_message_id


def _addressed(drafts: Drafts, mailbox: str, function: Function) -> Draft:
    return replace(drafts.new(mailbox), recipients=(DraftRecipient.of_function(function),))


def _reminder(drafts: Drafts, *rows: int) -> Draft:
    draft = drafts.complement(*rows)
    label = shortened(tr("Reminder: {subject}").format(subject=draft.label), LABEL_LIMIT)
    asked = tr("We have not had your answer to our message yet. Please answer when you can.")
    return replace(draft, label=label, text=f"{asked}{draft.text}")


def _to_front(window: QWidget) -> None:
    window.raise_()
    window.activateWindow()
