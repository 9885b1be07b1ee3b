from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.proof.practice_card import PracticeCard
from tests.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.screens import passphrase_form


def locked(client: Client) -> LockScreen:
    client.shell.start()
    client.qtbot.waitUntil(lambda: isinstance(client.shell.frame.content, LockScreen))
    client.qtbot.waitUntil(lambda: client.background.idle)
    screen = client.shell.frame.content
    assert isinstance(screen, LockScreen)
    return screen


def proof(client: Client) -> PassphraseProof:
    given = client.app.practice_proof()
    assert given is not None
    return given


def words_of(screen: LockScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel))


def test_it_says_whom_it_serves(client: Client) -> None:
    screen = locked(client)

    assert "Ekdala kommun" in words_of(screen)
    assert "Socialkontoret · Reception · Överförmyndaren" in words_of(screen)


def test_one_person_need_not_say_who_they_are(client: Client) -> None:
    assert locked(client).who.isHidden()


def test_the_right_proof_opens_the_client(client: Client) -> None:
    screen = locked(client)
    form = passphrase_form(screen.form)
    given = proof(client)

    type_text(form.passphrase, given.passphrase)
    type_text(form.code, given.code)
    QTest.keyClick(form.code, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: client.shell.main is not None)

    assert client.main.isVisible()


def test_a_wrong_proof_gets_one_sentence_and_a_delay(client: Client) -> None:
    screen = locked(client)
    form = passphrase_form(screen.form)

    type_text(form.passphrase, "fel fras på åäö")
    type_text(form.code, "123456")
    form.button.click()
    client.qtbot.waitUntil(form.error.isVisible)

    assert "The passphrase or the code is wrong." in form.error.text()
    assert not form.button.isEnabled()
    assert form.button.text().startswith("Wait ")
    assert form.code.text() == ""


def test_the_button_comes_back_when_the_delay_is_over(client: Client) -> None:
    screen = locked(client)
    form = passphrase_form(screen.form)
    type_text(form.passphrase, "fel")
    type_text(form.code, "123456")
    form.button.click()
    client.qtbot.waitUntil(form.error.isVisible)

    while not form.button.isEnabled():
        form._count_down()

    assert form.button.text() == "Unlock"


def test_half_a_proof_is_asked_for_without_trying(client: Client) -> None:
    screen = locked(client)
    form = passphrase_form(screen.form)

    type_text(form.passphrase, "bara frasen")
    form.button.click()

    assert form.error.text() == "Type the passphrase and the six digits of the code."
    assert form.button.isEnabled()


def test_practice_shows_and_fills_in_what_opens_it(client: Client) -> None:
    screen = locked(client)
    form = passphrase_form(screen.form)
    card = screen.findChild(PracticeCard)
    assert card is not None

    card.button.click()
    form.button.click()
    client.qtbot.waitUntil(lambda: client.shell.main is not None)

    assert "Practice mode – nothing is sent for real" in [
        label.text() for label in client.shell.frame.findChildren(QLabel)
    ]


def test_the_passphrase_is_never_shown_as_typed(client: Client) -> None:
    screen = locked(client)
    form = passphrase_form(screen.form)

    type_text(form.passphrase, "hemligt")

    assert "hemligt" not in form.passphrase.displayText()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda keys: keys.write_text("{"), "The key file is damaged."),
        (lambda keys: keys.unlink(), "There is a message store here but no key to it."),
    ],
)
def test_keys_that_cannot_be_read_are_said_and_nothing_new_is_made(
    client: Client, damage: Callable[[Path], object], said: str
) -> None:
    damage(client.app.profile.keys)

    assert locked(client).notice.text().startswith(said)
