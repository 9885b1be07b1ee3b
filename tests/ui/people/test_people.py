"""Who may sign in, changed by one of those who may; with the real store."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyotp
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.clearance import PassphraseProof, Way
from sdk_desktop.domain.roles import Role
from sdk_desktop.store import rekeying
from sdk_desktop.store.store import Store
from sdk_desktop.ui.guide.enrolment_step import EnrolmentStep
from sdk_desktop.ui.guide.recovery_key_step import RecoveryKeyStep
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.notices import RecoveryKeyNotice
from sdk_desktop.ui.parts.role_choice import RoleChoice
from sdk_desktop.ui.people.people_dialog import PassphraseStep, PeopleDialog, WayStep
from sdk_desktop.ui.preferences import PreferencesDialog
from sdk_desktop.ui.proof.proof_dialog import ProofDialog
from sdk_desktop.ui.proof.way_forms import CardForm
from sdk_desktop.ui.words.shown_names import role_sentence
from sdk_desktop.usecases.workspace import Workspace
from tests.auth.login.issuer import Issuer
from tests.kit.computer.security_module import PIN, SecurityModule, security_module
from tests.kit.sandbox_network import PASSPHRASE
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.proof.ways_in import add_login, browser, set_up_card, set_up_login, with_workspace
from tests.ui.screens import button, passphrase_form, shown_words

KIM, ASA = "Kim Övning", "Åsa Öberg"
NEW = "en ny fras med flera ord"


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    yield issuer
    issuer.close()


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SecurityModule:
    return security_module(tmp_path, monkeypatch)


def enrol(client: Client, who: str = ASA) -> None:
    """Let another person in, without the window."""
    with_workspace(client, partial(_let_in, client, who))


def _let_in(client: Client, who: str, workspace: Workspace) -> None:
    enrolment = workspace.people.begin(who)
    code = pyotp.TOTP(enrolment.secret).at(client.watch())
    workspace.people.enrol(enrolment, PASSPHRASE, code)


def people(client: Client) -> PeopleDialog:
    """Unlock, and open the dialog by way of the settings."""
    main = client.unlock()
    client.show()
    main.settingsWanted.emit()
    (settings,) = main.findChildren(PreferencesDialog)
    settings.people.click()
    (dialog,) = main.findChildren(PeopleDialog)
    client.rest()
    return dialog


def done(client: Client, dialog: PeopleDialog, told: str) -> None:
    """Wait until the dialog says what was done, and shows it in place of what was."""
    client.qtbot.waitUntil(lambda: dialog.overview.result.text() == told)
    client.rest()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def ways(client: Client, who: str = KIM) -> tuple[Way, ...]:
    return next((one.ways for one in client.app.enrolled() if one.who == who), ())


def test_the_settings_that_were_changed_stand_there_behind_the_people(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.settingsWanted.emit()
    (settings,) = main.findChildren(PreferencesDialog)
    settings.idle.setValue(33)

    settings.people.click()
    (dialog,) = main.findChildren(PeopleDialog)
    client.rest()
    dialog.reject()

    assert settings.isVisible()
    assert settings.idle.value() == 33


def test_the_keyboard_stays_among_the_people_when_one_of_them_has_another_role(
    client: Client,
) -> None:
    enrol(client)
    dialog = people(client)
    choice = dialog.overview.findChildren(RoleChoice)[-1]
    choice.setFocus()
    choice.wanted.emit(Role.READER)

    agree(dialog)
    client.rest()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    now = dialog.focusWidget()
    assert isinstance(now, RoleChoice)
    assert now.role is Role.READER


def test_people_and_their_ways_are_shown(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    enrol(client)

    said = shown_words(people(client)).splitlines()

    assert said[:-1] == [
        "Who may sign in",
        "Kim Övning (you)",
        role_sentence(Role.MANAGER),
        "Passphrase and code",
        "The organisation's login",
        "Åsa Öberg",
        role_sentence(Role.HANDLER),
        "Passphrase and code",
        "Recovery key",
        "Somebody has shown that they have it on paper.",
        "Key of the message store",
        "With a new key, copies of the key file that somebody kept open nothing new.",
    ]


def test_a_person_is_added_with_a_qr_code(client: Client) -> None:
    dialog = people(client)
    button(dialog, "Add a person …").click()
    step = dialog.step
    assert isinstance(step, EnrolmentStep)
    type_text(step.who, ASA)
    type_text(step.passphrase, PASSPHRASE)
    type_text(step.again, PASSPHRASE)
    QTest.keyClick(step.again, Qt.Key.Key_Return)
    client.qtbot.waitUntil(step.code.isVisible)
    assert step._enrolment is not None
    type_text(step.code, pyotp.TOTP(step._enrolment.secret).at(client.watch()))
    QTest.keyClick(step.code, Qt.Key.Key_Return)
    done(client, dialog, "Added.")

    assert client.app.people() == (KIM, ASA)
    assert "Åsa Öberg" in shown_words(dialog)
    assert ASA in client.main.messages.actions_._people


def test_a_name_that_is_taken_is_refused(client: Client) -> None:
    dialog = people(client)
    button(dialog, "Add a person …").click()
    step = dialog.step
    assert isinstance(step, EnrolmentStep)
    step.who.setText(KIM)
    step.passphrase.setText(PASSPHRASE)
    step.again.setText(PASSPHRASE)

    dialog.next.click()
    client.qtbot.waitUntil(lambda: step.error.text() != "")

    assert step.error.text() == (
        "There is already a person with that name, or with one that looks like it."
    )


def test_an_old_proof_is_renewed_over_the_dialog_and_nothing_typed_is_lost(client: Client) -> None:
    dialog = people(client)
    client.watch.turn(minutes=20)
    button(dialog, "Add a person …").click()
    step = dialog.step
    assert isinstance(step, EnrolmentStep)
    step.who.setText(ASA)
    step.passphrase.setText(PASSPHRASE)
    step.again.setText(PASSPHRASE)
    dialog.next.click()
    client.qtbot.waitUntil(lambda: dialog.findChildren(ProofDialog) != [])
    client.qtbot.waitUntil(lambda: client.background.idle)
    (asked,) = dialog.findChildren(ProofDialog)
    proof = client.app.practice_proof()
    assert proof is not None
    why = asked.why.text()

    asked.form.fill(proof)
    passphrase_form(asked.form).button.click()
    client.qtbot.waitUntil(step.code.isVisible)

    assert why == "Confirm who you are to change who may sign in."
    assert (step.who.text(), step.passphrase.text()) == (ASA, PASSPHRASE)


def test_the_passphrase_is_changed(client: Client) -> None:
    dialog = people(client)
    button(dialog, "Change my passphrase").click()
    step = dialog.step
    assert isinstance(step, PassphraseStep)
    proof = client.app.practice_proof()
    assert proof is not None
    dialog.next.click()
    nothing_typed = step.error.text()
    type_text(step.old, proof.passphrase)
    type_text(step.code, proof.code)
    type_text(step.new, NEW)
    type_text(step.again, NEW)

    QTest.keyClick(step.again, Qt.Key.Key_Return)
    done(client, dialog, "Your passphrase is changed.")
    client.main._workspace.prove(PassphraseProof(NEW, proof.code))

    assert nothing_typed == "Type the passphrase and the six digits of the code."
    assert dialog.step is None


def test_a_wrong_passphrase_changes_nothing(client: Client) -> None:
    dialog = people(client)
    button(dialog, "Change my passphrase").click()
    step = dialog.step
    assert isinstance(step, PassphraseStep)
    step.old.setText("fel fras på åäö")
    step.code.setText("123456")
    step.new.setText(NEW)
    step.again.setText(NEW)

    dialog.next.click()
    client.qtbot.waitUntil(lambda: step.error.text() != "")

    assert step.error.text().startswith("The passphrase or the code is wrong.")
    assert step.code.text() == ""
    assert dialog.step is step


def test_a_card_is_added(client: Client, module: SecurityModule) -> None:
    set_up_card(client, module)
    dialog = people(client)
    button(dialog, "Add my smart card …").click()
    step = dialog.step
    assert isinstance(step, WayStep)
    assert isinstance(step.way_form, CardForm)
    focused = step.way_form.pin.hasFocus()
    type_text(step.way_form.pin, PIN)

    QTest.keyClick(step.way_form.pin, Qt.Key.Key_Return)
    done(client, dialog, "Added.")

    assert focused
    assert ways(client) == (Way.PASSPHRASE, Way.CARD)
    assert not [one for one in buttons(dialog) if "Add my" in one]


def test_a_wrong_pin_adds_nothing(client: Client, module: SecurityModule) -> None:
    set_up_card(client, module)
    dialog = people(client)
    dialog._add_way(Way.CARD)
    step = dialog.step
    assert isinstance(step, WayStep)
    assert isinstance(step.way_form, CardForm)
    type_text(step.way_form.pin, "000000")

    step.way_form.submit()
    client.qtbot.waitUntil(step.way_form.error.isVisible)

    assert step.way_form.error.text().startswith("The PIN is wrong")
    assert ways(client) == (Way.PASSPHRASE,)


def test_the_organisation_s_login_is_added(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    dialog = people(client)
    button(dialog, "Add my organisation's login …").click()

    with browser(issuer.browse):
        button(dialog, "Log in in the browser").click()
        done(client, dialog, "Added.")

    assert ways(client) == (Way.PASSPHRASE, Way.LOGIN)


def test_a_person_is_removed_after_a_question(client: Client) -> None:
    enrol(client)
    dialog = people(client)
    button(dialog, "Remove Åsa Öberg").click()
    question = dialog.overview.question
    assert question is not None
    said, at_hand = shown_words(question), question.no.hasFocus()
    before = client.app.people()

    question.yes.click()
    done(client, dialog, "Removed.")

    assert said == "Remove Åsa Öberg? They cannot sign in any longer."
    assert at_hand
    assert (before, client.app.people()) == ((KIM, ASA), (KIM,))


def test_a_way_is_removed_after_a_question(client: Client, issuer: Issuer) -> None:
    set_up_login(client, issuer)
    add_login(client, issuer)
    dialog = people(client)
    button(dialog, "Remove: Kim Övning, The organisation's login").click()
    question = dialog.overview.question
    assert question is not None

    question.yes.click()
    done(client, dialog, "Removed.")

    assert ways(client) == (Way.PASSPHRASE,)


def test_whoever_thinks_again_removes_nobody(client: Client) -> None:
    enrol(client)
    dialog = people(client)
    button(dialog, "Remove Åsa Öberg").click()
    question = dialog.overview.question
    assert question is not None

    question.no.click()
    client.rest()

    assert client.app.people() == (KIM, ASA)
    assert question.isHidden()


def test_the_last_person_and_the_last_way_have_nothing_to_remove_them_with(client: Client) -> None:
    assert not [one for one in buttons(people(client)) if "Remove" in one]


def test_nobody_removes_themselves(client: Client) -> None:
    enrol(client)

    assert [one for one in buttons(people(client)) if "Remove" in one] == ["Remove Åsa Öberg"]


def test_a_new_recovery_key_is_shown_and_confirmed_later(client: Client) -> None:
    dialog = people(client)
    step = renewed(client, dialog)
    key = "-".join(step.shown.text().split())
    step.later.click()
    client.rest()
    unconfirmed = shown_words(dialog)
    button(dialog, "Confirm …").click()
    again = dialog.step
    assert isinstance(again, RecoveryKeyStep)
    type_text(again.typed, key)
    nothing_to_show = again.again.isHidden()
    QTest.keyClick(again.typed, Qt.Key.Key_Return)
    done(client, dialog, "The recovery key is confirmed.")

    assert "Nobody has confirmed the new recovery key. Until then the old" in unconfirmed
    assert nothing_to_show
    assert RecoverySlot(client.app.profile.recovery).is_confirmed()
    assert "Somebody has shown that they have it on paper." in shown_words(dialog)


def test_the_old_key_is_kept_by_whoever_thinks_again(client: Client) -> None:
    dialog = people(client)
    before = client.app.profile.recovery.read_bytes()
    button(dialog, "Make a new recovery key …").click()
    question = dialog.overview.question
    assert question is not None

    question.no.click()
    client.rest()

    assert client.app.profile.recovery.read_bytes() == before


def test_a_key_that_nobody_has_confirmed_is_reminded_of(client: Client) -> None:
    main = client.unlock()
    client.show()
    main._workspace.people.renew_recovery()
    reminder = RecoveryKeyNotice(main._workspace, client.background, main, silent=False)
    in_practice = RecoveryKeyNotice(main._workspace, client.background, main, silent=True)
    reminder.look_up()
    in_practice.look_up()
    client.rest()

    assert shown_words(reminder) == "Nobody has confirmed that the recovery key is on paper."
    assert not reminder.isHidden()
    assert in_practice.isHidden()


def test_the_reminder_leads_to_the_key(client: Client) -> None:
    main = client.unlock()
    client.show()
    main.recovery_key_notice.yes.click()
    (dialog,) = main.findChildren(PeopleDialog)
    client.rest()

    assert isinstance(dialog.step, RecoveryKeyStep)
    assert dialog.step.typed.hasFocus()


def test_the_keyboard_alone_goes_to_a_page_and_back(client: Client) -> None:
    dialog = people(client)
    names = [tabbed(dialog) for _ in range(6)]
    button(dialog, "Add a person …").setFocus()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    step = dialog.step
    dialog.back.setFocus()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

    assert names == [
        "What Kim Övning may do",
        "Change my passphrase",
        "Add a person …",
        "Make a new recovery key …",
        "Give the store a new key …",
        "Close",
    ]
    assert isinstance(step, EnrolmentStep)
    assert dialog.step is None


def test_after_a_removal_a_new_store_key_is_offered(client: Client) -> None:
    enrol(client)
    dialog = people(client)
    button(dialog, "Remove Åsa Öberg").click()
    agree(dialog)
    done(client, dialog, "Removed.")

    assert "Whoever kept a copy of the key file can still open the store." in shown_words(dialog)


def test_the_store_gets_a_new_key_and_everybody_signs_in_as_before(client: Client) -> None:
    dialog = people(client)
    button(dialog, "Give the store a new key …").click()
    agree(dialog)
    dialog.close()  # it tells of the end, so it stays till then
    client.qtbot.waitUntil(lambda: isinstance(client.shell.window.content, LockScreen))
    client.qtbot.waitUntil(lambda: client.background.idle)
    said = shown_words(client.shell.window)
    client.watch.turn(seconds=60)

    assert "The message store has a new key. Sign in as before." in said
    client.unlock()


def test_a_store_that_another_window_has_open_keeps_its_key(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "TRIES", 1)
    dialog = people(client)
    elsewhere = Store.open(client.app.profile.store, client.main._workspace._store.key)
    button(dialog, "Give the store a new key …").click()
    agree(dialog)
    client.qtbot.waitUntil(lambda: isinstance(client.shell.window.content, LockScreen))
    client.qtbot.waitUntil(lambda: client.background.idle)
    elsewhere.close()

    assert "Another window has the message store open." in shown_words(client.shell.window)


def agree(dialog: PeopleDialog) -> None:
    question = dialog.overview.question
    assert question is not None
    question.yes.click()


def renewed(client: Client, dialog: PeopleDialog) -> RecoveryKeyStep:
    button(dialog, "Make a new recovery key …").click()
    question = dialog.overview.question
    assert question is not None
    question.yes.click()
    client.qtbot.waitUntil(lambda: isinstance(dialog.step, RecoveryKeyStep))
    assert isinstance(dialog.step, RecoveryKeyStep)
    return dialog.step


def buttons(dialog: PeopleDialog) -> list[str]:
    found = dialog.findChildren(QAbstractButton)
    return [one.accessibleName() or one.text() for one in found if one.isVisibleTo(dialog)]


def tabbed(dialog: PeopleDialog) -> str:
    """Go on to the next button or choice, and give its name."""
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    focus = dialog.focusWidget()
    assert isinstance(focus, QAbstractButton | RoleChoice)
    return focus.accessibleName() or str(focus.property("text"))
