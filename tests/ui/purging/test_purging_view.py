"""Erasing by decision on the screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.errors import ProofNeeded, Refused, Unavailable
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.purge import PurgeCriteria, PurgePreview, PurgeProposal, PurgeState
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.purging.purge_words import (
    criteria_words,
    left_words,
    preview_words,
    state_words,
)
from sdk_desktop.ui.purging.purging_dialog import PurgingDialog
from tests.kit.typing_keys import type_text
from tests.ui.fake_workspace import NOON, OURS, RECEPTION, FakeWorkspace
from tests.ui.screens import a_background, button, opened, settle, shown_words

NOTHING = cast("QWidget", None)
DECISION = "KS 2026/8 § 12"
PROPOSAL = PurgeProposal(
    1, PurgeCriteria(NOON), DECISION, PurgeState.PROPOSED, "Åsa Öberg", NOON, listed=7
)


@dataclass
class DialogSetup:
    """The dialog with its neighbours."""

    qtbot: QtBot
    background: Background
    workspace: FakeWorkspace = field(default_factory=FakeWorkspace)

    def open(self) -> PurgingDialog:
        dialog = PurgingDialog(self.workspace.real, self.background, NOTHING)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        return opened(self.qtbot, dialog, self.background)

    def settle(self) -> None:
        settle(self.qtbot, self.background)

    def wait_for_preview(self, dialog: PurgingDialog) -> None:
        self.qtbot.waitUntil(lambda: dialog.page._preview is not None)
        self.settle()


@pytest.fixture
def setup(qtbot: QtBot) -> Iterator[DialogSetup]:
    with a_background() as background:
        yield DialogSetup(qtbot, background)


def test_what_would_go_and_what_is_left_is_told_at_once(setup: DialogSetup) -> None:
    dialog = setup.open()

    told = shown_words(dialog)
    assert "7 messages would be erased." in told
    assert "Left: 1 are kept from being erased, 2 were neither read nor registered." in told
    assert "for 30 days" in told
    assert dialog.page.form.mailbox.hasFocus()


def test_nothing_can_be_done_without_a_decision(setup: DialogSetup) -> None:
    dialog = setup.open()
    assert not dialog.page.go.isEnabled()

    type_text(dialog.page.form.decision, "KS 1")
    assert dialog.page.go.isEnabled()
    dialog.page.form.decision.setText("  ")

    assert not dialog.page.go.isEnabled()


def test_nothing_can_be_done_where_nothing_would_go(setup: DialogSetup) -> None:
    dialog = setup.open()
    dialog.page.form.decision.setText(DECISION)

    dialog.page.form.mailbox.setCurrentIndex(dialog.page.form.mailbox.findData(RECEPTION.address))
    assert not dialog.page.go.isEnabled()
    setup.wait_for_preview(dialog)

    assert "No message would be erased." in shown_words(dialog)
    assert not dialog.page.go.isEnabled()


def test_every_choice_narrows_what_is_asked_for(setup: DialogSetup) -> None:
    dialog = setup.open()
    form = dialog.page.form

    form.mailbox.setCurrentIndex(form.mailbox.findData(OURS.address))
    form.type.setCurrentIndex(form.type.findText("Remiss"))
    form.direction.setCurrentIndex(form.direction.findText("Received"))
    form.before.setDate(QDate(2026, 1, 2))
    setup.wait_for_preview(dialog)

    asked = setup.workspace.purging.asked[-1]
    midnight = datetime.fromisoformat("2026-01-02").astimezone()
    assert asked == PurgeCriteria(midnight, OURS.address, "Remiss", Direction.IN)


def test_without_a_type_is_not_any_type(setup: DialogSetup) -> None:
    dialog = setup.open()
    form = dialog.page.form
    assert form.criteria.document_type is None

    form.type.setCurrentIndex(form.type.findText("Without a document type"))

    assert form.criteria.document_type == ""


def test_a_year_back_is_proposed_and_the_future_cannot_be_chosen(setup: DialogSetup) -> None:
    form = setup.open().page.form

    assert form.before.date() == QDate.currentDate().addYears(-1)
    form.before.setDate(QDate.currentDate().addDays(9))
    assert form.before.date() == QDate.currentDate()


def test_several_messages_are_proposed(setup: DialogSetup) -> None:
    dialog = setup.open()
    dialog.page.form.decision.setText(DECISION)

    button(dialog, "Propose to erase").click()
    setup.settle()

    told = shown_words(dialog)
    assert "Proposed. Somebody else must approve it." in told
    assert f"\n{DECISION}\n" in told
    assert "Erased at 1 of 2 computers. Waits for Arkivet." in told
    (made,) = setup.workspace.purging.made
    assert (made.decision, made.state) == (DECISION, PurgeState.PROPOSED)


def test_one_message_is_erased_after_a_question(setup: DialogSetup) -> None:
    dialog = setup.open()
    dialog.page.form.type.setCurrentIndex(dialog.page.form.type.findText("Remiss"))
    dialog.page.form.decision.setText(DECISION)
    setup.wait_for_preview(dialog)

    button(dialog, "Erase …").click()
    question = dialog.page.question
    assert question is not None
    assert "Erase 1 messages by decision KS 2026/8 § 12? Nobody" in shown_words(question)
    assert list(setup.workspace.purging.made) == []
    button(question, "Erase").click()
    setup.settle()

    assert "1 messages were erased." in shown_words(dialog)
    assert setup.workspace.purging.made[0].state is PurgeState.DONE


@pytest.mark.parametrize("change", ["mailbox", "decision"])
def test_a_question_about_other_messages_than_are_chosen_by_now_is_taken_back(
    setup: DialogSetup, change: str
) -> None:
    setup.workspace.purging.two = False
    dialog = setup.open()
    dialog.page.form.decision.setText(DECISION)
    button(dialog, "Erase …").click()
    question = dialog.page.question
    assert question is not None
    was_asked = question.isVisible()

    changes = {
        "mailbox": lambda: dialog.page.form.mailbox.setCurrentIndex(1),
        "decision": lambda: dialog.page.form.decision.setText("KS 2026/9"),
    }
    changes[change]()

    assert was_asked
    assert not question.isVisible()


def test_a_proposal_is_made_once_though_one_presses_twice(setup: DialogSetup) -> None:
    dialog = setup.open()
    dialog.page.form.decision.setText(DECISION)

    propose = button(dialog, "Propose to erase")
    propose.click()
    propose.click()
    setup.settle()

    assert len(setup.workspace.purging.made) == 1
    assert dialog.page.go.isEnabled()


def test_what_cannot_be_looked_up_is_told_and_not_asked_for_over_and_over(
    setup: DialogSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, asked = setup.open(), []

    def busy() -> tuple[PurgeProposal, ...]:
        asked.append(1)
        raise Unavailable("The store is busy.")

    monkeypatch.setattr(setup.workspace.purging, "proposals", busy)
    dialog.reload()
    setup.settle()

    assert asked == [1]
    assert "The store is busy." in shown_words(dialog)


def test_thinking_better_of_it_erases_nothing(setup: DialogSetup) -> None:
    setup.workspace.purging.two = False
    dialog = setup.open()
    dialog.page.form.decision.setText(DECISION)

    button(dialog, "Erase …").click()
    button(dialog, "Keep them").click()
    setup.settle()

    assert setup.workspace.purging.made == ()


def test_ones_own_proposal_waits_for_somebody_else(setup: DialogSetup) -> None:
    setup.workspace.purging.made = (PROPOSAL,)

    dialog = setup.open()

    assert "Somebody else must approve it." in shown_words(dialog)
    names = [one.accessibleName() for one in dialog.page.proposals.findChildren(QWidget)]
    assert f"Withdraw {DECISION}" in names
    assert f"Approve … {DECISION}" not in names


def test_somebody_elses_proposal_is_approved_after_a_question(setup: DialogSetup) -> None:
    setup.workspace.purging.made = (replace(PROPOSAL, proposed_by="Bo Ek"),)
    dialog = setup.open()

    button(dialog, "Approve …").click()
    question = dialog.page.question
    assert question is not None
    button(question, "Erase").click()
    setup.settle()

    assert setup.workspace.purging.made[0].state is PurgeState.DONE
    assert "7 messages were erased." in shown_words(dialog)


def test_a_proposal_is_withdrawn(setup: DialogSetup) -> None:
    setup.workspace.purging.made = (PROPOSAL,)
    dialog = setup.open()

    button(dialog, "Withdraw").click()
    setup.settle()

    assert setup.workspace.purging.made[0].state is PurgeState.WITHDRAWN
    assert "Withdrawn: nothing was erased." in shown_words(dialog)


def test_the_report_is_saved_where_one_says(
    setup: DialogSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.workspace.purging.made = (replace(PROPOSAL, state=PurgeState.DONE, erased=7),)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/somewhere/r.csv", ""))
    dialog = setup.open()

    button(dialog, "Report …").click()
    setup.settle()

    assert setup.workspace.purging.reports == [(1, Path("/somewhere/r.csv"))]
    assert "The report is saved." in shown_words(dialog)


def test_no_file_chosen_saves_no_report(
    setup: DialogSetup, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.workspace.purging.made = (replace(PROPOSAL, state=PurgeState.DONE, erased=7),)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    button(setup.open(), "Report …").click()
    setup.settle()

    assert setup.workspace.purging.reports == []


def test_a_proof_is_asked_for_over_the_dialog_and_then_it_goes_on(setup: DialogSetup) -> None:
    setup.workspace.purging.error = ProofNeeded(
        "Confirm who you are to erase messages.", Purpose.PURGE
    )
    dialog = setup.open()
    dialog.page.form.decision.setText(DECISION)

    with setup.qtbot.waitSignal(dialog.proofNeeded) as asked:
        button(dialog, "Propose to erase").click()
    setup.workspace.purging.error = None
    asked.args[1]()
    setup.settle()

    assert (asked.args[0].purpose, asked.args[2]) == (Purpose.PURGE, dialog)
    assert len(setup.workspace.purging.made) == 1


def test_what_is_refused_is_told(setup: DialogSetup) -> None:
    setup.workspace.purging.error = Refused(
        "Other messages than before would be erased. Look at them again."
    )
    dialog = setup.open()
    dialog.page.form.decision.setText(DECISION)

    button(dialog, "Propose to erase").click()
    setup.settle()

    assert "Look at them again." in shown_words(dialog)


def test_progress_is_shown_when_the_store_has_changed(setup: DialogSetup) -> None:
    dialog = setup.open()
    setup.workspace.purging.made = (
        replace(PROPOSAL, state=PurgeState.APPROVED, approved_by="Bo", approved=NOON, erased=3),
    )

    dialog.reload()
    setup.settle()

    assert "3 are erased so far." in shown_words(dialog)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "7 messages, proposed by Åsa Öberg"),
        ({"approved": NOON, "approved_by": "Bo"}, "Approved by Bo"),
        ({"state": PurgeState.APPROVED, "erased": 3}, "3 are erased so far."),
        ({"state": PurgeState.ERASED, "erased": 7}, "when the program is locked"),
        ({"state": PurgeState.DONE, "erased": 5}, "5 are erased."),
        ({"state": PurgeState.DONE, "held": 1}, "1 were left: they were kept"),
        ({"state": PurgeState.DONE, "changed": 2}, "2 were left: somebody had changed"),
        ({"state": PurgeState.WITHDRAWN}, "Withdrawn"),
    ],
)
def test_a_proposal_is_told_in_words(changes: dict[str, object], told: str) -> None:
    proposal = replace(PROPOSAL, **changes)  # type: ignore[arg-type] # real fields

    assert told in state_words(proposal)


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        (
            PurgeCriteria(NOON),
            "All mailboxes · Any document type · Received and sent · before 2026-05-12",
        ),
        (
            PurgeCriteria(NOON, OURS.address, "", Direction.OUT),
            "Socialkontoret · Without a document type · Sent · before 2026-05-12",
        ),
        (
            PurgeCriteria(NOON, "sdk.gone", "Remiss\u202e", Direction.IN),
            "sdk.gone · Remiss\ufffd · Received · before 2026-05-12",
        ),
    ],
)
def test_criteria_are_told_in_words(criteria: PurgeCriteria, told: str) -> None:
    assert criteria_words(criteria, {OURS.address: OURS.name}) == told


def test_a_preview_is_told_in_words() -> None:
    preview = PurgePreview(PurgeCriteria(NOON), 3, NOON - timedelta(days=9), NOON, 1, 2, 3)

    assert preview_words(preview) == (
        "3 messages would be erased. They are from 2026-05-03 to 2026-05-12."
    )
    assert preview_words(replace(preview, oldest=NOON, newest=NOON)) == (
        "3 messages would be erased. They are from 2026-05-12."
    )
    assert left_words(preview) == (
        "Left: 1 are kept from being erased, 2 still wait for their delivery,"
        " 3 were neither read nor registered."
    )
    assert left_words(PurgePreview(PurgeCriteria(NOON))) == ""
