"""Proof in place: what had to wait is done afterwards, and everything else stays where it was."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from sdk_desktop.domain.clearance import Purpose, Way
from sdk_desktop.domain.errors import ProofNeeded
from sdk_desktop.domain.mailbox import Headline
from sdk_desktop.domain.policy import Policy
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.proof.proof_dialog import ProofDialog
from sdk_desktop.ui.proof.way_forms import LoginForm
from sdk_desktop.ui.reading.message_view import MessageView
from tests.auth.login.issuer import Issuer
from tests.kit.sandbox_network import recipient
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.proof.ways_in import add_login, browser, set_up_login
from tests.ui.screens import button, listen, passphrase_form, shown_words

BUP = "sdk:bup-ekdala:0203:regionekelund.example.se"
SIP = "Kallelse till SIP-möte"
OLD = ProofNeeded("Confirm who you are to send.", Purpose.SEND)


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    yield issuer
    issuer.close()


@pytest.fixture
def main(client: Client) -> MainWindow:
    """A window whose person proved who they are yesterday."""
    main = client.unlock()
    client.show()
    client.watch.turn(hours=20)
    return main


def asked(client: Client) -> ProofDialog:
    """Wait for the question."""
    client.qtbot.waitUntil(lambda: open_dialogs() != [])
    client.qtbot.waitUntil(lambda: client.background.idle)
    (dialog,) = open_dialogs()
    return dialog


def open_dialogs() -> list[ProofDialog]:
    windows = QApplication.topLevelWidgets()
    return [one for one in windows if isinstance(one, ProofDialog) and one.isVisible()]


def prove(client: Client, dialog: ProofDialog) -> None:
    """Type everything, and press nothing but Enter."""
    proof = client.app.practice_proof()
    assert proof is not None
    form = passphrase_form(dialog.form)
    assert form.passphrase.hasFocus()
    type_text(form.passphrase, proof.passphrase)
    QTest.keyClick(form.passphrase, Qt.Key.Key_Return)
    assert form.code.hasFocus()
    type_text(form.code, proof.code)
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: open_dialogs() == [])
    client.rest()


def choose(main: MainWindow) -> int:
    titles = [line.title for line in main.messages.list.model.rows]
    main.messages.list.table.choose(titles.index(SIP))
    headline = main.messages.list.current
    assert isinstance(headline, Headline)
    main.messages.open(headline)
    return headline.row


def test_an_old_proof_is_renewed_before_a_message_is_shown(
    client: Client, main: MainWindow
) -> None:
    choose(main)
    dialog = asked(client)
    before, why = shown_words(main.messages.reading), dialog.why.text()

    prove(client, dialog)

    assert why == "Prove who you are to read this confidential message."
    assert "Prove once more" in before
    assert SIP in shown_words(main.messages.reading)


def test_the_question_is_not_shown_before_it_is_whole(client: Client, main: MainWindow) -> None:
    main.prove(OLD, fail)
    at_once = open_dialogs()

    dialog = asked(client)

    assert at_once == []
    assert passphrase_form(dialog.form).passphrase.hasFocus()


def test_a_question_that_cannot_be_asked_is_told_and_forgotten(
    client: Client, main: MainWindow
) -> None:
    keys = client.app.profile.keys
    whole = keys.read_bytes()
    keys.write_bytes(b"{")
    main.prove(OLD, fail)
    client.rest()
    told = main.status.notice

    keys.write_bytes(whole)
    done: list[bool] = []
    main.prove(OLD, lambda: done.append(True))
    prove(client, asked(client))

    assert "key file is damaged" in told
    assert done == [True]


def test_whoever_cancels_is_where_they_were(client: Client, main: MainWindow) -> None:
    row = choose(main)
    focus = main.window().focusWidget()
    dialog = asked(client)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    client.qtbot.waitUntil(lambda: open_dialogs() == [])

    headline = main.messages.list.current
    assert isinstance(headline, Headline)
    assert headline.row == row
    assert main.window().focusWidget() is focus is main.messages.reading
    assert button(main.messages.reading, "Prove who I am …").isVisible()


def test_a_message_is_sent_after_a_proof_over_its_own_window(
    client: Client, main: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main.sync_timer, "now", lambda: None)  # what it finds would be said next
    window = written(client, main)
    window.send()
    dialog = asked(client)
    over, why = dialog.parentWidget(), dialog.why.text()
    in_between = window.form.text.editor.toPlainText()

    prove(client, dialog)
    client.qtbot.waitUntil(lambda: main.composing.windows == ())

    assert over is window
    assert why == "Confirm who you are to send."
    assert in_between == "Hej på er"
    assert main.status.notice == "1 message is on its way"


def test_a_draft_and_its_cursor_outlive_a_cancelled_proof(client: Client, main: MainWindow) -> None:
    window = written(client, main)
    editor = window.form.text.editor
    cursor = editor.textCursor()
    cursor.setPosition(3)
    editor.setTextCursor(cursor)
    editor.setFocus()
    window.send()

    asked(client).cancel.click()
    client.qtbot.waitUntil(lambda: open_dialogs() == [])

    assert editor.toPlainText() == "Hej på er"
    assert editor.textCursor().position() == 3
    assert window.focusWidget() is editor
    assert window.form.isEnabled()


def test_a_draft_is_opened_after_a_proof(client: Client, main: MainWindow) -> None:
    drafts = main._workspace.drafts
    draft = replace(drafts.new(main.messages.mailbox), label="Halvskrivet")
    drafts.save(draft)
    main.composing.open_draft(draft.key)
    dialog = asked(client)
    before = main.composing.windows

    prove(client, dialog)
    client.qtbot.waitUntil(lambda: main.composing.windows != ())

    assert before == ()
    assert main.composing.windows[0].form.draft.label == "Halvskrivet"


def test_a_file_is_saved_after_a_proof(
    client: Client, main: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(main)
    prove(client, asked(client))
    client.watch.turn(hours=2)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    view = main.messages.reading.widget()  # the page before may not be destroyed yet
    assert isinstance(view, MessageView)
    assert view.foot is not None
    assert view.foot.attachments is not None
    button(view.foot.attachments, "Save …").click()
    dialog = asked(client)
    why, before = dialog.why.text(), list(tmp_path.glob("*.pdf"))

    prove(client, dialog)

    assert why == "Confirm who you are to take something out of the store."
    assert before == []
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["Kallelse SIP-möte.pdf"]


def test_the_audit_trail_is_exported_after_a_proof(
    client: Client, main: MainWindow, tmp_path: Path
) -> None:
    main.pages.audit.acts.export(tmp_path / "trail.csv")

    prove(client, asked(client))

    assert (tmp_path / "trail.csv").stat().st_size > 100


def test_what_waits_for_the_same_proof_is_asked_for_once(client: Client, main: MainWindow) -> None:
    done: list[int] = []
    main.prove(OLD, lambda: done.append(1))
    main.prove(OLD, lambda: done.append(2))

    prove(client, asked(client))

    assert done == [1, 2]


def test_a_wrong_proof_is_told_and_nothing_is_done(client: Client, main: MainWindow) -> None:
    done: list[bool] = []
    main.prove(OLD, lambda: done.append(True))
    dialog = asked(client)
    form = passphrase_form(dialog.form)
    type_text(form.passphrase, "fel fras på åäö")
    type_text(form.code, "123456")

    form.button.click()
    client.qtbot.waitUntil(form.error.isVisible)

    assert form.error.text().startswith("The passphrase or the code is wrong.")
    assert form.button.text().startswith("Wait ")
    assert done == []


def test_only_ways_that_may_be_strong_enough_are_offered(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    client.app.settings = replace(client.app.settings, policy=Policy(send_level=4))
    main = client.unlock()
    client.show()

    main.prove(
        ProofNeeded("Your organisation asks for a stronger sign-in here.", Purpose.SEND), fail
    )
    dialog = asked(client)

    assert dialog.why.text() == "Your organisation asks for a stronger sign-in here."
    assert dialog.form.way is Way.LOGIN


def test_somebody_without_a_strong_way_is_not_asked_in_vain(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.app.settings = replace(client.app.settings, policy=Policy(send_level=4))
    main = client.unlock()
    client.show()

    said = listen(monkeypatch)

    main.prove(OLD, fail)

    text = "No way that you have to sign in here is strong enough. Ask your IT staff."
    assert shown_words(asked(client).form) == text
    assert text in said


def test_the_organisation_s_login_proves_in_place(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    main = client.unlock()
    client.show()
    client.watch.turn(hours=20)
    issuer.now = client.watch.now
    done: list[bool] = []
    main.prove(OLD, lambda: done.append(True))
    dialog = asked(client)
    dialog.form.choices[Way.LOGIN].click()

    with browser(issuer.browse):
        assert isinstance(dialog.form.current, LoginForm)
        dialog.form.current.button.click()
        client.qtbot.waitUntil(lambda: done == [True])

    assert issuer.asked["acr_values"] == "loa3 loa4"


def test_closing_the_question_ends_the_waiting_for_a_login(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    main = client.unlock()
    client.show()
    main.prove(OLD, fail)
    dialog = asked(client)
    dialog.form.choose(Way.LOGIN)

    with browser(lambda _: None) as visited:
        assert isinstance(dialog.form.current, LoginForm)
        dialog.form.current.button.click()
        client.qtbot.waitUntil(lambda: visited.visited != [])
        dialog.reject()
        client.qtbot.waitUntil(lambda: client.background.idle)

    assert open_dialogs() == []


def written(client: Client, main: MainWindow) -> ComposeWindow:
    """Write a message that is ready to be sent."""
    main.composing.write(main.messages.mailbox)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    (window,) = main.composing.windows
    form = window.form
    form.recipients.show_recipients((recipient(BUP),))
    type_text(form.subject, "Fråga om samverkan")
    form.open.setChecked(True)
    type_text(form.text.editor, "Hej på er")
    return window


def fail() -> None:
    pytest.fail("nothing was proved")


def test_nothing_is_tried_again_for_a_window_that_was_closed_meanwhile(
    client: Client, main: MainWindow
) -> None:
    writer = QWidget()
    tried: list[str] = []
    main.prove(OLD, writer.show)
    main.prove(OLD, lambda: tried.append("other"))
    dialog = asked(client)
    shiboken6.delete(writer)

    prove(client, dialog)

    assert tried == ["other"]
