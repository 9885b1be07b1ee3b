"""The way back in for somebody who has the recovery key and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pyotp
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.ui.guide.guide import Recovery
from sdk_desktop.ui.lock_screen import LockScreen
from tests.kit.sandbox_network import PASSPHRASE
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.proof.ways_in import DAMAGED, current, locked, with_workspace
from tests.ui.screens import passphrase_form


def new_key(client: Client) -> str:
    """Make a recovery key as somebody who is signed in, and write it down."""
    return str(with_workspace(client, lambda workspace: workspace.people.renew_recovery()))


def recovering(client: Client) -> Recovery:
    locked(client).recovery.click()
    client.qtbot.waitUntil(lambda: client.background.idle)
    screen = client.shell.window.content
    assert isinstance(screen, Recovery)
    client.show()
    return screen


def press(client: Client, key: Qt.Key) -> None:
    QTest.keyClick(focused(client), key)


def focused(client: Client) -> QWidget:
    return client.shell.window.window().focusWidget()


def code(client: Client, screen: Recovery) -> str:
    assert screen.enrolment._enrolment is not None
    return pyotp.TOTP(screen.enrolment._enrolment.secret).at(client.watch())


def enrol(client: Client, screen: Recovery, key: str, who: str) -> str:
    """Go through both pages with the keyboard alone; gives the secret of the new authenticator."""
    type_text(focused(client), key)
    press(client, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: screen.steps.currentWidget() is screen.enrolment)
    assert screen.enrolment.who.hasFocus()
    screen.enrolment.who.selectAll()
    type_text(focused(client), who)
    press(client, Qt.Key.Key_Tab)
    type_text(focused(client), PASSPHRASE)
    press(client, Qt.Key.Key_Tab)
    type_text(focused(client), PASSPHRASE)
    press(client, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: screen.enrolment._enrolment is not None)
    assert screen.enrolment._enrolment is not None
    secret = screen.enrolment._enrolment.secret
    type_text(focused(client), code(client, screen))
    press(client, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: isinstance(client.shell.window.content, LockScreen))
    client.qtbot.waitUntil(lambda: client.background.idle)
    return secret


def test_whoever_has_the_key_gets_a_new_way_in(client: Client) -> None:
    key = new_key(client)
    secret = enrol(client, recovering(client), key, "Åsa Öberg")
    screen = current(client)
    told = screen.notice.text()

    screen.who.setCurrentIndex(screen.who.findText("Åsa Öberg"))
    form = passphrase_form(screen.form)
    form.fill(PassphraseProof(PASSPHRASE, pyotp.TOTP(secret).at(client.watch())))
    form.button.click()
    client.qtbot.waitUntil(lambda: client.shell.main is not None)

    assert told == "Now you can unlock."
    assert client.main._workspace.who == "Åsa Öberg"


@pytest.mark.parametrize(("damage", "_said"), DAMAGED)
def test_the_key_helps_when_the_key_file_does_not(
    client: Client, damage: Callable[[Path], object], _said: str
) -> None:
    key = new_key(client)
    damage(client.app.profile.keys)

    enrol(client, recovering(client), key, "Kim Övning")

    assert client.app.people() == ("Kim Övning",)
    assert current(client).form.isVisible()


@pytest.mark.parametrize("change", [str.lower, lambda key: key.replace("-", " "), str.strip])
def test_how_the_key_is_typed_does_not_matter(client: Client, change: Callable[[str], str]) -> None:
    key = new_key(client)
    screen = recovering(client)

    type_text(screen.key.key, change(key))
    press(client, Qt.Key.Key_Return)
    client.qtbot.waitUntil(lambda: screen.steps.currentWidget() is screen.enrolment)

    assert RecoverySlot(client.app.profile.recovery).is_confirmed()


def test_a_wrong_key_goes_no_further(client: Client) -> None:
    new_key(client)
    screen = recovering(client)

    screen.next.click()
    nothing = screen.key.error.text()
    type_text(screen.key.key, "AAAA-BBBB")
    screen.next.click()
    client.qtbot.waitUntil(lambda: screen.key.error.text().startswith("The recovery key is wrong."))

    assert nothing == "Type the recovery key."
    assert screen.steps.currentWidget() is screen.key


def test_the_names_of_those_who_are_enrolled_are_offered(client: Client) -> None:
    screen = recovering(client)
    (names,) = screen.enrolment.findChildren(QComboBox)

    assert [names.itemText(row) for row in range(names.count())] == ["Kim Övning"]
    assert screen.enrolment.who.text() == "Kim Övning"
    assert names.isEditable()


def test_one_may_go_back_to_the_lock_screen(client: Client) -> None:
    screen = recovering(client)

    screen.back.click()
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert current(client).form.isVisible()
