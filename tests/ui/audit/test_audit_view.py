"""The audit trail on the screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.audit import AuditKind, AuditRow, AuditScope
from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.errors import ProofNeeded, Refused, Unavailable, Untrusted, to_line
from sdk_desktop.domain.purge import PurgeCriteria
from sdk_desktop.ui.audit.audit_model import kind_words
from sdk_desktop.ui.audit.audit_view import AuditView
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.purging.purging_dialog import PurgingDialog
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from tests.kit.typing_keys import type_text
from tests.ui.conftest import Client
from tests.ui.fake_workspace import NOON, FakeWorkspace, audit_row
from tests.ui.screens import a_background, button, opened, settle, shown_words


@dataclass
class Trail:
    """The view with its neighbours."""

    qtbot: QtBot
    background: Background
    workspace: FakeWorkspace = field(default_factory=FakeWorkspace)

    def open(self, *kinds: AuditKind) -> AuditView:
        rows = tuple(audit_row(number, kind) for number, kind in enumerate(kinds, start=1))
        self.workspace.audit_trail.rows = self.workspace.audit_trail.rows or rows
        view = AuditView(self.workspace.real, self.background, None)
        view.resize(1200, 600)
        return opened(self.qtbot, view, self.background)

    def settle(self) -> None:
        settle(self.qtbot, self.background)


@pytest.fixture
def trail(qtbot: QtBot) -> Iterator[Trail]:
    with a_background() as background:
        yield Trail(qtbot, background)


def cells(view: AuditView, row: int) -> list[str]:
    model = view.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_an_event_is_told_in_words(trail: Trail) -> None:
    view = trail.open(AuditKind.READ)

    assert cells(view, 0) == [
        "1",
        date_and_time(NOON),
        "Åsa Öberg",
        "Read a message",
        "Socialkontoret",
        "11111111",
        "",
    ]


def test_the_newest_event_comes_first(trail: Trail) -> None:
    view = trail.open(AuditKind.UNLOCKED, AuditKind.READ)

    assert cells(view, 0)[3] == "Read a message"


def test_end_and_home_go_to_the_oldest_and_the_newest_event(trail: Trail) -> None:
    view = trail.open(AuditKind.UNLOCKED, AuditKind.READ, AuditKind.LOCKED)
    table = view.table
    table.selectRow(1)

    QTest.keyClick(table, Qt.Key.Key_End)
    last = table.currentIndex().row()
    QTest.keyClick(table, Qt.Key.Key_Home)

    assert (last, table.currentIndex().row()) == (2, 0)


@pytest.mark.parametrize("kind", AuditKind)
def test_every_kind_of_event_has_words(kind: AuditKind) -> None:
    assert kind_words(kind)


def test_a_delivery_is_told_in_the_words_of_its_status(trail: Trail) -> None:
    trail.workspace.audit_trail.rows = (audit_row(1, AuditKind.DELIVERY, "ACCEPTED"),)

    assert cells(trail.open(), 0)[-1] == "Delivered and accepted"


EXPIRED = to_line(Untrusted("The certificate has been out of date since {day}.", day="2026-05-01"))
TOLD = [
    (AuditKind.ACKNOWLEDGED, "ACCEPTED", "Accepted"),
    (AuditKind.ACKNOWLEDGED, "REJECTED", "Rejected"),
    (AuditKind.DELIVERY, "LATE", "An acknowledgement came too late"),
    (
        AuditKind.UNREADABLE,
        EXPIRED + "\nThe sender is told.",
        "The certificate has been out of date since 2026-05-01. · The sender is told.",
    ),
    (AuditKind.STRAY, "Not ours.\n0203:x.example.se", "Not ours. · 0203:x.example.se"),
    (AuditKind.INCIDENT, "Malware was found.", "Malware was found."),
    (AuditKind.SENT_ON, "11111111-2222-4333-8444-555555555555", "as message 11111111"),
]


@pytest.mark.parametrize(("kind", "detail", "said"), TOLD)
def test_what_the_client_wrote_itself_is_told_in_words(
    trail: Trail, kind: AuditKind, detail: str, said: str
) -> None:
    trail.workspace.audit_trail.rows = (audit_row(1, kind, detail),)

    assert cells(trail.open(), 0)[-1] == said


def test_choosing_a_kind_filters(trail: Trail) -> None:
    view = trail.open(AuditKind.READ, AuditKind.SENT)

    view.filters.kind.setCurrentIndex(view.filters.kind.findData(AuditKind.SENT.value))
    trail.settle()

    assert [cells(view, row)[3] for row in range(view.model.rowCount())] == ["Sent a message"]


def test_typing_filters_and_showing_all_takes_it_back(trail: Trail) -> None:
    trail.workspace.audit_trail.rows = (
        audit_row(1, AuditKind.TAKEN, "Örjan"),
        audit_row(2, AuditKind.TAKEN, "Lova"),
    )
    view = trail.open()

    type_text(view.filters.text, "örjan")
    trail.qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    button(view, "Show all").click()
    trail.qtbot.waitUntil(lambda: view.model.rowCount() == 2)

    assert view.filters.text.text() == ""


def test_older_events_follow_as_one_scrolls(trail: Trail) -> None:
    view = trail.open(*[AuditKind.READ] * 250)

    view.table.scrollToBottom()
    trail.qtbot.waitUntil(lambda: view.model.rowCount() >= 200)
    view.table.scrollToBottom()
    trail.qtbot.waitUntil(lambda: view.model.rowCount() == 250)

    assert cells(view, 249)[0] == "1"


def test_a_whole_chain_is_said_to_be_whole(trail: Trail) -> None:
    view = trail.open(AuditKind.READ)

    button(view, "Check the chain").click()
    trail.settle()

    assert "The chain is whole: 1 events." in shown_words(view)


def test_a_broken_chain_names_its_first_broken_link(trail: Trail) -> None:
    trail.workspace.audit_trail.broken = 17
    view = trail.open(AuditKind.READ)

    button(view, "Check the chain").click()
    trail.settle()

    assert "The chain is broken at event number 17." in shown_words(view)


def test_a_sample_is_shown_alone(trail: Trail) -> None:
    view = trail.open(*[AuditKind.READ] * 5)

    button(view, "Random sample").click()
    trail.settle()

    assert view.model.rowCount() == 2
    assert "2 events picked at random." in shown_words(view)


def test_the_trail_is_exported_where_one_says(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = trail.open(AuditKind.READ)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/somewhere/a.csv", ""))

    button(view, "Export …").click()
    trail.settle()

    assert trail.workspace.audit_trail.exported == [Path("/somewhere/a.csv")]
    assert "1 events were exported." in shown_words(view)


def test_what_is_too_old_may_go_after_an_export_and_only_when_one_agrees(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = trail.open(AuditKind.READ)
    trail.workspace.audit_trail.old = 3
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/somewhere/a.csv", ""))
    button(view, "Export …").click()
    trail.settle()
    trail.settle()
    before = trail.workspace.audit_trail.old

    button(view, "Remove").click()
    trail.settle()

    assert before == 3
    assert trail.workspace.audit_trail.old == 0
    assert "3 events were removed." in shown_words(view)


def test_an_export_that_fails_is_told(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path) -> int:
        raise Refused("The file cannot be saved there.")

    view = trail.open(AuditKind.READ)
    monkeypatch.setattr(trail.workspace.audit_trail, "export", fail)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/somewhere/a.csv", ""))

    button(view, "Export …").click()
    trail.settle()

    assert "The file cannot be saved there." in shown_words(view)


def test_no_file_chosen_exports_nothing(trail: Trail, monkeypatch: pytest.MonkeyPatch) -> None:
    view = trail.open(AuditKind.READ)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    button(view, "Export …").click()

    assert trail.workspace.audit_trail.exported == []


def test_columns_have_names(trail: Trail) -> None:
    view = trail.open(AuditKind.READ)

    names = [
        view.model.headerData(column, Qt.Orientation.Horizontal)
        for column in range(view.model.columnCount())
    ]

    assert names == ["Number", "Time", "Who", "What", "Mailbox", "Message", "Details"]


def test_a_mailbox_a_person_and_a_period_are_chosen(trail: Trail) -> None:
    old, mine = audit_row(1), audit_row(2)
    now = datetime.now(UTC)
    about = replace(mine.event, person="19121212-1212", mailbox="sdk.reception", time=now)
    trail.workspace.audit_trail.rows = (old, replace(mine, event=about))
    view = trail.open()
    filters = view.filters

    filters.mailbox.setCurrentIndex(filters.mailbox.findData("sdk.reception"))
    trail.settle()
    assert view.model.rowCount() == 1
    filters.person.setText("20020202-2382")
    trail.qtbot.waitUntil(lambda: view.model.rowCount() == 0)
    filters.person.setText("19121212-1212")
    trail.qtbot.waitUntil(lambda: view.model.rowCount() == 1)
    filters.period.setCurrentIndex(filters.period.findText("Today"))
    trail.settle()
    assert [cells(view, row)[0] for row in range(view.model.rowCount())] == ["2"]
    filters.all.click()
    trail.settle()

    assert view.model.rowCount() == 2
    assert filters.scope == AuditScope()


def test_a_sample_is_of_what_was_chosen(trail: Trail) -> None:
    view = trail.open(AuditKind.READ, AuditKind.SENT, AuditKind.READ)
    view.filters.kind.setCurrentIndex(view.filters.kind.findData(AuditKind.SENT.value))
    trail.settle()

    button(view, "Random sample").click()
    trail.settle()

    assert [cells(view, row)[0] for row in range(view.model.rowCount())] == ["2"]


def test_an_extract_is_about_the_person_in_the_field(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = trail.open(AuditKind.READ)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/somewhere/e.csv", ""))

    button(view, "Extract about a person …").click()
    assert "Write the personal number in the field above" in shown_words(view)
    view.filters.person.setText(" 19121212-1212 ")
    button(view, "Extract about a person …").click()
    trail.settle()

    assert trail.workspace.audit_trail.extracted == [("19121212-1212", Path("/somewhere/e.csv"))]


def test_a_trimming_is_told_without_its_digest(trail: Trail) -> None:
    trail.workspace.audit_trail.rows = (audit_row(1, AuditKind.TRIMMED, f"12 15 {'ab' * 32}"),)

    assert cells(trail.open(), 0)[-1] == "12 events up to number 15"


@pytest.mark.parametrize(
    ("kind", "detail", "shown"),
    [
        (AuditKind.ROLE_CHANGED, "Bo (Ek) (registrar)", "Bo (Ek) (Registrar)"),
        (AuditKind.ROLE_CHANGED, "Bo", "Bo"),
        (
            AuditKind.NOT_FETCHED,
            "2026-03-02T12:00:00+00:00/2026-03-08T12:00:00+00:00",
            "from 2026-03-02 12:00 to 2026-03-08 12:00",
        ),
        (AuditKind.NOT_FETCHED, "2026", "2026"),
    ],
)
def test_codes_and_moments_are_told_in_words(
    trail: Trail, kind: AuditKind, detail: str, shown: str
) -> None:
    trail.workspace.audit_trail.rows = (audit_row(1, kind, detail),)

    assert cells(trail.open(), 0)[-1] == shown


def test_a_proof_for_an_export_is_asked_for_and_then_it_goes_on(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> int:
        raise ProofNeeded("Confirm who you are to take something out of the store.")

    view = trail.open(AuditKind.READ)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/somewhere/a.csv", ""))
    with monkeypatch.context() as patch, trail.qtbot.waitSignal(view.proofNeeded) as asked:
        patch.setattr(trail.workspace.audit_trail, "export", refuse)
        button(view, "Export …").click()
        trail.settle()

    asked.args[1]()
    trail.settle()

    assert trail.workspace.audit_trail.exported == []
    assert asked.args[2] is None


def test_erasing_is_opened_from_here_and_follows_what_happens(trail: Trail) -> None:
    view = trail.open(AuditKind.READ)
    button(view, "Erase by decision …").click()
    trail.settle()
    (dialog,) = view.findChildren(PurgingDialog)
    purging = trail.workspace.purging
    purging.propose(purging.preview(PurgeCriteria(NOON)), "KS 2026/8")

    view.on_changes(frozenset({TableFamily.PURGES}))
    trail.settle()
    assert "KS 2026/8" in shown_words(dialog)
    dialog.accept()
    view.on_changes(frozenset({TableFamily.PURGES}))

    assert view.acts._purging is None


ROOM = {100: (480, 500), 200: (800, 600)}


@pytest.mark.parametrize("percent", ROOM)
def test_a_narrow_page_is_not_wider_than_its_place(
    client: Client, qapp: QApplication, percent: int
) -> None:
    theme.apply(qapp, Preferences(text_percent=percent))
    main = client.unlock()
    main.show_page(2)
    client.show()
    page = main.pages.audit.filters.parentWidget()
    assert page is not None

    client.shell.window.resize(*ROOM[percent])
    QApplication.processEvents()

    assert page.width() <= main.pages.audit.width()


def test_older_events_that_could_not_be_read_follow_at_the_next_look(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = trail.open(*[AuditKind.READ] * 250)
    with monkeypatch.context() as patch:
        patch.setattr(trail.workspace.audit_trail, "page", busy)
        view.table.scrollToBottom()
        trail.qtbot.waitUntil(lambda: "The store is busy." in shown_words(view))

    view.model.fetchMore(QModelIndex())
    trail.settle()

    assert view.model.rowCount() >= 200
    assert "The store is busy." not in shown_words(view)


def test_that_a_chain_is_broken_is_said_though_events_come(
    trail: Trail, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = trail.open(AuditKind.READ)
    with monkeypatch.context() as patch:
        patch.setattr(trail.workspace.audit_trail, "page", busy)
        view.reload()
        trail.settle()

    view.acts.reported.emit("The chain is broken.", "danger")
    view.reload()
    trail.settle()

    assert "The chain is broken." in shown_words(view)


def busy(*_: object) -> tuple[AuditRow, ...]:
    raise Unavailable("The store is busy.")
