import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pyotp
import pypdfium2
import pytest
import shiboken6
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QTableWidgetItem
from pytestqt.qtbot import QtBot

from sdk_desktop.app import App
from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.clock import system_clock
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
)
from sdk_desktop.sandbox.server import Application
from sdk_desktop.settings import Profile
from sdk_desktop.ui.application import Shell
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide import recovery_key_step
from sdk_desktop.ui.guide.guide import Guide
from sdk_desktop.ui.guide.recovery_key_step import RecoveryKeyStep, print_key
from sdk_desktop.ui.lock_screen import LockScreen
from tests.kit.computer.key_store import KeyStoreInMemory, key_store
from tests.kit.cuttable_connection import CuttableConnection
from tests.kit.project import on_linux
from tests.kit.sandbox_network import ADDRESS, CHEAP, PASSPHRASE, PKI, Watch
from tests.kit.typing_keys import type_text

CONTROL = Qt.KeyboardModifier.ControlModifier

BOX: Mailbox = PRACTICE_MAILBOXES[0]


@pytest.fixture
def shell(qapp: QApplication, undressed: None, qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    """A client that has never been started, and a sandbox that it may connect to."""
    watch = Watch()
    web = httpx.Client(transport=CuttableConnection(httpx.WSGITransport(Application(watch, PKI))))
    app = App(Profile(tmp_path / "ny"), watch, derivation=CHEAP, client=web)
    app.set_preferences(replace(app.settings.preferences, language="en"))
    (tmp_path / "secret").write_text(PRACTICE_CLIENT_SECRET, encoding="utf-8")
    background = Background()
    shell = Shell(qapp, app, background)
    shell.start()
    qtbot.waitUntil(lambda: shell.window.content is not None)
    yield shell
    shell.end()
    background.close()
    app.close()
    shiboken6.delete(shell)


@pytest.fixture
def key_store_there() -> Iterator[KeyStoreInMemory]:
    with key_store() as opened:
        yield opened


@pytest.fixture
def guide(shell: Shell) -> Guide:
    assert isinstance(shell.window.content, Guide)
    return shell.window.content


def fill_organisation(guide: Guide) -> None:
    guide.organisation.name.setText(BOX.organisation_name)
    guide.organisation.organisation.setText(BOX.organisation)
    guide.organisation.table.setItem(0, 0, QTableWidgetItem(BOX.name))
    guide.organisation.table.setItem(0, 1, QTableWidgetItem(BOX.address))


def fill_connection(guide: Guide, secret: Path) -> None:
    step = guide.connection
    step.service_url.setText(f"{ADDRESS}/v1")
    step.token_url.setText(f"{ADDRESS}/token")
    step.client_id.setText(PRACTICE_CLIENT_ID)
    step.secret_file.setText(str(secret))
    step.address_book_url.setText(f"{ADDRESS}/addressbook/api/")


def enrol(guide: Guide, qtbot: QtBot, secret: Path) -> None:
    """Go through the guide as far as the recovery key."""
    fill_organisation(guide)
    guide.next.click()
    fill_connection(guide, secret)
    guide.next.click()
    qtbot.waitUntil(lambda: guide.steps.currentWidget() is guide.enrolment)
    guide.enrolment.who.setText("Åsa Öberg")
    guide.enrolment.passphrase.setText(PASSPHRASE)
    guide.enrolment.again.setText(PASSPHRASE)
    guide.next.click()
    qtbot.waitUntil(lambda: guide.enrolment._enrolment is not None)
    assert guide.enrolment._enrolment is not None
    shared = guide.enrolment._enrolment.secret
    guide.enrolment.code.setText(pyotp.TOTP(shared).at(Watch().now))
    guide.next.click()
    qtbot.waitUntil(lambda: guide.steps.currentWidget() is guide.recovery_key)


@pytest.fixture
def at_the_key(guide: Guide, qtbot: QtBot, tmp_path: Path) -> RecoveryKeyStep:
    enrol(guide, qtbot, tmp_path / "secret")
    return guide.recovery_key


def key_on(page: RecoveryKeyStep) -> str:
    """Copy the key from the screen by hand."""
    return "-".join(page.shown.text().split())


def confirmed(shell: Shell) -> bool:
    return RecoverySlot(shell._app.profile.recovery).is_confirmed()


def begun_again(shell: Shell) -> Guide:
    """Return the guide as it is shown at the next start."""
    again = Guide(shell._app, shell._background, shell.window)
    shell.window.show_content(again)
    return again


def test_the_first_start_leads_to_the_lock_screen(
    shell: Shell, guide: Guide, at_the_key: RecoveryKeyStep, qtbot: QtBot
) -> None:
    left_behind = guide.enrolment.passphrase.text() + guide.enrolment.secret.text()
    on_paper = key_on(at_the_key)
    guide.next.click()
    type_text(at_the_key.typed, on_paper.lower())
    guide.next.click()
    qtbot.waitUntil(lambda: guide.next.text() == "Begin")
    guide.next.click()

    assert isinstance(shell.window.content, LockScreen)
    assert left_behind == ""
    assert confirmed(shell)


def test_what_is_set_up_already_is_not_asked_for_nor_shown(shell: Shell, guide: Guide) -> None:
    fill_connection(guide, Path("secret"))
    shell._app.configure(guide.connection.connection, (BOX,))

    again = begun_again(shell)

    assert again.progress.text() == "Step 1 of 3"
    assert again.enrolment.isVisibleTo(again)
    assert not again.organisation.isVisibleTo(again)
    assert not again.connection.isVisibleTo(again)


def test_mailboxes_are_asked_for_where_the_organisation_decides_the_connection_only(
    shell: Shell, guide: Guide, qtbot: QtBot
) -> None:
    fill_connection(guide, Path("secret"))
    shell._app.configure(guide.connection.connection, ())
    again = begun_again(shell)
    asked = again.progress.text()

    fill_organisation(again)
    again.next.click()
    qtbot.waitUntil(lambda: shell._app.settings.mailboxes == (BOX,))

    assert (asked, again.progress.text()) == ("Step 1 of 4", "Step 2 of 4")
    assert again.enrolment.isVisibleTo(again)
    assert shell._app.settings.is_connected


def test_mailboxes_that_cannot_be_stored_are_asked_for_again(
    shell: Shell, guide: Guide, qtbot: QtBot
) -> None:
    fill_connection(guide, Path("secret"))
    shell._app.configure(guide.connection.connection, ())
    again = begun_again(shell)
    shell._app.profile.settings.write_text("no toml", encoding="utf-8")

    fill_organisation(again)
    again.next.click()
    qtbot.waitUntil(lambda: shell._background.idle)

    assert again.steps.currentWidget() is again.organisation
    assert "cannot be read" in again.organisation.error.text()
    assert again.organisation.mailboxes == (BOX,)


def test_the_connection_is_asked_for_where_the_organisation_decides_the_mailboxes_only(
    shell: Shell, guide: Guide
) -> None:
    shell._app.configure(None, (BOX,))

    again = begun_again(shell)

    assert again.connection.isVisibleTo(again)
    assert not again.organisation.isVisibleTo(again)
    assert again._mailboxes() == (BOX,)


def test_the_recovery_key_may_be_confirmed_later(
    shell: Shell, guide: Guide, at_the_key: RecoveryKeyStep, qtbot: QtBot
) -> None:
    at_the_key.later.click()

    assert guide.next.text() == "Begin"
    assert not confirmed(shell)


def test_the_key_is_on_the_screen_only_while_it_is_shown(
    guide: Guide, at_the_key: RecoveryKeyStep
) -> None:
    on_paper = key_on(at_the_key)
    guide.next.click()
    while_typing = at_the_key.shown.text() + at_the_key.shown.accessibleName()
    at_the_key.again.click()
    again = key_on(at_the_key)
    at_the_key.later.click()
    afterwards = at_the_key.shown.text() + at_the_key._key + at_the_key.typed.text()

    assert len(on_paper.replace("-", "")) == 32
    assert again == on_paper
    assert (while_typing, afterwards) == ("", "")


def test_the_key_cannot_be_copied_nor_pasted(
    guide: Guide, at_the_key: RecoveryKeyStep, qapp: QApplication
) -> None:
    clipboard = qapp.clipboard()
    clipboard.setText("nothing")
    QTest.keyClick(at_the_key.shown, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(at_the_key.shown, Qt.Key.Key_C, CONTROL)
    copied = clipboard.text()
    guide.next.click()
    QTest.keyClick(at_the_key.typed, Qt.Key.Key_V, CONTROL)
    QTest.mouseClick(at_the_key.typed, Qt.MouseButton.MiddleButton)

    assert copied == "nothing"
    assert at_the_key.typed.text() == ""


def test_a_recovery_key_that_was_copied_wrongly_is_told(
    shell: Shell, guide: Guide, at_the_key: RecoveryKeyStep, qtbot: QtBot
) -> None:
    guide.next.click()
    guide.next.click()
    nothing_typed = at_the_key.error.text()
    type_text(at_the_key.typed, "AAAA-BBBB")
    QTest.keyClick(at_the_key.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: at_the_key.error.text().startswith("The recovery key is wrong."))

    assert nothing_typed == "Type the recovery key."
    assert guide.steps.currentWidget() is at_the_key
    assert not confirmed(shell)


def test_without_a_printer_the_key_is_written_by_hand(at_the_key: RecoveryKeyStep) -> None:
    at_the_key.print_key.click()

    assert at_the_key.printing_note.text() == (
        "No printer is set up on this computer. Write the key down by hand."
    )


def test_nobody_goes_back_behind_an_enrolment(guide: Guide, at_the_key: RecoveryKeyStep) -> None:
    assert guide.back.isHidden()


def test_a_computer_without_a_key_store_says_so(guide: Guide, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: guide.enrolment.key_warning.text() != "")

    assert guide.enrolment.key_warning.text().startswith("This computer has no key store")


@on_linux
def test_a_key_store_that_may_ask_for_a_password_is_tried_only_after_a_word_about_it(
    key_store_there: KeyStoreInMemory, guide: Guide, qtbot: QtBot
) -> None:
    step = guide.enrolment
    qtbot.waitUntil(lambda: step.key_hint.text() != "")
    asked_before = key_store_there.asked
    step.who.setText("Åsa Öberg")
    step.passphrase.setText(PASSPHRASE)
    step.again.setText(PASSPHRASE)
    step.begin.click()
    qtbot.waitUntil(lambda: key_store_there.asked > 0)

    assert asked_before == 0
    assert "may ask for a password of its own" in step.key_hint.text()
    assert step.begin.accessibleDescription() == step.key_hint.text()
    assert step.key_warning.text() == ""


def test_the_printed_page_says_what_the_key_is_and_what_to_do_with_it(qapp: QApplication) -> None:
    printed = QBuffer()
    printed.open(QIODevice.OpenModeFlag.WriteOnly)
    key = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567"

    print_key(QPdfWriter(printed), key, "Ekdala <b>kommun</b>")
    pages = pypdfium2.PdfDocument(printed.data().data())
    words = words_on(pages[0])

    assert len(pages) == 1
    assert "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567" in words
    assert "Ekdala <b>kommun</b>" in words
    assert system_clock().astimezone().date().isoformat() in words
    assert "choose “Use the recovery key …” on the lock screen" in words


@pytest.mark.skipif(sys.platform == "win32", reason="Windows' dialog takes its own printers only")
def test_the_key_is_printed_on_the_printer_that_was_chosen(
    at_the_key: RecoveryKeyStep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(recovery_key_step, "QPrinterInfo", OnePrinter)
    at_the_key.print_key.click()
    (dialog,) = at_the_key.findChildren(QPrintDialog)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))

    dialog.done(QDialog.DialogCode.Accepted)
    page = pypdfium2.PdfDocument((tmp_path / "printed.pdf").read_bytes())[0]

    assert at_the_key.printing_note.text() == ""
    assert " ".join(at_the_key.shown.text().split()) in words_on(page)


class OnePrinter:
    @staticmethod
    def availablePrinterNames() -> list[str]:
        return ["Skrivaren i korridoren"]


def words_on(page: pypdfium2.PdfPage) -> str:
    return " ".join(page.get_textpage().get_text_bounded().split())


def test_a_short_passphrase_is_refused_before_the_qr_code(guide: Guide) -> None:
    step = guide.enrolment
    step.who.setText("Åsa Öberg")
    step.passphrase.setText("kort")
    step.again.setText("kort")

    step.go_on()

    assert step.error.text() == "The passphrase must have at least 12 characters."
    assert step._enrolment is None


def test_a_page_says_what_is_missing(guide: Guide) -> None:
    guide.next.click()
    without_organisation = guide.organisation.error.text()
    fill_organisation(guide)
    guide.organisation.table.setItem(0, 1, QTableWidgetItem(""))
    guide.next.click()

    assert without_organisation == "Fill in the organisation and its address."
    assert guide.organisation.error.text() == (
        "Fill in the name and address of at least one mailbox."
    )
    assert guide.steps.currentIndex() == 0


def test_a_mailbox_more_gets_a_row_more(guide: Guide) -> None:
    rows = guide.organisation.table.rowCount()

    guide.organisation._add_row()

    assert guide.organisation.table.rowCount() == rows + 1


def test_every_page_begins_in_its_first_field(guide: Guide) -> None:
    fill_organisation(guide)

    guide.next.click()

    assert guide.connection.focusWidget() is guide.connection.service_url


def test_the_connection_is_tried(guide: Guide, qtbot: QtBot, tmp_path: Path) -> None:
    fill_organisation(guide)
    guide.next.click()
    fill_connection(guide, tmp_path / "secret")

    guide.connection.check.button.click()
    qtbot.waitUntil(guide.connection.check.button.isEnabled)

    assert "Works – Message service: The message service lets this client in." in said(guide)


def test_a_connection_that_does_not_work_comes_with_advice(
    guide: Guide, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_organisation(guide)
    guide.next.click()
    (tmp_path / "wrong").write_text("fel", encoding="utf-8")
    fill_connection(guide, tmp_path / "wrong")

    guide.connection.check.button.click()
    qtbot.waitUntil(guide.connection.check.button.isEnabled)

    assert any(line.startswith("Fails – Client sign-in") for line in said(guide))


def test_the_results_of_a_test_come_into_view(
    guide: Guide, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    shell.window.resize(600, 400)
    shell.window.show()
    fill_organisation(guide)
    guide.next.click()
    fill_connection(guide, tmp_path / "secret")

    guide.connection.check.button.click()

    qtbot.waitUntil(lambda: len(said(guide)) > 0)
    lines = guide.connection.check.results
    qtbot.waitUntil(lambda: lines.visibleRegion().contains(QPoint(1, 1)))


def test_an_incomplete_connection_is_not_tried(guide: Guide) -> None:
    fill_organisation(guide)
    guide.next.click()
    guide.next.click()

    assert guide.connection.error.text() == "Fill in everything, and one of the two files."


def test_one_can_go_back(guide: Guide) -> None:
    fill_organisation(guide)
    guide.next.click()

    guide.back.click()

    assert guide.steps.currentWidget() is guide.organisation
    assert guide.back.isHidden()


def test_the_steps_are_beside_the_pages_with_what_is_done(guide: Guide, qtbot: QtBot) -> None:
    guide.window().resize(150 * guide.fontMetrics().averageCharWidth(), 600)
    fill_organisation(guide)
    guide.next.click()

    def said() -> list[str]:
        labels = guide.step_list.findChildren(QLabel)
        shown = [one for one in labels if one.isVisibleTo(guide)]
        return [one.accessibleName() or one.text() for one in shown]

    qtbot.waitUntil(
        lambda: (
            said()[:3]
            == ["Get started", "Your organisation and mailboxes, done", "The connection, now"]
        )
    )


def test_where_there_is_little_room_the_steps_are_a_number(guide: Guide) -> None:
    character = guide.fontMetrics().averageCharWidth()

    guide.window().resize(100 * character, 600)
    narrow = guide.step_list.isVisible(), guide.progress.isVisible()
    guide.window().resize(150 * character, 600)

    assert narrow == (False, True)
    assert (guide.step_list.isVisible(), guide.progress.isVisible()) == (True, False)


def test_two_different_passphrases_are_refused(guide: Guide) -> None:
    guide.enrolment.who.setText("Åsa Öberg")
    guide.enrolment.passphrase.setText(PASSPHRASE)
    guide.enrolment.again.setText("en annan fras")

    guide.enrolment._begin()

    assert guide.enrolment.error.text() == "The two passphrases are not the same."


def test_a_wrong_code_can_be_typed_again(guide: Guide, qtbot: QtBot) -> None:
    step = guide.enrolment
    step.who.setText("Åsa Öberg")
    step.passphrase.setText(PASSPHRASE)
    step.again.setText(PASSPHRASE)
    QTest.keyClick(step.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: step._enrolment is not None)

    step.code.setText("000000")
    QTest.keyClick(step.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: step.error.text() != "")

    assert step.error.text() == "The code is wrong. Check that the phone's clock is right."
    assert step.code.text() == ""


def said(guide: Guide) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in guide.connection.check.results.findChildren(QLabel)]
