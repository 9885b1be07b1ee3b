"""A picture of each state of reading and writing, in build/pictures."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.app import App
from sdk_desktop.domain.delivery import DeliveryEvent, Status
from sdk_desktop.domain.draft import Draft, Problem, ProblemKind
from sdk_desktop.domain.errand import Errand, Reason
from sdk_desktop.domain.errors import InOtherHands
from sdk_desktop.domain.mailbox import Direction
from sdk_desktop.domain.message import File
from sdk_desktop.domain.roles import Role
from sdk_desktop.domain.sharing import SharedState, SharingStatus
from sdk_desktop.ui.about import AboutDialog
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.guide.organisation_step import OrganisationStep
from sdk_desktop.ui.messages.board import Board, ShareBar
from sdk_desktop.ui.messages.message_dialogs import DayDialog
from sdk_desktop.ui.messages.message_windows import MessageWindow
from sdk_desktop.ui.notices import FetchNotice, VersionNotice
from sdk_desktop.ui.parts.dialog import TextDialog
from sdk_desktop.ui.parts.question import Question
from sdk_desktop.ui.reading.forwardings import Forwardings
from sdk_desktop.ui.reading.reading_pane import ReadingPane
from sdk_desktop.ui.sharing.sharing_dialog import AdmitStep, JoinStep, SharingDialog
from sdk_desktop.ui.statistics.bar_chart import BarChart
from sdk_desktop.ui.statistics.statistics_dialog import StatisticsDialog
from sdk_desktop.ui.viewing.attachment_view import AttachmentView
from sdk_desktop.ui.viewing.drawn_file import DrawnFile, PasswordRow
from sdk_desktop.ui.words import tr
from sdk_desktop.usecases.shared.mailboxes import SharedMailboxes
from sdk_desktop.usecases.workspace import WorkspaceStatus
from tests.kit.files.foreign_files import fax, form, letter, picture, xfa
from tests.kit.files.locked_pdf import LOCKED
from tests.kit.typing_keys import type_text
from tests.ui.boards import board_of_six
from tests.ui.fake_workspace import (
    MAY_ALL,
    NOON,
    TEXT,
    FakeWorkspace,
    answer,
    draft,
    figures,
    headline,
    received,
    sent,
)
from tests.ui.looks import LOOKS, Camera, Look
from tests.ui.screens import a_background, button, settle
from tests.ui.sharing.test_sharing import BOX, MEMBER, WORDS, FakeShared

WIDE = QSize(1100, 740)
WAY = tuple(status.value for status in Status)
PROBLEMS = (
    Problem(ProblemKind.NO_RECIPIENT),
    Problem(ProblemKind.NO_CONFIDENTIALITY),
    Problem(ProblemKind.LABEL_SENSITIVE, blocking=False),
)
FILES = (
    File("Underlag.pdf", "application/pdf", b"x" * 900_000),
    File("Teckning från Alvas rum i det gamla huset.jpg", "image/jpeg", b"x" * 90_000),
)
REJECTED = (
    DeliveryEvent("MESSAGE_EXCHANGE_ERROR", NOON, "Message REJECTED by receiver"),
    DeliveryEvent("BV", NOON, "not-supported", "In contentType, the value is not allowed."),
)


@dataclass
class Studio:
    """A look, and a fake workspace."""

    qtbot: QtBot
    background: Background
    camera: Camera
    workspace: FakeWorkspace
    desks: list[QWidget] = field(default_factory=list)

    def write(self, begun: Draft) -> ComposeWindow:
        window = ComposeWindow(self.workspace.real, self.background, begun, None)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self.qtbot.addWidget(window)
        window.resize(WIDE)
        window.show()
        window.activateWindow()
        self.settle()
        return window

    def desk(self) -> QWidget:
        """Return an empty window, for what needs one below it."""
        window = QWidget()
        window.resize(WIDE)
        self.qtbot.addWidget(window)
        self.desks.append(window)
        return window

    def settle(self) -> None:
        settle(self.qtbot, self.background)

    def take(self, screen: QWidget, name: str, *shown: type[QWidget]) -> list[str]:
        self.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return self.camera.take(screen, name, *shown)


@pytest.fixture(params=LOOKS, ids=str)
def studio(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    undressed: None,
    qtbot: QtBot,
    pictures: Path | None,
) -> Iterator[Studio]:
    look: Look = request.param
    look.dress(qapp)
    with a_background() as background:
        camera = Camera(qapp, look, pictures)
        yield Studio(qtbot, background, camera, FakeWorkspace())


def test_the_board_of_a_list(studio: Studio) -> None:
    studio.workspace.inbox.lines = board_of_six()
    board = Board(studio.workspace.real, studio.background, None)
    studio.qtbot.addWidget(board)
    board.resize(WIDE)
    board.show()
    board.activateWindow()
    board.show_list_of(1)
    studio.settle()
    board.focus_first()

    assert studio.take(board, "board", Board, ShareBar) == []


def test_writing(studio: Studio) -> None:
    assert studio.take(studio.write(draft()), "compose-new", ComposeWindow) == []


def test_nothing_of_what_is_written_needs_scrolling_sideways(studio: Studio) -> None:
    window = studio.write(answer())
    window.form.attachments.show_files(FILES)
    window.form.concerns.fold.show_content(True)
    window.form.concerns.persons.begin_row()
    form, area = window.form, window.findChild(QScrollArea)
    studio.qtbot.waitUntil(lambda: form.height() >= form.heightForWidth(form.width()))

    assert isinstance(area, QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert studio.take(form, "compose-whole") == []


def test_writing_with_three_problems(studio: Studio) -> None:
    studio.workspace.outbox.problems = PROBLEMS
    window = studio.write(draft(label="Angående Karin Öst", text=TEXT))
    window.send()

    assert studio.take(window, "compose-problems") == []


def test_writing_with_a_question(studio: Studio) -> None:
    studio.workspace.outbox.problems = PROBLEMS[2:]
    window = studio.write(answer())
    window.form.attachments.show_files(FILES)
    window.form.concerns.persons.begin_row()
    window.send()

    assert studio.take(window, "compose-question") == []


def test_finding_a_recipient(studio: Studio) -> None:
    window = studio.write(draft())
    type_text(window.form.recipients.field, "o")
    studio.qtbot.waitUntil(window.form.recipients.found.isVisible)

    assert studio.take(window, "compose-search") == []


def test_answering_with_a_file(studio: Studio) -> None:
    window = studio.write(answer())
    window.form.text.editor.setPlainText(TEXT)
    window.form.text.editor.settle()
    window.answered._show(received())
    window.form.confidential.setChecked(True)
    window.form.attachments.show_files(FILES[:1])

    assert studio.take(window, "compose-answer") == []


@pytest.mark.parametrize("status", WAY)
def test_the_time_line_of_each_status(studio: Studio, status: str) -> None:
    known = WAY[: WAY.index(status) + 1] if not Status(status).failed else WAY[:3]
    events = [
        DeliveryEvent(code, NOON + timedelta(minutes=minutes)) for minutes, code in enumerate(known)
    ]
    studio.workspace.inbox.readings[1] = sent(Status(status), *events)

    assert studio.take(reading(studio), f"delivery-{status.lower()}", ReadingPane) == []


def test_the_time_line_of_a_rejection(studio: Studio) -> None:
    studio.workspace.inbox.readings[1] = sent(Status.MESSAGE_EXCHANGE_ERROR, *REJECTED)

    assert studio.take(reading(studio), "delivery-cause") == []


SHOWN = {
    "document": letter(b"Ett", b"Kalle Testsson"),
    "form": form(b"Ifyllt namn", appearance=False),
    "fax": fax(5),
    "xfa": xfa(),
    "half": picture("JPEG", size=(900, 600))[:2_000],
    "locked": LOCKED,
    "text": TEXT.encode("utf-16"),
    "program": b"MZ" + bytes(400),
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_file(studio: Studio, what: str) -> None:
    parent = QWidget()
    studio.qtbot.addWidget(parent)
    view = AttachmentView(File(f"{what}.pdf", "application/pdf", SHOWN[what]), parent)
    view.show()
    studio.qtbot.waitUntil(lambda: is_settled(view))

    assert studio.take(view, f"file-{what}", AttachmentView) == []


def is_settled(view: AttachmentView) -> bool:
    """Return whether a viewer shows its page, or asks for a password, or draws nothing."""
    pages = view.findChild(DrawnFile)
    if pages is None or pages.area.shown_page == 0:
        return True
    return any(one.isVisible() for one in pages.findChildren(PasswordRow))


def reading(studio: Studio) -> ReadingPane:
    pane = ReadingPane(studio.workspace.real, studio.background, None)
    studio.qtbot.addWidget(pane)
    pane.resize(700, 500)
    pane.show()
    pane.show_message(1)
    studio.settle()
    return pane


def test_the_figures_of_a_mailbox(studio: Studio) -> None:
    studio.workspace.figures.months = tuple(
        figures(
            date(2026, month, 1),
            *(18 * month, 11 * month),
            to_answer=timedelta(hours=40 / month),
            to_keep=timedelta(hours=80 / month),
            late=month % 4,
        )
        for month in range(1, 7)
    )
    dialog = StatisticsDialog(studio.workspace.real, studio.background, studio.desk())
    dialog.show()

    assert studio.take(dialog, "statistics", StatisticsDialog, BarChart) == []


def test_what_is_asked_about_a_message(studio: Studio) -> None:
    below = studio.desk()
    text = tr("From eight o'clock that day you see the message among what needs somebody.")
    day = DayDialog(tr("Remind me"), text, None, below)
    note = TextDialog(tr("Note"), tr("Your colleagues see the note. It is never sent."), "", below)
    day.show()
    note.show()

    assert studio.take(day, "remind", DayDialog) == []
    assert studio.take(note, "note", TextDialog) == []


def test_whose_computer_it_is(studio: Studio) -> None:
    desk = studio.desk()
    area = QScrollArea(desk)
    area.setWidgetResizable(True)
    area.setWidget(OrganisationStep(desk))
    QVBoxLayout(desk).addWidget(area)
    desk.show()

    assert studio.take(desk, "guide-organisation", OrganisationStep) == []


def test_about_the_program(studio: Studio) -> None:
    dialog = AboutDialog(studio.desk())
    dialog.show()

    assert studio.take(dialog, "about", AboutDialog) == []


def test_a_message_in_its_own_window(studio: Studio) -> None:
    studio.workspace.inbox.readings[1] = received()
    window = MessageWindow(studio.workspace.real, studio.background, studio.desk())
    window.show_message(1)
    window.show()

    assert studio.take(window, "message-window", MessageWindow) == []


def test_a_forwarded_message_that_is_a_colleagues_in_its_own_window(studio: Studio) -> None:
    on = [headline(row, direction=Direction.OUT, handler="Kim Övning") for row in range(2, 7)]
    rejected = replace(on[0], errand=Errand(reason=Reason.REJECTED))
    forwarded = (rejected, *on[1:])
    studio.workspace.inbox.readings[1] = replace(received(), forwarded=forwarded)
    window = MessageWindow(studio.workspace.real, studio.background, studio.desk())
    window.show_message(1)
    window.show()
    studio.settle()
    taken = InOtherHands("{name} has already taken the message.", "Sara Lind", "sara")
    window.actions_.inOtherHands.emit(taken, studio.settle)

    assert studio.take(window, "message-forwarded", Forwardings, Question) == []


def test_the_notices_over_the_pages(studio: Studio) -> None:
    desk = studio.desk()
    column = QVBoxLayout(desk)
    days = FetchNotice(desk, silent=False)
    newer = VersionNotice(cast("App", None), studio.background, desk)
    column.addWidget(days)
    column.addWidget(newer)
    desk.show()
    days.take_state(cast("WorkspaceStatus", SimpleNamespace(last_fetch=NOON, days_unfetched=12)))
    newer._take("26.2")

    assert studio.take(desk, "notices", FetchNotice, VersionNotice) == []


def test_joining_a_shared_mailbox(studio: Studio) -> None:
    shared = FakeShared(SharingStatus(BOX, SharedState.ALONE))
    work = cast("SharedMailboxes", shared), studio.background, MAY_ALL
    dialog = SharingDialog(*work, studio.desk())
    dialog.resize(WIDE)
    dialog.show()
    studio.settle()
    button(dialog, tr("Join a shared mailbox …")).click()
    assert studio.take(dialog, "sharing-join", SharingDialog, JoinStep) == []
    dialog.go_back()
    shared.status = SharingStatus(BOX, SharedState.ASKING, "the code", WORDS)
    dialog.overview.show_mailboxes((shared.status,))
    assert studio.take(dialog, "sharing-words") == []
    shared.status = MEMBER
    dialog.overview.show_mailboxes((MEMBER,))
    assert studio.take(dialog, "sharing-members") == []
    button(dialog, tr("Let a computer in …")).click()
    step = dialog.step
    assert isinstance(step, AdmitStep)
    step.words.fill(" ".join(WORDS))
    step.name.setText("Receptionen")
    step.role.wanted.emit(Role.HANDLER)
    assert studio.take(dialog, "sharing-let-in", AdmitStep) == []
