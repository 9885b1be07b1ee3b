"""Shared mailboxes on the screen: asked for, let in by words, taken out after a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import cast
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.errors import ProofNeeded, Unavailable
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import (
    AskingComputer,
    MemberComputer,
    SharedState,
    SharingStatus,
    WaitingTicket,
)
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts.role_choice import RoleChoice
from sdk_desktop.ui.sharing.sharing_dialog import AdmitStep, JoinStep, SharingDialog
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from tests.ui.fake_workspace import MAY_ALL
from tests.ui.screens import a_background, button, settle, shown_words

BOX = Mailbox("sdk.social", "Socialkontoret", "0203:ekdala.example.se", "Ekdala kommun")
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
WORDS = ("bomullsväska", "kanelvykort", "äppelälg", "sommarbulle", "vinterlampa", "trädsvala")
HERE = MemberComputer(UUID(int=1), "Kontoret", Role.MANAGER, is_here=True)
OTHER = MemberComputer(UUID(int=2), "Receptionen", Role.HANDLER)
MEMBER = SharingStatus(
    *(BOX, SharedState.MEMBER, "the code", (), (HERE, OTHER)),
    asking=(AskingComputer(UUID(int=3), WORDS),),
    manages=True,
)


@dataclass
class FakeShared:
    status: SharingStatus
    asked: list[tuple[object, ...]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    parent: object = None
    """The window below the dialog, which would go with its last name."""

    def look(self) -> tuple[SharingStatus, ...]:
        self._fail()
        return (self.status,)

    def join(self, address: str, code: str) -> tuple[str, ...]:
        self._fail()
        self.asked.append((address, code))
        self.status = replace(self.status, state=SharedState.ASKING, words=WORDS)
        return WORDS

    def admit(self, address: str, computer: UUID, name: str, role: Role) -> None:
        self._fail()
        self.asked.append((address, computer, name, role))

    def give_role(self, address: str, computer: UUID, role: Role) -> None:
        self.asked.append((address, computer, role))

    def remove(self, address: str, computer: UUID) -> None:
        self.asked.append((address, computer))

    def go_on_without(self, address: str, computer: UUID) -> None:
        self.status = replace(self.status, waits_for=())
        self.asked.append((address, computer, "without"))

    def withdraw_tickets(self, address: str, name: str) -> None:
        self._fail()
        self.status = replace(self.status, tickets=())
        self.asked.append((address, name))

    def stop(self, address: str) -> None:
        self.status = SharingStatus(BOX, SharedState.ALONE)
        self.asked.append((address, "stop"))

    def _fail(self) -> None:
        if self.errors:
            raise self.errors.pop(0)


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.fixture
def shared() -> FakeShared:
    return FakeShared(MEMBER)


def opened(qtbot: QtBot, background: Background, shared: FakeShared) -> SharingDialog:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    shared.parent = parent
    dialog = SharingDialog(cast("SharedMailboxes", shared), background, MAY_ALL, parent)
    dialog.show()
    settle(qtbot, background)
    return dialog


def choose(choice: RoleChoice, role: Role) -> None:
    choice.activated.emit(choice.findData(role))


def test_who_shares_and_who_asks_is_shown(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    words = shown_words(opened(qtbot, background, shared))

    assert "Kontoret: Manager, this computer" in words
    assert "Receptionen: Handler" in words
    assert "Code for other computers: the code" in words
    assert "Computers that ask to be let in: 1" in words


def test_a_ticket_that_nobody_has_used_is_shown_and_taken_back(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    ticket = WaitingTicket(UUID(int=4), "Växeln", Role.HANDLER, NOON)
    shared.status = replace(MEMBER, tickets=(ticket,))
    dialog = opened(qtbot, background, shared)
    before = shown_words(dialog)

    button(dialog, "Take back the ticket for Växeln").click()
    settle(qtbot, background)

    after = shown_words(dialog)
    assert "Ticket for Växeln: Handler, until 2026-05-12" in before
    assert shared.asked == [(BOX.address, "Växeln")]
    assert "The ticket for Växeln is good no longer." in after


def test_a_computer_joins_and_shows_its_words(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    shared.status = SharingStatus(BOX, SharedState.ALONE)
    dialog = opened(qtbot, background, shared)
    button(dialog, "Join a shared mailbox …").click()
    step = cast("JoinStep", dialog.step)
    step.code.setText(" the code ")
    dialog.next.click()
    settle(qtbot, background)

    assert shared.asked == [("sdk.social", "the code")]
    assert " ".join(WORDS) in shown_words(dialog)


def test_a_computer_is_let_in_by_the_words_that_were_heard(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    dialog = opened(qtbot, background, shared)
    button(dialog, "Let a computer in …").click()
    step = cast("AdmitStep", dialog.step)
    step.words.fill(" ".join(WORDS[::-1]))
    step.name.setText("Växeln")
    dialog.next.click()
    settle(qtbot, background)
    refused = step.error.text()
    step.words.fields[4].setText("lampa")
    dialog.next.click()
    unknown = step.error.text()
    step.words.fill("  ".join(WORDS).upper())
    choose(step.role, Role.READER)
    may = step.may.text()
    dialog.next.click()
    settle(qtbot, background)

    assert "Do not let it in" in refused
    assert unknown == "Word 5 of 6 is none of the words. Let it be read once more."
    assert "changes nothing" in may
    assert shared.asked == [("sdk.social", UUID(int=3), "Växeln", Role.READER)]
    assert dialog.overview.result.text() == "The computer shares the mailbox now."


def test_who_presses_twice_asks_once(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    shared.status = SharingStatus(BOX, SharedState.ALONE)
    dialog = opened(qtbot, background, shared)
    button(dialog, "Join a shared mailbox …").click()
    step = cast("JoinStep", dialog.step)
    step.code.setText("the code")

    dialog.next.click()
    dialog.next.click()
    settle(qtbot, background)

    assert shared.asked == [("sdk.social", "the code")]


def test_a_computer_that_asks_while_the_words_are_typed_is_let_in(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    dialog = opened(qtbot, background, shared)
    button(dialog, "Let a computer in …").click()
    step = cast("AdmitStep", dialog.step)
    asks_now = replace(MEMBER.asking[0], words=WORDS[::-1])
    shared.status = replace(MEMBER, asking=(asks_now,))

    step.words.fill(" ".join(WORDS[::-1]))
    step.name.setText("Växeln")
    dialog.next.click()
    settle(qtbot, background)

    assert shared.asked == [("sdk.social", asks_now.id, "Växeln", Role.REGISTRAR)]


def test_a_computer_is_given_a_role_after_a_question(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    dialog = opened(qtbot, background, shared)
    (shown,) = dialog.overview.findChildren(RoleChoice)
    choose(shown, Role.MANAGER)
    question = dialog.overview.question
    assert question is not None
    asked = question.text.text()
    question.yes.click()
    settle(qtbot, background)

    assert "approves erasing" in asked
    assert shared.asked == [("sdk.social", UUID(int=2), Role.MANAGER)]


def test_who_is_awaited_is_named_and_a_manager_goes_on_without_them_after_a_question(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    shared.status = replace(MEMBER, waits_for=(HERE, OTHER))
    dialog = opened(qtbot, background, shared)
    before = shown_words(dialog)
    button(dialog, "Go on without it …").click()
    question = dialog.overview.question
    assert question is not None
    asked = question.text.text()
    question.yes.click()
    settle(qtbot, background)

    assert "The ledger had lost something" in before
    assert "Go on without Receptionen?" in asked
    assert shared.asked == [("sdk.social", UUID(int=2), "without")]
    assert dialog.overview.result.text() == "Receptionen is not waited for."


def test_who_does_not_manage_the_mailbox_goes_on_without_nobody(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    shared.status = replace(MEMBER, waits_for=(OTHER,), manages=False)

    words = shown_words(opened(qtbot, background, shared))

    assert "Receptionen" in words
    assert "Go on without" not in words


def test_a_computer_is_taken_out_after_a_question(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    dialog = opened(qtbot, background, shared)
    button(dialog, "Remove …").click()
    question = dialog.overview.question
    assert question is not None
    before = list(shared.asked)
    question.yes.click()
    settle(qtbot, background)

    assert before == []
    assert shared.asked == [("sdk.social", UUID(int=2))]


def test_sharing_ends_here_after_a_question(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    dialog = opened(qtbot, background, shared)
    button(dialog, "Stop sharing here …").click()
    question = dialog.overview.question
    assert question is not None
    question.yes.click()
    settle(qtbot, background)

    assert shared.asked == [("sdk.social", "stop")]
    assert "On this computer only." in shown_words(dialog)


def test_only_who_manages_lets_in_and_out(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    shared.status = replace(MEMBER, manages=False)
    words = shown_words(opened(qtbot, background, shared))

    assert "Remove …" not in words
    assert "Let a computer in …" not in words


def test_a_proof_is_asked_for_and_then_it_is_tried_again(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    dialog = opened(qtbot, background, shared)
    shared.errors = [ProofNeeded("Prove it again.", Purpose.ADMINISTER)]
    button(dialog, "Let a computer in …").click()
    step = cast("AdmitStep", dialog.step)
    step.words.fill(" ".join(WORDS))
    step.name.setText("Växeln")
    with qtbot.waitSignal(dialog.proofNeeded) as asked:
        dialog.next.click()
    assert asked.args is not None
    asked.args[1]()
    settle(qtbot, background)

    assert len(shared.asked) == 1


def test_a_ledger_that_is_away_is_said(
    qtbot: QtBot, background: Background, shared: FakeShared
) -> None:
    text = "There is no contact with the shared mailbox. Try again."
    shared.errors = [Unavailable(text)]
    dialog = opened(qtbot, background, shared)

    assert dialog.overview.result.text() == text
