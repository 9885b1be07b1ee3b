"""The bar at the bottom: last fetch, queue, who is signed in, when it locks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from sdk_desktop.domain.errors import SdkError
from sdk_desktop.domain.sharing import SharingLag
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.parts.labels import plain, tip
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time, time_of_day
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.backups import BackupState
    from sdk_desktop.usecases.workspace import SyncResult, Workspace, WorkspaceStatus

ROOM = 40
"""Pixels between and around the two texts."""
NOTICE_STAYS = 12_000
"""Milliseconds."""


class StatusBar(QFrame):
    """Shows the state of the client, and for a while what has just happened.

    `stateKnown` carries each WorkspaceStatus that is shown.
    """

    stateKnown = Signal(object)

    def __init__(self, workspace: Workspace, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._background = workspace, background
        self._state = ""
        self._minutes: int | None = None
        self._notice = plain("", self)
        self._notice.setWordWrap(True)
        self._notice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._notice.hide()
        self._text = plain("", self, role="muted")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._silence = QTimer(self, singleShot=True, interval=NOTICE_STAYS)
        self._silence.timeout.connect(self._forget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self._notice, 1)
        layout.addWidget(self._text)

    @property
    def text(self) -> str:
        """The text at the right."""
        return self._text.text()

    @property
    def notice(self) -> str:
        """The notice at the left."""
        return self._notice.text()

    @Slot()
    def refresh(self) -> None:
        """Show the current state of the workspace."""
        self._background.run(self, self._workspace.status, self.show_state)

    @Slot(object)
    def take_result(self, result: SyncResult) -> None:
        """Show the result of a synchronisation."""
        self.refresh()
        if result.failed:
            self.show_notice(tr("%n messages could not be delivered", n=result.failed), failed=True)
        elif result.accepted:
            self.show_notice(tr("%n messages were accepted", n=result.accepted))

    def show_state(self, status: WorkspaceStatus) -> None:
        """Show the state of the workspace."""
        fetched = (
            tr("Updated {time}").format(time=_moment(status.last_fetch, status.days_unfetched))
            if status.last_fetch
            else tr("Not updated yet")
        )
        queued = tr("%n in the queue", n=status.queued) if status.queued else ""
        to_share = tr("%n messages left to share", n=status.to_share) if status.to_share else ""
        signed_in = tr("{name}, strong sign-in {time}").format(
            name=one_line(status.who), time=time_of_day(status.proved)
        )
        backup = _backup(status.backup)
        shared = _shared(status.sharing) if status.sharing else ""
        parts = (fetched, queued, shared, to_share, backup, signed_in)
        self._state = " · ".join(part for part in parts if part)
        self._show()
        self.stateKnown.emit(status)

    def show_minutes_left(self, minutes: int) -> None:
        """Show after how many minutes the window locks."""
        if minutes != self._minutes:
            self._minutes = minutes
            self._show()

    def show_notice(self, text: str, *, failed: bool = False) -> None:
        """Show and announce a notice, for a while; it must not hold content."""
        self._notice.setProperty("role", "danger" if failed else "heading")
        self._notice.style().polish(self._notice)
        self._notice.setText(text)
        self._notice.setToolTip(tip(text))
        self._notice.show()
        self._text.setWordWrap(False)  # it gets no more room than it needs
        self._silence.start()
        both = self._notice.sizeHint().width() + self._text.sizeHint().width() + ROOM
        self._text.setVisible(both < self.width())
        announce(self._notice, text, urgent=failed)

    @Slot(object)
    def show_error(self, error: SdkError) -> None:
        """Show an error as a notice."""
        self.show_notice(sentence(error), failed=True)

    def _show(self) -> None:
        locks = (
            tr("locks in {minutes} min").format(minutes=self._minutes)
            if self._minutes is not None
            else ""
        )
        self._text.setText(" · ".join(part for part in (self._state, locks) if part))

    @Slot()
    def _forget(self) -> None:
        self._notice.clear()
        self._notice.hide()
        self._text.setWordWrap(True)
        self._text.show()
        self._notice.setToolTip("")


def _moment(moment: datetime, days: int) -> str:
    """Return a time of day, with its date once that is another."""
    return date_and_time(moment) if days else time_of_day(moment)


def _shared(lag: SharingLag) -> str:
    """Return whether shared mailboxes are in step, since when they are not, and what waits."""
    waiting = tr("%n changes wait for the others", n=lag.waiting) if lag.waiting else ""
    if not lag.out_of_touch:
        touch = tr("Shared {time}").format(time=time_of_day(lag.met)) if lag.met else ""
    elif lag.met is None:
        touch = tr("No contact with the shared mailbox yet")
    else:
        since = date_and_time(lag.met)
        touch = tr("No contact with the shared mailbox since {time}").format(time=since)
    return " · ".join(part for part in (touch, waiting) if part)


def _backup(state: BackupState) -> str:
    """Return that a backup is overdue, "" if none is."""
    if not state.overdue:
        return ""
    if state.last is None:
        return tr("No backup yet")
    return tr("No backup since {time}").format(time=date_and_time(state.last))
