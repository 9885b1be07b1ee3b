from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QPushButton,
    QToolButton,
)

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.clearance import Purpose
from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errors import ProofNeeded
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.ui.addresses.address_book_view import AddressBookView
from sdk_desktop.ui.addresses.organisation_tree import PARTS
from sdk_desktop.ui.audit.audit_view import AuditView
from sdk_desktop.ui.main_pages import ADDRESS_BOOK, AUDIT
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.go_to import GoTo
from sdk_desktop.ui.messages.message_dialogs import HoldDialog, RegisterDialog
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.dialog import ChoiceDialog
from sdk_desktop.ui.parts.painting import Mark, Tone
from sdk_desktop.ui.proof.proof_dialog import ProofDialog
from sdk_desktop.ui.shortcuts import ShortcutList
from tests.kit.sandbox_network import recipient
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.screens import button, listen, message_texts, passphrase_form, press, shown_words
from tests.usecases.arrivals import AKUTEN

CONTROL = Qt.KeyboardModifier.ControlModifier
SUBJECT = "Kallelse till SIP-möte"


def shown(client: Client) -> MainWindow:
    main = client.unlock()
    client.show()
    return main


def choose(main: MainWindow, subject: str = SUBJECT) -> Headline:
    titles = [line.title for line in main.messages.list.model.rows]
    main.messages.list.table.choose(titles.index(subject))
    headline = main.messages.list.current
    assert isinstance(headline, Headline)
    return headline


def current(main: MainWindow) -> Headline:
    headline = main.messages.list.current
    assert isinstance(headline, Headline)
    return headline


def focused_text(main: MainWindow) -> str:
    button = main.window().focusWidget()
    return button.text() if isinstance(button, QAbstractButton) else ""


def dialog(kind: type[QDialog]) -> QDialog:
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found


def test_arrows_and_letters_move_without_reading(client: Client) -> None:
    main = shown(client)
    table = main.messages.list.table
    table.choose(0)

    QTest.keyClick(table, Qt.Key.Key_J)
    QTest.keyClick(table, Qt.Key.Key_J)
    QTest.keyClick(table, Qt.Key.Key_K)
    client.rest()

    assert table.currentIndex().row() == 1
    assert current(main).unread


def test_enter_opens_and_what_is_read_stays_in_its_place(client: Client) -> None:
    main = shown(client)
    main.messages.show_folder(FolderChoice("", Folder.NEW))
    client.wait_for_messages()
    before = [line.key for line in main.messages.list.model.rows]
    choose(main)

    QTest.keyClick(main.messages.list.table, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: not current(main).unread)
    client.rest()

    assert [line.key for line in main.messages.list.model.rows] == before
    assert main.messages._read == current(main).row


def test_another_choice_clears_the_reading_pane(client: Client) -> None:
    main = shown(client)
    choose(main)
    main.messages.open(current(main))
    client.rest()

    main.messages.list.table.step(1)

    assert main.messages._read is None


def test_taking_and_releasing_a_message(client: Client) -> None:
    main = shown(client)
    choose(main)

    QTest.keyClick(main, Qt.Key.Key_T, CONTROL)
    client.qtbot.waitUntil(lambda: current(main).handler == "Kim Övning")
    client.rest()
    taken = main.status.notice
    main.messages.actions_.release.trigger()
    client.qtbot.waitUntil(lambda: current(main).handler == "")

    assert taken == "Taken."
    assert not main.messages.actions_.release.isEnabled()


def test_registering_a_message(client: Client) -> None:
    main = shown(client)
    choose(main)

    main.messages.actions_.register.trigger()
    question = dialog(RegisterDialog)
    assert isinstance(question, RegisterDialog)
    question.number.setText("SOC 2026/77 ")
    question.type.setEditText("Orosanmälan")
    question.accept()
    client.qtbot.waitUntil(lambda: current(main).diary_number == "SOC 2026/77")

    assert current(main).document_type == "Orosanmälan"
    assert main.messages.list.table.current_row is not None
    assert main.messages.list.table.current_row.note == Mark("SOC 2026/77", "register", Tone.GOOD)


def test_the_types_of_other_messages_are_offered(client: Client) -> None:
    main = shown(client)
    choose(main)
    main._workspace.handling.register(current(main).row, "", "Orosanmälan")
    client.rest()

    main.messages.actions_.register.trigger()
    question = dialog(RegisterDialog)
    assert isinstance(question, RegisterDialog)
    client.qtbot.waitUntil(lambda: question.type.count() == 1)

    assert (question.type.itemText(0), question.type.currentText()) == (
        "Orosanmälan",
        "Orosanmälan",
    )


def test_a_message_is_kept_from_being_erased_and_let_go_again(client: Client) -> None:
    main = shown(client)
    choose(main)
    main.messages.care.hold.trigger()
    question = dialog(HoldDialog)
    assert isinstance(question, HoldDialog)
    question.accept()
    assert question.isVisible()  # without a reason there is nothing to do

    question.reason.setText("Överklagat")
    question.accept()
    client.qtbot.waitUntil(lambda: current(main).hold == "Överklagat")
    client.rest()
    told = main.status.notice
    main.messages.care.hold.trigger()
    again = dialog(HoldDialog)
    assert isinstance(again, HoldDialog)
    assert again.reason.text() == "Överklagat"
    again.end.click()
    client.qtbot.waitUntil(lambda: current(main).hold == "")

    assert told == "The message is kept from being erased."


def test_one_who_works_alone_cannot_hand_over(client: Client) -> None:
    main = shown(client)
    choose(main)

    assert not main.messages.actions_.hand_over.isEnabled()
    main.messages.actions_.know_people(("Kim Övning", "Åsa Öberg"))
    assert main.messages.actions_.hand_over.isEnabled()


def hand_over_to_the_first() -> None:
    question = dialog(ChoiceDialog)
    assert isinstance(question, ChoiceDialog)
    question.save.click()


def test_handing_over_a_message(client: Client) -> None:
    main = shown(client)
    main.messages.actions_.know_people(("Kim Övning", "Åsa Öberg"))
    choose(main)

    main.messages.actions_.hand_over.trigger()
    hand_over_to_the_first()
    client.qtbot.waitUntil(lambda: current(main).handler == "Åsa Öberg")

    assert main.status.notice == "Handed over to Åsa Öberg."


def test_several_are_taken_registered_and_handed_over_by_keys(client: Client) -> None:
    main = shown(client)
    main.messages.actions_.know_people(("Kim Övning", "Åsa Öberg"))
    main.messages.show_folder(FolderChoice("", Folder.NEW))
    client.wait_for_messages()
    table = main.messages.list.table
    table.choose(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    rows = {one.row for one in main.messages.list.selected}

    QTest.keyClick(main, Qt.Key.Key_T, CONTROL)
    client.qtbot.waitUntil(lambda: selected_as(main) == [("Kim Övning", "")] * 2)
    client.rest()
    told = main.status.notice
    QTest.keyClick(main, Qt.Key.Key_D, CONTROL)
    question = dialog(RegisterDialog)
    assert isinstance(question, RegisterDialog)
    assert "2 messages are selected, and all get this." in shown_words(question)
    assert "2 selected" in shown_words(main.messages.tools)
    question.number.setText("SOC 2026/78")
    question.accept()
    client.qtbot.waitUntil(lambda: selected_as(main) == [("Kim Övning", "SOC 2026/78")] * 2)
    client.qtbot.waitUntil(lambda: main.status.notice == "2 messages are registered.")
    main.messages.actions_.hand_over.trigger()
    hand_over_to_the_first()
    client.qtbot.waitUntil(lambda: selected_as(main) == [("Åsa Öberg", "SOC 2026/78")] * 2)

    assert (len(rows), told) == (2, "2 messages are taken.")
    assert not main.messages.actions_.answer.isEnabled()
    assert main.messages._read is None


def test_of_several_only_what_has_come_is_taken(client: Client) -> None:
    main = shown(client)
    draft = replace(
        main._workspace.drafts.new(main._workspace.mailboxes[0].address),
        recipients=(recipient(AKUTEN),),
        label="Hej",
        text="Hej",
        confidential=False,
    )
    main._workspace.outbox.send(draft)
    client.qtbot.waitUntil(lambda: main.messages.list.model.rows[0].outgoing)
    client.rest()
    table = main.messages.list.table
    table.choose(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    QTest.keyClick(main, Qt.Key.Key_T, CONTROL)

    client.qtbot.waitUntil(lambda: main.status.notice == "1 message is taken.")
    client.qtbot.waitUntil(lambda: selected_as(main) == [("Kim Övning", "")] * 2)


def test_what_one_colleague_has_is_taken_over_at_once_after_a_question(client: Client) -> None:
    main = shown(client)
    table = main.messages.list.table
    table.choose(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with main._workspace._store.begin() as stored:
        for one in main.messages.list.selected[:2]:
            stored.messages.assign(one.row, stored.colleagues.id_of("Sara Lind"))
        stored.messages.assign(main.messages.list.selected[2].row, main._workspace.who_id)
    client.qtbot.waitUntil(lambda: selected_as(main)[0] == ("Sara Lind", ""))
    client.rest()

    QTest.keyClick(main, Qt.Key.Key_T, CONTROL)
    asked = shown_words(main.messages.question)
    main.messages.question.yes.click()

    client.qtbot.waitUntil(lambda: main.status.notice == "2 messages are taken.")
    assert "Sara Lind has taken these 2 messages. Do you want to take them over?" in asked
    client.qtbot.waitUntil(lambda: selected_as(main) == [("Kim Övning", "")] * 3)
    assert not main.messages.actions_.take.isEnabled()


def selected_as(main: MainWindow) -> list[tuple[str, str]]:
    """Return the handlers and the numbers of the messages that are selected."""
    return [(one.handler, one.diary_number) for one in main.messages.list.selected]


def test_escape_leads_from_a_hit_to_the_hits_and_then_out_of_the_search(client: Client) -> None:
    main = shown(client)
    field, table = main.messages.list.search_field, main.messages.list.table
    field.setText("möte")
    client.qtbot.waitUntil(lambda: main.messages.list.model.rowCount() == 2)
    client.rest()
    table.choose(1)
    main.messages.open(main.messages.list.current)
    client.rest()

    QTest.keyClick(main.messages.reading, Qt.Key.Key_Escape)
    at_the_hits = field.text(), table.hasFocus(), table.currentIndex().row()
    QTest.keyClick(table, Qt.Key.Key_Escape)

    assert at_the_hits == ("möte", True, 1)
    assert (field.text(), table.hasFocus()) == ("", True)


def test_searching_finds_and_escape_ends_it(client: Client) -> None:
    main = shown(client)
    model = main.messages.list.model
    everything = len(model.rows)

    QTest.keyClick(main, Qt.Key.Key_F, CONTROL)
    type_text(main.messages.list.search_field, "tingsrätt")
    QTest.keyClick(main.messages.list.search_field, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: 0 < len(model.rows) < everything)
    QTest.keyClick(main, Qt.Key.Key_Escape)
    client.qtbot.waitUntil(lambda: len(model.rows) == everything)

    assert main.messages.list.search_field.text() == ""


def test_the_message_that_a_search_found_stays_open_when_the_search_ends(client: Client) -> None:
    main = shown(client)
    model = main.messages.list.model
    everything = len(model.rows)
    type_text(main.messages.list.search_field, "tingsrätt")
    client.qtbot.waitUntil(lambda: 0 < len(model.rows) < everything)
    main.messages.list.table.choose(0)
    main.messages.open(current(main))
    found = current(main).row
    client.rest()

    main.messages.list.search_field.clear()
    client.qtbot.waitUntil(lambda: len(model.rows) == everything)

    assert current(main).row == main.messages._read == found


def test_a_search_ended_in_another_folder_closes_the_message(client: Client) -> None:
    main = shown(client)
    main.messages.show_folder(FolderChoice("", Folder.MINE))
    client.rest()
    type_text(main.messages.list.search_field, "tingsrätt")
    client.wait_for_messages()
    main.messages.list.table.choose(0)
    main.messages.open(current(main))

    main.messages.list.search_field.clear()
    client.qtbot.waitUntil(lambda: len(main.messages.list.model.rows) == 0)

    assert main.messages._read is None


def test_tab_goes_through_the_message_and_enter_presses_its_buttons(client: Client) -> None:
    main = shown(client)
    choose(main)
    main.messages.open(current(main))
    client.rest()

    names = []
    for _ in range(8):
        QTest.keyClick(main.window().focusWidget(), Qt.Key.Key_Tab)
        names.append(main.window().focusWidget().accessibleName() or focused_text(main))
    details = main.window().focusWidget()
    QTest.keyClick(details, Qt.Key.Key_Return)

    assert names == [
        "About the message",
        "Theirs BUP 2026/412 · Diary number",
        "Personal number 20120212-2386 · Alva Testsson",
        "Remind me",
        "Text",
        "Open Kallelse SIP-möte.pdf 2 kB",
        "Save …",
        "Received 12:00",
    ]
    assert isinstance(details, QAbstractButton)
    assert details.isChecked()


def test_a_search_without_hits_says_so_where_they_would_be(client: Client) -> None:
    main = shown(client)
    found = main.messages.list

    def is_above(words: str) -> bool:
        found.search_field.setText(words)
        QTest.keyClick(found.search_field, Qt.Key.Key_Return)
        client.rest()
        found._column.activate()
        return found.count.y() < found.table.y()

    below = is_above("kallelse")
    nothing = is_above("zebraöverfall")
    said = found.count.text()
    again = is_above("kallelse")

    assert said == "Nothing matches. Try fewer or shorter words."
    assert (below, nothing, again) == (False, True, False)


def test_going_to_a_mailbox_by_a_few_letters(client: Client) -> None:
    main = shown(client)

    QTest.keyClick(main, Qt.Key.Key_K, CONTROL)
    finder = dialog(GoTo)
    assert isinstance(finder, GoTo)
    type_text(finder.field, "recep")
    QTest.keyClick(finder.field, Qt.Key.Key_Return)
    client.rest()

    assert main.messages.mailbox.startswith("sdk:reception")
    assert len(main.messages.list.model.rows) == 2


def test_what_one_may_go_to_is_heard(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    main = shown(client)
    main.ask_where()
    finder = dialog(GoTo)
    assert isinstance(finder, GoTo)
    heard = listen(monkeypatch)

    type_text(finder.field, "recep")
    client.rest()
    typed = heard[-1]
    QTest.keyClick(finder.field, Qt.Key.Key_Down)
    below = heard[-1]
    type_text(finder.field, "xyzzyqqq")
    client.rest()

    assert (typed, below) == (finder_row(main, 0), finder_row(main, 1))
    assert finder.found.count() == 0
    assert heard[-1] == "Nothing matches"


def finder_row(main: MainWindow, number: int) -> str:
    """Return what stands in a row when one looks for the reception."""
    names = [name for name, _ in main.messages.tree.choices() if "recep" in name.casefold()]
    return names[number]


def test_going_to_a_recipient_begins_a_message(client: Client) -> None:
    main = shown(client)

    main.ask_where()
    finder = dialog(GoTo)
    assert isinstance(finder, GoTo)
    finder.field.setText("kontaktcenter")
    client.qtbot.waitUntil(lambda: finder.found.count() > 0)
    finder._go()
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)

    assert [r.function_label for r in main.composing.windows[0].form.draft.recipients] != []


def test_an_answer_and_its_draft(client: Client) -> None:
    main = shown(client)
    choose(main)

    QTest.keyClick(main, Qt.Key.Key_R, CONTROL)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    type_text(main.composing.windows[0].form.subject, " på plats")
    main.flush()
    main.messages.show_folder(FolderChoice("", None))
    client.wait_for_messages()
    main.messages.list.table.choose(0)
    QTest.keyClick(main.messages.list.table, Qt.Key.Key_Return)
    client.rest()

    assert isinstance(main.messages.list.current, Draft)
    assert len(main.composing.windows) == 1


def test_a_message_is_passed_on_in_a_window_to_write_in(client: Client) -> None:
    main = shown(client)
    choose(main)

    main.messages.actions_.forward.trigger()
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)

    begun = main.composing.windows[0].form.draft
    assert "Forwarded message\nFrom: BUP Ekdala mottagning · Region Ekelund" in begun.text
    assert [file.name for file in begun.files] == ["Kallelse SIP-möte.pdf"]


def test_new_messages_are_announced_by_box_and_number_only(fresh_client: Client) -> None:
    main = shown(fresh_client)

    assert main.status.notice == (
        "Socialkontoret: 7 new messages · Reception: 2 new messages · "
        "Överförmyndaren: 1 new message"
    )


def test_what_has_room_at_the_right_of_the_top_bar_says_who_works(client: Client) -> None:
    main = shown(client)
    person = main.bar.findChildren(QToolButton)[-1]

    assert person.text() == "Kim Övning"
    assert [action.text() for action in person.menu().actions() if action.isVisible()] == [
        "Go to a mailbox or a recipient\tCtrl+K",
        "Statistics",
        "Exercises …",
        "Settings",
        "Show the keyboard shortcuts\tF1",
        "Lock\tCtrl+L",
    ]


def test_a_service_that_does_not_answer_is_told_and_asked_less_often(client: Client) -> None:
    main = shown(client)
    before = main.sync_timer._pause
    client.line.cut_before(times=20)

    QTest.keyClick(main, Qt.Key.Key_F5)
    client.qtbot.waitUntil(lambda: main.sync_timer._pause == 2 * before)
    client.line.mend()
    main.sync_timer.now()
    client.qtbot.waitUntil(lambda: main.sync_timer._pause == before)

    assert "answer" in main.status.notice or "reach" in main.status.notice


def test_what_is_due_by_now_is_counted_while_nothing_can_be_fetched(client: Client) -> None:
    main = shown(client)
    client.rest()
    counted: list[int] = []
    main.messages.counters.counted.connect(counted.append)
    client.line.cut_before(times=20)

    main.sync_timer.now()

    client.qtbot.waitUntil(lambda: len(counted) == 1)


def test_the_pages_come_and_escape_leads_back(client: Client) -> None:
    main = shown(client)

    main.show_page(1)
    client.rest()
    QTest.keyClick(main, Qt.Key.Key_Escape)

    assert main.pages.currentWidget() is main.messages


def test_a_page_is_made_when_it_is_shown_and_follows_from_then_on(client: Client) -> None:
    main = shown(client)
    hidden = main.findChildren(AddressBookView) + main.findChildren(AuditView)

    main.show_page(ADDRESS_BOOK)
    tree = main.pages.addresses.organisations
    client.qtbot.waitUntil(lambda: tree.topLevelItemCount() > PARTS)
    tree.show_organisations(())
    main.on_changes(frozenset({TableFamily.ADDRESSES}))
    client.qtbot.waitUntil(lambda: tree.topLevelItemCount() > PARTS)
    main.show_page(AUDIT)
    client.qtbot.waitUntil(lambda: main.pages.audit.model.rowCount() > 0)

    assert hidden == []
    assert main.pages.currentWidget() is main.pages.audit
    assert main.pages.count() == 3


def test_f1_shows_the_keys(client: Client) -> None:
    main = shown(client)

    QTest.keyClick(main, Qt.Key.Key_F1)

    assert dialog(ShortcutList).isVisible()


def test_an_old_proof_is_renewed_in_place(client: Client) -> None:
    main = shown(client)
    headline = choose(main)
    client.watch.turn(hours=5)
    tried: list[bool] = []

    old = ProofNeeded("Confirm who you are to send.", Purpose.SEND)
    main.prove(old, lambda: tried.append(True))
    client.rest()
    prove_in(client, dialog(ProofDialog))
    client.qtbot.waitUntil(lambda: tried == [True])

    assert current(main).row == headline.row


def test_subjects_are_covered_when_a_proof_grows_old_until_it_is_renewed(client: Client) -> None:
    main = shown(client)
    confidential = choose(main)
    messages, cover = main.messages.list, main.messages.list.cover
    before = cover.isVisible()
    client.watch.turn(hours=5)

    messages._look_at_proof()
    client.rest()
    covered = [row for row in messages.model.rows if row.confidential]
    titles, told = {row.title for row in covered}, cover.isVisible()
    cover.prove.click()
    client.rest()
    prove_in(client, dialog(ProofDialog))
    client.qtbot.waitUntil(lambda: not cover.isVisible())
    client.rest()

    assert confidential.confidential
    assert (before, told) == (False, True)
    assert titles == {"Subject is not shown"}
    assert SUBJECT in {row.title for row in messages.model.rows}


def test_a_search_says_that_it_leaves_out_what_is_confidential(client: Client) -> None:
    main = shown(client)
    client.watch.turn(hours=5)
    messages = main.messages.list

    type_text(messages.search_field, "sip-möte")
    QTest.keyClick(messages.search_field, Qt.Key.Key_Return)
    client.rest()

    assert "Confidential messages are not searched." in shown_words(messages.cover)
    assert [row.title for row in messages.model.rows if row.confidential] == []


def prove_in(client: Client, asked: QDialog) -> None:
    """Give the proof that a dialog asks for."""
    assert isinstance(asked, ProofDialog)
    proof = client.app.practice_proof()
    assert proof is not None
    asked.form.fill(proof)
    passphrase_form(asked.form).button.click()


def test_a_narrow_window_shows_one_pane_and_leads_back(client: Client) -> None:
    main = shown(client)
    client.shell.window.resize(700, 600)
    client.qtbot.waitUntil(lambda: main.messages.panes.narrow)

    choose(main)
    main.messages.open(current(main))
    client.rest()
    reading = main.messages.reading.isVisible(), main.messages.list.isVisible()
    bar = main.bar.isVisible()
    QTest.keyClick(main.messages.reading, Qt.Key.Key_Escape)
    listed = main.messages.list.isVisible(), main.bar.back.text()
    QTest.mouseClick(main.bar.back, Qt.MouseButton.LeftButton)

    assert (reading, bar) == ((True, False), False)
    assert listed == (True, "Mailboxes")
    assert main.messages.tree.isVisible()
    assert main.bar.back.isHidden()


def test_a_small_window_shows_its_state_only_when_it_has_something_to_say(client: Client) -> None:
    main = shown(client)
    client.shell.window.resize(700, 600)
    client.qtbot.waitUntil(lambda: main.messages.panes.narrow)

    quiet = main.status.isHidden()
    main.status.show_notice("Taken.")

    assert (quiet, main.status.isVisible()) == (True, True)


def test_no_word_is_cut_in_the_top_bar_of_a_small_window_with_large_text(
    client: Client, qapp: QApplication
) -> None:
    theme.apply(qapp, Preferences(text_percent=200))
    main = client.unlock()
    client.show()

    client.shell.window.resize(800, 600)
    QApplication.processEvents()

    cut = [
        one.text()
        for one in (*main.bar.findChildren(QPushButton), *main.bar.findChildren(QToolButton))
        if one.width() < one.sizeHint().width()
    ]
    assert cut == []


def test_j_and_k_go_to_the_next_message_also_from_within_its_text(client: Client) -> None:
    main = shown(client)
    main.messages.open(choose(main))
    client.rest()
    first = main.messages._read

    (text,) = message_texts(main.messages.reading)
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_J)
    client.rest()
    second = main.messages._read
    (text,) = message_texts(main.messages.reading)
    text.setFocus()
    QTest.keyClick(text, Qt.Key.Key_K)
    client.rest()

    assert (second, main.messages._read) == (current(main).row - 1, first)


def test_j_goes_on_in_a_window_of_its_own_though_what_is_read_has_left_the_folder(
    client: Client,
) -> None:
    main = shown(client)
    main.messages.show_folder(FolderChoice(main.messages.mailbox, Folder.NEW))
    client.rest()
    first, second, third = main.messages.middle.rows[:3]
    main.messages.list.table.choose(0)
    main.messages.open_apart.trigger()
    client.rest()
    (window,) = main.messages.apart.windows

    press(window.reading, Qt.Key.Key_J)
    client.rest()
    press(window.reading, Qt.Key.Key_J)
    client.rest()

    assert window.row == third
    assert (first in main.messages.middle.rows, second in main.messages.middle.rows) == (
        True,
        False,
    )


def test_the_tools_say_which_message_of_how_many_this_is(client: Client) -> None:
    main = shown(client)
    main.messages.list.table.choose(0)
    main.messages.open(current(main))
    client.rest()

    before = button(main.messages.tools, "Previous message").isEnabled()
    button(main.messages.tools, "Next message").click()
    client.rest()

    assert not before
    assert "2 of 10" in shown_words(main.messages.tools)
    assert main.messages._read == current(main).row


def test_enter_and_down_go_from_the_search_to_its_first_hit(client: Client) -> None:
    main = shown(client)
    field, table = main.messages.list.search_field, main.messages.list.table
    main.search()
    type_text(field, "tingsrätt")
    QTest.keyClick(field, Qt.Key.Key_Return)
    client.qtbot.waitUntil(table.hasFocus)
    by_enter = table.currentIndex().row()
    main.search()
    QTest.keyClick(field, Qt.Key.Key_Down)
    client.qtbot.waitUntil(table.hasFocus)

    assert by_enter == table.currentIndex().row() == 0
    assert "numbers and attachments" in main.messages.list.count.text()


def test_the_filter_types_into_the_search_and_shows_what_stands_there(client: Client) -> None:
    main = shown(client)
    field, chosen = main.messages.list.search_field, main.messages.list.filter
    actions = {action.text(): action for action in chosen.menu().actions()}

    actions["With attachments"].trigger()
    actions["From …"].trigger()
    type_text(field, "ekdala")
    client.qtbot.waitUntil(lambda: len(main.messages.list.model.rows) == 1)
    typed = field.text()
    chosen.menu().aboutToShow.emit()
    checked = [name for name, action in actions.items() if action.isChecked()]
    actions["With attachments"].trigger()

    assert typed == "attachment:* from:ekdala"
    assert checked == ["With attachments", "Newest first"]
    assert field.text() == "from:ekdala"


def test_the_list_is_sorted_by_a_key_and_says_how(client: Client) -> None:
    main = shown(client)
    table, model = main.messages.list.table, main.messages.list.model
    newest = [row.key for row in model.rows]

    QTest.keyClick(table, Qt.Key.Key_S)
    client.wait_for_messages()
    oldest = [row.key for row in model.rows]
    QTest.keyClick(table, Qt.Key.Key_S)
    client.wait_for_messages()
    who = [row.who for row in model.rows]

    assert oldest == newest[::-1]
    assert who == sorted(who, key=str.lower)
    assert model.begins_day(0) is False
    assert main.messages.list.count.text() == "10 messages · by sender"
