"""The bar at the bottom: last fetch, queue, who is signed in, when it locks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.domain.sharing import SharingLag
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.accessibility import announce
from sdk_desktop.ui.parts.icon_label import IconLabel
from sdk_desktop.ui.parts.labels import ElidedLabel, plain, tip
from sdk_desktop.ui.parts.painting import Tone
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time, time_of_day
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.usecases.backups import BackupState
    from sdk_desktop.usecases.workspace import SyncResult, Workspace, WorkspaceStatus

HIGH = 28
"""Pixels of the bar, where text has its ordinary size."""
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
        self._state = self._pressing = ""
        self._minutes: int | None = None
        self._brief = self._is_fresh = False
        self.setProperty("role", "status")
        self._notice = plain("", self)
        self._notice.setWordWrap(True)
        self._notice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._notice.hide()
        self._fresh = IconLabel("step-done", self, Tone.GOOD)
        self._fresh.hide()
        self._text = plain("", self, role="small")
        self._text.setWordWrap(True)
        names = dict.fromkeys(one.organisation_name for one in workspace.mailboxes)
        self._serves = ElidedLabel(one_line(" · ".join(names)), self, role="small")
        self._silence = QTimer(self, singleShot=True, interval=NOTICE_STAYS)
        self._silence.timeout.connect(self._forget)
        self.setMinimumHeight(theme.px(HIGH))
        layout = self._line = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 16, 4)
        layout.setSpacing(8)
        layout.addWidget(self._notice, 1)
        layout.addWidget(self._fresh)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._serves)

    @property
    def text(self) -> str:
        """The state of the client."""
        return self._text.text()

    @property
    def notice(self) -> str:
        """What has just happened."""
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
        signed_in = tr("strong sign-in {time}").format(time=time_of_day(status.proved))
        backup = _backup(status.backup)
        lag = status.sharing
        shared = _shared(lag) if lag else ""
        self._state = _joined(fetched, queued, shared, to_share, backup, signed_in)
        behind = shared if lag and (lag.out_of_touch or lag.waiting) else ""
        self._pressing = _joined(queued, behind, to_share, backup)
        self._is_fresh = status.last_fetch is not None and not status.days_unfetched
        self._show()
        self.stateKnown.emit(status)

    def be_brief(self, brief: bool) -> None:
        """Show the state only where it has something to say, for there is little room."""
        self._brief = brief
        self._show()

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
        self._silence.start()
        self._show()
        announce(self._notice, text, urgent=failed)

    @Slot(object)
    def show_error(self, error: SdkError) -> None:
        """Show an error as a notice."""
        self.show_notice(sentence(error), failed=True)

    @Slot(object)
    def show_round_error(self, error: SdkError) -> None:
        """Show why a round did not succeed, and that the next one is not for the user to begin.

        Somebody who has just sent something must know that it is not lost.
        """
        goes_on = tr("SDK Desktop keeps trying.") if isinstance(error, Unavailable) else ""
        self.show_notice(f"{sentence(error)} {goes_on}".rstrip(), failed=True)

    def _show(self) -> None:
        """Show what there is room for: first what has just happened, then the state."""
        locks = (
            tr("locks in {minutes} min").format(minutes=self._minutes)
            if self._minutes is not None
            else ""
        )
        self._text.setText(self._pressing if self._brief else _joined(self._state, locks))
        told = not self._notice.isHidden()
        self._text.setWordWrap(not told)  # it gets no more room than it needs then
        self._line.setStretchFactor(self._text, 0 if told else 1)
        wide = self._notice.fontMetrics().horizontalAdvance(self._notice.text())
        wide += self._text.fontMetrics().horizontalAdvance(self._text.text()) + ROOM
        self._text.setVisible(bool(self._text.text()) and (not told or wide < self.width()))
        self._fresh.setVisible(self._is_fresh and not self._text.isHidden() and not self._brief)
        self._serves.setHidden(self._brief or told)
        self.setHidden(self._brief and not told and not self._text.text())

    @Slot()
    def _forget(self) -> None:
        self._notice.clear()
        self._notice.hide()
        self._notice.setToolTip("")
        self._show()


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


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
    old = tr("This program is too old to change shared mailboxes") if lag.too_old else ""
    clock = tr("This computer's clock is not the shared mailbox's: let IT set it")
    unread = tr("Something that another computer has written cannot be read: tell IT")
    more = (clock if lag.clock_differs else "", unread if lag.unread else "")
    return _joined(touch, old, *more, waiting)


def _backup(state: BackupState) -> str:
    """Return that a backup is overdue, "" if none is."""
    if not state.overdue:
        return ""
    if state.last is None:
        return tr("No backup yet")
    return tr("No backup since {time}").format(time=date_and_time(state.last))
