"""A picture of every screen, in build/pictures, so that whoever changes a screen looks at it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QSize
from PySide6.QtWidgets import QApplication, QWidget

from sdk_desktop.auth.keys.key_file import KeyFile
from sdk_desktop.auth.ways.recovery import RecoverySlot
from sdk_desktop.domain.certificate import CertificateOwner, ExpiringCertificate
from sdk_desktop.domain.clearance import Purpose, Way
from sdk_desktop.domain.configuration import CardReader, Login, Preferences
from sdk_desktop.domain.delivery import HeldSending
from sdk_desktop.domain.errors import ProofNeeded
from sdk_desktop.domain.mailbox import Folder, Headline
from sdk_desktop.domain.purge import PurgeCriteria
from sdk_desktop.domain.roles import Role
from sdk_desktop.ui.guide.guide import Guide, Recovery
from sdk_desktop.ui.handbook import Handbook
from sdk_desktop.ui.lessons.lessons_dialog import LessonsDialog
from sdk_desktop.ui.lock_screen import LockScreen
from sdk_desktop.ui.messages.folder_choice import FolderChoice
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.people.people_dialog import PeopleDialog
from sdk_desktop.ui.preferences import PreferencesDialog
from sdk_desktop.ui.proof.proof_dialog import ProofDialog
from sdk_desktop.ui.purging.purging_dialog import PurgingDialog
from sdk_desktop.ui.shortcuts import ShortcutList
from sdk_desktop.ui.words import tr
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.screens import PICTURES_SPEAK, button, drawn

KEY = "QWER-TYUI-OPAS-DFGH-JKLZ-XCVB-NM23-4567"
LOOKS = {
    "light": (100, False, QSize(1366, 768)),
    "dark": (100, True, QSize(1366, 768)),
    "narrow": (100, False, QSize(800, 600)),
    "large": (200, False, QSize(1366, 768)),
    "tight": (200, False, QSize(800, 600)),
}


@pytest.fixture(params=LOOKS)
def dressed(
    request: pytest.FixtureRequest, client: Client, qapp: QApplication
) -> tuple[Client, str]:
    percent, dark, size = LOOKS[request.param]
    preferences = Preferences(PICTURES_SPEAK, text_percent=percent)
    client.app.set_preferences(preferences)
    client.shell._apply(preferences)
    theme.apply(qapp, preferences, dark=dark)
    client.shell.window.resize(size)
    return client, request.param


def save(widget: QWidget, folder: Path | None, name: str) -> bool:
    QApplication.processEvents()
    QApplication.processEvents()  # a page that has changed says how much room it takes only now
    return drawn(widget, folder, name)


def test_the_lock_screen(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    client.shell.start()
    client.qtbot.waitUntil(lambda: client.shell.window.content is not None)
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert save(client.shell.window, pictures, f"lock-{name}")


def test_the_guide(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    client.app.settings = replace(client.app.settings, connection=None)
    guide = Guide(client.app, client.background, client.shell.window)
    client.shell.window.show_content(guide)
    client.shell.window.show()

    assert save(client.shell.window, pictures, f"guide-1-{name}")
    guide.steps.setCurrentWidget(guide.connection)
    guide.show_step()
    assert save(client.shell.window, pictures, f"guide-2-{name}")
    guide.connection.by_access_point.setChecked(True)
    assert save(client.shell.window, pictures, f"guide-2-access-point-{name}")
    guide.steps.setCurrentWidget(guide.federation)
    guide.show_step()
    assert save(client.shell.window, pictures, f"guide-2-federation-{name}")
    guide.federation.check._show(client.app.check())
    client.qtbot.waitUntil(lambda: client.background.idle)
    assert save(client.shell.window, pictures, f"guide-2-tried-{name}")
    guide.steps.setCurrentWidget(guide.enrolment)
    guide.show_step()
    guide.enrolment._show(client.app.enrolling.begin("Åsa Öberg"))
    assert save(client.shell.window, pictures, f"guide-3-{name}")
    guide.enrolment.show_key_warning(in_key_store=False)
    assert save(client.shell.window, pictures, f"guide-3-{name}")
    guide.steps.setCurrentWidget(guide.recovery_key)
    guide._show_key(KEY)
    guide.show_step()
    assert save(client.shell.window, pictures, f"guide-4-{name}")
    guide.next.click()
    assert save(client.shell.window, pictures, f"guide-5-{name}")
    guide.steps.setCurrentIndex(guide.steps.count() - 1)
    guide.show_step()
    assert save(client.shell.window, pictures, f"guide-6-{name}")


@pytest.mark.parametrize("way", Way)
def test_the_ways_in(dressed: tuple[Client, str], pictures: Path | None, way: Way) -> None:
    client, name = dressed
    two_people(client)
    client.shell.start()
    client.qtbot.waitUntil(lambda: isinstance(client.shell.window.content, LockScreen))
    client.qtbot.waitUntil(lambda: client.background.idle)
    screen = client.shell.window.content
    assert isinstance(screen, LockScreen)
    screen.form.choose(way)

    assert save(client.shell.window, pictures, f"lock-{way}-{name}")


def test_the_way_back(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    two_people(client)
    recovery = Recovery(client.app, client.background, client.shell.window)
    client.shell.window.show_content(recovery)
    client.shell.window.show()
    client.qtbot.waitUntil(lambda: client.background.idle)

    assert save(client.shell.window, pictures, f"recovery-1-{name}")
    recovery.key.key.setText(KEY)
    recovery._forward()
    assert save(client.shell.window, pictures, f"recovery-2-{name}")


def test_the_people(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    two_people(client)
    main = client.unlock()
    RecoverySlot(client.app.profile.recovery).put(b"secret", b"key")
    client.shell.window.show()
    main.ask_people()
    (dialog,) = main.findChildren(PeopleDialog)
    client.rest()

    assert save(dialog, pictures, f"people-{name}")
    dialog.overview._ask_remove("Åsa Öberg", None)
    assert save(dialog, pictures, f"people-remove-{name}")
    dialog._add_person()
    assert save(dialog, pictures, f"people-add-{name}")
    dialog.go_back()
    dialog._change_passphrase()
    assert save(dialog, pictures, f"people-passphrase-{name}")
    dialog.go_back()
    dialog._add_way(Way.CARD)
    assert save(dialog, pictures, f"people-card-{name}")
    dialog.go_back()
    dialog._add_way(Way.LOGIN)
    assert save(dialog, pictures, f"people-login-{name}")
    dialog.go_back()
    dialog._show_key(KEY)
    assert save(dialog, pictures, f"people-key-{name}")
    main.prove(ProofNeeded("Confirm who you are to send.", Purpose.SEND), print, dialog)
    client.rest()
    (asked,) = dialog.findChildren(ProofDialog)
    assert save(asked, pictures, f"proof-{name}")
    main.recovery_key_notice.show()
    assert save(client.shell.window, pictures, f"reminder-{name}")
    main.recovery_key_notice.hide()
    dialog.close()
    main.expiry_notice._take(
        (ExpiringCertificate(CertificateOwner.ORGANISATION, date(2026, 12, 24), 29, ended=False),)
    )
    assert save(client.shell.window, pictures, f"expiry-{name}")


def two_people(client: Client) -> None:
    """Let a second person in, and both in every way."""
    login = Login("https://login.example.se", "sdk-desktop", acr_3="loa3")
    client.app.settings = replace(client.app.settings, card=CardReader("x.so"), login=login)
    keys = KeyFile(client.app.profile.keys)
    for who, way in product(("Kim Övning", "Åsa Öberg"), (Way.CARD, Way.LOGIN)):
        keys.put(who, way, {"kind": way.value})


def test_the_main_window(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    main = client.unlock()
    client.shell.window.show()

    assert save(client.shell.window, pictures, f"list-{name}")
    main.messages.list.table.choose(3)
    main.messages.open(main.messages.list.current)
    client.rest()
    assert save(client.shell.window, pictures, f"reading-{name}")
    main.back()
    main.search()
    type_text(main.messages.list.search_field, "möte")
    client.qtbot.waitUntil(lambda: main.messages.list.model.rowCount() in range(1, 10))
    assert save(client.shell.window, pictures, f"search-{name}")
    main.take_back._show((HeldSending("k", ("BUP Ekdala",), timedelta(seconds=14)),))
    assert save(client.shell.window, pictures, f"take-back-{name}")
    main.take_back.hide()
    main.lock_warning.show_seconds(17)
    assert save(client.shell.window, pictures, f"locks-soon-{name}")


def test_the_other_pages(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    main = client.unlock()
    client.shell.window.show()

    main.show_page(1)
    client.rest()
    assert save(client.shell.window, pictures, f"addresses-{name}")
    type_text(main.pages.addresses.search, "ekdala")
    client.qtbot.waitUntil(lambda: main.pages.addresses.functions.count() > 1)
    client.rest()
    assert save(client.shell.window, pictures, f"addresses-found-{name}")
    main.show_page(2)
    client.rest()
    assert save(client.shell.window, pictures, f"audit-{name}")
    main.pages.audit.acts.removal.ask()
    client.rest()
    assert save(client.shell.window, pictures, f"audit-removal-{name}")


def test_the_dialogs(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    main = client.unlock()
    client.shell.window.show()

    main.ask_where()
    main.prove(ProofNeeded("Confirm who you are to send.", Purpose.SEND), lambda: None)
    PreferencesDialog(client.app.settings.preferences, main).open()
    ShortcutList(main).open()
    Handbook(main).open()
    client.rest()

    dialogs = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    saved = [save(w, pictures, f"{type(w).__name__}-{name}") for w in dialogs]
    assert len(saved) >= 5
    assert all(saved)


def test_the_dialogs_about_records(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    main = client.unlock()
    client.shell.window.show()
    main.messages.list.table.choose(3)
    chosen = main.messages.list.current
    assert isinstance(chosen, Headline)
    main.messages.actions_.choose(replace(chosen, hold="Överklagat, mål 12-26"))

    main.messages.actions_.register.trigger()
    main.messages.care.hold.trigger()
    client.rest()

    dialogs = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    saved = [save(w, pictures, f"{type(w).__name__}-{name}") for w in dialogs]
    assert len(saved) >= 3
    assert all(saved)


def test_erasing_by_decision(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
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

    assert save(dialog, pictures, f"purging-{name}")
    dialog._area.verticalScrollBar().setValue(dialog._area.verticalScrollBar().maximum())
    assert save(dialog, pictures, f"purging-decisions-{name}")
    dialog._area.verticalScrollBar().setValue(0)
    dialog.page._ask(3, "KS 2026/8 § 12")
    client.rest()
    assert save(dialog, pictures, f"purging-question-{name}")
    dialog.accept()
    main.pages.audit.filters.person.setText("20120212-2386")
    client.qtbot.waitUntil(lambda: main.pages.audit.model.rowCount() < 5)
    main.pages.audit.acts.verify()
    client.rest()
    assert save(client.shell.window, pictures, f"audit-person-{name}")


def test_what_a_role_forbids(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
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

    assert save(client.shell.window, pictures, f"role-reading-{name}")
    main.show_page(2)
    main.pages.audit.acts.purge()
    (purging,) = main.pages.audit.findChildren(PurgingDialog)
    client.rest()
    assert save(purging, pictures, f"role-purging-{name}")
    purging.accept()
    main.ask_people()
    (people,) = main.findChildren(PeopleDialog)
    client.rest()
    assert save(people, pictures, f"role-people-{name}")


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


def test_what_needs_somebody(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    client.unlock()
    client.show()
    client.watch.turn(days=2)
    client.main.messages.show_folder(FolderChoice("", Folder.ACTION))
    client.qtbot.waitUntil(lambda: len(client.main.messages.todo.rows) > 0)
    client.rest()

    assert save(client.shell.window, pictures, f"todo-{name}")
    client.main.messages.todo.focus_first()
    client.main.messages.open(client.main.messages.todo.current)
    client.rest()
    assert save(client.shell.window, pictures, f"todo-opened-{name}")


def test_the_lessons(dressed: tuple[Client, str], pictures: Path | None) -> None:
    client, name = dressed
    main = client.unlock()
    client.shell.window.show()
    client.rest()

    assert save(client.shell.window, pictures, f"lesson-bar-{name}")
    button(main.lessons, tr("Exercises …")).click()
    client.rest()
    (dialog,) = client.shell.window.findChildren(LessonsDialog)
    assert save(dialog, pictures, f"lessons-{name}")
