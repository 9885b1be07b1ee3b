"""Reading a message."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.delivery import DeliveryEvent, Status
from sdk_desktop.domain.errors import ProofNeeded, Refused, Unavailable
from sdk_desktop.domain.mailbox import Attachment, Direction, Headline, Reading
from sdk_desktop.domain.message import Attention, Document, File, Identifier, Party, Reference
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.chip import Chip
from sdk_desktop.ui.parts.detail_rows import DetailRows
from sdk_desktop.ui.parts.message_text import CHARACTERS, MessageTexts
from sdk_desktop.ui.reading.message_foot import MessageFoot
from sdk_desktop.ui.reading.message_view import MessageView
from sdk_desktop.ui.reading.reading_pane import ReadingPane
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.usecases.searching.search_text import sought_words
from tests.ui.fake_workspace import NOON, OURS, FakeWorkspace, headline, message, received, sent
from tests.ui.screens import a_background, button, message_texts, settle, shown_words

PDF = Attachment(7, "Kallelse\u202efdp.exe", "application/pdf", 123_456)


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace()


@pytest.fixture
def pane(parent: QWidget, background: Background, workspace: FakeWorkspace) -> ReadingPane:
    pane = ReadingPane(workspace.real, background, parent)
    pane.resize(600, 700)
    pane.show()
    return pane


def show(qtbot: QtBot, background: Background, pane: ReadingPane, row: int = 1) -> str:
    pane.show_message(row)
    settle(qtbot, background)
    return shown_words(pane)


def chips(pane: ReadingPane) -> list[str]:
    """Return what is known of each reference, as a screen reader speaks it."""
    return [chip.accessibleName() for chip in pane.findChildren(Chip) if chip.isVisible()]


def foot(pane: ReadingPane) -> MessageFoot:
    (foot,) = [one for one in pane.findChildren(MessageFoot) if one.isVisible()]
    return foot


def texts(pane: ReadingPane) -> str:
    return "".join(one.toPlainText() for one in message_texts(pane))


def test_before_a_message_is_chosen_it_says_so(pane: ReadingPane) -> None:
    assert "No message is open." in shown_words(pane)


def test_the_head_tells_who_wrote_to_whom_about_whom_in_words(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()

    shown = show(qtbot, background, pane)

    assert shown.startswith(
        "Kallelse till SIP-möte\nBUP mottagning\n · Region Norrstrand\n12 May 12:00\n"
        "to Socialkontoret\nConfidential"
    )
    assert chips(pane) == [
        "Personal number 20150401-2384 · Barnet",
        "Ours 12/26 · Diary number",
        "Karin Öst · HSA-id SE2321000000-1A2B",
    ]
    assert "1.2.752" not in shown + str(chips(pane))


def test_every_detail_is_unfolded_by_one_press(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()
    before = show(qtbot, background, pane)

    foot(pane).details.click()

    assert "Sandvikens kommun" not in before
    assert "To\nSocialkontoret · Sandvikens kommun" in shown_words(pane)
    assert "Personal number 20150401-2384 · Barnet" in shown_words(pane)


def test_a_press_on_a_reference_copies_its_number(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()
    show(qtbot, background, pane)

    button(pane, "Personal number 20150401-2384 · Barnet").click()

    assert QGuiApplication.clipboard().text() == "20150401-2384"


def test_the_text_begins_near_the_top(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()
    show(qtbot, background, pane)

    (text,) = pane.findChildren(MessageTexts)

    assert text.mapTo(pane, QPoint()).y() + theme.px(48) <= theme.px(220)


def test_a_message_that_is_not_confidential_says_so_in_words(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received(confidential=False)

    assert "Not marked as confidential" in show(qtbot, background, pane)


def test_details_that_nobody_unfolds_are_not_made_and_unfolded_ones_are_made_once(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()
    show(qtbot, background, pane)

    before = pane.findChildren(DetailRows)
    foot(pane).details.click()
    foot(pane).details.click()
    foot(pane).details.click()

    assert before == []
    assert len(pane.findChildren(DetailRows)) == 1


def test_an_unknown_code_system_is_named_under_technical_details_only(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    known = Reference(Identifier("1.2.3.4.5", "A-17"))
    sender = Party("0203:x.example.se", "X", Attention("f", "F", references=(known,)))
    workspace.inbox.readings[1] = received(sender=sender)

    shown = show(qtbot, background, pane)

    assert "Other number A-17" in chips(pane)
    assert "1.2.3.4.5" not in shown
    foot(pane).details.click()
    (details,) = pane.findChildren(QPlainTextEdit)
    assert "1.2.3.4.5 A-17" in details.toPlainText()
    assert not details.isVisible()
    button(pane, "Technical details").click()
    assert details.isVisible()


def test_documents_stand_in_the_order_of_their_index_under_their_names(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    second = Document("b", "Andra", "2", (), ("två",))
    first = Document("a", "Första", "1", (), ("ett",))
    workspace.inbox.readings[1] = received(documents=(second, first))

    shown = show(qtbot, background, pane)

    texts = [text.toPlainText() for text in message_texts(pane)]
    assert texts == ["ett", "två"]
    assert shown.index("Första") < shown.index("Andra")


def test_a_text_can_fetch_and_open_nothing(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    hostile = '<img src="file:///etc/passwd"> <a href="http://x.example">x</a>'
    workspace.inbox.readings[1] = received(documents=(Document("a", texts=(hostile,)),))
    show(qtbot, background, pane)

    (text,) = message_texts(pane)

    picture = QTextDocument.ResourceType.ImageResource.value
    assert text.loadResource(picture, QUrl("file:///etc/passwd")).isEmpty()
    assert not text.openLinks()
    assert text.toPlainText() == hostile


def test_a_very_long_text_is_shown_in_part_until_one_asks_for_more(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    document = Document("a", texts=("ord " * (CHARACTERS // 4) + "slut",))
    workspace.inbox.readings[1] = received(documents=(document,))
    show(qtbot, background, pane)
    parts = pane.findChildren(MessageTexts)[0]
    qtbot.waitUntil(parts._more.isVisible)
    more = button(pane, "Show more of it")
    before = message_texts(pane)[0].toPlainText()

    more.click()
    qtbot.waitUntil(lambda: any("slut" in one.toPlainText() for one in message_texts(pane)))

    assert "slut" not in before


def test_a_message_counts_as_read_when_it_has_been_shown(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()

    show(qtbot, background, pane)

    assert workspace.inbox.read == [(1, True)]


def test_a_message_is_not_built_anew_because_it_has_been_read(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = replace(received(), headline=headline(unread=True))
    show(qtbot, background, pane)
    built = pane.widget()

    workspace.inbox.headlines = (headline(unread=False),)
    pane.reload()
    settle(qtbot, background)

    assert pane.widget() is built


def test_a_part_that_cannot_be_shown_is_said_and_the_rest_shown(
    qtbot: QtBot,
    background: Background,
    workspace: FakeWorkspace,
    pane: ReadingPane,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace.inbox.readings[1] = received()
    monkeypatch.setattr(MessageView, "_add_header", lambda *_: 1 / 0)

    with qtbot.captureExceptions() as faults:
        shown = show(qtbot, background, pane)

    assert "A part of the message cannot be shown here." in shown
    assert "samordnad individuell planering" in texts(pane)
    assert workspace.inbox.read == [(1, False)]
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]


def test_what_cannot_be_recorded_does_not_stay_on_the_screen(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()
    workspace.inbox.recording_error = Refused("The disk is full.")

    show(qtbot, background, pane)
    qtbot.waitUntil(lambda: "The disk is full." in shown_words(pane))

    assert "samordnad individuell planering" not in texts(pane)


def test_a_message_that_failed_offers_no_complement(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = sent(
        Status.MESSAGE_EXCHANGE_ERROR, DeliveryEvent("BV", NOON, "not-found")
    )

    assert "Complement" not in show(qtbot, background, pane)


def test_a_late_answer_for_another_message_is_dropped(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings = {1: received(1, label="Ett"), 2: received(2, label="Två")}

    pane.show_message(1)
    pane.show_message(2)
    settle(qtbot, background)

    assert "Två" in shown_words(pane)
    assert "Ett" not in shown_words(pane).split("\n")


def test_clearing_while_a_message_is_fetched_shows_nothing_of_it(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()

    pane.show_message(1)
    pane.clear()
    settle(qtbot, background)

    assert "No message is open." in shown_words(pane)
    assert texts(pane) == ""


def test_a_message_that_cannot_be_read_gives_its_reason_and_nothing_else(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    reason = "The message is not well-formed."
    head = headline(subject="", unreadable=reason)
    workspace.inbox.readings[1] = Reading(head, None, (), unreadable=reason)

    assert show(qtbot, background, pane) == f"This message cannot be read\n{reason}"


def test_a_confidential_message_asks_for_proof_and_is_shown_after_it(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()
    workspace.inbox.error = ProofNeeded("Prove who you are.")
    with qtbot.waitSignal(pane.proofNeeded) as asked:
        pane.show_message(1)
    before = shown_words(pane)

    workspace.inbox.error = None
    asked.args[1]()
    settle(qtbot, background)

    assert "Prove once more" in before
    assert "SIP" not in before
    assert "Kallelse till SIP-möte" in shown_words(pane)


def test_a_failure_is_told_in_a_sentence(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.error = Refused("The message store is damaged.")

    assert show(qtbot, background, pane) == "The message store is damaged."


def test_a_hostile_file_name_is_shown_harmless(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF,))

    shown = show(qtbot, background, pane)

    (file,) = [name for name in chips(pane) if "fdp" in name]
    assert file == "Open Program: Kallelse�fdp.exe 123 kB"
    assert "\u202e" not in shown


def test_an_attachment_opens_inside_the_program(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF,))
    workspace.inbox.files[7] = File("a.txt", "text/plain", "Åäö".encode())
    show(qtbot, background, pane)

    button(pane, "Open Program: Kallelse�fdp.exe 123 kB").click()
    settle(qtbot, background)

    (view,) = pane.findChildren(AttachmentView)
    assert view.findChildren(QPlainTextEdit)[0].toPlainText() == "Åäö"


def test_a_key_opens_the_first_attachment(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF, replace(PDF, key=8)))
    workspace.inbox.files[7] = File("a.txt", "text/plain", "Åäö".encode())
    show(qtbot, background, pane)
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)

    QTest.keyClick(pane, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: len(pane.findChildren(AttachmentView)) == 1)
    settle(qtbot, background)


def test_saving_asks_for_a_folder_and_tells_where_the_file_is(
    qtbot: QtBot,
    background: Background,
    workspace: FakeWorkspace,
    pane: ReadingPane,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF,))
    workspace.inbox.files[7] = File("a.pdf", "application/pdf", b"")
    show(qtbot, background, pane)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/somewhere")

    button(pane, "Save …").click()
    settle(qtbot, background)

    assert workspace.inbox.saved == [(7, Path("/somewhere"))]
    assert f"Saved as {Path('/somewhere/a.pdf')}" in shown_words(pane)


def test_an_attachment_stays_open_when_another_message_is_read(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings = {1: received(attachments=(PDF,)), 2: received(2)}
    workspace.inbox.files[7] = File("a.txt", "text/plain", b"kvar")
    show(qtbot, background, pane)
    button(pane, "Open Program: Kallelse�fdp.exe 123 kB").click()
    settle(qtbot, background)

    show(qtbot, background, pane, row=2)

    assert [view.isVisible() for view in pane.findChildren(AttachmentView)] == [True]


def test_whoever_presses_twice_sees_one_window_of_a_file(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF,))
    workspace.inbox.files[7] = File("a.txt", "text/plain", b"en")
    show(qtbot, background, pane)
    chip = button(pane, "Open Program: Kallelse�fdp.exe 123 kB")

    chip.click()
    chip.click()
    settle(qtbot, background)
    chip.click()
    settle(qtbot, background)
    (view,) = pane.findChildren(AttachmentView)
    with qtbot.waitSignal(view.destroyed):
        view.close()
    chip.click()
    settle(qtbot, background)

    assert len(pane.findChildren(AttachmentView)) == 1


def test_of_windows_of_files_that_were_closed_at_most_the_last_is_kept(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings = {row: received(row, attachments=(PDF,)) for row in (1, 2, 3)}
    workspace.inbox.files[7] = File("a.txt", "text/plain", b"en")
    for row in (1, 2, 3):
        show(qtbot, background, pane, row=row)
        button(pane, "Open Program: Kallelse\ufffdfdp.exe 123 kB").click()
        settle(qtbot, background)
        (view,) = pane.findChildren(AttachmentView)
        with qtbot.waitSignal(view.destroyed):
            view.close()

    assert len(pane._files._views) == 1


def test_what_became_of_a_file_is_never_told_at_another_message(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings = {row: received(row, attachments=(PDF,)) for row in (1, 2)}
    workspace.inbox.files[7] = File("a.pdf", "application/pdf", b"")
    told: list[str] = []
    pane.filesDone.connect(told.append)
    pane.filesFailed.connect(lambda error: told.append(str(error)))
    show(qtbot, background, pane, row=2)

    pane._files._save_in(1, (PDF,), (), Path("/somewhere"))
    settle(qtbot, background)
    workspace.inbox.error = Refused("The file is not there.")
    pane._files._open(1, PDF)
    settle(qtbot, background)

    assert told == ["1 files are saved outside the program.", "The file is not there."]
    assert "somewhere" not in shown_words(pane)
    assert "The file is not there." not in shown_words(pane)


def scrolled(qtbot: QtBot, background: Background, pane: ReadingPane) -> int:
    """Show a long message and read on in it; gives how far."""
    show(qtbot, background, pane)
    pane.resize(500, 200)
    bar = pane.verticalScrollBar()

    def is_there() -> bool:  # the page is laid out in several steps
        bar.setValue(90)
        return bar.value() == 90

    qtbot.waitUntil(is_there)
    return bar.value()


def test_a_message_that_is_read_stays_where_it_is_when_its_proof_grows_old(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = sent(Status.QUEUED)
    place = scrolled(qtbot, background, pane)
    before = shown_words(pane)
    workspace.inbox.error = ProofNeeded("Prove who you are.")

    with qtbot.assertNotEmitted(pane.proofNeeded):
        pane.reload()
        settle(qtbot, background)

    assert place == 90
    assert pane.verticalScrollBar().value() == place
    assert shown_words(pane) == before


def test_opening_the_message_anew_keeps_the_place_while_a_proof_is_wanted(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()
    place = scrolled(qtbot, background, pane)
    before = shown_words(pane)
    workspace.inbox.error = ProofNeeded("Prove who you are.")

    with qtbot.waitSignal(pane.proofNeeded):
        pane.show_message(1)

    assert pane.verticalScrollBar().value() == place == 90
    assert shown_words(pane) == before


def test_an_attachment_asks_for_proof_and_opens_after_it(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF,))
    workspace.inbox.files[7] = File("a.txt", "text/plain", b"")
    show(qtbot, background, pane)
    workspace.inbox.error = ProofNeeded("Prove who you are.")
    with qtbot.waitSignal(pane.proofNeeded) as asked:
        button(pane, "Open Program: Kallelse�fdp.exe 123 kB").click()

    workspace.inbox.error = None
    asked.args[1]()
    settle(qtbot, background)

    assert len(pane.findChildren(AttachmentView)) == 1


def test_a_file_that_cannot_be_had_is_told(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF,))
    show(qtbot, background, pane)
    workspace.inbox.error = Refused("The file is not there.")

    button(pane, "Open Program: Kallelse�fdp.exe 123 kB").click()
    settle(qtbot, background)

    assert "The file is not there." in shown_words(pane)


def test_no_folder_chosen_saves_nothing(
    qtbot: QtBot,
    background: Background,
    workspace: FakeWorkspace,
    pane: ReadingPane,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF,))
    show(qtbot, background, pane)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")

    button(pane, "Save …").click()
    settle(qtbot, background)

    assert workspace.inbox.saved == []


def test_several_attachments_are_saved_together(
    qtbot: QtBot,
    background: Background,
    workspace: FakeWorkspace,
    pane: ReadingPane,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = Attachment(8, "Samtycke.pdf", "application/pdf", 96_000)
    workspace.inbox.readings[1] = received(attachments=(PDF, other))
    workspace.inbox.files = {
        7: File("a.pdf", "application/pdf", b""),
        8: File("b.pdf", "application/pdf", b""),
    }
    show(qtbot, background, pane)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/somewhere")

    button(pane, "Save all …").click()
    settle(qtbot, background)

    assert workspace.inbox.saved == [(7, Path("/somewhere")), (8, Path("/somewhere"))]
    assert f"2 files are saved in {Path('/somewhere')}" in shown_words(pane)


def test_the_files_that_hold_what_was_searched_for_say_so(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    two = tuple(Attachment(n, f"{n}.pdf", "application/pdf", 9) for n in (1, 2))
    workspace.inbox.readings[1] = received(attachments=two)
    workspace.attached_texts.kept = {1: "Inget", 2: "vårdplan"}
    workspace.inbox.files[2] = File("2.txt", "text/plain", "En ny vårdplan".encode())

    pane.show_message(1, sought_words("vårdplan", NOON))
    settle(qtbot, background)

    (folded,) = [one for one in foot(pane).findChildren(Chip) if one.menu() is not None]
    assert chips(pane)[-2:] == ["Open 1.pdf 9 bytes", "Open 2.pdf 9 bytes, found here"]
    assert [one.text() for one in folded.menu().actions()] == [
        "1.pdf · 9 bytes",
        "2.pdf · 9 bytes · found here",
    ]

    button(pane, "Open 2.pdf 9 bytes, found here").click()
    settle(qtbot, background)

    (view,) = pane.findChildren(AttachmentView)
    assert view.findChildren(QPlainTextEdit)[0].textCursor().selectedText() == "vårdplan"


def test_the_marks_go_when_the_search_has_ended(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF,))
    workspace.attached_texts.kept = {PDF.key: "Kallelse"}
    pane.show_message(1, sought_words("kallelse", NOON))
    settle(qtbot, background)
    marked = sum(len(text.extraSelections()) for text in message_texts(pane))

    pane.mark()
    settle(qtbot, background)

    (text,) = (one for one in message_texts(pane) if one.isVisible())
    assert (marked > 0, text.extraSelections()) == (True, [])
    assert not any("found here" in chip for chip in chips(pane))
    assert workspace.inbox.read == [(1, True)]


def test_attachments_without_room_are_in_one_chip(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    many = tuple(Attachment(n, f"Bilaga nummer {n}.pdf", "application/pdf", 9) for n in range(9))
    workspace.inbox.readings[1] = received(attachments=many)
    pane.resize(500, 700)

    show(qtbot, background, pane)

    (chip,) = [one for one in foot(pane).findChildren(Chip) if one.isVisible()]
    assert chip.accessibleName().startswith("9 attachments")
    assert len(chip.menu().actions()) == 9


def test_the_conversation_is_read_as_one_text_oldest_first(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    first = received(1, documents=(Document("a", texts=("den första",)),))
    second = received(2, documents=(Document("a", texts=("den andra",)),))
    workspace.inbox.readings = {1: first, 2: second, 3: received(3)}
    workspace.inbox.headlines = (headline(1), headline(2), headline(3))
    shown = show(qtbot, background, pane, row=3)

    foot(pane).conversation.click()
    settle(qtbot, background)

    assert "Conversation: 3 messages" not in shown
    assert "Conversation: 3 messages" in shown_words(pane)
    assert texts(pane).index("den första") < texts(pane).index("den andra")
    assert sorted(workspace.inbox.read) == [(1, True), (2, True), (3, True)]


def test_what_is_unfolded_stays_so_when_something_happens_to_the_message(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings = {1: received(1), 2: received(2)}
    workspace.inbox.headlines = (headline(1), headline(2))
    show(qtbot, background, pane)
    foot(pane).details.click()
    foot(pane).conversation.click()
    settle(qtbot, background)

    workspace.inbox.headlines = (headline(1, handler="Åsa Öberg"), headline(2))
    pane.reload()
    settle(qtbot, background)

    assert "Handler\nÅsa Öberg" in shown_words(pane)
    assert texts(pane).count("samordnad") == 2
    assert workspace.inbox.opened == [1, 2]


def test_a_conversation_that_cannot_be_read_leaves_the_message_and_is_tried_again(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    first = received(1, documents=(Document("a", texts=("den första",)),))
    workspace.inbox.readings = {1: first, 2: received(2)}
    workspace.inbox.headlines = (headline(1), headline(2))
    show(qtbot, background, pane, row=2)

    workspace.inbox.error = Unavailable("The store is busy.")
    foot(pane).conversation.click()
    settle(qtbot, background)
    workspace.inbox.error = None
    told, stands = shown_words(pane), texts(pane)
    foot(pane).conversation.click()
    foot(pane).conversation.click()
    settle(qtbot, background)

    assert "The store is busy." in told
    assert "samordnad" in stands
    assert "The store is busy." not in shown_words(pane)
    assert "den första" in texts(pane)


def test_texts_of_a_conversation_whose_reading_is_not_recorded_do_not_stay(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    first = received(1, documents=(Document("a", texts=("den första",)),))
    workspace.inbox.readings = {1: first, 2: received(2)}
    workspace.inbox.headlines = (headline(1), headline(2))
    show(qtbot, background, pane, row=2)

    workspace.inbox.recording_error = Unavailable("The disk is full.")
    foot(pane).conversation.click()
    settle(qtbot, background)
    qtbot.waitUntil(lambda: "den första" not in texts(pane))

    assert "The disk is full." in shown_words(pane)
    assert "samordnad" in texts(pane)


def test_the_conversation_leads_to_its_other_messages(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings = {1: received(1), 2: received(2, label="Den andra")}
    workspace.inbox.headlines = (headline(1), headline(2, subject="Den andra"))
    show(qtbot, background, pane)
    foot(pane).conversation.click()
    settle(qtbot, background)

    text = "2026-05-12 12:00   From BUP mottagning · Region Norrstrand, Den andra"
    button(pane, text).click()
    settle(qtbot, background)

    assert workspace.inbox.opened == [1, 2, 2]


def test_what_was_sent_can_be_complemented(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = sent(Status.ACCEPTED)
    asked: list[int] = []
    pane.complementRequested.connect(asked.append)
    show(qtbot, background, pane)

    button(pane, "Complement").click()

    assert asked == [1]


def test_what_came_is_answered_by_the_first_tool_only(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()
    show(qtbot, background, pane)

    words = [one.text() for one in pane.findChildren(QAbstractButton)]

    assert [one for one in words if one in {"Answer", "Complement"}] == []


def test_a_rejected_message_can_be_sent_again_to_somebody_else(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    why = DeliveryEvent("BV", NOON, "not-found")
    workspace.inbox.readings[1] = sent(Status.MESSAGE_EXCHANGE_ERROR, why)
    show(qtbot, background, pane)

    with qtbot.waitSignal(pane.resendRequested) as asked:
        button(pane, "Choose another recipient").click()

    assert asked.args == [1]


def test_a_rejected_picture_is_made_a_pdf_and_sent_again_by_one_button(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    why = DeliveryEvent("BV", NOON, "not-supported", "In contentType, the value is not allowed.")
    picture = Attachment(1, "Foto samtycke.heic", "image/heic", 2_100_000)
    rejected = sent(Status.MESSAGE_EXCHANGE_ERROR, why)
    workspace.inbox.readings[1] = replace(rejected, attachments=(picture,))
    show(qtbot, background, pane)

    with qtbot.waitSignal(pane.pdfRequested) as asked:
        button(pane, "Make a PDF and send again").click()

    assert asked.args == [1]


def test_the_number_for_support_is_copied(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    why = DeliveryEvent("SV", NOON, "structure")
    workspace.inbox.readings[1] = sent(Status.MESSAGE_EXCHANGE_ERROR, why)
    show(qtbot, background, pane)

    button(pane, "Copy the number for support").click()

    assert QGuiApplication.clipboard().text() == message().message_id


def test_reloading_follows_a_delivery_on_its_way(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = sent(Status.SUBMITTED)
    show(qtbot, background, pane)

    workspace.inbox.readings[1] = sent(Status.ACCEPTED, DeliveryEvent("ACCEPTED", NOON))
    pane.reload()
    qtbot.waitUntil(lambda: "Delivered and accepted" in foot(pane).details.text())

    foot(pane).details.click()
    assert "does not mean that anybody has read it" in shown_words(pane)


def test_reloading_takes_in_a_handler_without_reading_the_message_again(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received()
    show(qtbot, background, pane)

    workspace.inbox.headlines = (headline(handler="Åsa Öberg", diary_number="SN 2026:7"),)
    pane.reload()
    settle(qtbot, background)

    foot(pane).details.click()
    assert "Handler\nÅsa Öberg" in shown_words(pane)
    assert "SN 2026:7" in shown_words(pane)
    assert workspace.inbox.opened == [1]


def test_the_type_and_what_keeps_a_message_are_told(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    kept = headline(document_type="Orosanmälan", hold="Överklagat")
    workspace.inbox.readings[1] = replace(received(), headline=kept)

    show(qtbot, background, pane)
    foot(pane).details.click()

    shown = shown_words(pane)
    assert "Document type\nOrosanmälan" in shown
    assert "Kept from being erased\nÖverklagat" in shown
    assert "Noted\nOn this computer only" in shown

    workspace.inbox.headlines = (replace(kept, shared=True),)
    pane.reload()
    settle(qtbot, background)
    assert "Noted\nFor all who share the mailbox" in shown_words(pane)


def test_a_message_that_has_been_erased_is_shown_no_longer(
    qtbot: QtBot,
    background: Background,
    workspace: FakeWorkspace,
    pane: ReadingPane,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(_row: int) -> tuple[Headline, ...]:
        raise Refused("This message is not in the store.")

    workspace.inbox.readings[1] = received()
    show(qtbot, background, pane)
    monkeypatch.setattr(workspace.inbox, "conversation", gone)

    pane.reload()
    settle(qtbot, background)

    assert shown_words(pane) == "This message is not in the store."


def test_the_page_is_never_wider_than_its_pane(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    long = "x" * 250
    workspace.inbox.readings[1] = received(label=long, attachments=(Attachment(1, long, long, 1),))
    workspace.inbox.headlines = (
        headline(1, subject=long),
        headline(2, subject=long, direction=Direction.OUT, mailbox=OURS.address),
    )
    pane.resize(440, 600)

    show(qtbot, background, pane)

    assert not pane.horizontalScrollBar().isVisible()


def test_that_a_file_could_not_be_opened_is_said_until_it_could(
    qtbot: QtBot, background: Background, workspace: FakeWorkspace, pane: ReadingPane
) -> None:
    workspace.inbox.readings[1] = received(attachments=(PDF,))
    workspace.inbox.files[PDF.key] = File("a.txt", "text/plain", b"a")
    show(qtbot, background, pane)
    (name,) = [name for name in chips(pane) if "fdp" in name]
    workspace.inbox.error = Unavailable("The store is busy.")
    button(pane, name).click()
    settle(qtbot, background)
    before = shown_words(pane)
    workspace.inbox.error = None

    button(pane, name).click()
    settle(qtbot, background)

    assert "The store is busy." in before
    assert "The store is busy." not in shown_words(pane)
