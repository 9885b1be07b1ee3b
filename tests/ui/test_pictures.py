"""A picture of every screen, in build/pictures, so that whoever changes a screen looks at it."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop import ui
from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.certificate import CertificateOwner, ExpiringCertificate
from sdk_desktop.domain.clearance import Purpose, Way
from sdk_desktop.domain.delivery import HeldSending
from sdk_desktop.domain.errors import ProofNeeded
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.domain.purge import PurgeCriteria
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.addresses.address_book_view import AddressBookView
from sdk_desktop.ui.audit.audit_view import AuditView
from sdk_desktop.ui.compose.take_back import TakeBackBar
from sdk_desktop.ui.first_screen import FirstScreen
from sdk_desktop.ui.guide.connection_step import ConnectionStep
from sdk_desktop.ui.guide.enrolment_step import EnrolmentStep
from sdk_desktop.ui.guide.federation_step import FederationStep
from sdk_desktop.ui.guide.guide import EnterKeyStep, Guide, Recovery
from sdk_desktop.ui.guide.recovery_key_step import RecoveryKeyStep
from sdk_desktop.ui.handbook import Handbook
from sdk_desktop.ui.lessons.lesson_bar import LessonBar
from sdk_desktop.ui.lessons.lessons_dialog import LessonsDialog
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.messages.go_to import GoTo
from sdk_desktop.ui.messages.message_dialogs import HoldDialog, RegisterDialog
from sdk_desktop.ui.messages.messages_page import MessagesPage
from sdk_desktop.ui.notices import ExpiryNotice, RecoveryKeyNotice
from sdk_desktop.ui.parts.dialog import ChoiceDialog
from sdk_desktop.ui.parts.step import Step
from sdk_desktop.ui.people.mailbox_role_step import MailboxRoleStep
from sdk_desktop.ui.people.people_dialog import NewPersonStep, PassphraseStep, PeopleDialog, WayStep
from sdk_desktop.ui.preferences import PreferencesDialog
from sdk_desktop.ui.proof.proof_dialog import ProofDialog
from sdk_desktop.ui.purging.purge_page import PurgePage
from sdk_desktop.ui.purging.purging_dialog import PurgingDialog
from sdk_desktop.ui.reading.message_view import MessageView
from sdk_desktop.ui.security.counter_mode import CounterBanner
from sdk_desktop.ui.security.lock_warning import LockWarning
from sdk_desktop.ui.shortcuts import ShortcutList
from sdk_desktop.ui.status_bar import StatusBar
from sdk_desktop.ui.top_bar import TopBar
from sdk_desktop.ui.top_window import TopWindow
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.looks import LOOKS, WIDE, Camera, Look, cut, pale, scrolled_twice, sideways
from tests.ui.proof.ways_in import two_people
from tests.ui.screens import lay_out

DIALOGS = (GoTo, ProofDialog, PreferencesDialog, ShortcutList, Handbook)
DIALOGS_ABOUT_RECORDS = (RegisterDialog, HoldDialog, ChoiceDialog)
BESIDES: dict[type[QWidget], str] = {
    FirstScreen: "paints the lock screen as it stood last",
    StatusBar: "is where there is room, as under a wide list",
    TopWindow: "is the frame of the others",
}
"""What looks like a screen by its name, and is seen with another."""
SCREENS = (
    *("Window", "View", "Page", "Screen", "Guide", "Recovery", "Board"),
    *("Bar", "Banner", "Warning", "Notice"),
)
"""How the names of screens end that are neither dialogs nor steps."""
KEY = "QWER-TYUI-OPAS-DFGH-JKLZ-XCVB-NM23-4567"


@pytest.fixture(params=LOOKS, ids=str)
def camera(
    request: pytest.FixtureRequest, client: Client, qapp: QApplication, pictures: Path | None
) -> Camera:
    look: Look = request.param
    client.app.set_preferences(look.preferences)
    client.shell._apply(look.preferences)
    look.dress(qapp)
    client.shell.window.resize(WIDE)
    return Camera(qapp, look, pictures)


def test_the_lock_screen(client: Client, camera: Camera) -> None:
    client.shell.start()
    client.qtbot.waitUntil(lambda: client.shell.window.content is not None)
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert camera.take(client.shell.window, "lock", LockScreen) == []


def test_the_guide(client: Client, camera: Camera) -> None:
    client.app.settings = replace(client.app.settings, connection=None)
    guide = Guide(client.app, client.background, client.shell.window)
    client.shell.window.show_content(guide)
    client.shell.window.show()

    assert camera.take(client.shell.window, "guide-1", Guide) == []
    guide.steps.setCurrentWidget(guide.connection)
    guide.show_step()
    assert camera.take(client.shell.window, "guide-2", ConnectionStep) == []
    guide.connection.by_access_point.setChecked(True)
    assert camera.take(client.shell.window, "guide-2-access-point") == []
    guide.steps.setCurrentWidget(guide.federation)
    guide.show_step()
    assert camera.take(client.shell.window, "guide-2-federation", FederationStep) == []
    guide.federation.check._show(client.app.check())
    client.qtbot.waitUntil(lambda: client.background.idle)
    assert camera.take(client.shell.window, "guide-2-tried") == []
    guide.steps.setCurrentWidget(guide.enrolment)
    guide.show_step()
    guide.enrolment._show(client.app.enrolling.begin("Åsa Öberg"))
    assert camera.take(client.shell.window, "guide-3") == []
    guide.enrolment.show_key_warning(in_key_store=False)
    assert camera.take(client.shell.window, "guide-3") == []
    guide.steps.setCurrentWidget(guide.recovery_key)
    guide._show_key(KEY)
    guide.show_step()
    assert camera.take(client.shell.window, "guide-4", RecoveryKeyStep) == []
    guide.next.click()
    assert camera.take(client.shell.window, "guide-5") == []
    guide.steps.setCurrentIndex(guide.steps.count() - 1)
    guide.show_step()
    assert camera.take(client.shell.window, "guide-6") == []


@pytest.mark.parametrize("way", Way)
def test_the_ways_in(client: Client, camera: Camera, way: Way) -> None:
    two_people(client)
    client.shell.start()
    client.qtbot.waitUntil(lambda: isinstance(client.shell.window.content, LockScreen))
    client.qtbot.waitUntil(lambda: client.background.idle)
    screen = client.shell.window.content
    assert isinstance(screen, LockScreen)
    screen.form.choose(way)

    assert camera.take(client.shell.window, f"lock-{way}") == []


def test_the_way_back(client: Client, camera: Camera) -> None:
    two_people(client)
    recovery = Recovery(client.app, client.background, client.shell.window)
    client.shell.window.show_content(recovery)
    client.shell.window.show()
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert camera.take(client.shell.window, "recovery-1", Recovery, EnterKeyStep) == []
    recovery.key.key.setText(KEY)
    recovery._forward()
    assert camera.take(client.shell.window, "recovery-2", EnrolmentStep) == []


def test_the_people(client: Client, camera: Camera) -> None:
    two_people(client)
    main = client.unlock()
    RecoverySlot(client.app.profile.recovery).put(b"secret", b"key")
    client.shell.window.show()
    main.ask_people()
    (dialog,) = main.findChildren(PeopleDialog)
    client.rest()

    assert camera.take(dialog, "people", PeopleDialog) == []
    dialog.overview._ask_remove("Åsa Öberg", None)
    assert camera.take(dialog, "people-remove") == []
    dialog._add_person()
    assert camera.take(dialog, "people-add", NewPersonStep) == []
    dialog.go_back()
    dialog._change_passphrase()
    assert camera.take(dialog, "people-passphrase", PassphraseStep) == []
    dialog.go_back()
    dialog._add_way(Way.CARD)
    assert camera.take(dialog, "people-card", WayStep) == []
    dialog.go_back()
    dialog._add_way(Way.LOGIN)
    assert camera.take(dialog, "people-login") == []
    dialog.go_back()
    dialog._ask_more("Åsa Öberg", Role.READER)
    assert camera.take(dialog, "people-mailbox-role", MailboxRoleStep) == []
    dialog.go_back()
    dialog._show_key(KEY)
    assert camera.take(dialog, "people-key") == []
    main.prove(ProofNeeded("Confirm who you are to send.", Purpose.SEND), print, dialog)
    client.rest()
    (asked,) = dialog.findChildren(ProofDialog)
    assert camera.take(asked, "proof", ProofDialog) == []
    main.recovery_key_notice.show()
    assert camera.take(client.shell.window, "reminder", RecoveryKeyNotice) == []
    main.recovery_key_notice.hide()
    dialog.close()
    main.expiry_notice._take(
        (ExpiringCertificate(CertificateOwner.ORGANISATION, date(2026, 12, 24), 29, ended=False),)
    )
    assert camera.take(client.shell.window, "expiry", ExpiryNotice) == []


def test_the_main_window(client: Client, camera: Camera) -> None:
    main = client.unlock()
    client.shell.window.show()

    assert camera.take(client.shell.window, "list", MainWindow, MessagesPage, TopBar) == []
    main.messages.list.table.choose(3)
    main.messages.open(main.messages.list.current)
    client.rest()
    assert camera.take(client.shell.window, "reading", MessageView) == []
    main.back()
    main.search()
    type_text(main.messages.list.search_field, "möte")
    client.qtbot.waitUntil(lambda: main.messages.list.model.rowCount() in range(1, 10))
    assert camera.take(client.shell.window, "search") == []
    main.lessons._stop()  # at 800 px and 200 % practice has no room for a third bar
    main.take_back._show((HeldSending("k", ("BUP Ekdala",), timedelta(seconds=14)),))
    assert camera.take(client.shell.window, "take-back", TakeBackBar) == []
    main.take_back.hide()
    main.messages.list.search_field.clear()
    client.qtbot.waitUntil(lambda: main.messages.list.model.rowCount() > 9)
    main.lock_warning.show_seconds(17)
    assert camera.take(client.shell.window, "locks-soon", LockWarning) == []
    main.lock_warning.hide()
    main.counter.toggle()
    assert camera.take(client.shell.window, "counter", CounterBanner) == []


def test_the_other_pages(client: Client, camera: Camera) -> None:
    main = client.unlock()
    client.shell.window.show()

    main.show_page(1)
    client.rest()
    assert camera.take(client.shell.window, "addresses", AddressBookView) == []
    type_text(main.pages.addresses.search, "ekdala")
    client.qtbot.waitUntil(lambda: main.pages.addresses.functions.count() > 1)
    client.rest()
    assert camera.take(client.shell.window, "addresses-found") == []
    main.show_page(2)
    client.rest()
    assert camera.take(client.shell.window, "audit", AuditView) == []
    main.pages.audit.acts.removal.ask()
    client.rest()
    assert camera.take(client.shell.window, "audit-removal") == []


def test_the_dialogs(client: Client, camera: Camera) -> None:
    main = client.unlock()
    client.shell.window.show()

    main.ask_where()
    main.prove(ProofNeeded("Confirm who you are to send.", Purpose.SEND), lambda: None)
    PreferencesDialog(client.app.settings.preferences, main).open()
    ShortcutList(main).open()
    Handbook(main).open()
    client.rest()

    dialogs = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert {type(one) for one in dialogs} >= set(DIALOGS)
    assert [camera.take(one, type(one).__name__) for one in dialogs] == [[]] * len(dialogs)


def test_the_dialogs_about_records(client: Client, camera: Camera) -> None:
    main = client.unlock()
    client.shell.window.show()
    main.messages.list.table.choose(3)
    chosen = main.messages.list.current
    assert isinstance(chosen, Headline)
    main.messages.actions_.know_people(("Kim Övning", "Åsa Öberg"))
    main.messages.actions_.choose(replace(chosen, hold="Överklagat, mål 12-26"))

    main.messages.actions_.hand_over.trigger()
    main.messages.actions_.register.trigger()
    main.messages.care.hold.trigger()
    client.rest()

    dialogs = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert {type(one) for one in dialogs} >= set(DIALOGS_ABOUT_RECORDS)
    assert [camera.take(one, type(one).__name__) for one in dialogs] == [[]] * len(dialogs)


def test_erasing_by_decision(client: Client, camera: Camera) -> None:
    main = client.unlock()
    client.shell.window.show()
    several_decisions(client)
    main.show_page(2)
    main.pages.audit.acts.purge()
    (dialog,) = main.pages.audit.findChildren(PurgingDialog)
    dialog.page.form.before.setDate(QDate(2026, 3, 3))
    dialog.page.form.decision.setText("KS 2026/8 § 12")
    client.qtbot.waitUntil(dialog.page.go.isEnabled)
    client.rest()

    assert camera.take(dialog, "purging", PurgingDialog, PurgePage) == []
    dialog._area.verticalScrollBar().setValue(dialog._area.verticalScrollBar().maximum())
    assert camera.take(dialog, "purging-decisions") == []
    dialog._area.verticalScrollBar().setValue(0)
    dialog.page._ask(3, "KS 2026/8 § 12")
    client.rest()
    assert camera.take(dialog, "purging-question") == []
    dialog.accept()
    main.pages.audit.filters.person.setText("20120212-2386")
    client.qtbot.waitUntil(lambda: main.pages.audit.model.rowCount() < 5)
    main.pages.audit.acts.verify()
    client.rest()
    assert camera.take(client.shell.window, "audit-person") == []


def test_what_a_role_forbids(client: Client, camera: Camera) -> None:
    two_people(client)
    main = client.unlock()
    several_decisions(client)
    main._workspace.people.give_role("Åsa Öberg", Role.MANAGER)
    main._workspace.people.give_role("Kim Övning", Role.READER)
    client.shell.window.show()
    client.qtbot.waitUntil(lambda: not main.bar._write.isEnabled())
    main.messages.list.table.choose(3)
    main.messages.open(main.messages.list.current)
    client.rest()

    assert camera.take(client.shell.window, "role-reading") == []
    main.show_page(2)
    main.pages.audit.acts.purge()
    (purging,) = main.pages.audit.findChildren(PurgingDialog)
    client.rest()
    assert camera.take(purging, "role-purging") == []
    purging.accept()
    reception = main._workspace.mailboxes[1].address
    with main._workspace._store.begin() as stored:
        stored.colleagues.give_role("Kim Övning", Role.REGISTRAR, reception)
    main.ask_people()
    (people,) = main.findChildren(PeopleDialog)
    client.rest()
    assert camera.take(people, "role-people") == []


def several_decisions(client: Client) -> None:
    """Let two people propose, and one of them erase, withdraw and wait."""
    workspace = client.main._workspace
    for headline in workspace.inbox.page("", Folder.ALL).headlines[:6]:
        workspace.inbox.record_reading(workspace.inbox.open(headline.row))
    workspace.handling.hold(workspace.inbox.page("", Folder.ALL).headlines[0].row, "Överklagat")
    one_of = partial(PurgeCriteria, datetime(2026, 3, 3, tzinfo=UTC))
    reception = one_of(workspace.mailboxes[1].address)
    purging = workspace.purging
    for who, criteria, decision in (
        ("Kim Övning", reception, "KS 2025/2 § 3"),
        ("Åsa Öberg", one_of(), "KS 2026/8 § 12"),
        ("Kim Övning", one_of(), "KS 2026/9 § 4"),
    ):
        workspace._actor.who = who
        purging.propose(purging.preview(criteria), decision)
    workspace._actor.who = "Åsa Öberg"
    purging.approve(1)
    workspace._actor.who = "Kim Övning"


def test_what_needs_somebody(client: Client, camera: Camera) -> None:
    client.unlock()
    client.show()
    client.watch.turn(days=2)
    client.main.messages.show_folder(FolderChoice("", Folder.ACTION))
    client.qtbot.waitUntil(lambda: len(client.main.messages.todo.rows) > 0)
    client.rest()

    assert camera.take(client.shell.window, "todo") == []
    client.main.messages.todo.focus_first()
    client.main.messages.open(client.main.messages.todo.current)
    client.rest()
    assert camera.take(client.shell.window, "todo-opened") == []


def test_the_lessons(client: Client, camera: Camera) -> None:
    main = client.unlock()
    client.shell.window.show()
    client.rest()

    assert camera.take(client.shell.window, "lesson-bar", LessonBar) == []
    main.lessons.all.click()
    client.rest()
    (dialog,) = client.shell.window.findChildren(LessonsDialog)
    assert camera.take(dialog, "lessons", LessonsDialog) == []


def test_cut_and_pale_words_are_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    short, beyond, pale_one = (QLabel(words, window) for words in ("Brevlåda", "Utanför", "Blekt"))
    window.resize(300, 200)
    short.setFixedWidth(20)
    beyond.move(window.width() - 10, 40)
    pale_one.move(0, 80)
    pale_one.setStyleSheet("color: #eeeeee; background: white")
    window.show()

    assert [one.split()[0] for one in cut(window)] == ["Brevlåda", "Utanför"]
    assert [one.split()[0] for one in pale(window, window.grab().toImage())] == ["Blekt"]


def test_what_is_scrolled_twice_is_found(qtbot: QtBot) -> None:
    window, outer, inner = QWidget(), QScrollArea(), QScrollArea()
    qtbot.addWidget(window)
    outer.setParent(window)
    for area, high in ((inner, 900), (outer, 400)):
        page = QWidget()
        page.setFixedSize(100, high)
        area.setWidget(page)
        area.resize(200, 200)
    inner.setParent(outer.widget())
    inner.show()
    window.show()
    lay_out()

    assert list(scrolled_twice(window)) == ["QScrollArea is scrolled inside of what is scrolled"]


def test_what_is_scrolled_sideways_is_found(qtbot: QtBot) -> None:
    window, wide = QWidget(), QLabel("Brevlådor")
    qtbot.addWidget(window)
    area = QScrollArea(window)
    wide.setFixedWidth(400)
    area.setWidget(wide)
    area.resize(300, 200)
    window.show()

    assert [one.split()[0] for one in sideways(window)] == ["QScrollArea"]


def test_every_screen_of_the_program_is_seen() -> None:
    trees = [
        ast.parse((Path(__file__).with_name(f"{name}.py")).read_text(encoding="utf-8"))
        for name in ("test_pictures", "test_pictures_of_messages")
    ]
    seen = {
        one.id
        for tree in trees
        for node in ast.walk(tree)
        if is_look(node)
        for one in ast.walk(node)
        if isinstance(one, ast.Name)
    }

    screens = {one for one in widgets_of_the_program() if is_screen(one)} - set(BESIDES)
    assert len(screens) > 40
    assert sorted(one.__name__ for one in screens if one.__name__ not in seen) == []


def is_look(node: ast.AST) -> bool:
    """Return whether a part of a test says what is looked at."""
    match node:
        case ast.Call(func=ast.Attribute(attr="take")):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name.startswith("DIALOGS")
    return False


def widgets_of_the_program() -> Iterator[type[QWidget]]:
    """Yield every kind of widget of the program of which there is no narrower kind."""
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, QWidget):
                ours = one.__module__ == module.name and not one.__subclasses__()
                yield from [one] if ours else []


def is_screen(kind: type[QWidget]) -> bool:
    """Return whether it is a page, a window, a dialog, a step of a guide, a bar or a notice."""
    return issubclass(kind, QDialog | Step) or kind.__name__.endswith(SCREENS)
