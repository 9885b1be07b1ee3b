"""What assistive technology and large text meet on the screens of a message."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clearance import Purpose, Way
from sdk_desktop.domain.configuration import Preferences
from sdk_desktop.domain.delivery import DeliveryEvent, Status
from sdk_desktop.domain.draft import Problem, ProblemKind
from sdk_desktop.domain.errors import ProofNeeded
from sdk_desktop.domain.mailbox import Attachment
from sdk_desktop.domain.message import File
from sdk_desktop.domain.purge import PurgeCriteria
from sdk_desktop.ui.addresses.address_book_view import AddressBookView
from sdk_desktop.ui.audit.audit_view import AuditView
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.compose.compose_window import ComposeWindow
from sdk_desktop.ui.guide.enrolment_step import EnrolmentStep
from sdk_desktop.ui.guide.recovery_key_step import RecoveryKeyStep
from sdk_desktop.ui.lessons.lessons_dialog import LessonsDialog
from sdk_desktop.ui.messages.message_dialogs import HoldDialog, RegisterDialog
from sdk_desktop.ui.parts import theme
from sdk_desktop.ui.parts.chip import Chip
from sdk_desktop.ui.parts.collapsible import Collapsible
from sdk_desktop.ui.parts.file_dialogs import FileDialogs
from sdk_desktop.ui.parts.named_button import NamedButton
from sdk_desktop.ui.people.people_dialog import PeopleDialog
from sdk_desktop.ui.proof.proof_dialog import ProofDialog
from sdk_desktop.ui.purging.purging_dialog import PurgingDialog
from sdk_desktop.ui.reading.reading_pane import ReadingPane
from sdk_desktop.ui.statistics.statistics_dialog import StatisticsDialog
from sdk_desktop.usecases.lessons.course import Lesson, LessonProgress
from sdk_desktop.usecases.lessons.lessons import Lessons
from tests.ui.fake_workspace import (
    NOON,
    FakeWorkspace,
    answer,
    audit_row,
    figures,
    headline,
    received,
    sent,
)
from tests.ui.looks import nameless
from tests.ui.screens import a_background, lay_out, opened, settle

SMALLEST_TARGET = 24
ROW = 1
NOTHING = cast("QWidget", None)
"""What is below a dialog that a test looks at alone."""

Make = Callable[[Background], QWidget]


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    with a_background() as one:
        yield one


@pytest.fixture(params=[100, 200], ids=["100%", "200%"])
def dressed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[int]:
    font = qapp.font()
    theme.apply(qapp, Preferences(text_percent=request.param))
    yield request.param
    qapp.setStyleSheet("")
    qapp.setFont(font)


def reading(background: Background) -> QWidget:
    workspace = FakeWorkspace()
    workspace.inbox.readings[ROW] = received(attachments=(Attachment(1, "a.pdf", "x/y", 9),))
    workspace.inbox.headlines = (headline(1), headline(2))
    pane = ReadingPane(workspace.real, background, None)
    pane.show_message(ROW)
    return pane


def failed(background: Background) -> QWidget:
    workspace = FakeWorkspace()
    why = DeliveryEvent("BV", NOON, "not-found")
    workspace.inbox.readings[ROW] = sent(Status.MESSAGE_EXCHANGE_ERROR, why)
    pane = ReadingPane(workspace.real, background, None)
    pane.show_message(ROW)
    return pane


def composing(background: Background) -> QWidget:
    workspace = FakeWorkspace()
    warning = Problem(ProblemKind.LABEL_SENSITIVE, blocking=False)
    workspace.outbox.problems = (Problem(ProblemKind.NO_LABEL), warning)
    window = ComposeWindow(workspace.real, background, answer(), None)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    window.form.attachments.add_paths(())
    window.send()
    return window


def composing_badly(background: Background) -> QWidget:
    workspace = FakeWorkspace()
    workspace.outbox.problems = tuple(map(Problem, ProblemKind))
    window = ComposeWindow(workspace.real, background, answer(), None)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    window.send()
    return window


def address_book(background: Background) -> QWidget:
    return AddressBookView(FakeWorkspace().real, background, None)


def audit(background: Background) -> QWidget:
    workspace = FakeWorkspace()
    workspace.audit_trail.rows = (audit_row(1),)
    return AuditView(workspace.real, background, None)


def people(background: Background) -> QWidget:
    dialog = PeopleDialog(FakeWorkspace().real, background, "Ekdala kommun", NOTHING)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return dialog


def new_person(background: Background) -> QWidget:
    workspace = FakeWorkspace().people
    step = EnrolmentStep(workspace.begin, workspace.enrol, background, NOTHING)
    step.offer_names(("Åsa Öberg", "Kim Berg"))
    step.show_key_warning(in_key_store=False)
    step._show(workspace.begin("Åsa Öberg"))
    return step


def recovery_key(background: Background) -> RecoveryKeyStep:
    step = RecoveryKeyStep(FakeWorkspace().people.confirm_recovery, background, NOTHING)
    step.show_key("ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567", "Ekdala kommun")
    return step


def recovery_key_typed(background: Background) -> QWidget:
    page = recovery_key(background)
    page.go_on()
    return page


def proving_by_card(background: Background) -> QWidget:
    return proving(background, Way.CARD)


def proving_by_login(background: Background) -> QWidget:
    dialog = proving(background, Way.LOGIN)
    assert dialog.form.current is not None
    dialog.form.current.proof()
    return dialog


def proving(background: Background, way: Way = Way.PASSPHRASE) -> ProofDialog:
    error = ProofNeeded("Confirm who you are to send.", Purpose.SEND)
    dialog = ProofDialog(FakeWorkspace().real, background, error, list, way, NOTHING)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.form.offer(tuple(Way), way)
    return dialog


def erasing(background: Background) -> QWidget:
    workspace = FakeWorkspace()
    preview = workspace.purging.preview(PurgeCriteria(NOON))
    workspace.purging.propose(preview, "KS 2026/8 § 12")
    workspace.purging.approve(workspace.purging.propose(preview, "KS 2026/9").number)
    dialog = PurgingDialog(workspace.real, background, NOTHING)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.page.form.decision.setText("KS 2026/10")
    dialog.page._ask(7, "KS 2026/10")
    return dialog


def registering(background: Background) -> QWidget:
    dialog = RegisterDialog("SN 1/26", "Remiss", NOTHING)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return dialog


def holding(background: Background) -> QWidget:
    dialog = HoldDialog("Överklagat", NOTHING)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return dialog


def practising(background: Background) -> QWidget:
    dialogs = FileDialogs(FakeWorkspace().real.folders, background)
    progress = tuple(LessonProgress(one, dict.fromkeys(one.steps)) for one in Lesson)
    dialog = LessonsDialog(cast("Lessons", None), dialogs, background, progress, NOTHING)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return dialog


def planning(background: Background) -> QWidget:
    workspace = FakeWorkspace()
    workspace.figures.months = (figures(date(2026, 5, 1), 12, 5),)
    dialog = StatisticsDialog(workspace.real, background, NOTHING)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    return dialog


SCREENS = [
    *(reading, failed, composing, address_book, audit),
    *(erasing, registering, holding, practising, planning),
    *(people, new_person, recovery_key, recovery_key_typed),
    *(proving, proving_by_card, proving_by_login),
]


def unfolded(qtbot: QtBot, background: Background, make: Make, width: int) -> QWidget:
    screen = opened(qtbot, make(background), background)
    screen.resize(width, 740)
    for folded in screen.findChildren(Collapsible):
        folded.show_content(True)
    settle(qtbot, background)
    lay_out()
    return screen


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


@pytest.mark.parametrize("make", SCREENS)
def test_everything_that_takes_the_focus_has_a_name(
    qtbot: QtBot, background: Background, make: Make
) -> None:
    screen = unfolded(qtbot, background, make, 1366)

    focusable = [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(screen)
    ]

    assert len(focusable) > 1
    assert [repr(widget) for widget in focusable if not name_of(widget)] == []


@pytest.mark.parametrize("make", SCREENS)
def test_every_choice_says_what_is_chosen(qtbot: QtBot, background: Background, make: Make) -> None:
    screen = unfolded(qtbot, background, make, 1366)

    assert list(nameless(screen)) == []


@pytest.mark.parametrize("make", SCREENS)
def test_no_word_is_said_twice_and_every_icon_says_something_to_the_eye(
    qtbot: QtBot, background: Background, make: Make
) -> None:
    screen = unfolded(qtbot, background, make, 1366)

    shown = [part for part in screen.findChildren(QWidget) if part.isVisibleTo(screen)]

    icons = [one for one in shown if isinstance(one, QAbstractButton) and not one.text()]
    silent = [one for one in icons if not isinstance(one, NamedButton | Chip) and not one.toolTip()]
    assert [name_of(one) for one in silent if not isinstance(one.parent(), QLineEdit)] == []
    assert [name_of(one) for one in shown if is_said_twice(one)] == []


@pytest.mark.parametrize("make", SCREENS)
def test_everything_that_is_pressed_is_large_enough_and_can_be_reached(
    qtbot: QtBot, background: Background, dressed: int, make: Make
) -> None:
    screen = unfolded(qtbot, background, make, 1366)

    pressed = [one for one in screen.findChildren(QAbstractButton) if one.isVisibleTo(screen)]

    small = [one.accessibleName() or one.text() for one in pressed if is_small(one)]
    assert small == []
    assert [name_of(one) for one in pressed if one.focusPolicy() == Qt.FocusPolicy.NoFocus] == []


@pytest.mark.parametrize("make", SCREENS)
def test_no_button_is_smaller_than_its_words(
    qtbot: QtBot, background: Background, dressed: int, make: Make
) -> None:
    screen = unfolded(qtbot, background, make, 1366)

    pressed = [one for one in screen.findChildren(QAbstractButton) if one.isVisibleTo(screen)]

    assert [one.text() for one in pressed if one.width() < one.minimumSizeHint().width()] == []
    assert [one.text() for one in pressed if one.height() < one.fontMetrics().height()] == []


@pytest.mark.parametrize("make", [reading, failed])
def test_a_message_fits_a_third_of_the_smallest_screen(
    qtbot: QtBot, background: Background, dressed: int, make: Make
) -> None:
    screen = unfolded(qtbot, background, make, 560)

    assert isinstance(screen, ReadingPane)
    assert not screen.horizontalScrollBar().isVisible()


def test_many_problems_leave_room_for_the_message(
    qtbot: QtBot, background: Background, dressed: int
) -> None:
    screen = unfolded(qtbot, background, composing_badly, 1366)

    assert isinstance(screen, ComposeWindow)
    assert screen.height() == 740
    assert not screen._send_button.visibleRegion().isEmpty()
    assert screen.form.text.height() > screen.height() / 5


def test_file_lines_of_a_draft_have_names(qtbot: QtBot, background: Background) -> None:
    workspace = FakeWorkspace()
    files = (File("a.pdf", "application/pdf", b"x"),)
    with_file = ComposeWindow(workspace.real, background, answer(), None)
    with_file.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    opened(qtbot, with_file, background)
    with_file.form.attachments.show_files(files)

    names = [name_of(one) for one in with_file.findChildren(QAbstractButton)]

    assert "Remove a.pdf" in names


def is_said_twice(part: QWidget) -> bool:
    """Return whether a tool tip, which is spoken as a description, begins as the name does."""
    name, more = name_of(part).split(), part.toolTip().split()
    if part.accessibleDescription() or not more:
        return False
    return name[: len(more)] == more[: len(name)]


def is_small(button: QAbstractButton) -> bool:
    return min(button.width(), button.height()) < SMALLEST_TARGET
