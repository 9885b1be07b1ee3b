from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pyotp
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidgetItem
from pytestqt.qtbot import QtBot

from sdk_desktop.app import App
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.sandbox.cast import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    PRACTICE_MAILBOXES,
)
from sdk_desktop.sandbox.server import Application
from sdk_desktop.settings import Profile
from sdk_desktop.ui.application import Shell
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.guide import Guide
from sdk_desktop.ui.lock_screen import LockScreen
from tests.line import Line
from tests.town import ADDRESS, CABINET, CHEAP, PASSPHRASE, Watch

BOX: Mailbox = PRACTICE_MAILBOXES[0]


@pytest.fixture
def shell(qapp: QApplication, undressed: None, qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    """A client that has never been started, and a sandbox that it may connect to."""
    watch = Watch()
    web = httpx.Client(transport=Line(httpx.WSGITransport(Application(watch, CABINET))))
    app = App(Profile(tmp_path / "ny"), watch, derivation=CHEAP, client=web)
    app.set_preferences(replace(app.settings.preferences, language="en"))
    (tmp_path / "secret").write_text(PRACTICE_CLIENT_SECRET, encoding="utf-8")
    background = Background()
    shell = Shell(qapp, app, background)
    shell.start()
    qtbot.waitUntil(lambda: shell.frame.content is not None)
    yield shell
    shell.end()
    background.close()
    app.close()


@pytest.fixture
def guide(shell: Shell) -> Guide:
    assert isinstance(shell.frame.content, Guide)
    return shell.frame.content


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


def test_the_first_start_leads_to_the_lock_screen(
    shell: Shell, guide: Guide, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_organisation(guide)
    guide.next.click()
    fill_connection(guide, tmp_path / "secret")
    guide.next.click()
    qtbot.waitUntil(lambda: guide.steps.currentWidget() is guide.enrolment)
    guide.enrolment.who.setText("Åsa Öberg")
    guide.enrolment.passphrase.setText(PASSPHRASE)
    guide.enrolment.again.setText(PASSPHRASE)
    guide.next.click()
    qtbot.waitUntil(lambda: guide.enrolment._enrolment is not None)
    assert guide.enrolment._enrolment is not None
    secret = guide.enrolment._enrolment.secret
    guide.enrolment.code.setText(pyotp.TOTP(secret).at(Watch().now))
    guide.next.click()
    qtbot.waitUntil(lambda: guide.next.text() == "Begin")
    left_behind = guide.enrolment.passphrase.text() + guide.enrolment.secret.text()
    guide.next.click()

    assert isinstance(shell.frame.content, LockScreen)
    assert left_behind == ""


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

    guide.connection.test.click()
    qtbot.waitUntil(guide.connection.test.isEnabled)

    assert "Works – Message service: The message service lets this client in." in said(guide)


def test_a_connection_that_does_not_work_comes_with_advice(
    guide: Guide, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_organisation(guide)
    guide.next.click()
    (tmp_path / "wrong").write_text("fel", encoding="utf-8")
    fill_connection(guide, tmp_path / "wrong")

    guide.connection.test.click()
    qtbot.waitUntil(guide.connection.test.isEnabled)

    assert any(line.startswith("Fails – Message service") for line in said(guide))


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

    return [label.text() for label in guide.connection.results.findChildren(QLabel)]
