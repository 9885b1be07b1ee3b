"""Writing, checking and sending a message."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
import shiboken6
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.draft import (
    Act,
    AnsweredMeanwhile,
    Draft,
    DraftGone,
    DraftHandedOver,
    DraftOnItsWay,
    DraftRecipient,
    Field,
    Problem,
    ProblemKind,
    Template,
)
from sdk_desktop.domain.errand import SentAnswer
from sdk_desktop.domain.errors import InvalidMessage, ProofNeeded, Refused, SdkError, Unavailable
from sdk_desktop.domain.message import (
    SIZE_LIMIT,
    CodeSystem,
    Document,
    File,
    Identifier,
    Person,
    Reference,
)
from sdk_desktop.ui.addresses.address_list import ROW
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose import autosave
from sdk_desktop.ui.compose.attachment_field import FileDrops
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.compose.problem_words import fix_words, problem_words
from sdk_desktop.ui.parts.accessibility import scrolled_in
from sdk_desktop.ui.parts.chip import Chip
from sdk_desktop.ui.parts.dialog import ChoiceDialog, TextDialog
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from tests.kit.typing_keys import type_text
from tests.ui.fake_workspace import (
    BUP,
    HITS,
    NOON,
    OURS,
    RECEPTION,
    THEIRS,
    FakeWorkspace,
    answer,
    draft,
    received,
)
from tests.ui.screens import a_background, button, listen, press, settle, shown_words

TO_BUP = DraftRecipient(THEIRS.participant, THEIRS.name, BUP.identifier, BUP.name)
PNG = b"\x89PNG\r\n\x1a\n"
WARNING = Problem(ProblemKind.LABEL_SENSITIVE, blocking=False)


@dataclass
class Writer:
    """Opens compose windows and waits for what they do."""

    qtbot: QtBot
    background: Background
    workspace: FakeWorkspace
    windows: list[ComposeWindow] = field(default_factory=list)

    def write(self, begun: Draft) -> ComposeWindow:
        window = ComposeWindow(self.workspace.real, self.background, begun, None)
        self.windows.append(window)
        window.show()
        window.activateWindow()
        self.settle()
        return window

    def close(self) -> None:
        """Destroy the windows that have not destroyed themselves."""
        for window in filter(shiboken6.isValid, self.windows):
            window.deleteLater()

    def settle(self) -> None:
        settle(self.qtbot, self.background)

    def wait_for_save(self) -> Draft:
        self.qtbot.waitUntil(lambda: bool(self.workspace.drafts.saved))
        return self.workspace.drafts.saved[-1]


@pytest.fixture
def writer(qtbot: QtBot) -> Iterator[Writer]:
    with a_background() as background:
        writer = Writer(qtbot, background, FakeWorkspace())
        yield writer
        writer.close()


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def fields(window: ComposeWindow) -> dict[Field, QWidget]:
    form = window.form
    return {
        Field.RECIPIENTS: form.recipients.field,
        Field.LABEL: form.subject,
        Field.CONFIDENTIALITY: form.confidential,
        Field.TEXT: form.text.editor,
        Field.FILES: form.attachments.add_button,
        Field.REFERENCES: form.concerns.own_references.add_button,
    }


def test_a_new_message_begins_at_its_recipient(writer: Writer) -> None:
    window = writer.write(draft())

    assert focused() is window.form.recipients.field


def test_an_answer_begins_at_its_text_and_says_what_it_answers(writer: Writer) -> None:
    window = writer.write(answer())

    assert focused() is window.form.text.editor
    assert "Answer to: Kallelse till SIP-möte" in shown_words(window)
    assert not window.form.mailbox.isEnabled()
    editor = window.form.text.editor
    assert editor.accessibleDescription() == (
        "To BUP mottagning · Region Norrstrand: Sv: Kallelse till SIP-möte"
    )
    type_text(editor, "H")
    assert editor.accessibleDescription() == ""


def test_a_draft_comes_back_as_it_went_in(writer: Writer) -> None:
    begun = draft(
        mailbox=RECEPTION.address,
        act=Act.COMPLEMENT,
        recipients=(TO_BUP,),
        label="Komplettering",
        confidential=False,
        text="Rad ett\nRad två",
        files=(File("a.pdf", "application/pdf", b"%PDF-"),),
        persons=(
            Person("Bo Ek", Identifier(CodeSystem.HSA_ID, "SE1")),
            Person("Utan Nummer", Identifier(CodeSystem.HSA_ID, "")),
            Person(None, Identifier("1.2.3", "okänd rot")),
        ),
        own_references=(Reference(Identifier(CodeSystem.DIARY_NUMBER, "1/26"), "Placering"),),
        their_references=(Reference(Identifier(CodeSystem.GLN, "735")),),
    )
    window = writer.write(begun)

    assert window.form.draft == begun


def test_what_one_types_is_in_the_draft(writer: Writer) -> None:
    window = writer.write(draft())

    type_text(window.form.subject, "Möte om Åsa")
    type_text(window.form.text.editor, "Hej på er")
    window.form.open.setChecked(True)
    window.form.mailbox.setCurrentIndex(1)

    written = window.form.draft
    assert written.label == "Möte om Åsa"
    assert written.text == "Hej på er"
    assert written.confidential is False
    assert written.mailbox == RECEPTION.address


def test_confidentiality_is_nobodys_choice_but_the_users(writer: Writer) -> None:
    assert writer.write(draft()).form.draft.confidential is None


def test_references_are_added_by_kind_in_words(writer: Writer) -> None:
    window = writer.write(draft())
    button(window, "Persons and references").click()

    button(window, "Add our reference").click()
    value = focused()
    assert value is not None
    type_text(value, "SN 2026:7")
    button(window, "Add a person").click()

    assert window.form.draft.own_references == (
        Reference(Identifier(CodeSystem.DIARY_NUMBER, "SN 2026:7")),
    )
    assert window.form.draft.persons == (Person(None, Identifier(CodeSystem.PERSONAL_NUMBER, "")),)


def test_a_row_can_be_removed(writer: Writer) -> None:
    own = (Reference(Identifier(CodeSystem.DIARY_NUMBER, "1/26")),)
    window = writer.write(draft(own_references=own))
    button(window, "Persons and references (1)").click()

    button(window, "Remove the row").click()

    assert window.form.draft.own_references == ()
    assert button(window, "Persons and references").isVisible()


def test_a_draft_saves_itself_a_second_after_the_last_change(writer: Writer) -> None:
    window = writer.write(draft())

    type_text(window.form.subject, "Påbörjat")

    assert writer.wait_for_save().label == "Påbörjat"
    writer.settle()
    assert "The draft is saved." in shown_words(window)


def test_an_untouched_draft_is_not_saved(writer: Writer) -> None:
    window = writer.write(draft())

    with writer.qtbot.waitSignal(window.closed):
        window.close()

    assert writer.workspace.drafts.saved == []


def test_closing_saves_what_was_just_typed(writer: Writer) -> None:
    window = writer.write(draft())
    type_text(window.form.subject, "Sista ordet")

    window.close()

    assert [one.label for one in writer.workspace.drafts.saved] == ["Sista ordet"]


def test_the_draft_is_flushed_before_locking(writer: Writer) -> None:
    window = writer.write(draft())
    type_text(window.form.text.editor, "Inget får försvinna")

    window.flush_draft()

    assert writer.workspace.drafts.saved[-1].text == "Inget får försvinna"


def test_a_save_that_fails_is_told_and_tried_again(writer: Writer) -> None:
    writer.workspace.drafts.error = Refused("The disk is full.")
    window = writer.write(draft())
    type_text(window.form.subject, "x")
    writer.qtbot.waitUntil(lambda: "The disk is full." in shown_words(window))

    writer.workspace.drafts.error = None
    window.flush_draft()

    assert [one.label for one in writer.workspace.drafts.saved] == ["x"]


def test_a_save_that_failed_is_tried_again_without_a_further_word(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "AGAIN", 1)
    writer.workspace.drafts.error = Refused("The disk is full.")
    window = writer.write(draft())
    type_text(window.form.subject, "x")
    writer.qtbot.waitUntil(lambda: "The disk is full." in shown_words(window))

    writer.workspace.drafts.error = None

    assert writer.wait_for_save().label == "x"
    writer.qtbot.waitUntil(lambda: "The draft is saved." in shown_words(window))


def test_a_fault_in_saving_is_seen_and_the_draft_saved_later(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "AGAIN", 1)
    writer.workspace.drafts.error = ZeroDivisionError()
    window = writer.write(draft())
    with writer.qtbot.captureExceptions() as faults:
        type_text(window.form.subject, "x")
        writer.qtbot.waitUntil(lambda: "Something went wrong" in shown_words(window))
        writer.workspace.drafts.error = None
        saved = writer.wait_for_save()
        writer.settle()

    assert saved.label == "x"
    assert {kind for kind, _, _ in faults} == {ZeroDivisionError}


def test_a_window_stays_open_whatever_hinders_its_draft_from_being_saved(writer: Writer) -> None:
    window = writer.write(draft())
    type_text(window.form.subject, "x")
    writer.workspace.drafts.error = ZeroDivisionError()

    with writer.qtbot.captureExceptions():
        window.close()

    assert window.isVisible()
    writer.workspace.drafts.error = None


def test_a_window_whose_draft_cannot_be_saved_stays_open(writer: Writer) -> None:
    window = writer.write(draft())
    type_text(window.form.subject, "x")
    writer.workspace.drafts.error = Refused("The disk is full.")

    window.close()

    assert window.isVisible()
    assert "The disk is full." in shown_words(window)
    writer.workspace.drafts.error = None


@pytest.mark.parametrize("kind", ProblemKind)
def test_each_problem_leads_to_the_field_that_mends_it(writer: Writer, kind: ProblemKind) -> None:
    problem = Problem(kind, "x")
    writer.workspace.outbox.problems = (problem,)
    window = writer.write(draft())
    window.send()
    writer.settle()

    button(window, fix_words(problem)).click()

    assert problem_words(problem) in shown_words(window)
    assert focused() is fields(window)[problem.field]
    assert writer.workspace.outbox.sent == []


def test_the_first_problem_comes_into_view_after_sending_in_vain(writer: Writer) -> None:
    writer.workspace.outbox.problems = (Problem(ProblemKind.TOO_LARGE, "1"),)
    window = writer.write(draft())
    window.resize(700, 320)
    writer.settle()
    (fix,) = window.form.problem_buttons
    before = fix.visibleRegion().isEmpty()

    window.send()
    writer.settle()

    assert before
    writer.qtbot.waitUntil(lambda: not fix.visibleRegion().isEmpty())


def test_a_reference_without_its_number_is_where_one_lands(writer: Writer) -> None:
    reference = Reference(Identifier(CodeSystem.DIARY_NUMBER, ""), "Barnet")
    writer.workspace.outbox.problems = (Problem(ProblemKind.REFERENCE_INCOMPLETE, "Barnet"),)
    window = writer.write(draft(their_references=(reference,)))
    window.send()
    writer.settle()

    button(window, "Go to the reference").click()
    landed = focused()

    assert landed is not None
    assert landed.accessibleName() == "Their reference"


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        (ProblemKind.CHECK_DIGIT, "811218-9877"),
        (ProblemKind.PERSON_WITHOUT_NUMBER, "Åsa"),
        (ProblemKind.ROW_EMPTY, ""),
    ],
)
def test_one_lands_in_the_row_that_a_problem_is_about(
    writer: Writer, kind: ProblemKind, detail: str
) -> None:
    problem = Problem(kind, detail, blocking=False)
    wrong = Person(None, Identifier(CodeSystem.PERSONAL_NUMBER, "811218-9877"))
    persons = (Person("Bo", Identifier(CodeSystem.OTHER, "7")), wrong, Person("Åsa"), Person())
    writer.workspace.outbox.problems = (problem,)
    window = writer.write(draft(persons=persons))
    window.send()
    writer.settle()

    button(window, fix_words(problem)).click()

    landed = focused()
    row = landed.parentWidget() if landed else None
    assert row is not None
    texts = [one.text() for one in row.findChildren(QLineEdit)]
    assert detail in texts[:2]
    assert "7" not in texts


def test_a_row_without_a_word_stays_in_the_draft_with_its_kind(writer: Writer) -> None:
    window = writer.write(draft())
    window.form.concerns.persons.begin_row()
    window.form.concerns.persons.findChildren(QComboBox)[0].setCurrentIndex(1)

    saved = writer.wait_for_save()

    assert saved.persons == (Person(None, Identifier(CodeSystem.HSA_ID, "")),)
    again = writer.write(saved)
    assert again.form.draft.persons == saved.persons


def test_what_is_merely_not_written_yet_is_no_problem_before_sending(writer: Writer) -> None:
    writer.workspace.outbox.problems = (Problem(ProblemKind.NO_LABEL), WARNING)

    window = writer.write(draft())

    assert "The subject is missing." not in shown_words(window)
    assert "seems to hold a name" in shown_words(window)


def test_the_first_problem_has_the_focus_after_sending_in_vain(writer: Writer) -> None:
    writer.workspace.outbox.problems = (Problem(ProblemKind.NO_LABEL),)
    window = writer.write(draft())

    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    writer.settle()

    assert focused() is button(window, "Write a subject")


def test_problems_go_away_as_they_are_mended(writer: Writer) -> None:
    writer.workspace.outbox.problems = (Problem(ProblemKind.NO_LABEL),)
    window = writer.write(draft())
    window.send()
    writer.settle()

    writer.workspace.outbox.problems = ()
    type_text(window.form.subject, "Ämne")
    writer.qtbot.waitUntil(lambda: "The subject is missing." not in shown_words(window))

    assert window.form.problem_buttons == ()


def test_one_key_sends_and_closes(writer: Writer) -> None:
    window = writer.write(answer())
    window.form.text.editor.setPlainText("Ja\nVi kommer")

    with writer.qtbot.waitSignal(window.sent) as sent:
        press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert sent.args == [("id-0",)]
    (one,) = writer.workspace.outbox.sent
    assert one.text == "Ja\nVi kommer"
    assert writer.workspace.drafts.saved[-1].text == "Ja\nVi kommer"


def test_a_warning_is_asked_about_once_in_the_window(writer: Writer) -> None:
    writer.workspace.outbox.problems = (WARNING,)
    window = writer.write(answer())
    window.send()
    writer.settle()
    before = list(writer.workspace.outbox.sent)

    with writer.qtbot.waitSignal(window.sent):
        button(window, "Send all the same").click()

    assert before == []
    assert len(writer.workspace.outbox.sent) == 1


def test_the_question_is_taken_back_when_the_message_changes(writer: Writer) -> None:
    writer.workspace.outbox.problems = (WARNING,)
    window = writer.write(answer())
    window.send()
    writer.settle()

    type_text(window.form.subject, "x")

    assert "Send all the same" not in shown_words(window)


def test_what_one_keeps_is_not_asked_about_again(writer: Writer) -> None:
    writer.workspace.outbox.problems = (WARNING,)
    window = writer.write(answer())
    window.send()
    writer.settle()
    button(window, "Keep").click()
    kept = shown_words(window)

    with writer.qtbot.waitSignal(window.sent):
        window.send()

    assert "seems to hold a name" not in kept
    assert len(writer.workspace.outbox.sent) == 1


def test_the_recipient_that_was_meant_takes_the_place_of_the_other(writer: Writer) -> None:
    other = DraftRecipient(THEIRS.participant, THEIRS.name, "sdk.bjorkvike", "BUP Björkvike")
    writer.workspace.outbox.problems = (
        Problem(ProblemKind.UNUSUAL_RECIPIENT, blocking=False, about=other, offer=TO_BUP),
    )
    window = writer.write(draft(recipients=(other,)))
    said = shown_words(window)

    button(window, f"Switch to {TO_BUP.function_label}").click()

    assert f"You usually write to {BUP.name} · {THEIRS.name}. This is BUP Björkvike" in said
    assert window.form.draft.recipients == (TO_BUP,)


def test_each_problem_stands_under_its_field(writer: Writer) -> None:
    writer.workspace.outbox.problems = tuple(
        Problem(kind) for kind in (ProblemKind.NO_RECIPIENT, ProblemKind.NO_CONFIDENTIALITY)
    )
    window = writer.write(draft())
    window.send()
    writer.settle()

    places = [one.mapTo(window, one.rect().topLeft()).y() for one in window.form.problem_buttons]
    tops = [
        one.mapTo(window, one.rect().topLeft()).y()
        for one in (window.form.recipients, window.form.subject, window.form.confidential)
    ]
    assert tops[0] < places[0] < tops[1] < tops[2] < places[1]


def test_a_message_that_is_refused_stays_and_is_saved(writer: Writer) -> None:
    writer.workspace.outbox.error = InvalidMessage("The draft is not ready to be sent.")
    window = writer.write(answer())

    window.send()
    writer.qtbot.waitUntil(lambda: "not ready to be sent" in shown_words(window))

    assert window.isVisible()
    assert window.form.isEnabled()
    assert writer.workspace.drafts.saved


def test_proof_is_asked_for_and_sending_tried_again(writer: Writer) -> None:
    writer.workspace.outbox.error = ProofNeeded("Prove who you are.")
    window = writer.write(answer())
    with writer.qtbot.waitSignal(window.proofNeeded) as asked:
        window.send()

    writer.workspace.outbox.error = None
    with writer.qtbot.waitSignal(window.sent):
        asked.args[1]()

    assert len(writer.workspace.outbox.sent) == 1


def test_text_and_cursor_stay_while_a_proof_is_wanted(writer: Writer) -> None:
    writer.workspace.outbox.error = ProofNeeded("Prove who you are.")
    window = writer.write(answer())
    text = window.form.text.editor
    text.setPlainText("Hej på er\nTack")
    cursor = text.textCursor()
    cursor.setPosition(5)
    text.setTextCursor(cursor)
    text.setFocus()

    with writer.qtbot.waitSignal(window.proofNeeded) as asked:
        window.send()

    assert asked.args[0] is writer.workspace.outbox.error
    assert text.toPlainText() == "Hej på er\nTack"
    assert text.textCursor().position() == 5
    assert window.focusWidget() is text


def test_a_draft_is_thrown_away_only_after_a_question(writer: Writer) -> None:
    window = writer.write(answer())
    button(window, "Throw the draft away").click()
    asked = "Throw the draft away?" in shown_words(window)
    kept_first = focused() is button(window, "Keep writing")

    with writer.qtbot.waitSignal(window.closed):
        button(window, "Throw away").click()

    assert asked
    assert kept_first
    assert writer.workspace.drafts.discarded == ["k1"]
    assert writer.workspace.drafts.saved == []


def test_the_message_that_is_answered_stands_beside_and_is_quoted_by_choice(
    writer: Writer,
) -> None:
    text = "Kommer ni **båda**?"
    writer.workspace.inbox.asked = received(documents=(Document("d", "Fråga", "1", (), (text,)),))
    window = writer.write(answer())
    window.resize(1600, 700)
    writer.qtbot.waitUntil(window.answered.isVisible)
    before = window.form.draft.text

    button(window, "Quote in the answer").click()

    assert "Kommer ni" not in before
    assert window.form.draft.text.endswith(f"wrote {date_and_time(NOON)}:\n\n{text}")
    window.resize(700, 700)
    assert not window.answered.isVisible()


def keep_as_template(writer: Writer, window: ComposeWindow, name: str) -> TextDialog:
    """Keep the text under a name, by the menu."""
    named = {one.text(): one for one in window.templates.menu().actions()}
    named["Keep the text as a template …"].trigger()
    (asked,) = window.findChildren(TextDialog)
    type_text(asked.line, name)
    asked.save.click()
    writer.settle()
    return asked


def test_a_template_that_cannot_be_kept_leaves_its_name_where_it_was_typed(writer: Writer) -> None:
    asked = keep_as_template(writer, writer.write(draft(text="")), "Hälsning")

    assert asked.isVisible()
    assert asked.line.text() == "Hälsning"
    assert asked.outcome.text() == "A template needs a name and a text."


def test_a_text_is_kept_as_a_template_written_and_forgotten(writer: Writer) -> None:
    first = writer.write(draft(text="Hej!\n\n**Med vänlig hälsning**\nKim"))
    keep_as_template(writer, first, "Hälsning")
    window = writer.write(draft())
    named = {one.text(): one for one in window.templates.menu().actions()}

    named["Hälsning"].trigger()

    assert window.form.draft.text == "Hej!\n\n**Med vänlig hälsning**\nKim"
    window.templates._forget(writer.workspace.drafts.kept[0])
    writer.settle()
    assert "Hälsning" not in {one.text() for one in window.templates.menu().actions()}


def test_a_template_is_written_where_the_caret_is_above_what_ends_the_message(
    writer: Writer,
) -> None:
    first = writer.write(draft(text="Kim Ödman"))
    chosen = {one.text(): one for one in first.templates.menu().actions()}
    chosen["End my messages with this text"].trigger()
    writer.settle()
    writer.workspace.drafts.keep_template("Svar", "Hej!\n\nVi kommer.")
    window = writer.write(draft(text="\n\nKim Ödman"))
    named = {one.text(): one for one in window.templates.menu().actions()}

    named["Svar"].trigger()

    assert window.form.draft.text == "Hej!\n\nVi kommer.\n\nKim Ödman"
    named["End them with it no longer"].trigger()
    writer.settle()
    assert [one.name for one in writer.workspace.drafts.kept] == ["Svar"]


def asked_who(writer: Writer, window: ComposeWindow) -> ChoiceDialog:
    """Return the question who takes a draft over."""
    button(window, "Hand over …").click()
    writer.settle()
    (asked,) = window.findChildren(ChoiceDialog)
    return asked


def test_a_draft_is_handed_over_as_it_is_and_the_window_closes(writer: Writer) -> None:
    window = writer.write(draft())
    type_text(window.form.subject, "Placering")
    asked = asked_who(writer, window)

    with writer.qtbot.waitSignal(window.closed):
        asked.save.click()

    assert writer.workspace.drafts.handed == [("k1", "Bo Ek")]
    assert writer.workspace.drafts.saved[-1].label == "Placering"


def test_the_question_who_takes_a_draft_stays_until_somebody_has_it(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = writer.write(draft())
    asked = asked_who(writer, window)
    writer.workspace.drafts.error = Unavailable("The shared mailbox is silent.")
    said = listen(monkeypatch)

    asked.save.click()
    writer.settle()
    told, stood = asked.outcome.text(), asked.isVisible()
    writer.workspace.drafts.error = None
    with writer.qtbot.waitSignal(window.closed):
        asked.save.click()

    assert (told, stood) == ("The shared mailbox is silent.", True)
    assert told in said
    assert writer.workspace.drafts.handed == [("k1", "Bo Ek")]


def test_what_came_of_handing_over_is_told_below_where_the_question_was_left(
    writer: Writer,
) -> None:
    window = writer.write(draft())
    asked = asked_who(writer, window)
    writer.workspace.drafts.error = Unavailable("The shared mailbox is silent.")

    asked.save.click()
    asked.reject()
    writer.settle()

    assert "The shared mailbox is silent." in shown_words(window)
    assert window.form.isEnabled()
    writer.workspace.drafts.error = None


def test_the_question_who_takes_a_draft_goes_once_that_has_left(writer: Writer) -> None:
    window = writer.write(draft())
    asked = asked_who(writer, window)
    writer.workspace.drafts.error = DraftOnItsWay()

    asked.save.click()
    writer.settle()

    assert not any(one.isVisible() for one in window.findChildren(ChoiceDialog))
    assert DraftOnItsWay().text in shown_words(window)


def test_nothing_is_handed_over_while_a_file_that_goes_with_it_is_read(
    writer: Writer, tmp_path: Path
) -> None:
    (tmp_path / "beslut.pdf").write_bytes(b"%PDF-1.7")
    window = writer.write(draft())
    asked = asked_who(writer, window)
    window.form.attachments.add_paths((tmp_path / "beslut.pdf",))

    asked.save.click()
    told = asked.outcome.text()
    writer.settle()
    early = tuple(writer.workspace.drafts.handed)
    with writer.qtbot.waitSignal(window.closed):
        asked.save.click()

    assert told == "The files are not all here yet. Try again in a moment."
    assert early == ()
    assert [file.name for file in writer.workspace.drafts.saved[-1].files] == ["beslut.pdf"]


@pytest.mark.parametrize("gone", [DraftHandedOver("Bo Ek"), DraftOnItsWay(), DraftGone()])
def test_the_window_of_a_draft_that_may_have_left_changes_nothing_and_closes(
    writer: Writer, gone: SdkError
) -> None:
    window = writer.write(draft())
    type_text(window.form.subject, "Placering")
    writer.workspace.drafts.error = gone

    window._saving._save()
    writer.qtbot.waitUntil(lambda: not window.form.isEnabled())

    assert gone.text.format(name="Bo Ek") in shown_words(window)
    assert not button(window, "Throw the draft away").isEnabled()
    with writer.qtbot.waitSignal(window.closed):
        window.close()


def test_the_meter_counts_the_whole_message(writer: Writer) -> None:
    writer.workspace.outbox.bytes = SIZE_LIMIT + 2_500_000
    writer.workspace.outbox.problems = (Problem(ProblemKind.TOO_LARGE, "2500000"),)

    shown = shown_words(writer.write(draft()))

    assert "32.5 MB of 30.0 MB" in shown
    assert "The message is 2.5 MB too large." in shown


def test_files_are_added_by_button_and_removed(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Utredning åäö.bin"
    path.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    window = writer.write(draft())

    button(window, "Add files …").click()
    writer.settle()
    added = window.form.draft.files
    button(window, "Remove Utredning åäö.bin").click()

    assert added == (File("Utredning åäö.bin", "application/pdf", b"%PDF-1.7"),)
    assert window.form.draft.files == ()


def files_of(*paths: Path) -> QMimeData:
    """What a file manager drags: addresses, and the same as text."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(url.toString() for url in data.urls()))
    return data


def drop(target: QWidget, data: QMimeData) -> bool:
    """Drag something to a widget and drop it; return whether it would be taken there."""
    window, copy = target.window(), Qt.DropAction.CopyAction
    place = QPointF(target.mapTo(window, QPoint(5, 5)))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place.toPoint(), copy, data, left, none)
    QApplication.sendEvent(window.windowHandle(), entering)
    QApplication.sendEvent(window.windowHandle(), QDropEvent(place, copy, data, left, none))
    return entering.isAccepted()


def paste(window: ComposeWindow) -> None:
    """Press the keys as the system tells the window of them."""
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


PLACES: dict[str, Callable[[ComposeWindow], QWidget]] = {
    "window": lambda window: window,
    "text": lambda window: window.form.text.editor.viewport(),
    "subject": lambda window: window.form.subject,
    "recipient": lambda window: window.form.recipients.field,
    "attachments": lambda window: window.form.attachments,
}


@pytest.mark.parametrize("place", PLACES)
def test_files_are_attached_wherever_they_are_dropped(
    writer: Writer, tmp_path: Path, place: str
) -> None:
    path = tmp_path / "Orosanmälan Alva.png"
    path.write_bytes(PNG)
    window = writer.write(draft())

    accepted = drop(PLACES[place](window), files_of(path))
    writer.settle()

    assert accepted
    assert window.form.draft.files == (File("Orosanmälan Alva.png", "image/png", PNG),)
    assert (window.form.draft.text, window.form.draft.label) == ("", "")
    assert window.form.recipients.field.text() == ""


def test_who_takes_files_hears_no_part_of_any_window(qtbot: QtBot) -> None:
    heard: list[QObject] = []

    class Hearing(FileDrops):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            heard.append(watched)
            return super().eventFilter(watched, event)

    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    Hearing(window)

    window.show()
    field.setText("Hej")

    assert set(heard) == {window, window.windowHandle()}


def test_a_picture_that_is_pasted_becomes_a_pdf(writer: Writer) -> None:
    """Every recipient takes PDF; of any other type one cannot know."""
    window = writer.write(draft())
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QApplication.clipboard().setImage(picture)

    for _ in range(2):
        paste(window)

    files = window.form.draft.files
    assert [file.name for file in files] == ["Pasted picture 1.pdf", "Pasted picture 2.pdf"]
    assert {file.content[:5] for file in files} == {b"%PDF-"}
    assert window.form.draft.text == ""


def test_an_attached_picture_is_made_a_pdf_in_its_place(writer: Writer) -> None:
    written = BytesIO()
    Image.new("RGB", (30, 20)).save(written, "PNG")
    first, last = (File(f"{name}.pdf", "application/pdf", b"%PDF-") for name in "ac")
    attached = File("b.png", "image/png", written.getvalue())
    window = writer.write(draft(files=(first, attached, last)))

    button(window, "Make a PDF").click()
    writer.qtbot.waitUntil(lambda: window.form.draft.files[1] is not attached)

    names = [file.name for file in window.form.draft.files]
    assert names == ["a.pdf", "b.pdf", "c.pdf"]
    assert window.form.draft.files[1].content.startswith(b"%PDF-")


def test_a_text_is_dropped_where_it_is_dropped(writer: Writer) -> None:
    window = writer.write(draft())
    data = QMimeData()
    data.setText("Hej")

    drop(window.form.text.editor.viewport(), data)
    drop(window.form.subject, data)

    assert (window.form.draft.text, window.form.draft.label) == ("Hej", "Hej")


def test_a_copied_file_is_attached_where_it_is_pasted(
    writer: Writer, tmp_path: Path, clipboard: QClipboard
) -> None:
    path = tmp_path / "bild.png"
    path.write_bytes(PNG)
    window = writer.write(draft())
    clipboard.setMimeData(files_of(path))
    window.form.subject.setFocus()

    paste(window)
    writer.settle()

    assert [file.name for file in window.form.draft.files] == ["bild.png"]
    assert window.form.draft.label == ""


def test_of_several_files_those_that_can_be_attached_are(writer: Writer, tmp_path: Path) -> None:
    paths = tuple(tmp_path / name for name in ("a.txt", "film.mov", "b.txt", "c.txt"))
    for path in paths:
        path.write_bytes(b"x")
    with paths[1].open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    window = writer.write(draft())

    window.form.attachments.add_paths(paths)
    writer.settle()

    assert [file.name for file in window.form.draft.files] == ["a.txt", "b.txt", "c.txt"]
    assert "film.mov is too large to be sent." in shown_words(window)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("egentligen bild.pdf", b"\xff\xd8\xff\xe0....JFIF", "image/jpeg"),
        ("avtal.pdf", b"MZ\x90\0", "application/x-msdownload"),
        ("IMG_1.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1", "image/heic"),
        ("lista.csv", b"a;b\n1;2\n", "text/csv"),
        ("UTAN_SLUT", b"%PDF-1.7", "application/pdf"),
    ],
)
def test_the_type_of_what_is_attached_follows_its_bytes(
    writer: Writer, tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    window = writer.write(draft())

    window.form.attachments.add_paths((path,))
    writer.settle()

    assert window.form.draft.files == (File(name, kind, content),)


def test_that_others_may_reject_a_type_is_said_beside_it(writer: Writer) -> None:
    pdf = File("a.pdf", "application/pdf", b"%PDF-")
    window = writer.write(draft(files=(pdf,)))
    with_pdf = shown_words(window)

    window.form.attachments.show_files((pdf, File("b.exe", "application/x-msdownload", b"MZ")))

    assert "Every recipient takes PDF" not in with_pdf
    assert "Every recipient takes PDF" in shown_words(window)


def test_a_file_whose_name_cannot_be_sent_is_named_at_once(writer: Writer, tmp_path: Path) -> None:
    window = writer.write(draft())

    window.form.attachments.add_paths((tmp_path / "utredn\udce4ng.pdf",))
    writer.settle()

    assert window.form.draft.files == ()
    assert "utredn�ng.pdf holds a character that cannot be sent" in shown_words(window)


def test_what_came_of_files_is_seen_however_many_there_are(writer: Writer, tmp_path: Path) -> None:
    window = writer.write(draft())
    window.resize(700, 400)
    window.show()
    paths = tuple(tmp_path / f"Beslut {number}.pdf" for number in range(9))
    for path in paths:
        path.write_bytes(b"%PDF-1.4\n")

    window.form.attachments.add_paths((*paths, tmp_path))
    writer.settle()

    area, result = scrolled_in(window.form), window.form.attachments._result
    assert area is not None
    seen = area.viewport()
    writer.qtbot.waitUntil(
        lambda: (
            result.isVisibleTo(window)
            and seen.rect().contains(QRect(result.mapTo(seen, QPoint()), result.size()))
        )
    )


def test_what_cannot_be_attached_is_said_by_name(writer: Writer, tmp_path: Path) -> None:
    window = writer.write(draft())

    window.form.attachments.add_paths((tmp_path,))
    writer.settle()

    assert f"{tmp_path.name} is not a file." in shown_words(window)


@pytest.mark.parametrize("name", ["Beslut.pdf.lnk", "Intranät.URL", "sida.webloc"])
def test_a_shortcut_is_not_taken_for_what_it_leads_to(
    writer: Writer, tmp_path: Path, name: str
) -> None:
    window = writer.write(draft())
    shortcut = tmp_path / name
    shortcut.write_bytes(b"L\0\0\0")

    window.form.attachments.add_paths((shortcut,))
    writer.settle()

    assert window.form.attachments.files == ()
    assert f"{name} is a shortcut and holds no document." in shown_words(window)


def test_a_file_that_is_too_large_is_not_read(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "film.mov"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    window = writer.write(draft())

    window.form.attachments.add_paths((path,))
    writer.settle()

    assert "film.mov is too large to be sent." in shown_words(window)


def test_a_hostile_file_name_is_shown_harmless(writer: Writer) -> None:
    file = File("a\u202efdp.exe", "application/pdf", b"%PDF-")

    shown = shown_words(writer.write(draft(files=(file,))))

    assert "a�fdp.exe" in shown
    assert "\u202e" not in shown


def test_nobody_sees_a_mark_and_the_marks_are_sent(writer: Writer) -> None:
    text = (
        "# Rubrik\n\n**viktigt** <b>inte</b> *lite*\n* ett\n* två\n\n3. tre\n4. fyra\n\n---\nslut"
    )
    window = writer.write(draft(text=text))

    shown = window.form.text.editor.toPlainText()
    assert shown == "Rubrik\n\nviktigt <b>inte</b> lite\nett\ntvå\n\ntre\nfyra\n\n\nslut"
    assert window.form.draft.text == text


def test_format_buttons_change_the_text_and_change_it_back(writer: Writer) -> None:
    window = writer.write(draft(text="ett\ntvå"))
    editor = window.form.text.editor
    editor.selectAll()

    button(window, "List").click()
    listed = window.form.draft.text
    editor.selectAll()
    button(window, "List").click()
    plain = window.form.draft.text
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    button(window, "Heading").click()
    headed = window.form.draft.text
    button(window, "Heading").click()

    assert listed == "* ett\n* två"
    assert plain == "ett\ntvå"
    assert headed == "# ett\ntvå"
    assert window.form.draft.text == plain


def test_bold_without_a_selection_waits_for_the_words(writer: Writer) -> None:
    window = writer.write(draft())

    button(window, "Bold").click()
    type_text(window.form.text.editor, "nu")

    assert window.form.draft.text == "**nu**"


def test_the_search_is_driven_by_keys_alone(writer: Writer) -> None:
    window = writer.write(draft())
    search = window.form.recipients.field

    type_text(search, "vård")
    writer.qtbot.waitUntil(window.form.recipients.found.isVisible)
    press(search, Qt.Key.Key_Return)
    press(search, Qt.Key.Key_Down)
    writer.qtbot.waitUntil(window.form.recipients.found.isVisible)
    press(search, Qt.Key.Key_Down)
    press(search, Qt.Key.Key_Up)
    press(search, Qt.Key.Key_Return)

    bup = "BUP mottagning · Region Norrstrand"
    writer.qtbot.waitUntil(lambda: bup in shown_words(window))
    chosen = [one.function_label for one in window.form.draft.recipients]
    assert chosen == ["Vårdcentral Hamnen", "BUP mottagning"]
    assert search.text() == ""
    assert window.form.draft.mailbox == OURS.address


def test_what_the_mailbox_has_as_favourites_is_headed_in_the_list(writer: Writer) -> None:
    own, other = HITS[0], replace(HITS[1], mailboxes=(OURS.address,))
    writer.workspace.address_book.hits = (own, other)
    recipients = writer.write(draft()).form.recipients

    press(recipients.field, Qt.Key.Key_Down)
    writer.qtbot.waitUntil(recipients.found.isVisible)

    rows = [recipients.found.item(place).data(ROW) for place in range(2)]
    assert [row.group for row in rows] == ["Your favourites", "Favourites of the mailbox"]


def test_escape_puts_the_list_away_and_keeps_the_window(writer: Writer) -> None:
    window = writer.write(draft())
    search = window.form.recipients.field
    type_text(search, "b")
    writer.qtbot.waitUntil(window.form.recipients.found.isVisible)

    press(search, Qt.Key.Key_Escape)

    assert not window.form.recipients.found.isVisible()
    assert window.isVisible()


def test_leaving_the_field_puts_the_list_away(writer: Writer) -> None:
    window = writer.write(draft())
    type_text(window.form.recipients.field, "b")
    writer.qtbot.waitUntil(window.form.recipients.found.isVisible)

    window.form.subject.setFocus()

    assert not window.form.recipients.found.isVisible()


def test_the_same_recipient_is_chosen_once(writer: Writer) -> None:
    window = writer.write(draft(recipients=(TO_BUP,)))
    search = window.form.recipients.field
    search.setFocus()

    type_text(search, "bup")
    writer.qtbot.waitUntil(window.form.recipients.found.isVisible)
    press(search, Qt.Key.Key_Return)

    assert window.form.draft.recipients == (TO_BUP,)


def test_backspace_in_the_empty_field_takes_the_last_recipient_away(writer: Writer) -> None:
    window = writer.write(draft(recipients=(TO_BUP,)))
    window.form.recipients.field.setFocus()

    press(window.form.recipients.field, Qt.Key.Key_Backspace)

    assert window.form.draft.recipients == ()


def test_the_search_for_recipients_is_heard(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = writer.write(draft())
    search, found = window.form.recipients.field, window.form.recipients.found
    search.setFocus()
    heard = listen(monkeypatch)

    type_text(search, "bup")
    writer.qtbot.waitUntil(found.isVisible)
    press(search, Qt.Key.Key_Down)
    press(search, Qt.Key.Key_Return)
    press(search, Qt.Key.Key_Backspace)

    name = "BUP mottagning · Region Norrstrand"
    assert heard[0].startswith(name)
    assert heard[1] == heard[0]
    assert heard[2].startswith(f"Added: {name}. 1 recipient")
    assert heard[3:] == [f"Removed: {name}. 0 recipients"]


def test_a_recipient_that_is_not_found_is_said(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = writer.write(draft())
    window.form.recipients.field.setFocus()
    heard = listen(monkeypatch)

    type_text(window.form.recipients.field, "xyzzyqqq")
    writer.qtbot.waitUntil(window.form.recipients.nothing.isVisible)

    assert heard == ["Nothing in the address book matches"]


def test_a_recipient_is_removed_by_its_button(writer: Writer) -> None:
    window = writer.write(draft(recipients=(TO_BUP,)))

    button(window, "Remove BUP mottagning · Region Norrstrand").click()

    assert window.form.draft.recipients == ()


def test_what_a_message_concerns_is_chips_that_lead_to_their_rows(writer: Writer) -> None:
    window = writer.write(answer())
    concerns = window.form.concerns
    chips = concerns.findChildren(Chip)
    before = [chip.accessibleName() for chip in chips]

    chips[0].click()

    field = focused()
    assert isinstance(field, QLineEdit)
    assert len(before) == 2
    assert field.text() in before[0]
    assert not any(chip.isVisible() for chip in concerns.findChildren(Chip))


@pytest.mark.parametrize(
    "leave",
    [ComposeWindow.send, ComposeWindow.send_anyway],
    ids=["send", "send all the same"],
)
def test_nothing_leaves_while_a_file_that_goes_with_it_is_read(
    writer: Writer, tmp_path: Path, leave: Callable[[ComposeWindow], None]
) -> None:
    (tmp_path / "beslut.pdf").write_bytes(b"%PDF-1.7")
    window = writer.write(draft())
    window.form.attachments.add_paths((tmp_path / "beslut.pdf",))

    leave(window)
    told = shown_words(window)
    writer.settle()
    early = (*writer.workspace.outbox.sent, *writer.workspace.drafts.handed)
    with writer.qtbot.waitSignal(window.closed):
        leave(window)

    assert "The files are not all here yet." in told
    assert early == ()
    assert [file.name for file in writer.workspace.drafts.saved[-1].files] == ["beslut.pdf"]


def test_nothing_leaves_while_a_picture_is_made_a_pdf(writer: Writer) -> None:
    written = BytesIO()
    Image.new("RGB", (30, 20)).save(written, "PNG")
    window = writer.write(draft(files=(File("b.png", "image/png", written.getvalue()),)))
    button(window, "Make a PDF").click()

    window.send()
    writer.qtbot.waitUntil(lambda: not window.form.attachments.is_busy)
    with writer.qtbot.waitSignal(window.sent):
        window.send()

    (sent,) = writer.workspace.outbox.sent
    assert [file.name for file in sent.files] == ["b.pdf"]


def test_a_picture_that_becomes_a_pdf_is_said_and_the_keyboard_stays_near(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = BytesIO()
    Image.new("RGB", (30, 20)).save(written, "PNG")
    window = writer.write(draft(files=(File("b.png", "image/png", written.getvalue()),)))
    said = listen(monkeypatch)
    button(window, "Make a PDF").setFocus()
    button(window, "Make a PDF").click()

    writer.qtbot.waitUntil(lambda: not window.form.attachments.is_busy)

    assert "Attached: b.pdf" in said
    assert focused() is window.form.attachments.add_button


def test_after_a_proof_that_is_tried_again_which_needed_it(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ProofNeeded("Prove who you are.")

    window = writer.write(draft())
    drafts = writer.workspace.drafts
    monkeypatch.setattr(drafts, "discard", refuse)
    with writer.qtbot.waitSignal(window.proofNeeded) as asked:
        window._throw_away()
    monkeypatch.undo()

    with writer.qtbot.waitSignal(window.closed):
        asked.args[1]()

    assert writer.workspace.outbox.sent == []
    assert drafts.discarded == ["k1"]


def test_what_hinders_a_draft_is_heard_once_and_takes_no_keyboard(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "AGAIN", 1)
    writer.workspace.outbox.error = Refused("The service is away.")
    window = writer.write(draft())
    window.form.subject.setFocus()
    window.send()
    writer.settle()
    window.form.text.editor.setFocus()
    said = listen(monkeypatch)

    writer.workspace.drafts.error = Refused("The disk is full.")
    type_text(window.form.text.editor, "x")
    writer.qtbot.waitUntil(lambda: "The disk is full." in shown_words(window))
    window._saving._save()
    writer.qtbot.waitUntil(lambda: not window._saving._saving)
    writer.workspace.drafts.error = None

    assert said.count("The disk is full.") == 1
    assert focused() is window.form.text.editor


def test_templates_are_those_of_the_mailbox_that_is_written_from(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {
        OURS.address: (Template(1, OURS.address, "Kallelse", "…"),),
        RECEPTION.address: (Template(2, RECEPTION.address, "Hänvisning", "…"),),
    }
    monkeypatch.setattr(writer.workspace.drafts, "templates", own.__getitem__)
    window = writer.write(draft())

    window.form.mailbox.setCurrentIndex(1)
    writer.settle()

    names = [action.text() for action in window.templates.menu().actions()]
    assert "Hänvisning (mailbox)" in names
    assert "Kallelse (mailbox)" not in names


def test_a_late_answer_is_not_shown_under_the_name_of_another(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = writer.write(answer())
    said = {1: received(1, label="Ett"), 2: received(2)}
    fetched: list[Callable[[], None]] = []
    monkeypatch.setattr(
        window.other_answer,
        "_background",
        SimpleNamespace(
            run=lambda _, work, then, __: fetched.append(lambda: then(said[work.args[1]]))
        ),
    )
    for row, who in ((1, "Bo"), (2, "Siv")):
        window.other_answer.tell(AnsweredMeanwhile((SentAnswer(row, f"m{row}", who, NOON),)))

    fetched[0]()
    early = window.other_answer.send.isEnabled()
    fetched[1]()

    assert "Siv answered" in shown_words(window.other_answer)
    assert (early, window.other_answer.send.isEnabled()) == (False, True)


@pytest.mark.parametrize(("key", "first"), [(Qt.Key.Key_Right, True), (Qt.Key.Key_Left, False)])
def test_an_arrow_key_chooses_whether_it_is_confidential(
    writer: Writer, key: Qt.Key, *, first: bool
) -> None:
    window = writer.write(draft(confidential=None))
    start = window.form.confidential if first else window.form.open
    window.activateWindow()
    start.setFocus()
    before = window.form.draft.confidential

    press(start, key)

    assert before is None
    assert window.form.draft.confidential == (not first)


def test_a_message_that_gets_too_large_is_heard_once(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = writer.write(draft())
    said = listen(monkeypatch)

    window.form.attachments.show_size(SIZE_LIMIT)
    window.form.attachments.show_size(SIZE_LIMIT + 2_500_000)
    window.form.attachments.show_size(SIZE_LIMIT + 2_600_000)

    assert said == ["32.5 MB of 30.0 MB"]


def test_what_is_seen_to_be_wrong_while_one_writes_is_heard_once(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = writer.write(draft())
    said = listen(monkeypatch)
    writer.workspace.outbox.problems = (WARNING,)

    for letter in "Al":
        type_text(window.form.subject, letter)
        writer.qtbot.waitUntil(lambda: not window._saving._pause.isActive())
        writer.settle()

    assert said.count("1 things to look at") == 1


def test_what_is_wrong_is_said_where_one_sees_it_however_far_down_it_stands(
    writer: Writer,
) -> None:
    window = writer.write(draft())
    writer.workspace.outbox.problems = (WARNING,)

    type_text(window.form.subject, "Alva")
    writer.qtbot.waitUntil(lambda: "1 things to look at" in window._state.text())
    writer.qtbot.waitUntil(lambda: not window._saving._pause.isActive())
    writer.settle()
    window._say_saved()

    assert window._state.text() == "The draft is saved. 1 things to look at."
