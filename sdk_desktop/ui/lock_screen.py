"""The lock screen: the organisation, its mailboxes, and the form to sign in.

It is the first that is painted where no first screen is kept: import nothing heavy here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sdk_desktop.domain.changes import Changes
from sdk_desktop.domain.clearance import EnrolledPerson, Proof, Way
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.first_screen import FirstScreen, forget_screen, keep_screen
from sdk_desktop.ui.parts.accessibility import add_layout, announce, follow_layout, read_as_laid_out
from sdk_desktop.ui.parts.elided_choice import ElidedChoice
from sdk_desktop.ui.parts.labels import paragraph, rule
from sdk_desktop.ui.parts.narrow import FittingMargins
from sdk_desktop.ui.proof.practice_hint import PracticeHint
from sdk_desktop.ui.proof.proof_form import ProofForm
from sdk_desktop.ui.served_mailboxes import WIDTH as SIDE
from sdk_desktop.ui.served_mailboxes import ServedMailboxes
from sdk_desktop.ui.window_state import WindowState
from sdk_desktop.ui.words import sentence, tr
from sdk_desktop.ui.words.plain_text import one_line

if TYPE_CHECKING:
    from sdk_desktop.app import App

WIDTH = 66
"""Characters that the form is wide at most; with less room beside it, it says itself whose it is.
"""
_SETTLING = 300
"""Milliseconds after which the screen is kept for the next start."""


class LockScreen(QScrollArea):
    """Unlocks the client; `unlocked` carries the Workspace.

    `recoveryWanted` is emitted when somebody wants to use the recovery key.
    """

    unlocked = Signal(object)
    recoveryWanted = Signal()

    def __init__(
        self,
        app: App,
        background: Background,
        on_change: Callable[[Changes], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._app, self._background, self._on_change = app, background, on_change
        self._window_state = WindowState(app.settings_folder)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        login = app.settings.login
        self.form = ProofForm(
            tr("Unlock"),
            background,
            self,
            log_out_page=app.log_out_page,
            single_sign_on=login is not None and login.single_sign_on,
        )
        self.form.submitted.connect(self.unlock)
        self.form.offer((self._window_state.way() or Way.PASSPHRASE,))
        self.who = ElidedChoice(self)
        self.who.setAccessibleName(tr("Who are you?"))
        self.who.currentIndexChanged.connect(self._offer)
        self.notice = paragraph("", self)
        self.notice.hide()
        self.recovery = QPushButton(tr("Use the recovery key …"), self)
        self.recovery.setProperty("role", "link")
        self.recovery.clicked.connect(self.recoveryWanted)
        self._first_focus: QWidget | None = None
        self._wanted_before = False
        self._settled = QTimer(self, singleShot=True, interval=_SETTLING)
        self._settled.timeout.connect(self._keep_for_next_start)
        self._organisation = one_line(app.settings.organisation) or "SDK Desktop"
        mailboxes = app.settings.mailboxes
        self._side = ServedMailboxes(self._organisation, mailboxes, self)
        self._greeting = tr("Welcome back") if self._window_state.has_last() else tr("Sign in")
        self._title = paragraph(self._greeting, self, role="title")
        names = " · ".join(one_line(mailbox.name) for mailbox in mailboxes)
        self._served = paragraph(names, self, role="muted")
        self._lay_out()
        self._background.run(self, app.enrolled, self._show_people, self._be_without_keys)
        QTimer.singleShot(0, self, self._take_keyboard)

    def show_notice(self, text: str) -> None:
        """Show why the client is locked."""
        self.notice.setText(text)
        self.notice.show()
        announce(self.notice, text, urgent=True)

    def take_over(self, first: FirstScreen) -> None:
        """Go on with what was typed in the first screen, and unlock if its button was pressed."""
        typed = {field.accessibleName(): field for field in first.fields}
        for field in self.form.findChildren(QLineEdit):
            if (before := typed.get(field.accessibleName())) is not None:
                field.setText(before.text())
                if before.hasFocus():
                    self._first_focus = field
        self._wanted_before = first.pressed

    @Slot(object)
    def unlock(self, proof: Proof) -> None:
        """Unlock with a proof, if the people are loaded."""
        person: EnrolledPerson | None = self.who.currentData()
        if person is None:
            self.form.enable()
            return
        self._let_choose(may=False)
        work = partial(self._app.unlock, person.who, proof, self._on_change)
        self._background.run(self, work, self._let_in, self._refuse)

    def focusNextPrevChild(self, next_: bool) -> bool:
        follow_layout(self)
        return super().focusNextPrevChild(next_)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._settled.start()

    def _arrange(self) -> None:
        """Show whose client it is beside the form, or over it where there is little room."""
        character = self.fontMetrics().averageCharWidth()
        is_wide = self.width() >= (WIDTH + SIDE) * character
        self._side.setVisible(is_wide)
        self._side.setFixedWidth(SIDE * character)
        self._title.setText(self._greeting if is_wide else self._organisation)
        self._served.setHidden(is_wide)
        self._card.setMaximumWidth((WIDTH + SIDE * is_wide) * character)

    @Slot()
    def _take_keyboard(self) -> None:
        if self._first_focus is None:
            self.form.begin()
        else:
            self._first_focus.setFocus()

    @Slot()
    def _keep_for_next_start(self) -> None:
        """Keep how the screen looks when nobody has done anything yet."""
        form = self.form.current
        ready = form is not None and form.button.isEnabled() and form.error.isHidden()
        if ready and self.who.count() and self.notice.isHidden() and not self._app.practice:
            keep_screen(self, self._app.settings_folder, hidden=self._app.hides_windows)

    def _let_in(self, workspace: object) -> None:
        if self.form.way is not None:
            self._window_state.save_way(self.form.way)
        person: EnrolledPerson | None = self.who.currentData()
        if person is not None:
            self._window_state.save_who(person.who)
        self.unlocked.emit(workspace)

    def _refuse(self, error: SdkError) -> None:
        self._let_choose(may=True)
        self.form.show_refusal(error)

    def _let_choose(self, *, may: bool) -> None:
        """Disable leaving while a proof is tried, so that the workspace it opens is used."""
        self.who.setEnabled(may)
        self.recovery.setEnabled(may)

    def _show_people(self, people: tuple[EnrolledPerson, ...]) -> None:
        for person in people:
            self.who.addItem(one_line(person.who), person)
        last = (n for n, one in enumerate(people) if self._window_state.is_last(one.who))
        self.who.setCurrentIndex(next(last, 0))
        several = len(people) > 1
        self.who.setVisible(several)
        self._who_label.setVisible(several)
        self._settled.start()
        if self._wanted_before and self.form.current is not None:
            self.form.current.submit()

    def _be_without_keys(self, error: SdkError) -> None:
        self.show_notice(sentence(error))
        self.form.hide()
        forget_screen(self._app.settings_folder)
        self.recovery.setFocus()

    @Slot()
    def _offer(self) -> None:
        person: EnrolledPerson = self.who.currentData()
        none = tr("You cannot sign in on this computer. Use another one, or the recovery key.")
        self.form.offer(person.ways, self._window_state.way(), otherwise=none)

    def _lay_out(self) -> None:
        self._card = card = QFrame(self)
        card.setProperty("role", "card")
        halves = QHBoxLayout(card)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        layout = QVBoxLayout()
        FittingMargins(self, layout, (40, 32, 40, 32))
        halves.addWidget(self._side)
        add_layout(halves, layout, 1)
        layout.setSpacing(12)
        for widget in (self._title, self._served, self.notice):
            layout.addWidget(widget)
        self._who_label = paragraph(tr("Who are you?"), card)
        self._who_label.setBuddy(self.who)
        self._who_label.hide()
        self.who.hide()
        layout.addWidget(self._who_label)
        layout.addWidget(self.who)
        layout.addWidget(self.form)
        if self._app.practice:
            layout.addWidget(rule(card))
            proof = self._app.practice_proof
            layout.addWidget(PracticeHint(proof, self._background, self.form, card))
        layout.addWidget(self.recovery, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        read_as_laid_out(card)
        ground = QWidget(self)
        FittingMargins(self, _centred(card, ground), (24, 24, 24, 24))
        self.setWidget(ground)


def _centred(card: QWidget, ground: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(ground)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card, 8)
    row.addStretch(1)
    layout.addStretch(1)
    add_layout(layout, row)
    layout.addStretch(2)
    return layout
