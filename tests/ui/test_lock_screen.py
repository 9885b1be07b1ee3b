from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.domain.clearance import PassphraseProof, Way
from sdk_desktop.domain.configuration import CardReader, Preferences
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.proof import practice_hint
from sdk_desktop.ui.proof.practice_hint import PracticeHint
from sdk_desktop.ui.proof.way_forms import CardForm, LoginForm
from sdk_desktop.ui.served_mailboxes import ServedMailboxes
from sdk_desktop.ui.window_state import WindowState
from tests.auth.login.issuer import ISSUER, LOGIN, SINGLE_SIGN_ON, Issuer
from tests.kit.computer.security_module import PIN, SecurityModule, security_module
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.looks import LEAST, sideways
from tests.ui.proof.ways_in import (
    DAMAGED,
    add_card,
    add_login,
    browser,
    current,
    locked,
    set_up_card,
    set_up_login,
    two_people,
)
from tests.ui.screens import lay_out, passphrase_form


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SecurityModule:
    return security_module(tmp_path, monkeypatch)


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    yield issuer
    issuer.close()


def proof(client: Client) -> PassphraseProof:
    given = client.app.practice_proof()
    assert given is not None
    return given


def words_of(screen: LockScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel))


def shown_words_of(screen: LockScreen) -> list[str]:
    return [one.text() for one in screen.findChildren(QLabel) if one.isVisibleTo(screen)]


def test_it_says_whom_it_serves_beside_the_form_where_there_is_room(client: Client) -> None:
    screen = locked(client)
    character = screen.fontMetrics().averageCharWidth()

    client.shell.window.resize(130 * character, 700)

    shown = shown_words_of(screen)
    assert {"Ekdala kommun", "Socialkontoret", "Reception", "Sign in"} <= {*shown}
    assert "Socialkontoret · Reception · Överförmyndaren" not in shown


def test_it_says_whom_it_serves_over_the_form_where_there_is_little_room(client: Client) -> None:
    screen = locked(client)
    character = screen.fontMetrics().averageCharWidth()

    client.shell.window.resize(90 * character, 700)

    shown = shown_words_of(screen)
    assert "Ekdala kommun" in shown
    assert "Socialkontoret · Reception · Överförmyndaren" in shown
    assert "Reception" not in shown


def test_many_mailboxes_are_counted(qtbot: QtBot) -> None:
    boxes = [Mailbox(f"a{n}", f"Box {n}", "o", "O") for n in range(10)]
    window = QWidget()
    qtbot.addWidget(window)
    side = ServedMailboxes("Ekdala kommun", boxes, window)

    shown = [one.text() for one in side.findChildren(QLabel)]

    assert shown[-2:] == ["Box 6", "and 3 more"]


def test_its_icons_follow_the_colours(qtbot: QtBot, qapp: QApplication, undressed: None) -> None:
    theme.apply(qapp, Preferences(), dark=True, stark=False)
    window = QWidget()
    qtbot.addWidget(window)
    side = ServedMailboxes("Ekdala kommun", (), window)
    picture = next(one for one in side.findChildren(QLabel) if not one.pixmap().isNull())
    dark = picture.pixmap().toImage()

    theme.apply(qapp, Preferences(), dark=False, stark=False)

    assert picture.pixmap().toImage() != dark


def test_whoever_comes_back_is_welcomed(client: Client) -> None:
    WindowState(client.app.settings_folder).save_who("Kim Övning")
    screen = locked(client)

    client.shell.window.resize(130 * screen.fontMetrics().averageCharWidth(), 700)

    assert "Welcome back" in words_of(screen)


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


def test_nobody_leaves_while_a_proof_is_tried(client: Client) -> None:
    screen = locked(client)
    form = passphrase_form(screen.form)
    type_text(form.passphrase, "fel")
    type_text(form.code, "123456")

    form.button.click()
    meanwhile = screen.who.isEnabled(), screen.recovery.isEnabled()
    client.qtbot.waitUntil(form.error.isVisible)

    assert meanwhile == (False, False)
    assert (screen.who.isEnabled(), screen.recovery.isEnabled()) == (True, True)


def test_the_keyboard_stays_where_it_is_while_a_proof_is_tried(client: Client) -> None:
    """Elsewhere a screen reader would say where it went; a second press does nothing."""
    screen = locked(client)
    form = passphrase_form(screen.form)
    tried: list[object] = []
    form.submitted.connect(tried.append)
    type_text(form.passphrase, "fel")
    type_text(form.code, "123456")
    form.button.setFocus()

    form.button.click()
    form.button.click()
    meanwhile = form.button.hasFocus(), form.button.text(), len(tried)
    client.qtbot.waitUntil(form.error.isVisible)

    assert meanwhile == (True, "Checking…", 1)
    assert form.code.hasFocus()


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
    card = screen.findChild(PracticeHint)
    assert card is not None

    card.button.click()
    form.button.click()
    client.qtbot.waitUntil(lambda: client.shell.main is not None)

    assert "Practice – nothing is sent for real" in [
        label.text() for label in client.shell.window.findChildren(QLabel)
    ]


def test_the_practice_hint_keeps_its_lines_while_the_seconds_go_by(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hint = locked(client).findChild(PracticeHint)
    assert hint is not None

    def heights(seconds_left: int) -> list[int]:
        at = datetime.fromtimestamp(30 - seconds_left, UTC)
        monkeypatch.setattr(practice_hint, "system_clock", lambda: at)
        hint._show()
        return [hint._label.heightForWidth(width) for width in range(120, 500)]

    assert heights(10) == heights(9) == heights(1)


def test_the_passphrase_is_never_shown_as_typed(client: Client) -> None:
    screen = locked(client)
    form = passphrase_form(screen.form)

    type_text(form.passphrase, "hemligt")

    assert "hemligt" not in form.passphrase.displayText()


def test_a_person_with_one_way_need_not_choose(client: Client) -> None:
    assert [one for one in locked(client).form.choices.values() if one.isVisible()] == []


def test_a_card_and_its_pin_open_the_client(client: Client, module: SecurityModule) -> None:
    set_up_card(client, module)
    add_card(client)
    screen = locked(client)
    choose(screen, Way.CARD)

    QTest.keyClick(screen.form.choices[Way.CARD], Qt.Key.Key_Tab)
    type_text(card_form(screen).pin, PIN)
    QTest.keyClick(card_form(screen).pin, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: client.shell.main is not None)

    assert client.main.isVisible()


def test_a_wrong_pin_is_told_and_forgotten(client: Client, module: SecurityModule) -> None:
    set_up_card(client, module)
    add_card(client)
    screen = locked(client)
    choose(screen, Way.CARD)
    form = card_form(screen)

    form.submit()
    without_pin = form.error.text()
    type_text(form.pin, "000000")
    form.submit()
    client.qtbot.waitUntil(form.button.isEnabled)

    assert without_pin == "Type the card's PIN."
    assert form.error.text().startswith("The PIN is wrong")
    assert form.pin.text() == ""
    assert form.pin.echoMode() is QLineEdit.EchoMode.Password


def test_the_organisation_s_login_opens_the_client(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    screen = locked(client)
    choose(screen, Way.LOGIN)

    with browser(issuer.browse) as visited:
        login_form(screen).button.click()
        client.qtbot.waitUntil(lambda: client.shell.main is not None)

    assert [address.split("?")[0] for address in visited.visited] == [f"{ISSUER}/auth"]


def test_another_person_logs_out_in_the_browser_and_gets_in(client: Client, issuer: Issuer) -> None:
    issuer.description = {"end_session_endpoint": f"{ISSUER}/logout"}
    set_up_login(client, issuer)
    add_login(client, issuer)
    screen = locked(client)
    choose(screen, Way.LOGIN)
    form = login_form(screen)
    issuer.claims["sub"] = "dal-bo"
    with browser(issuer.browse):
        form.button.click()
        client.qtbot.waitUntil(form.error.isVisible)
    refused = form.error.text()

    with browser(lambda _: None) as visited:
        form.log_out.click()
        client.qtbot.waitUntil(lambda: visited.visited != [])

    assert refused == "Another person logged in. Log out there and try again."
    assert visited.visited[0].startswith(f"{ISSUER}/logout?client_id=")
    assert form.error.isHidden()
    assert form.hint.text() == "Log out in the browser. Then choose Log in in the browser here."
    assert form.button.isEnabled()


def test_a_service_where_nobody_can_log_out_is_said(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    screen = locked(client)
    choose(screen, Way.LOGIN)
    form = login_form(screen)

    form.log_out.click()
    client.qtbot.waitUntil(form.error.isVisible)

    assert form.error.text().startswith("The login service has no page to log out.")


def test_single_sign_on_is_said_where_one_unlocks(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    screen = locked(client)
    choose(screen, Way.LOGIN)
    without = words_of(screen)

    client.app.settings = replace(client.app.settings, login=SINGLE_SIGN_ON)
    screen = locked(client)
    choose(screen, Way.LOGIN)

    told = "whoever is logged in in the browser already is let in without being asked again."
    assert told not in without
    assert told in words_of(screen)


def test_the_browser_is_never_told_that_one_is_logged_in(client: Client) -> None:
    page = LoginForm(client.background, str, client.shell.window).proof().page

    assert "says whether you are logged in" in page


def test_a_login_can_be_given_up(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    screen = locked(client)
    choose(screen, Way.LOGIN)
    form = login_form(screen)

    with browser(lambda _: None) as visited:
        form.button.click()
        client.qtbot.waitUntil(lambda: visited.visited != [])
        waiting = (form.button.text(), form.cancel.isVisible(), screen.who.isEnabled())
        form.cancel.click()
        client.qtbot.waitUntil(form.button.isEnabled)

    assert waiting == ("Waiting for the browser …", True, False)
    assert form.error.isHidden()
    assert form.cancel.isHidden()
    assert form.button.hasFocus()


def test_nobody_waits_for_a_login_when_its_screen_is_gone(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    screen = locked(client)
    choose(screen, Way.LOGIN)

    with browser(lambda _: None) as visited:
        login_form(screen).button.click()
        client.qtbot.waitUntil(lambda: visited.visited != [])
        shiboken6.delete(screen)
        client.qtbot.waitUntil(lambda: client.background.idle)

    assert client.shell.main is None


def test_a_computer_without_a_browser_says_so(client: Client) -> None:
    form = LoginForm(client.background, str, client.shell.window)
    proof = form.proof()

    proof.browse("")
    client.qtbot.waitUntil(proof.cancelled)
    form.show_refusal(Refused("The login was cancelled."))

    assert form.error.text() == "The browser cannot be opened."


def test_the_way_that_was_used_last_is_chosen(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    screen = locked(client)
    before = screen.form.way
    choose(screen, Way.LOGIN)
    with browser(issuer.browse):
        login_form(screen).button.click()
        client.qtbot.waitUntil(lambda: client.shell.main is not None)

    client.shell.lock()
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert before is Way.PASSPHRASE
    assert current(client).form.way is Way.LOGIN
    assert current(client).who.currentData().who == "Kim Övning"
    assert "Kim" not in (client.app.settings_folder / "window.ini").read_text(encoding="utf-8")


def test_each_person_is_offered_their_own_ways(client: Client) -> None:
    keys = KeyFile(client.app.profile.keys)
    client.app.settings = replace(client.app.settings, card=CardReader("x.so"), login=LOGIN)
    keys.put("Åsa Öberg", Way.CARD, {"kind": "card"})
    keys.put("Åsa Öberg", Way.LOGIN, {"kind": "login"})
    screen = locked(client)
    of_kim = screen.form.way

    screen.who.setCurrentIndex(screen.who.findText("Åsa Öberg"))

    assert of_kim is Way.PASSPHRASE
    assert list(screen.form.choices) == [Way.CARD, Way.LOGIN]
    assert screen.form.way is Way.CARD


def test_somebody_whose_ways_are_all_elsewhere_is_told_so(client: Client) -> None:
    KeyFile(client.app.profile.keys).put("Åsa Öberg", Way.CARD, {"kind": "card"})
    screen = locked(client)

    screen.who.setCurrentIndex(screen.who.findText("Åsa Öberg"))

    assert screen.form.current is None
    assert "You cannot sign in on this computer." in words_of(screen)


def test_whoever_is_signing_in_stays_chosen_meanwhile(client: Client) -> None:
    KeyFile(client.app.profile.keys).put("Åsa Öberg", Way.PASSPHRASE, {"kind": "passphrase"})
    screen = locked(client)
    form = passphrase_form(screen.form)
    type_text(form.passphrase, "fel fras på åäö")
    type_text(form.code, "123456")

    form.button.click()
    meanwhile = screen.who.isEnabled()
    client.qtbot.waitUntil(form.error.isVisible)

    assert not meanwhile
    assert screen.who.isEnabled()


@pytest.mark.parametrize(("damage", "said"), DAMAGED)
def test_keys_that_cannot_be_read_are_said_and_nothing_new_is_made(
    client: Client, damage: Callable[[Path], object], said: str
) -> None:
    damage(client.app.profile.keys)
    screen = locked(client)

    assert screen.notice.text().startswith(said)
    assert screen.form.isHidden()
    assert screen.recovery.isVisible()


def choose(screen: LockScreen, way: Way) -> None:
    """Press the choice, as the mouse does."""
    QTest.mouseClick(screen.form.choices[way], Qt.MouseButton.LeftButton)


def card_form(screen: LockScreen) -> CardForm:
    assert isinstance(screen.form.current, CardForm)
    return screen.form.current


def login_form(screen: LockScreen) -> LoginForm:
    assert isinstance(screen.form.current, LoginForm)
    return screen.form.current


@pytest.mark.parametrize("way", Way)
def test_in_english_no_way_in_is_scrolled_sideways_where_there_is_little_room(
    client: Client, undressed: None, qapp: QApplication, way: Way
) -> None:
    theme.apply(qapp, Preferences(language="en"), dark=False, stark=False)
    two_people(client)
    client.shell.start()
    window = client.shell.window
    client.qtbot.waitUntil(lambda: isinstance(window.content, LockScreen))
    client.qtbot.waitUntil(lambda: client.background.idle)
    screen = window.content
    assert isinstance(screen, LockScreen)
    screen.form.choose(way)

    window.show()
    window.resize(LEAST)
    lay_out()

    assert list(sideways(window)) == []
