"""What a person's role forbids is disabled on the screen, with a sentence that says why."""

from dataclasses import replace
from functools import partial

import pyotp
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.roles import PersonRole, Role
from sdk_desktop.ui.addresses.address_book_view import AddressBookView
from sdk_desktop.ui.main_pages import ADDRESS_BOOK
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.people.people_dialog import PeopleDialog
from sdk_desktop.ui.purging.purging_dialog import PurgingDialog
from sdk_desktop.ui.statistics.statistics_dialog import StatisticsDialog
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.sandbox_network import PASSPHRASE
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.proof.ways_in import with_workspace
from tests.ui.screens import button, shown_words
from tests.ui.test_main_window import choose

KIM, ASA = "Kim Övning", "Åsa Öberg"
HANDLES = f"Only those who handle messages may do this. Ask {ASA}."
REGISTERS = f"Only a registrar or a manager may do this. Ask {ASA}."
MANAGES = f"Only a manager may do this. Ask {ASA}."


def _hand_over_to_asa(client: Client, role: Role, workspace: Workspace) -> None:
    enrolment = workspace.people.begin(ASA)
    code = pyotp.TOTP(enrolment.secret).at(client.watch())
    workspace.people.enrol(enrolment, PASSPHRASE, code)
    workspace.people.give_role(ASA, Role.MANAGER)
    workspace.people.give_role(KIM, role)


def unlocked(client: Client, role: Role) -> MainWindow:
    """Unlock as Kim, whom Åsa manages."""
    with_workspace(client, partial(_hand_over_to_asa, client, role))
    main = client.unlock()
    client.show()
    return main


def may(control: QWidget | QAction) -> str:
    """Return "yes", or why not."""
    return "yes" if control.isEnabled() else control.toolTip()


def people(client: Client, main: MainWindow) -> PeopleDialog:
    main.ask_people()
    (dialog,) = main.findChildren(PeopleDialog)
    client.rest()
    return dialog


def statistics(main: MainWindow) -> QAction:
    """Return the entry of the person's menu."""
    (entry,) = [one for one in main.bar.findChildren(QAction) if one.text() == "Statistics"]
    return entry


def choice(dialog: PeopleDialog, who: str) -> QComboBox:
    boxes = dialog.overview._body.findChildren(QComboBox)
    (found,) = [box for box in boxes if box.accessibleName() == f"What {who} may do"]
    return found


def ask(dialog: PeopleDialog, who: str, role: Role) -> None:
    """Choose a role for somebody and agree to the question."""
    box = choice(dialog, who)
    box.setCurrentIndex(box.findData(role))
    box.activated.emit(box.currentIndex())
    assert dialog.overview.question is not None
    dialog.overview.question.yes.click()


def test_a_reader_is_told_who_may_take_and_answer(client: Client) -> None:
    main = unlocked(client, Role.READER)
    headline = choose(main)
    main.messages.open(headline)
    client.rest()
    actions = main.messages.actions_

    assert [may(one) for one in (actions.answer, actions.take, actions.hand_over)] == [HANDLES] * 3
    assert may(actions.register) == may(main.messages.care.hold) == REGISTERS
    assert may(main.bar._write) == HANDLES
    assert may(statistics(main)) == REGISTERS
    assert HANDLES in shown_words(main.messages.reading)


def test_a_handler_takes_and_does_not_register(client: Client) -> None:
    main = unlocked(client, Role.HANDLER)
    choose(main)
    actions = main.messages.actions_

    assert may(actions.take) == may(actions.answer) == may(main.bar._write) == "yes"
    assert may(actions.register) == may(main.messages.care.hold) == REGISTERS
    assert actions.register.toolTip() == REGISTERS


def test_a_reader_writes_to_nobody_from_the_address_book(client: Client) -> None:
    main = unlocked(client, Role.READER)
    main.show_page(ADDRESS_BOOK)
    page = main.pages.currentWidget()
    assert isinstance(page, AddressBookView)
    type_text(page.search, "akuten")
    client.qtbot.waitUntil(lambda: HANDLES in shown_words(page.details))

    assert may(button(page.details, "Write")) == HANDLES


def test_a_registrar_proposes_also_a_single_message(client: Client) -> None:
    main = unlocked(client, Role.REGISTRAR)
    main.pages.audit.acts.purge()
    (dialog,) = main.findChildren(PurgingDialog)
    client.rest()
    dialog.page.form.decision.setText("KS 1")

    assert dialog.page._may_alone(1) is False
    assert "Propose" in dialog.page.go.text()
    assert [may(one) for one in main.pages.audit.acts._managed] == [MANAGES] * 2
    statistics(main).trigger()
    client.rest()
    assert main.findChildren(StatisticsDialog)


def test_a_handler_is_told_who_erases(client: Client) -> None:
    main = unlocked(client, Role.HANDLER)
    main.pages.audit.acts.purge()
    (dialog,) = main.findChildren(PurgingDialog)
    client.rest()

    assert may(dialog.page.go) == REGISTERS
    assert REGISTERS in shown_words(dialog)


def test_only_a_manager_changes_who_may_sign_in(client: Client) -> None:
    dialog = people(client, unlocked(client, Role.REGISTRAR))

    for words in ("Add a person …", "Make a new recovery key …", "Give the store a new key …"):
        assert may(button(dialog, words)) == MANAGES, words
    assert may(choice(dialog, KIM)) == may(choice(dialog, ASA)) == MANAGES
    assert may(button(dialog, "Change my passphrase")) == "yes"
    assert MANAGES in shown_words(dialog)


def test_a_manager_gives_a_role_and_sees_what_it_may(client: Client) -> None:
    main = unlocked(client, Role.MANAGER)
    dialog = people(client, main)

    ask(dialog, ASA, Role.READER)
    told = f"{ASA} now has the role Reader."
    client.qtbot.waitUntil(lambda: dialog.overview.result.text() == told)
    client.rest()

    assert choice(dialog, ASA).currentData() == Role.READER
    assert "Reads and searches messages." in shown_words(dialog)
    rows = main._workspace.audit_trail.page(kind=AuditKind.ROLE_CHANGED)
    assert rows[0].event.detail == f"{ASA} (reader)"


def test_a_refused_role_goes_back_to_what_it_was(client: Client) -> None:
    main = client.unlock()
    client.show()
    dialog = people(client, main)
    _enrol_handler(client, main._workspace)
    dialog._look_up()
    client.rest()

    ask(dialog, KIM, Role.READER)
    client.rest()

    refused = f"{KIM} is the only manager. Make somebody else one first."
    assert dialog.overview.result.text() == refused
    assert choice(dialog, KIM).currentData() == Role.MANAGER


def _enrol_handler(client: Client, workspace: Workspace) -> None:
    enrolment = workspace.people.begin(ASA)
    code = pyotp.TOTP(enrolment.secret).at(client.watch())
    workspace.people.enrol(enrolment, PASSPHRASE, code)


def test_what_another_window_changes_is_seen_at_once(client: Client) -> None:
    main = client.unlock()
    client.show()
    choose(main)
    main.composing.write(main.messages.mailbox)
    client.qtbot.waitUntil(lambda: len(main.composing.windows) == 1)
    client.rest()
    (writing,) = main.composing.windows
    workspace = main._workspace
    _hand_over_to_asa(client, Role.READER, workspace)
    client.qtbot.waitUntil(lambda: may(main.bar._write) == HANDLES)
    client.rest()

    assert may(main.messages.actions_.take) == HANDLES
    assert may(button(writing, "Send")) == HANDLES
    assert HANDLES in shown_words(writing)
    writing.form.text.editor.setPlainText("Hej")
    writing.flush_draft()
    assert [draft.text for draft in workspace.drafts.all()] == ["Hej"]


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER])
def test_a_refusal_that_ends_gives_the_usual_words_back(client: Client, role: Role) -> None:
    main = unlocked(client, role)
    usual = "Ctrl+N"
    permissions = main._workspace.permissions

    main.permissions.changed.emit(replace(permissions, own=PersonRole(Role.READER)))
    limited = main.bar._write.toolTip()
    main.permissions.changed.emit(replace(permissions, own=PersonRole(Role.MANAGER)))

    assert limited.startswith("Only those who handle")
    assert (main.bar._write.isEnabled(), main.bar._write.toolTip()) == (True, usual)
    assert isinstance(main.bar._write, QPushButton)
